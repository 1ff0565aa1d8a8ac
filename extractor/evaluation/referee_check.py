"""``python -m extractor.evaluation.referee_check SCORE.py GOLD RECORDS``: our scores against another program's.

``SCORE.py`` is the referee that the annotation guidelines come with; it is run as it is. Every figure that both give
is compared: precision, recall and F1 of mentions and record rows, relaxed F1 of mentions, and the shares of amounts.
The exit code is 1 where two differ by more than ``TOLERANCE``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.evaluation.extraction import read_records
from extractor.evaluation.gold import read
from extractor.evaluation.scores import Scores, score

TOLERANCE = 0.0005

Figures = dict[str, float]


def ours(scores: Scores) -> Figures:
    """Our figures by the referee's names for them."""
    found: Figures = {}
    for name, row in scores.strict.items():
        found |= {f"{name} p": row.precision, f"{name} r": row.recall, f"{name} f": row.f1}
        found[f"{name} relaxed_f"] = scores.relaxed[name].f1
    return found | {f"amounts {name}": float(value) for name, value in scores.amounts.items()}


def theirs(referee: Path, gold: Path, records: Path) -> Figures:
    """What the referee says of the same files."""
    command = [sys.executable, str(referee), str(gold), str(records), "--json"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 (named by the user)
    return dict(_figures(json.loads(said)))


def _figures(said: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for group in ("mentions", "records"):
        for name, row in said[group].items():
            yield from ((f"{name} {figure}", row[figure]) for figure in ("p", "r", "f", "relaxed_f") if figure in row)
    yield from ((f"amounts {name}", float(value)) for name, value in said["amounts"].items())


def differences(one: Figures, other: Figures) -> list[str]:
    """Each figure of ``other`` that ``one`` does not have, or has otherwise, in a line."""
    return [
        f"{name}: {one.get(name)} here, {value} there"
        for name, value in other.items()
        if name not in one or abs(one[name] - value) > TOLERANCE
    ]


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("referee", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("records", type=Path)
    arguments = parser.parse_args()
    scores = score({release["id"]: release for release in read(arguments.gold)}, read_records(arguments.records))
    there = theirs(arguments.referee, arguments.gold, arguments.records)
    found = differences(ours(scores), there)
    print("\n".join([*found, f"{len(there)} figures compared, {len(found)} differ"]))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
