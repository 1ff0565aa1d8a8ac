"""``extractor search``: the table, JSON, pages, bad queries and filters."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from releases import release
from typer.testing import Result

from extractor.search import Index

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "index"
    with Index.create(path).writer() as writer:
        writer.add(
            release(
                "a",
                "Staatssekretärin Güler\nbesucht \x1b[31m Häuser\u202e.",
                title="Ein\nBesuch",
                day="2016-03-01",
                sender="Land Nord",
                people=[("Serap Güler", "Staatssekretärin")],
                organisations=[("Kulturring", [])],
                programmes=["KOMM-AN NRW"],
                places=["Nauen"],
                amounts=[2_000_000],
            )
        )
        writer.add(release("b", "Frau Gueler lobt das Haus.", day="2015-03-01"))
    return path


def test_search_prints_a_table_and_the_summary_on_stderr(run: Run, folder: Path) -> None:
    result = run("search", folder, "Guler Haus", "--sort", "newest", "--facet", "person")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "a  2016-03-01  Ein Besuch",
        "    Staatssekretärin Güler besucht �[31m Häuser�.",
        "b  2015-03-01",
        "    Frau Gueler lobt das Haus.",
        "person:",
        "       1  Serap Güler",
    ]
    assert result.stderr == "2 records found, 2 shown\n"


def test_search_prints_one_object_a_hit(run: Run, folder: Path) -> None:
    result = run("search", folder, "Güler", "--format", "json", "--sort", "newest", "--facet", "year")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows[:2]] == ["a", "b"]
    assert set(rows[0]) == {"id", "score", "title", "date", "sender", "place", "snippet"}
    assert rows[0]["date"] == "2016-03-01"
    assert [rows[1]["snippet"]["text"][start:end] for start, end in rows[1]["snippet"]["marks"]] == ["Gueler"]
    assert rows[2:] == [
        {"facet": "year", "value": "2016", "count": 1},
        {"facet": "year", "value": "2015", "count": 1},
    ]


def test_pages(run: Run, folder: Path) -> None:
    first = run("search", folder, "--limit", 1, "--format", "json", "--log-json")
    assert json.loads(first.stdout)["id"] == "a"
    data = json.loads(first.stderr)
    assert (data["total"], data["shown"]) == (2, 1)
    second = run("search", folder, "--limit", 1, "--format", "json", "--after", data["next"])
    assert json.loads(second.stdout)["id"] == "b"
    assert "--after" not in second.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--person", "güler"],
        ["--person", "ser*", "--role", "staatssek*"],
        ["--organisation", "kulturring"],
        ["--programme", "komm-an"],
        ["--place", "nauen"],
        ["--sender", "nord"],
        ["--amount", "1000000.."],
        ["--year", "2016"],
        ["--from", "2016-01-01", "--to", "2016-12-31"],
        ["--amount", "..3000000", "--amount", "2000000"],
    ],
)
def test_filters(run: Run, folder: Path, arguments: list[str]) -> None:
    result = run("search", folder, "--format", "json", *arguments)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a"]


def test_nothing_found_is_no_error(run: Run, folder: Path) -> None:
    result = run("search", folder, "Fähre")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 records found, 0 shown\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["…"], "the query holds no word"),
        (["a " * 600], "longer than"),
        (["--amount", "1,5"], "no range of euros"),
        (["--from", "1.3.2016"], "no day"),
        (["--year", "0"], "no year"),
        (["--person", "…"], "holds no word"),
        (["--limit", "1001"], "0 to 1000"),
        (["--after", "x"], "cursor"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(run: Run, folder: Path, arguments: list[str], message: str) -> None:
    result = run("search", folder, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


def test_no_index_is_named(run: Run, tmp_path: Path) -> None:
    result = run("search", tmp_path / "none", "Haus")
    assert result.exit_code == 2
    assert "extractor index RECORDS -o" in result.stderr
