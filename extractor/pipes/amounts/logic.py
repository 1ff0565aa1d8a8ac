"""Euro amounts with everything that a text says about them; no spaCy here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.pipes.amounts.context import find_hedge, find_rate, find_year, is_limit, issue_year
from extractor.pipes.amounts.grammar import Money, find_money
from extractor.pipes.amounts.parts import link_parts
from extractor.pipes.amounts.purposes import find_purpose
from extractor.pipes.amounts.ranking import rank
from extractor.pipes.amounts.rows import lists, titles
from extractor.pipes.amounts.scene import Scene, scenes
from extractor.pipes.amounts.sources import find_list_source, find_source
from extractor.text.document import Doubt, FoundAmount, Mention

_LONGEST_GAP = 600
_LIMIT_JOINT = re.compile(r"\b(?:und|bzw\.|oder|sowie)\s*$")
_ADDED = re.compile(r"^[^.!?\n]{0,40}\bhinzu\b|^\s*(?:zusätzlich|dazu)\b")


def find_amounts(
    text: str,
    sentences: Sequence[tuple[int, int]],
    *,
    issued: int | None = None,
    mentions: Sequence[Mention] = (),
) -> tuple[list[FoundAmount], list[Doubt]]:
    """Every euro amount of ``text`` in order, and what is doubtful about them.

    ``sentences`` are spans in text order; ``issued`` is the year of the release, for ``in diesem Jahr``; ``mentions``
    in text order may be payers and purposes.
    """
    reading = read_amounts(text, sentences, issued=issued)
    rank(reading.amounts, reading.around, mentions, reading.settled)
    return reading.amounts, reading.doubts


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules read; the amounts at ``settled`` positions are rows of a list, or a total with explained parts."""

    amounts: list[FoundAmount]
    around: list[Scene]
    settled: frozenset[int]
    doubts: list[Doubt]


def read_amounts(text: str, sentences: Sequence[tuple[int, int]], *, issued: int | None = None) -> Reading:
    """The amounts as the rules read them, and what stands around each."""
    money = find_money(text)
    spans = [_sentence_of(found, sentences, len(text)) for found in money]
    around = scenes(text, money, spans)
    amounts = [FoundAmount(found.start, found.end, found.value, found.min, found.max) for found in money]
    issued = issued if issued is not None else issue_year(text) if money else None
    for amount, scene in zip(amounts, around, strict=True):
        amount.approx = scene.money.hedge or find_hedge(scene.lead, scene.tail)
        amount.per = find_rate(scene.lead, scene.tail)
        amount.year = find_year(scene.lead, scene.tail, previous=scene.previous, issued=issued)
    _payers_and_purposes(amounts, around)
    rows = _from_neighbours(text, amounts, around)
    link_parts(text, amounts, sentences)
    totals = [total for total in range(len(amounts)) if _is_explained(amounts, total)]
    parts = {at for total in totals for at in (total, *amounts[total].parts)}
    return Reading(amounts, around, frozenset(rows | parts), [_doubt(found) for found in money if found.doubt])


def _is_explained(amounts: Sequence[FoundAmount], total: int) -> bool:
    """Whether the text says what a total is for, and of each of its parts who pays it."""
    parts = amounts[total].parts
    return bool(parts and amounts[total].purpose) and all(amounts[at].source for at in parts)


def _sentence_of(money: Money, sentences: Sequence[tuple[int, int]], size: int) -> tuple[int, int]:
    """The sentence that holds the amount; the whole neighbourhood where a split went through it."""
    at = bisect_right(sentences, (money.start, size + 1)) - 1
    if at < 0:
        return 0, size
    start, end = sentences[at]
    if money.end > end:
        end = next((last for _, last in sentences[at + 1 :] if last >= money.end), size)
    return start, end


def _doubt(money: Money) -> Doubt:
    return Doubt("amount-ambiguous", f"amount: {money.doubt}", money.start, money.end)


def _payers_and_purposes(amounts: Sequence[FoundAmount], around: Sequence[Scene]) -> None:
    before: str | None = None
    for at, (amount, scene) in enumerate(zip(amounts, around, strict=True)):
        same_sentence = at > 0 and scene.after == amounts[at - 1].end
        amount.source = find_source(scene)
        amount.purpose = find_purpose(scene, before if same_sentence else None)
        if amount.purpose is None and same_sentence:
            amount.purpose = before
        before = amount.purpose


def _from_neighbours(text: str, amounts: Sequence[FoundAmount], around: Sequence[Scene]) -> set[int]:
    """What a list's head, a limit, a date or a rate before says about the amounts after it; rows with titles."""
    ends = [around[0].left if around else 0, *(amount.end for amount in amounts)]
    gaps = [
        text[max(end, amount.start - _LONGEST_GAP) : amount.start] for end, amount in zip(ends, amounts, strict=False)
    ]
    rows = {at for group in lists(gaps) for at in _spread(amounts, around, group, gaps)}
    for at in range(1, len(amounts)):
        scene, previous = around[at], around[at - 1]
        if amounts[at].approx == "exact" and _LIMIT_JOINT.search(gaps[at][-8:]) and is_limit(previous.lead):
            amounts[at].approx = amounts[at - 1].approx
        if amounts[at].per is None and amounts[at - 1].per and _ADDED.match(scene.tail) and len(gaps[at]) < 80:
            amounts[at].per = amounts[at - 1].per
    return rows


def _spread(
    amounts: Sequence[FoundAmount], around: Sequence[Scene], group: Sequence[int], gaps: Sequence[str]
) -> set[int]:
    """Titles, year and payer of the rows of a list; the positions of those with a title."""
    first = group[0]
    if len(group) > 1 and around[first].left == around[first].after:
        amounts[first].source = amounts[first].source or find_list_source(around[first])
    named = titles([gaps[at] for at in group])
    rows = sum(title is not None for title in named) >= 3
    for at, title in zip(group, named, strict=True):
        if title:
            amounts[at].purpose = title
        if amounts[at].year is None:
            amounts[at].year = amounts[first].year
        if rows and amounts[at].source is None:
            amounts[at].source = amounts[first].source
    return {at for at, title in zip(group, named, strict=True) if title}
