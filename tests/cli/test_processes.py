"""What only a process of its own shows: signals, closed pipes, streams, ``python -m``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Start = Callable[..., subprocess.Popen[bytes]]
ROOT = Path(__file__).parents[2]
PATIENCE = 180
ROW = b'{"text": "Landr\\u00e4tin Petra Kolb."}\n'


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_run_can_be_resumed(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    process = start("extract", "-", "-o", tmp_path / "out.jsonl")
    assert process.stdin
    process.stdin.write(ROW * 3)
    process.stdin.flush()
    deadline = time.monotonic() + PATIENCE
    part = tmp_path / "out.jsonl.part"
    while not part.exists() or part.read_bytes().count(b"\n") < 3:
        assert time.monotonic() < deadline
        assert process.poll() is None, process.stderr and process.stderr.read()
        time.sleep(0.02)
    process.send_signal(number)
    _, messages = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert messages.startswith(b"Error: interrupted")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl.journal", "out.jsonl.part"]
    _, messages = start("extract", "-", "-o", tmp_path / "out.jsonl", "--resume").communicate(ROW * 4, timeout=PATIENCE)
    assert b"4 records, 3 of them from before" in messages
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_bytes().splitlines()] == [
        f"stdin-{number}" for number in range(1, 5)
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_closed_pipe_ends_quietly(start: Start, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(ROW * 5000)
    process = start("extract", tmp_path / "rows.jsonl")
    assert process.stdout
    assert process.stderr
    assert json.loads(process.stdout.readline())["id"] == "rows-1"
    process.stdout.close()
    messages = process.stderr.read()
    assert (process.wait(timeout=PATIENCE), messages) == (0, b"")


def test_records_come_as_they_are_made(start: Start) -> None:
    process = start("extract", "-")
    assert process.stdin
    assert process.stdout
    process.stdin.write(ROW)
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == "stdin-1"
    rest, _ = process.communicate(ROW, timeout=PATIENCE)
    assert json.loads(rest)["id"] == "stdin-2"


def test_output_is_utf8_in_any_locale(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    content, _ = start("extract", "-", "--quiet").communicate("Grüße".encode(), timeout=PATIENCE)
    assert json.loads(content)["text"] == "Grüße"
    assert "Grüße".encode() in content


def test_python_m_extractor() -> None:
    command = [sys.executable, "-m", "extractor", "--version"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.startswith("extractor ")


@pytest.mark.parametrize(
    ("module", "absent"), [("extractor.cli.app", "spacy"), ("extractor.__main__", "typer"), ("extractor", "spacy")]
)
def test_starting_loads_no_more_than_needed(module: str, absent: str) -> None:
    command = [sys.executable, "-c", f"import sys, {module}; sys.exit({absent!r} in sys.modules)"]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
