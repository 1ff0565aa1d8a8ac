"""What HTTP packs: chunks, gzip, deflate and Brotli, unpacked no further than a limit.

Some crawlers keep the words of the head and unpack the page: one that is not packed as its head says stays as it is.
"""

from __future__ import annotations

import re
import zlib
from email.message import Message

from extractor.archive.streams import ReadError, size

CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,1000}\r?\n")
LINE_END = re.compile(rb"\r?\n")
GZIP_MARK = b"\x1f\x8b"
WITH_HEAD, GZIP, BARE = 15, 31, -15
"""The three kinds of deflated data, by zlib's numbers."""
MOST_ENCODINGS = 3


def body(raw: bytes, headers: Message, limit: int) -> bytes:
    """The page in the bytes that a server sent. Raises ``ReadError``."""
    if "chunked" in str(headers.get("Transfer-Encoding") or "").lower():
        raw = _unchunked(raw)
    names = [name.strip() for name in str(headers.get("Content-Encoding") or "").lower().split(",")]
    if len(names) > MOST_ENCODINGS:
        raise ReadError(f"packed more than {MOST_ENCODINGS} times")
    for name in reversed(names):
        raw = _unpacked(raw, name, limit)
    if len(raw) > limit:
        raise _too_large(limit)
    return raw


def _unchunked(raw: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while head := CHUNK.match(raw, at):
        length, begin = int(head[1], 16), head.end()
        if not length:
            return b"".join(parts)
        parts.append(raw[begin : begin + length])
        end = LINE_END.match(raw, begin + length)
        if not end:
            break
        at = end.end()
    if not parts:
        return raw
    raise ReadError("the page is cut off or damaged: a chunk does not end")


def _unpacked(raw: bytes, name: str, limit: int) -> bytes:
    if name in {"", "identity"}:
        return raw
    if name in {"gzip", "x-gzip"}:
        return _inflated(raw, GZIP, limit) if raw.startswith(GZIP_MARK) else raw
    if name == "deflate":
        try:
            return _inflated(raw, WITH_HEAD, limit)
        except zlib.error:
            return _inflated(raw, BARE, limit)
    if name == "br":
        return _by_brotli(raw, limit)
    raise ReadError(f"the page is packed by {name[:40]!r}, which is not read")


def _inflated(raw: bytes, kind: int, limit: int) -> bytes:
    unpacker = zlib.decompressobj(kind)
    try:
        found = unpacker.decompress(raw, limit + 1)
    except zlib.error as error:
        if kind == WITH_HEAD:
            raise
        raise ReadError(f"the page is packed and damaged: {error}") from error
    if len(found) > limit:
        raise _too_large(limit)
    if not unpacker.eof:
        raise ReadError("the page is packed and cut off")
    return found


def _by_brotli(raw: bytes, limit: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    found = bytearray()
    try:
        part = unpacker.process(raw, output_buffer_limit=limit + 1)
        while part and len(found) + len(part) <= limit and not unpacker.is_finished():
            found += part
            part = unpacker.process(b"", output_buffer_limit=limit + 1)
        found += part
    except brotli.error as error:
        if not found:  # it was unpacked before
            return raw
        raise ReadError("the page is packed and damaged") from error
    if len(found) > limit:
        raise _too_large(limit)
    if not unpacker.is_finished():
        raise ReadError("the page is packed and cut off")
    return bytes(found)


def _too_large(limit: int) -> ReadError:
    return ReadError(f"larger than {size(limit)}, the limit for one release")
