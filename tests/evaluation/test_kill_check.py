"""Killed and resumed runs."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.evaluation.kill_check import check
from extractor.evaluation.runs import first_rows, options

TEXT = "Nauen. Landrätin Petra Kolb gab {number} Millionen Euro für die Schulen im Kreis frei. "


def archive(tmp_path: Path, count: int) -> Path:
    rows = tmp_path / "rows.jsonl"
    lines = (json.dumps({"id": str(number), "text": TEXT.format(number=number + 2) * 8}) for number in range(count))
    rows.write_text("\n".join(lines), encoding="utf-8")
    return rows


def test_a_killed_run_ends_as_the_uninterrupted_one(tmp_path: Path) -> None:
    report = check(archive(tmp_path, 100), tmp_path, 2, options("rules", 2))
    assert report.wrong == []
    assert len(report.parts) in {2, 3}  # a quick machine may be done before the second kill
    assert report.whole.peak() > 1 << 20


def test_another_file_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text("{}\n", encoding="utf-8")
    report = check(archive(tmp_path, 3), tmp_path, 0, options("rules", 1))
    assert "the file is another than that of the uninterrupted run" in report.wrong


def test_first_rows(tmp_path: Path) -> None:
    assert first_rows(archive(tmp_path, 5), tmp_path / "two.jsonl", 2) == 2
    assert len((tmp_path / "two.jsonl").read_text(encoding="utf-8").splitlines()) == 2
