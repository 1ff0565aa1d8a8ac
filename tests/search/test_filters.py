"""Filters and their values."""

from __future__ import annotations

import doctest
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.search import filters
from extractor.search.errors import FilterError
from extractor.search.filters import AmountRange, Filters, NameFilter, day


def test_filters_examples_hold() -> None:
    assert doctest.testmod(filters).failed == 0


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1000000..", "1000000", None),
        ("..5000", None, "5000"),
        ("100..200", "100", "200"),
        (" 99.50 ", "99.50", "99.50"),
    ],
)
def test_amount_range(text: str, low: str | None, high: str | None) -> None:
    assert AmountRange.parse(text) == AmountRange(low and Decimal(low), high and Decimal(high))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "..", "a", "1,5", "-5", "1e9", "5..3", "1...2", "٣", "9" * 5000, "100 200", "nan"]
)
def test_what_is_no_range_of_euros_is_named(text: str) -> None:
    with pytest.raises(FilterError):
        AmountRange.parse(text)


@pytest.mark.parametrize(
    "values",
    [
        {"person": ("",)},
        {"person": ("…",)},
        {"person": ("x" * 201,)},
        {"person": ("K*",)},
        {"role": ("a " * 21,)},
        {"place": ("Kiel",) * 21},
        {"year": 0},
        {"year": 10_000},
    ],
)
def test_bad_filters_are_named(values: dict[str, Any]) -> None:
    with pytest.raises(FilterError):
        Filters(**values)


def test_name_filter() -> None:
    assert NameFilter.parse("person", "Güler") == NameFilter("person", ("guler",), False)
    assert NameFilter.parse("person", "Serap Gü*") == NameFilter("person", ("serap", "gu"), True)


def test_days() -> None:
    assert Filters().days() is None
    assert Filters(year=2016).days() == (date(2016, 1, 1), date(2016, 12, 31))
    assert Filters(year=2016, since=date(2016, 3, 1)).days() == (date(2016, 3, 1), date(2016, 12, 31))
    assert Filters(until=date(2016, 3, 1)).days() == (date.min, date(2016, 3, 1))


def test_day() -> None:
    assert day("2016-03-01") == date(2016, 3, 1)
    for text in ("1.3.2016", "2016-02-30", "", "\ud800"):
        with pytest.raises(FilterError, match="2016-03-01"):
            day(text)


@given(st.text())
def test_any_value_is_a_filter_or_named_in_one_line(text: str) -> None:
    for make in (AmountRange.parse, day, lambda value: Filters(person=(value,), role=(value,))):
        said = ""
        try:
            make(text)
        except FilterError as error:
            said = str(error)
        assert len(said.splitlines()) <= 1
