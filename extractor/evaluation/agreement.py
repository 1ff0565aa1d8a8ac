"""``python -m extractor.evaluation.agreement CORPUS``: how far the two annotators of a corpus agree.

``annotations/first.jsonl`` and ``annotations/second.jsonl`` in its folder hold what each made of a text, without the
text. The second is scored against the first as if it were records, so a row says what a perfect annotator would be
measured at.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from extractor.evaluation.gold import Gold, GoldError, read
from extractor.evaluation.scores import Scores, score
from extractor.evaluation.table import table

FOLDER, FIRST, SECOND = "annotations", "first.jsonl", "second.jsonl"


def as_record(gold: Gold) -> dict[str, Any]:
    """An annotation in the form of a record."""
    spans = sorted((span for span in gold["spans"] if span["label"] == "MONEY"), key=lambda span: span["start"])
    amounts = [
        {**amount, "start": span["start"], "end": span["end"]}
        for span, amount in zip(spans, gold.get("amounts", []), strict=True)
    ]
    return {**gold, "mentions": gold["spans"], "amounts": amounts}


def agreement(corpus: Path, *, split: str | None = None) -> Scores:
    """Scores of the second annotation of ``corpus`` against the first. Raises ``GoldError`` where one is missing."""
    texts = {release["id"]: release["text"] for release in read(corpus, split=split)}
    first, second = (_annotated(corpus / FOLDER / name, texts) for name in (FIRST, SECOND))
    if first.keys() != second.keys():
        odd = sorted(first.keys() ^ second.keys())[0]
        raise GoldError(f"{corpus / FOLDER}: {odd} is annotated once only")
    return score(first, {id_: as_record(gold) for id_, gold in second.items()})


def _annotated(path: Path, texts: dict[str, str]) -> dict[str, Gold]:
    if not path.is_file():
        raise GoldError(f"{path} is missing; it holds an annotation a line, without the text")
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["id"]: {**row, "text": texts[row["id"]]} for row in rows if row["id"] in texts}


def main() -> None:
    """Print the table of agreement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--split", help="only the releases of this split")
    arguments = parser.parse_args()
    print(table(agreement(arguments.corpus, split=arguments.split)))


if __name__ == "__main__":
    main()
