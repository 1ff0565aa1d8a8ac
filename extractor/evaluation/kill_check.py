"""``python -m extractor.evaluation.kill_check RELEASES``: a run that is killed again and again ends as if it never was.

The first releases are extracted once without interruption. Then a run over the same is killed (``SIGKILL``) at random
moments and resumed until it is done. The files must be equal byte for byte, no process may be left, and what was done
before a kill must not be done again: all parts together may take no longer than the whole and a start for each part.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from subprocess import DEVNULL, Popen

from extractor.evaluation.runs import Watched, command, first_rows, moments, options, watch
from extractor.pipeline import DEFAULT

SHARE = 1.6
"""A part works up to so many times as long as if all were equal."""
RARE = 7
"""One kill among so many may come before the first release."""
SLACK = 1.25
"""Times the whole: the parts of a run do not keep all workers busy at their ends."""


@dataclass(slots=True)
class Report:
    """The uninterrupted run, the releases done at each kill, the seconds of each part, and what is wrong."""

    whole: Watched
    kills: list[int] = field(default_factory=list)
    parts: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def check(rows: Path, folder: Path, kills: int, shared: list[str], seed: int = 0) -> Report:
    """Run, kill, resume and compare."""
    whole, broken = folder / "whole.jsonl", folder / "broken.jsonl"
    report = Report(watch(rows, whole, *shared))
    random = Random(seed)
    working = report.whole.seconds - report.whole.first
    for _ in range(kills):
        wait = report.whole.first + SHARE * working / kills * random.random()
        if not random.randrange(RARE):
            wait *= random.random()
        done, seconds, code = _killed(rows, broken, [*shared, "--resume"], wait)
        report.parts.append(seconds)
        if code is not None:
            report.wrong += [] if code == report.whole.code else [f"a part ended by itself with {code}"]
            break
        report.kills.append(done)
    last = watch(rows, broken, *shared, "--resume")
    report.parts.append(last.seconds)
    if last.code != report.whole.code:
        report.wrong.append(f"exit code {last.code}, of the whole {report.whole.code}: {last.messages}")
    if not broken.exists() or broken.read_bytes() != whole.read_bytes():
        report.wrong.append("the file is another than that of the uninterrupted run")
    allowed = SLACK * report.whole.seconds + len(report.parts) * (report.whole.first + 1)
    if sum(report.parts) > allowed:
        report.wrong.append(f"the parts took {sum(report.parts):.0f} s, more than the {allowed:.0f} s of work left")
    left = [path.name for path in folder.iterdir() if path.name.startswith("broken") and path != broken]
    if left:
        report.wrong.append(f"left behind: {', '.join(sorted(left))}")
    return report


def _killed(rows: Path, output: Path, shared: list[str], wait: float) -> tuple[int, float, int | None]:
    """A part of a run, killed after ``wait`` seconds: what was done, the time, its own exit code if it has one."""
    begun, done = time.monotonic(), 0
    with Popen(command(rows, output, *shared), stdout=DEVNULL, stderr=DEVNULL) as process:  # noqa: S603 (our own)
        for moment in moments(process, output):
            done = moment.done
            if moment.seconds >= wait:
                break
        code = process.poll()
        if code is None:
            os.kill(process.pid, signal.SIGKILL)
    return done, time.monotonic() - begun, code


def main() -> None:
    """Check, print, exit with 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("releases", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--model", default=DEFAULT)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kill-check-") as name:
        rows = Path(name) / "rows.jsonl"
        count = first_rows(arguments.releases, rows, arguments.count)
        report = check(rows, Path(name), arguments.kills, options(arguments.model, arguments.workers), arguments.seed)
    print(
        f"{count} releases without interruption: {report.whole.seconds:.1f} s, first after {report.whole.first:.1f} s"
    )
    print(f"{len(report.kills)} kills, after {report.kills} releases")
    print(f"{len(report.parts)} parts: {sum(report.parts):.1f} s, the last {report.parts[-1]:.1f} s")
    print("\n".join(report.wrong) or "the same file, byte for byte")
    sys.exit(1 if report.wrong else 0)


if __name__ == "__main__":
    main()
