"""``extractor evaluate``: formats, comparison, floors and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import lines, record, written
from typer.testing import CliRunner, Result

from extractor.cli.app import app

Run = Callable[..., Result]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return written(tmp_path / "corpus", "a", "b")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return lines(tmp_path / "good.jsonl", record("a"), record("b"))


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return lines(tmp_path / "bad.jsonl", record("a"), record("b") | {"people": [], "quotes": []})


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def test_records_of_a_file_are_scored_and_a_missing_one_counts(corpus: Path, tmp_path: Path) -> None:
    one = lines(tmp_path / "one.jsonl", record("a"), record("zzz"))
    result = call(corpus, "--records", one, "--split", "regression")
    assert result.exit_code == 0
    assert "2 releases, 1 without a record" in result.stdout
    assert "by kind" in result.stdout
    assert "1 records have no gold release, zzz first" in result.stderr


def test_json_holds_every_row_with_interval_and_the_mistakes(corpus: Path, bad: Path) -> None:
    data = json.loads(call(corpus, "--records", bad, "--format", "json").stdout)
    row = data["rows"]["person"]["strict"]
    assert (row["hits"], row["found"], row["gold"], row["recall"]) == (2, 2, 4, 0.5)
    assert row["interval"][0] < row["f1"] < row["interval"][1]
    assert data["errors"]["b"]["person"]["missed"] == ["petra kolb", "uwe ker"]
    assert set(data["schemes"]) == {"strict", "exact", "partial", "ent_type"}
    assert data["by"]["kind"]["county"]["releases"] == 2


def test_releases_are_extracted_where_no_records_are_given(corpus: Path, run: Run) -> None:
    result = run("evaluate", corpus, "--format", "json", "--quiet")
    assert json.loads(result.stdout)["rows"]["PERSON"]["strict"]["found"] == 2


def test_comparison_lists_what_changed_and_a_loss_exits_1(corpus: Path, good: Path, bad: Path) -> None:
    result = call(corpus, "--compare", good, bad)
    assert result.exit_code == 1
    assert "- person no longer found: Petra Kolb" in result.stdout
    assert "LOST  person: F1 0.667, the floor is 1.000" in result.stdout
    better = call(corpus, "--compare", bad, good)
    assert better.exit_code == 0
    assert "+ person found now: petra kolb" in better.stdout


def test_floors_are_written_held_and_lowered_only_with_a_reason(
    corpus: Path, good: Path, bad: Path, tmp_path: Path
) -> None:
    floors = tmp_path / "baseline.json"
    assert call(corpus, "--records", good, "--split", "regression", "--write-baseline", floors).exit_code == 0
    assert call(corpus, "--records", good, "--baseline", floors).exit_code == 0
    lost = call(corpus, "--records", bad, "--baseline", floors)
    assert lost.exit_code == 1
    assert "do not hold" in lost.stderr
    before = floors.read_bytes()
    refused = call(corpus, "--records", bad, "--write-baseline", floors)
    assert refused.exit_code == 1
    assert "--allow-regression" in refused.stderr
    assert floors.read_bytes() == before
    lowered = call(corpus, "--records", bad, "--write-baseline", floors, "--allow-regression", "a rule was unsound")
    assert lowered.exit_code == 0
    assert "a rule was unsound" in floors.read_text(encoding="utf-8")


def test_floors_of_another_corpus_are_refused(corpus: Path, good: Path, tmp_path: Path) -> None:
    floors = tmp_path / "baseline.json"
    call(corpus, "--records", good, "--write-baseline", floors)
    written(corpus, "a", "b", "c")
    result = call(corpus, "--records", good, "--baseline", floors)
    assert result.exit_code == 2
    assert "another state of the corpus" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--allow-regression", "x"], "goes with --write-baseline"),
        (["--records", "nirgends.jsonl"], "there is no file nirgends.jsonl"),
        (["--baseline", "nirgends.json"], "there is no file nirgends.json"),
        (["--write-baseline", "b.json", "--allow-regression", " "], "needs a reason"),
        (["--compare", "x", "y", "--records", "z"], "--compare stands alone"),
        (["--split", "keiner"], "no gold release in the split 'keiner'"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], words: str, corpus: Path) -> None:
    result = call(corpus, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_html_is_one_page_that_loads_nothing(corpus: Path, tmp_path: Path) -> None:
    evil = record("b")
    evil["people"][0]["name"] = "<script>alert(1)</script>"
    records, page = lines(tmp_path / "r.jsonl", record("a"), evil), tmp_path / "page.html"
    assert call(corpus, "--records", records, "--format", "html", "-o", page).exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "http" not in html.replace("http-equiv", "")
    assert html.count("<h3>Gold</h3>") == html.count("<h3>Found</h3>") == 2
    assert "@media (max-width: 30rem)" in html
    assert call(corpus, "--records", records, "--format", "html", "-o", page).exit_code == 2


def test_junit_without_floors_has_a_case_a_release(corpus: Path, good: Path) -> None:
    result = call(corpus, "--records", good, "--format", "junit")
    assert result.stdout.count("<testcase") == 2
    assert 'failures="0"' in result.stdout
