"""WARC: which records are releases, what HTTP packs, lies and damage."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.archive.formats import Content, Options, Origin
from extractor.archive.readers import read
from extractor.archive.release import Failure, Release
from extractor.archive.streams import ReadError
from extractor.archive.unread import Item, Unread
from extractor.archive.warc import WARC

URI = "https://kreis-ploen.example/presse/pm?nr=7"
PAGE = "<html><head><title>Neue Brücke</title></head><body><p>Plön. Grüße von Petra Kolb.</p></body></html>"


def record(
    block: bytes, *, kind: str = "response", uri: str = URI, media: str = "application/http", length: int | None = None
) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2023-01-02T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:7>\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def http(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    headers = {"Content_Type": "text/html; charset=utf-8"} | headers
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def chunked(body: bytes, step: int = 7) -> bytes:
    parts = [body[at : at + step] for at in range(0, len(body), step)]
    return b"".join(b"%x;x=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


GOOD = record(http(PAGE.encode()))


def items(path: Path, content: bytes, options: Options | None = None) -> list[Item]:
    path.write_bytes(content)
    return list(read([path], options))


def texts(found: list[Item]) -> list[str]:
    return [item.text for item in found if isinstance(item, Release)]


def reasons(found: list[Item]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Failure)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_are_releases(tmp_path: Path, name: str) -> None:
    text = record("Kiel. Grüße.".encode(), kind="resource", uri="urn:x", media="text/plain")
    parts = [record(b"software: x\r\n", kind="warcinfo", media="application/warc-fields"), GOOD, text]
    content = b"".join(map(gzip.compress, parts)) if name.endswith("gz") else b"".join(parts)
    first, second = items(tmp_path / name, content)
    assert isinstance(first, Release)
    assert (first.id, first.member, first.path) == ("kreis-ploen.example-presse-pm-nr-7", URI, name)
    assert (first.text, first.title, first.date) == ("Plön. Grüße von Petra Kolb.", "Neue Brücke", None)
    assert (first.media_type, first.encoding) == ("text/html", "utf-8")
    assert isinstance(second, Release)
    assert (second.id, second.text, second.media_type) == ("x", "Kiel. Grüße.", "text/plain")


@pytest.mark.parametrize(
    "other",
    [
        record(http(PAGE.encode(), "404 Not Found")),
        record(http(PAGE.encode(), "301 Moved")),
        record(http(PAGE.encode()), kind="revisit"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(b"\x89PNG", Content_Type="image/png")),
        record(b"x", kind="metadata", media="text/plain"),
        record(b"kein HTTP"),
    ],
)
def test_other_records_are_passed_over(tmp_path: Path, other: bytes) -> None:
    assert len(items(tmp_path / "a.warc", other + GOOD + other)) == 1
    assert reasons(items(tmp_path / "b.warc", other)) == [
        "the file holds no page, plain text or PDF that a server gave"
    ]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode(), mtime=0), {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE.encode()), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE.encode(), wbits=-15), {"Content_Encoding": "deflate"}),
        (brotli.compress(PAGE.encode()), {"Content_Encoding": "br"}),
        (chunked(PAGE.encode()), {"Transfer_Encoding": "chunked"}),
        (chunked(gzip.compress(PAGE.encode(), mtime=0)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (brotli.compress(gzip.compress(PAGE.encode(), mtime=0)), {"Content_Encoding": "gzip, br"}),
        (PAGE.encode(), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (PAGE.encode(), {"Content_Encoding": "br"}),
        (PAGE.encode("cp1250"), {"Content_Type": "text/html; charset=windows-1250"}),
    ],
)
def test_pages_are_unpacked(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    found = items(
        tmp_path / "a.warc", record(http(body, **headers)) + record(http(PAGE.encode()), uri="http://b.example")
    )
    assert texts(found) == ["Plön. Grüße von Petra Kolb."] * 2


def test_the_charset_of_http_is_used(tmp_path: Path) -> None:
    body = "<html><body><p>Gruß aus Łódź.</p></body></html>".encode("iso8859-2")
    [found] = items(tmp_path / "a.warc", record(http(body, Content_Type="text/html; charset=iso-8859-2")))
    assert isinstance(found, Release)
    assert (found.text, found.encoding) == ("Gruß aus Łódź.", "iso8859-2")


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (gzip.compress(b"x" * 9_000_000, mtime=0), {"Content_Encoding": "gzip"}, "larger than 9.766 KiB"),
        (brotli.compress(b"x" * 9_000_000), {"Content_Encoding": "br"}, "larger than 9.766 KiB"),
        (zlib.compress(b"x" * 9_000_000), {"Content_Encoding": "deflate"}, "larger than 9.766 KiB"),
        (b"x" * 90_000, {}, "larger than 9.766 KiB"),
        (gzip.compress(PAGE.encode(), mtime=0)[:-20], {"Content_Encoding": "gzip"}, "the page is packed and cut off"),
        (brotli.compress(PAGE.encode())[:-20], {"Content_Encoding": "br"}, "the page is packed and cut off"),
        (b"\x1f\x8b" + b"x" * 50, {"Content_Encoding": "gzip"}, "the page is packed and damaged"),
        (chunked(PAGE.encode())[:-30], {"Transfer_Encoding": "chunked"}, "a chunk does not end"),
        (b"x", {"Content_Encoding": "zstd"}, "the page is packed by 'zstd', which is not read"),
        (b"x", {"Content_Encoding": "br, br, br, br"}, "packed more than 3 times"),
    ],
)
def test_pages_that_cannot_be_unpacked_fail_alone(
    tmp_path: Path, body: bytes, headers: dict[str, str], reason: str
) -> None:
    found = items(tmp_path / "a.warc", GOOD + record(http(body, **headers)) + GOOD, Options(max_bytes=10_000))
    assert [isinstance(item, Release) for item in found] == [True, False, True]
    [found_reason] = reasons(found)
    assert reason in found_reason
    assert found[1].member == URI


@pytest.mark.parametrize(
    "rest",
    [
        GOOD[:-100],
        GOOD[:60],
        record(http(PAGE.encode(), Content_Type="image/png"))[:-50],
        record(http(PAGE.encode()), kind="request", length=10**12),
        record(b"x", kind="request", length=-5) + GOOD,
        record(b"x" * 99, kind="request", length=50) + GOOD,
        b"kein WARC " * 20,
    ],
)
def test_what_comes_before_damage_is_read(tmp_path: Path, rest: bytes) -> None:
    found = items(tmp_path / "a.warc", GOOD + rest)
    assert [type(item) for item in found] == [Release, Failure]
    assert "what came before was read" in str(found[1])


def test_damaged_gzip_members(tmp_path: Path) -> None:
    member = gzip.compress(GOOD)
    damaged = member[:60] + bytes([member[60] ^ 255]) + member[61:]
    for rest in (member[:-30], damaged + member):
        found = items(tmp_path / "a.warc.gz", member + rest)
        assert [type(item) for item in found] == [Release, Failure]
        assert "gzip" in str(found[1])


@pytest.mark.parametrize("content", [b"", b"Kein WARC.", b"\r\n\r\n", b"WARC/1.0\r\n" + b"x" * 10**6])
def test_files_that_are_no_warc_fail_once(tmp_path: Path, content: bytes) -> None:
    [found] = items(tmp_path / "a.warc", content)
    assert isinstance(found, Failure)


def test_all_that_is_unpacked_has_a_limit(tmp_path: Path) -> None:
    found = items(tmp_path / "a.warc.gz", gzip.compress(GOOD * 500), Options(max_unpacked=100_000, later=True))
    assert reasons(found) == ["the file unpacks to more than 97.66 KiB"]


def test_pages_can_be_read_later(tmp_path: Path) -> None:
    content = record(http("<p>Gruß aus Łódź.</p>".encode("iso8859-2"), Content_Type="text/html; charset=iso-8859-2"))
    [later] = items(tmp_path / "a.warc", content, Options(later=True))
    assert isinstance(later, Unread)
    [now] = items(tmp_path / "a.warc", content)
    assert later.read() == now


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=9), st.integers(0, 40)), max_size=5))
def test_damaged_files_fail_and_never_raise(changes: list[tuple[int, bytes, int]]) -> None:
    content = bytearray(GOOD)
    for place, data, cut in changes:
        content[place : place + cut] = data
    parts = iter([GOOD, bytes(content), GOOD])
    with contextlib.suppress(ReadError):
        assert list(WARC.read(Content(parts), Origin("a", "a", "a"), Options(later=True)))
