"""``extractor index``: what is added, replaced and deleted, exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from releases import release
from typer.testing import Result

from extractor.records import Record
from extractor.search import Index

Run = Callable[..., Result]


def written(path: Path, *records: Record, more: str = "") -> Path:
    path.write_text("".join(f"{record.to_json()}\n" for record in records) + more, encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "records.jsonl", release("a"), release("b"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def ids(folder: Path) -> set[str]:
    return {record.id for record in Index.open(folder).records()}


def test_index_makes_the_folder_and_says_what_it_holds(run: Run, file: Path, folder: Path) -> None:
    result = run("index", file, "-o", folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{folder}: 2 read, 2 in the index (0 before)\n"
    assert ids(folder) == {"a", "b"}


def test_index_reads_standard_input(run: Run, file: Path, folder: Path) -> None:
    assert run("index", "-", "-o", folder, stdin=file.read_bytes()).exit_code == 0
    assert ids(folder) == {"a", "b"}


def test_index_again_replaces_and_sync_takes_others_out(run: Run, file: Path, folder: Path, tmp_path: Path) -> None:
    run("index", file, "-o", folder)
    newer = written(tmp_path / "newer.jsonl", release("b", "Ganz neu"), release("c"))
    assert run("index", newer, "-o", folder).exit_code == 0
    assert ids(folder) == {"a", "b", "c"}
    assert run("index", newer, "-o", folder, "--sync").exit_code == 0
    assert ids(folder) == {"b", "c"}
    found = Index.open(folder).record("b")
    assert found
    assert found.text == "Ganz neu"


def test_sync_takes_nothing_out_where_lines_fail(run: Run, file: Path, folder: Path, tmp_path: Path) -> None:
    run("index", file, "-o", folder)
    broken = written(tmp_path / "broken.jsonl", release("c"), more="{}\n")
    result = run("index", broken, "-o", folder, "--sync")
    assert result.exit_code == 3
    assert "broken.jsonl:2: no record" in result.stderr
    assert "no other records were taken out" in result.stderr
    assert ids(folder) == {"a", "b", "c"}


def test_delete(run: Run, file: Path, folder: Path) -> None:
    run("index", file, "-o", folder)
    result = run("index", "-o", folder, "--delete", "a", "--delete", "x")
    assert (result.exit_code, ids(folder)) == (0, {"b"})
    assert "there was no record 'x' to delete" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "RECORDS is missing"),
        (["--sync", "--delete", "a"], "RECORDS is missing"),
        (["no.jsonl"], "there is no file"),
        (["--delete", "a"], "there is no index"),
    ],
)
def test_wrong_use_makes_nothing(run: Run, folder: Path, arguments: list[str], message: str) -> None:
    result = run("index", *arguments, "-o", folder)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not folder.exists()


def test_a_second_writer_is_named_in_one_line(run: Run, file: Path, folder: Path) -> None:
    run("index", file, "-o", folder)
    with Index.open(folder).writer():
        result = run("index", file, "-o", folder)
    assert result.exit_code == 2
    assert result.stderr == f"Error: another process is writing the index {folder}; wait until it is done\n"


def test_a_folder_of_other_things_stays(run: Run, file: Path, tmp_path: Path) -> None:
    result = run("index", file, "-o", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["records.jsonl"]
