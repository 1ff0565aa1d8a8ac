"""Hostile JSON Lines and tables."""

from __future__ import annotations

import gzip
import json
from random import Random

from extractor.evaluation.hostile.kinds import SENTENCE, Kind, Lure, Outcome
from extractor.evaluation.hostile.texts import bomb

GOOD = json.dumps({"id": "gut", "text": SENTENCE}).encode() + b"\n"


def _row(**fields: object) -> bytes:
    return json.dumps({"text": SENTENCE} | fields).encode() + b"\n"


def _large_rows(*_: object) -> bytes:
    """Rows just below the limit: together more than memory."""
    row = b'{"text": "' + b"a " * (20 << 20) + b'"}\n'
    return gzip.compress(row, 1, mtime=0) * 12


def _stolen(_: Random, lure: Lure) -> bytes:
    return b"".join(_row(id=id_) for id_ in lure.ids)


def _mixed(random: Random, _: Lure) -> bytes:
    bad = [b"{", b"[]", b'"x"', b"nul", b'{"text": 1}', b'{"text": ""}', b"{}", b'{"a\0": 1}', b"\xff\xfe", b"-" * 99]
    return GOOD + b"\n".join(random.sample(bad, len(bad))) + b"\n" + GOOD


def _table(rows: int, cells: int) -> bytes:
    return b"id;text\n" + (b"x;" * cells + b"\n") * rows


KINDS = (
    Kind("mixed-rows", ".jsonl", Outcome.BOTH, _mixed),
    Kind("stolen-ids", ".jsonl", Outcome.EXTRACTS, _stolen),
    Kind("deep-json", ".jsonl", Outcome.FAILS, lambda *_: b'{"text": ' + b"[" * 200_000, blames="JSON"),
    Kind("deep-json-closed", ".ndjson", Outcome.FAILS,
         lambda *_: b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", blames="JSON"),
    Kind("huge-number", ".jsonl", Outcome.FAILS,
         lambda *_: b'{"text": "Kiel.", "id": ' + b"9" * 100_000 + b"}", blames="JSON|digits"),
    Kind("infinite-id", ".jsonl", Outcome.EXTRACTS, lambda *_: b'{"text": "Kiel liegt im Norden.", "id": 1e999}'),
    Kind("odd-fields", ".jsonl", Outcome.EXTRACTS,
         lambda *_: _row(id=[1], title={"a": 1}, sender=True, date="0000-99-99") + _row(date="9" * 99, id="../../x")),
    Kind("long-id", ".jsonl", Outcome.EXTRACTS, lambda *_: _row(id="x" * 300_000, title="y" * 300_000)),
    Kind("surrogates", ".jsonl", Outcome.EXTRACTS, lambda *_: _row(title="\ud800", id="\udfff", text="Kiel.\ud83d x")),
    Kind("escaped-nul", ".jsonl", Outcome.EITHER, lambda *_: _row(text="Kiel.\0" + SENTENCE, id="\0")),
    Kind("duplicate-keys", ".jsonl", Outcome.EXTRACTS, lambda *_: b'{"text": 1, "text": "Kiel liegt im Norden."}'),
    Kind("many-keys", ".jsonl", Outcome.EXTRACTS, lambda *_: _row(**{f"k{n}": n for n in range(20_000)})),
    Kind("line-bomb", ".jsonl.gz", Outcome.FAILS, lambda *_: bomb(1 << 30), blames="longer than|limit"),
    Kind("large-rows", ".jsonl.gz", Outcome.FAILS, _large_rows, blames="limit"),
    Kind("binary-rows", ".jsonl", Outcome.FAILS, lambda random, _: random.randbytes(9_000)),
    Kind("empty-lines", ".jsonl.gz", Outcome.FAILS, lambda *_: bomb(1 << 26, b"\n"), blames="no row"),
    Kind("open-quote", ".csv", Outcome.EITHER, lambda *_: b'id;text\n1;"' + b"Kiel. Petra Kolb kam.\n" * 3_000),
    Kind("wide-row", ".csv", Outcome.FAILS, lambda *_: _table(1, 100_000), blames="cells"),
    Kind("wide-head", ".csv", Outcome.FAILS, lambda *_: b"a;" * 200_000 + b"\n1;2\n", blames="no column"),
    Kind("no-column", ".tsv", Outcome.FAILS, lambda *_: b"a\tb\n1\t2\n", blames="no column"),
    Kind("nul-cells", ".csv", Outcome.EITHER, lambda *_: b"id;text\n1;Kiel.\0Olpe.\n2;Kiel.\n"),
    Kind("only-returns", ".csv", Outcome.EITHER, lambda *_: b"id;text\r1;Kiel.\r" * 999),
    Kind("cell-bomb", ".csv.gz", Outcome.FAILS, lambda *_: bomb(1 << 28), blames="longer than|limit"),
    Kind("quoted-bomb", ".csv.gz", Outcome.EITHER, lambda *_: bomb(1 << 20, b'id;text\n1;"') + bomb(1 << 28, b"a\n")),
    Kind("empty-rows", ".csv.gz", Outcome.FAILS, lambda *_: gzip.compress(b"id;text\n") + bomb(1 << 24, b";\n"),
         blames="no row"),
    Kind("binary-table", ".tsv", Outcome.FAILS, lambda random, _: random.randbytes(9_000)),
)  # fmt: skip
