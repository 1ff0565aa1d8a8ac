"""Bars of a chart: the longest is all there is room for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

ROOM: Final = 60
"""Hundredths of the width; the rest is for words."""


class Bar(NamedTuple):
    """A bar with its words; ``width`` in hundredths of the chart."""

    label: str
    text: str
    width: str


def bars(rows: Iterable[tuple[str, int | Decimal, str]]) -> list[Bar]:
    """The bars of rows of label, value and text.

    >>> bars([("2015", 1, "one"), ("2016", 4, "four")])
    [Bar(label='2015', text='one', width='15.00'), Bar(label='2016', text='four', width='60.00')]
    """
    found = list(rows)
    most = max((value for _, value, _ in found), default=0)
    return [Bar(label, text, f"{ROOM * value / most if most > 0 else 0:.2f}") for label, value, text in found]
