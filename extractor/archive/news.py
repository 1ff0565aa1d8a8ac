"""XML of newsrooms: RSS and Atom feeds, NewsML-G2 and NITF; one release an item.

Entities are not expanded, nothing is fetched, and depth and the length of a text are limited by the parser. Items are
read one by one and what lies outside of them is let go of, so a feed of any length needs the memory of its largest
item, which is limited too. Escaped HTML is one text of the parser, 10 MB at most, so that it can be read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO, cast

from extractor.archive.faults import failed
from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.html import UNSEEN, all_text
from extractor.archive.release import Failure, Release, digest
from extractor.archive.streams import ReadError, size
from extractor.archive.texts import EMPTY, table_row
from extractor.text.decode import without_surrogates

ITEMS = frozenset({"item", "entry", "newsItem", "nitf"})
HEADS = frozenset({"title", "name"})
HTML_TAGS = ("<p", "<div", "<br", "<a ", "<strong", "&lt;")
BODIES = ("encoded", "content", "description", "summary")
"""Of a feed's item, the fullest first."""
BLOCKS = frozenset("p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 hl1 hl2 blockquote bq block pre section article".split())
APART = UNSEEN | {"body.head"}
SPACE = re.compile(r"\s+")
PARAGRAPH = "\n\n"
MARKUP = 4
"""An item may have so many times the bytes of the largest release."""
MOST_ELEMENTS = 1_000_000
DATES = ("pubDate", "published", "updated", "date", "contentCreated", "versionCreated")


def _news(content: Content, origin: Origin, options: Options) -> Iterator[Release | Failure]:
    from lxml import etree

    number, publisher = 0, None
    with content.file(options.max_unpacked) as file:
        walk = _Walk(file, MARKUP * options.max_bytes)
        try:
            for element in walk:
                if walk.ended_item:
                    number += 1
                    place = replace(origin, id=f"{origin.id}-{number}")
                    if walk.too_large:
                        error = ReadError(f"larger than {size(options.max_bytes)}, the limit for one release")
                        yield failed(error, place, number)
                    else:
                        yield _item(element, place, publisher, number, options)
                elif publisher is None and _name(element) in HEADS:
                    publisher = _words(element)
        except etree.XMLSyntaxError as error:
            raise ReadError(f"XML that cannot be read: {error}", "what came before was read") from error
    if not number:
        raise ReadError("the file holds no item of RSS, Atom, NewsML-G2 or NITF")


class _Walk:
    """The items of a file and the elements outside of them, each when it ends; then it is let go of."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self.ended_item = False
        self.too_large = False
        self._file = file
        self._most = most
        self._place = 0
        self._heard = 0

    def read(self, count: int) -> bytes:
        """The bytes for the parser. Raises ``ReadError`` where they bring no element for too long."""
        block = self._file.read(count)
        self._place += len(block)
        if self._place - self._heard > self._most:
            raise ReadError(f"no element in {size(self._most)} of XML", "what came before was read")
        return block

    def __iter__(self) -> Iterator[Any]:
        item, begun, events = None, 0, 0
        for event, element in self._events():
            self._heard = self._place
            events += 1
            if event == "start":
                if item is None and _name(element) in ITEMS:
                    item, begun, events, self.too_large = element, self._place, 0, False
                continue
            self.too_large |= item is not None and (self._place - begun > self._most or events > 2 * MOST_ELEMENTS)
            self.ended_item = element is item
            if item is None or self.ended_item:
                item = None
                yield element
                _forget(element)
            elif self.too_large:
                _forget(element)

    def _events(self) -> Iterator[tuple[str, Any]]:
        from lxml import etree

        return cast(
            "Iterator[tuple[str, Any]]",
            etree.iterparse(
                cast("BinaryIO", self), events=("start", "end"), resolve_entities=False, no_network=True,
                load_dtd=False, recover=False, remove_comments=True, remove_pis=True,
            ),
        )  # fmt: skip


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
    either = (("body.content",), ("body",), ("inlineXML", "inlineData"))
    found = (next((child for child in element.iter() if _name(child) in names), None) for names in either)
    source = next((child for child in found if child is not None), None)
    return PARAGRAPH.join([*parts, _blocks(source)]) if source is not None else ""


def _is_nitf(element: Any) -> bool:
    return _name(element) in {"newsItem", "nitf"}


def _blocks(element: Any) -> str:
    """The paragraphs and tables below an element, else its own text."""
    text = "".join(_pieces(element))
    if "\n" not in text:
        return _lines("".join(element.itertext()))
    return PARAGRAPH.join(filter(None, map(_lines, text.split(PARAGRAPH))))


def _pieces(element: Any) -> Iterator[str]:
    """The text below an element, each piece once; paragraphs are parted by an empty line, rows are lines."""
    yield SPACE.sub(" ", element.text or "")
    for child in element:
        name = _name(child)
        if name == "table":
            yield from (PARAGRAPH, "\n".join(filter(None, _rows(child))), PARAGRAPH)
        elif name in BLOCKS:
            yield PARAGRAPH
            yield from _pieces(child)
            yield PARAGRAPH
        elif name == "br":
            yield "\n"
        elif name and name not in APART:
            yield from _pieces(child)
        yield SPACE.sub(" ", child.tail or "")


def _rows(table: Any) -> Iterator[str]:
    for child in table:
        name = _name(child)
        if name == "tr":
            yield table_row("".join(_pieces(cell)) for cell in child if _name(cell) in {"td", "th"})
        elif name == "caption":
            yield _words(child)
        elif name:
            yield from _rows(child)


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
    """Free an element that ended, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


NEWS = Format(
    "news", (".rss", ".atom", ".xml", ".nitf", ".newsml"), "application/xml", _news, many=True, needs=("lxml",),
    extra="readers",
)  # fmt: skip
