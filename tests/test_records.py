from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extractor.records import Amount, Mention, Person, Provenance, Quote, Record, Source, json_schema, plain

TEXT = "Uwe Kern zahlt 5 Euro."


def record(**parts: object) -> Record:
    base: dict[str, object] = {
        "id": "a",
        "source": Source(path="a.txt", sha256="0" * 64),
        "text": TEXT,
        "extractor": Provenance(version="1", model="rules", model_version="1", fingerprint="f"),
    }
    return Record.model_validate(base | parts)


def mention(start: int, end: int, text: str) -> Mention:
    return Mention(start=start, end=end, label="PERSON", text=text, evidence="model")  # type: ignore[arg-type]


def test_span_must_hold_its_text() -> None:
    assert record(mentions=[mention(0, 8, "Uwe Kern")]).mentions[0].text == "Uwe Kern"
    with pytest.raises(ValidationError, match="does not hold"):
        record(mentions=[mention(0, 7, "Uwe Kern")])


@pytest.mark.parametrize(
    "parts",
    [
        {"people": [Person(name="Uwe Kern", mentions=[0])]},
        {"quotes": [Quote(start=0, end=3, text="Uwe", speaker=0, evidence="x")]},
        {"amounts": [Amount(start=15, end=21, text="5 Euro", value=Decimal(5), parts=[1], evidence="x")]},
    ],
)
def test_position_must_exist(parts: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="points behind the end"):
        record(**parts)


def test_decimals_are_plain_strings_in_json() -> None:
    amount = Amount(start=15, end=21, text="5 Euro", value=Decimal("3.94E+7"), evidence="x")
    assert json.loads(record(amounts=[amount]).to_json())["amounts"][0]["value"] == "39400000"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**15, places=2))
def test_plain_notation_is_exact(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


def test_json_reads_back_as_the_same_record() -> None:
    one = record(mentions=[mention(0, 8, "Uwe Kern")])
    assert Record.model_validate_json(one.to_json()) == one


def test_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        record(colour="blue")


def test_schema_names_its_dialect_and_all_fields() -> None:
    schema = json_schema()
    assert schema["$schema"].endswith("2020-12/schema")
    assert {"mentions", "people", "amounts", "extractor"} <= set(schema["properties"])


@pytest.mark.parametrize("value", ["1E+999999999", "1E-999999999", "9" * 101])
def test_an_amount_of_endless_digits_is_none(value: str) -> None:
    data = {"start": 0, "end": 1, "text": "x", "value": value, "evidence": "amount"}
    with pytest.raises(ValidationError, match="100 digits"):
        Amount.model_validate(data)
