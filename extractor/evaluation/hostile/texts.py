"""Hostile plain texts and Markdown."""

from __future__ import annotations

import gzip
from random import Random

from extractor.evaluation.hostile.kinds import SENTENCE, Kind, Lure, Outcome

MIB = 1 << 20
SHORT = 60_000
"""Characters that every model reads within the limit."""
LIMITS = "limit"


def _repeated(piece: str, size: int = SHORT) -> bytes:
    return f"{SENTENCE}\n\n{piece * (size // len(piece))}\n".encode()


def _zipped(data: bytes) -> bytes:
    return gzip.compress(data, 1, mtime=0)


def bomb(size: int, fill: bytes = b"x") -> bytes:
    """Gzip data of ``size`` bytes, made of members that are all alike."""
    block = 1 << 20
    return gzip.compress(fill * (block // len(fill)), 9, mtime=0) * (size // block)


def around(head: bytes, size: int, fill: bytes, tail: bytes = b"") -> bytes:
    """Gzip data of ``size`` bytes of ``fill`` between ``head`` and ``tail``."""
    return _zipped(head) + bomb(size, fill) + _zipped(tail)


def _pieces(random: Random, _: Lure) -> bytes:
    """Grammar and punctuation in any order."""
    words = "Prof. Dr. h. c. von und zu der bis rund Euro Mio. „ “ ( ) [ ] - – … € % § & @ # * _ ` 1. 2, 3".split()
    return " ".join(random.choices(words, k=8_000)).encode()


def _bytes(random: Random, _: Lure) -> bytes:
    return random.randbytes(20_000)


def _broken_utf8(random: Random, _: Lure) -> bytes:
    data = bytearray(f"{SENTENCE} Größe, Bürger, Süden. ".encode() * 20)
    for _number in range(3):
        data.insert(random.randrange(len(data)), 0xFF)
    return bytes(data)


def _mojibake(_: Random, __: Lure) -> bytes:
    return (SENTENCE + " Fördermittel für Bürger, „Süden“ – Größe. ").encode().decode("cp1252", "replace").encode() * 9


KINDS = (
    Kind("nul", ".txt", Outcome.FAILS, lambda *_: b"Kiel.\0" + SENTENCE.encode(), blames="NUL"),
    Kind("random-bytes", ".txt", Outcome.FAILS, _bytes, blames="binary"),
    Kind("controls", ".txt", Outcome.FAILS, lambda *_: b"\x01\x02\x1b[2J" * 900, blames="control codes"),
    Kind("terminal-escapes", ".txt", Outcome.EXTRACTS, lambda *_: f"\x1b[31m{SENTENCE}\x1b]0;x\x07".encode()),
    Kind("euro-signs", ".txt", Outcome.EITHER, lambda *_: _repeated("€", 100_000), blames=LIMITS),
    Kind("long-word", ".txt.gz", Outcome.FAILS, lambda *_: around(SENTENCE.encode(), 10 * MIB, b"a"), blames="limit"),
    Kind("long-word-wide", ".md.gz", Outcome.FAILS, lambda *_: around(b"", 40 * MIB, "😀".encode()), blames="limit"),
    Kind("word-at-limit", ".txt", Outcome.EITHER, lambda *_: _repeated("ä", 900_000), blames=LIMITS),
    Kind("compound", ".txt", Outcome.EITHER, lambda *_: _repeated("bundes-", 900_000), blames=LIMITS),
    Kind("right-to-left", ".txt", Outcome.EXTRACTS, lambda *_: _repeated("\u202eEuro 5\u202c\u2066x\u2069 ", 6_000)),
    Kind("mojibake", ".txt", Outcome.EXTRACTS, _mojibake),
    Kind("broken-utf8", ".txt", Outcome.EXTRACTS, _broken_utf8),
    Kind("overlong-utf8", ".txt", Outcome.EITHER, lambda *_: b"\xc0\xaf\xe0\x80\xaf" * 99 + SENTENCE.encode()),
    Kind("utf8-surrogates", ".txt", Outcome.EITHER, lambda *_: SENTENCE.encode() + b"\xed\xa0\x80\xed\xb0\x80" * 9),
    Kind("utf16-bare", ".txt", Outcome.FAILS, lambda *_: SENTENCE.encode("utf-16-le"), blames="NUL"),
    Kind("utf16-odd", ".txt", Outcome.EXTRACTS, lambda *_: SENTENCE.encode("utf-16") + b"x"),
    Kind("utf32-wrong", ".txt", Outcome.EITHER, lambda *_: b"\xff\xfe\0\0" + SENTENCE.encode("utf-16-le")),
    Kind("empty", ".txt", Outcome.FAILS, lambda *_: b"", blames="empty"),
    Kind("only-a-mark", ".txt", Outcome.FAILS, lambda *_: b"\xef\xbb\xbf", blames="empty"),
    Kind("only-space", ".md", Outcome.FAILS, lambda *_: "\u3000\u00a0\n".encode() * 9, blames="empty"),
    Kind("combining-marks", ".txt", Outcome.EITHER, lambda *_: _repeated("a" + "\u0301" * 5_000), blames=LIMITS),
    Kind("unseen", ".txt", Outcome.EXTRACTS, lambda *_: _repeated("\u200b\u00ad\ufeff", 90_000)),
    Kind("newlines", ".md", Outcome.EITHER, lambda *_: _repeated("\r\n\r", 600_000), blames=LIMITS),
    Kind("opening-quotes", ".txt", Outcome.EITHER, lambda *_: _repeated("„a ", 90_000), blames=LIMITS),
    Kind("brackets", ".md", Outcome.EITHER, lambda *_: _repeated("[(", 60_000), blames=LIMITS),
    Kind("titles", ".txt", Outcome.EITHER, lambda *_: _repeated("Prof. Dr. "), blames=LIMITS),
    Kind("names", ".txt", Outcome.EITHER, lambda *_: _repeated("Anna von der Aa und "), blames=LIMITS),
    Kind("numbers", ".txt", Outcome.EITHER, lambda *_: _repeated("1.234,5 bis "), blames=LIMITS),
    Kind("digits", ".txt", Outcome.EITHER, lambda *_: _repeated("1", 900_000) + b" Euro.", blames=LIMITS),
    Kind("spelled-out", ".txt", Outcome.EITHER, lambda *_: _repeated("einhundert", 90_000) + b" Euro", blames=LIMITS),
    Kind("acronyms", ".txt", Outcome.EITHER, lambda *_: _repeated("Amt für Bau (AB), "), blames=LIMITS),
    Kind("addresses", ".txt", Outcome.EITHER, lambda *_: _repeated("a@b.c-"), blames=LIMITS),
    Kind("dots", ".txt", Outcome.EITHER, lambda *_: _repeated("z. B. "), blames=LIMITS),
    Kind("pieces", ".txt", Outcome.EITHER, _pieces, blames=LIMITS),
    Kind("bomb", ".txt.gz", Outcome.FAILS, lambda *_: bomb(1 << 30), blames="larger than|limit"),
    Kind("cut-off", ".txt.gz", Outcome.FAILS, lambda *_: _zipped(SENTENCE.encode())[:-9], blames="cut off"),
    Kind("no-gzip", ".txt.gz", Outcome.FAILS, lambda *_: SENTENCE.encode(), blames="gzip"),
    Kind("gzip-tail", ".txt.gz", Outcome.EITHER, lambda *_: _zipped(SENTENCE.encode()) + b"rest", blames="gzip"),
    Kind("gzip-broken", ".md.gz", Outcome.FAILS, lambda *_: _zipped(_repeated("x"))[:40] + b"\xff" * 60, blames="gzip"),
)
