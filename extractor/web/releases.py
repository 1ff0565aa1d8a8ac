"""What lists say of every release without opening it: title, date, sender, who speaks, and its amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 (as in records)
from decimal import Decimal
from sys import intern

from extractor.records import Amount, Approx, Record
from extractor.search.schema import order


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of a release; ``part`` where it is a part of another, ``position`` its place in the record."""

    release: int
    position: int
    text: str
    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    approx: Approx
    year: int | None
    source: str | None
    purpose: str | None
    per: str | None
    part: bool

    @classmethod
    def of(cls, release: int, position: int, amount: Amount, *, part: bool) -> Sum:
        """What ``amount`` says."""
        return cls(
            release, position, amount.text, amount.value, amount.min, amount.max, amount.approx, amount.year,
            amount.source, amount.purpose, amount.per, part,
        )  # fmt: skip


class Releases:
    """All releases by number, in the order in which they were added; ``places`` are those in the index."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.titles: list[str | None] = []
        self.days: list[Date | None] = []
        self.senders: list[str | None] = []
        self.numbers: dict[str, int] = {}
        self.places: dict[int, int] = {}
        self.speakers: dict[int, frozenset[int]] = {}
        self.sums: dict[int, tuple[Sum, ...]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, record: Record) -> None:
        """Take what ``record`` says."""
        number = len(self.ids)
        self.ids.append(record.id)
        self.numbers[record.id] = number
        self.places[order(record)] = number
        self.titles.append(record.title)
        self.days.append(record.date)
        self.senders.append(intern(record.sender) if record.sender else None)
        speakers = frozenset(quote.speaker for quote in record.quotes if quote.speaker is not None)
        if speakers:
            self.speakers[number] = speakers
        parts = {part for amount in record.amounts for part in amount.parts}
        if record.amounts:
            self.sums[number] = tuple(
                Sum.of(number, at, amount, part=at in parts) for at, amount in enumerate(record.amounts)
            )

    def all_sums(self) -> Iterator[Sum]:
        """All amounts, release by release."""
        for sums in self.sums.values():
            yield from sums
