"""The document of a record."""

from __future__ import annotations

import doctest
from decimal import Decimal

import pytest
from releases import release

from extractor.search import schema as module
from extractor.search.schema import (
    AMOUNT,
    FACETS,
    MAX_CENTS,
    RANGES,
    WORDS,
    cents,
    document,
    facet,
    key,
    order,
    restored,
)


def test_schema_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0.005", 0), ("0.015", 2), ("-3", 0), ("1e999999", MAX_CENTS), ("Infinity", MAX_CENTS), ("NaN", 0)],
)
def test_cents(value: str, expected: int) -> None:
    assert cents(Decimal(value)) == expected


def test_newer_records_have_higher_places_and_undated_ones_the_lowest() -> None:
    places = [order(release("z")), order(release("a", day="2016-03-01")), order(release("b", day="2016-03-02"))]
    assert places == sorted(places)
    assert places[-1] < 1 << 64


def test_key_takes_any_id() -> None:
    assert len({key(id_) for id_ in ("", "a", "ä" * 100_000, "\ud800")}) == 4


def test_ranges_beyond_the_last_place_are_spanned_by_it() -> None:
    made = document(release(amounts=[(None, n, n + 1) for n in range(10, 60, 10)]), 1)
    lows = [made.get_all(low) for low, _ in RANGES]
    highs = [made.get_all(high) for _, high in RANGES]
    assert (lows, highs) == ([[1000], [2000], [3000], [4000]], [[1100], [2100], [3100], [5100]])
    assert made.get_all(AMOUNT)[:2] == [1000, 1100]


def test_a_record_without_its_text_is_found_by_what_it_says() -> None:
    made = document(release(text=None, title="Neue Schule"), 1)
    assert made.get_all(WORDS) == ["neue schule"]


def test_values_of_facets_are_counted_once_a_record() -> None:
    made = document(release(people=[("Petra Kolb", "Landrätin"), ("Hans Ott", "Landrätin")]), 1)
    assert made.get_all(facet("role")) == ["Landrätin"]
    assert set(FACETS) >= {"person", "role", "year"}


def test_damaged_bytes_are_a_value_error() -> None:
    with pytest.raises(ValueError, match="Error"):
        restored(b"no record")
