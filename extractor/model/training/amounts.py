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
import numpy.typing as npt

from extractor.model.training.corpora import SpanT, open_text, parse_marked
from extractor.pipes.amounts.logic import read_amounts
from extractor.pipes.amounts.ranking import FIELDS, WEIGHTS, Option, best, likeness, options, words_of
from extractor.text.document import Mention
from extractor.text.sentences import split
from extractor.text.zones import zones

HERE = Path(__file__).parent
OWN = HERE / "annotations" / "amounts.jsonl"
MONEY = "MONEY"
FOLDS = 5
RAREST = 3
STEPS, RATE, PENALTY, SHARPNESS = 100, 0.1, 1.0, 4
SMALLEST = 0.03
LOST = 0.1
"""Share of the mentions that are hidden in training: those of a model are not as complete."""

Array = npt.NDArray[np.float64]
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
    """Weights of a log-linear model: those of the options count as right by the words that they share with the gold."""
    counts = Counter(name for case in examples for option in case.options[field] for name in option.features)
    names = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= RAREST))}
    rows: list[int] = []
    columns: list[int] = []
    starts: list[int] = []
    gains: list[float] = []
    for case in examples:
        starts.append(len(gains))
        for option in case.options[field]:
            known = [names[name] for name in option.features if name in names]
            columns += known
            rows += [len(gains)] * len(known)
            gains.append(likeness(case.gold[field], option.words))
    found = _descend(np.array(rows), np.array(columns), np.array(starts), np.array(gains), len(names))
    return {name: round(float(found[at]), 3) for name, at in names.items() if abs(found[at]) >= SMALLEST}


def _descend(
    rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], starts: npt.NDArray[np.int64], gains: Array, size: int
) -> Array:
    """Adam on the log of the expected gain, with a quadratic penalty."""
    of_case = np.repeat(np.arange(len(starts)), np.diff([*starts, len(gains)]))
    weight, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    worth = gains**SHARPNESS + 1e-4
    for step in range(1, STEPS + 1):
        scores = np.bincount(rows, weight[columns], len(gains))
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[of_case])
        likely /= np.add.reduceat(likely, starts)[of_case]
        aim = likely * worth
        aim /= np.add.reduceat(aim, starts)[of_case]
        slope = (np.bincount(columns, (likely - aim)[rows], size) + PENALTY * weight) / len(starts)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        rate = RATE * (1 - 0.9 * step / STEPS)
        weight -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weight


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
