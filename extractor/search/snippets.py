"""The piece of a text that shows best why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from extractor.search.filters import Filters
from extractor.search.query import Kind, Query
from extractor.search.results import Snippet
from extractor.search.terms import Token, beginning_with, stem, tokens

WIDTH = 240
"""Characters of a snippet at most."""
LEAD = 60
"""Characters before the first mark."""
LOOKED_AT = 20_000
"""Characters of a text that are looked at, from its beginning."""

SHARED = 1
"""Letters that a stem surely shares with its words: of ``ue`` behind the first it keeps ``u``."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """Words one behind the other that are marked; a lone word by its stem, or the last as a beginning."""

    words: tuple[str, ...]
    kind: Kind

    @property
    def beginning(self) -> str:
        """With what the first word begins; a stem shares its first letters with its words."""
        return self.words[0][:SHARED] if self.kind is Kind.WORD else self.words[0]

    def end(self, following: list[Token]) -> int | None:
        """The end of the place where they stand at the beginning of ``following``, None where they do not."""
        if self.kind is Kind.WORD:
            return following[0].end if stem(following[0].term) == self.words[0] else None
        count = len(self.words)
        found = tuple(token.term for token in following[:count])
        if self.kind is Kind.PREFIX and len(found) == count and found[-1].startswith(self.words[-1]):
            found = (*found[:-1], self.words[-1])
        return following[count - 1].end if found == self.words else None


class Snippets:
    """Snippets for one query, with its words and the names of its filters marked."""

    def __init__(self, query: Query, filters: Filters) -> None:
        self._sought = list(dict.fromkeys(_sought(query, filters)))
        self._beginnings = tuple(sought.beginning for sought in self._sought)
        self._longest = max((len(sought.words) for sought in self._sought), default=0)
        self._candidates = beginning_with(frozenset(word[0] for word in self._beginnings))

    def of(self, text: str) -> Snippet:
        """The best piece of ``text``."""
        text = text[:LOOKED_AT]
        places = list(self._places(text)) if self._sought else []
        start = _begin(text, places[_best(places)][0] if places else 0)
        end = _end(text, start)
        inside = [(one - start, other - start) for one, other, _ in places if one >= start and other <= end]
        return Snippet(text[start:end], tuple(_joined(inside)), start)

    def _places(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and number of what is sought, in the order of the text."""
        for candidate in self._candidates.finditer(text):
            words = tokens(text, candidate.start())
            following = list(islice(words, 1))
            if not following or not following[0].term.startswith(self._beginnings):
                continue
            following += islice(words, self._longest - 1)
            for number, sought in enumerate(self._sought):
                end = sought.end(following)
                if end is not None:
                    yield following[0].start, end, number


def _sought(query: Query, filters: Filters) -> Iterable[_Sought]:
    for clause in (clause for group in query.wanted for clause in group):
        if clause.kind is Kind.WORD:
            yield _Sought((stem(clause.words[0]),), clause.kind)
        else:
            yield _Sought(clause.words, clause.kind)
    for name in filters.names():
        yield _Sought(name.words, Kind.PREFIX if name.prefix else Kind.PHRASE)


def _best(places: list[tuple[int, int, int]]) -> int:
    """Where a piece begins that shows the most of what is sought, and it most often."""
    best, most = 0, (0, 0)
    last = 0
    for first, (start, _, _) in enumerate(places):
        last = max(last, first)
        while last < len(places) and places[last][1] <= start + WIDTH - LEAD:
            last += 1
        inside = places[first:last]
        score = len({number for _, _, number in inside}), len(inside)
        if score > most:
            best, most = first, score
    return best


def _begin(text: str, mark: int) -> int:
    """A begin of a line or a word shortly before ``mark``."""
    start = max(0, mark - LEAD)
    if start:
        space = text.find(" ", start, mark)
        start = space + 1 if space >= 0 else start
    line = text.rfind("\n\n", start, mark)
    start = line + 2 if line >= 0 else start
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _end(text: str, start: int) -> int:
    """The end of the last whole word of a piece."""
    end = start + WIDTH
    if end >= len(text):
        return start + len(text[start:].rstrip())
    space = max(text.rfind(" ", start, end + 1), text.rfind("\n", start, end + 1))
    return start + len(text[start : space if space > start + LEAD else end].rstrip())


def _joined(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks without overlaps."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
