"""``python -m extractor.evaluation.measure GOLD``: extract every gold release and print the scores."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extractor.evaluation.given import extracted_from_gold
from extractor.evaluation.gold import Gold, read
from extractor.evaluation.scores import Scores, score, table
from extractor.pipeline import DEFAULT, Extractor

GOLD = "gold"


def extracted(gold: Iterable[Gold], extractor: Extractor) -> dict[str, Mapping[str, Any]]:
    """The record of each gold release as plain data, by id."""
    return {
        release["id"]: json.loads(extractor.extract(release["text"], id=release["id"]).to_json()) for release in gold
    }


def measure(path: Path, model: str = DEFAULT, *, split: str | None = None) -> Scores:
    """Scores of the pipeline with ``model`` on the gold in ``path``; ``gold`` takes the annotators' mentions."""
    gold = {release["id"]: release for release in read(path, split=split)}
    if model == GOLD:
        return score(gold, extracted_from_gold(gold.values()))
    return score(gold, extracted(gold.values(), Extractor(model)))


def main() -> None:
    """Print the table of scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", default=DEFAULT, help="as of extract, or gold: the annotators' own mentions")
    parser.add_argument("--split", help="of a folder with an index: only its releases of this split")
    arguments = parser.parse_args()
    print(table(measure(arguments.gold, arguments.model, split=arguments.split)))


if __name__ == "__main__":
    main()
