from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.evaluation.gold import GoldError, read
from extractor.evaluation.measure import measure

TEXT = "Landrätin Petra Kolb gab 5 Euro."


def write(folder: Path, id_: str) -> None:
    spans = [
        {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "label": label, "text": words}
        for words, label in (("Landrätin", "ROLE"), ("Petra Kolb", "PERSON"), ("5 Euro", "MONEY"))
    ]
    people = [{"name": "Petra Kolb", "titles": [], "roles": [{"role": "Landrätin", "organisation": None}]}]
    gold = {"id": id_, "text": TEXT, "spans": spans, "people": people}
    (folder / f"{id_}.gold.json").write_text(json.dumps(gold), encoding="utf-8")


def test_split_takes_what_the_index_says(tmp_path: Path) -> None:
    write(tmp_path, "a")
    write(tmp_path, "b")
    with pytest.raises(GoldError, match=r"no index\.jsonl"):
        list(read(tmp_path, split="held-out"))
    rows = [{"id": "a", "split": "regression"}, {"id": "b", "split": "held-out"}]
    (tmp_path / "index.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert [gold["id"] for gold in read(tmp_path, split="held-out")] == ["b"]
    assert len(list(read(tmp_path))) == 2


def test_gold_mentions_give_the_records_that_the_rules_make_of_them(tmp_path: Path) -> None:
    write(tmp_path, "a")
    scores = measure(tmp_path, "gold")
    assert scores.strict["all"].f1 == 1
    assert scores.records["person-role"].f1 == 1
