"""How far two annotators agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluation.agreement import agreement
from extractor.evaluation.gold import GoldError

TEXT = "Petra Kolb gab 5 Euro und 7 Euro."


def annotation(*, second: bool) -> dict[str, Any]:
    places = [("Petra Kolb", "PERSON"), ("5 Euro", "MONEY"), *([] if second else [("7 Euro", "MONEY")])]
    spans = [
        {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "label": label, "text": words}
        for words, label in places
    ]
    amounts: list[dict[str, Any]] = [{"value": 5, "approx": "exact"}, *([] if second else [{"value": 7}])]
    return {"id": "a", "spans": spans, "people": [{"name": "Petra Kolb"}], "amounts": amounts}


def write(folder: Path) -> None:
    (folder / "a.gold.json").write_text(json.dumps(annotation(second=False) | {"text": TEXT}), encoding="utf-8")
    (folder / "annotations").mkdir()
    for name, second in (("first", False), ("second", True)):
        (folder / "annotations" / f"{name}.jsonl").write_text(json.dumps(annotation(second=second)), encoding="utf-8")


def test_the_second_annotation_is_scored_against_the_first(tmp_path: Path) -> None:
    write(tmp_path)
    scores = agreement(tmp_path)
    assert (scores.strict["MONEY"].precision, scores.strict["MONEY"].recall) == (1, 0.5)
    assert scores.strict["person"].f1 == 1
    assert (scores.amounts["found"], scores.amounts["value"]) == (0.5, 0.5)


def test_what_is_annotated_once_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "annotations" / "second.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(GoldError, match="a is annotated once only"):
        agreement(tmp_path)
    (tmp_path / "annotations" / "second.jsonl").unlink()
    with pytest.raises(GoldError, match=r"second\.jsonl is missing"):
        agreement(tmp_path)
