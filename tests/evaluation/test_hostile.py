"""The check with hostile files: what it makes, that it passes on a few, and that it fails where a promise is broken."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from random import Random
from subprocess import Popen
from sys import executable

import pytest

from extractor.evaluation.hostile import check as checking
from extractor.evaluation.hostile.check import SECRET, Run, Settings, check
from extractor.evaluation.hostile.kinds import HostileFile, Kind, Lure, Outcome, kinds, write
from extractor.evaluation.hostile.watching import server, tree
from extractor.evaluation.memory import memory_of

TEXTS = ("Kiel. Landrätin Petra Kolb kam.", "Plön. Der Kreis gab 5.000 Euro frei.")
LURE = Lure(Path("/nowhere/secret.txt"), "http://127.0.0.1:9/", ("a", "b"))


def kind(name: str) -> Kind:
    [found] = [one for one in kinds() if one.name == name]
    return found


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of kinds instead of all."""
    names = ("nul", "stolen-ids", "mixed-rows", "secret", "zip-outside", "zip-stolen", "link-loop", "page-reaching")
    chosen = tuple(kind(name) for name in names)
    monkeypatch.setattr("extractor.evaluation.hostile.kinds.kinds", lambda: chosen)


def test_there_are_kinds_of_every_format() -> None:
    names = [one.name for one in kinds()]
    assert len(names) == len(set(names)) >= 40
    suffixes = {".txt", ".md", ".jsonl", ".csv", ".html", ".pdf", ".docx", ".rss", ".xml", ".atom", ".newsml", ".nitf"}
    suffixes |= {".eml", ".mbox", ".zip", ".tar", ".tar.gz", ".txt.gz"}
    assert suffixes <= {one.suffix for one in kinds()}


@pytest.mark.parametrize("name", ["random-bytes", "zip-mutated", "tar-mutated", "pdf-mutated", "box-of-bad"])
def test_the_same_seed_makes_the_same_file(name: str) -> None:
    assert kind(name).make(Random("1"), LURE) == kind(name).make(Random("1"), LURE)


@pytest.mark.usefixtures("few")
def test_names_lie_among_the_good_ones(tmp_path: Path) -> None:
    files = list(write(tmp_path, 16, LURE, among=4))
    assert [file.name for file in files[:5:4]] == ["release-000000-0000-nul.txt", "release-000001-0004-zip-outside.zip"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [file.name for file in files]


@pytest.mark.usefixtures("few")
def test_a_run_with_hostile_files_keeps_its_promises() -> None:
    report = check(TEXTS, Settings(count=8, workers=1, model="rules"))
    assert report.problems == []
    assert report.mixed.code == 3
    assert report.by_kind()["nul"] == "1 x this is binary data, not text: it holds NUL characters"
    assert report.mixed.peak is None or report.mixed.peak > 1 << 20


def test_a_broken_promise_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = (
        Kind("good", ".txt", Outcome.FAILS, lambda *_: b"Kiel."),
        Kind("blamed", ".txt", Outcome.FAILS, blames="NUL"),
        Kind("tells", ".txt", Outcome.EXTRACTS, lambda *_: SECRET.encode()),
    )
    monkeypatch.setattr("extractor.evaluation.hostile.kinds.kinds", lambda: wrong)
    report = check(TEXTS, Settings(count=3, workers=1, model="rules", most_memory=1))
    problems = "\n".join(report.problems)
    assert "good.txt: fails was promised; 1 records, []" in problems
    assert "blamed.txt: blames the wrong thing: the release is empty" in problems
    assert "tells.txt: the secret file was read" in problems
    assert report.mixed.peak is None or "MiB of memory, more than 1" in problems


def test_changed_records_and_missing_files_are_found() -> None:
    alone, mixed = Run(0, 1, None, ""), Run(2, 1, None, "Traceback (most recent call last)")
    alone.lines["a.txt"], mixed.lines["a.txt"] = ['{"id": 0, "text": "x"}'], ['{"id": 1, "text": "x"}']
    alone.lines["b.txt"], mixed.failures["b.txt"] = ['{"id": 2}'], [{"reason": "too slow"}]
    assert checking._good_problems(["a.txt", "b.txt"], alone, mixed) == [
        "a.txt: another record than alone: id 0 / 1",
        "b.txt: no record beside the hostile files: [{'reason': 'too slow'}]",
    ]
    assert len(checking._run_problems(mixed, Settings())) == 2
    lost = HostileFile("x.txt", kind("pieces"))
    assert checking._file_problems(lost, mixed) == ["x.txt: either was promised; 0 records, []"]


def test_files_outside_the_output_folder_are_found(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "output").mkdir()
    before = tree(tmp_path)
    (tmp_path / "home" / "x").touch()
    (tmp_path / "output" / "records").touch()
    found = checking._traces(tmp_path, before, 1, Run(0, 1, None, ""))
    assert found == [f"{tmp_path / 'home' / 'x'} was written, changed or removed", "1 visits to the server"]


def test_visits_to_the_server_are_heard() -> None:
    with server() as (url, visits):
        with pytest.raises(OSError, match=r"."):
            urllib.request.urlopen(url, timeout=5)
        assert len(visits) == 1


def test_memory_of_all_processes_is_seen() -> None:
    holds = "import time; x = b'x' * 90_000_000; time.sleep(1)"
    child = f"import sys, subprocess; subprocess.run([sys.executable, '-c', {holds!r}])"
    with Popen([executable, "-c", child]) as process, memory_of(process) as peak:
        process.wait()
    assert peak.size is None or peak.size > 90_000_000


def test_records_and_failures_are_told_apart_by_file(tmp_path: Path) -> None:
    for part in ("input", "output", "home", "temp", "work"):
        (tmp_path / part).mkdir()
    (tmp_path / "input" / "a.jsonl").write_text(json.dumps({"text": "Kiel."}) + "\n[]\n", encoding="utf-8")
    found = checking.run(tmp_path, "x", Settings(workers=1, model="rules"))
    assert (len(found.lines["a.jsonl"]), len(found.failures["a.jsonl"]), found.code) == (1, 1, 3)
