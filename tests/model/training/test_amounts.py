"""Training of the ranking of payers and purposes."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.model.training.amounts import Case, cases, cross_validated, read_gold, read_own, train
from extractor.pipes.amounts.ranking import Option, best, words_of

TEXT = "Die Sparkasse spendete 700 Euro für die Linden."
GOLD = {"id": "a", "text": TEXT, "spans": [{"start": 23, "end": 31, "label": "MONEY"}]}


def case(fold: int, *, settled: bool = False) -> Case:
    """An amount whose purpose follows ``für`` and stands second."""
    found = [Option(text, words_of(text), frozenset({name})) for text, name in (("Tag", "other"), ("Linden", "für"))]
    right = {"purpose": words_of("Linden")}
    return Case("invented", fold, {"purpose": found}, right, {"purpose": words_of("Tag")}, settled)


def test_training_learns_what_marks_the_right_option() -> None:
    weight = train([case(0)] * 9, "purpose")

    assert best(case(0).options["purpose"], weight).text == "Linden"


def test_cross_validation_leaves_settled_amounts_to_the_rules() -> None:
    open_ones = [case(at % 5) for at in range(15)]

    assert cross_validated(open_ones, "purpose") == {"invented": (15, 0.0, 1.0)}
    assert cross_validated([*open_ones, *[case(0, settled=True)] * 15], "purpose") == {"invented": (30, 0.0, 0.5)}


def test_gold_becomes_cases_where_the_rules_find_the_amount(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    rows = [GOLD | {"amounts": [{"source": "Sparkasse", "purpose": "Linden"}]}, GOLD | {"amounts": []}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    (found,) = [one for release in read_gold(path) for one in cases("gold", *release)]

    assert found.gold == {"source": words_of("Sparkasse"), "purpose": words_of("Linden")}
    assert found.rules == found.gold
    assert not found.settled


def test_own_annotations_fit_their_texts() -> None:
    releases = list(read_own())

    assert sum(len(amounts) for *_, amounts in releases) == 770
    assert all(sum(span[2] == "MONEY" for span in spans) == len(amounts) for _, _, spans, amounts in releases)
