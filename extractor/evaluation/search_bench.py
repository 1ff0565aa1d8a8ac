"""``python -m extractor.evaluation.search_bench RECORDS``: how fast an index is made, and how fast it answers.

An index of the records is made in a temporary folder; then 1,000 queries run in this process, one after the other:
words drawn from the texts, phrases, beginnings, names, filters and facets, each with its first ten hits, their snippets
and the number of all. The same text queries (no filters, no facets) run on SQLite FTS5 (``unicode61 remove_diacritics
2``, no stemming, so that it finds fewer), also with ten hits, snippets and the number of all, in the same run.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from extractor.record_lines import Fault, records
from extractor.records import Record
from extractor.search import AmountRange, Filters, Index
from extractor.search.terms import terms, tokens

QUERIES = 1000
SEED = 11
HITS = 10
KEPT = 400
"""Records that queries are drawn from."""
MIB = 1 << 20
PREFIX = (3, 6)
"""Letters of a beginning."""
LATEST = 0.99


@dataclass(frozen=True, slots=True)
class Question:
    """A query in both languages; ``other`` is None where FTS5 has no such query."""

    kind: str
    text: str
    filters: Filters = field(default_factory=Filters)
    facets: tuple[str, ...] = ()
    other: str | None = None


def read(path: Path) -> Iterator[Record]:
    """The records of a file."""

    def failed(fault: Fault) -> None:
        print(f"{path}:{fault.line}: {fault.reason}", file=sys.stderr)

    with path.open("rb") as lines:
        yield from records(enumerate(lines, 1), failed)


def questions(sample: Sequence[Record], count: int, seed: int = SEED) -> list[Question]:
    """Mixed queries about what the records say."""
    random = Random(seed)
    makers = (_words, _words, _phrase, _beginning, _named, _filtered, _counted)
    made: list[Question] = []
    while len(made) < count:
        question = makers[len(made) % len(makers)](random, random.choice(sample))
        made.append(question or _words(random, random.choice(sample)) or Question("words", "Berlin", other='"Berlin"'))
    return made


def _spelled(record: Record) -> list[str]:
    text = record.text or record.title or ""
    return [text[token.start : token.end] for token in tokens(text) if "\n" not in text[token.start : token.end]]


def _words(random: Random, record: Record) -> Question | None:
    found = [word for word in _spelled(record) if len(word) > 3]
    chosen = random.sample(found, min(len(found), random.choice((1, 1, 2, 3))))
    return Question("words", " ".join(chosen), other=" ".join(map(_quoted, chosen))) if chosen else None


def _phrase(random: Random, record: Record) -> Question | None:
    found = _spelled(record)
    if len(found) < 3:
        return None
    begin = random.randrange(len(found) - 2)
    text = _quoted(" ".join(found[begin : begin + random.choice((2, 3))]))
    return Question("phrase", text, other=text)


def _beginning(random: Random, record: Record) -> Question | None:
    found = [word for word in _spelled(record) if len(word) > PREFIX[0]]
    if not found:
        return None
    text = random.choice(found)[: random.randint(*PREFIX)]
    return Question("beginning", f"{text}*", other=f"{_quoted(text)}*")


def _named(random: Random, record: Record) -> Question | None:
    if not record.people:
        return None
    name = random.choice(record.people).family_name or record.people[0].name
    return Question("name", name, other=_quoted(name))


def _filtered(random: Random, record: Record) -> Question | None:
    words = _words(random, record)
    if words is None:
        return None
    names = [person.name for person in record.people if terms(person.name)]
    person = (random.choice(names),) if names and random.random() < 0.5 else ()
    amount = (AmountRange.parse("10000.."),) if record.amounts else ()
    year = record.date.year if record.date and not person else None
    text = "" if random.random() < 0.5 else words.text.split()[0]
    return Question("filters", text, Filters(person=person, amount=amount, year=year))


def _counted(random: Random, record: Record) -> Question | None:
    words = _words(random, record)
    names = tuple(random.sample(("person", "organisation", "programme", "place", "year"), 3))
    return Question("facets", words.text.split()[0], facets=names) if words else None


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "") + '"'


def build(path: Path, found: Iterable[Record]) -> float:
    """Make the index; the seconds it took."""
    begun = time.perf_counter()
    with Index.create(path).writer() as writer:
        for record in found:
            writer.add(record)
    return time.perf_counter() - begun


def build_fts(path: Path, found: Iterable[Record]) -> sqlite3.Connection:
    """The texts in SQLite FTS5."""
    database = sqlite3.connect(path)
    database.execute(
        "CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, text, tokenize='unicode61 remove_diacritics 2')"
    )
    database.executemany("INSERT INTO texts VALUES (?, ?)", ((one.id, one.text or one.title or "") for one in found))
    database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
    database.commit()
    return database


def ask_fts(database: sqlite3.Connection, text: str) -> int:
    """Ten hits with snippets; the number of all."""
    page = "SELECT id, snippet(texts, 1, '[', ']', '…', 32) FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
    database.execute(page, (text, HITS)).fetchall()
    total: int = database.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (text,)).fetchone()[0]
    return total


def timed(calls: Iterable[Callable[[], object]]) -> list[float]:
    """The milliseconds of each call."""
    found = []
    for call in calls:
        begun = time.perf_counter()
        call()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of all do not pass; 0 of none."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def _ask(index: Index, question: Question) -> Callable[[], object]:
    return lambda: index.search(question.text, filters=question.filters, facets=question.facets, limit=HITS)


def _ask_fts(database: sqlite3.Connection, text: str) -> Callable[[], object]:
    return lambda: ask_fts(database, text)


def _line(name: str, values: Sequence[float]) -> str:
    half, late = percentile(values, 0.5), percentile(values, LATEST)
    return f"{name:<22}{len(values):>6,} queries   p50 {half:7.2f} ms   p99 {late:7.2f} ms"


def report(path: Path, folder: Path, count: int) -> Iterator[str]:
    """Make both, ask both, line by line."""
    sample: list[Record] = []
    random = Random(SEED)

    def drawn() -> Iterator[Record]:
        for number, record in enumerate(read(path)):
            if number < KEPT:
                sample.append(record)
            elif (place := random.randrange(number + 1)) < KEPT:
                sample[place] = record
            yield record

    seconds = build(folder / "index", drawn())
    index = Index.open(folder / "index")
    size = sum(file.stat().st_size for file in (folder / "index").iterdir())
    yield f"{len(index):,} records indexed in {seconds:.1f} s: {size / MIB:.1f} MiB"
    asked = questions(sample, count)
    for question in asked[:HITS]:
        _ask(index, question)()
    ours = timed(_ask(index, question) for question in asked)
    yield _line("all", ours)
    for kind in dict.fromkeys(question.kind for question in asked):
        yield _line(f"  {kind}", [one for question, one in zip(asked, ours, strict=True) if question.kind == kind])
    database = build_fts(folder / "fts.db", index.records())
    texts = [(question.other, one) for question, one in zip(asked, ours, strict=True) if question.other]
    theirs = timed(_ask_fts(database, text) for text, _ in texts if text)
    database.close()
    same = [one for _, one in texts]
    yield _line("text queries", same)
    yield _line("the same on FTS5", theirs)
    ratios = (percentile(same, share) / (percentile(theirs, share) or 1) for share in (0.5, LATEST))
    yield "ours / FTS5: p50 {:.2f}, p99 {:.2f}".format(*ratios)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--queries", type=int, default=QUERIES)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="search-bench-") as name:
        for line in report(arguments.records, Path(name), arguments.queries):
            print(line, flush=True)


if __name__ == "__main__":
    main()
