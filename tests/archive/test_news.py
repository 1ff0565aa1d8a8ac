"""Feeds, NewsML-G2 and NITF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractor.archive import news
from extractor.archive.formats import Options
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


def items(path: Path, content: str, options: Options | None = None) -> list[Release | Failure]:
    path.write_text(content, encoding="utf-8")
    return list(read([path], options))


def entry(xhtml: str) -> str:
    return f'<feed><entry><title>A</title><content type="xhtml"><div>{xhtml}</div></content></entry></feed>'


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


@pytest.mark.parametrize(
    ("xhtml", "text"),
    [
        ("<ul><li><p>Eins.</p></li><li>Zwei.</li></ul>", "Eins.\n\nZwei."),
        ("<div><p>Eins.</p><blockquote><p>Zwei.</p></blockquote></div><p>Drei.</p>", "Eins.\n\nZwei.\n\nDrei."),
        ("Davor.<p>Eins <b>und</b>\nzwei.</p>Danach.", "Davor.\n\nEins und zwei.\n\nDanach."),
        ("<p>Eins.<br/>Zwei.<!-- c --> Drei.</p><script>x</script>", "Eins.\nZwei. Drei."),
        (
            "<p>Vor.</p><table><thead><tr><th>Träger</th><th>Summe</th></tr></thead><tr><td><p>Caritas</p></td>"
            "<td>5.000 €</td></tr><tr><td/></tr></table><p>Nach.</p>",
            "Vor.\n\nTräger | Summe\nCaritas | 5.000 €\n\nNach.",
        ),
    ],
)
def test_blocks_are_read_once_and_in_order(tmp_path: Path, xhtml: str, text: str) -> None:
    [found] = items(tmp_path / "a.atom", entry(xhtml))
    assert isinstance(found, Release)
    assert found.text == text


@pytest.mark.parametrize("much", ["<x>viel</x>" * 20_000, "<x/>" * 2000])
def test_an_item_that_is_too_large_fails_alone(tmp_path: Path, much: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "MOST_ELEMENTS", 1000)
    last = "<item><title>Z</title><description>Plön.</description></item></channel></rss>"
    content = RSS.replace("</channel></rss>", f"<item>{much}<description>Viel.</description></item>{last}")
    found = items(tmp_path / "a.rss", content, Options(max_bytes=20_000))
    assert [isinstance(item, Release) for item in found] == [True, False, True, False, True]
    assert isinstance(found[3], Failure)
    assert (found[3].line, found[3].reason) == (4, "larger than 19.53 KiB, the limit for one release")


@pytest.mark.parametrize("item", ["", "<item>"])
def test_what_will_not_be_read_is_let_go_of(tmp_path: Path, item: str, monkeypatch: pytest.MonkeyPatch) -> None:
    widths: list[int] = []
    forget = news._forget

    def watched(element: Any) -> None:
        widths.extend(map(len, element.iterancestors()))
        forget(element)

    monkeypatch.setattr(news, "_forget", watched)
    monkeypatch.setattr(news, "MOST_ELEMENTS", 100)
    content = f"<rss><channel>{item}{'<x><y/></x>' * 20_000}{item.replace('<', '</')}</channel></rss>"
    items(tmp_path / "a.rss", content)
    assert len(widths) > 20_000
    # the parser is some elements ahead
    assert sorted(widths)[len(widths) // 2] < 5000


def test_xml_that_brings_no_element_ends(tmp_path: Path) -> None:
    [found] = items(tmp_path / "a.xml", "<!-- viel -->" * 20_000 + NITF, Options(max_bytes=10_000))
    assert isinstance(found, Failure)
    assert found.reason == "no element in 39.06 KiB of XML"
