"""``extractor schema``: written, compared, checked in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

from extractor.cli.schema import drift

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]


def test_schema_checked_in_is_up_to_date() -> None:
    assert drift(ROOT / "schemas") == []


def test_schema_is_written_and_checked(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "neu" / "schemas"
    result = run("schema", "-o", folder)
    written = sorted(path for path in folder.rglob("*") if path.is_file())
    assert (result.exit_code, sorted(map(Path, result.stdout.split()))) == (0, written)
    assert {folder / "record.schema.json", folder / "postgres" / "schema.sql"} <= set(written)
    schema = json.loads((folder / "record.schema.json").read_text(encoding="utf-8"))
    assert schema["title"] == "Record"
    assert run("schema", "-o", folder).exit_code == 0
    result = run("schema", "--check", "-o", folder)
    assert (result.exit_code, result.stdout) == (0, f"{folder} is up to date\n")


def test_schema_check_shows_the_difference(run: Run, tmp_path: Path) -> None:
    run("schema", "-o", tmp_path)
    path = tmp_path / "record.schema.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"title": "Record"', '"title": "Alt"'), encoding="utf-8")
    before = path.read_bytes()
    result = run("schema", "--check", "-o", tmp_path)
    assert result.exit_code == 1
    assert '-  "title": "Alt",' in result.stdout
    assert path.read_bytes() == before


def test_schema_check_names_a_missing_file(run: Run, tmp_path: Path) -> None:
    result = run("schema", "--check", "-o", tmp_path)
    assert result.exit_code == 1
    assert "is missing; `extractor schema -o" in result.stdout


def test_schema_into_a_file_is_wrong_use(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    assert run("schema", "-o", tmp_path / "x").exit_code == 2
    assert run("schema", "-o", tmp_path / "x" / "y").exit_code == 2
