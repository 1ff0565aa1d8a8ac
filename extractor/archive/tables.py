"""CSV and TSV: one release a row, fields by the names in the first row. A row that is no release fails alone.

The charset is told by the head of the file. As in JSON Lines each line is read by itself, so one that is written
otherwise harms no other.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

from extractor.archive.faults import failed
from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.release import Failure, Release
from extractor.archive.rows import Row, without
from extractor.archive.streams import ReadError, as_utf8, lines, size
from extractor.archive.texts import DAMAGED
from extractor.text.decode import SAMPLE, NotTextError, decode

DELIMITERS = ";,\t|"
CR = "\r"
DAMAGE = "\ufffd"
NON_ASCII = bytes(range(0x80, 0x100))
UTF = "utf"


class _Lines:
    """The lines of a table as text, for ``csv.reader``, and what is to be said of the row that they make.

    After an error the next line can be asked for, as a generator's could not.
    """

    def __init__(self, parts: Iterator[bytes], limit: int) -> None:
        self._wide, parts = as_utf8(parts)
        self._charset, parts = _charset(parts)
        self._lines = lines(parts, limit)
        self._limit = limit
        self.begin()

    def begin(self) -> None:
        """A row begins."""
        self._held = 0
        self._first = 0
        self.encoding = self._wide or self._charset
        self.damaged = False
        self.fault: NotTextError | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            if self._held:  # csv asks for more of a row only in quotes
                raise ReadError(f"the quote of the row in line {self._first:,} is not closed before the end")
            raise StopIteration
        self._first = self._first or line.number
        if line.data is None:
            raise ReadError(f"line {line.number:,} is longer than {size(self._limit)}, the limit for one release")
        self._held += len(line.data) + 1
        if self._held > self._limit + 1:
            raise ReadError(
                f"the row in line {self._first:,} is longer than {size(self._limit)}, the limit for one release",
                "is a quote not closed? what follows is read as new rows",
            )
        return f"{self._text(line.data).removesuffix(CR).replace(CR, ' ')}\n"

    def _text(self, data: bytes) -> str:
        try:
            decoded = decode(data, None if self._charset.startswith(UTF) else self._charset)
        except NotTextError as error:  # the quotes are needed all the same, to see where the row ends
            self.fault = error
            return data.decode("utf-8", "replace")
        same = decoded.text.isascii() or (decoded.encoding[:3] == self._charset[:3] == UTF)
        if not (same or self._wide):
            self.encoding = decoded.encoding
        self.damaged |= decoded.damaged or (self._wide is not None and DAMAGE in decoded.text)
        return decoded.text


def _charset(parts: Iterator[bytes]) -> tuple[str, Iterator[bytes]]:
    """The charset that the head of a file tells, however its bytes come in, and all parts again."""
    kept: list[bytes] = []
    held = 0
    for part in parts:
        kept.append(part)
        held += len(part)
        if held >= SAMPLE:
            break
    sample = b"".join(kept)[:SAMPLE].rstrip(NON_ASCII)  # a character may be cut
    with suppress(NotTextError):
        return decode(sample or b" ").encoding, chain(kept, parts)
    return "utf-8", chain(kept, parts)


def _table(content: Content, origin: Origin, options: Options) -> Iterator[Release | Failure]:
    csv.field_size_limit(options.max_bytes + 1)
    source = _Lines(content.parts, options.max_bytes)
    header = next(source, "")
    if source.fault:
        raise source.fault
    delimiter = "\t" if origin.media_type == TSV.media_type else _delimiter(header)
    reader = csv.reader(chain([header], source), delimiter=delimiter)
    names = [name.strip() for name in _cells(reader) or []]
    if options.fields.text not in names:
        raise without("column", options.fields.text, "the first row", names)
    number, lost = 0, False
    while True:
        source.begin()
        try:
            cells = _cells(reader)
            if cells is None:
                break
            lost = lost and len(cells) != len(names)
            if lost or not any(cells):
                continue
            number += 1
            yield _row(cells, names, number, source, origin, options).release()
        except _RowError as error:
            number, lost = number + 1, True
            yield failed(error, origin, number)
        except Exception as error:
            yield failed(error, origin, number)
    if not number:
        raise ReadError("the file holds no row")


class _RowError(ReadError):
    """A row whose end was not found: what follows may be the rest of it."""


def _cells(reader: Iterator[list[str]]) -> list[str] | None:
    """The cells of the next row, None at the end. Raises ``_RowError``."""
    try:
        return next(reader, None)
    except ReadError as error:
        raise _RowError(str(error), error.help) from error
    except csv.Error as error:
        raise _RowError(f"no row that can be read: {error}") from error


def _row(cells: list[str], names: list[str], number: int, source: _Lines, origin: Origin, options: Options) -> Row:
    if source.fault:
        raise source.fault
    if len(cells) > len(names):
        raise ReadError(f"the row has {len(cells):,} cells, the first row {len(names):,}", "quote cells with signs")
    doubts = [DAMAGED] if source.damaged else []
    return Row(dict(zip(names, cells, strict=False)), number, origin, options.fields, source.encoding, doubts)


def _delimiter(header: str) -> str:
    """The sign that parts the names of the first row."""
    return max(DELIMITERS, key=header.count)


CSV = Format("csv", (".csv",), "text/csv", _table, many=True, rows=True)
TSV = Format("tsv", (".tsv", ".tab"), "text/tab-separated-values", _table, many=True, rows=True)
