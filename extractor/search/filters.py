"""Filters: what records must name, beside the words of a query. All of them must hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date as Date  # noqa: N812 (as in records)
from decimal import Decimal

from extractor.search.errors import FilterError
from extractor.search.terms import terms

MAX_VALUES = 20
"""Values of all filters together."""
MAX_CHARACTERS = 200
MAX_WORDS = 20
SHORTEST_PREFIX = 2

_SUM = r"\d{1,15}(?:\.\d{1,2})?"
_RANGE = re.compile(rf"({_SUM})?(\.\.)?({_SUM})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class AmountRange:
    """Euros from ``low`` to ``high``, both included; None is open."""

    low: Decimal | None = None
    high: Decimal | None = None

    @classmethod
    def parse(cls, text: str) -> AmountRange:
        """``1000000..``, ``..5000``, ``100..200`` or ``100``. Raises ``FilterError``.

        >>> AmountRange.parse("100..200")
        AmountRange(low=Decimal('100'), high=Decimal('200'))
        """
        found = _RANGE.fullmatch(text.strip()[:MAX_CHARACTERS])
        if not found or not (found[1] or found[3]) or (found[1] and found[3] and not found[2]):
            raise FilterError(f"{_shown(text)} is no range of euros; write 1000000.., ..5000, 100..200 or 99.50")
        low, high = (Decimal(part) if part else None for part in (found[1], found[3]))
        if not found[2]:
            high = low
        if low is not None and high is not None and low > high:
            raise FilterError(f"the range {_shown(text)} is empty; write the smaller number first")
        return cls(low, high)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a record must name.

    A value of ``person`` to ``sender`` is one or more whole words of a name, in its order; ``*`` at the end stands for
    more letters. ``person`` and ``role`` need only be in the same record, not in one entry. Amounts that are ranges
    match where they overlap.
    """

    person: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    amount: tuple[AmountRange, ...] = ()
    year: int | None = None
    since: Date | None = None
    until: Date | None = None

    def __post_init__(self) -> None:
        values = [getattr(self, one.name) for one in fields(self)]
        if sum(len(value) for value in values if isinstance(value, tuple)) > MAX_VALUES:
            raise FilterError(f"there are more than {MAX_VALUES} values of filters")
        if self.year is not None and not Date.min.year <= self.year <= Date.max.year:
            raise FilterError(f"{self.year} is no year; write four digits")
        for name in NAMES:
            for value in getattr(self, name):
                NameFilter.parse(name, value)

    def names(self) -> list[NameFilter]:
        """The filters of names."""
        return [NameFilter.parse(name, value) for name in NAMES for value in getattr(self, name)]

    def days(self) -> tuple[Date, Date] | None:
        """The first and the last day, None if any date and none will do; the first may be behind the last."""
        if self.year is None and self.since is None and self.until is None:
            return None
        first, last = self.since or Date.min, self.until or Date.max
        if self.year is not None:
            first, last = max(first, Date(self.year, 1, 1)), min(last, Date(self.year, 12, 31))
        return first, last


NAMES = ("person", "role", "organisation", "programme", "place", "sender")
"""The filters that are matched on names."""


@dataclass(frozen=True, slots=True)
class NameFilter:
    """Folded words that a name must hold; the last may be a beginning only."""

    name: str
    words: tuple[str, ...]
    prefix: bool

    @classmethod
    def parse(cls, name: str, value: str) -> NameFilter:
        """Read the ``value`` of the filter ``name``. Raises ``FilterError``."""
        if len(value) > MAX_CHARACTERS:
            raise FilterError(f"the {name} {_shown(value)} is longer than {MAX_CHARACTERS} characters")
        text = value.strip()
        found, prefix = terms(text), text.endswith("*")
        if not found:
            raise FilterError(f"the {name} {_shown(value)} holds no word")
        if len(found) > MAX_WORDS:
            raise FilterError(f"the {name} {_shown(value)} has more than {MAX_WORDS} words")
        if prefix and len(found[-1]) < SHORTEST_PREFIX:
            raise FilterError(f"the {name} {_shown(value)} needs {SHORTEST_PREFIX} letters before *")
        return cls(name, tuple(found), prefix)


def day(text: str) -> Date:
    """A day as ``2016-03-01``. Raises ``FilterError``."""
    try:
        return Date.fromisoformat(text)
    except ValueError:
        raise FilterError(f"{_shown(text)} is no day; write it as 2016-03-01") from None


def _shown(text: str) -> str:
    """A value as it can stand in a message."""
    return ascii(text[:40])[:60] if not text[:40].isprintable() else repr(text[:40])
