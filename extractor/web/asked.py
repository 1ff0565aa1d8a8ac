"""What a search asks for, as it stands in an address: it is read, changed by one filter, and written again."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 (as in records)
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from extractor.search import AmountRange, Filters
from extractor.search.filters import NAMES
from extractor.search.index import MAX_LIMIT
from extractor.web import addresses

PAGE: Final = 20
MAX_QUERY: Final = 500
MAX_VALUE: Final = 200
MAX_VALUES: Final = 20

_FACTORS = {"": 1, "tsd": 10**3, "mio": 10**6, "mrd": 10**9}
_EUROS = re.compile(
    r"(\d{1,3}(?:[. \u00a0]\d{3})+|\d{1,15})(?:,(\d{1,9}))?\s*(tsd|mio|mrd)?\.?\s*(?:€|euro)?", re.I | re.ASCII
)


def _nothing(value: object) -> object:
    """An empty field of a form is none."""
    return None if isinstance(value, str) and not value.strip() else value


def _given(values: object) -> object:
    """Empty fields of a form are none; each value stands once."""
    if not isinstance(values, list):
        return values
    return list(dict.fromkeys(value for value in values if not isinstance(value, str) or value.strip()))


def _euros(value: object) -> object:
    """Euros as people write them (``1,5 Mio``, ``20.000``) in plain digits."""
    found = _EUROS.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        return _nothing(value)
    whole, rest, unit = re.sub(r"\D", "", found[1]), found[2] or "", (found[3] or "").lower()
    cents = int((whole + rest).ljust(len(whole + rest), "0")) * _FACTORS[unit] * 100 // 10 ** len(rest)
    return f"{cents // 100}.{cents % 100:02}" if cents % 100 else str(cents // 100)


Value = Annotated[str, Field(max_length=MAX_VALUE)]
Values = Annotated[list[Value], BeforeValidator(_given), Field(max_length=MAX_VALUES)]
Cursor = Annotated[str, Field(max_length=100)]
Year = Annotated[int, Field(ge=1, le=9999)]
Day = Annotated[Date | None, BeforeValidator(_nothing)]
Sum = Annotated[str, Field(pattern=r"^[0-9]{1,15}(\.[0-9]{1,2})?$")]
Euros = Annotated[Sum | None, BeforeValidator(_euros)]
_NAME = "Whole words of the name in their order, `*` at the end for a beginning. All must hold."


class Asked(BaseModel):
    """A search: words, filters, order and place. All words and filters must hold."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    q: Annotated[str, Field(max_length=MAX_QUERY, description='Words, "phrases", beginnings*, -exclusions, OR.')] = ""
    person: Annotated[Values, Field(description=_NAME)] = []
    role: Annotated[Values, Field(description=_NAME)] = []
    organisation: Annotated[Values, Field(description=_NAME)] = []
    programme: Annotated[Values, Field(description=_NAME)] = []
    place: Annotated[Values, Field(description=_NAME)] = []
    sender: Annotated[Values, Field(description=_NAME)] = []
    amount: Annotated[Values, Field(description="Euros: 1000000.., ..5000, 100..200 or 99.50.")] = []
    amount_from: Annotated[Euros, Field(description="The least euros; with amount_to one more range.")] = None
    amount_to: Annotated[Euros, Field(description="The most euros.")] = None
    year: Annotated[Year | None, BeforeValidator(_nothing)] = None
    since: Annotated[Day, Field(alias="from", description="The first day: 2016-03-01.")] = None
    until: Annotated[Day, Field(alias="to", description="The last day.")] = None
    sort: Literal["relevance", "newest"] = "relevance"
    after: Annotated[Cursor | None, BeforeValidator(_nothing), Field(description="`next` of a page.")] = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = PAGE
    format: Annotated[str | None, Field(max_length=10, description="json, csv; else a page.")] = None

    def ranges(self) -> list[str]:
        """All ranges of euros."""
        low, high = self.amount_from or "", self.amount_to or ""
        one = f"{low}..{high}" if low or high else ""
        return list(dict.fromkeys([*self.amount, one] if one else self.amount))

    def filters(self) -> Filters:
        """The filters. Raises ``FilterError``."""
        names = {name: tuple(getattr(self, name)) for name in NAMES}
        amount = tuple(AmountRange.parse(one) for one in self.ranges())
        return Filters(**names, amount=amount, year=self.year, since=self.since, until=self.until)

    def chosen(self) -> list[tuple[str, str]]:
        """The filters as parameters of an address."""
        found = [(name, value) for name in NAMES for value in getattr(self, name)]
        found += [("amount", value) for value in self.ranges()]
        alone = (("year", self.year), ("from", self.since), ("to", self.until))
        return found + [(name, str(value)) for name, value in alone if value is not None]

    def pairs(self) -> list[tuple[str, str]]:
        """What is asked as parameters of an address, the place left out."""
        words = [("q", self.q.strip())] if self.q.strip() else []
        return [*words, *self.chosen(), *([] if self.sort == "relevance" else [("sort", self.sort)])]

    def address(self, **more: object) -> str:
        """The address of this search."""
        return addresses.search([*self.pairs(), *more.items()])

    def without(self, name: str, value: str) -> str:
        """The address of this search without one filter."""
        return addresses.search(pair for pair in self.pairs() if pair != (name, value))

    def along(self, name: str, value: str) -> str:
        """The address of this search with one filter more."""
        pairs = [pair for pair in self.pairs() if name != "year" or pair[0] != "year"]
        return addresses.search([*pairs, (name, value)])

    def only(self, name: str) -> Self:
        """This search without the filters of one name."""
        return self.model_copy(update={name: None if name == "year" else []})
