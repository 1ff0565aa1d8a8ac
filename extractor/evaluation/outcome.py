"""What one release adds to one row: counts, and the items that were missed or are wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.evaluation.names import alike, folded
from extractor.evaluation.spans import Interval


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one row of a table; precision, recall and F1 follow from them."""

    hits: float = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was to find and nothing was found."""
        return self.hits / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.hits / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that gold or record says: what is compared, the words that show it, and where it stands if known."""

    parts: tuple[str, ...]
    words: tuple[str, ...]
    span: Interval | None = None

    @property
    def id(self) -> str:
        """The same for the same thing in every run."""
        return " · ".join(part or "–" for part in self.parts)

    @property
    def shown(self) -> str:
        """Words for the eye."""
        return " · ".join(folded(word) or "–" for word in self.words)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts, strict and relaxed, and the items of gold that were missed, those of the record that are wrong."""

    strict: Score
    relaxed: Score
    missed: tuple[Item, ...] = ()
    wrong: tuple[Item, ...] = ()


def of_span(text: str, place: Interval, *also: str) -> Item:
    """The item of a span of ``text``, with more that belongs to it."""
    start, end = place
    words = folded(text[start:end])
    return Item((f"{start}-{end} {words[:60]}", *also), (words, *also), place)


def compared(wanted: Sequence[Item], found: Sequence[Item]) -> Outcome:
    """Items against items. What is found twice is right once; alike are those whose parts' words include each other."""
    missed, wrong = left_over(wanted, found)
    hits = len(wanted) - len(missed)
    near = hits + _alike(missed, wrong)
    return Outcome(
        Score(hits, len(found), len(wanted)), Score(near, len(found), len(wanted)), tuple(missed), tuple(wrong)
    )


def spanned(text: str, places: Sequence[Interval], answers: Sequence[Interval], *, near: int) -> Outcome:
    """Spans against spans; how many are near one another is counted elsewhere."""
    missed, wrong = left_over([of_span(text, place) for place in places], [of_span(text, place) for place in answers])
    found, gold = len(answers), len(places)
    hits = gold - len(missed)
    return Outcome(Score(hits, found, gold), Score(near, found, gold), tuple(missed), tuple(wrong))


def left_over(wanted: Iterable[Item], found: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    """The items of each side that have no equal on the other, each used once."""
    wanted, found = list(wanted), list(found)
    both = Counter(item.parts for item in wanted) & Counter(item.parts for item in found)
    return _without(wanted, both), _without(found, both)


def _without(items: list[Item], both: Counter[tuple[str, ...]]) -> list[Item]:
    left, rest = both.copy(), []
    for item in items:
        if left[item.parts]:
            left[item.parts] -= 1
        else:
            rest.append(item)
    return rest


def _alike(missed: Iterable[Item], wrong: Iterable[Item]) -> int:
    pool, count = list(wrong), 0
    for item in missed:
        match = next((other for other in pool if _same(item.parts, other.parts)), None)
        if match is not None:
            pool.remove(match)
            count += 1
    return count


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(one) == len(other) and all(map(alike, one, other))
