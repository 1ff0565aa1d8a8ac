"""FollowTheMoney: entities of schemata and properties that exist, tied to each other within one release."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from press_records import HOSTILE, hostile, records, release

from extractor.export.export import export
from extractor.export.ftm import FILE, Entities
from extractor.export.ids import document_id
from extractor.export.target import ExportError, Name, Options, Shape
from extractor.records import Record

THING = {"name", "alias", "proof"}
INTERVAL = {"date", "summary", "description", "proof"}
OFFICE = INTERVAL | {"role", "status"}
DOCUMENT = {"fileName", "title", "author", "date", "language", "mimeType", "encoding", "bodyText"}
SCHEMATA = {
    "Document": DOCUMENT | {"peopleMentioned", "namesMentioned", "locationMentioned"},
    "Person": THING | {"title", "firstName", "lastName", "position"},
    "Organization": THING,
    "Project": THING,
    "Position": THING,
    "Occupancy": INTERVAL | {"holder", "post", "status"},
    "Employment": OFFICE | {"employer", "employee"},
    "UnknownLink": OFFICE | {"subject", "object"},
    "Payment": INTERVAL | {"amount", "amountEur", "currency", "payer", "purpose"},
    "Mention": {"document", "name", "detectedSchema", "resolved"},
}
"""The part of FollowTheMoney 4 that is written."""
REFERENCES = {"proof", "holder", "post", "employer", "employee", "subject", "object", "payer", "document", "resolved"}


def entities(record: Record) -> list[dict[str, Any]]:
    return json.loads(json.dumps(list(Entities(record))))  # type: ignore[no-any-return]


def of(found: list[dict[str, Any]], schema: str) -> list[dict[str, Any]]:
    return [one["properties"] for one in found if one["schema"] == schema]


def check(found: list[dict[str, Any]]) -> None:
    ids = [one["id"] for one in found]
    assert len(set(ids)) == len(ids)
    for one in found:
        assert re.fullmatch("[0-9a-f]{32}", one["id"])
        assert set(one["properties"]) <= SCHEMATA[one["schema"]]
        for name, values in one["properties"].items():
            assert values
            assert all(isinstance(value, str) and value.strip() for value in values)
            assert name not in REFERENCES or set(values) <= set(ids)


@settings(max_examples=40)
@given(record=records())
def test_every_entity_is_of_a_known_schema_and_refers_to_one_that_is_there(record: Record) -> None:
    check(entities(record))


def test_the_worst_texts_and_numbers_make_entities_too() -> None:
    found = entities(hostile())
    check(found)
    assert "1" + "0" * 30 in [value for one in of(found, "Payment") for value in one.get("amount", [])]
    assert all("date" not in one for one in of(found, "Payment"))  # 9999 is none of its years


def test_a_release_is_a_document_with_its_people_bodies_offices_and_amounts() -> None:
    found = entities(release())
    (document,) = of(found, "Document")
    assert (document["title"], document["date"], document["language"]) == (
        ["Geld für die Heimat"],
        ["2024-05-31"],
        ["deu"],
    )
    assert document["fileName"] == ["r1.txt"]
    person_id, body_id = document_id("r1", "person 0"), document_id("r1", "organisation 0")
    (person,) = of(found, "Person")
    assert (person["firstName"], person["lastName"], person["title"]) == (["Petra"], ["Güler"], ["Dr."])
    assert person["proof"] == [document_id("r1")]
    assert of(found, "Organization") == [{"name": ["Kreis Musterland"], "alias": ["KM"], "proof": [document_id("r1")]}]
    (employment,) = of(found, "Employment")
    assert (employment["employee"], employment["employer"]) == ([person_id], [body_id])
    assert (employment["role"], employment["status"]) == (["Landrätin"], ["current"])
    (link,) = of(found, "UnknownLink")  # an alias is its organisation
    assert (link["subject"], link["object"]) == ([person_id], [body_id])
    exact, between = of(found, "Payment")
    assert (exact["amount"], exact["payer"], exact["date"]) == (["1200000"], [body_id], ["2024"])
    assert (between["description"], "amount" in between) == (["100–250.5 EUR"], False)
    mentions = {one["name"][0]: one["resolved"] for one in of(found, "Mention")}
    assert mentions == {"Petra Güler": [person_id], "Kreis Musterland": [body_id]}


def test_an_office_without_a_body_is_an_occupancy_and_a_body_of_its_own_is_written() -> None:
    record = release()
    (person,) = record.people
    held = [
        person.roles[0].model_copy(update={"organisation": None}),
        person.roles[0].model_copy(update={"organisation": "Verein Anderswo"}),
    ]
    found = entities(record.model_copy(update={"people": [person.model_copy(update={"roles": held})]}))
    check(found)
    (occupancy,) = of(found, "Occupancy")
    assert [one["name"] for one in of(found, "Position")] == [["Landrätin"]]
    assert occupancy["holder"] == [document_id("r1", "person 0")]
    (employment,) = of(found, "Employment")
    assert employment["employer"] == [document_id("r1", "person 0 role 1 organisation")]
    assert ["Verein Anderswo"] in [one["name"] for one in of(found, "Organization")]


def test_the_file_has_one_entity_a_line_and_counts_each_schema(tmp_path: Path) -> None:
    written = export([release(), hostile(), release("r2", keep_text=False)], Name.FTM, tmp_path, Options())
    found = [json.loads(line) for line in (tmp_path / FILE).read_text(encoding="utf-8").splitlines()]
    assert written.counts["Document"] == 3
    assert sum(written.counts.values()) == len(found)
    check(found)
    assert [one["id"] for one in found if one["schema"] == "Document"] == [
        document_id(i) for i in ("r1", HOSTILE, "r2")
    ]
    assert "bodyText" not in of(found, "Document")[2]


def test_the_shape_mention_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="one shape only"):
        export([release()], Name.FTM, tmp_path, Options(Shape.MENTION))
    assert list(tmp_path.iterdir()) == []


def test_the_library_takes_every_entity() -> None:
    followthemoney = pytest.importorskip("followthemoney")
    exceptions = pytest.importorskip("followthemoney.exc")
    for entity in [one for record in (release(), hostile()) for one in entities(record)]:
        schema = followthemoney.model.get(entity["schema"])
        later = {"proof"} if "Interval" in schema.names else set()  # since FollowTheMoney 4
        assert set(entity["properties"]) - later <= set(schema.properties)
        proxy = followthemoney.model.get_proxy(entity)
        assert proxy.schema.name == entity["schema"]
        try:
            schema.validate(entity)
        except exceptions.InvalidData as error:
            missing = {"payer", "beneficiary"} if entity["schema"] == "Payment" else set()
            assert set(error.errors["properties"]) <= missing, error.errors  # noqa: PT017
