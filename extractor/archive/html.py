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
ASIDE = frozenset({"nav", "footer", "aside", "form"})
PARTS = frozenset({"lb", "p", "head", "list", "item", "quote", "row"})
"""What begins a line, in trafilatura's trees."""
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
    paragraphs = list(_paragraphs(found.body)) if told_apart else [all_text(html)]
    headline = _headline(html)
    if headline and headline not in "\n\n".join(paragraphs).split("\n"):
        paragraphs.insert(0, headline)
    return without_surrogates("\n\n".join(filter(None, paragraphs))), found


def all_text(html: str) -> str:
    """The text of a page in which no main text is told from the rest, as of short ones; menus and feet are left out."""
    tree = _tree(html)
    if tree is None:
        return ""
    main = tree.xpath("//main") or tree.xpath("//article")
    return _text(main[0] if len(main) == 1 else tree, UNSEEN | ASIDE) or _text(tree, UNSEEN)


def _headline(html: str) -> str | None:
    """The heading that the page's title begins with: pages show it above what trafilatura takes for the main text."""
    tree = _tree(html)
    if tree is None:
        return None
    named = tree.xpath("//head/title/text() | //meta[@property='og:title']/@content")
    titles = [found for title in named if (found := _clean(str(title)))]
    headings = (_clean(_text(heading, UNSEEN)) for heading in tree.xpath("//h1 | //h2"))
    return next((found for found in headings if found and any(title.startswith(found) for title in titles)), None)


def _tree(html: str) -> Any:
    """The page as a tree, None where there is none."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        return document_fromstring(html.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _text(root: Any, unseen: frozenset[str]) -> str:
    """The text below ``root``, a line a block; nothing of the elements called ``unseen``."""
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        seen = isinstance(element.tag, str) and element.tag not in unseen
        if event == "start" and not seen:
            walk.skip_subtree()
        if seen and element.tag in BLOCKS:
            parts.append("\n")
        wanted = seen if event == "start" else element is not root
        text = element.text if event == "start" else element.tail
        parts.append((text or "").replace("\n", " ") if wanted else "")
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
    """The text of one element; line breaks and blocks inside part lines, other white space is one space.

    Lists inside an item are left to themselves.
    """
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, child in walk:
        inside = child is not element
        if event == "start" and inside and child.tag == "list" and element.tag == "item":
            walk.skip_subtree()
        elif event == "start" and isinstance(child.tag, str):
            parts.append("\n" if inside and child.tag in PARTS else "")
            parts.append((child.text or "").replace("\n", " "))
        elif event == "end" and inside:
            parts.append("\n" if child.tag in PARTS and child.tag != "lb" else "")
            parts.append((child.tail or "").replace("\n", " "))
    return "\n".join(filter(None, (" ".join(line.split()) for line in "".join(parts).split("\n"))))


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
    found = CHARSET.search(raw[:HEAD])
    yield page(decode(raw, origin.charset or (found[1].decode() if found else None)), raw, origin)


HTML = Format(
    "html", (".html", ".htm", ".xhtml"), "text/html", _read, slow=True, needs=("trafilatura",), extra="readers"
)
