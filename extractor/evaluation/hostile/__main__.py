"""``python -m extractor.evaluation.hostile RELEASES``: hostile files among good releases do a run no harm.

Extracts good releases alone and again with hostile files among them, and checks: the good records are the same byte for
byte, each hostile file gave records or failures as its kind promises, memory stays below a limit, and nothing outside
the output folder was touched. Prints what became of each kind; the exit code is 1 where a promise is broken.
"""

from __future__ import annotations

import argparse
import sys
from itertools import islice
from pathlib import Path

from extractor.archive.readers import releases
from extractor.evaluation.hostile.check import MIB, Report, Run, Settings, check


def main() -> None:
    """Print the report; exit with 1 if there are problems."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("releases", type=Path)
    parser.add_argument("--good", type=int, default=1000)
    parser.add_argument("--hostile", type=int, default=300)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--model", default="default")
    parser.add_argument("--timeout", type=float, default=30)
    parser.add_argument("--max-memory", type=int, default=512, help="MiB for one release beyond the loaded model")
    parser.add_argument("--max-unpacked", type=int, default=1, help="GiB that one container may unpack to")
    parser.add_argument("--most-memory", type=int, default=2048, help="MiB that all processes together may take")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    limits = {"timeout": given.timeout, "max-memory": given.max_memory, "max-unpacked": given.max_unpacked}
    options = tuple(f"--{name}={value}" for name, value in limits.items())
    settings = Settings(given.hostile, given.workers, given.model, options, given.most_memory, given.seed)
    report = check((release.text for release in islice(releases([given.releases]), given.good)), settings)
    _print(report)
    sys.exit(bool(report.problems))


def _print(report: Report) -> None:
    for name, fates in report.by_kind().items():
        print(f"{name:20} {fates}")
    for name, run in (("alone", report.alone), ("mixed", report.mixed)):
        print(f"{name}: {_figures(run)}")
    print(f"{len(report.files)} hostile files of {len(report.by_kind())} kinds, {len(report.problems)} problems")
    for problem in report.problems:
        print(problem)


def _figures(run: Run) -> str:
    records, failures = (sum(map(len, found.values())) for found in (run.lines, run.failures))
    peak = "unknown" if run.peak is None else f"{run.peak // MIB:,} MiB"
    return f"exit code {run.code}, {records:,} records, {failures:,} failures, {run.seconds:.0f} s, peak memory {peak}"


if __name__ == "__main__":
    main()
