"""Feeds, NewsML-G2 and NITF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractor.archive.readers import read
from extractor.archive.release import Failure, Release

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kreis Plön</title>
<item><title>Neue Brücke</title><pubDate>Fri, 31 May 2024 09:00:00 +0200</pubDate>
<description>Kurz.</description>
<content:encoded><![CDATA[<p>Landrätin <b>Petra</b> Kolb kam.</p><p>Zwei.</p>]]></content:encoded></item>
<item><title>Ohne alles</title></item>
<item><title>Nur kurz</title><description>Plön. Ein Satz &amp; mehr.</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kreis Plön</title><author><name>Presse</name></author>
<entry><title>Neue Brücke</title><updated>2024-05-31T09:00:00Z</updated><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Plön. Eins.</p><p>Zwei.</p></div></content></entry></feed>"""
NITF = """<nitf><head><title>Kopf</title></head><body><body.head><hedline><hl1>Neue Brücke</hl1></hedline>
<dateline>Plön, 31. Mai</dateline></body.head><body.content><p>Eins.</p><p>Zwei.</p></body.content></body></nitf>"""
NEWSML = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta>
<contentCreated>2024-05-31T09:00:00+02:00</contentCreated><creditline>Kreis Plön</creditline>
<headline>Neue Brücke</headline></contentMeta><contentSet><inlineXML>{NITF}</inlineXML></contentSet></newsItem>"""


def items(path: Path, content: str) -> list[Release | Failure]:
    path.write_text(content, encoding="utf-8")
    return list(read([path]))


def test_a_feed_is_many_releases(tmp_path: Path) -> None:
    first, second, third = items(tmp_path / "a.rss", RSS)
    assert isinstance(first, Release)
    assert first.text == "Landrätin Petra Kolb kam.\nZwei."
    assert (first.id, first.title, first.sender) == ("a-1", "Neue Brücke", "Kreis Plön")
    assert (first.date, first.line) == (date(2024, 5, 31), 1)
    assert isinstance(second, Failure)
    assert (second.line, second.reason) == (2, "the release is empty")
    assert isinstance(third, Release)
    assert third.text == "Plön. Ein Satz & mehr."


def test_atom(tmp_path: Path) -> None:
    [found] = items(tmp_path / "a.atom", ATOM)
    assert isinstance(found, Release)
    assert (found.text, found.title, found.date) == ("Plön. Eins.\n\nZwei.", "Neue Brücke", date(2024, 5, 31))


@pytest.mark.parametrize(("content", "sender"), [(NITF, None), (NEWSML, "Kreis Plön")])
def test_newsml_and_nitf(tmp_path: Path, content: str, sender: str | None) -> None:
    [found] = items(tmp_path / "a.xml", content)
    assert isinstance(found, Release)
    assert (found.text, found.title, found.sender) == ("Plön, 31. Mai\n\nEins.\n\nZwei.", "Neue Brücke", sender)


def test_what_came_before_damage_is_kept(tmp_path: Path) -> None:
    found = items(tmp_path / "a.rss", RSS[: RSS.index("<item><title>Nur")] + "<item><titel>")
    assert isinstance(found[0], Release)
    assert isinstance(found[-1], Failure)
    assert "XML that cannot be read" in found[-1].reason
    [other] = items(tmp_path / "b.xml", "<a><b/></a>")
    assert isinstance(other, Failure)
    assert "no item of RSS" in other.reason


def test_entities_are_not_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Geheim")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    bomb = (
        f'<!DOCTYPE r [<!ENTITY e0 "Plön">{entities}<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<rss><channel><item><title>A</title><description>Plön. &e19; &x; Ende.</description></item></channel></rss>"
    )
    found = items(tmp_path / "a.rss", bomb)
    assert all("Geheim" not in item.text for item in found if isinstance(item, Release))
    assert all(len(item.text) < 1000 for item in found if isinstance(item, Release))


def test_a_comment_before_the_root_does_no_harm(tmp_path: Path) -> None:
    [found] = items(tmp_path / "a.xml", "<!-- c -->" + NITF)
    assert isinstance(found, Release)
