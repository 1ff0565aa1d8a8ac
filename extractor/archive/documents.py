"""PDF (its text layer) and DOCX: one release a document.

Of a PDF, lines that most pages repeat at their head or foot are left out; broken words are joined later, as in any
text. Of a DOCX, paragraphs and tables in their order.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.release import Release, digest
from extractor.archive.streams import ReadError, size, whole
from extractor.archive.texts import EMPTY, table_row
from extractor.text.decode import without_surrogates

MOST_PAGES = 500
EDGE = 2
"""Lines at the head and foot of a page that may be a running head."""
FEWEST_PAGES = 3
NUMBER = re.compile(r"\d+")
UNPACKED = 20
"""A document may unpack to so many times the largest release: most of it is markup."""


def _pdf(content: Content, origin: Origin, options: Options) -> Iterator[Release]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    raw = whole(content.parts, options.max_bytes)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("the PDF is encrypted")
        pages = [page.extract_text() or "" for page in islice(reader.pages, MOST_PAGES + 1)]
        found = reader.metadata
        title, made = (found.title, found.creation_date) if found else (None, None)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"the PDF cannot be read: {type(error).__name__}: {error}") from error
    if len(pages) > MOST_PAGES:
        raise ReadError(f"the PDF has more than {MOST_PAGES} pages")
    text = "\n".join(_without_running_heads(pages)).strip()
    help_ = "the PDF has no text layer; it must be read by OCR first"
    yield _release(text, raw, origin, title=title, made=made, help_=help_)


def _without_running_heads(pages: list[str]) -> Iterator[str]:
    """The pages without the lines at their edges that more than half of them share, numbers aside."""
    split = [[line.rstrip() for line in page.strip().split("\n")] for page in pages]
    edges = Counter(key for lines in split for key in {_key(line) for line in (*lines[:EDGE], *lines[-EDGE:])})
    repeated = {key for key, count in edges.items() if count > len(pages) / 2 and len(pages) >= FEWEST_PAGES}
    for lines in split:
        last = len(lines) - EDGE
        kept = [line for at, line in enumerate(lines) if not ((at < EDGE or at >= last) and _key(line) in repeated)]
        yield "\n".join(kept if 2 * len(kept) >= len(lines) else lines)


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
            yield "\n".join(filter(None, (table_row(cell.text for cell in row.cells) for row in block.rows)))
        else:
            yield block.text.strip()


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
