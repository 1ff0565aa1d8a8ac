"""``python -m extractor.evaluation.index_kill_check RECORDS``: an index that is killed while it is made is never half.

The records are indexed once without interruption. Then an index of the first half of them is brought to the whole
again and again, each time killed (``SIGKILL``) at a random moment. After each kill the index must open, answer, and
hold either the half or the whole; a run to its end must make it equal to the uninterrupted one, and leave nothing
beside it. The first kill comes while there is no index yet.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired

from extractor.search import Filters, Index, SearchError

FIRST, LATE, LAST = 0.05, 0.75, 1.05
"""Shares of the time of the whole between which kills come; every second one comes late, around the commit."""
GARBAGE = 1.5
"""Times the bytes of the uninterrupted index that one may have which was killed: parts merge in another order."""


@dataclass(slots=True)
class Report:
    """Seconds and records of the uninterrupted run, records after each kill (None: no index), and what is wrong."""

    seconds: float = 0.0
    records: int = 0
    kills: list[int | None] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def check(records: Path, folder: Path, kills: int, seed: int = 0) -> Report:
    """Index, kill and compare."""
    whole, broken, start = folder / "whole", folder / "broken", folder / "half"
    report, random = Report(), Random(seed)
    begun = time.monotonic()
    report.wrong += _run(records, whole)
    report.seconds = time.monotonic() - begun
    report.records = len(Index.open(whole))
    half = _half(records, folder / "half.jsonl", report.records // 2)
    report.wrong += _run(half, start)
    for number in range(kills):
        shutil.rmtree(broken, ignore_errors=True)
        if number:
            shutil.copytree(start, broken)
        _kill(records, broken, random.uniform(LATE if number % 2 else FIRST, LAST) * report.seconds)
        allowed = {report.records // 2, report.records} if number else {None, 0, report.records}
        found = _state(broken, report)
        report.kills.append(found)
        if found not in allowed:
            report.wrong.append(f"after kill {number + 1} the index holds {found} records, none of {allowed}")
    report.wrong += _run(records, broken)
    if _contents(broken) != _contents(whole):
        report.wrong.append("the index is another than that of the uninterrupted run")
    if _bytes(broken) > GARBAGE * _bytes(whole):
        report.wrong.append(f"{_bytes(broken):,} bytes, the uninterrupted index has {_bytes(whole):,}: garbage is left")
    left = [path.name for path in folder.iterdir() if path.name.startswith("broken") and path != broken]
    if left:
        report.wrong.append(f"left behind: {', '.join(sorted(left))}")
    return report


def _command(records: Path, index: Path) -> list[str]:
    return [sys.executable, "-m", "extractor", "index", str(records), "-o", str(index), "--quiet"]


def _run(records: Path, index: Path) -> list[str]:
    """A run to its end; what went wrong."""
    with Popen(_command(records, index), stdout=DEVNULL, stderr=PIPE, text=True) as process:  # noqa: S603 (our own)
        messages = process.communicate()[1]
    return [] if process.returncode == 0 else [f"indexing ended with {process.returncode}: {messages.strip()}"]


def _kill(records: Path, index: Path, wait: float) -> None:
    with Popen(_command(records, index), stdout=DEVNULL, stderr=DEVNULL) as process:  # noqa: S603 (our own)
        try:
            process.wait(wait)
        except TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)


def _state(path: Path, report: Report) -> int | None:
    """The number of records, each of which can be read; None without an index."""
    if not path.exists():
        return None
    try:
        index = Index.open(path)
        read = sum(1 for _ in index.records())
        found = index.search("", filters=Filters(), limit=0).total
    except SearchError as error:
        report.wrong.append(f"after a kill: {error}")
        return -1
    if not read == found == len(index):
        report.wrong.append(f"after a kill {read} records can be read, {found} found, {len(index)} are counted")
    return found


def _half(records: Path, half: Path, count: int) -> Path:
    with records.open("rb") as source, half.open("wb") as target:
        target.writelines(islice(source, count))
    return half


def _contents(path: Path) -> set[bytes]:
    return {sha256(record.to_json().encode()).digest() for record in Index.open(path).records()}


def _bytes(path: Path) -> int:
    return sum(file.stat().st_size for file in _files(path))


def _files(path: Path) -> Iterable[Path]:
    return (file for file in path.rglob("*") if file.is_file())


def main() -> None:
    """Check, print, exit with 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="index-kill-check-") as name:
        report = check(arguments.records, Path(name), arguments.kills, arguments.seed)
    print(f"{report.records:,} records without interruption: {report.seconds:.1f} s")
    print(f"{len(report.kills)} kills; records in the index after each: {report.kills}")
    print("\n".join(report.wrong) or "never half an index, and complete after the last run")
    sys.exit(1 if report.wrong else 0)


if __name__ == "__main__":
    main()
