from __future__ import annotations

import json

import pytest
from corpora import TEXT, gold, lines, record

from extractor.evaluation.changes import all_errors, changes, context, errors, listing
from extractor.evaluation.extraction import RecordsError, read_records
from extractor.evaluation.outcome import Item
from extractor.evaluation.scores import judge


def test_loss_is_named_with_what_stands_instead_and_the_words_around_it() -> None:
    found = record()
    found["mentions"][6] |= {"start": found["mentions"][6]["start"] + 6}
    (change, *_) = [one for one in changes({}, judge(gold(), found), TEXT) if one.row == "PERSON"]
    assert (change.verdict, change.shown, change.instead) == ("lost", "Petra Kolb", "Kolb")
    assert "sagte Bürgermeisterin [Petra Kolb] vom Verein" in change.context
    assert str(change).startswith("- PERSON no longer found: Petra Kolb, instead: Kolb   …")


def test_field_that_is_wrong_is_named_by_its_words() -> None:
    found = record()
    found["people"][1]["roles"][0]["status"] = "current"
    (change,) = changes({}, judge(gold(), found), TEXT)
    assert str(change).startswith("- role-status no longer found: Uwe Kern · Vorsitzender · former")


def test_what_was_wrong_before_is_no_change_and_what_is_mended_is_one() -> None:
    found = record()
    found["organisations"] = found["organisations"][:1]
    before = json.loads(json.dumps(errors(judge(gold(), found))))
    assert changes(before, judge(gold(), found), TEXT) == []
    mended = changes(before, judge(gold(), record()), TEXT)
    assert mended
    assert not any(change.worse for change in mended)
    assert "+ organisation found now: verei lesefreund" in listing(mended)


def test_perfect_record_has_no_errors() -> None:
    assert errors(judge(gold(), record())) == {}
    assert all_errors(judge(gold(), record()), TEXT) == []


def test_context_of_what_the_text_does_not_hold_is_empty() -> None:
    assert context(TEXT, Item(("x",), ("Anders",))) == ""


@pytest.mark.parametrize(
    "change",
    [
        {"mentions": [{"start": "0", "end": 1, "label": "ORG"}]},
        {"mentions": [{"start": 5, "end": 5, "label": "ORG"}]},
        {"people": [{"name": None}]},
        {"people": [{"name": "A", "roles": [1]}]},
        {"people": [{"name": "A", "mentions": [99]}]},
        {"organisations": [{"name": "A", "aliases": [1]}]},
        {"amounts": [{"start": 0, "end": 1, "parts": [1]}]},
        {"quotes": [{"start": 0, "end": 1, "speaker": 9}]},
        {"id": None},
    ],
)
def test_records_that_cannot_be_scored_are_named(change: dict[str, object], tmp_path: object) -> None:
    path = lines(tmp_path / "r.jsonl", record(), record("b") | change)  # type: ignore[operator]
    with pytest.raises(RecordsError, match=r"r\.jsonl:2: no record"):
        read_records(path)


def test_records_twice_are_refused(tmp_path: object) -> None:
    with pytest.raises(RecordsError, match="'a' is there twice"):
        read_records(lines(tmp_path / "r.jsonl", record(), record()))  # type: ignore[operator]
