from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.evaluation.extraction import GOLD, extracted
from extractor.evaluation.gold import GoldError, checksum, read, read_all
from extractor.evaluation.scores import score

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
    gold = read_all(tmp_path)
    scores = score(gold, extracted(gold.values(), GOLD))
    assert scores.strict["all"].f1 == 1
    assert scores.strict["person-role"].f1 == 1


def test_checksum_changes_with_any_annotation(tmp_path: Path) -> None:
    write(tmp_path, "a")
    gold = read_all(tmp_path)
    before = checksum(gold)
    gold["a"]["people"][0]["name"] = "Petra Kohl"
    assert checksum(gold) != before


def test_no_gold_and_an_id_twice_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold release"):
        read_all(tmp_path)
    row = json.dumps({"id": 1, "text": TEXT, "spans": []})
    (tmp_path / "twice.jsonl").write_text(f"{row}\n{row}\n", encoding="utf-8")
    with pytest.raises(GoldError, match="'1' is there twice"):
        read_all(tmp_path / "twice.jsonl")


@pytest.mark.parametrize("spans", [[{"start": 0}], [1], 5, [{"start": "a", "end": 2, "text": "x", "label": "ORG"}]])
def test_spans_that_are_none_are_named(spans: object, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "x", "text": TEXT, "spans": spans}), encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl:1: "):
        read_all(tmp_path / "gold.jsonl")
