"""Releases as documents of a press office: a page of its portal, a PDF with running head and page numbers, a DOCX."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from html import escape
from typing import TYPE_CHECKING

from extractor.archive.release import Release

if TYPE_CHECKING:
    from fpdf import FPDF

LINE_END = "\n"
HEADLINE = "Pressemitteilung"
PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>{title} – Presseportal</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Presseportal">{date}
<style>body {{ margin: 0 auto; max-width: 60rem }}</style></head>
<body>
<header><a href="/">Presseportal</a><form action="/suche"><input name="q"><button>Suchen</button></form></header>
<nav aria-label="Hauptmenü"><ul><li><a href="/presse">Presse</a></li><li><a href="/termine">Termine</a></li>
<li><a href="/service">Service</a></li><li><a href="/kontakt">Kontakt</a></li></ul></nav>
<main><article>
<h1>{title}</h1>
{body}
</article></main>
<aside><h2>Weitere Meldungen</h2><ul><li><a href="/presse/1">Alle Meldungen des Tages</a></li>
<li><a href="/presse/2">Alle Meldungen der Woche</a></li></ul></aside>
<footer><ul><li><a href="/impressum">Impressum</a></li><li><a href="/datenschutz">Datenschutz</a></li>
<li><a href="/barrierefreiheit">Barrierefreiheit</a></li></ul><p>Alle Rechte vorbehalten.</p></footer>
<script>window.dataLayer = [];</script>
</body></html>
"""
EMPTY_LINES = re.compile(r"\n\s*\n")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
WORDS = re.compile(r"\S+?-(?=\w)|\S+\s*")
"""What a line may be broken behind: white space, and hyphens inside words."""
MARGIN, LINE, GAP = 25.0, 5.5, 3.0
"""In millimetres, on A4."""


def paragraphs(text: str) -> str:
    """The paragraphs of ``text`` as HTML: empty lines part them, other line ends are breaks."""
    return "\n".join(f"<p>{escape(part).replace(LINE_END, '<br/>')}</p>" for part in _parts(text))


def html(release: Release) -> bytes:
    """A page with menu, head, the release as its article, further links and foot."""
    shown = f'<meta property="article:published_time" content="{release.date}">' if release.date else ""
    title = escape(release.title or HEADLINE)
    return PAGE.format(title=title, date=shown, body=paragraphs(release.text)).encode()


def docx(release: Release) -> bytes:
    """A Word document with running head and foot: a heading and paragraphs."""
    from docx import Document

    document = Document()
    document.sections[0].header.paragraphs[0].text = HEADLINE
    document.sections[0].footer.paragraphs[0].text = "www.example.org"
    document.core_properties.title = (release.title or "")[:255]
    if release.title:
        document.add_heading(release.title)
    for part in _parts(release.text):
        document.add_paragraph(part)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def printable(text: str) -> bool:
    """Whether the standard fonts of PDF have all signs of ``text``."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return CONTROL.search(text) is None


def pdf(release: Release) -> bytes:
    """A PDF of A4 pages: lines broken at spaces and hyphens, page numbers, a running head on each of several pages.

    The head of a single page would be text like any other.
    """
    pages = _pages(release, headed=True)
    if pages.page_no() == 1:
        pages = _pages(release, headed=False)
    return bytes(pages.output())


def _pages(release: Release, *, headed: bool) -> FPDF:
    from fpdf import FPDF

    class Pages(FPDF):  # type: ignore[misc]
        def header(self) -> None:
            if headed:
                self.set_font("Helvetica", size=9)
                self.cell(0, LINE, f"{HEADLINE} der Pressestelle", new_x="LMARGIN", new_y="NEXT")
                self.ln(2 * GAP)

        def footer(self) -> None:
            self.set_y(-MARGIN)
            self.set_font("Helvetica", size=9)
            self.cell(0, LINE, f"Seite {self.page_no()}", align="C")

    pages = Pages()
    pages.core_fonts_encoding = "cp1252"
    pages.set_margin(MARGIN)
    pages.set_auto_page_break(True, 1.5 * MARGIN)
    pages.set_title(release.title or HEADLINE)
    pages.set_creation_date(datetime.combine(release.date or date(2024, 5, 31), time(9)).astimezone())
    pages.add_page()
    if release.title:
        _print(pages, release.title, "B", 14)
    for part in _parts(release.text):
        _print(pages, part, "", 11)
    return pages


def _print(pages: FPDF, paragraph: str, style: str, points: int) -> None:
    pages.set_font("Helvetica", style, points)
    for line in paragraph.split("\n"):
        for shown in _wrapped(pages, line):
            pages.cell(0, LINE, shown, new_x="LMARGIN", new_y="NEXT")
    pages.ln(GAP)


def _wrapped(pages: FPDF, line: str) -> Iterator[str]:
    """The lines that fill the width of the page; what has no place to break runs over."""
    kept = ""
    for word in WORDS.findall(line):
        if kept and pages.get_string_width(kept + word.rstrip()) > pages.epw - 1:
            yield kept.rstrip()
            kept = ""
        kept += word
    yield kept.rstrip()


def _parts(text: str) -> list[str]:
    return [part.strip("\n") for part in EMPTY_LINES.split(text) if part.strip()]
