from __future__ import annotations

import pytest

from extractor.evaluation.scores import Score, key, pairs, score, table

TEXT = "Landrat Uwe Kern (KI) zahlt rund 5 Euro."
GOLD = {
    "id": "a",
    "text": TEXT,
    "spans": [
        {"start": 0, "end": 7, "label": "ROLE"},
        {"start": 8, "end": 16, "label": "PERSON"},
        {"start": 18, "end": 20, "label": "ORG"},
        {"start": 33, "end": 39, "label": "MONEY"},
    ],
    "people": [
        {"name": "Uwe Kern", "titles": ["Dr."], "roles": [{"role": "Landrat", "organisation": "Institut Kiel"}]}
    ],
    "organisations": [{"name": "Institut Kiel", "aliases": ["KI"]}],
    "programmes": [],
    "amounts": [
        {"value": 5, "approx": "about", "year": None, "per": None, "source": None, "purpose": "Miete der Halle"}
    ],
}


def record(**changes: object) -> dict[str, object]:
    perfect: dict[str, object] = {
        "mentions": GOLD["spans"],
        "people": GOLD["people"],
        "organisations": GOLD["organisations"],
        "programmes": [],
        "amounts": [GOLD["amounts"][0] | {"start": 33, "end": 39, "value": "5.0"}],  # type: ignore[index]
    }
    return perfect | changes


def test_perfect_record_scores_one_everywhere() -> None:
    scores = score({"a": GOLD}, {"a": record()})
    assert all(row.f1 == 1 for rows in (scores.strict, scores.relaxed, scores.records) for row in rows.values())
    assert {value for name, value in scores.amounts.items() if name != "amounts"} == {1.0}


def test_missing_record_counts_as_empty() -> None:
    scores = score({"a": GOLD}, {})
    assert scores.missing == 1
    assert scores.strict["PERSON"] == Score(0, 0, 1)
    assert scores.amounts["found"] == 0
    assert "1 without a record" in table(scores)


def test_boundary_error_is_relaxed_only() -> None:
    shifted = [{"start": 4, "end": 16, "label": "PERSON"}]
    scores = score({"a": GOLD}, {"a": record(mentions=shifted)})
    assert (scores.strict["PERSON"].hits, scores.relaxed["PERSON"].hits) == (0, 1)


def test_found_twice_is_right_once() -> None:
    twice = [{"start": 8, "end": 16, "label": "PERSON"}] * 2
    assert score({"a": GOLD}, {"a": record(mentions=twice)}).strict["PERSON"] == Score(1, 2, 1)


def test_alias_names_its_entry() -> None:
    found = record(organisations=[{"name": "KI", "aliases": []}])
    scores = score({"a": GOLD}, {"a": found})
    assert scores.records["organisation"].f1 == 1
    assert scores.records["organisation-alias"] == Score(1, 1, 1)


def test_field_that_gold_lacks_is_not_scored() -> None:
    gold = {name: value for name, value in GOLD.items() if name != "organisations"}
    assert score({"a": gold}, {"a": record()}).records["organisation"] == Score(0, 0, 0)


def test_words_of_a_purpose_score_by_share() -> None:
    amount = GOLD["amounts"][0] | {"start": 33, "end": 39, "purpose": "Miete"}  # type: ignore[index]
    assert score({"a": GOLD}, {"a": record(amounts=[amount])}).amounts["purpose"] == pytest.approx(0.5)


def test_key_joins_inflected_forms() -> None:
    assert key("Kommunales  Integrationszentrum") == key("kommunalen Integrationszentrums")
    assert key("Amt") != key("Amtsgericht")


def test_pairs_take_the_largest_overlap_first() -> None:
    assert pairs([(0, 10), (10, 20)], [(8, 20), (0, 9)]) == [(1, 0), (0, 1)]
