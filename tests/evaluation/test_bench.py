"""The table of speeds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.archive.release import Release
from extractor.evaluation.bench import Seconds, curve, measure, report
from extractor.evaluation.runs import Moment, Watched, options, watch
from extractor.evaluation.spacy_pipeline import published_sizes
from extractor.pipeline import Extractor

TEXT = "Nauen. Landrätin Petra Kolb gab 1,2 Millionen Euro für die Schulen im Kreis frei."


def test_all_are_timed_on_the_same_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extractor = Extractor()
    seconds = measure([Release.of_text(TEXT)] * 2, extractor, published_sizes())
    assert seconds.words == 2 * len(TEXT.split())
    assert set(seconds.stages) == {"tokens", *extractor.nlp.pipe_names, "record and JSON"}
    assert min(seconds.network, seconds.spacy, *seconds.stages.values()) > 0
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    run = watch(tmp_path / "rows.jsonl", tmp_path / "out.jsonl", *options("rules", 1))
    assert run.code == 0
    report(seconds, [(1, run)], 1)
    assert "extract is " in capsys.readouterr().out


def test_curve(capsys: pytest.CaptureFixture[str]) -> None:
    moments = [
        Moment(2.0, 0, 10 << 20),
        *(Moment(2.0 + at / 100, at, (10 + at // 100) << 20, at / 50) for at in (1, 500, 1000, 2000)),
    ]
    curve(Watched(moments), [1000, 2000])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows[1:] == [
        ["1,000", "10.0", "s", "20.0", "s", "20"],
        ["2,000", "10.0", "s", "20.0", "s", "30"],
    ]


def test_seconds_add_up() -> None:
    seconds = Seconds()
    seconds.stages["a"] += 1.5
    seconds.stages["b"] += 2.0
    assert seconds.extract == 3.5
