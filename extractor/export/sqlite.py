"""``sqlite``: one file for SQLite and Datasette, with full text, keys, indices and views.

**Lists** are JSON arrays (``json_each``; Datasette facets by them). **Amounts** are exact: ``value``, ``min`` and
``max`` are decimals as text, ``value_cents`` and so on are integers that SQL sums to the cent; these are null where an
amount is no whole number of cents, or 10^15 euros and more.

**Search.** ``releases_fts`` (over ``title``, ``sender``, ``place``, ``text``) knows words with and without marks, and
by the column ``search_words`` the other spellings of each: where a text has ``Güler``, then ``Güler``, ``Gueler`` and
``Guler`` find it. ``releases_stems`` holds stems, so that inflected forms answer too. ``query`` makes an expression of
any words; in SQL alone the table ``words`` has the stem of each word that occurs, in small letters::

    SELECT id, title FROM words JOIN releases_stems ON releases_stems MATCH stem
      JOIN releases ON position = releases_stems.rowid WHERE word = 'förderungen';
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extractor.export.ddl import Dialect, create_table, quoted, views
from extractor.export.folding import other_spellings, spellings_of, stem, words
from extractor.export.mention_rows import flat, tables
from extractor.export.tables import ROOT, TABLES, Column, Kind, Row, Table, record
from extractor.export.target import ExportError, Options, Shape, Written
from extractor.records import Record, plain
from extractor.text.folding import without_accents

DATABASE = "records.db"
SCHEMA = "schema.sql"
DIALECT = Dialect("json_each({}) AS e", "_cents")
TYPES = {kind: "INTEGER" if kind in {Kind.INTEGER, Kind.ZONE} else "TEXT" for kind in Kind}
TOKENS = "unicode61 remove_diacritics 2"
MOST_CENTS = 10**17
"""Larger ones would soon overflow a sum."""
QUICK = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
"""Nobody else sees the file before it is whole."""
SETTLED = "PRAGMA analysis_limit = 1000; ANALYZE; PRAGMA journal_mode = DELETE;"
ROWS_AT_ONCE = 500
WORDS_KEPT = 1 << 17
INDICES: Mapping[Shape, Mapping[str, tuple[str, ...]]] = {
    Shape.RELEASE: {
        "releases": ("date", "sender"),
        "people": ("name", "family_name"),
        "roles": ("role", "organisation"),
        "organisations": ("name",),
        "programmes": ("name",),
        "places": ("name",),
        "mentions": ("label", "text"),
        "amounts": ("value_cents", "year"),
        "quotes": ("speaker",),
    },
    Shape.MENTION: {"mentions": ("date", "label", "text", "name", "role", "value_cents")},
}


def cents(value: Decimal) -> int | None:
    """``value`` in cents, where it is a whole number of them and not too large for a sum.

    >>> cents(Decimal("12.5")), cents(Decimal("-0.1")), cents(Decimal("0.035")), cents(Decimal("1e30"))
    (1250, -10, None, None)
    """
    whole, _, behind = plain(value).partition(".")  # no arithmetic: it rounds to 28 digits
    found = int(whole + behind.ljust(2, "0")) if len(behind) <= len("00") else MOST_CENTS
    return found if abs(found) < MOST_CENTS else None


def query(text: str) -> str:
    """What ``releases_stems MATCH`` takes to find releases with all words of ``text``, however these are inflected.

    >>> query("Förderungen Gueler")
    '"forder" "gul"'
    """
    return " ".join(f'"{stem(word)}"' for word in words(text)) or '""'


def schema(shape: Shape) -> str:
    """The DDL of a shape."""
    parts = ["-- Records of press releases. Amounts: exact decimals as text, and cents that sum to the cent.\n"]
    for table in tables(shape):
        extra = [f'"{column.name}_cents" INTEGER' for column in _decimals(table)]
        extra += ['"search_words" TEXT'] if table.searched else []
        key = table.columns[0].name if table.searched else None
        parts.append(create_table(table, TYPES, key=key, extra=extra))
        parts += [_search(table)] if table.searched else []
    return "\n".join(parts) + (views(DIALECT) if shape is Shape.RELEASE else "")


def _decimals(table: Table) -> list[Column]:
    return [column for column in table.columns if column.kind is Kind.DECIMAL]


def _search(table: Table) -> str:
    """The full text of a table."""
    columns = quoted(*table.searched, "search_words")
    return f"""-- Other spellings of the words are in search_words: Gueler and Guler find Güler.
CREATE VIRTUAL TABLE "{table.name}_fts" USING fts5(
    {columns}, content="{table.name}", content_rowid="{table.columns[0].name}", tokenize="{TOKENS}"
);
-- The stems of the same; the table words has the stem of each word.
CREATE VIRTUAL TABLE "{table.name}_stems" USING fts5("stems", content="", tokenize="{TOKENS}");
CREATE TABLE "words" ("word" TEXT PRIMARY KEY, "stem" TEXT NOT NULL) WITHOUT ROWID;
"""


def _indices(shape: Shape) -> str:
    """They are made when all rows are there: that is quicker."""
    return "".join(
        f'CREATE INDEX "{table}_{name}" ON {quoted(table)} ({quoted(name)});\n'
        for table, names in INDICES[shape].items()
        for name in names
    )


class _SQLite:
    """The target."""

    def schemas(self, shape: Shape) -> Mapping[str, str]:
        """The DDL."""
        return {SCHEMA: schema(shape) + "\n" + _indices(shape)}

    def write(self, records: Iterable[Record], folder: Path, options: Options) -> Written:
        """Write the database. Raises ``ExportError``."""
        with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as connection:
            try:
                connection.executescript(QUICK + schema(options.shape))
                connection.execute("BEGIN")
                written = _fill(connection, flat(records, options.shape), options.shape)
                connection.execute("COMMIT")
                connection.executescript(_indices(options.shape) + SETTLED)
            except sqlite3.Error as error:
                raise ExportError(f"{DATABASE}: {error}") from error
        return written


def _fill(connection: sqlite3.Connection, found: Iterable[Mapping[str, list[Row]]], shape: Shape) -> Written:
    written = Written({table.name: 0 for table in tables(shape)})
    writers = {table.name: _Rows(connection, table) for table in tables(shape)}
    for rows in found:
        spoken = [row[SPOKEN] for row in rows["mentions"]] if shape is Shape.RELEASE else []
        for name, of_table in rows.items():
            writers[name].add(of_table, spoken if name == ROOT else [])
            written.add(name, len(of_table))
    for writer in writers.values():
        writer.finish()
    return written


SPOKEN = next(table.index("text") for table in TABLES if table.name == "mentions")


class _Rows:
    """Puts the rows of a table into the database."""

    def __init__(self, connection: sqlite3.Connection, table: Table) -> None:
        self._connection, self._table = connection, table
        self._decimals = [table.index(column.name) for column in _decimals(table)]
        self._searched = [table.index(name) for name in table.searched]
        self._stored = [STORED.get(column.kind) for column in table.columns]
        width = len(table.columns) + len(self._decimals) + bool(self._searched)
        self._insert = f"INSERT INTO {quoted(table.name)} VALUES ({', '.join('?' * width)})"  # noqa: S608 (our names)
        self._waiting: list[Row] = []
        self._known: set[str] = set()

    def add(self, rows: Iterable[Row], spoken: Iterable[str]) -> None:
        """Take rows; a release without text is found by what its mentions say."""
        for row in rows:
            stored = [
                value if value is None or convert is None else convert(value)
                for convert, value in zip(self._stored, row, strict=True)
            ]
            stored += [None if row[place] is None else cents(row[place]) for place in self._decimals]
            if self._searched:
                stored.append(self._search(row, spoken))
            self._waiting.append(tuple(stored))
        if len(self._waiting) >= ROWS_AT_ONCE:
            self._flush()

    def _search(self, row: Row, spoken: Iterable[str]) -> str:
        """Put the stems of a row into the index; the value of ``search_words``."""
        texts = [row[place] for place in self._searched if row[place] is not None]
        said = [] if self._table.name != ROOT or row[self._searched[-1]] is not None else list(spoken)
        found = [word for text in [*texts, *said] for word in words(text)]
        name = self._table.name
        self._connection.execute(
            f'INSERT INTO "{name}_stems" (rowid, stems) VALUES (?, ?)',  # noqa: S608 (our names)
            (row[0], " ".join(map(stem, found))),
        )
        new = set(found) - self._known
        pairs = ((one, stem(word)) for word in new for one in (word, without_accents(word), *other_spellings(word)))
        self._connection.executemany("INSERT OR IGNORE INTO words VALUES (?, ?)", pairs)
        if len(self._known) > WORDS_KEPT:
            self._known.clear()
        self._known |= new
        return " ".join([*said, *spellings_of([*texts, *said])])

    def _flush(self) -> None:
        self._connection.executemany(self._insert, self._waiting)
        self._waiting.clear()

    def finish(self) -> None:
        """Write what waits, and the full text over all."""
        self._flush()
        for index, action in (("fts", "rebuild"), ("fts", "optimize"), ("stems", "optimize")):
            if self._searched:
                name = f"{self._table.name}_{index}"
                self._connection.execute(f'INSERT INTO "{name}" ("{name}") VALUES (?)', (action,))  # noqa: S608


STORED: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.DECIMAL: plain,
    Kind.DATE: date.isoformat,
    Kind.MOMENT: partial(datetime.isoformat, sep=" "),
    Kind.TEXTS: partial(json.dumps, ensure_ascii=False),
    Kind.INTEGERS: json.dumps,
}
READ: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.DECIMAL: Decimal,
    Kind.DATE: date.fromisoformat,
    Kind.MOMENT: datetime.fromisoformat,
    Kind.TEXTS: json.loads,
    Kind.INTEGERS: json.loads,
}


def read(path: Path) -> Iterator[Record]:
    """The records of a database that was written, in their order. Raises ``ExportError``."""
    if not path.is_file():
        raise ExportError(f"there is no file {path}")
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as connection:
            id_ = TABLES[0].index("id")
            for release in _select(connection, TABLES[0], 'ORDER BY "position"'):
                below = {table.name: list(_of(connection, table, release[id_])) for table in TABLES[1:]}
                yield record({ROOT: [release], **below})
    except (sqlite3.Error, ValueError, ArithmeticError) as error:
        raise ExportError(f"{path} holds no records of releases: {error}") from error


def _of(connection: sqlite3.Connection, table: Table, release: str) -> Iterator[Row]:
    return _select(connection, table, 'WHERE "release" = ?', release)


def _select(connection: sqlite3.Connection, table: Table, clause: str, *values: str) -> Iterator[Row]:
    names = quoted(*(column.name for column in table.columns))
    converters = [READ.get(column.kind) for column in table.columns]
    for row in connection.execute(f"SELECT {names} FROM {quoted(table.name)} {clause}", values):  # noqa: S608
        yield tuple(
            value if value is None or convert is None else convert(value)
            for convert, value in zip(converters, row, strict=True)
        )


TARGET = _SQLite()
