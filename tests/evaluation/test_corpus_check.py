"""What the check of a corpus finds."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluation.corpus_check import Finding, Severity, check

ROOT = Path(__file__).parents[2]
TEXT = "Die Landrätin Dr. Petra Kolb gab der Stiftung Löwe in Olpe rund 1,2 Mio. Euro, so Kolb.\n„Gut so“, sagte sie."


def span(words: str, label: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "label": label, "text": words}


def gold(**change: Any) -> dict[str, Any]:
    spans = [span("Petra Kolb", "PERSON"), span("1,2 Mio. Euro", "MONEY")]
    amount = {"text": "1,2 Mio. Euro", "value": 1_200_000, "parts": []}
    quote = {"start": TEXT.index("Gut"), "end": TEXT.index("“"), "text": "Gut so", "kind": "direct", "speaker": 0}
    people = [{"name": "Petra Kolb", "titles": ["Dr."], "roles": []}]
    return {"id": "a", "text": TEXT, "spans": spans, "people": people, "amounts": [amount], "quotes": [quote]} | change


def found(tmp_path: Path, *releases: Any) -> list[Finding]:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in releases), encoding="utf-8")
    return list(check(path))


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_good_gold_has_no_findings(tmp_path: Path) -> None:
    assert found(tmp_path, gold()) == []


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        ({"id": 5}, "form", "valid string"),
        ({"spans": None}, "form", "valid list"),
        ({"spans": [{"start": "0", "end": 3, "label": "LOC", "text": "Die"}]}, "form", "valid integer"),
        ({"people": [{"titles": []}]}, "form", "required"),
        ({"quotes": [gold()["quotes"][0] | {"kind": "laut"}]}, "value", "'direct' or 'indirect'"),
        ({"amounts": [gold()["amounts"][0] | {"approx": "circa"}]}, "value", "'exact'"),
        ({"spans": [span("1,2 Mio. Euro", "MONEY") | {"start": 3}]}, "offset", "not '1,2 Mio. Euro'"),
        ({"spans": [*gold()["spans"], {"start": 5, "end": 999, "label": "LOC", "text": "x"}]}, "offset", "outside"),
        ({"spans": [*gold()["spans"], {"start": 5, "end": 5, "label": "LOC", "text": ""}]}, "offset", "empty"),
        ({"spans": [*gold()["spans"], span(" Olpe", "LOC")]}, "edge", "white space"),
        ({"spans": [*gold()["spans"], span("Mio", "LOC")]}, "overlap", "'Mio'"),
        ({"spans": [*gold()["spans"], span("Olpe", "ORT")]}, "label", "'ORT'"),
        ({"amounts": [gold()["amounts"][0] | {"parts": [1]}]}, "reference", "part 1"),
        ({"amounts": [gold()["amounts"][0] | {"parts": [0]}]}, "reference", "part 0"),
        ({"quotes": [gold()["quotes"][0] | {"speaker": 1}]}, "reference", "speaker 1"),
        ({"amounts": []}, "amounts", "1 MONEY spans but 0"),
        ({"amounts": [gold()["amounts"][0] | {"text": "1,2 Euro"}]}, "amounts", "not that of its span"),
        ({"amounts": [{"text": "1,2 Mio. Euro"}]}, "amounts", "no value"),
        ({"amounts": [{"text": "1,2 Mio. Euro", "min": 2, "max": 1}]}, "amounts", "more than its max"),
        ({"people": [{"name": "Petra Kolb", "roles": [{"role": None}]}]}, "value", "says nothing"),
    ],
)
def test_errors(change: dict[str, Any], code: str, message: str, tmp_path: Path) -> None:
    findings = [one for one in found(tmp_path, gold(**change)) if one.severity is Severity.ERROR]
    assert code in codes(findings)
    assert any(message in finding.message for finding in findings if finding.code == code)
    assert all(finding.file.endswith("a.jsonl:1") for finding in findings)


@pytest.mark.parametrize(
    ("words", "label", "code"),
    [
        ("Dr. Petra Kolb", "PERSON", "title"),
        ("der Stiftung Löwe", "ORG", "article"),
        ("rund 1,2 Mio. Euro", "MONEY", "hedge"),
        ("Olp", "LOC", "token"),
        ("„Gut so“", "PROGRAMME", "marks"),
        ("1,2 Mio. Euro,", "MONEY", "marks"),
    ],
)
def test_guidelines_give_warnings(words: str, label: str, code: str, tmp_path: Path) -> None:
    kept = [one for one in gold()["spans"] if one["label"] != label]
    amounts = [gold()["amounts"][0] | {"text": words if label == "MONEY" else "1,2 Mio. Euro"}]
    findings = found(tmp_path, gold(spans=[*kept, span(words, label)], amounts=amounts, people=[], quotes=[]))
    assert code in codes(findings)
    assert {finding.severity for finding in findings} == {Severity.WARNING}


def test_amount_that_reads_otherwise(tmp_path: Path) -> None:
    amount = gold()["amounts"][0] | {"value": 12_000_000}
    (finding,) = found(tmp_path, gold(amounts=[amount]))
    assert finding.code == "amount-value"
    assert finding.message == "'1,2 Mio. Euro' reads as 1200000, not 12000000"


def test_person_that_nothing_mentions(tmp_path: Path) -> None:
    assert codes(found(tmp_path, gold(people=[{"name": "Uwe Fern"}]))) == ["no-mention"]


def test_lines_that_are_no_json_do_not_hide_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id"\n' + json.dumps(gold(amounts=[])), encoding="utf-8")
    assert [(one.code, one.file.rpartition(":")[2]) for one in check(path)] == [("json", "1"), ("amounts", "2")]


def test_duplicate_ids_and_texts(tmp_path: Path) -> None:
    assert codes(found(tmp_path, gold(), gold())) == ["duplicate-id", "near-duplicate"]
    words = " ".join(f"Wort{number}" for number in range(40))
    other = {"id": "b", "text": words, "spans": []}
    assert codes(found(tmp_path, other, other | {"id": "c", "text": f"Ganz neu: {words[:200]}"})) == ["near-duplicate"]
    assert found(tmp_path, gold(), other) == []


def corpus(folder: Path, *rows: tuple[str, str, str]) -> None:
    with (folder / "index.jsonl").open("w", encoding="utf-8") as index:
        for id_, split, text in rows:
            release = {"id": id_, "text": text, "spans": []}
            (folder / f"{id_}.gold.json").write_text(json.dumps(release), encoding="utf-8")
            (folder / f"{id_}.txt").write_bytes(text.encode())
            checksum = sha256(text.encode()).hexdigest()
            index.write(json.dumps({"id": id_, "split": split, "sha256": checksum}) + "\n")


def test_near_duplicates_across_splits_are_errors(tmp_path: Path) -> None:
    corpus(tmp_path, ("a", "regression", TEXT), ("b", "held-out", TEXT + " Mehr."))
    (finding,) = check(tmp_path)
    assert (finding.code, finding.severity, finding.split) == ("near-duplicate", Severity.ERROR, "held-out")
    corpus(tmp_path, ("a", "regression", TEXT), ("b", "regression", TEXT + " Mehr."))
    assert [one.severity for one in check(tmp_path)] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("spoil", "code", "message"),
    [
        (
            lambda folder: (folder / "a.txt").write_text("Neu.", encoding="utf-8"),
            "index",
            "the text of this sha256",
        ),
        (lambda folder: (folder / "a.txt").unlink(), "text", "there is no a.txt"),
        (lambda folder: (folder / "a.gold.json").rename(folder / "c.gold.json"), "index", "has no a.txt and a.gold"),
        (lambda folder: (folder / "index.jsonl").write_text('{"id": "b"}\n', encoding="utf-8"), "index", "no split"),
        (lambda folder: (folder / "index.jsonl").write_text("{\n", encoding="utf-8"), "index", "no valid JSON"),
        (lambda folder: (folder / "index.jsonl").write_text("{}\n", encoding="utf-8"), "index", "'a' is not in index"),
        (lambda folder: (folder / "index.jsonl").write_text('{"id": []}\n', encoding="utf-8"), "index", "has no id"),
    ],
)
def test_index_and_folder_fit_each_other(spoil: Any, code: str, message: str, tmp_path: Path) -> None:
    corpus(tmp_path, ("a", "regression", "Eins."))
    assert list(check(tmp_path)) == []
    spoil(tmp_path)
    assert any(one.code == code and message in one.message for one in check(tmp_path))


def test_our_corpus_has_no_errors() -> None:
    assert [finding for finding in check(ROOT / "corpus") if finding.severity is Severity.ERROR] == []
