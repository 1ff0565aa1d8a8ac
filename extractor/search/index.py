"""The index: records in a folder, found by their words and by what they name."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from datetime import date as Date  # noqa: N812 (as in records)
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from extractor.records import Record
from extractor.search import folder, query
from extractor.search.errors import QueryError, SearchError, sound
from extractor.search.facets import counted
from extractor.search.filters import Filters
from extractor.search.matching import matching
from extractor.search.query import Kind
from extractor.search.results import Hit, Results, Snippet
from extractor.search.schema import KEY, ORDER, STORED, key, restored, schema
from extractor.search.snippets import Snippets
from extractor.search.writer import Writer

if TYPE_CHECKING:
    import tantivy

Sort = Literal["relevance", "newest"]
MAX_LIMIT: Final = 1000
"""Hits of one page at most."""
STREAMED = 500
"""Records that are read from the index at a time."""
NO_FILTERS = Filters()


class Index:
    """Records in a folder. It may be read by many threads and processes, also while one of them writes."""

    def __init__(self, path: Path) -> None:
        """Raises ``IndexFolderError``."""
        self.path = path
        self._index = folder.opened(path)
        self._lock = threading.Lock()
        self._state = self._committed()

    @classmethod
    def open(cls, path: str | PathLike[str]) -> Self:
        """The index in the folder ``path``. Raises ``IndexFolderError`` where there is none."""
        return cls(Path(path))

    @classmethod
    def create(cls, path: str | PathLike[str]) -> Self:
        """The index in the folder ``path``, which is made where it is missing. Raises ``IndexFolderError``."""
        folder.create(Path(path))
        return cls(Path(path))

    def writer(self) -> Writer:
        """What changes the index: ``with index.writer() as writer: writer.add(record)``. Raises ``LockedError``."""
        return Writer(self._index, self.path)

    def __len__(self) -> int:
        return self._searcher().num_docs

    def record(self, id_: str) -> Record | None:
        """The whole record of that id."""
        return self.record_of(key(id_))

    def record_of(self, digest: str) -> Record | None:
        """The whole record of the id for which ``schema.key`` gives ``digest``."""
        from tantivy import Query

        searcher = self._searcher()
        with sound(self.path):
            found = searcher.search(Query.term_query(schema(), KEY, digest, index_option="basic"), 1).hits
            return Record.model_validate_json(_stored(searcher, found[0][1])) if found else None

    def records(self) -> Iterator[Record]:
        """All records, newest first, as they are now; a few at a time are in memory."""
        from tantivy import FieldType, Query

        searcher = self._searcher()
        wanted, last, seen = Query.all_query(), None, set[str]()
        while True:
            with sound(self.path):
                page = searcher.search(wanted, STREAMED, order_by_field=ORDER, count=False).hits
                found = [(place, Record.model_validate_json(_stored(searcher, address))) for place, address in page]
            for place, record in found:
                if place != last:
                    last, seen = place, set()
                if record.id not in seen:
                    seen.add(record.id)
                    yield record
            if len(page) < STREAMED:
                return
            wanted = Query.range_query(schema(), ORDER, FieldType.Unsigned, 0, last)

    def search(
        self,
        text: str = "",
        *,
        filters: Filters = NO_FILTERS,
        limit: int = 10,
        after: str | None = None,
        sort: Sort = "relevance",
        facets: Sequence[str] = (),
        facet_limit: int = 10,
    ) -> Results:
        """Records that hold all that is asked; ``after`` is the cursor of the page before.

        Equal scores stand newest first, those of one day in an order that stays. Without words all are newest first.
        Raises ``QueryError`` and ``FilterError``.
        """
        wanted = query.parse(text)
        if not 0 <= limit <= MAX_LIMIT:
            raise QueryError(f"a page has 0 to {MAX_LIMIT} hits, not {limit}")
        if sort not in ("relevance", "newest"):
            raise QueryError(f"there is no order {sort!r}; use relevance or newest")
        digest = hashlib.blake2b(repr((text, filters, sort)).encode(), digest_size=4).hexdigest()
        offset = _offset(after, digest)
        searcher = self._searcher()
        with sound(self.path):
            found = matching(wanted, filters)
            scored = sort == "relevance" and any(_scores(one) for group in wanted.wanted for one in group)
            total, page = (_by_score if scored else _by_date)(searcher, found, offset, limit)
            snippets = Snippets(wanted, filters)
            hits = [_hit(score, json.loads(_stored(searcher, address)), snippets) for score, address in page]
            counts = counted(searcher, found, list(facets), facet_limit)
        behind = offset + len(hits)
        return Results(total, hits, counts, f"{behind}-{digest}" if hits and behind < total else None)

    def places(self, text: str = "", *, filters: Filters = NO_FILTERS) -> set[int]:
        """The places of all records that hold all that is asked; ``order`` of the schema gives that of a record.

        Much quicker than pages of hits, since no record is read. Raises ``QueryError``.
        """
        searcher = self._searcher()
        with sound(self.path):
            wanted = matching(query.parse(text), filters)
            hits = searcher.search(wanted, max(1, searcher.num_docs), order_by_field=ORDER, count=False).hits
        return {place for place, _ in hits}

    def _searcher(self) -> tantivy.Searcher:
        """What is committed now."""
        with self._lock, sound(self.path):
            state = self._committed()
            if state != self._state:
                self._index.reload()
                self._state = state
            return self._index.searcher()

    def _committed(self) -> tuple[int, int, int]:
        """Changes with each commit, of this process or another."""
        with sound(self.path):
            found = (self.path / folder.META).stat()
        return found.st_mtime_ns, found.st_size, found.st_ino


Page = tuple[int, list[tuple[float, "tantivy.DocAddress"]]]


def _by_date(searcher: tantivy.Searcher, wanted: tantivy.Query, offset: int, limit: int) -> Page:
    """The number of all that match, and a page of them, newest first."""
    past = limit == 0 or offset >= searcher.num_docs
    found = searcher.search(wanted, 1 if past else limit, order_by_field=ORDER, offset=0 if past else offset)
    return _total(found), [] if past else [(0.0, address) for _, address in found.hits]


def _by_score(searcher: tantivy.Searcher, wanted: tantivy.Query, offset: int, limit: int) -> Page:
    """The number of all that match, and a page of them, best first. Those of equal score are read and put in order."""
    if limit == 0 or offset >= searcher.num_docs:
        return _total(searcher.search(wanted, 1)), []
    need = offset + limit
    looked_at = need + 1
    while True:
        found = searcher.search(wanted, min(looked_at, searcher.num_docs + 1))
        hits = found.hits
        if len(hits) < looked_at or hits[-1][0] < hits[need - 1][0]:
            break
        looked_at *= 2
    if offset >= len(hits):
        return _total(found), []
    last = hits[min(need, len(hits)) - 1][0]
    group = [(score, address) for score, address in hits if last <= score <= hits[offset][0]]
    before = next(number for number, (score, _) in enumerate(hits) if score <= hits[offset][0])
    orders = searcher.fast_field_values(ORDER, [address for _, address in group])
    ranked = sorted(zip(group, orders, strict=True), key=lambda one: (-one[0][0], -(one[1] or 0)))
    return _total(found), [hit for hit, _ in ranked][offset - before : need - before]


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count or 0)  # type: ignore[attr-defined]  # the engine's stub lacks it


def _scores(clause: query.Clause) -> bool:
    """Whether records are the better the more of the clause they hold; a lone beginning is there or not."""
    return clause.kind is not Kind.PREFIX or len(clause.words) > 1


def _stored(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> bytes:
    return restored(searcher.doc(address).get_first(STORED) or b"")


def _hit(score: float, record: dict[str, Any], snippets: Snippets) -> Hit:
    text: str | None = record["text"]
    day = record["date"]
    return Hit(
        id=record["id"],
        score=score,
        title=record["title"],
        date=Date.fromisoformat(day) if day else None,
        sender=record["sender"],
        place=record["place"],
        snippet=snippets.of(text) if text is not None else Snippet(record["title"] or ""),
    )


def _offset(cursor: str | None, digest: str) -> int:
    """Where the page of a cursor begins. Raises ``SearchError``."""
    if not cursor:
        return 0
    number, _, made_for = cursor.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) <= 9):
        raise SearchError("the cursor is none of a search; take it from the page before")
    if made_for != digest:
        raise SearchError("the cursor belongs to another search; take it from a page of the same query and filters")
    return int(number)
