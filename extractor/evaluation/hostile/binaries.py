"""Hostile Parquet and WARC."""

from __future__ import annotations

import gzip
from random import Random

from extractor.evaluation.hostile.kinds import SENTENCE, Kind, Lure, Outcome
from extractor.evaluation.hostile.texts import bomb

MAGIC = b"PAR1"
PAGE = f"<html><body><p>{SENTENCE}</p><p>{SENTENCE}</p></body></html>".encode()


def _footer(footer: bytes, length: int | None = None) -> bytes:
    """A Parquet file that is only a footer, whose length may lie."""
    return MAGIC + footer + (len(footer) if length is None else length).to_bytes(4, "little") + MAGIC


def _thrift(random: Random, _: Lure) -> bytes:
    """Lists in lists, which claim to hold billions."""
    return _footer(b"\x19\xfc\xff\xff\xff\xff\x0f" * 2_000 + random.randbytes(99))


def http(body: bytes, head: str = "Content-Type: text/html; charset=utf-8") -> bytes:
    """A server's answer."""
    return f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body


def warc(block: bytes, *, length: int | str | None = None, kind: str = "response", head: str = "") -> bytes:
    """A WARC record, whose length may lie."""
    lines = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Date: 2024-05-31T10:00:00Z",
        "WARC-Target-URI: https://example.de/pm",
        "Content-Type: application/http; msgtype=response",
        *([head] if head else []),
        f"Content-Length: {len(block) if length is None else length}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


GOOD = warc(http(PAGE))


def _packed_page(*_: object) -> bytes:
    return warc(http(bomb(1 << 29), "Content-Type: text/html\r\nContent-Encoding: gzip"))


def _mutated(random: Random, _: Lure) -> bytes:
    data = bytearray(GOOD * 3)
    for _number in range(40):
        data[random.randrange(len(data))] = random.randrange(256)
    return bytes(data)


KINDS = (
    Kind("parquet-text", ".parquet", Outcome.FAILS, lambda *_: SENTENCE.encode(), blames="Parquet|parquet"),
    Kind("parquet-empty", ".parquet", Outcome.FAILS),
    Kind("parquet-magic", ".parquet", Outcome.FAILS, lambda *_: MAGIC * 2, blames="Parquet|parquet"),
    Kind("parquet-footer", ".parquet", Outcome.FAILS, lambda random, _: _footer(random.randbytes(9_000)),
         blames="Parquet|parquet"),
    Kind("parquet-length", ".parquet", Outcome.FAILS, lambda *_: _footer(b"x", 0xFFFF_FFFF), blames="Parquet|parquet"),
    Kind("parquet-thrift", ".parquet", Outcome.FAILS, _thrift, blames="Parquet|parquet|limit|memory"),
    Kind("parquet-bomb", ".parquet.gz", Outcome.FAILS, lambda *_: bomb(1 << 28)),
    Kind("warc-text", ".warc", Outcome.FAILS, lambda *_: SENTENCE.encode()),
    Kind("warc-empty", ".warc", Outcome.FAILS),
    Kind("warc-random", ".warc", Outcome.FAILS, lambda random, _: random.randbytes(9_000)),
    Kind("warc-cut", ".warc", Outcome.EITHER, lambda *_: (GOOD * 2)[:-300]),
    Kind("warc-long", ".warc", Outcome.EITHER, lambda *_: warc(http(PAGE), length=1 << 60)),
    Kind("warc-negative", ".warc", Outcome.EITHER, lambda *_: warc(http(PAGE), length=-5) + GOOD),
    Kind("warc-digits", ".warc", Outcome.EITHER, lambda *_: warc(http(PAGE), length="9" * 9_000)),
    Kind("warc-heads", ".warc", Outcome.EITHER, lambda *_: warc(http(PAGE), head="X: y\r\n" * 90_000 + "Z: z") + GOOD),
    Kind("warc-endless-head", ".warc.gz", Outcome.EITHER, lambda *_: gzip.compress(b"WARC/1.0\r\nX: ") + bomb(1 << 28)),
    Kind("warc-bomb", ".warc.gz", Outcome.EITHER,
         lambda *_: gzip.compress(warc(b"", length=1 << 30)[:-4]) + bomb(1 << 30)),
    Kind("warc-packed-page", ".warc", Outcome.EITHER, _packed_page),
    Kind("warc-chunks", ".warc", Outcome.EITHER,
         lambda *_: warc(http(b"ffffffffff\r\n" + PAGE, "Content-Type: text/html\r\nTransfer-Encoding: chunked"))),
    Kind("warc-deep", ".warc.gz", Outcome.EITHER, lambda *_: gzip.compress(warc(http(PAGE + b"<div>" * 2_000_000)))),
    Kind("warc-no-http", ".warc", Outcome.EITHER, lambda *_: warc(b"\0" * 9_000) + GOOD),
    Kind("warc-gzip-cut", ".warc.gz", Outcome.EITHER, lambda *_: gzip.compress(GOOD) + gzip.compress(GOOD)[:90]),
    Kind("warc-mutated", ".warc", Outcome.EITHER, _mutated),
)  # fmt: skip
