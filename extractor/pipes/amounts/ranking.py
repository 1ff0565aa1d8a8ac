"""Chooses payer and purpose of an amount among candidates by a trained sum of weights.

The rules' answers are candidates and features; ``extractor.model.training.amounts`` trains the weights.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractor.pipes.amounts.candidates import candidates
from extractor.pipes.amounts.features import absent, features, setting
from extractor.pipes.amounts.purposes import purpose_answers
from extractor.pipes.amounts.scene import Scene
from extractor.pipes.amounts.sources import source_answers
from extractor.pipes.ranking import best, load_weights
from extractor.text.document import FoundAmount, Mention

WEIGHTS = Path(__file__).with_name("weights.json")
FIELDS = ("source", "purpose")
_ANSWERS = {"source": source_answers, "purpose": purpose_answers}
_ENDING = re.compile(r"(?<=\w{3})(?:es|en|er|em|e|s|n)$")
_HALF = 0.5

Words = Counter[str]


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that may be chosen; null says that the text names nothing."""

    text: str | None
    words: Words
    features: frozenset[str]


def words_of(phrase: str | None) -> Words:
    """The words of a phrase without endings of inflection."""
    return Counter(_stem(word) for word in re.findall(r"\w+", (phrase or "").casefold()))


@lru_cache(maxsize=10_000)
def _stem(word: str) -> str:
    while (shorter := _ENDING.sub("", word)) != word:
        word = shorter
    return word


def likeness(one: Words, other: Words) -> float:
    """F1 of the shared words; 1 for two empty ones."""
    if not one or not other:
        return float(not one and not other)
    return 2 * (one & other).total() / (one.total() + other.total())


def options(
    amount: FoundAmount, scene: Scene, mentions: Sequence[Mention], starts: Sequence[int]
) -> dict[str, list[Option]]:
    """What source and purpose of ``amount`` may be; it holds the answers of the rules.

    ``mentions`` are in text order, ``starts`` are those of all amounts.
    """
    where = setting(scene, mentions, starts)
    found = [
        Option(candidate.text, words_of(candidate.text), frozenset(features(candidate, where)))
        for candidate in candidates(scene, mentions)
    ]
    nothing = Option(None, Counter(), frozenset(absent(where)))
    final = {"source": amount.source, "purpose": amount.purpose}
    return {field: _with_rules(found, nothing, _ANSWERS[field](scene), final[field]) for field in FIELDS}


def _with_rules(
    found: Sequence[Option], nothing: Option, answers: Mapping[str, str], final: str | None
) -> list[Option]:
    """The options with what the rules say as features; an answer of theirs that is no candidate becomes one."""
    said = {**answers, **({"final": final} if final else {})}
    added: list[set[str]] = [set() if final else {"rules-silent"} for _ in found]
    alone: dict[str, set[str]] = {}
    for rule, answer in said.items():
        words = words_of(answer)
        alike = [likeness(words, option.words) for option in found]
        for names, share in zip(added, alike, strict=True):
            if share >= _HALF:
                names.add(f"rule:{rule}" if share == 1 else f"near-rule:{rule}")
        if 1 not in alike:
            alone.setdefault(answer, {"bias", "rule-alone"}).add(f"rule:{rule}")
    return [
        *(
            Option(option.text, option.words, option.features | names)
            for option, names in zip(found, added, strict=True)
        ),
        *(Option(answer, words_of(answer), frozenset(names)) for answer, names in alone.items()),
        Option(None, nothing.words, nothing.features | {f"null:rule:{rule}" for rule in said}),
    ]


def rank(
    amounts: Sequence[FoundAmount], around: Sequence[Scene], mentions: Sequence[Mention], settled: Collection[int]
) -> None:
    """Replace what the rules say about payer and purpose, but at ``settled`` positions."""
    starts = [amount.start for amount in amounts]
    for at, (amount, scene) in enumerate(zip(amounts, around, strict=True)):
        if at in settled:
            continue
        for field, found in options(amount, scene, mentions, starts).items():
            chosen = best(found, load_weights(WEIGHTS)[field])
            if likeness(chosen.words, words_of(getattr(amount, field))) < 1:
                setattr(amount, field, chosen.text)
