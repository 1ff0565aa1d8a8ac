"""What a record says, in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.records import Amount, Approx, Provenance, Record, Source
from extractor.view.wording import amount_rows, money, number


def record_of(*parts: list[int]) -> Record:
    amounts = [
        Amount(start=7 * at, end=7 * at + 6, text="1 Euro", value=Decimal(1), parts=part, evidence="amount")
        for at, part in enumerate(parts)
    ]
    made = Provenance(version="1", model="rules", model_version="1", fingerprint="f")
    source = Source(path="a.txt", sha256="0" * 64)
    return Record(id="a", source=source, text="1 Euro " * len(parts), amounts=amounts, extractor=made)


def test_amount_rows_indent_parts_and_survive_circles() -> None:
    assert amount_rows(record_of([1, 3], [], [], [])) == [(0, 0), (1, 1), (1, 3), (0, 2)]
    assert amount_rows(record_of([1], [2], [])) == [(0, 0), (1, 1), (2, 2)]
    assert amount_rows(record_of([1], [0])) == [(0, 0), (1, 1)]
    assert amount_rows(record_of([0])) == [(0, 0)]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": Decimal("39400000"), "approx": Approx.ABOUT}, "about 39 400 000 €"),
        ({"value": Decimal("7.50"), "per": "Person"}, "7.50 € per Person"),
        ({"min": Decimal(12), "max": Decimal(15)}, "12 – 15 €"),
        ({"max": Decimal(15), "approx": Approx.BELOW}, "below 15 €"),
        ({}, "? €"),
    ],
)
def test_money_is_readable(fields: dict[str, object], shown: str) -> None:
    built = Amount.model_validate({"start": 0, "end": 1, "text": "x", "evidence": "amount"} | fields)
    assert money(built).replace("\xa0", " ") == shown


def test_number_has_no_exponent() -> None:
    assert number(Decimal("1E+6")) == "1\xa0000\xa0000"
