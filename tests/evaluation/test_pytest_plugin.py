"""The plugin in a user's project: one test a release and one a floor, the diff as the failure, under xdist too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from corpora import gold, lines, record, written

from extractor.evaluation.baseline import Baseline
from extractor.evaluation.evaluate import evaluate
from extractor.evaluation.gold import checksum, read_all

ROOT = Path(__file__).parents[2]
HEAD = "from extractor.evaluation.pytest_plugin import extractor_corpus\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    corpus = read_all(written(tmp_path / "corpus", "a", "b"))
    reached = evaluate(corpus, {id_: record(id_) for id_ in corpus})
    floors = Baseline.of(reached, checksum(corpus), "regression").to_json()
    (tmp_path / "corpus" / "baseline.json").write_text(floors, encoding="utf-8")
    lines(tmp_path / "good.jsonl", record("a"), record("b"))
    lines(tmp_path / "bad.jsonl", record("a"), record("b") | {"people": [], "quotes": []})
    return tmp_path


def run(folder: Path, code: str, *options: str) -> tuple[int, str]:
    (folder / "test_corpus.py").write_text(HEAD + code, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "extractor.evaluation.pytest_plugin",
        "-p",
        "no:cacheprovider",
    ]
    result = subprocess.run(
        [*command, *options, "test_corpus.py"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.returncode, result.stdout + result.stderr


def test_one_test_a_release_and_one_a_floor(project: Path) -> None:
    code = 'mine = extractor_corpus("corpus", floors="corpus/baseline.json", records="good.jsonl")\n'
    status, output = run(project, code, "-vv")
    assert status == 0, output
    assert "test_corpus.py::mine::a PASSED" in output
    assert "test_corpus.py::mine::floor person PASSED" in output
    floors = len(Baseline.read(project / "corpus" / "baseline.json").floors)
    assert f"{floors + 2} passed" in output


def test_failure_is_the_diff(project: Path) -> None:
    code = 'mine = extractor_corpus("corpus", floors="corpus/baseline.json", records="bad.jsonl")\n'
    status, output = run(project, code)
    assert status == 1
    assert "- person no longer found: Petra Kolb" in output
    assert "person: F1 0.667, the floor is 1.000" in output
    assert "Traceback" not in output


def test_floors_by_hand_and_extraction_under_xdist(project: Path) -> None:
    lines(project / "gold.jsonl", gold("a"), gold("b"), gold("c"))
    code = 'mine = extractor_corpus("gold.jsonl", floors={"MONEY": 0.9, "PERSON": 0.3}, model="rules")\n'
    status, output = run(project, code, "-n", "2")
    assert status == 0, output
    assert "5 passed" in output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ('"nirgends"', "nirgends"),
        ('"corpus", floors={"PERSONEN": 1}', "no row 'PERSONEN'"),
        ('"corpus", split="keiner"', "no gold release in the split 'keiner'"),
    ],
)
def test_corpus_that_cannot_be_read_is_named(arguments: str, words: str, project: Path) -> None:
    status, output = run(project, f"mine = extractor_corpus({arguments})\n")
    assert status == 2
    assert words in output
    assert "Traceback" not in output


def test_plugin_imports_nothing_heavy() -> None:
    heavy = "[name for name in ('spacy', 'numpy', 'pydantic') if name in sys.modules]"
    code = f"import sys, extractor.evaluation.pytest_plugin; print({heavy})"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
