"""``python -m extractor.evaluation.fuzz --seconds N``: random damage to small files and texts, in search of faults.

Three targets take turns: the readers (any bytes under any suffix give releases or failures), the text layer and the
rules (offsets lead home, spans are their text), and the amount grammar. What raises, breaks a promise or takes too much
processor time is a find; the exit code is 1 where there is one. The same ``--seed`` makes the same inputs.
"""

from __future__ import annotations

import argparse
import io
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from types import FrameType

from extractor.archive import files, readers
from extractor.archive.formats import MIB, Content, Options, Origin
from extractor.archive.release import Failure, Release
from extractor.archive.streams import blocks
from extractor.archive.unread import Unread
from extractor.evaluation.hostile.kinds import Kind, Lure, kinds
from extractor.evaluation.hostile.seeds import seeds
from extractor.pipeline import RULES, Extractor
from extractor.pipes.amounts.logic import find_amounts
from extractor.records import Amount, Mention, Quote
from extractor.text.decode import NotTextError, decode, without_surrogates
from extractor.text.sentences import split
from extractor.text.view import clean
from extractor.text.zones import zones

SMALL = 20_000
"""Bytes of a file that may be a seed."""
OPTIONS = Options(max_bytes=MIB, max_unpacked=8 * MIB, max_members=500)
ODD_BYTES = (b"\0", b"\xff", b"\x80", b"\n", b"\r", b'"', b"<", b"&", b"%", b"(", b"{", b"[", b"=", b";", b"-1",
             b"9" * 40, b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80",
             b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff")  # fmt: skip
ODD_TEXT = (
    "Prof. Dr. |Petra Kolb|von der |Landrätin |Amt für Bau (AB)|„|“|»|«|\"|'|– |- |\n|\r\n|\t|\u00ad|\u200b|\u202e|"
    "\u0308|ﬁ|¬\n|€|\x0b|\u2028|😀|\ufffd|1.|z. B. |sagte |, so |. |! |? |(|)|[|]|: |; |, |Kiel. "
    "|http://a.b/c?|a@b.de|§ |12. Mai 2024|Sperrfrist: |Pressekontakt:\n|###|**|# |* |_|ß|İ|ſ|Ⅷ|²|٣|-\n"
)
ODD_AMOUNTS = (
    "1|5|39,4|1.250|1,250.00|2020|0|00|,|.|-|–|'|\u00a0|\u202f| |zwei|eine halbe |dreißig|hundert|ein|und|Million"
    "|Millionen |Mio. |Mrd|Tsd. |T|k|€|Euro |EUR|TEUR|Cent|ct| bis | zu |von |der |aus dem |für die Arbeit |davon |je "
    "|pro |Jahr|im |rund |knapp |über |mindestens |zwischen | und |/|:|(|)|„|“|bzw. |%|Dollar |²|½|٣|\n|•"
    "|x|A|Ä|gefördert|Haushalt |Land "
)


class _TooSlow(BaseException):
    """Raised by the clock, through whatever catches exceptions."""


@dataclass(frozen=True, slots=True)
class Find:
    """An input that breaks a promise: ``problem`` tells what and where, one line a kind of fault."""

    target: str
    name: str
    data: bytes
    problem: str


@dataclass(slots=True)
class Fuzzer:
    """Makes inputs from a seed and tries them; keeps the first find of each kind."""

    seed: int = 0
    seconds_each: float = 5.0
    tried: Counter[str] = field(default_factory=Counter)
    finds: dict[tuple[str, str], Find] = field(default_factory=dict)

    def run(self, *, seconds: float | None = None, inputs: int | None = None) -> None:
        """Try inputs until the time is over or their number is reached."""
        end = None if seconds is None else time.monotonic() + seconds
        number = 0
        while (end is None or time.monotonic() < end) and (inputs is None or number < inputs):
            self.one(number)
            number += 1

    def one(self, number: int) -> None:
        """Try the input of this number."""
        random = Random(f"{self.seed}-{number}")
        target, (make, check) = list(TARGETS.items())[number % len(TARGETS)]
        name, data = make(random)
        self.tried[target] += 1
        problem = problem_of(check, name, data, self.seconds_each)
        if problem:
            self.finds.setdefault((target, problem), Find(target, name, data, problem))


def problem_of(check: Callable[[str, bytes], None], name: str, data: bytes, seconds: float) -> str | None:
    """What is wrong with how ``check`` takes an input, None if nothing."""
    try:
        with _clock(seconds):
            check(name, data)
    except _TooSlow:
        return f"more than {seconds:g} s of processor time for *{Path(name).suffix}"
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        return f"{type(error).__name__}: {str(error)[:120]!r} in {frames[-1].name}, {Path(frames[-1].filename).name}"
    return None


@contextmanager
def _clock(seconds: float) -> Iterator[None]:
    """Raise ``_TooSlow`` behind so much processor time, where the system has such a clock."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


# --- what must hold


def check_reader(name: str, data: bytes) -> None:
    """Any bytes give releases and failures that can be written."""
    found = files.kind(name)
    if found is None:
        raise AssertionError(f"no reader for {name}")
    kind, gzipped = found
    parts = blocks(io.BytesIO(data), gzipped=gzipped, consumed=lambda _: None)
    items = 0
    try:
        for item in readers.content(kind, Content(parts), Origin("id", name, name), OPTIONS):
            items += 1
            _check_item(item.read() if isinstance(item, Unread) else item)
    except OSError:  # becomes the file's failure
        return
    assert items, "neither release nor failure"


def _check_item(item: Release | Failure) -> None:
    if isinstance(item, Failure):
        assert item.reason.strip(), "a failure without a reason"
        item.to_json().encode()
        return
    assert item.text.strip(), "a release without text"
    for value in (item.text, item.id, item.title, item.sender, item.path, item.member):
        (value or "").encode()


def check_text(_: str, data: bytes) -> None:
    """Offsets lead home, sentences and zones lie in the text, and records' spans are their text."""
    try:
        text = without_surrogates(decode(data).text)
    except NotTextError:
        return
    view = clean(text)
    size, shown = len(text), len(view.text)
    for start in range(0, shown, max(1, shown // 200)):
        left, right = view.home(start, start + 1)
        assert 0 <= left < right <= size, f"{start} leads to {left}-{right} of {size}"
        seen = view.seen(left, right)
        assert seen[0] <= start < seen[1] <= shown, f"{start} comes back as {seen}"
    sentences = split(view.text)
    assert all(one[1] <= other[0] for one, other in pairwise(sentences)), "sentences overlap"
    assert all(0 <= start < end <= shown for start, end in sentences), "a sentence outside the text"
    assert all(0 <= zone.start < zone.end <= shown for zone in zones(view.text).zones), "a zone outside the text"
    record = _rules().extract(text)
    spans: list[Mention | Amount | Quote] = [*record.mentions, *record.amounts, *record.quotes]
    for span in spans:
        assert text[span.start : span.end] == span.text, f"{span.start}-{span.end} is not {span.text!r}"
    record.to_json().encode()


def check_amounts(_: str, data: bytes) -> None:
    """Amounts are tidy and in order; a value is finite, or there are two bounds."""
    text = data.decode()
    amounts, _doubts = find_amounts(text, split(text))
    assert all(one.end <= other.start for one, other in pairwise(amounts)), "amounts overlap"
    for amount in amounts:
        written = text[amount.start : amount.end]
        assert written == written.strip() != "", f"{written!r} is not tidy"
        assert (amount.min is None) == (amount.max is None), "one bound alone"
        for value in (amount.value, amount.min, amount.max):
            assert value is None or (value.is_finite() and value >= 0), f"{value} is no amount"


@cache
def _rules() -> Extractor:
    return Extractor(RULES)


# --- inputs


def _file(random: Random) -> tuple[str, bytes]:
    suffix, data = random.choice(_seeds())
    if random.random() < 0.1:
        suffix = random.choice(_seeds())[0]
    return f"x{suffix}", damaged(random, data, random.choice(_seeds())[1])


def _text(random: Random) -> tuple[str, bytes]:
    text = _pieces(random, ODD_TEXT.split("|") + (ODD_AMOUNTS.split("|") if random.random() < 0.3 else []))
    data = text.encode(random.choice(["utf-8"] * 6 + ["utf-16", "cp1252"]), "replace")
    return "x.txt", damaged(random, data, data) if random.random() < 0.2 else data


def _amount(random: Random) -> tuple[str, bytes]:
    return "x.txt", _pieces(random, ODD_AMOUNTS.split("|")).encode()


def _pieces(random: Random, pieces: list[str]) -> str:
    """Pieces in any order; now and then a few of them, many times over, as quadratic rules show only so."""
    if random.random() < 0.1:
        return "".join(random.choices(pieces, k=random.randint(1, 4))) * random.choice([100, 3_000])
    joint = random.choice(["", "", " "])
    return joint.join(random.choices(pieces, k=random.randint(1, 60)))


def damaged(random: Random, data: bytes, other: bytes) -> bytes:
    """``data`` with a few random changes; ``other`` lends a piece."""
    changed = bytearray(data)
    for _ in range(random.choice([0, 1, 1, 2, 4, 16])):
        start = random.randrange(len(changed) + 1)
        end = min(len(changed), start + random.choice([1, 2, 4, 16, 200]))
        match random.randrange(7):
            case 0 if start < len(changed):
                changed[start] ^= 1 << random.randrange(8)
            case 1:
                changed[start:start] = random.choice(ODD_BYTES)
            case 2:
                changed[start:end] = random.choice(ODD_BYTES)
            case 3:
                del changed[start:end]
            case 4:
                changed[start:start] = changed[start:end] * random.choice([1, 3, 300])
            case 5:
                cut = random.randrange(len(other) + 1)
                changed[start:end] = other[cut : cut + random.choice([4, 40, 400])]
            case _:
                del changed[start if random.random() < 0.2 else len(changed) :]
    return bytes(changed)


@cache
def _seeds() -> tuple[tuple[str, bytes], ...]:
    """Small sound files, and the small ones among the hostile."""
    lure, random = Lure(Path("/nowhere/secret.txt"), "http://127.0.0.1:9/"), Random(0)

    def made(kind: Kind) -> bytes:
        return b"" if kind.put else kind.make(random, lure)

    hostile = [(kind.suffix, made(kind)) for kind in kinds() if kind.small]
    return (
        *(one for one in seeds() if files.kind(f"x{one[0]}")),
        *(one for one in hostile if 0 < len(one[1]) <= SMALL),
    )


TARGETS: dict[str, tuple[Callable[[Random], tuple[str, bytes]], Callable[[str, bytes], None]]] = {
    "readers": (_file, check_reader),
    "text": (_text, check_text),
    "amounts": (_amount, check_amounts),
}


def main() -> None:
    """Print what was tried and found; exit with 1 if there are finds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--finds", type=Path, help="a folder for the inputs that were found")
    given = parser.parse_args()
    fuzzer = Fuzzer(given.seed)
    fuzzer.run(seconds=given.seconds)
    for number, find in enumerate(fuzzer.finds.values()):
        print(f"{find.target} {find.name}: {find.problem}\n    {find.data[:300]!r}")
        if given.finds:
            given.finds.mkdir(parents=True, exist_ok=True)
            (given.finds / f"{find.target}-{number}{Path(find.name).suffix}").write_bytes(find.data)
    print(", ".join(f"{count:,} {target}" for target, count in fuzzer.tried.items()), f"- {len(fuzzer.finds)} finds")
    sys.exit(bool(fuzzer.finds))


if __name__ == "__main__":
    main()
