"""A file that is one release: plain text or Markdown, kept as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.archive.release import Release, digest
from extractor.archive.streams import ReadError, whole
from extractor.text.decode import decode
from extractor.text.document import Doubt

DAMAGED = Doubt("damaged-bytes", "some bytes could not be read for certain as text")
EMPTY = "the release is empty"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where releases come from: the file's id, its path in records and its path in messages."""

    id: str
    path: str
    shown: str
    media_type: str


def text(parts: Iterator[bytes], origin: Origin, limit: int) -> Release:
    """The release in a file's bytes. Raises ``ReadError`` and ``NotTextError``."""
    content = whole(parts, limit)
    decoded = decode(content)
    if not decoded.text.strip():
        raise ReadError(EMPTY)
    return Release(
        id=origin.id,
        text=decoded.text,
        path=origin.path,
        sha256=digest(content),
        encoding=decoded.encoding,
        media_type=origin.media_type,
        doubts=(DAMAGED,) if decoded.damaged else (),
        origin=origin.shown,
    )
