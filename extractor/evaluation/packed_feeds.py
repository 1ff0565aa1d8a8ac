"""Releases as XML of newsrooms: RSS and Atom with HTML inside, NewsML-G2 and NITF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from pathlib import Path

from extractor.archive.release import Release
from extractor.evaluation.packed_documents import paragraphs

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
SITE = "Presseportal"
SOME_DAY = date(2024, 5, 31)


def rss(releases: Sequence[Release], path: Path) -> None:
    """Write an RSS feed whose items hold escaped HTML."""
    items = (
        f"<item><title>{_title(one)}</title><guid>{escape(one.id)}</guid><pubDate>{_moment(one)}</pubDate>"
        f"<content:encoded>{escape(paragraphs(one.text))}</content:encoded></item>"
        for one in releases
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    _write(path, f'<rss version="2.0" {space}><channel><title>{SITE}</title>', items, "</channel></rss>")


def atom(releases: Sequence[Release], path: Path) -> None:
    """Write an Atom feed whose entries hold XHTML."""
    items = (
        f"<entry><title>{_title(one)}</title><id>urn:release:{escape(one.id)}</id>"
        f"<updated>{one.date or SOME_DAY}T09:00:00Z</updated><content type='xhtml'>"
        f"<div xmlns='http://www.w3.org/1999/xhtml'>{paragraphs(one.text)}</div></content></entry>"
        for one in releases
    )
    _write(path, f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{SITE}</title>', items, "</feed>")


def newsml(releases: Sequence[Release], path: Path) -> None:
    """Write a NewsML-G2 message whose items hold XHTML."""
    items = (
        f'<newsItem guid="urn:release:{escape(one.id)}" version="1"><itemMeta>'
        f"<versionCreated>{one.date or SOME_DAY}T09:00:00+01:00</versionCreated></itemMeta>"
        f"<contentMeta><headline>{_title(one)}</headline></contentMeta><contentSet><inlineXML>"
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{_title(one)}</title></head>'
        f"<body>{paragraphs(one.text)}</body></html></inlineXML></contentSet></newsItem>"
        for one in releases
    )
    _write(
        path, '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>', items, "</itemSet></newsMessage>"
    )


def nitf(release: Release) -> bytes:
    """A release as a NITF file."""
    return (
        f"{HEAD}<nitf><head><title>{_title(release)}</title></head><body><body.head><hedline><hl1>{_title(release)}</hl1>"
        f"</hedline></body.head><body.content>{paragraphs(release.text)}</body.content></body></nitf>"
    ).encode()


def _write(path: Path, begin: str, items: Iterable[str], end: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines((HEAD, begin, "\n"))
        file.writelines(f"{item}\n" for item in items)
        file.write(end)


def _title(release: Release) -> str:
    return escape(release.title or "Pressemitteilung")


def _moment(release: Release) -> str:
    return format_datetime(datetime.combine(release.date or SOME_DAY, time(9), UTC))
