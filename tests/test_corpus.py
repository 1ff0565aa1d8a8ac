"""The corpus is whole: index, texts and gold belong together, and what gold refers to is there."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluation.gold import read

CORPUS = Path(__file__).parents[1] / "corpus"
INDEX: list[dict[str, Any]] = [
    json.loads(line) for line in (CORPUS / "index.jsonl").read_text(encoding="utf-8").splitlines()
]


def gold_of(row: dict[str, Any]) -> dict[str, Any]:
    (gold,) = read(CORPUS / f"{row['id']}.gold.json")
    return gold


def test_index_names_every_text_and_gold_once() -> None:
    ids = [row["id"] for row in INDEX]
    assert len(ids) == len(set(ids))
    assert set(ids) == {path.stem for path in CORPUS.glob("*.txt")}
    assert set(ids) == {path.name.removesuffix(".gold.json") for path in CORPUS.glob("*.gold.json")}


@pytest.mark.parametrize("row", INDEX, ids=lambda row: row["id"])
def test_text_is_the_one_of_index_and_gold(row: dict[str, Any]) -> None:
    data = (CORPUS / f"{row['id']}.txt").read_bytes()
    assert sha256(data).hexdigest() == row["sha256"]
    assert data.decode() == gold_of(row)["text"]


@pytest.mark.parametrize("row", INDEX, ids=lambda row: row["id"])
def test_gold_refers_to_what_is_there(row: dict[str, Any]) -> None:
    gold = gold_of(row)
    text, spans = gold["text"], sorted((span["start"], span["end"]) for span in gold["spans"])
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(0 <= part < len(gold["amounts"]) for amount in gold["amounts"] for part in amount["parts"])
    for quote in gold["quotes"]:
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert quote["speaker"] is None or 0 <= quote["speaker"] < len(gold["people"])
