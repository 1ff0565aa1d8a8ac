"""PDF (its text layer) and DOCX: one release a document.

Of a PDF, wider gaps between lines part paragraphs, lines of a heading are joined, and page numbers and lines that most
pages repeat at their head or foot are left out; broken words are joined later, as in any text. Of a DOCX, paragraphs
and tables in their order.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice, pairwise
from statistics import median
from typing import Any

from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.release import Release, digest
from extractor.archive.streams import ReadError, size, whole
from extractor.archive.texts import EMPTY, table_row
from extractor.text.decode import without_surrogates

MOST_PAGES = 500
MOST_COLUMNS = 1000
EDGE = 2
"""Lines at the head and foot of a page that may be a running head."""
FEWEST_PAGES = 2
WIDE = 1.3
"""A gap between paragraphs is at least so many times the usual step from line to line."""
LEADING = 1.5
"""… and so many times the size of type: a headline's lines lie further apart than those of the text."""
LARGE = 1.15
"""A heading's type is at least so many times that of the text."""
FULL = 0.85
"""So much of a line must be filled for it to be broken because the next word had no room."""
NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"(?:Seite|S\.|Page)\s*\d+(?:\s*(?:von|of|/)\s*\d+)?|[-–—]\s*\d+\s*[-–—]|\d+\s*(?:von|of|/)\s*\d+"
)
UNPACKED = 20
"""A document may unpack to so many times the largest release: most of it is markup."""


Place = tuple[float, float]
"""The height of a line on its page, and the size of its type, in points."""


def _pdf(content: Content, origin: Origin, options: Options) -> Iterator[Release]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    raw = whole(content.parts, options.max_bytes)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("the PDF is encrypted")
        pages = [_page_text(page) for page in islice(reader.pages, MOST_PAGES + 1)]
        found = reader.metadata
        title, made = (found.title, found.creation_date) if found else (None, None)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"the PDF cannot be read: {type(error).__name__}: {error}") from error
    if len(pages) > MOST_PAGES:
        raise ReadError(f"the PDF has more than {MOST_PAGES} pages")
    text = "\n".join(filter(None, _without_running_heads(pages)))
    help_ = "the PDF has no text layer; it must be read by OCR first"
    yield _release(text, raw, origin, title=title, made=made, help_=help_)


def _page_text(page: Any) -> str:
    """The lines of a page, an empty one where the space between two of them is wider than that of most."""
    pieces: list[tuple[str, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _: object, points: float) -> None:
        pieces.append((text, tm[5] * cm[3] + cm[5], points * abs(tm[3] * cm[3])))

    text: str = page.extract_text(visitor_text=visit) or ""
    lines, places = text.split("\n"), _places(pieces)
    if len(places) != len(lines):
        return text
    steps = [_step(upper, lower) for upper, lower in pairwise(places)]
    known = [step for step in steps if step > 0]
    usual = WIDE * median(known) if known else 0.0
    room = _Room.of(lines, places)
    parted = [lines[0]]
    for upper, above, line, place, step in zip(lines, places, lines[1:], places[1:], steps, strict=False):
        if place and step > max(usual, LEADING * place[1]):
            parted.append("")
        elif above and place and above[1] == place[1] and room.breaks_heading(upper, line, place[1]):
            parted[-1] += f" {line}"
            continue
        parted.append(line)
    return "\n".join(parted)


@dataclass(frozen=True, slots=True)
class _Room:
    """How much a line of a page holds: its longest line of text, in characters, and the size of that type."""

    characters: int
    size: float

    @classmethod
    def of(cls, lines: list[str], places: list[Place | None]) -> _Room:
        sizes = [place[1] for line, place in zip(lines, places, strict=True) if place for _ in line.split()]
        size = median(sizes) if sizes else 0.0
        known = (len(line) for line, place in zip(lines, places, strict=True) if place and place[1] == size)
        return cls(max(known, default=0), size)

    def breaks_heading(self, upper: str, lower: str, size: float) -> bool:
        """Whether a line of large type goes on in the next one because the next word had no room."""
        if not lower.strip() or upper.rstrip().endswith("-") or size < LARGE * self.size:
            return False
        return len(upper) + 1 + len(lower.split()[0]) > FULL * self.characters * self.size / size


def _places(pieces: list[tuple[str, float, float]]) -> list[Place | None]:
    """Height and size of type of each line, None where it is not known: empty lines, and several of one piece."""
    places: list[Place | None] = [None]
    for text, height, points in pieces:
        first, *more = text.split("\n")
        if first.strip() and places[-1] is None:
            places[-1] = height, points
        places += [None] * len(more)
        if len(more) == 1 and more[0].strip() and not first.strip():
            places[-1] = height, points
    return places


def _step(upper: Place | None, lower: Place | None) -> float:
    """How far a line is below the one before, 0 where that is not known."""
    return max(upper[0] - lower[0], 0.0) if upper and lower else 0.0


def _without_running_heads(pages: list[str]) -> list[str]:
    """The pages without the lines at their edges that more than half of them share, numbers aside."""
    split = [[line.rstrip() for line in page.strip().split("\n")] for page in pages]
    edges = [_edges(lines) for lines in split]
    counts = Counter(key for keys in edges for key in set(keys.values()))
    repeated = {key for key, count in counts.items() if count > len(pages) / 2 and len(pages) >= FEWEST_PAGES}
    kept = [
        "\n".join(line for at, line in enumerate(lines) if not _is_furniture(keys.get(at), line, repeated)).strip()
        for lines, keys in zip(split, edges, strict=True)
    ]
    return kept if any(kept) else ["\n".join(lines) for lines in split]


def _is_furniture(key: str | None, line: str, repeated: set[str]) -> bool:
    """Whether a line at the edge of a page, where it has a ``key``, is a running head or a page number."""
    return key is not None and (key in repeated or PAGE_NUMBER.fullmatch(line.strip()) is not None)


def _edges(lines: list[str]) -> dict[int, str]:
    """What may be running heads of a page: the place of each line at its head and foot, and the line."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return {at: _key(lines[at]) for at in (*filled[:EDGE], *filled[-EDGE:])}


def _key(line: str) -> str:
    return NUMBER.sub("#", " ".join(line.split()))


def _docx(content: Content, origin: Origin, options: Options) -> Iterator[Release]:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    raw = whole(content.parts, options.max_bytes)
    try:
        _check_size(raw, UNPACKED * options.max_bytes)
        document = docx.Document(io.BytesIO(raw))
        text = "\n\n".join(filter(None, _blocks(document)))
        title, made = document.core_properties.title, document.core_properties.created
    except (OpcError, zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, AttributeError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"the DOCX cannot be read: {error}") from error
    yield _release(text, raw, origin, title=title, made=made)


def _check_size(raw: bytes, limit: int) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > limit:
            raise ReadError(f"the document unpacks to more than {size(limit)}")


def _blocks(document: Any) -> Iterator[str]:
    """Paragraphs, and tables with a line a row."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield "\n".join(filter(None, (table_row(cell.text for cell in _cells(row)) for row in block.rows)))
        else:
            yield block.text.strip()


def _cells(row: Any) -> Any:
    """The cells of a table's row. Raises ``ReadError`` where one claims to span more columns than fit in memory."""
    if sum(cell.grid_span for cell in row._tr.tc_lst) > MOST_COLUMNS:
        raise ReadError(f"a row of a table has more than {MOST_COLUMNS:,} columns")
    return row.cells


def _release(
    text: str, raw: bytes, origin: Origin, *, title: str | None, made: datetime | None, help_: str | None = None
) -> Release:
    text = without_surrogates(text)
    if not text.strip():
        raise ReadError(EMPTY, help_)
    return Release(
        id=origin.id,
        text=text,
        path=origin.path,
        member=origin.member,
        sha256=digest(raw),
        media_type=origin.media_type,
        title=without_surrogates(" ".join((title or "").split())) or None,
        date=date(made.year, made.month, made.day) if made else None,
        origin=origin.shown,
    )


PDF = Format("pdf", (".pdf",), "application/pdf", _pdf, needs=("pypdf",), extra="readers", slow=True)
DOCX = Format(
    "docx", (".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx,
    needs=("docx",), extra="readers", slow=True,
)  # fmt: skip
