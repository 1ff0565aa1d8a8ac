"""The flat form, and the way back."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given, settings
from pydantic import BaseModel
from sample_records import archives, hostile_record, plain_record, records, without_text

from extractor.export import tables
from extractor.export.mention_rows import MENTIONS, flat, mention_rows
from extractor.export.tables import TABLES, Kind, joined, record, rows
from extractor.export.target import ExportError, Shape
from extractor.records import Amount, Record


def test_tables_are_those_of_the_models() -> None:
    names = "releases mentions people roles organisations programmes places amounts quotes warnings"
    assert [table.name for table in TABLES] == names.split()
    fields = {field for table in TABLES for column in table.columns for field in column.path[:1]}
    lists = {"mentions", "people", "roles", "organisations", "programmes", "places", "amounts", "quotes", "warnings"}
    assert set(Record.model_fields) - fields <= lists


def test_tables_refuse_a_field_that_no_column_holds() -> None:
    class Odd(BaseModel):
        factor: float

    with pytest.raises(TypeError, match="float"):
        tables._node(Odd, "odd", ("position",), None)


def test_tables_take_literals_and_models_within() -> None:
    class Inner(BaseModel):
        kind: Literal["a", "b"]

    class Outer(BaseModel):
        inner: Inner

    table = tables._node(Outer, "outer", ("position",), None).table
    assert [(column.name, column.kind) for column in table.columns][1:] == [("inner_kind", Kind.TEXT)]


@settings(max_examples=30)
@given(records())
def test_record_is_the_way_back_from_rows(original: Record) -> None:
    back = record(rows(original, 7))
    assert back == original
    assert back.to_json() == original.to_json()


@settings(max_examples=30)
@given(records())
def test_rows_fit_their_columns_and_begin_with_the_release(original: Record) -> None:
    for table in TABLES:
        for row in rows(original, 7)[table.name]:
            assert len(row) == len(table.columns)
            assert row[0] == (7 if table.name == "releases" else original.id)
            assert all(column.null for column, value in zip(table.columns, row, strict=True) if value is None)


@settings(max_examples=30)
@given(archives())
def test_joined_gives_the_records_of_whole_tables(originals: list[Record]) -> None:
    found = [rows(original, number) for number, original in enumerate(originals)]
    streams = {table.name: [row for one in found for row in one[table.name]] for table in TABLES}
    assert list(joined(streams)) == originals


def test_joined_refuses_tables_in_another_order() -> None:
    one, two = (rows(plain_record(id_), number) for number, id_ in enumerate(["a", "b"]))
    streams = {table.name: [*one[table.name], *two[table.name]] for table in TABLES}
    streams["warnings"].reverse()
    with pytest.raises(ExportError, match="another order"):
        list(joined(streams))


def test_rows_refuse_an_offset_that_no_table_holds() -> None:
    amount = Amount(start=0, end=2**63, text="N", evidence="x")
    with pytest.raises(ExportError, match="release 'kreis-1': a number"):
        rows(without_text(plain_record()).model_copy(update={"amounts": [amount]}), 0)


def test_mention_rows_say_what_each_stands_for() -> None:
    names = [column.name for column in MENTIONS.columns]
    found = [dict(zip(names, row, strict=True)) for row in mention_rows(plain_record(), 10)]
    assert [row["number"] for row in found] == [10, 11, 12, 13, 14, 15]
    assert [row["name"] for row in found] == ["Serap Güler", None, "Kulturring", "Kulturring", None, "Nauen"]
    assert [row["people"] for row in found] == [[], ["Serap Güler"], [], [], [], []]
    assert found[1]["role"] == "Landrätin"
    assert (found[4]["value"], found[4]["approx"], found[4]["year"]) == (Decimal(12_500_000), "exact", 2024)
    assert {row["place"] for row in found} == {"Nauen"}


def test_flat_numbers_mentions_over_all_records() -> None:
    found = list(flat([plain_record("a"), hostile_record(), plain_record("b")], Shape.MENTION))
    assert [row[0] for one in found for row in one["mentions"]] == list(range(14))


@settings(max_examples=30)
@given(records())
def test_mention_rows_are_as_many_as_mentions(original: Record) -> None:
    found = list(mention_rows(original, 0))
    assert [row[MENTIONS.index("text")] for row in found] == [mention.text for mention in original.mentions]
    assert all(len(row) == len(MENTIONS.columns) for row in found)
