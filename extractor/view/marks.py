"""The text of a record cut at its paragraphs, quotes and mentions, and what each mention leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.records import Label, Record
from extractor.view.harmless import without_controls

_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is plain or lies in one mention; ``first`` where the mention begins with it."""

    text: str
    mention: int | None
    first: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces of one paragraph that lie in one quote, or in none."""

    quote: int | None
    first: bool
    pieces: list[Piece]


@dataclass(slots=True)
class MarkedText:
    """The text cut into paragraphs, runs and pieces; which entries each mention belongs to; what can be linked to."""

    paragraphs: list[list[Run]] = field(default_factory=list)
    entries: dict[int, list[str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    mentions: set[int] = field(default_factory=set)
    quotes: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, record: Record) -> MarkedText:
        """The text of ``record``."""
        view = cls(entries=_entries(record))
        view.names = sorted({name for names in view.entries.values() for name in names})
        if record.text is not None:
            view.paragraphs = list(_paragraphs(record, record.text))
        runs = [run for paragraph in view.paragraphs for run in paragraph]
        view.quotes = {run.quote for run in runs if run.quote is not None and run.first}
        pieces = [piece for run in runs for piece in run.pieces]
        view.mentions = {piece.mention for piece in pieces if piece.mention is not None and piece.first}
        return view

    def shown(self, positions: list[int]) -> list[int]:
        """The mentions that the text shows: all but those of a text left out, or inside another mention."""
        return [position for position in positions if position in self.mentions]

    def of_mention(self, position: int) -> list[str]:
        """The ids of the entries that a mention belongs to."""
        return self.entries.get(position, [])


def _entries(record: Record) -> dict[int, list[str]]:
    """For each mention the ids of its entries: ``p`` people, ``o`` organisations, ``g`` programmes, ``l`` places."""
    found: dict[int, list[str]] = {}

    def note(letter: str, at: int, mentions: list[int]) -> None:
        for mention in mentions:
            names = found.setdefault(mention, [])
            if f"{letter}{at}" not in names:
                names.append(f"{letter}{at}")

    for at, person in enumerate(record.people):
        note("p", at, person.mentions)
        for role in person.roles:
            note("p", at, role.mentions)
    groups: list[tuple[str, Any]] = [("o", record.organisations), ("g", record.programmes), ("l", record.places)]
    for letter, entries in groups:
        for at, entry in enumerate(entries):
            note(letter, at, entry.mentions)
    places = {(amount.start, amount.end): at for at, amount in enumerate(record.amounts)}
    for position, mention in enumerate(record.mentions):
        if mention.label is Label.MONEY and (mention.start, mention.end) in places:
            note("a", places[mention.start, mention.end], [position])
    return found


def _paragraphs(record: Record, text: str) -> Iterator[list[Run]]:
    """The paragraphs of the text; what lies between them is left to the page's own spacing."""
    starts = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
    ends = [*(match.start() for match in _PARAGRAPH.finditer(text)), len(text)]
    mentions = _Cursor([(mention.start, mention.end) for mention in record.mentions])
    quotes = _Cursor([(quote.start, quote.end) for quote in record.quotes])
    for start, end in zip(starts, ends, strict=True):
        if text[start:end].strip():
            yield _runs(text, start, end, mentions, quotes)


class _Cursor:
    """Walks once over spans in text order and says which one holds a position; of two that overlap, the first."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        ordered = sorted(range(len(spans)), key=lambda at: spans[at])
        self.spans: list[tuple[int, int, int]] = []
        for at in ordered:
            if not self.spans or spans[at][0] >= self.spans[-1][1]:
                self.spans.append((*spans[at], at))
        self.at = 0

    def step(self, position: int, end: int) -> tuple[int | None, bool, int]:
        """The span at ``position``, whether it begins there, and where the next change comes before ``end``."""
        while self.at < len(self.spans) and self.spans[self.at][1] <= position:
            self.at += 1
        if self.at == len(self.spans) or self.spans[self.at][0] >= end:
            return None, False, end
        start, stop, index = self.spans[self.at]
        if start > position:
            return None, False, start
        return index, start == position, min(stop, end)


def _runs(text: str, start: int, end: int, mentions: _Cursor, quotes: _Cursor) -> list[Run]:
    runs: list[Run] = []
    while start < end:
        quote, first, run_end = quotes.step(start, end)
        pieces: list[Piece] = []
        while start < run_end:
            mention, begins, piece_end = mentions.step(start, run_end)
            pieces.append(Piece(without_controls(text[start:piece_end]), mention, begins))
            start = piece_end
        runs.append(Run(quote, first, pieces))
    return runs
