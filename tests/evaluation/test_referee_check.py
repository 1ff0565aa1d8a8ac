"""Our scores against those of another program."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from extractor.evaluation import referee_check

TEXT = "Petra Kolb gab 50 Euro."
GOLD = {
    "id": "a",
    "text": TEXT,
    "spans": [{"start": 0, "end": 10, "label": "PERSON", "text": "Petra Kolb"}],
    "people": [{"name": "Petra Kolb", "titles": [], "roles": []}],
}
ROW = {"p": 1.0, "r": 1.0, "f": 1.0}


def referee(folder: Path, **person: float) -> Path:
    said = {"mentions": {"PERSON": ROW | {"relaxed_f": 1.0}}, "records": {"person": ROW | person}, "amounts": {}}
    path = folder / "score.py"
    path.write_text(f"import sys\nassert sys.argv[3] == '--json'\nprint({json.dumps(said)!r})\n", encoding="utf-8")
    return path


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, program: Path) -> int:
    (folder / "gold.jsonl").write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    record = {"id": "a", "mentions": GOLD["spans"], "people": GOLD["people"]}
    (folder / "records.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["check", str(program), str(folder / "gold.jsonl"), str(folder / "records.jsonl")])
    with pytest.raises(SystemExit) as ended:
        referee_check.main()
    return int(ended.value.code or 0)


def test_equal_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, monkeypatch, referee(tmp_path)) == 0
    assert capsys.readouterr().out == "7 figures compared, 0 differ\n"


def test_a_figure_that_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, monkeypatch, referee(tmp_path, f=0.998)) == 1
    assert "person f: 1.0 here, 0.998 there" in capsys.readouterr().out


def test_a_figure_that_we_lack() -> None:
    assert referee_check.differences({}, {"person f": 1.0}) == ["person f: None here, 1.0 there"]
