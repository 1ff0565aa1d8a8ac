"""``python -m extractor.evaluation.measure GOLD``: extract every gold release and print the scores."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extractor.evaluation.gold import Gold, read
from extractor.evaluation.scores import Scores, score, table
from extractor.pipeline import DEFAULT, Extractor


def extracted(gold: Iterable[Gold], extractor: Extractor) -> dict[str, Mapping[str, Any]]:
    """The record of each gold release as plain data, by id."""
    return {
        release["id"]: json.loads(extractor.extract(release["text"], id=release["id"]).to_json()) for release in gold
    }


def measure(path: Path, model: str = DEFAULT) -> Scores:
    """Scores of the pipeline with ``model`` on the gold in ``path``."""
    gold = {release["id"]: release for release in read(path)}
    return score(gold, extracted(gold.values(), Extractor(model)))


def main() -> None:
    """Print the table of scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", default=DEFAULT)
    arguments = parser.parse_args()
    print(table(measure(arguments.gold, arguments.model)))


if __name__ == "__main__":
    main()
