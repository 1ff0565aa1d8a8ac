from __future__ import annotations

import pytest

from extractor.evaluation.scores import Score, Scores, key, pairs, score
from extractor.evaluation.table import table

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
    assert all(row.f1 == 1 for rows in (scores.strict, scores.relaxed) for row in rows.values())
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
    assert scores.strict["organisation"].f1 == 1
    assert scores.strict["organisation-alias"] == Score(1, 1, 1)


def test_field_that_gold_lacks_is_not_scored() -> None:
    gold = {name: value for name, value in GOLD.items() if name != "organisations"}
    assert "organisation" not in score({"a": gold}, {"a": record()}).strict


def test_words_of_a_purpose_score_by_share() -> None:
    amount = GOLD["amounts"][0] | {"start": 33, "end": 39, "purpose": "Miete"}  # type: ignore[index]
    assert score({"a": GOLD}, {"a": record(amounts=[amount])}).amounts["purpose"] == pytest.approx(0.5)


SAID = "Kern sagte: „Die Halle ist fertig.“ Man habe lange gewartet. Ida Probe lachte."
DIRECT, INDIRECT = (13, 34), (36, 59)
PEOPLE = [{"name": "Uwe Kern"}, {"name": "Ida Probe"}]


def quote(span: tuple[int, int], kind: str, speaker: int | None) -> dict[str, object]:
    return {"start": span[0], "end": span[1], "kind": kind, "speaker": speaker}


SPOKEN = {
    "id": "b",
    "text": SAID,
    "spans": [],
    "people": PEOPLE,
    "quotes": [quote(DIRECT, "direct", 0), quote(INDIRECT, "indirect", None)],
}


def quote_scores(*quotes: dict[str, object], people: list[dict[str, str]] = PEOPLE) -> Scores:
    return score({"b": SPOKEN}, {"b": {"people": people, "quotes": list(quotes)}})


def test_quotes_without_gold_have_no_rows() -> None:
    scores = score({"a": GOLD}, {"a": record(quotes=[quote((0, 4), "direct", None)])})
    assert not any(name.startswith("quote") for name in scores.strict)
    assert "quote" not in table(scores)


def test_quotes_marks_at_their_ends_do_not_count() -> None:
    assert SAID[12:35] == "„Die Halle ist fertig.“"
    scores = quote_scores(quote((12, 35), "direct", 0), quote((36, 60), "indirect", None))
    quotes = {name: row for name, row in scores.strict.items() if name.startswith("quote")}
    assert quotes == dict.fromkeys(("quote-direct", "quote-indirect"), Score(1, 1, 1)) | {
        "quote-speaker": Score(2, 2, 2)
    }
    assert "quote-indirect" in table(scores)


def test_quotes_need_half_of_the_longer_span_and_the_same_kind() -> None:
    half = quote_scores(quote((13, 24), "direct", 0), quote((50, 59), "indirect", None))
    assert (half.strict["quote-direct"].hits, half.relaxed["quote-direct"].hits) == (0, 1)
    assert half.relaxed["quote-indirect"].hits == 0
    assert quote_scores(quote(INDIRECT, "direct", None)).relaxed["quote-direct"] == Score(0, 1, 1)


def test_quotes_found_twice_are_right_once() -> None:
    twice = [quote(DIRECT, "direct", 0)] * 2
    assert quote_scores(*twice).strict["quote-direct"] == quote_scores(*twice).relaxed["quote-direct"]
    assert quote_scores(*twice).strict["quote-direct"] == Score(1, 2, 1)


def test_quotes_of_a_missing_record_count_as_not_found() -> None:
    scores = score({"b": SPOKEN}, {})
    assert scores.strict["quote-indirect"] == Score(0, 0, 1)
    assert scores.strict["quote-speaker"] == Score(0, 0, 0)


@pytest.mark.parametrize(("direct", "indirect", "hits"), [(1, None, 2), (0, None, 1), (None, None, 1), (1, 1, 1)])
def test_quotes_speakers_are_compared_by_name(direct: int | None, indirect: int | None, hits: int) -> None:
    people = [{"name": "Ida Probe"}, {"name": "uwe  kern"}]
    scores = quote_scores(quote(DIRECT, "direct", direct), quote(INDIRECT, "indirect", indirect), people=people)
    assert scores.strict["quote-speaker"] == Score(hits, 2, 2)


def test_key_joins_inflected_forms() -> None:
    assert key("Kommunales  Integrationszentrum") == key("kommunalen Integrationszentrums")
    assert key("Amt") != key("Amtsgericht")


def test_pairs_take_the_largest_overlap_first() -> None:
    assert pairs([(0, 10), (10, 20)], [(8, 20), (0, 9)]) == [(1, 0), (0, 1)]
