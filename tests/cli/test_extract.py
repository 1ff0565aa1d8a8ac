"""``extractor extract``: output, bad input, exit codes."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Run = Callable[..., Result]
TEXT = "Nauen. Landrätin Petra Kolb gab 1,2 Millionen Euro frei."


@pytest.fixture
def pm(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "pm.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def records(content: str | Path) -> list[dict[str, Any]]:
    text = content.read_text(encoding="utf-8") if isinstance(content, Path) else content
    return [json.loads(line) for line in text.splitlines()]


def ids(content: str | Path) -> list[str]:
    return [record["id"] for record in records(content)]


def test_extract_writes_records_to_stdout_and_the_summary_to_stderr(run: Run, pm: Path) -> None:
    result = run("extract", pm)
    assert result.exit_code == 0
    [record] = records(result.stdout)
    assert (record["id"], record["text"], record["amounts"][0]["value"]) == ("pm", TEXT, "1200000")
    assert result.stderr.startswith("1 record, ")
    assert re.fullmatch(r"1 record, 10 words \([\d,]+ a second\), \d+\.\d s; PERSON 1\n", result.stderr)


def test_extract_quiet_is_silent(run: Run, pm: Path) -> None:
    assert run("extract", pm, "--quiet").stderr == ""
    assert run("--quiet", "extract", pm).stderr == ""


def test_extract_to_a_file(run: Run, pm: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    result = run("extract", pm, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert ids(out) == ["pm"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "records.jsonl"]


def test_extract_does_not_replace_a_file_unasked(run: Run, pm: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    out.write_text("alt")
    result = run("extract", pm, "-o", out)
    assert result.exit_code == 2
    assert result.stderr == f"Error: {out} exists; --overwrite replaces it\n"
    assert out.read_text() == "alt"
    assert run("extract", pm, "-o", out, "--overwrite").exit_code == 0
    assert ids(out) == ["pm"]


def test_extract_never_reads_what_it_writes(run: Run, pm: Path) -> None:
    out, bad = pm.parent / "a.jsonl", pm.parent / "zz.txt"
    bad.write_bytes(b"")
    for _ in range(2):
        result = run("extract", pm.parent, "-o", out, "--overwrite")
        assert ids(out) == ["pm"]
        assert len(records(pm.parent / "a.jsonl.failures.jsonl")) == 1
        assert "passed over" not in result.stderr
    result = run("extract", pm, out, "-o", out, "--overwrite", "--quiet")
    assert (result.exit_code, ids(out)) == (2, ["pm"])
    assert result.stderr == f"Error: {out} is both INPUT and output; name another file with --output\n"


def test_extract_with_a_model_that_cannot_be_loaded_writes_nothing(run: Run, pm: Path, tmp_path: Path) -> None:
    result = run("extract", pm, "-o", tmp_path / "records.jsonl", "--model", "keins")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: there is no model 'keins'; ")
    assert result.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_extract_passes_the_model_on_and_leaves_the_text_out(run: Run, pm: Path) -> None:
    [record] = records(run("extract", pm, "--model", "rules", "--no-text").stdout)
    assert (record["text"], record["extractor"]["model"]) == (None, "rules")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("leer.txt", b"", "the release is empty"),
        ("weiss.txt", b" \n\t \r\n", "the release is empty"),
        ("bild.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is binary data"),
        ("lang.txt", b"Kiel " * 10_000, "the text has 50000 characters"),
        ("kaputt.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:-9], "the gzip data is cut off"),
        ("leer.jsonl", b"", "the file holds no row"),
        ("bild.png", b"\x89PNG", "the suffix .png is not known"),
    ],
)
def test_extract_bad_file_is_one_line_and_all_others_are_written(
    run: Run, pm: Path, name: str, content: bytes, reason: str
) -> None:
    bad = pm.parent / name
    bad.write_bytes(content)
    result = run("extract", bad, pm, "--quiet")
    assert result.exit_code == 3
    assert ids(result.stdout) == ["pm"]
    assert result.stderr.startswith(f"Error: {bad}: {reason}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('{"text": "Kiel.', "invalid JSON at column"),
        ("{}", "no field 'text'"),
        ('{"text": null}', "the field 'text' is null, not text"),
        ('{"text": 7}', "the field 'text' is a number, not text"),
        ('{"text": " "}', "the release is empty"),
    ],
)
def test_extract_bad_row_is_one_line_and_all_others_are_written(run: Run, row: str, reason: str) -> None:
    result = run("extract", "-", "--quiet", stdin=f'{{"text": "Eins."}}\n{row}\n{{"text": "Drei."}}\n')
    assert result.exit_code == 3
    assert ids(result.stdout) == ["stdin-1", "stdin-3"]
    assert result.stderr.startswith(f"Error: -:2: {reason}")
    assert result.stderr.count("\n") == 1


def test_extract_missing_input_fails_with_all_others_written(run: Run, pm: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    result = run("extract", tmp_path / "none.txt", pm, "-o", out)
    assert result.exit_code == 3
    assert ids(out) == ["pm"]
    [failure] = records(tmp_path / "records.jsonl.failures.jsonl")
    assert (failure["path"], failure["reason"]) == (str(tmp_path / "none.txt"), "no such file or folder")
    assert result.stderr.startswith(f"1 record, 1 failed (see {out}.failures.jsonl), ")


def test_extract_failures_to_a_named_file(run: Run, pm: Path, tmp_path: Path) -> None:
    result = run("extract", pm, tmp_path / "none.txt", "--failures", tmp_path / "f.jsonl")
    assert ids(result.stdout) == ["pm"]
    assert len(records(tmp_path / "f.jsonl")) == 1
    assert "Error" not in result.stderr
    assert run("extract", pm, "--failures", tmp_path / "f.jsonl").exit_code == 2


def test_extract_a_row_over_the_limit_fails_alone(run: Run, pm: Path) -> None:
    rows = pm.parent / "rows.jsonl"
    rows.write_text(json.dumps({"text": "x" * 1_200_000}) + '\n{"id": "gut", "text": "Text."}\n')
    result = run("extract", rows, pm, "--quiet", "--max-release", "1")
    assert result.exit_code == 3
    assert ids(result.stdout) == ["gut", "pm"]
    assert result.stderr.startswith(f"Error: {rows}:1: the line is longer than 1 MiB")


def test_extract_text_in_another_language_is_flagged_and_written(run: Run) -> None:
    result = run("extract", "-", stdin="the mayor opened the bridge.")
    assert result.exit_code == 0
    assert [warning["code"] for warning in records(result.stdout)[0]["warnings"]] == ["not-german"]
    assert "1 record, 1 with warnings, " in result.stderr


def test_extract_field_options(run: Run) -> None:
    row = {"nr": 4, "inhalt": "Text.", "title": "Titel"}
    options = ("--text-field", "inhalt", "--id-field", "nr", "--prepend-title")
    [record] = records(run("extract", "-", *options, stdin=json.dumps(row)).stdout)
    assert (record["id"], record["text"], record["title"]) == ("4", "Titel\n\nText.", "Titel")
    row = {"text": "Text.", "titel": "Titel", "absender": "Kreis Plön", "datum": "31.5.2024", "title": "x"}
    options = ("--title-field", "titel", "--sender-field", "absender", "--date-field", "datum")
    [record] = records(run("extract", "-", *options, stdin=json.dumps(row)).stdout)
    assert (record["title"], record["sender"], record["date"]) == ("Titel", "Kreis Plön", "2024-05-31")


def test_extract_says_what_a_folder_holds_besides(run: Run, pm: Path) -> None:
    (pm.parent / "foto.jpg").touch()
    result = run("extract", pm.parent)
    assert result.exit_code == 0
    assert "1 record, 1 file of another kind passed over, " in result.stderr
    assert f"passed over: {pm.parent / 'foto.jpg'}" in run("extract", pm.parent, "--verbose").stderr


def test_extract_messages_as_json(run: Run, pm: Path, tmp_path: Path) -> None:
    failure, summary = records(run("extract", pm, tmp_path / "none.txt", "--log-json").stderr)
    assert (failure["level"], failure["reason"]) == ("error", "no such file or folder")
    assert (summary["level"], summary["records"], summary["failures"]) == ("info", 1, 1)


@pytest.mark.parametrize("arguments", [(), ("",), ("--nichts", "x.txt")])
def test_extract_wrong_use(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("extract", *arguments)
    assert result.exit_code == 2
    assert "Error" in result.stderr
    assert result.stdout == ""


def test_extract_notes_duplicates_or_skips_them(run: Run, pm: Path) -> None:
    (pm.parent / "zweite.txt").write_bytes(pm.read_bytes())
    result = run("extract", pm.parent)
    first, second = records(result.stdout)
    assert first["warnings"] == []
    assert [(one["code"], one["message"]) for one in second["warnings"]] == [
        ("duplicate", "the same as the earlier release 'pm' of this run, by checksum")
    ]
    result = run("extract", pm.parent, "--skip-duplicates")
    assert ids(result.stdout) == ["pm"]
    assert "1 record, 1 duplicate skipped, " in result.stderr
