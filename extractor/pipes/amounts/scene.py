"""An amount with its surroundings, cut so that every search stays near it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.pipes.amounts.grammar import Money

_LEFT, _RIGHT, _PREVIOUS = 420, 320, 260
_JOINT = re.compile(r"[,;]\s|\b(?:und|sowie|bzw\.)\s")
_SENTENCE_END = re.compile(r"\w{3,}[.!?]\s+(?=[A-ZÄÖÜ])")


@dataclass(frozen=True, slots=True)
class Scene:
    """``left`` and ``right`` are bounds within the sentence; ``after`` and ``before`` are those of the next amounts."""

    text: str
    money: Money
    left: int
    right: int
    after: int
    before: int

    @property
    def lead(self) -> str:
        """The sentence before the amount."""
        return self.text[self.left : self.money.start]

    @property
    def own(self) -> int:
        """Where the part of the lead starts that is not the end of what belongs to the amount before."""
        if self.after == self.left:
            return self.left
        joints = [match.end() for match in _JOINT.finditer(self.near_lead)]
        return self.after + (joints[-1] if joints else 0)

    @property
    def own_lead(self) -> str:
        """The lead without what belongs to the amount before."""
        return self.text[self.own : self.money.start]

    @property
    def tail(self) -> str:
        """The sentence after the amount."""
        return self.text[self.money.end : self.right]

    @property
    def previous(self) -> str:
        """The end of what stands before the sentence; empty behind a blank line."""
        before = self.text[max(0, self.left - _PREVIOUS) : self.left].rpartition("\n")[2].strip()
        ends = [match.end() for match in _SENTENCE_END.finditer(before)]
        return before[ends[-1] :] if ends else before

    @property
    def near_lead(self) -> str:
        """The lead, from the amount before on."""
        return self.text[self.after : self.money.start]

    @property
    def near_tail(self) -> str:
        """The tail, up to the next amount."""
        return self.text[self.money.end : self.before]


def scenes(text: str, amounts: Sequence[Money], spans: Sequence[tuple[int, int]]) -> list[Scene]:
    """One scene an amount; ``spans`` are the sentences that the amounts stand in."""
    found = []
    for at, (money, (start, end)) in enumerate(zip(amounts, spans, strict=True)):
        left = max(start, money.start - _LEFT)
        right = max(money.end, min(end, money.end + _RIGHT))
        after = max(left, amounts[at - 1].end if at else 0)
        before = min(right, amounts[at + 1].start if at + 1 < len(amounts) else right)
        found.append(Scene(text, money, left, right, after, before))
    return found
