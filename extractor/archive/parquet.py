"""Parquet: one release a row, fields by the names of the columns, as in JSON Lines.

Only the columns that are needed are read, in batches of a few rows. How large a batch may become is told beforehand by
the headers of the pages, so memory does not grow with the file, its row groups, or what a damaged file promises.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO
from uuid import UUID

from extractor.archive.faults import failed
from extractor.archive.formats import MIB, Content, Format, Options, Origin
from extractor.archive.parquet_pages import sizes
from extractor.archive.release import Failure, Release
from extractor.archive.rows import Row, without
from extractor.archive.streams import ReadError, size
from extractor.archive.texts import DAMAGED
from extractor.text.decode import decode

ROWS_AT_ONCE = 256
BATCH = 64 * MIB
"""A batch holds as many rows as can be no larger, but one at least."""
LARGEST_PAGE = 256 * MIB
"""Some writers make one page of a row group; what a page holds is unpacked at once."""
READ_AT_ONCE = MIB
HELP = "what came before was read"


def _parquet(content: Content, origin: Origin, options: Options) -> Iterator[Release | Failure]:
    with content.file(options.max_unpacked) as file:
        table = _opened(file)
        columns = _columns(table.schema_arrow, options)
        number, left = 0, options.max_unpacked
        for group in range(table.num_row_groups):
            for values in _rows(table, file, group, columns, options):
                number += 1
                try:
                    row = _Values(columns, values, options.max_bytes)
                    left -= row.held
                    release = row.release(number, origin, options)
                except Exception as error:
                    yield failed(error, origin, number)
                else:
                    yield release
                if left < 0:
                    raise ReadError(f"the rows unpack to more than {size(options.max_unpacked)}", HELP)
        if not number:
            raise ReadError("the file holds no row")


def _opened(file: BinaryIO) -> Any:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    if not file.seek(0, 2):
        raise ReadError("the file is empty")
    file.seek(0)
    try:
        return ParquetFile(
            pyarrow.PythonFile(file, mode="r"), pre_buffer=False, buffer_size=READ_AT_ONCE, memory_map=False
        )
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise _unreadable(error) from error


def _columns(schema: Any, options: Options) -> dict[str, Any]:
    """The columns that rows are made of, with their types. Raises ``ReadError`` where there is no text."""
    fields = options.fields
    for name in fields.names:
        if schema.names.count(name) > 1:
            raise ReadError(f"{schema.names.count(name)} columns are called {name!r}")
    if fields.text not in schema.names:
        raise without("column", fields.text, "the file", schema.names)
    found = {name: schema.field(name).type for name in fields.names if name in schema.names}
    if not _is_text(found[fields.text]):
        raise ReadError(f"the column {fields.text!r} is {found[fields.text]}, not text", "--text-field names another")
    return found


def _rows(
    table: Any, file: BinaryIO, group: int, columns: Mapping[str, Any], options: Options
) -> Iterator[dict[str, Any]]:
    """The rows of a row group, each a value of pyarrow by name. Raises ``ReadError``."""
    import pyarrow

    names = [name for name, kind in columns.items() if not _is_nested(kind)]
    try:
        at_once = _at_once(table.metadata, file, group, names, max(LARGEST_PAGE, 2 * options.max_bytes))
        for batch in table.iter_batches(at_once, row_groups=[group], columns=names, use_threads=False):
            arrays = {name: batch.column(name) for name in names}
            for at in range(batch.num_rows):
                yield {name: array[at] for name, array in arrays.items()}
    except (pyarrow.ArrowException, OSError, IndexError, KeyError) as error:
        raise _unreadable(error) from error


def _at_once(metadata: Any, file: BinaryIO, group: int, names: list[str], limit: int) -> int:
    """How many rows can be read at once: each is no larger than the largest page. Raises ``ReadError``."""
    largest = 0
    for place in range(metadata.num_columns):
        chunk = metadata.row_group(group).column(place)
        if chunk.path_in_schema.split(".")[0] not in names and chunk.path_in_schema not in names:
            continue
        starts = [start for start in (chunk.dictionary_page_offset, chunk.data_page_offset) if start]
        if not starts:
            continue
        for found in sizes(file, min(starts), chunk.total_compressed_size, chunk.num_values):
            if found > limit:
                what = f"a page of the column {chunk.path_in_schema!r} unpacks to {size(found)}"
                raise ReadError(f"{what}, the limit is {size(limit)}", HELP)
            largest = max(largest, found)
    return max(1, min(ROWS_AT_ONCE, BATCH // (largest or 1)))


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    if types.is_dictionary(kind):
        return _is_text(kind.value_type)
    tests = ("string", "large_string", "string_view", "binary", "large_binary", "binary_view")
    return any(test(kind) for test in (getattr(types, f"is_{name}", None) for name in tests) if test)


def _is_nested(kind: Any) -> bool:
    from pyarrow import types

    return bool(types.is_nested(kind))


@dataclass(slots=True)
class _Values:
    """The values of a row on their way to a release."""

    columns: Mapping[str, Any]
    values: Mapping[str, Any]
    limit: int
    damaged: bool = False

    @property
    def held(self) -> int:
        """The bytes of its texts, and one a field: rows of nothing end too."""
        return sum(
            1 + len(_buffer(value) or b"") for name, value in self.values.items() if _is_text(self.columns[name])
        )

    def release(self, number: int, origin: Origin, options: Options) -> Release:
        row: dict[str, object] = {name: self._value(name, kind, options) for name, kind in self.columns.items()}
        doubts = [DAMAGED] if self.damaged else []
        return Row(row, number, origin, options.fields, "utf-8", doubts).release()

    def _value(self, name: str, kind: Any, options: Options) -> object:
        if name not in self.values:  # of a nested type, which is not read
            return {}
        value = self.values[name]
        if _is_text(kind):
            return self._text(name, value)
        if name == options.fields.date:
            return _date(value)
        found = value.as_py()
        return str(found) if name == options.fields.id and isinstance(found, Decimal | UUID) else found

    def _text(self, name: str, value: Any) -> str | None:
        buffer = _buffer(value)
        if buffer is None:
            return None
        if len(buffer) > self.limit:
            raise ReadError(f"the column {name!r} is larger than {size(self.limit)}, the limit for one release")
        data = bytes(buffer)
        try:
            return data.decode()
        except UnicodeDecodeError:
            decoded = decode(data)
            self.damaged |= decoded.damaged
            return decoded.text


def _buffer(value: Any) -> memoryview | None:
    """The bytes of a text, where they lie."""
    value = getattr(value, "value", value) if hasattr(value, "dictionary") else value
    buffer = value.as_buffer() if value is not None and value.is_valid else None
    return None if buffer is None else memoryview(buffer)


def _date(value: Any) -> object:
    """A date or a time as Python has it, in its own time zone; else what is written, which is no date."""
    import pyarrow

    kind = value.type
    try:
        if pyarrow.types.is_timestamp(kind) and kind.unit == "ns":
            value = value.cast(pyarrow.timestamp("us", kind.tz), safe=False)
        found = value.as_py()
    except (pyarrow.ArrowException, ValueError, OverflowError, LookupError):
        return str(value.cast(pyarrow.int64()).as_py())
    return found if found is None or isinstance(found, date | int | float) else str(found)


def _unreadable(error: Exception) -> ReadError:
    if isinstance(error, ReadError):
        return error
    return ReadError(f"the Parquet file cannot be read: {' '.join(str(error).split())[:200]}", HELP)


PARQUET = Format(
    "parquet", (".parquet",), "application/vnd.apache.parquet", _parquet, many=True, rows=True, needs=("pyarrow",),
    extra="readers",
)  # fmt: skip
