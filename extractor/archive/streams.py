"""Bytes in blocks: gzip, size limits, lines. Nothing here holds more than a limit in memory."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from typing import IO, NamedTuple

from extractor.text.decode import BYTE_ORDER_MARKS

BLOCK = 1 << 16
LONGEST_MARK = 4


class ReadError(ValueError):
    """Bytes that cannot be read, with what helps."""

    def __init__(self, reason: str, help: str | None = None) -> None:  # noqa: A002 (the word in the output)
        super().__init__(reason)
        self.help = help


class Line(NamedTuple):
    """One line without its end; ``data`` is None where it is longer than the limit."""

    number: int
    data: bytes | None


def blocks(
    stream: IO[bytes], *, gzipped: bool, consumed: Callable[[int], None], limit: int | None = None
) -> Iterator[bytes]:
    """The content of ``stream``, unpacked; ``consumed`` learns how far a file was read.

    Raises ``ReadError``, also where gzip unpacks to more than ``limit`` bytes.
    """
    source = gzip.GzipFile(fileobj=stream) if gzipped else stream
    # a pipe gives what it has: read() would wait for a whole block
    read = getattr(source, "read1", source.read)
    tell = stream.tell if stream.seekable() else None
    position = unpacked = 0
    try:
        while block := read(BLOCK):
            unpacked += len(block)
            if gzipped and limit is not None and unpacked > limit:
                raise ReadError(f"the file unpacks to more than {size(limit)}", "what came before was read")
            yield block
            if tell:
                before, position = position, tell()
                consumed(position - before)
    except (EOFError, zlib.error) as error:
        raise ReadError("the gzip data is cut off or damaged", "what came before was read") from error
    except gzip.BadGzipFile as error:
        raise ReadError("the gzip data is damaged, or this is no gzip file") from error


def whole(parts: Iterator[bytes], limit: int) -> bytes:
    """All of a release. Raises ``ReadError`` where it is larger than ``limit`` bytes."""
    content = bytearray()
    for part in parts:
        content += part
        if len(content) > limit:
            raise ReadError(f"larger than {size(limit)}, the limit for one release")
    return bytes(content)


def lines(parts: Iterator[bytes], limit: int) -> Iterator[Line]:
    """The lines, numbered from 1; one longer than ``limit`` bytes comes without its data."""
    number, held = 1, 0
    kept: list[bytes] = []
    for part in parts:
        *ends, rest = part.split(b"\n")
        for end in ends:
            yield Line(number, b"".join([*kept, end]) if held + len(end) <= limit else None)
            number, held = number + 1, 0
            kept.clear()
        held += len(rest)
        if held > limit:
            kept.clear()
        else:
            kept.append(rest)
    if held:
        yield Line(number, b"".join(kept) if held <= limit else None)


def begin(parts: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, enough to tell what they are (empty only at the end), and all parts again."""
    head = b""
    for part in parts:
        head += part
        if len(head) >= BLOCK or (len(head) >= LONGEST_MARK and _visible(head)):
            break
    return head, chain([head] if head else [], parts)


def looks_like_json(head: bytes) -> bool:
    """Whether the first character is an opening brace, in any Unicode encoding."""
    return _visible(head).startswith(b"{")


def as_utf8(parts: Iterator[bytes]) -> tuple[str | None, Iterator[bytes]]:
    """UTF-16 and UTF-32 with a byte order mark (as Windows shells write them) as UTF-8, so that lines can be split.

    The first result is the encoding, None where the bytes are left as they are.
    """
    head, parts = begin(parts)
    for mark, encoding in BYTE_ORDER_MARKS:
        if mark != codecs.BOM_UTF8 and head.startswith(mark):
            return encoding, _recoded(parts, encoding)
    return None, parts


def size(count: int) -> str:
    """A number of bytes in words."""
    for unit, name in ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")):
        if count >= unit:
            return f"{count / unit:.4g} {name}"
    return f"{count} bytes"


def _visible(head: bytes) -> bytes:
    for mark, _ in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            head = head.removeprefix(mark).replace(b"\0", b"")
            break
    return head.lstrip()


def _recoded(parts: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for part in parts:
        yield decoder.decode(part).encode()
    yield decoder.decode(b"", final=True).encode()
