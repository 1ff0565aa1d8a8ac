"""The amounts of all releases that a search finds: filtered, in order, and summed up by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field

from extractor.records import Approx
from extractor.search import AmountRange, Filters, Index
from extractor.search.errors import FilterError
from extractor.text.folding import words
from extractor.web.asked import Asked
from extractor.web.entities import Snapshot, Version
from extractor.web.releases import Releases, Sum

By = Literal["value", "year", "date", "source", "purpose", "release"]
COLUMNS: Final[tuple[By, ...]] = ("value", "year", "purpose", "source", "date", "release")
PAGE: Final = 100
YEARS: Final = 15
ANY_AMOUNT: Final = AmountRange(Decimal(0))


def _nothing(value: object) -> object:
    return None if value == "" else value


class AskedAmounts(Asked):
    """A search, and which amounts of the releases found."""

    inside: Annotated[str, Field(max_length=200, description="Beginnings of words in purpose or source.")] = ""
    hedge: Annotated[Approx | None, BeforeValidator(_nothing)] = None
    amount_year: Annotated[Annotated[int, Field(ge=0, le=9999)] | None, BeforeValidator(_nothing)] = None
    by: By = "value"
    order: Literal["down", "up"] = "down"
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1

    def amount_pairs(self, **changes: object) -> list[tuple[str, object]]:
        """All that is asked as parameters of an address, without the page, with ``changes``."""
        own: dict[str, Any] = {
            "inside": self.inside,
            "hedge": self.hedge.value if self.hedge else None,
            "amount_year": self.amount_year,
            "by": self.by,
            "order": self.order,
        }
        return [*((name, value) for name, value in self.pairs() if name != "sort"), *(own | changes).items()]


@dataclass(frozen=True, slots=True)
class YearSum:
    """What is spoken of for a year."""

    year: int
    total: Decimal
    count: int


def found(snapshot: Snapshot, index: Index, asked: AskedAmounts) -> list[Sum]:
    """The amounts that are asked for, in their order. Raises ``SearchError``."""
    releases, filters = snapshot.releases, asked.filters()
    ranges = filters.amount
    if asked.q.strip() or filters != Filters():
        places = _matching(index, snapshot.index, asked.q, filters)
        numbers = sorted(releases.places[place] for place in places if place in releases.places)
        sums: Iterable[Sum] = (one for number in numbers for one in releases.sums.get(number, ()))
    else:
        sums = releases.all_sums()
    wanted = [f" {word}" for word in words(asked.inside)]
    kept = [one for one in sums if _is_wanted(one, asked, wanted, ranges)]
    return _ordered(kept, releases, asked)


def by_year(sums: Sequence[Sum], releases: Releases) -> list[YearSum]:
    """The sum of each year, the last years only; parts of others, ranges and rates are left out."""
    totals: dict[int, Decimal] = defaultdict(Decimal)
    counts: dict[int, int] = defaultdict(int)
    for one in sums:
        year = year_of(one, releases)
        if one.value is not None and year is not None and not one.part and not one.per:
            totals[year] += one.value
            counts[year] += 1
    return [YearSum(year, totals[year], counts[year]) for year in sorted(totals)][-YEARS:]


def year_of(found: Sum, releases: Releases) -> int | None:
    """The year that an amount is for, else that of its release."""
    day = releases.days[found.release]
    return found.year if found.year is not None else day.year if day else None


@lru_cache(maxsize=4)
def _matching(index: Index, version: Version, text: str, filters: Filters) -> frozenset[int]:
    """The places of releases with amounts that a search finds; ``version`` is that of the index."""
    del version
    if not filters.amount:
        with suppress(FilterError):  # as many filters as there may be: some releases without amounts more
            filters = replace(filters, amount=(ANY_AMOUNT,))
    return frozenset(index.places(text, filters=filters))


def _is_wanted(one: Sum, asked: AskedAmounts, wanted: Sequence[str], ranges: Sequence[AmountRange]) -> bool:
    if asked.hedge is not None and one.approx is not asked.hedge:
        return False
    if asked.amount_year is not None and one.year != asked.amount_year:
        return False
    if ranges and not any(_overlaps(one, span) for span in ranges):
        return False
    if not wanted:
        return True
    folded = f" {' '.join(words(one.purpose or ''))} | {' '.join(words(one.source or ''))}"
    return all(word in folded for word in wanted)


def _overlaps(one: Sum, span: AmountRange) -> bool:
    low = one.value if one.value is not None else one.min
    high = one.value if one.value is not None else one.max
    if low is None and high is None:
        return False
    return not (
        (span.low is not None and high is not None and high < span.low)
        or (span.high is not None and low is not None and low > span.high)
    )


def _ordered(sums: list[Sum], releases: Releases, asked: AskedAmounts) -> list[Sum]:
    """Those without what is ordered by stand last, whichever way; equal ones in the order of their releases."""

    def key(one: Sum) -> Any:
        day = releases.days[one.release]
        match asked.by:
            case "value":
                return worth(one)
            case "year":
                return one.year
            case "date":
                return day
            case "source":
                return words(one.source) if one.source else None
            case "purpose":
                return words(one.purpose) if one.purpose else None
            case "release":
                return words(releases.titles[one.release] or releases.ids[one.release])

    keyed = [(key(one), one) for one in sums]
    present = [pair for pair in keyed if pair[0] is not None]
    present.sort(key=lambda pair: (releases.ids[pair[1].release], pair[1].position))
    present.sort(key=lambda pair: pair[0], reverse=asked.order == "down")
    return [one for _, one in present] + [one for value, one in keyed if value is None]


def worth(one: Sum) -> Decimal | None:
    """The value, else the greater end of a range."""
    return one.value if one.value is not None else one.max if one.max is not None else one.min
