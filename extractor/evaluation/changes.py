"""What changed between two judgements of the same gold, release by release, with the words around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from extractor.evaluation.names import folded
from extractor.evaluation.outcome import Item
from extractor.evaluation.scores import MENTIONS, Judgement

Verdict = Literal["lost", "wrong", "won", "mended"]
LOSSES: frozenset[Verdict] = frozenset({"lost", "wrong"})
AROUND = 40
SIGNS: Mapping[Verdict, str] = {"lost": "-", "wrong": "!", "won": "+", "mended": "+"}
_MEANING: Mapping[Verdict, str] = {
    "lost": "no longer found",
    "wrong": "wrongly found",
    "won": "found now",
    "mended": "no longer wrong",
}

Errors = Mapping[str, Mapping[str, list[str]]]
"""For each row the ids of what was missed and of what is wrong."""


@dataclass(frozen=True, slots=True)
class Change:
    """One item of one row that is judged otherwise; ``instead`` is what stands in its place."""

    row: str
    verdict: Verdict
    shown: str
    context: str = ""
    instead: str = ""

    @property
    def worse(self) -> bool:
        """Whether it is a loss."""
        return self.verdict in LOSSES

    def __str__(self) -> str:
        """One line for the eye."""
        instead = f", instead: {self.instead}" if self.instead else ""
        context = f"   {self.context}" if self.context else ""
        return f"{SIGNS[self.verdict]} {self.row} {_MEANING[self.verdict]}: {self.shown}{instead}{context}"


def errors(judgement: Judgement) -> dict[str, dict[str, list[str]]]:
    """The mistakes of a release by their ids; what a later judgement is compared with."""
    found = {
        name: {"missed": [item.id for item in outcome.missed], "wrong": [item.id for item in outcome.wrong]}
        for name, outcome in judgement.items()
    }
    return {
        name: {side: ids for side, ids in sides.items() if ids} for name, sides in found.items() if any(sides.values())
    }


def changes(before: Errors, now: Judgement, text: str) -> list[Change]:
    """What ``now`` has lost and won against the mistakes of before, losses first."""
    found = [
        change for name, outcome in now.items() for change in _row(name, before, outcome.missed, outcome.wrong, text)
    ]
    return sorted(found, key=lambda change: not change.worse)


def all_errors(now: Judgement, text: str) -> list[Change]:
    """All mistakes of a release."""
    return changes({}, now, text)


def _row(name: str, before: Errors, missed: Iterable[Item], wrong: Iterable[Item], text: str) -> Iterator[Change]:
    known = before.get(name, {})
    lost, found = _new(missed, known.get("missed", [])), _new(wrong, known.get("wrong", []))
    for item in lost:
        near = next((other for other in found if _related(item, other)), None)
        if near is not None:
            found.remove(near)
        yield Change(name, "lost", item.shown, context(text, item), near.shown if near else "")
    for item in found:
        yield Change(name, "wrong", item.shown, context(text, item))
    for id_ in _gone(known.get("missed", []), missed):
        yield Change(name, "won", id_)
    for id_ in _gone(known.get("wrong", []), wrong):
        yield Change(name, "mended", id_)


def _new(items: Iterable[Item], known: Iterable[str]) -> list[Item]:
    left, new = Counter(known), []
    for item in items:
        if left[item.id]:
            left[item.id] -= 1
        else:
            new.append(item)
    return new


def _gone(known: Iterable[str], items: Iterable[Item]) -> list[str]:
    return list((Counter(known) - Counter(item.id for item in items)).elements())


def _related(one: Item, other: Item) -> bool:
    """Whether one stands where the other should: touching spans, or fields of the same thing."""
    if one.span and other.span:
        return one.span[0] < other.span[1] and other.span[0] < one.span[1]
    return one.parts[0] == other.parts[0] or bool(set(one.parts[0].split()) & set(other.parts[0].split()))


def context(text: str, item: Item) -> str:
    """The words around an item, itself in brackets; nothing where it does not stand in the text as it is."""
    place = item.span or _sought(text, item.words)
    if place is None:
        return ""
    start, end = place
    before = text[max(start - AROUND, 0) : start]
    behind = text[end : end + AROUND]
    cut, more = "…" * (start > AROUND), "…" * (end + AROUND < len(text))
    left = before.split(" ", 1)[-1] if cut and " " in before else before
    right = behind.rsplit(" ", 1)[0] if more and " " in behind else behind
    spaces = " " * left[-1:].isspace(), " " * right[:1].isspace()
    inner = folded(text[start:end])
    inner = inner if len(inner) <= 2 * AROUND else f"{inner[:AROUND]} … {inner[-AROUND:]}"
    return f"{cut}{folded(left)}{spaces[0]}[{inner}]{spaces[1]}{folded(right)}{more}"


def _sought(text: str, words: tuple[str, ...]) -> tuple[int, int] | None:
    for word in reversed(words):
        at = text.find(word) if word else -1
        if at >= 0:
            return at, at + len(word)
    return None


def listing(found: Iterable[Change]) -> str:
    """Changes as lines, those of mentions first where they are equally bad."""
    return "\n".join(str(change) for change in sorted(found, key=lambda one: (not one.worse, one.row not in MENTIONS)))
