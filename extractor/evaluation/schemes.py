"""The four schemes of SemEval 2013 as the package nervaluate counts them, and which labels are taken for which.

``strict``: same span and label; ``exact``: same span; ``partial``: a touched span is half right, whatever its label;
``ent_type``: a touched span of the same label. Spans touch from a hundredth of the gold span on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.evaluation.fields import listed
from extractor.evaluation.scores import LABELS, Rows
from extractor.evaluation.spans import Row, pairs, shared, span

SCHEMES = ("strict", "exact", "partial", "ent_type")
NOTHING = "nothing"
_LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the mentions under one scheme."""

    correct: int = 0
    incorrect: int = 0
    partial: int = 0
    missed: int = 0
    spurious: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.correct + other.correct,
            self.incorrect + other.incorrect,
            self.partial + other.partial,
            self.missed + other.missed,
            self.spurious + other.spurious,
        )

    @property
    def precision(self) -> float:
        """Share of the found mentions that are right, half right ones by half."""
        found = self.correct + self.incorrect + self.partial + self.spurious
        return (self.correct + self.partial / 2) / found if found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold mentions that were found, half right ones by half."""
        gold = self.correct + self.incorrect + self.partial + self.missed
        return (self.correct + self.partial / 2) / gold if gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def schemes(gold: Rows, records: Rows) -> dict[str, Counts]:
    """The counts of each scheme over all releases."""
    totals = dict.fromkeys(SCHEMES, Counts())
    for id_, row in gold.items():
        wanted, found = _known(row["spans"]), _known(listed(records.get(id_, {}), "mentions"))
        for name in SCHEMES:
            totals[name] += count(name, wanted, found)
    return totals


def _known(rows: Iterable[Row]) -> list[Row]:
    return sorted((row for row in rows if row["label"] in LABELS), key=span)


def count(scheme: str, wanted: list[Row], found: list[Row]) -> Counts:
    """The counts of one scheme in one release; each gold mention is used once, in the order of the found ones."""
    left = list(wanted)
    tally: Counter[str] = Counter()
    for answer in found:
        match, verdict = _match(scheme, left, answer)
        tally[verdict] += 1
        if match is not None:
            left.remove(match)
    return Counts(tally["correct"], tally["incorrect"], tally["partial"], len(left), tally["spurious"])


def _match(scheme: str, left: list[Row], answer: Row) -> tuple[Row | None, str]:
    touched = [row for row in left if shared(span(row), span(answer)) >= max(_LEAST * (row["end"] - row["start"]), 1)]
    same = [row for row in touched if _right(scheme, row, answer)]
    if same:
        return min(same, key=lambda row: _apart(row, answer)), "correct"
    if touched:
        return touched[0], "partial" if scheme == "partial" else "incorrect"
    return None, "spurious"


def _apart(one: Row, other: Row) -> int:
    """How far the ends of two spans are from each other."""
    return int(abs(one["start"] - other["start"]) + abs(one["end"] - other["end"]))


def _right(scheme: str, row: Row, answer: Row) -> bool:
    label, place = bool(row["label"] == answer["label"]), span(row) == span(answer)
    return {"strict": label and place, "ent_type": label}.get(scheme, place)


Confusion = Mapping[str, Mapping[str, int]]


def confusion(gold: Rows, records: Rows) -> Confusion:
    """For each gold label how often each label stands at its place, or nothing; ``nothing`` for what is too much."""
    table: dict[str, Counter[str]] = {name: Counter() for name in (*LABELS, NOTHING)}
    for id_, row in gold.items():
        wanted, found = _known(row["spans"]), _known(listed(records.get(id_, {}), "mentions"))
        both = pairs([span(one) for one in wanted], [span(one) for one in found])
        left, right = {i for i, _ in both}, {j for _, j in both}
        for i, j in both:
            table[wanted[i]["label"]][found[j]["label"]] += 1
        for i, one in enumerate(wanted):
            table[one["label"]][NOTHING] += i not in left
        for j, one in enumerate(found):
            table[NOTHING][one["label"]] += j not in right
    return table
