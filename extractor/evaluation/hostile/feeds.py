"""Hostile XML: feeds and newsroom formats."""

from __future__ import annotations

import gzip
from random import Random

from extractor.evaluation.hostile.kinds import SENTENCE, Kind, Lure, Outcome
from extractor.evaluation.hostile.texts import bomb

BLAMES = "XML|item|limit|empty"
ITEM = f"<item><title>Neue Halle</title><description>{SENTENCE}</description></item>"


def feed(inner: str, doctype: str = "") -> bytes:
    """A feed of items."""
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f'{head}{doctype}<rss version="2.0"><channel>{inner}</channel></rss>'.encode()


def _laughs(*_: object) -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    return feed(
        f"<item><description>&e19; {SENTENCE}</description></item>", f'<!DOCTYPE r [<!ENTITY e0 "a">{entities}]>'
    )


def _quadratic(*_: object) -> bytes:
    doctype = f'<!DOCTYPE r [<!ENTITY e "{"a" * 100_000}">]>'
    return feed(f"<item><description>{'&e;' * 100_000} {SENTENCE}</description></item>", doctype)


def _secret(_: Random, lure: Lure) -> bytes:
    doctype = f'<!DOCTYPE r [<!ENTITY s SYSTEM "{lure.secret.as_uri()}"><!ENTITY u SYSTEM "{lure.url}">]>'
    return feed(f"<item><description>{SENTENCE} &s; &u;</description></item>", doctype)


def _outside(_: Random, lure: Lure) -> bytes:
    doctype = (
        f'<!DOCTYPE r SYSTEM "{lure.url}" [<!ENTITY % p SYSTEM "{lure.url}"> %p; '
        f'<!ENTITY % f SYSTEM "{lure.secret.as_uri()}"> %f;]>'
    )
    style = f'<?xml-stylesheet href="{lure.url}"?>'
    return feed(ITEM + f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{lure.url}"/>', doctype + style)


def _endless_item(*_: object) -> bytes:
    return gzip.compress(b"<rss><channel><item><description>") + bomb(1 << 28)


KINDS = (
    Kind("laughs", ".rss", Outcome.EITHER, _laughs, blames=BLAMES),
    Kind("quadratic", ".xml", Outcome.EITHER, _quadratic, blames=BLAMES),
    Kind("secret", ".rss", Outcome.EITHER, _secret, blames=BLAMES),
    Kind("outside", ".atom", Outcome.EITHER, _outside, blames=BLAMES),
    Kind("deep-feed", ".xml", Outcome.FAILS, lambda *_: feed("<item>" + "<a>" * 100_000), blames=BLAMES),
    Kind("cut-off-feed", ".rss", Outcome.BOTH, lambda *_: feed(ITEM * 3)[:-30] + b"<", blames=BLAMES),
    Kind("no-items", ".newsml", Outcome.FAILS, lambda *_: b"<newsMessage/>", blames=BLAMES),
    Kind("no-xml", ".xml", Outcome.FAILS, lambda random, _: random.randbytes(9_000), blames=BLAMES),
    Kind("text-xml", ".nitf", Outcome.FAILS, lambda *_: SENTENCE.encode(), blames=BLAMES),
    Kind("attribute-feed", ".xml.gz", Outcome.EITHER,
         lambda *_: gzip.compress(feed(f'<item a="{"x" * 20_000_000}">{ITEM}</item>'), 1),
         blames=BLAMES),
    Kind("many-attributes", ".xml", Outcome.EITHER,
         lambda *_: feed("<item " + " ".join(f'a{n}="1"' for n in range(50_000)) + f">{ITEM}</item>"), blames=BLAMES),
    Kind("wrong-charset", ".rss", Outcome.EITHER, lambda *_: feed(ITEM).replace(b"utf-8", b"utf-16"), blames=BLAMES),
    Kind("empty-items", ".rss", Outcome.FAILS, lambda *_: feed("<item/>" * 5_000), blames=BLAMES),
    Kind("nested-items", ".rss", Outcome.EITHER, lambda *_: feed("<item>" * 200 + ITEM + "</item>" * 200),
         blames=BLAMES),
    Kind("endless-item", ".xml.gz", Outcome.FAILS, _endless_item, blames=BLAMES),
    Kind("escaped-page", ".rss", Outcome.EITHER,
         lambda *_: feed(f"<item><description>{'&lt;div&gt;' * 100_000}{SENTENCE}</description></item>"),
         blames=BLAMES),
)  # fmt: skip
