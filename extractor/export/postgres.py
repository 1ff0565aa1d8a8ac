"""``postgres``: DDL, files for COPY and a script for ``psql`` that loads them in one transaction.

In the folder: ``psql DATABASE -f load.sql``. The tables come into the first schema of the search path.

**Search.** ``releases.search`` holds the words of a release, folded and then stemmed as German::

    SELECT id, title FROM releases WHERE search @@ press_query('Förderungen Gueler');

``press_query`` folds alike, so ``Güler``, ``Gueler`` and ``Guler`` are one word. No extension is needed.

**Amounts** are ``numeric``, lists arrays. PostgreSQL holds no NUL: it becomes U+FFFD, so that offsets stay right,
and is counted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from extractor.export.ddl import Dialect, create_table, quoted, views
from extractor.export.mention_rows import flat, tables
from extractor.export.tables import Kind, Row, Table, value_text
from extractor.export.target import ExportError, Options, Shape, Written
from extractor.records import Record

SCHEMA, INDICES, LOAD = "schema.sql", "indices.sql", "load.sql"
DIALECT = Dialect("unnest({}) AS e(value)", "")
TYPES = {
    Kind.TEXT: "text",
    Kind.INTEGER: "bigint",
    Kind.DECIMAL: "numeric",
    Kind.DATE: "date",
    Kind.MOMENT: "timestamp",
    Kind.ZONE: "integer",
    Kind.TEXTS: "text[]",
    Kind.INTEGERS: "bigint[]",
}
LONGEST_ID = 2000
"""Bytes; an index of PostgreSQL takes no more than 2,704 a row."""
SEARCHED = 120_000
"""So many characters of a text are searched: a ``tsvector`` takes a mebibyte at most."""
NUL = "NUL characters replaced"
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
EQUAL = {
    "people": ("name", "family_name"),
    "roles": ("role", "organisation"),
    "organisations": ("name",),
    "programmes": ("name",),
    "places": ("name",),
    "mentions": ("name", "text"),
}
"""Columns that are searched for a value: by hash, which takes texts of any length."""
ORDERED = {"releases": ("date",), "mentions": ("date", "value"), "amounts": ("value", "year")}


def _letters() -> tuple[str, str]:
    """Latin letters with marks, and those without."""
    pairs = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            pairs[chr(code)] = base
    return "".join(pairs), "".join(pairs.values())


def _fold() -> str:
    """What ``folding.fold`` does, as an expression over ``$1``."""
    marked, bare = _letters()
    plain = f"translate(replace(replace($1, 'ß', 'ss'), 'ẞ', 'ss'), '{marked}', '{bare}')"
    unmarked = f"regexp_replace({plain}, '[\\u0300-\\u036f]', '', 'g')"
    return f"regexp_replace(lower({unmarked}), '(?<![aeiouyq])([aou])e', '\\1', 'g')"


FUNCTIONS = f"""-- Güler, Gueler and Guler become one word.
CREATE FUNCTION press_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT {_fold()}
$$;
-- What to search for, as web search engines have it: words, "phrases", OR, -without.
CREATE FUNCTION press_query(text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT websearch_to_tsquery('pg_catalog.german', {_fold()})
$$;
"""


def schema(shape: Shape) -> str:
    """The DDL of a shape, without indices."""
    parts = ["-- Records of press releases.\n", FUNCTIONS]
    parts += [create_table(table, TYPES, extra=_search(table)) for table in tables(shape)]
    return "\n".join(parts) + (views(DIALECT) if shape is Shape.RELEASE else "")


def _search(table: Table) -> list[str]:
    """The column of the full text."""
    if not table.searched:
        return []
    texts = " || ' ' || ".join(f"coalesce({quoted(name)}, '')" for name in table.searched)
    vector = f"to_tsvector('pg_catalog.german', press_fold(left({texts}, {SEARCHED})))"
    return [f'"search" tsvector GENERATED ALWAYS AS ({vector}) STORED']


def indices(shape: Shape) -> str:
    """The indices of a shape, made when all rows are there."""
    lines = []
    for table in tables(shape):
        known = {column.name for column in table.columns}
        ways = [(name, "hash") for name in EQUAL.get(table.name, ())]
        ways += [(name, "btree") for name in ORDERED.get(table.name, ())]
        ways += [("search", "gin")] if table.searched else []
        for name, way in ways:
            if name in known or name == "search":
                lines.append(
                    f'CREATE INDEX "{table.name}_{name}" ON {quoted(table.name)} USING {way} ({quoted(name)});\n'
                )
    return "".join(lines)


def load(shape: Shape) -> str:
    """The script for ``psql``."""
    copies = "".join(
        f"\\copy {quoted(table.name)} ({quoted(*(column.name for column in table.columns))})"
        f" from '{table.name}.copy' with (format text, encoding 'UTF8')\n"
        for table in tables(shape)
    )
    analysed = quoted(*(table.name for table in tables(shape)))
    return (
        "-- In this folder: psql DATABASE -f load.sql\n\\set ON_ERROR_STOP on\nBEGIN;\n"
        "SET LOCAL client_encoding = 'UTF8';\nSET LOCAL standard_conforming_strings = on;\nSET LOCAL datestyle = ISO;\n"
        f"\\ir {SCHEMA}\n{copies}\\ir {INDICES}\nCOMMIT;\nANALYZE {analysed};\n"
    )


class _Postgres:
    """The target."""

    def schemas(self, shape: Shape) -> Mapping[str, str]:
        """DDL, indices and the script that loads all."""
        return {SCHEMA: schema(shape), INDICES: indices(shape), LOAD: load(shape)}

    def write(self, records: Iterable[Record], folder: Path, options: Options) -> Written:
        """Write the files for COPY. Raises ``ExportError``."""
        written = Written()
        found = {table.name: table for table in tables(options.shape)}
        with ExitStack() as stack:
            files = {name: stack.enter_context(_opened(folder / f"{name}.copy")) for name in found}
            for rows in flat(records, options.shape):
                for name, of_table in rows.items():
                    written.add(name, len(of_table))
                    for row in of_table:
                        files[name].write(_line(found[name], row, written))
        return written


def _opened(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")


def _line(table: Table, row: Row, written: Written) -> str:
    """A row as COPY reads it. Raises ``ExportError``."""
    id_ = row[table.index("release" if table.key[0] == "release" else "id")]
    if len(id_) * 4 > LONGEST_ID and len(id_.encode()) > LONGEST_ID:
        raise ExportError(f"release {id_[:40]!r}…: PostgreSQL takes no id of more than {LONGEST_ID:,} bytes")
    cells = (_array(value) if isinstance(value, list) else value for value in row)
    line = "\t".join("\\N" if cell is None else value_text(cell).translate(ESCAPES) for cell in cells)
    if "\0" in line:
        written.add(NUL, line.count("\0"))
        line = line.replace("\0", "\ufffd")
    return line + "\n"


def _array(values: Iterable[Any]) -> str:
    """An array as PostgreSQL reads it; a text stands in quotes, whatever it holds."""
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


TARGET = _Postgres()
