"""One record as one self-contained HTML page: the text with its mentions, beside it what the record says.

The page loads nothing from anywhere and runs no script. All that comes from a release is escaped by the template
engine; direction controls in it end with the piece of text they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from extractor.records import Amount, Approx, Label, Person, Quote, Record, Role, Status

HEDGES = {Approx.EXACT: "", Approx.ABOUT: "about", Approx.BELOW: "below", Approx.ABOVE: "above"}
NAMES = {
    Label.PERSON: "person",
    Label.ROLE: "role",
    Label.ORG: "organisation",
    Label.PROGRAMME: "programme",
    Label.MONEY: "amount",
    Label.LOC: "place",
}
SHORTS = {
    Label.PERSON: "pe",
    Label.ROLE: "ro",
    Label.ORG: "or",
    Label.PROGRAMME: "pr",
    Label.MONEY: "€",
    Label.LOC: "pl",
}
NBSP = "\xa0"

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def html_page(record: Record) -> str:
    """``record`` as an HTML document."""
    view = _View.of(record)
    return template("page.html.jinja").render(
        record=record,
        view=view,
        heading=record.title or record.id,
        window_title=harmless(record.title or record.id),
        facts=list(facts(record)),
        labels=[(label, NAMES[label], _count(record, label)) for label in Label],
        shorts=SHORTS,
        amount_rows=amount_rows(record),
        money=money,
        office=office,
        speaker=speaker,
        status=status,
        harmless=harmless,
    )


@lru_cache(maxsize=2)
def template(name: str) -> Template:
    """A template of this folder; all that it is given is escaped."""
    loader = FunctionLoader(lambda file: files("extractor.cli").joinpath(file).read_text(encoding="utf-8"))
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=loader
    )
    return environment.get_template(name)


def harmless(text: str) -> str:
    """``text`` with every control and direction character shown as U+FFFD; the length stays."""
    return _DIRECTIONS.sub("\ufffd", _CONTROLS.sub("\ufffd", text))


def facts(record: Record) -> Iterator[tuple[str, str]]:
    """What the record says of the release as a whole, as name and value."""
    source = " › ".join(part for part in (record.source.path, record.source.member) if part)
    values = {
        "place": record.place,
        "date": record.date,
        "embargo": record.embargo,
        "sender": record.sender,
        "language": record.language,
        "id": record.id,
        "source": source,
        "encoding": record.source.encoding,
        "model": f"{record.extractor.model} {record.extractor.model_version}",
    }
    for name, value in values.items():
        if value is not None and value != "":
            yield name, str(value)


def number(value: Decimal) -> str:
    """A decimal with its thousands set apart by spaces."""
    return f"{value:,f}".replace(",", NBSP)


def money(amount: Amount) -> str:
    """What an amount is worth: hedge, value or range, rate."""
    if amount.value is not None:
        worth = number(amount.value)
    elif amount.min is not None and amount.max is not None:
        worth = f"{number(amount.min)} – {number(amount.max)}"
    else:
        bound = amount.min if amount.min is not None else amount.max
        worth = number(bound) if bound is not None else "?"
    words = [HEDGES[amount.approx], f"{worth}{NBSP}€"]
    if amount.per:
        words.append(f"per {amount.per}")
    return " ".join(word for word in words if word)


def amount_rows(record: Record) -> list[tuple[int, int]]:
    """The amounts as rows of depth and position: the parts of a total follow it, one level deeper; each once."""
    parts = {part for amount in record.amounts for part in amount.parts}
    rows: list[tuple[int, int]] = []
    seen: set[int] = set()
    roots = [at for at in range(len(record.amounts)) if at not in parts]
    for root in [*roots, *range(len(record.amounts))]:
        pending = [(0, root)]
        while pending:
            depth, at = pending.pop()
            if at not in seen:
                seen.add(at)
                rows.append((depth, at))
                pending += [(depth + 1, part) for part in reversed(record.amounts[at].parts)]
    return rows


def office(role: Role) -> str:
    """A role and its organisation in one line."""
    return ", ".join(part for part in (role.role, role.organisation) if part)


def status(role: Role) -> str:
    """The status of a role where it is not the usual one."""
    return "" if role.status is Status.CURRENT else role.status.value


def speaker(record: Record, quote: Quote) -> str | None:
    """The name of who speaks."""
    return None if quote.speaker is None else full_name(record.people[quote.speaker])


def full_name(person: Person) -> str:
    """A person's name with titles."""
    return " ".join([*person.titles, person.name])


def _count(record: Record, label: Label) -> int:
    return sum(mention.label is label for mention in record.mentions)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text that is plain or lies in one mention; ``first`` where the mention begins with it."""

    text: str
    mention: int | None
    first: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Pieces of one paragraph that lie in one quote, or in none."""

    quote: int | None
    first: bool
    pieces: list[_Piece]


@dataclass(slots=True)
class _View:
    """The text cut into paragraphs, runs and pieces; which entries each mention belongs to; what can be linked to."""

    paragraphs: list[list[_Run]] = field(default_factory=list)
    entries: dict[int, list[str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    mentions: set[int] = field(default_factory=set)
    quotes: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, record: Record) -> _View:
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


def _paragraphs(record: Record, text: str) -> Iterator[list[_Run]]:
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


def _runs(text: str, start: int, end: int, mentions: _Cursor, quotes: _Cursor) -> list[_Run]:
    runs: list[_Run] = []
    while start < end:
        quote, first, run_end = quotes.step(start, end)
        pieces: list[_Piece] = []
        while start < run_end:
            mention, begins, piece_end = mentions.step(start, run_end)
            pieces.append(_Piece(_CONTROLS.sub("\ufffd", text[start:piece_end]), mention, begins))
            start = piece_end
        runs.append(_Run(quote, first, pieces))
    return runs
