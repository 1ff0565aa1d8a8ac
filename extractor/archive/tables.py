"""CSV and TSV: one release a row, fields by the names in the first row. A row that is no release fails alone."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator

from extractor.archive.faults import failed
from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.release import Failure, Release
from extractor.archive.rows import Row
from extractor.archive.streams import BLOCK, ReadError, as_utf8, begin, size
from extractor.archive.texts import DAMAGED
from extractor.text.decode import decode

DELIMITERS = ";,\t|"
CR = "\r"


def _table(content: Content, origin: Origin, options: Options) -> Iterator[Release | Failure]:
    csv.field_size_limit(options.max_bytes)
    encoding, lines = _lines(content.parts, options.max_bytes)
    header_line = next(lines, "")
    delimiter = "\t" if origin.media_type == TSV.media_type else _delimiter(header_line)
    reader = csv.reader(_chain(header_line, lines), delimiter=delimiter)
    names = [name.strip() for name in _next(reader) or []]
    if options.fields.text not in names:
        shown = ", ".join(names[:8]) or "no names"
        raise ReadError(
            f"no column {options.fields.text!r}",
            f"--text-field names the column of the text; the first row has {shown}",
        )
    number = 0
    while (cells := _next(reader)) is not None:
        if not any(cells):
            continue
        number += 1
        try:
            if len(cells) > len(names):
                raise ReadError(
                    f"the row has {len(cells):,} cells, the first row {len(names):,}", "quote cells with signs"
                )
            row = Row(dict(zip(names, cells, strict=False)), number, origin, options.fields, encoding)
            if "\ufffd" in row.row.get(options.fields.text, ""):  # type: ignore[operator]
                row.doubts.append(DAMAGED)
            yield row.release()
        except Exception as error:
            yield failed(error, origin, number)
    if not number:
        raise ReadError("the file holds no row")


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise ReadError(f"no table that can be read: {error}", "what came before was read") from error


def _delimiter(header: str) -> str:
    """The sign that parts the names of the first row."""
    return max(DELIMITERS, key=header.count)


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _lines(parts: Iterator[bytes], limit: int) -> tuple[str, Iterator[str]]:
    """The charset, told by the first block, and the lines with their ends."""
    wide, parts = as_utf8(parts)
    head, parts = begin(parts)
    encoding = wide or decode(head[: BLOCK - 4] or b" ").encoding
    return encoding, _split(parts, "utf-8-sig" if encoding.startswith("utf") else encoding, limit)


def _split(parts: Iterator[bytes], encoding: str, limit: int) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    kept = ""
    for part in parts:
        *lines, kept = (kept + decoder.decode(part)).split("\n")
        for line in lines:
            yield f"{line.removesuffix(CR).replace(CR, ' ')}\n"
        if len(kept) > limit:
            raise ReadError(f"a line is longer than {size(limit)}, the limit for one release")
    kept += decoder.decode(b"", final=True)
    if kept:
        yield kept.removesuffix(CR).replace(CR, " ")


CSV = Format("csv", (".csv",), "text/csv", _table, many=True)
TSV = Format("tsv", (".tsv", ".tab"), "text/tab-separated-values", _table, many=True)
