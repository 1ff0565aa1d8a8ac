"""WARC, the format of web archives: each page, plain text and PDF that a server gave is a release.

FastWARC finds the records. What HTTP packs is unpacked here, within the limit of a release: a library's own unpacking
has none, and loses the next record where a page is damaged.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from http.client import HTTPException, parse_headers
from typing import Any

from extractor.archive import files, readers
from extractor.archive.faults import failed
from extractor.archive.formats import Content, Format, Options, Origin, by_name
from extractor.archive.http import body
from extractor.archive.streams import ReadError, size
from extractor.archive.unread import Item
from extractor.text.decode import without_surrogates

KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "application/pdf": "pdf"}
"""The format of each media type that is read."""
SUCCESS = re.compile(rb"HTTP/\d(?:\.\d)? 200\b")
HEAD = 1 << 16
"""The most bytes in which what HTTP says of a page is looked for."""
LONGEST_ID = 200
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:/*", re.IGNORECASE)
HELP = "what came before was read"


class _Stream:
    """The bytes of a file, as FastWARC asks for them. Raises ``ReadError`` where all is too much."""

    def __init__(self, parts: Iterator[bytes], limit: int) -> None:
        self._parts = parts
        self._rest = memoryview(b"")
        self._limit = limit
        self._left = limit
        self._position = 0

    def read(self, count: int = -1) -> bytes:
        """Up to ``count`` bytes, none at the end."""
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return b""
            self.count(len(part))
            self._rest = memoryview(part)
        end = count if count >= 0 else len(self._rest)
        found, self._rest = bytes(self._rest[:end]), self._rest[end:]
        self._position += len(found)
        return found

    def tell(self) -> int:
        """How many bytes were read."""
        return self._position

    def count(self, unpacked: int) -> None:
        """So many bytes more are unpacked."""
        self._left -= unpacked
        if self._left < 0:
            raise ReadError(f"the file unpacks to more than {size(self._limit)}", HELP)


def _warc(content: Content, origin: Origin, options: Options) -> Iterator[Item]:
    stream = _Stream(content.parts, options.max_unpacked)
    empty = True
    for number, record in enumerate(_records(stream), 1):
        uri = without_surrogates((record.headers.get("WARC-Target-URI") or "").strip("<> "))
        place = replace(origin, id=_id(uri) or f"{origin.id}-{number}", member=_member(origin, uri or str(number)))
        try:
            found = _page(record, options.max_bytes)
        except _PageError as error:
            empty = False
            yield failed(ReadError(str(error)), place)
            continue
        if found is None:
            continue
        empty = False
        headers, data = found
        stream.count(len(data))
        place = replace(place, charset=headers.get_content_charset())
        kind = by_name()[KINDS[headers.get_content_type()]]
        yield from readers.content(kind, Content(iter([data])), place, options)
    if empty:
        raise ReadError("the file holds no page, plain text or PDF that a server gave")


def _records(stream: Any) -> Iterator[Any]:
    """The records one by one; of a stream no more is asked than ``_Stream`` has. Raises ``ReadError``."""
    from fastwarc.warc import ArchiveIterator

    try:
        for record in ArchiveIterator(stream, parse_http=False, stream_detect=False):
            if not (record.headers.get("Content-Length") or "").strip().isdecimal():
                raise ReadError("the WARC file is damaged: a record without its length", HELP)
            yield record
    except OSError as error:
        raise ReadError(f"the WARC file is damaged, or this is none: {error}", HELP) from error


class _PageError(ValueError):
    """A page that cannot be read, in a record that can."""


def _page(record: Any, limit: int) -> tuple[Message, bytes] | None:
    """What is said of a page, and the page; None for other records. Raises ``_PageError`` and ``ReadError``."""
    length = record.content_length
    head = _read(record, min(length, HEAD))
    headers, begin = _headers(record, head)
    if headers is None or headers.get_content_type() not in KINDS:
        _skip(record, length - len(head))
        return None
    if length > limit + HEAD:
        _skip(record, length - len(head))
        raise _PageError(f"larger than {size(limit)}, the limit for one release")
    raw = head[begin:] + _read(record, length - len(head))
    try:
        return headers, body(raw, headers, limit)
    except ReadError as error:
        raise _PageError(str(error)) from error


def _headers(record: Any, head: bytes) -> tuple[Message | None, int]:
    """What is said of a page and where it begins; None where it is none that a server gave."""
    from fastwarc.warc import WarcRecordType

    if record.record_type == WarcRecordType.resource:
        found = Message()
        found["Content-Type"] = " ".join((record.headers.get("Content-Type") or "").split())
        return found, 0
    if record.record_type != WarcRecordType.response or not SUCCESS.match(head):
        return None, 0
    stream = io.BytesIO(head)
    stream.readline()
    try:
        return parse_headers(stream), stream.tell()
    except (HTTPException, ValueError, LookupError):
        return None, 0


def _read(record: Any, length: int) -> bytes:
    """The next bytes of a record. Raises ``ReadError`` where the file ends in it."""
    parts: list[bytes] = []
    while length > 0:
        part = record.reader.read(min(length, HEAD))
        if not part:
            raise ReadError("the file ends within a record", HELP)
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _skip(record: Any, length: int) -> None:
    while length > 0:
        length -= len(_read(record, min(length, HEAD)))


def _id(uri: str) -> str | None:
    """The address without its scheme as an id."""
    bare = SCHEME.sub("", uri)
    return files.slug(bare[:LONGEST_ID]) if bare.strip("/") else None


def _member(origin: Origin, name: str) -> str:
    return f"{origin.member}/{name}" if origin.member else name


WARC = Format("warc", (".warc",), "application/warc", _warc, many=True, needs=("fastwarc", "brotli"), extra="readers")
