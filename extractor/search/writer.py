"""Changes of an index: all of a writer's become visible at once, or none."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from extractor.records import Record
from extractor.search.errors import LockedError, SearchError
from extractor.search.folder import clear
from extractor.search.schema import KEY, RUN, document, key, schema

if TYPE_CHECKING:
    import tantivy

MEMORY = 96 << 20
"""Bytes of words that are held before they go to disk; they are no part of the index until the end."""


class Writer:
    """Adds, replaces and deletes records. What it did is seen when its ``with`` ends; an error leaves all as it was.

    One writer at a time. A process that dies leaves the index as it was.
    """

    def __init__(self, index: tantivy.Index, path: Path) -> None:
        """Raises ``LockedError`` where another writer is at work."""
        self._path = path
        self._run = secrets.randbits(62)
        self.added = 0
        with self._writing():
            self._writer = index.writer(MEMORY, 1)
            clear(path)

    def add(self, record: Record) -> None:
        """Put a record in; it replaces the one of its id."""
        with self._writing():
            self._writer.delete_documents_by_term(KEY, key(record.id))
            self._writer.add_document(document(record, self._run))
        self.added += 1

    def delete(self, id_: str) -> None:
        """Take the record of that id out, if it is there."""
        with self._writing():
            self._writer.delete_documents_by_term(KEY, key(id_))

    def delete_others(self) -> None:
        """Take out all records that this writer did not add."""
        from tantivy import Occur, Query

        mine = Query.term_query(schema(), RUN, self._run)
        others = Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, mine)])
        with self._writing():
            self._writer.delete_documents_by_query(others)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with self._writing():
                if error is None:
                    self._writer.commit()
                else:
                    self._writer.rollback()
        finally:
            with self._writing():
                self._writer.wait_merging_threads()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One line for what the engine raises."""
        try:
            yield
        except (OSError, ValueError) as error:
            raise self._error(error) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # the engine's; it is no Exception
                raise
            raise self._error(error) from error

    def _error(self, error: BaseException) -> SearchError:
        if "LockBusy" in str(error):
            return LockedError(f"another process is writing the index {self._path}; wait until it is done")
        reason = " ".join(str(error).split())[:200]
        return SearchError(f"cannot write the index {self._path}: {reason}; it is as it was before")
