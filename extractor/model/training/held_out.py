"""Texts that measure a model stay out of what trains it, and so does what shares long stretches with them."""

from __future__ import annotations

from collections.abc import Iterable

STRETCH = 80
SHARED = 3
"""So many stretches of so many characters in common make a text too near to one that measures."""


class HeldOut:
    """The texts that measure, by their stretches; white space does not count."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._stretches: set[int] = set()
        for text in map(_folded, texts):
            self._stretches |= {hash(text[at : at + STRETCH]) for at in range(max(1, len(text) - STRETCH + 1))}

    def holds(self, text: str) -> bool:
        """Whether ``text`` is one of them or too near to one; of a short text all stretches must be in common."""
        folded = _folded(text)
        last = max(1, len(folded) - STRETCH + 1)
        shared = [hash(folded[at : at + STRETCH]) in self._stretches for at in range(0, last, STRETCH)]
        return sum(shared) >= min(SHARED, len(shared))


def _folded(text: str) -> str:
    return " ".join(text.split())
