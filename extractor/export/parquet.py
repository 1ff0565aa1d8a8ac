"""``parquet``: a file a table, lists as lists, amounts as exact decimals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.export.mention_rows import flat, tables
from extractor.export.tables import TABLES, Kind, Row, Table, joined
from extractor.export.target import ExportError, Options, Shape, Written
from extractor.records import Record, plain

SCHEMA = "tables.json"
DIGITS, SCALE = 38, 6
TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "int64",
    Kind.DECIMAL: f"decimal128({DIGITS}, {SCALE})",
    Kind.DATE: "date32",
    Kind.MOMENT: "timestamp[us]",
    Kind.ZONE: "int32",
    Kind.TEXTS: "list<string>",
    Kind.INTEGERS: "list<int64>",
}
GROUP_ROWS = 50_000
GROUP_CHARACTERS = 16 << 20
"""A row group is written when it has so many rows, or so many characters of text."""
ROWS_READ = 1000
MISSING = "parquet needs pyarrow: pip install 'presse-extractor[export]'"


def _pyarrow() -> Any:
    """The library, with the parts that are needed. Raises ``ExportError``."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExportError(MISSING) from error
    return pyarrow


def _types(pyarrow: Any) -> Mapping[Kind, Any]:
    return {
        Kind.TEXT: pyarrow.string(),
        Kind.INTEGER: pyarrow.int64(),
        Kind.DECIMAL: pyarrow.decimal128(DIGITS, SCALE),
        Kind.DATE: pyarrow.date32(),
        Kind.MOMENT: pyarrow.timestamp("us"),
        Kind.ZONE: pyarrow.int32(),
        Kind.TEXTS: pyarrow.list_(pyarrow.string()),
        Kind.INTEGERS: pyarrow.list_(pyarrow.int64()),
    }


class _Parquet:
    """The target."""

    def schemas(self, shape: Shape) -> Mapping[str, str]:
        """The columns of each file."""
        content = {
            f"{table.name}.parquet": {
                "columns": [
                    {"name": column.name, "type": TYPES[column.kind], "null": column.null} for column in table.columns
                ],
                "key": list(table.key),
                "references": [
                    {"columns": list(one.columns), "file": f"{one.table}.parquet", "to": list(one.to)}
                    for one in table.references
                ],
            }
            for table in tables(shape)
        }
        return {SCHEMA: json.dumps(content, indent=2) + "\n"}

    def write(self, records: Iterable[Record], folder: Path, options: Options) -> Written:
        """Write the files. Raises ``ExportError``."""
        pyarrow = _pyarrow()
        written = Written()
        with ExitStack() as stack:
            files = {table.name: stack.enter_context(_File(pyarrow, table, folder)) for table in tables(options.shape)}
            for rows in flat(records, options.shape):
                for name, of_table in rows.items():
                    files[name].add(of_table)
                    written.add(name, len(of_table))
        return written


class _File:
    """The file of a table."""

    def __init__(self, pyarrow: Any, table: Table, folder: Path) -> None:
        self._pyarrow, self._table = pyarrow, table
        types = _types(pyarrow)
        fields = [pyarrow.field(column.name, types[column.kind], nullable=column.null) for column in table.columns]
        self._schema = pyarrow.schema(fields)
        self._decimals = [table.index(column.name) for column in table.columns if column.kind is Kind.DECIMAL]
        self._texts = [table.index(column.name) for column in table.columns if column.kind is Kind.TEXT]
        path = folder / f"{table.name}.parquet"
        self._writer = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[Row] = []
        self._characters = 0

    def __enter__(self) -> _File:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._flush()
        finally:
            self._writer.close()

    def add(self, rows: list[Row]) -> None:
        """Take rows. Raises ``ExportError``."""
        for row in rows:
            for place in self._decimals:
                _check(row[place], row, self._table)
            self._characters += sum(len(row[place] or "") for place in self._texts)
        self._waiting += rows
        if len(self._waiting) >= GROUP_ROWS or self._characters >= GROUP_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        if not self._waiting:
            return
        arrays = [
            self._pyarrow.array(values, field.type)
            for values, field in zip(zip(*self._waiting, strict=True), self._schema, strict=True)
        ]
        self._waiting, self._characters = [], 0
        self._writer.write_batch(self._pyarrow.record_batch(arrays, schema=self._schema), GROUP_ROWS * 2)


def _check(value: Decimal | None, row: Row, table: Table) -> None:
    """Whether an amount has a place in the type. Raises ``ExportError``."""
    if value is None:
        return
    text = plain(value).lstrip("-")  # no arithmetic: it rounds to 28 digits
    whole, _, behind = text.partition(".")
    if len(whole) > DIGITS - SCALE or len(behind) > SCALE:
        raise ExportError(
            f"release {row[table.index('release')]!r}: the amount {text[:60]} does not fit {TYPES[Kind.DECIMAL]};"
            " --to sqlite, postgres or csv take it"
        )


def read(folder: Path) -> Iterator[Record]:
    """The records of a folder that was written, in their order. Raises ``ExportError``."""
    pyarrow = _pyarrow()
    paths = {table.name: folder / f"{table.name}.parquet" for table in TABLES}
    for path in paths.values():
        if not path.is_file():
            raise ExportError(f"{folder} holds no records of releases: there is no {path.name}")
    with ExitStack() as stack:
        try:
            files = {name: stack.enter_context(pyarrow.parquet.ParquetFile(path)) for name, path in paths.items()}
            yield from joined({table.name: _rows(files[table.name], table) for table in TABLES})
        except (pyarrow.ArrowException, ValidationError) as error:
            raise ExportError(f"{folder} holds no records of releases: {error}") from error


def _rows(file: Any, table: Table) -> Iterator[Row]:
    names = [column.name for column in table.columns]
    for batch in file.iter_batches(batch_size=ROWS_READ, columns=names):
        yield from zip(*(batch.column(name).to_pylist() for name in names), strict=True)


TARGET = _Parquet()
