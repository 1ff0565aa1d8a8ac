"""``python -m extractor.model.training.amounts GOLD…``: trains what ranks payers and purposes of amounts.

Prints the word F1 of rules and ranking, cross-validated by release, and writes the weights beside the amounts pipe.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from extractor.model.training import loglinear
from extractor.model.training.corpora import SpanT, open_text, parse_marked
from extractor.pipes.amounts.logic import read_amounts
from extractor.pipes.amounts.ranking import FIELDS, WEIGHTS, Option, likeness, options, words_of
from extractor.pipes.ranking import best
from extractor.text.document import Mention
from extractor.text.sentences import split
from extractor.text.zones import zones

HERE = Path(__file__).parent
OWN = HERE / "annotations" / "amounts.jsonl"
MONEY = "MONEY"
FOLDS = 5
LOST = 0.1
"""Share of the mentions that are hidden in training: those of a model are not as complete."""

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """One amount: the group it is from, and for each field its options, gold words and the rules' answer."""

    group: str
    fold: int
    options: dict[str, list[Option]]
    gold: dict[str, Counter[str]]
    rules: dict[str, Counter[str]]
    settled: bool


def read_own(path: Path = OWN) -> Iterator[tuple[str, str, Sequence[SpanT], list[dict[str, Any]]]]:
    """The annotated amounts of the marked texts."""
    with open_text(path) as lines:
        for row in map(json.loads, lines):
            kind, _, number = row["id"].rpartition("-")
            marked = parse_marked((HERE / "texts" / kind / f"{number}.txt").read_text(encoding="utf-8").strip())
            yield row["id"], marked.text, marked.spans, row["amounts"]


def read_gold(path: Path) -> Iterator[tuple[str, str, Sequence[SpanT], list[dict[str, Any]]]]:
    """Gold releases with amounts, as JSON Lines."""
    with open_text(path) as lines:
        for row in map(json.loads, lines):
            if row.get("amounts"):
                spans = sorted((span["start"], span["end"], span["label"]) for span in row["spans"])
                yield row["id"], row["text"], spans, row["amounts"]


def cases(group: str, id_: str, text: str, spans: Sequence[SpanT], gold: Sequence[Mapping[str, Any]]) -> Iterator[Case]:
    """The amounts of one release; one that the rules do not find cannot be trained on."""
    digest = int(sha256(id_.encode()).hexdigest(), 16)
    chance = Random(digest)
    mentions = [Mention(*span) for span in spans if span[2] != MONEY and chance.random() >= LOST]
    date = zones(text).date
    reading = read_amounts(text, split(text), issued=date.year if date else None)
    wanted = dict(zip([span[:2] for span in spans if span[2] == MONEY], gold, strict=True))
    starts = [amount.start for amount in reading.amounts]
    for at, (amount, scene) in enumerate(zip(reading.amounts, reading.around, strict=True)):
        row = wanted.get((amount.start, amount.end))
        if row is not None:
            found = options(amount, scene, mentions, starts)
            right = {field: words_of(row.get(field)) for field in FIELDS}
            said = {field: words_of(getattr(amount, field)) for field in FIELDS}
            yield Case(group, digest % FOLDS, found, right, said, at in reading.settled)


def train(examples: Sequence[Case], field: str) -> dict[str, float]:
    """Weights for a field: options count as right by the words that they share with the gold."""
    return loglinear.train(
        [
            [(option.features, likeness(case.gold[field], option.words)) for option in case.options[field]]
            for case in examples
        ]
    )


def cross_validated(examples: Sequence[Case], field: str) -> dict[str, tuple[int, float, float]]:
    """By group the number of amounts, the word F1 of the rules, and that of weights trained without the release."""
    points: dict[str, list[tuple[float, float]]] = {}
    for fold in range(FOLDS):
        weight = train([case for case in examples if case.fold != fold and not case.settled], field)
        for case in examples:
            if case.fold == fold:
                ranked = case.rules[field] if case.settled else best(case.options[field], weight).words
                pair = likeness(case.gold[field], case.rules[field]), likeness(case.gold[field], ranked)
                points.setdefault(case.group, []).append(pair)
    return {group: (len(rows), *map(float, np.mean(rows, axis=0))) for group, rows in points.items()}  # type: ignore[misc]


def main() -> None:
    """Train on the own annotations and the gold files given, print the figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="*")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    examples = [case for release in read_own() for case in cases("own", *release)]
    for path in arguments.gold:
        examples += [case for release in read_gold(path) for case in cases(path.name, *release)]
    found = {}
    for field in FIELDS:
        for group, (count, rules, ranked) in cross_validated(examples, field).items():
            print(f"{field:8} {group:24} {count:5} amounts, rules {rules:.3f}, ranking {ranked:.3f}", flush=True)
        found[field] = dict(sorted(train([case for case in examples if not case.settled], field).items()))
    arguments.output.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
