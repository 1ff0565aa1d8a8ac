"""``python -m extractor.evaluation.hold_out GOLD -n 40``: some releases of a gold file, to measure on."""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path


def sample(lines: list[str], count: int, seed: int) -> list[str]:
    """``count`` of the lines, drawn at random, in their order."""
    places = list(range(len(lines)))
    random.Random(seed).shuffle(places)
    return [lines[place] for place in sorted(places[:count])]


def main() -> None:
    """Print the sample as JSON Lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-n", type=int, default=40, dest="count")
    parser.add_argument("--seed", type=int, default=40)
    arguments = parser.parse_args()
    lines = arguments.gold.read_text(encoding="utf-8").splitlines(keepends=True)
    sys.stdout.writelines(sample(lines, arguments.count, arguments.seed))


if __name__ == "__main__":
    main()
