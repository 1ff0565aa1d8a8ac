"""What one document is: its fields are those of the models, and every value fits its field."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from press_records import hostile, records, release

from extractor.export.documents import AROUND, LONGEST, context, documents, number
from extractor.export.fields import MENTION, RELEASE, SHAPES, Field, Kind
from extractor.export.ids import document_id
from extractor.export.target import Shape
from extractor.records import Amount, Label, Mention, Person, Quote, Record

BOTH = pytest.mark.parametrize("shape", list(Shape))


def fits(value: Any, field: Field) -> bool:
    """Whether ``value`` is one of the field's kind."""
    if field.many:
        return isinstance(value, list) and value != [] and all(_one(item, field) for item in value)
    return _one(value, field)


def _one(value: Any, field: Field) -> bool:
    if field.kind is Kind.NESTED:
        inner = {one.name: one for one in field.fields}
        return isinstance(value, dict) and all(fits(found, inner[name]) for name, found in value.items())
    if field.kind is Kind.INTEGER:
        return type(value) is int and abs(value) <= 1 << 31
    if field.kind is Kind.NUMBER:
        return type(value) in (int, float) and abs(value) <= (1 << 53) / 100
    if field.kind is Kind.DATE:
        return type(value) is date
    if field.kind is Kind.TIME:
        return isinstance(value, datetime) and value.tzinfo is UTC
    limit = LONGEST if field.kind in (Kind.KEYWORD, Kind.FACET) else 1 << 30
    return isinstance(value, str) and value != "" and len(value) <= limit


def names(fields: tuple[Field, ...]) -> set[str]:
    return {field.name for field in fields}


@BOTH
@settings(max_examples=60)
@given(record=records())
def test_every_value_is_one_of_its_field(shape: Shape, record: Record) -> None:
    fields = {field.name: field for field in SHAPES[shape]}
    found = list(documents(record, shape))
    assert len(found) == (1 if shape is Shape.RELEASE else len(record.mentions))
    assert len({document["id"] for document in found}) == len(found)
    for document in found:
        assert [name for name, value in document.items() if not fits(value, fields[name])] == []


@BOTH
def test_the_worst_texts_and_numbers_fit_too(shape: Shape) -> None:
    fields = {field.name: field for field in SHAPES[shape]}
    for document in documents(hostile(), shape):
        assert [name for name, value in document.items() if not fits(value, fields[name])] == []


def test_all_that_a_record_says_is_in_the_release_document() -> None:
    left_out = {"schema_version", "source", "mentions", "warnings", "extractor"}
    assert names(RELEASE) >= set(Record.model_fields) - left_out
    nested = {field.name: names(field.fields) for field in RELEASE}
    positions = {"start", "end", "mentions", "parts", "evidence"}
    assert nested["people"] == set(Person.model_fields) - positions
    assert nested["quotes"] == set(Quote.model_fields) - positions
    assert nested["amounts"] >= set(Amount.model_fields) - positions
    assert names(MENTION) >= set(Mention.model_fields)


def test_a_release_has_facets_and_nested_people() -> None:
    (document,) = documents(release(), Shape.RELEASE)
    assert document["id"] == document_id("r1")
    assert re.fullmatch("[0-9a-f]{32}", document["id"])
    assert document["record"] == "r1"
    assert document["person_names"] == ["Petra Güler"]
    assert document["role_names"] == ["Landrätin"]
    assert document["organisation_names"] == ["Kreis Musterland", "KM"]
    assert document["amount_values"] == [1_200_000, 100, 250.5]
    assert document["amount_years"] == [2024, 2025]
    assert document["date_year"] == 2024
    assert document["people"][0]["roles"][0] == {
        "role": "Landrätin",
        "organisation": "Kreis Musterland",
        "status": "current",
    }
    assert document["amounts"][1]["max_exact"] == "250.5"
    assert document["quotes"] == [{"text": "Wir bauen weiter", "kind": "direct", "speaker": "Petra Güler"}]
    assert document["embargo"] == datetime(2024, 5, 31, 10, tzinfo=UTC)
    assert "mentions" not in document


def test_a_mention_says_what_it_stands_for() -> None:
    found = {(one["label"], one["text"]): one for one in documents(release(), Shape.MENTION)}
    role = found[Label.ROLE, "Landrätin"]
    assert (role["name"], role["person"]) == (["Landrätin"], ["Petra Güler"])
    assert (role["organisation"], role["status"]) == (["Kreis Musterland"], ["current"])
    assert found[Label.PERSON, "Petra Güler"]["name"] == ["Petra Güler"]
    assert found[Label.ORG, "Kreis Musterland"]["name"] == ["Kreis Musterland"]
    assert found[Label.PROGRAMME, "Heimat"]["name"] == ["Heimat"]
    money = found[Label.MONEY, "1,2 Millionen Euro"]
    assert (money["value"], money["value_exact"], money["year"]) == (1_200_000, "1200000", 2024)
    span = found[Label.MONEY, "zwischen 100 und 250,50 Euro"]
    assert (span["min"], span["max"], "value" in span) == (100, 250.5, False)
    for document in found.values():
        assert (document["record"], document["title"], document["place"]) == ("r1", "Geld für die Heimat", "Köln")
        assert document["text"] in document["context"]


def test_a_record_without_its_text_has_all_but_that() -> None:
    (document,) = documents(release(keep_text=False), Shape.RELEASE)
    assert "text" not in document
    assert document["person_names"] == ["Petra Güler"]
    for one in documents(release(keep_text=False), Shape.MENTION):
        assert "context" not in one
        assert one["text"]


def test_the_context_is_cut_between_words() -> None:
    text = "Anfang " + "wort " * 100 + "Ziel " + "ende " * 100 + "Schluss"
    start = text.index("Ziel")
    found = context(text, Mention(start=start, end=start + 4, label=Label.ORG, text="Ziel", evidence="t"))
    assert found is not None
    assert set(found.split()) == {"wort", "Ziel", "ende"}
    assert len(found) <= 2 * AROUND + 4


@pytest.mark.parametrize(
    ("value", "as_number"),
    [
        ("1200000", 1_200_000),
        ("250.50", 250.5),
        ("90071992547409.92", 90071992547409.92),
        ("90071992547409.93", None),
        ("1E+30", None),
    ],
)
def test_an_amount_that_a_double_cannot_hold_is_only_exact(value: str, as_number: float | None) -> None:
    assert number(Decimal(value)) == as_number
