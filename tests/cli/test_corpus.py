"""``extractor corpus``: what it checks, converts and says."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extractor.cli.app import app
from extractor.evaluation.converters.convert import FORMATS

Run = Callable[..., Result]
TEXT = "Landrätin Petra Kolb gab der Stiftung Löwe in Olpe rund 1,2 Mio. Euro."


def span(words: str, label: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "label": label, "text": words}


@pytest.fixture
def gold() -> dict[str, Any]:
    spans = [span("Petra Kolb", "PERSON"), span("Stiftung Löwe", "ORG"), span("1,2 Mio. Euro", "MONEY")]
    amount = {"text": "1,2 Mio. Euro", "value": 1_200_000, "approx": "about", "year": None, "parts": []}
    person = {"name": "Petra Kolb", "titles": [], "roles": []}
    return {"id": "a", "text": TEXT, "spans": spans, "people": [person], "amounts": [amount], "quotes": []}


@pytest.fixture
def corpus(tmp_path: Path, gold: dict[str, Any]) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    put(folder, gold)
    return folder


def put(folder: Path, *releases: dict[str, Any], split: str = "regression") -> None:
    """Write releases and their lines of the index."""
    with (folder / "index.jsonl").open("a", encoding="utf-8") as index:
        for gold in releases:
            (folder / f"{gold['id']}.gold.json").write_text(json.dumps(gold), encoding="utf-8")
            (folder / f"{gold['id']}.txt").write_bytes(gold["text"].encode())
            checksum = sha256(gold["text"].encode()).hexdigest()
            index.write(json.dumps({"id": gold["id"], "split": split, "sha256": checksum}) + "\n")


def test_good_corpus_is_clean(run: Run, corpus: Path) -> None:
    result = run("corpus", "check", corpus)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 errors, 0 warnings" in result.stderr


def test_errors_give_exit_code_1_and_name_their_place(run: Run, corpus: Path, gold: dict[str, Any]) -> None:
    gold["spans"][1]["label"] = "FIRMA"
    (corpus / "a.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    result = run("corpus", "check", corpus)
    assert result.exit_code == 1
    assert "a.gold.json span 29-42: unknown label 'FIRMA'" in result.stdout
    assert "[label]" in result.stdout


def test_warnings_alone_give_exit_code_0_and_json_has_all_fields(run: Run, corpus: Path, gold: dict[str, Any]) -> None:
    gold["spans"][1] = span("der Stiftung Löwe", "ORG")
    (corpus / "a.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    result = run("corpus", "check", corpus, "--json")
    (finding,) = json.loads(result.stdout)
    assert result.exit_code == 0
    assert finding == {
        "file": str(corpus / "a.gold.json"),
        "place": "span 25-42",
        "code": "article",
        "message": "the article 'der' in ORG 'der Stiftung Löwe'",
        "severity": "warning",
        "split": "regression",
    }


def test_check_of_what_is_not_there(run: Run, tmp_path: Path) -> None:
    assert run("corpus", "check", tmp_path / "keins").exit_code == 2
    result = run("corpus", "check", tmp_path)
    assert result.exit_code == 2
    assert "holds no gold" in result.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_convert_there_and_back(name: str, run: Run, corpus: Path, tmp_path: Path, gold: dict[str, Any]) -> None:
    there = tmp_path / f"there{'' if FORMATS[name].folder else FORMATS[name].suffix}"
    result = run("corpus", "convert", corpus, "--from", "gold", "--to", name, "-o", there)
    assert result.exit_code == 0, result.stderr
    result = run("corpus", "convert", there, "--from", name, "--to", "jsonl", "-o", tmp_path / "back.jsonl")
    assert result.exit_code == 0, result.stderr
    back = json.loads((tmp_path / "back.jsonl").read_text(encoding="utf-8"))
    assert (back["id"], back["text"], back["spans"]) == ("a", TEXT, gold["spans"])


def test_convert_says_what_was_dropped(run: Run, corpus: Path, tmp_path: Path) -> None:
    result = run("corpus", "convert", corpus, "--from", "gold", "--to", "conll2003", "-o", tmp_path / "a.conll")
    assert "Warning: conll2003 cannot hold all; dropped: 1 person, 1 amount\n1 release in" in result.stderr


def test_convert_does_not_replace_without_overwrite(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("meins", encoding="utf-8")
    arguments = ("corpus", "convert", corpus, "--from", "gold", "--to", "jsonl", "-o", tmp_path / "a.jsonl")
    result = run(*arguments)
    assert (result.exit_code, (tmp_path / "a.jsonl").read_text(encoding="utf-8")) == (2, "meins")
    assert "--overwrite" in result.stderr
    assert run(*arguments, "--overwrite").exit_code == 0


def test_convert_never_writes_over_what_it_reads(run: Run, corpus: Path) -> None:
    for output in (corpus, corpus / "out", corpus.parent):
        result = run("corpus", "convert", corpus, "--from", "gold", "--to", "gold", "-o", output, "--overwrite")
        assert result.exit_code == 2
        assert "another place" in result.stderr
    assert (corpus / "index.jsonl").is_file()


def test_convert_of_broken_input_leaves_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Köln", "label": [[0, 9, "LOC"]]}\n', encoding="utf-8")
    result = run("corpus", "convert", tmp_path / "a.jsonl", "--from", "doccano", "--to", "gold", "-o", tmp_path / "o")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "a.jsonl:1: offsets 0-9 are not in the text of 4 characters" in result.stderr
    assert not (tmp_path / "o").exists()


def test_convert_with_an_unknown_format(run: Run, corpus: Path, tmp_path: Path) -> None:
    result = run("corpus", "convert", corpus, "--from", "gold", "--to", "word", "-o", tmp_path / "a")
    assert result.exit_code == 2
    assert "--to word: there is no such format; there are gold, jsonl, doccano" in result.stderr


def test_sample_writes_what_is_worth_annotating(tmp_path: Path) -> None:
    text = "Nauen. Landrätin Petra Kolb gab am Montag 1,2 Millionen Euro für die Schulen im Kreis frei. " * 3
    rows, target = tmp_path / "rows.jsonl", tmp_path / "todo"
    lines = (json.dumps({"id": str(number), "text": text + word * 9}) for number, word in enumerate(["Baum ", "Haus "]))
    rows.write_text("\n".join(lines), encoding="utf-8")
    command = ["corpus", "sample", str(rows), "--to", "gold", "-o", str(target), "--model", "rules"]
    result = CliRunner().invoke(app, [*command, "--count", "1"])
    assert result.exit_code == 0, result.stderr
    assert len(list(target.glob("*.gold.json"))) == 1
    assert CliRunner().invoke(app, command).exit_code == 2


def test_sample_of_nothing_is_wrong_use(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "leer.jsonl"
    empty.write_text("", encoding="utf-8")
    result = run("corpus", "sample", empty, "--to", "jsonl", "-o", tmp_path / "x.jsonl")
    assert (result.exit_code, result.stderr) == (2, f"Error: no release can be read in {empty}\n")
