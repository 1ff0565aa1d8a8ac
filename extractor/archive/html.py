"""HTML: the main text of a page, by trafilatura; title, date and site where the page names them.

Paragraphs, headings and list items keep their order; a blank line parts paragraphs, `` | `` the cells of a table. The
release's text is what comes out, so offsets of a record count in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.release import Release, digest
from extractor.archive.streams import ReadError, whole
from extractor.archive.texts import DAMAGED, EMPTY, table_row
from extractor.text.decode import Decoded, decode, without_surrogates

HEAD = 4096
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title"})
BLOCKS = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 section article header footer blockquote pre table ul ol".split())


def page(decoded: Decoded, raw: bytes, origin: Origin) -> Release:
    """The release that a page holds. Raises ``ReadError``."""
    text, found = main_text(decoded.text)
    if not text:
        raise ReadError(EMPTY, "the page has no main text")
    return Release(
        id=origin.id,
        text=text,
        path=origin.path,
        member=origin.member,
        sha256=digest(raw),
        encoding=decoded.encoding,
        media_type=origin.media_type,
        title=_clean(found.title) if found else None,
        sender=_clean(found.sitename) if found else None,
        date=_date(found.date) if found else None,
        doubts=(DAMAGED,) if decoded.damaged else (),
        origin=origin.shown,
    )


def main_text(html: str) -> tuple[str, Any]:
    """The main text of a page and what trafilatura found in it; all text of one in which it finds nothing.

    Raises ``ReadError``, also where trafilatura is not installed.
    """
    HTML.check()
    import trafilatura
    from lxml import etree

    try:
        found: Any = trafilatura.bare_extraction(
            html,
            include_comments=False,
            with_metadata=True,
            favor_recall=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise ReadError(f"HTML that cannot be read: {error}") from error
    told_apart = found is not None and len(found.body) > 1
    text = "\n\n".join(_paragraphs(found.body)) if told_apart else all_text(html)
    return without_surrogates(text), found


def all_text(html: str) -> str:
    """The text of a page in which no main text is told from the rest, as of short ones."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        tree = document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8", no_network=True))
    except (etree.LxmlError, ValueError):
        return ""
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in UNSEEN or not isinstance(element.tag, str):
            text = element.tail if event == "end" else None
        else:
            text = element.text if event == "start" else element.tail
            parts.append("\n" if element.tag in BLOCKS else "")
        parts.append((text or "").replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(filter(None, lines))


def _paragraphs(body: Any) -> Iterator[str]:
    """The paragraphs of trafilatura's tree, empty ones left out."""
    for element in body:
        if element.tag == "list":
            text = "\n".join(filter(None, map(_inline, element.iter("item"))))
        elif element.tag == "table":
            text = "\n".join(filter(None, (table_row(map(_inline, row.iter("cell"))) for row in element.iter("row"))))
        else:
            text = _inline(element)
        if text:
            yield text


def _inline(element: Any) -> str:
    """The text of one element; a line break stays, other white space is one space."""
    parts: list[str] = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag == "lb":
            parts.append("\n")
        elif isinstance(child.tag, str):
            parts.append(child.text or "")
        parts.append(child.tail or "")
    lines = "".join(parts).split("\n") if element.find(".//lb") is not None else ["".join(parts)]
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _clean(value: str | None) -> str | None:
    text = without_surrogates(" ".join((value or "").split()))
    return text or None


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _read(content: Content, origin: Origin, options: Options) -> Iterator[Release]:
    raw = whole(content.parts, options.max_bytes)
    declared = CHARSET.search(raw[:HEAD])
    yield page(decode(raw, declared[1].decode() if declared else None), raw, origin)


HTML = Format(
    "html", (".html", ".htm", ".xhtml"), "text/html", _read, slow=True, needs=("trafilatura",), extra="readers"
)
