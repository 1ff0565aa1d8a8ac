"""``extractor export``: folders that are whole or not there, options, exit codes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_records import bare_record, hostile_record, plain_record
from typer.testing import Result

from extractor.export import parquet, sqlite
from extractor.records import Amount

Run = Callable[..., Result]
RECORDS = [plain_record(), hostile_record(), bare_record("leer")]
TABLES = ["sqlite", "postgres", "parquet", "csv"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(f"{record.to_json()}\n" for record in RECORDS), encoding="utf-8")
    return path


@pytest.mark.parametrize("target", TABLES)
def test_export_writes_data_schema_and_manifest(run: Run, file: Path, tmp_path: Path, target: str) -> None:
    folder = tmp_path / "out"
    result = run("export", file, "--to", target, "-o", folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(f"{folder}: 3 records, 3 releases, 8 mentions, 2 people, 3 roles, ")
    manifest = json.loads((folder / "export.json").read_text(encoding="utf-8"))
    assert (manifest["target"], manifest["shape"], manifest["counts"]["releases"]) == (target, "release", 3)
    assert manifest["files"] == sorted(path.name for path in folder.iterdir() if path.name != "export.json")


@pytest.mark.parametrize("target", TABLES)
def test_export_of_mentions_is_one_table(run: Run, file: Path, tmp_path: Path, target: str) -> None:
    result = run("export", file, "--to", target, "--shape", "mention", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{tmp_path / 'out'}: 3 records, 8 mentions")


def test_export_of_gzip_and_stdin_reads_back(run: Run, file: Path, tmp_path: Path) -> None:
    packed = tmp_path / "records.jsonl.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert run("export", packed, "--to", "sqlite", "-o", tmp_path / "a").exit_code == 0
    assert run("export", "-", "--to", "parquet", "-o", tmp_path / "b", stdin=file.read_bytes()).exit_code == 0
    assert list(sqlite.read(tmp_path / "a" / "records.db")) == list(parquet.read(tmp_path / "b")) == RECORDS


def test_export_names_lines_that_are_no_records(run: Run, file: Path, tmp_path: Path) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write("{}\n" + RECORDS[0].to_json())
    result = run("export", file, "--to", "csv", "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert f"{file}:4: no record" in result.stderr
    assert f"{file}:5: an earlier record has the id 'kreis-1'" in result.stderr
    assert "3 records, " in result.stderr
    assert "2 failed" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--separator", ";;"), "Error: --separator ';;': one character"),
        (("--separator", ""), "Error: --separator ''"),
        (("--separator", ","), "--decimal . helps"),
        (("--decimal", "x"), "Error: --decimal 'x'"),
    ],
)
def test_export_with_a_bad_option_writes_nothing(
    run: Run, file: Path, tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    result = run("export", file, "--to", "csv", "-o", tmp_path / "out", *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == [file]


def test_export_takes_a_tab_by_name(run: Run, file: Path, tmp_path: Path) -> None:
    assert run("export", file, "--to", "csv", "--separator", "\\t", "--no-bom", "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "places.csv").read_bytes().startswith(b"release\tposition\tname\t")


def test_export_that_fails_half_way_leaves_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    bad = plain_record("b", amounts=[Amount.model_validate({**AMOUNT, "value": "1e40"})])
    file.write_text(f"{plain_record('a').to_json()}\n{bad.to_json()}\n", encoding="utf-8")
    result = run("export", file, "--to", "parquet", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: release 'b': the amount 1000")
    assert list(tmp_path.iterdir()) == [file]


AMOUNT = {"start": 0, "end": 1, "text": "N", "evidence": "x"}


@pytest.mark.parametrize("target", TABLES)
def test_export_replaces_only_an_export(run: Run, file: Path, tmp_path: Path, target: str) -> None:
    folder = tmp_path / "out"
    assert run("export", file, "--to", target, "-o", folder).exit_code == 0
    before = (folder / "export.json").read_bytes()
    result = run("export", file, "--to", target, "-o", folder)
    assert (result.exit_code, "--overwrite" in result.stderr) == (2, True)
    assert run("export", file, "--to", target, "-o", folder, "--overwrite").exit_code == 0
    assert (folder / "export.json").read_bytes() == before
    (folder / "export.json").unlink()
    assert run("export", file, "--to", target, "-o", folder, "--overwrite").exit_code == 2


def test_export_of_no_file_is_wrong_use(run: Run, tmp_path: Path) -> None:
    result = run("export", tmp_path / "keine.jsonl", "--to", "csv", "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (2, f"Error: there is no file {tmp_path / 'keine.jsonl'}\n")
