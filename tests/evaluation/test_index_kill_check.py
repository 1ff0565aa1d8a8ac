"""An index that is killed while it is made."""

from __future__ import annotations

from pathlib import Path

from releases import release

from extractor.evaluation.index_kill_check import check


def file(tmp_path: Path, count: int) -> Path:
    path = tmp_path / "records.jsonl"
    lines = (release(str(n), f"Der Kreis Nauen gibt {n} Euro frei.").to_json() for n in range(count))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_killed_index_is_never_half(tmp_path: Path) -> None:
    report = check(file(tmp_path, 60), tmp_path, 2)
    assert report.wrong == []
    assert (report.records, len(report.kills)) == (60, 2)


def test_what_is_left_beside_the_index_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "broken.part2").touch()
    assert check(file(tmp_path, 2), tmp_path, 0).wrong == ["left behind: broken.part2"]
