"""``extractor export`` for search engines: a whole folder, or one clear line and nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from press_records import hostile, release
from typer.testing import Result

ENGINES = ["opensearch", "solr", "meilisearch", "typesense"]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    worst = hostile("böse")
    worst = worst.model_copy(update={"amounts": worst.amounts[:1]})  # 10^999999999 has a gigabyte of zeros
    found = [release(), worst, release("r2", keep_text=False)]
    path.write_text("".join(one.to_json() + "\n" for one in found), encoding="utf-8")
    return path


@pytest.mark.parametrize("shape", ["release", "mention"])
@pytest.mark.parametrize("engine", ENGINES)
def test_records_become_a_folder(
    run: Callable[..., Result], records: Path, tmp_path: Path, engine: str, shape: str
) -> None:
    result = run("export", records, "--to", engine, "--shape", shape, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    manifest = json.loads((tmp_path / "out" / "export.json").read_text())
    assert manifest["counts"]["documents"] == {"release": 3, "mention": 20}[shape]
    assert all((tmp_path / "out" / file).is_file() for file in manifest["files"])


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bad_name_of_an_index_is_one_line_and_nothing_is_written(
    run: Callable[..., Result], records: Path, tmp_path: Path, engine: str
) -> None:
    result = run("export", records, "--to", engine, "--index", "a b/..", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "--index" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["records.jsonl"]


def test_ftm_has_one_shape(run: Callable[..., Result], records: Path, tmp_path: Path) -> None:
    result = run("export", records, "--to", "ftm", "--shape", "mention", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert (
        result.stderr == "Error: FollowTheMoney has one shape only: leave out --shape (mentions are entities there)\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["records.jsonl"]
    assert run("export", records, "--to", "ftm", "-o", tmp_path / "out").exit_code == 0
