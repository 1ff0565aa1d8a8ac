"""A file that is one release: plain text or Markdown, kept as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.release import PLAIN, Release, digest
from extractor.archive.streams import ReadError, whole
from extractor.text.decode import decode
from extractor.text.document import Doubt

DAMAGED = Doubt("damaged-bytes", "some bytes could not be read for certain as text")
EMPTY = "the release is empty"
CELLS = " | "


def table_row(cells: Iterable[str]) -> str:
    """A row of a table as one line, empty where all its cells are."""
    words = [" ".join(cell.split()) for cell in cells]
    return CELLS.join(words) if any(words) else ""


def text(parts: Iterator[bytes], origin: Origin, limit: int) -> Release:
    """The release in a file's bytes. Raises ``ReadError`` and ``NotTextError``."""
    content = whole(parts, limit)
    decoded = decode(content, origin.charset)
    if not decoded.text.strip():
        raise ReadError(EMPTY)
    return Release(
        id=origin.id,
        text=decoded.text,
        path=origin.path,
        member=origin.member,
        sha256=digest(content),
        encoding=decoded.encoding,
        media_type=origin.media_type,
        doubts=(DAMAGED,) if decoded.damaged else (),
        origin=origin.shown,
    )


def _read(content: Content, origin: Origin, options: Options) -> Iterator[Release]:
    yield text(content.parts, origin, options.max_bytes)


TEXT = Format("text", (".txt", ".text"), PLAIN, _read)
MARKDOWN = Format("markdown", (".md", ".markdown"), "text/markdown", _read)
