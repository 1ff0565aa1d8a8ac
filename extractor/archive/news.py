"""XML of newsrooms: RSS and Atom feeds, NewsML-G2 and NITF; one release an item.

Entities are not expanded, nothing is fetched, and depth and size are limited by the parser. Items are read one by one,
so a feed of any length needs the memory of its largest item.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from extractor.archive.faults import failed
from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.html import all_text
from extractor.archive.release import Failure, Release, digest
from extractor.archive.streams import ReadError, size
from extractor.archive.texts import EMPTY
from extractor.text.decode import without_surrogates

ITEMS = frozenset({"item", "entry", "newsItem", "nitf"})
HEADS = frozenset({"title", "name"})
HTML_TAGS = ("<p", "<div", "<br", "<a ", "<strong", "&lt;")
BODIES = ("encoded", "content", "description", "summary")
"""Of a feed's item, the fullest first."""
DATES = ("pubDate", "published", "updated", "date", "contentCreated", "versionCreated")


def _news(content: Content, origin: Origin, options: Options) -> Iterator[Release | Failure]:
    from lxml import etree

    number, publisher = 0, None
    with content.file(options.max_unpacked) as file:
        walk = etree.iterparse(
            file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, recover=False
        )
        outer = None
        try:
            for event, element in walk:
                name = _name(element)
                if event == "start":
                    outer = element if outer is None and name in ITEMS else outer
                elif element is outer:
                    number, outer = number + 1, None
                    yield _item(element, replace(origin, id=f"{origin.id}-{number}"), publisher, number, options)
                    _forget(element)
                elif outer is None and name in HEADS and publisher is None:
                    publisher = _words(element)
        except etree.XMLSyntaxError as error:
            raise ReadError(f"XML that cannot be read: {error}", "what came before was read") from error
    if not number:
        raise ReadError("the file holds no item of RSS, Atom, NewsML-G2 or NITF")


def _item(element: Any, origin: Origin, publisher: str | None, number: int, options: Options) -> Release | Failure:
    try:
        return _release(element, origin, publisher, number, options)
    except Exception as error:
        return failed(error, origin, number)


def _release(element: Any, origin: Origin, publisher: str | None, number: int, options: Options) -> Release:
    text = _nitf(element) if _is_nitf(element) else _feed(element)
    text = without_surrogates(text).strip()
    if not text:
        raise ReadError(EMPTY)
    if len(text.encode()) > options.max_bytes:
        raise ReadError(f"larger than {size(options.max_bytes)}, the limit for one release")
    title = _first(element, "headline", "hl1", "title")
    return Release(
        id=origin.id,
        text=text,
        path=origin.path,
        member=origin.member,
        sha256=digest(text),
        encoding="utf-8",
        media_type=origin.media_type,
        title=title,
        sender=_first(element, "creditline", "copyrightHolder", "creator", "author") or publisher,
        date=_date(element),
        origin=origin.shown,
        line=number,
    )


def _feed(element: Any) -> str:
    """The body of a feed's item, which is text, escaped HTML or XHTML."""
    for name in BODIES:
        for child in element:
            if _name(child) != name:
                continue
            raw = child.text or ""
            if len(child):
                return _blocks(child)
            return all_text(raw) if any(tag in raw for tag in HTML_TAGS) else _lines(raw)
    return ""


def _nitf(element: Any) -> str:
    """The paragraphs of NITF or XHTML inside, behind the dateline."""
    parts = [part for part in (_first(element, "dateline"),) if part]
    body = next((child for child in element.iter() if _name(child) in {"body.content", "body"}), None)
    inline = next((child for child in element.iter() if _name(child) in {"inlineXML", "inlineData"}), None)
    source = body if body is not None else inline
    return "\n\n".join([*parts, _blocks(source)]) if source is not None else ""


def _is_nitf(element: Any) -> bool:
    return _name(element) in {"newsItem", "nitf"}


def _blocks(element: Any) -> str:
    """The paragraphs below an element, else its own text."""
    found = [_words(child) for child in element.iter() if _name(child) in {"p", "li", "h1", "h2", "h3", "hl2"}]
    return "\n\n".join(filter(None, found)) or _lines("".join(element.itertext()))


def _lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _first(element: Any, *names: str) -> str | None:
    """The words of the first element that is called so, by the order of the names."""
    for name in names:
        for child in element.iter():
            if _name(child) == name and (found := _words(child) or child.get("literal") or ""):
                return without_surrogates(found)
    return None


def _date(element: Any) -> date | None:
    for name in DATES:
        value = _first(element, name)
        if value is None:
            continue
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            pass
        try:
            return parsedate_to_datetime(value).date()
        except (ValueError, TypeError, IndexError):
            continue
    return None


def _name(element: Any) -> str:
    """The local name; empty for comments and instructions."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _forget(element: Any) -> None:
    """Free the items that were read."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


NEWS = Format(
    "news", (".rss", ".atom", ".xml", ".nitf", ".newsml"), "application/xml", _news, many=True, needs=("lxml",),
    extra="readers",
)  # fmt: skip
