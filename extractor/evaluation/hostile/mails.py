"""Hostile e-mail: messages and mailboxes."""

from __future__ import annotations

import base64
from random import Random

from extractor.evaluation.hostile.kinds import SENTENCE, Kind, Lure, Outcome
from extractor.evaluation.hostile.texts import bomb

BLAMES = "message|parts|limit|empty|NUL|binary"
HEAD = b"From: presse@example.de\nSubject: Neue Halle\nDate: Mon, 3 Jun 2024 10:00:00 +0200\n"
PLAIN = b"Content-Type: text/plain; charset=utf-8\n\n" + SENTENCE.encode() + b"\n"


def mail(rest: bytes, head: bytes = HEAD) -> bytes:
    """A message: ``rest`` is the heads of its body and the body."""
    return head + b"MIME-Version: 1.0\n" + rest


def many_parts(count: int) -> bytes:
    """A message of ``count`` parts."""
    inner = b"".join(b"--x\n" + PLAIN for _ in range(count))
    return mail(b"Content-Type: multipart/mixed; boundary=x\n\n" + inner + b"--x--\n")


def _nested(count: int) -> bytes:
    heads = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(count))
    return mail(heads + PLAIN)


def _forwarded(count: int) -> bytes:
    return mail(b"Content-Type: message/rfc822\n\n" * count + PLAIN)


def _mutated(random: Random, _: Lure) -> bytes:
    data = bytearray(many_parts(3))
    for _number in range(40):
        data[random.randrange(len(data))] = random.randrange(256)
    return bytes(data)


def _words(charset: bytes, count: int) -> bytes:
    return b"From: x@y\nSubject: " + b"=?%s?b?w7w=?= " % charset * count + b"\n" + PLAIN


KINDS = (
    Kind("thousand-parts", ".eml", Outcome.EITHER, lambda *_: many_parts(1_000), blames=BLAMES),
    Kind("many-parts", ".eml", Outcome.FAILS, lambda *_: many_parts(20_000), blames="parts"),
    Kind("nested-parts", ".eml", Outcome.EITHER, lambda *_: _nested(900), blames=BLAMES),
    Kind("nested-deep", ".eml", Outcome.FAILS, lambda *_: _nested(5_000), blames=BLAMES),
    Kind("forwarded", ".eml", Outcome.EITHER, lambda *_: _forwarded(5_000), blames=BLAMES),
    Kind("same-boundary", ".eml", Outcome.EITHER,
         lambda *_: mail(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 2_000 + PLAIN), blames=BLAMES),
    Kind("no-boundary", ".eml", Outcome.EITHER, lambda *_: mail(b"Content-Type: multipart/mixed\n\n" + PLAIN),
         blames=BLAMES),
    Kind("long-subject", ".eml", Outcome.EITHER, lambda *_: HEAD + b"X: " + b"a " * 900_000 + b"\n" + PLAIN,
         blames=BLAMES),
    Kind("encoded-subject", ".eml", Outcome.EITHER, lambda *_: _words(b"utf-8", 9_000), blames=BLAMES),
    Kind("odd-charset", ".eml", Outcome.EITHER, lambda *_: _words(b"idna", 9) + _words(b"\xff\0", 9), blames=BLAMES),
    Kind("bracket-address", ".eml", Outcome.EITHER, lambda *_: b"From: " + b"(" * 50_000 + b"<" * 9_999 + b"\n" + PLAIN,
         blames=BLAMES),
    Kind("many-addresses", ".eml", Outcome.EITHER, lambda *_: b"From: " + b"a@b.de, " * 20_000 + b"\n" + PLAIN,
         blames=BLAMES),
    Kind("odd-date", ".eml", Outcome.EXTRACTS, lambda *_: b"Date: Mon, 99 Foo 99999999 99:99 +9999999\n" + PLAIN),
    Kind("many-heads", ".eml", Outcome.EITHER, lambda *_: b"X-A: b\n" * 90_000 + PLAIN, blames=BLAMES),
    Kind("broken-base64", ".eml", Outcome.EITHER,
         lambda *_: mail(b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n=ab=c!" * 9), blames=BLAMES),
    Kind("mail-nul", ".eml", Outcome.FAILS,
         lambda *_: mail(b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" +
                          base64.encodebytes(b"Kiel.\0" * 99)), blames="NUL"),
    Kind("parameters", ".eml", Outcome.EITHER,
         lambda *_: mail(b"Content-Type: text/plain" + b"; a*%d*=b" * 3_000 % tuple(range(3_000)) + b"\n\nKiel."),
         blames=BLAMES),
    Kind("mail-deep-page", ".eml", Outcome.EITHER,
         lambda *_: mail(b"Content-Type: text/html\n\n<p>Kiel liegt hier.</p>" + b"<div>" * 100_000),
         blames="HTML|limit|empty"),
    Kind("only-attachment", ".eml", Outcome.FAILS, lambda *_: mail(b"Content-Type: image/png\n\nabc"), blames="empty"),
    Kind("mail-empty", ".eml", Outcome.FAILS, lambda *_: b"", blames="empty"),
    Kind("mail-mutated", ".eml", Outcome.EITHER, _mutated, blames=BLAMES),
    Kind("no-mailbox", ".mbox", Outcome.FAILS, lambda *_: SENTENCE.encode(), blames="no mailbox"),
    Kind("empty-messages", ".mbox", Outcome.FAILS, lambda *_: b"From a\n\n" * 2_000, blames="empty"),
    Kind("box-of-bad", ".mbox", Outcome.BOTH, lambda *_: b"From a\n" + mail(PLAIN) + b"\nFrom b\n" + many_parts(2_000),
         blames="parts"),
    Kind("box-bomb", ".mbox.gz", Outcome.FAILS, lambda *_: bomb(1 << 20, b"From a\n") + bomb(1 << 29), blames=BLAMES),
)  # fmt: skip
