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
"""Numbers of fields in the header and in the header of its data."""
TRUE, FALSE, BYTE, DOUBLE, BINARY, STRUCT = 1, 2, 3, 7, 8, 12
INTEGERS = (4, 5, 6)
DEEPEST = 8
LONGEST_NUMBER = 10


def sizes(file: BinaryIO, start: int, length: int, values: int) -> Iterator[int]:
    """The unpacked sizes of the pages of a column's chunk, in bytes. Raises ``ReadError``."""
    at, end = start, start + length
    while at < end and values > 0:
        file.seek(at)
        header = _struct(file, 0)
        unpacked, packed = header.get(UNPACKED_SIZE), header.get(PACKED_SIZE)
        if not isinstance(unpacked, int) or not isinstance(packed, int) or unpacked < 0 or packed < 0:
            raise _damaged()
        yield unpacked
        for number in DATA_HEADERS:
            values -= max(0, header.get(number, {}).get(VALUES, 0))
        at = file.tell() + packed


def _struct(file: BinaryIO, depth: int) -> dict[int, Any]:
    """The numbers and structs in a struct, by the numbers of their fields."""
    if depth > DEEPEST:
        raise _damaged()
    found: dict[int, Any] = {}
    number = 0
    while head := _byte(file):
        step, kind = head >> 4, head & 15
        number = number + step if step else _signed(file)
        value = _value(file, kind, depth)
        if isinstance(value, dict) == (number in DATA_HEADERS) or depth:
            found[number] = value
    return found


def _value(file: BinaryIO, kind: int, depth: int) -> Any:
    if kind in INTEGERS:
        return _signed(file)
    if kind == STRUCT:
        return _struct(file, depth + 1)
    if kind == BINARY:
        file.seek(_number(file), 1)
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
            return number & (1 << 63) - 1 if number >= 1 << 64 else number
    raise _damaged()


def _byte(file: BinaryIO) -> int:
    byte = file.read(1)
    if not byte:
        raise _damaged()
    return byte[0]


def _damaged() -> ReadError:
    return ReadError("the Parquet file is damaged: the header of a page cannot be read", "what came before was read")
