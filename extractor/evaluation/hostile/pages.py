"""Hostile HTML."""

from __future__ import annotations

from random import Random

from extractor.evaluation.hostile.kinds import SENTENCE, Kind, Lure, Outcome
from extractor.evaluation.hostile.texts import around

LIMITS = "limit|cannot be read|empty|memory|Memory|killed|ended"
MIB = 1 << 20
DEEP = 10 * MIB


def page(body: str, head: str = "") -> bytes:
    """A page with two sentences around ``body``."""
    return f"<html><head>{head}</head><body><p>{SENTENCE}</p>{body}<p>{SENTENCE}</p></body></html>".encode()


def _around(fill: str, size: int) -> bytes:
    head, _, tail = page("#").partition(b"#")
    return around(head, size, fill.encode(), tail)


def _reaching(_: Random, lure: Lure) -> bytes:
    """A page that asks for other files and addresses in every way."""
    return page(
        f'<img src="{lure.url}"><iframe src="{lure.secret.as_uri()}"></iframe><script src="{lure.url}"></script>'
        f'<object data="{lure.secret.as_uri()}"></object><xi:include href="{lure.secret.as_uri()}" parse="text"/>',
        f'<base href="{lure.url}"><meta http-equiv="refresh" content="0;{lure.url}"><link rel=stylesheet '
        f'href="{lure.url}">',
    )


def _entities(_: Random, lure: Lure) -> bytes:
    doctype = f'<!DOCTYPE html [<!ENTITY a "&b;&b;"><!ENTITY b "&a;"><!ENTITY s SYSTEM "{lure.secret.as_uri()}">]>'
    return doctype.encode() + page("&a;&b;&s;&#0;&#xD800;&#x110000;&" + "a" * 99_999)


def _shuffled(random: Random, _: Lure) -> bytes:
    tags = "<p> </p> <table> <tr> <td> </table> <b> </b> <ul> <li> <a> <!-- --> <script> </script> <![CDATA[".split()
    return page("Kiel. ".join(random.choices(tags, k=4_000)))


KINDS = (
    Kind("deep", ".html.gz", Outcome.EITHER, lambda *_: _around("<div>", DEEP), blames=LIMITS),
    Kind("deep-inline", ".html.gz", Outcome.EITHER, lambda *_: _around("<b>", MIB), blames=LIMITS),
    Kind("deep-lists", ".htm", Outcome.EITHER, lambda *_: page("<ul><li>" * 9_000), blames=LIMITS),
    Kind("deep-tables", ".html", Outcome.EITHER, lambda *_: page("<table><tr><td>" * 3_000), blames=LIMITS),
    Kind("deep-text", ".html", Outcome.EITHER, lambda *_: page("<div>Kiel. " * 3_000), blames=LIMITS),
    Kind("many-paragraphs", ".html.gz", Outcome.EITHER, lambda *_: _around("<p>a</p>", 2 * MIB), blames=LIMITS),
    Kind("many-links", ".html.gz", Outcome.EITHER, lambda *_: _around("<a href=x>a</a>", MIB), blames=LIMITS),
    Kind("attributes", ".html", Outcome.EITHER, lambda *_: page("<p " + "a=1 " * 90_000 + ">"), blames=LIMITS),
    Kind("long-attribute", ".html.gz", Outcome.EITHER,
         lambda *_: around(page("<p class='")[:-99], 18 * MIB, b"x ", b"'>"),
         blames=LIMITS),
    Kind("open-comment", ".html", Outcome.EITHER, lambda *_: page("<!--" * 90_000), blames=LIMITS),
    Kind("open-tags", ".html", Outcome.EITHER, lambda *_: b"<" * 500_000, blames=LIMITS),
    Kind("page-entities", ".html", Outcome.EITHER, _entities, blames=LIMITS),
    Kind("page-reaching", ".html", Outcome.EITHER, _reaching, blames=LIMITS),
    Kind("page-nul", ".html", Outcome.EITHER, lambda *_: page("a\0b"), blames="NUL"),
    Kind("page-lies", ".html", Outcome.EITHER, lambda *_: page("Größe", "<meta charset=utf-7>") + b"\xff",
         blames=LIMITS),
    Kind("page-charset", ".html", Outcome.EITHER, lambda *_: page("Größe", f"<meta charset={'x' * 9_000}>")),
    Kind("page-dates", ".html", Outcome.EITHER,
         lambda *_: page("", '<meta property="article:published_time" content="' + "2024-" * 90_000 + '">'),
         blames=LIMITS),
    Kind("page-json", ".html", Outcome.EITHER,
         lambda *_: page("", '<script type="application/ld+json">' + "[" * 90_000 + "</script>"), blames=LIMITS),
    Kind("page-title", ".html", Outcome.EITHER, lambda *_: page("", f"<title>{'x ' * 300_000}</title>"),
         blames=LIMITS),
    Kind("page-shuffled", ".html", Outcome.EITHER, _shuffled, blames=LIMITS),
    Kind("page-empty", ".xhtml", Outcome.FAILS, lambda *_: b"<html></html>", blames="empty"),
    Kind("page-binary", ".html", Outcome.FAILS, lambda random, _: random.randbytes(9_000), blames="binary"),
)  # fmt: skip
