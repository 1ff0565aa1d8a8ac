"""The pages of a Parquet file: what each promises to unpack to, told by its header before anything is unpacked.

A header is a struct of Thrift's compact protocol; of its types only those that headers are made of are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.archive.streams import ReadError

UNPACKED_SIZE, PACKED_SIZE = 2, 3
DATA_HEADERS = (5, 8)
VALUES = 1
"""Numbers of fields in the header, and in the header of its data."""
TRUE, FALSE, BYTE, DOUBLE, BINARY, STRUCT = 1, 2, 3, 7, 8, 12
INTEGERS = (4, 5, 6)
DEEPEST = 8
LONGEST_NUMBER = 10
LARGEST = (1 << 31) - 1


def sizes(file: BinaryIO, start: int, length: int, values: int) -> Iterator[int]:
    """The unpacked sizes of the pages of a column's chunk, in bytes. Raises ``ReadError``."""
    at, end = start, start + length
    while at < end and values > 0:
        file.seek(at)
        header = _struct(file, 0)
        yield _size(header, UNPACKED_SIZE)
        at = file.tell() + _size(header, PACKED_SIZE)
        values -= sum(_size(data, VALUES) for data in map(header.get, DATA_HEADERS) if isinstance(data, dict))


def _size(fields: dict[int, Any], number: int) -> int:
    value = fields.get(number)
    if not isinstance(value, int) or not 0 <= value <= LARGEST:
        raise _damaged()
    return value


def _struct(file: BinaryIO, depth: int) -> dict[int, Any]:
    """The numbers and structs in a struct, by the numbers of their fields."""
    if depth > DEEPEST:
        raise _damaged()
    found: dict[int, Any] = {}
    number = 0
    while head := _byte(file):
        number = number + (head >> 4) if head >> 4 else _signed(file)
        found[number] = _value(file, head & 15, depth)
    return found


def _value(file: BinaryIO, kind: int, depth: int) -> Any:
    if kind in INTEGERS:
        return _signed(file)
    if kind == STRUCT:
        return _struct(file, depth + 1)
    if kind == BINARY:
        file.seek(min(_number(file), LARGEST), 1)
    elif kind == DOUBLE:
        file.seek(8, 1)
    elif kind == BYTE:
        _byte(file)
    elif kind not in (TRUE, FALSE):
        raise _damaged()
    return None


def _signed(file: BinaryIO) -> int:
    number = _number(file)
    return (number >> 1) ^ -(number & 1)


def _number(file: BinaryIO) -> int:
    number = 0
    for place in range(LONGEST_NUMBER):
        byte = _byte(file)
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return number
    raise _damaged()


def _byte(file: BinaryIO) -> int:
    byte = file.read(1)
    if not byte:
        raise _damaged()
    return byte[0]


def _damaged() -> ReadError:
    return ReadError("the Parquet file is damaged: the header of a page cannot be read", "what came before was read")
