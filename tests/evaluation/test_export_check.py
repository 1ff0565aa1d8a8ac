"""What is read back is compared; a record that differs is found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sample_records import bare_record, hostile_record, plain_record

from extractor.evaluation import export_check
from extractor.evaluation.export_check import check, main
from extractor.export.target import Name

RECORDS = [plain_record(), hostile_record(), bare_record("leer")]


@pytest.mark.parametrize("name", [Name.SQLITE, Name.PARQUET])
def test_check_counts_records_that_differ_or_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: Name
) -> None:
    (tmp_path / "good").mkdir()
    result = check(RECORDS, name, tmp_path / "good")
    assert (result.differ, result.counts["releases"]) == (0, 3)
    assert result.size > 1000
    (tmp_path / "bad").mkdir()
    bad = [plain_record(title="anders"), RECORDS[1]]
    monkeypatch.setitem(export_check.READ, name, lambda folder: iter(bad))
    assert check(RECORDS, name, tmp_path / "bad").differ == 2


@pytest.mark.parametrize(("last", "code"), [("", 0), ("{}", 1)])
def test_main_prints_a_line_a_target_and_names_lines_that_are_no_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], last: str, code: int
) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(f"{record.to_json()}\n" for record in RECORDS) + last, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["export_check", str(path), "--to", "sqlite", "csv"])
    with pytest.raises(SystemExit) as ended:
        main()
    output = capsys.readouterr().out
    assert ended.value.code == code
    assert [line.split()[0] for line in output.splitlines() if "MiB" in line] == ["sqlite", "csv"]
    assert "0 records differ" in output
    assert (f"{path}:4: no record" in output) == bool(last)
