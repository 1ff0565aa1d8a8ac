from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluation.schemes import NOTHING, SCHEMES, Counts, confusion, count, schemes

Span = dict[str, Any]


def span(start: int, end: int, label: str) -> Span:
    return {"start": start, "end": end, "label": label}


ROWS = st.lists(
    st.builds(
        lambda start, size, label: span(start, start + size, label),
        st.integers(0, 60),
        st.integers(1, 12),
        st.sampled_from(["PERSON", "ORG", "LOC"]),
    ),
    max_size=8,
)


@given(ROWS, ROWS)
def test_schemes_count_as_nervaluate_does(wanted: list[Span], found: list[Span]) -> None:
    nervaluate = pytest.importorskip("nervaluate")
    places = [sorted(rows, key=lambda row: (row["start"], row["end"])) for rows in (wanted, found)]
    theirs = [[row | {"end": row["end"] - 1} for row in rows] for rows in places]
    evaluator = nervaluate.Evaluator([theirs[0]], [theirs[1]], tags=["PERSON", "ORG", "LOC"], loader="dict")
    result = evaluator.evaluate()["overall"]
    ours = schemes({"a": {"spans": wanted}}, {"a": {"mentions": found}})
    for name in SCHEMES:
        other = result[name]
        assert ours[name] == Counts(other.correct, other.incorrect, other.partial, other.missed, other.spurious), name
        for rate in ("precision", "recall", "f1"):
            assert getattr(ours[name], rate) == pytest.approx(getattr(other, rate)), name


def test_schemes_of_one_shifted_and_one_mislabelled_mention() -> None:
    wanted = [span(0, 4, "PERSON"), span(10, 14, "ORG"), span(20, 24, "LOC")]
    found = [span(0, 5, "PERSON"), span(10, 14, "LOC"), span(30, 34, "LOC")]
    assert count("strict", wanted, found) == Counts(0, 2, 0, 1, 1)
    assert count("exact", wanted, found) == Counts(1, 1, 0, 1, 1)
    assert count("partial", wanted, found) == Counts(1, 0, 1, 1, 1)
    assert count("ent_type", wanted, found) == Counts(1, 1, 0, 1, 1)


def test_confusion_says_which_label_stands_in_its_place() -> None:
    gold = {"a": {"spans": [span(0, 4, "PERSON"), span(10, 14, "ORG")]}}
    table = confusion(gold, {"a": {"mentions": [span(0, 4, "ORG"), span(20, 24, "LOC")]}})
    assert table["PERSON"] == {"ORG": 1, NOTHING: 0}
    assert (table["ORG"][NOTHING], table[NOTHING]["LOC"]) == (1, 1)
