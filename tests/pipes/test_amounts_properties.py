"""Properties of the amount rules: exact values, tidy spans, no crash, linear time."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.pipes.amounts.logic import find_amounts

SCALES = {
    "": 1,
    "Tsd.": 10**3,
    "Tausend": 10**3,
    "Mio.": 10**6,
    "Millionen": 10**6,
    "Mrd.": 10**9,
    "Milliarden": 10**9,
    "Billionen": 10**12,
}
UNITS = {"Euro": Decimal(1), "€": Decimal(1), "EUR": Decimal(1), "Cent": Decimal("0.01")}
HEDGES = {
    "": "exact",
    "rund": "about",
    "etwa": "about",
    "ca.": "about",
    "ungefähr": "about",
    "fast": "below",
    "knapp": "below",
    "bis zu": "below",
    "maximal": "below",
    "weniger als": "below",
    "mehr als": "above",
    "mindestens": "above",
    "gut": "above",
}


def german(value: Decimal, group: str) -> str:
    """``value`` with a decimal comma and the given sign between thousands."""
    whole, _, fraction = f"{value:,f}".partition(".")
    return whole.replace(",", group) + ("," + fraction if fraction else "")


@given(
    units=st.integers(min_value=0, max_value=10**11),
    decimals=st.sampled_from([0, 1, 2]),
    group=st.sampled_from([".", "", "\u00a0", "\u202f", "'", "’"]),
    scale=st.sampled_from(sorted(SCALES)),
    unit=st.sampled_from(sorted(UNITS)),
    hedge=st.sampled_from(sorted(HEDGES)),
    gap=st.sampled_from([" ", "\u00a0"]),
)
def test_formatted_number_comes_back_exactly(
    units: int, decimals: int, group: str, scale: str, unit: str, hedge: str, gap: str
) -> None:
    number = Decimal(units).scaleb(-decimals)
    written = gap.join(filter(None, [german(number, group), scale, unit]))
    text = " ".join(filter(None, ["Es kostet", hedge, written])) + " bei uns."

    (amount,), doubts = find_amounts(text, [(0, len(text))])

    assert text[amount.start : amount.end] == written
    assert amount.value == number * SCALES[scale] * UNITS[unit]
    assert amount.approx == HEDGES[hedge]
    assert doubts == []


@given(
    low=st.integers(1, 999), more=st.integers(1, 999), joint=st.sampled_from(["bis", "–", "-", "bzw.", "und", "oder"])
)
def test_range_comes_back_exactly(low: int, more: int, joint: str) -> None:
    gap = "" if joint in "–-" else " "
    written = f"{low}{gap}{joint}{gap}{low + more} Mio. Euro"
    text = f"Es kostet {written}."

    (amount,), _ = find_amounts(text, [(0, len(text))])

    assert text[amount.start : amount.end] == written
    assert (amount.min, amount.max) == (Decimal(low) * 10**6, Decimal(low + more) * 10**6)


WORDS = (
    "1 5 39,4 1.250 1,250.00 2020 zwei eine halbe Million Mio. Mrd Tsd T k € € Euro EUR TEUR Cent und bis – - / , . "
    ": ( ) „ “ bzw. ermäßigt erm. rund über bis zu von der aus dem für die Arbeit Land Haushalt davon insgesamt je pro "
    "Jahr im in mit gefördert stellt •"
)
PIECES = st.lists(st.sampled_from([*re.split(" ", WORDS), "\n", " ", "\u00a0", "²"]), max_size=40)


@example("1.2.3 €")
@example("٣ €")
@example("1² €")
@given(st.one_of(st.text(max_size=200), PIECES.map(" ".join), PIECES.map("".join)))
def test_any_text_gives_tidy_spans_in_order(text: str) -> None:
    amounts, doubts = find_amounts(text, [(0, len(text))])

    for amount in amounts:
        written = text[amount.start : amount.end]
        assert written
        assert written == written.strip()
        assert amount.value is None or (amount.min is None and amount.max is None)
        assert (amount.min is None) == (amount.max is None)
        assert all(0 <= part < len(amounts) for part in amount.parts)
    assert all(one.end <= other.start for one, other in pairwise(amounts))
    assert all(doubt.start is not None and doubt.end is not None for doubt in doubts)


@given(st.lists(st.integers(0, 60), max_size=8).map(sorted), PIECES.map(" ".join))
def test_any_sentences_do(cuts: list[int], text: str) -> None:
    bounds = [0, *(cut for cut in cuts if cut < len(text)), len(text)]

    find_amounts(text, list(pairwise(bounds)))
    find_amounts(text, [])


@pytest.mark.parametrize(
    "text",
    [
        "€" * 100_000,
        "1" * 10_000_000,
        "1." * 500_000 + "€",
        "1 234 " * 100_000 + "€",
        "1 und " * 100_000 + "Euro",
        "ein" * 500_000 + " Euro",
        "Haus Baum " * 100_000 + "5 Euro",
        "große kleine " * 50_000 + "5 €",
        "von der Aa " * 50_000 + "5 € gefördert",
        "„Aa " * 50_000 + "5 €",
        ", €" * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()

    find_amounts(text, [(0, len(text))])

    assert time.process_time() - started < 15
