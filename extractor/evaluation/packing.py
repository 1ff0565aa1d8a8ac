"""One archive in many containers: releases written as the kinds of file that the readers know.

What a kind cannot carry (a PDF of standard fonts has the signs of cp1252 only) is left out and counted, never replaced.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from importlib.util import find_spec
from pathlib import Path

from extractor.archive import files
from extractor.archive.release import Release
from extractor.archive.streams import ReadError
from extractor.evaluation import packed_documents as documents
from extractor.evaluation import packed_feeds as feeds

COLUMNS = ("id", "title", "sender", "date", "text")
SEPARATOR = "From presse@example.org Fri May 31 09:00:00 2024\n"
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINE_END = re.compile(r"\r\n?")


class PackingError(ValueError):
    """A kind that cannot be written or read here, with what is missing."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A container: ``write`` fills ``file``, a folder where the name has no suffix.

    ``shows`` is the text that a reader must find of a release, None where the kind cannot carry it; with ``exact`` it
    must find it character by character. ``needs`` are the packages that write it.
    """

    name: str
    file: str
    write: Callable[[Sequence[Release], Path], None]
    shows: Callable[[Release], str | None]
    exact: bool = False
    needs: tuple[str, ...] = ()
    member: str = ""

    def check(self) -> None:
        """Raises ``PackingError`` where the kind cannot be written or read here."""
        missing = [name for name in self.needs if find_spec(name) is None]
        if missing:
            raise PackingError(f"writing it needs {', '.join(missing)}")
        name = self.file + self.member
        found = files.kind(name)
        if found is None or found[0] is None:
            raise PackingError(f"no reader of {name} is installed")
        try:
            found[0].check()
        except ReadError as error:
            raise PackingError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Packed:
    """What was written: where, the text each release must show, in their order, and how many were left out."""

    path: Path
    texts: list[str]
    left_out: int


def pack(releases: Sequence[Release], folder: Path, kind: Kind) -> Packed:
    """Write ``releases`` into ``folder`` as ``kind``. Raises ``PackingError``."""
    kind.check()
    shown = [(release, text) for release in releases if (text := kind.shows(release)) is not None]
    path = folder / kind.file
    if shown:
        kind.write([release for release, _ in shown], path)
    return Packed(path, [text for _, text in shown], len(releases) - len(shown))


def as_it_is(release: Release) -> str:
    """The text, character by character."""
    return release.text


def of_table(release: Release) -> str:
    """The text as a cell of a CSV file: line ends are ``\\n``."""
    return release.text.replace("\r\n", "\n").replace("\r", " ")


def of_mail(release: Release) -> str | None:
    """The text as the body of a message: no white space at the ends of lines, no empty lines around."""
    lines = (line.rstrip() for line in LINE_END.sub("\n", release.text).split("\n"))
    return "\n".join(lines).strip("\n") or None


def of_feed(release: Release) -> str | None:
    """The text as an item of XML, whose title stands beside it."""
    return None if NO_XML.search(f"{release.title}{release.text}") else release.text


def of_page(release: Release) -> str | None:
    """Headline and text, as a page and a document show them."""
    text = f"{release.title}\n\n{release.text}" if release.title else release.text
    return None if NO_XML.search(text) else text


def of_pdf(release: Release) -> str | None:
    """As of a page, in the signs that the standard fonts have."""
    text = of_page(release)
    return text if text and documents.printable(text) else None


def _named(releases: Sequence[Release], suffix: str) -> Iterator[tuple[str, Release]]:
    """A file name for each release that sorts in their order."""
    for number, release in enumerate(releases, 1):
        yield f"{number:06}{suffix}", release


def _folder(suffix: str, content: Callable[[Release], bytes]) -> Callable[[Sequence[Release], Path], None]:
    def write(releases: Sequence[Release], path: Path) -> None:
        path.mkdir()
        for name, release in _named(releases, suffix):
            (path / name).write_bytes(content(release))

    return write


def _text(release: Release) -> bytes:
    return release.text.encode()


def _zip(releases: Sequence[Release], path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, release in _named(releases, ".txt"):
            archive.writestr(name, _text(release))


def _tar(releases: Sequence[Release], path: Path) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, release in _named(releases, ".txt"):
            entry = tarfile.TarInfo(name)
            entry.size = len(content := _text(release))
            archive.addfile(entry, io.BytesIO(content))


def _row(release: Release) -> dict[str, str | None]:
    date = release.date.isoformat() if release.date else None
    return dict(zip(COLUMNS, (release.id, release.title, release.sender, date, release.text), strict=True))


def rows(releases: Sequence[Release], path: Path) -> None:
    """Write JSON Lines, gzipped."""
    with gzip.open(path, "wt", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(_row(release), ensure_ascii=False) + "\n" for release in releases)


def _csv(releases: Sequence[Release], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(map(_row, releases))


def _parquet(releases: Sequence[Release], path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    columns = {name: pyarrow.string() for name in COLUMNS}
    parquet.write_table(pyarrow.Table.from_pylist(list(map(_row, releases)), pyarrow.schema(columns)), path)


def _message(release: Release) -> bytes:
    message = EmailMessage(policy.SMTP.clone(linesep="\n"))
    message["From"] = "Pressestelle <presse@example.org>"
    message["Subject"] = " ".join((release.title or "Pressemitteilung").split())
    if release.date:
        message["Date"] = f"{release.date:%d %b %Y} 09:00:00 +0100"
    message.set_content(release.text, cte="quoted-printable")
    return message.as_bytes()


def _mbox(releases: Sequence[Release], path: Path) -> None:
    quoted = re.compile(rb"(?m)^(>*From )")
    with path.open("wb") as file:
        for release in releases:
            file.write(SEPARATOR.encode() + quoted.sub(rb">\1", _message(release)) + b"\n")


def _warc(releases: Sequence[Release], path: Path) -> None:
    from fastwarc.warc import WarcRecord, WarcRecordType

    with path.open("wb") as file:
        for name, release in _named(releases, ".html"):
            record = WarcRecord()
            record.init_headers(record_type=WarcRecordType.response)
            record.headers["WARC-Target-URI"] = f"https://www.example.org/presse/{name}"
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            record.set_bytes_content(head + documents.html(release))
            record.write(written := io.BytesIO())
            file.write(gzip.compress(written.getvalue()))


KINDS = {
    kind.name: kind
    for kind in (
        Kind("jsonl.gz", "rows.jsonl.gz", rows, as_it_is, exact=True),
        Kind("folder", "texts", _folder(".txt", _text), as_it_is, exact=True, member=".txt"),
        Kind("zip", "texts.zip", _zip, as_it_is, exact=True),
        Kind("tar.gz", "texts.tar.gz", _tar, as_it_is, exact=True),
        Kind("csv", "rows.csv", _csv, of_table, exact=True),
        Kind("parquet", "rows.parquet", _parquet, as_it_is, exact=True, needs=("pyarrow",)),
        Kind("eml", "messages", _folder(".eml", _message), of_mail, exact=True, member=".eml"),
        Kind("mbox", "messages.mbox", _mbox, of_mail, exact=True),
        Kind("html", "pages", _folder(".html", documents.html), of_page, member=".html"),
        Kind("warc.gz", "pages.warc.gz", _warc, of_page, needs=("fastwarc",)),
        Kind("pdf", "pdfs", _folder(".pdf", documents.pdf), of_pdf, member=".pdf", needs=("fpdf",)),
        Kind("docx", "documents", _folder(".docx", documents.docx), of_page, member=".docx", needs=("docx",)),
        Kind("rss", "feed.rss", feeds.rss, of_feed),
        Kind("atom", "feed.atom", feeds.atom, of_feed),
        Kind("newsml", "items.newsml", feeds.newsml, of_feed),
        Kind("nitf", "stories", _folder(".nitf", feeds.nitf), of_feed, member=".nitf"),
    )
}
"""Every kind by its name, in the order of a report."""
