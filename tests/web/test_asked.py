"""What a search asks for, from an address and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from extractor.search import AmountRange
from extractor.web.asked import Asked


def test_empty_fields_of_a_form_are_no_filters() -> None:
    asked = Asked.model_validate(
        {"person": ["", " "], "from": "", "to": " ", "year": "", "amount_from": "", "after": ""}
    )
    assert asked.pairs() == []
    assert asked.address() == "/"


@pytest.mark.parametrize(
    ("written", "euros"),
    [
        ("20.000", "20000"),
        ("1,5 Mio", "1500000"),
        ("1,5 Mio.", "1500000"),
        ("2 Mrd. Euro", "2000000000"),
        ("99,50", "99.50"),
        ("99.50", "99.50"),
        ("500 Tsd", "500000"),
        ("1 234 €", "1234"),
    ],
)
def test_euros_may_be_written_as_people_do(written: str, euros: str) -> None:
    asked = Asked.model_validate({"amount_from": written})
    assert asked.pairs() == [("amount", f"{euros}..")]
    assert asked.filters().amount == (AmountRange(Decimal(euros), None),)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_from": "viel"},
        {"year": "x"},
        {"from": "gestern"},
        {"q": "x" * 501},
        {"person": [str(number) for number in range(21)]},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Asked.model_validate(wrong)


def test_a_filter_is_added_and_taken_away() -> None:
    asked = Asked.model_validate({"q": "bad", "person": ["Petra Kolb"], "year": 2016, "after": "10-x"})
    assert asked.along("place", "Nauen") == "/?q=bad&person=Petra+Kolb&year=2016&place=Nauen"
    assert asked.along("year", "2015") == "/?q=bad&person=Petra+Kolb&year=2015"
    assert asked.without("person", "Petra Kolb") == "/?q=bad&year=2016"
