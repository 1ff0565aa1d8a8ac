"""HTML: main text, what the page says of itself, and pages that are hostile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractor.archive.readers import read
from extractor.archive.release import Failure, Release

PAGE = """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Neue Brücke</title>
<meta property="article:published_time" content="2024-05-31"><meta property="og:site_name" content="Stadt Olpe"></head>
<body><nav><ul><li><a href="/">Start</a></li><li><a href="/r">Rathaus</a></li></ul></nav><main><h1>Neue Brücke frei</h1>
<p>Olpe. Landrätin <b>Petra</b> Kolb gab am Mai-Freitag rund 1,2&nbsp;Mio. Euro für die Schulen in Nauen frei&shy;.</p>
<ul><li>Bund: 500.000 Euro</li><li>Land: 700.000 Euro</li></ul>
<table><tr><th>Träger</th><th>Summe</th></tr><tr><td>Caritas</td><td>5.000 €</td></tr></table>
<p>„Das ist gut“,<br>sagte Kolb.</p><script>alert("x")</script></main><footer>Impressum</footer></body></html>"""


def one(path: Path, content: bytes) -> Release | Failure:
    path.write_bytes(content)
    [item] = read([path])
    return item


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-15"])
def test_the_main_text_of_a_page(tmp_path: Path, encoding: str) -> None:
    content = PAGE.replace("„Das ist gut“", "Das ist gut").replace('"utf-8"', f'"{encoding}"').encode(encoding)
    found = one(tmp_path / "pm.html", content)
    assert isinstance(found, Release)
    assert found.text.split("\n\n") == [
        "Neue Brücke frei",
        "Olpe. Landrätin Petra Kolb gab am Mai-Freitag rund 1,2 Mio. Euro für die Schulen in Nauen frei\xad.",
        "Bund: 500.000 Euro\nLand: 700.000 Euro",
        "Träger | Summe\nCaritas | 5.000 €",
        "Das ist gut,\nsagte Kolb.",
    ]
    assert (found.title, found.sender, found.date) == ("Neue Brücke frei", "Stadt Olpe", date(2024, 5, 31))
    assert (found.id, found.media_type) == ("pm", "text/html")


def test_a_page_of_one_line_is_all_read(tmp_path: Path) -> None:
    found = one(tmp_path / "a.htm", b"<p>Kiel. Petra Kolb kam.</p>")
    assert isinstance(found, Release)
    assert found.text == "Kiel. Petra Kolb kam."


def test_pages_without_text_fail(tmp_path: Path) -> None:
    for content in (b"<html></html>", b"<script>alert(1)</script>"):
        assert isinstance(one(tmp_path / "a.html", content), Failure)


def test_deep_pages_and_entities_do_no_harm(tmp_path: Path) -> None:
    one(tmp_path / "a.html", b"<div>" * 200_000 + b"Kiel." + b"</div>" * 200_000)
    bomb = b'<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b SYSTEM "file:///etc/passwd">]><p>Kiel. &a; Petra Kolb kam.</p>'
    found = one(tmp_path / "b.xhtml", bomb)
    assert isinstance(found, Release)
    assert "root:" not in found.text


BODY = "<p>Olpe. Landrätin Petra Kolb gab am Mai-Freitag rund 1,2 Mio. Euro für die Schulen in Nauen frei.</p>"
MENU = '<nav><ul><li><a href="/">Start</a></li><li><a href="/r">Rathaus</a></li></ul></nav>'


def shown(main: str, above: str = "") -> str:
    head = "<head><title>Neue Brücke frei – Stadt Olpe</title></head>"
    return f"<html lang='de'>{head}<body>{above}{MENU}{main}<footer><p>Impressum</p></footer></body></html>"


@pytest.mark.parametrize(
    "page",
    [
        shown(f"<main><h1>Neue Brücke\nfrei</h1><article>{BODY}<p>Ende.</p></article></main>"),
        shown(
            f"<main><article>{BODY}<p>Ende.</p></article></main>", "<h1>Stadt Olpe</h1><h2>Neue Brücke <i>frei</i></h2>"
        ),
        shown(f"<main><article><h1>Neue Brücke frei</h1>{BODY}<p>Ende.</p></article></main>"),
    ],
)
def test_the_headline_stands_once_above_the_text(tmp_path: Path, page: str) -> None:
    found = one(tmp_path / "a.html", page.encode())
    assert isinstance(found, Release)
    assert found.text.split("\n\n") == ["Neue Brücke frei", BODY[3:-4], "Ende."]


@pytest.mark.parametrize(
    "page",
    [
        shown("<main><article><p>Olpe. Petra Kolb kam.</p></article></main>"),
        shown("<article><p>Olpe. Petra Kolb kam.</p><aside>Mehr</aside></article>"),
        shown("<div>Olpe. Petra Kolb kam.</div>"),
    ],
)
def test_menus_and_feet_are_no_text_of_short_pages(tmp_path: Path, page: str) -> None:
    found = one(tmp_path / "a.html", page.encode())
    assert isinstance(found, Release)
    assert found.text == "Olpe. Petra Kolb kam."


def test_lists_in_lists_and_paragraphs_of_quotes_part_lines(tmp_path: Path) -> None:
    blocks = "<ol><li>Bund: 5 Euro</li><li>Land<ul><li>Bayern: 7 Euro</li></ul></li></ol>"
    blocks += (
        "<blockquote><p>Wir danken Max Rau.</p><p>Und Eva\nLind.</p></blockquote><p>Eva Lind<br>Presse\nund Büro</p>"
    )
    found = one(
        tmp_path / "a.html", shown(f"<main><article>{BODY}{blocks}{BODY[:-5]} nun.</p></article></main>").encode()
    )
    assert isinstance(found, Release)
    assert found.text.split("\n\n")[1:-1] == [
        "Bund: 5 Euro\nLand\nBayern: 7 Euro",
        "Wir danken Max Rau.\nUnd Eva Lind.",
        "Eva Lind\nPresse und Büro",
    ]
