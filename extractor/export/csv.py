"""``csv``: a file a table that German Excel opens with a double click, for people to read and filter.

``;`` between cells, a decimal comma and a byte order mark are what German Excel takes; other programs read the same
with ``--separator , --decimal . --no-bom``. Lists stand with ``|`` between their entries. A text that a spreadsheet
would run as a formula has ``'`` before it, and NUL becomes U+FFFD. Nothing is cut: Excel itself shows 32,767 characters
of a cell.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.export.mention_rows import flat, tables
from extractor.export.tables import Kind, Row, Table, value_text
from extractor.export.target import Options, Shape, Written
from extractor.records import Record

SCHEMA = "datapackage.json"
LIST = " | "
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula, or what a spreadsheet drops before one."""
TYPES = {
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "number",
    Kind.DATE: "date",
    Kind.MOMENT: "datetime",
    Kind.ZONE: "integer",
}


def package(shape: Shape, options: Options) -> str:
    """The description of the files as a Frictionless data package, which names separator, types and keys."""
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}.csv",
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "dialect": {"delimiter": options.separator, "lineTerminator": "\r\n", "doubleQuote": True},
            "schema": _schema(table, options),
        }
        for table in tables(shape)
    ]
    content = {"name": "press-releases", "profile": "tabular-data-package", "resources": resources}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _schema(table: Table, options: Options) -> dict[str, Any]:
    fields: list[dict[str, Any]] = []
    for column in table.columns:
        field: dict[str, Any] = {"name": column.name, "type": TYPES.get(column.kind, "string")}
        if column.kind is Kind.DECIMAL:
            field["decimalChar"] = options.decimal
        if column.kind is Kind.MOMENT:
            field["format"] = "any"
        fields.append(field)
    keys = [
        {
            "fields": list(one.columns),
            "reference": {"resource": one.table, "fields": list(one.to)},
        }
        for one in table.references
    ]
    return {"fields": fields, "primaryKey": list(table.key), "foreignKeys": keys}


class _CSV:
    """The target."""

    def schemas(self, shape: Shape) -> Mapping[str, str]:
        """The description of the files."""
        return {SCHEMA: package(shape, Options())}

    def write(self, records: Iterable[Record], folder: Path, options: Options) -> Written:
        """Write the files. Raises ``ExportError``."""
        (folder / SCHEMA).write_text(package(options.shape, options), encoding="utf-8")
        written = Written()
        encoding = "utf-8-sig" if options.bom else "utf-8"
        with ExitStack() as stack:
            writers = {}
            for table in tables(options.shape):
                path = folder / f"{table.name}.csv"
                stream = stack.enter_context(path.open("w", encoding=encoding, newline=""))
                writers[table.name] = csv.writer(stream, delimiter=options.separator, lineterminator="\r\n")
                writers[table.name].writerow(column.name for column in table.columns)
            for rows in flat(records, options.shape):
                for name, of_table in rows.items():
                    written.add(name, len(of_table))
                    writers[name].writerows(_cells(row, options) for row in of_table)
        return written


def _cells(row: Row, options: Options) -> list[str | None]:
    return [None if value is None else _cell(value, options) for value in row]


def _cell(value: Any, options: Options) -> str:
    """A value as a spreadsheet reads it; what is a text stays one."""
    if isinstance(value, Decimal):
        return value_text(value).replace(".", options.decimal)
    if not isinstance(value, str | list):
        return value_text(value)
    text = value if isinstance(value, str) else LIST.join(map(str, value))
    return disarmed(text)


def disarmed(text: str) -> str:
    """``text`` as a spreadsheet takes it for text: ``'`` before a formula, U+FFFD for NUL.

    >>> disarmed("=1+1"), disarmed("Kiel")
    ("'=1+1", 'Kiel')
    """
    text = text.replace("\0", "\ufffd")
    return f"'{text}" if text.startswith(FORMULA) else text


TARGET = _CSV()
