"""Solr: documents with children whose every field is in the schema, and a schema that folds German names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pysolr
import pytest
from fake_server import serving
from hypothesis import given, settings
from lucene import needs_lucene, tokens
from press_records import hostile, records, release

from extractor.export.documents import LONGEST, documents
from extractor.export.export import export
from extractor.export.solr import ANALYZERS, NAMES, PROSE, TARGET, entry, schema
from extractor.export.target import ExportError, Name, Options, Shape
from extractor.records import Record

BOTH = pytest.mark.parametrize("shape", list(Shape))
LUCENE_LONGEST = 32_766


def fields(shape: Shape) -> dict[str, ET.Element]:
    return {field.attrib["name"]: field for field in ET.fromstring(schema(shape)).iter("field")}


def misfits(document: dict[str, Any], known: dict[str, ET.Element]) -> Iterator[str]:
    """The fields of a document and its children that the schema refuses."""
    for name, value in document.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            assert name not in known  # the label of children is no field
            for child in value:
                assert re.fullmatch("[0-9a-f]{32}", child["id"])
                yield from misfits(child, known)
        elif name not in known or not fits(value, known[name]):
            yield name


def fits(value: Any, field: ET.Element) -> bool:
    if isinstance(value, list) and field.attrib["multiValued"] != "true":
        return False
    return all(accepted(one, field.attrib["type"]) for one in (value if isinstance(value, list) else [value]))


def accepted(value: Any, kind: str) -> bool:
    match kind:
        case "string":
            return isinstance(value, str) and len(value.encode()) <= LUCENE_LONGEST
        case "text_de" | "text_de_names":
            return isinstance(value, str)
        case "pint":
            return type(value) is int and -(1 << 31) <= value < 1 << 31
        case "pdouble":
            return type(value) in (int, float)
        case "pdate":
            return bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z", value))
    return False


def sent(record: Record, shape: Shape) -> list[dict[str, Any]]:
    return [json.loads(entry(document, Options())) for document in documents(record, shape)]


@BOTH
@settings(max_examples=30)
@given(record=records())
def test_every_field_of_any_document_is_in_the_schema(shape: Shape, record: Record) -> None:
    known = fields(shape)
    for document in sent(record, shape):
        assert list(misfits(document, known)) == []


@BOTH
def test_the_worst_texts_and_numbers_fit(shape: Shape) -> None:
    for document in sent(hostile(), shape):
        assert list(misfits(document, fields(shape))) == []


@BOTH
def test_the_schema_is_whole(shape: Shape) -> None:
    root = ET.fromstring(schema(shape))
    types = {one.attrib["name"] for one in root.iter("fieldType")}
    known = fields(shape)
    assert len(list(root.iter("field"))) == len(known)  # no name twice
    assert {field.attrib["type"] for field in known.values()} <= types
    assert root.findtext("uniqueKey") == "id"
    for copy in root.iter("copyField"):
        assert {copy.attrib["source"], copy.attrib["dest"]} <= set(known)
        if known[copy.attrib["dest"]].attrib["type"] == "string":
            assert int(copy.attrib["maxChars"]) <= LONGEST


def test_children_need_root_and_path() -> None:
    known = fields(Shape.RELEASE)
    assert known["_root_"].attrib == {
        "name": "_root_",
        "type": "string",
        "indexed": "true",
        "stored": "false",
        "docValues": "false",
    }
    assert known["_nest_path_"].attrib["type"] == "_nest_path_"
    types = {one.attrib["name"]: one.attrib["class"] for one in ET.fromstring(schema(Shape.RELEASE)).iter("fieldType")}
    assert types["_nest_path_"] == "solr.NestPathField"
    assert "_nest_path_" not in fields(Shape.MENTION)


def test_people_roles_amounts_and_quotes_are_children_with_ids_of_their_own() -> None:
    (document,) = sent(release(), Shape.RELEASE)
    (person,) = document["people"]
    assert person["roles"][0]["role"] == "Landrätin"
    assert {"organisations", "programmes", "places"}.isdisjoint(document)
    assert document["organisation_names"] == ["Kreis Musterland", "KM"]
    every = [document, person, *person["roles"], *document["amounts"], *document["quotes"]]
    assert len({one["id"] for one in every}) == 7
    assert document["date"] == "2024-05-31T00:00:00Z"
    assert document["embargo"] == "2024-05-31T10:00:00.000Z"


def test_the_folder_is_arrays_and_a_configuration(tmp_path: Path) -> None:
    export([release(f"r{n}") for n in range(5)], Name.SOLR, tmp_path, Options(chunk_bytes=5000))
    paths = sorted(tmp_path.glob("documents-*.json"))
    found = [document["record"] for path in paths for document in json.loads(path.read_text())]
    assert found == [f"r{n}" for n in range(5)]
    assert len(paths) > 1
    assert all(path.stat().st_size <= 5000 for path in paths)
    config = ET.parse(tmp_path / "conf" / "solrconfig.xml").getroot()
    assert config.find("schemaFactory").attrib == {"class": "ClassicIndexSchemaFactory"}  # type: ignore[union-attr]
    assert ET.parse(tmp_path / "conf" / "schema.xml").getroot().tag == "schema"


def test_the_client_sends_the_documents_as_they_are(tmp_path: Path) -> None:
    export([release(), hostile()], Name.SOLR, tmp_path, Options())
    found = json.loads((tmp_path / "documents-00001.json").read_text())
    with serving(lambda _: {"responseHeader": {"status": 0}}) as server:
        client = pysolr.Solr(f"{server.address}/solr/releases", timeout=10)
        client.add(found, commit=False)
        client.get_session().close()
    (request,) = server.sent("/solr/releases/update")
    assert request.headers["content-type"].startswith("application/json")
    assert json.loads(request.body) == found


@needs_lucene
@pytest.mark.parametrize("name", [PROSE, NAMES])
def test_lucene_makes_one_of_all_spellings_of_a_name(tmp_path: Path, name: str) -> None:
    root = ET.fromstring(schema(Shape.RELEASE))
    (analyzer,) = [one.find("analyzer") for one in root.iter("fieldType") if one.attrib["name"] == name]
    assert analyzer is not None
    chain = [one.attrib for one in analyzer.iter("filter")]
    assert [one["name"] for one in chain] == [one["name"] for one in ANALYZERS[name]]
    spellings = ["Güler", "Gueler", "Guler", "GÜLER", "Strauß", "STRAUSS", "André", "Andre"]
    umlaut, written_out, bare, loud, sharp, double, accent, none = tokens(chain, *spellings, folder=tmp_path)
    assert umlaut == written_out == bare == loud
    assert len(umlaut) == 1
    assert sharp == double
    assert accent == none


@needs_lucene
def test_lucene_stems_prose_and_leaves_stop_words_out(tmp_path: Path) -> None:
    chain = ANALYZERS[PROSE]
    singular, plural = tokens(chain, "die Förderung für Kliniken", "Förderungen der Klinik", folder=tmp_path)
    assert singular == plural
    assert len(singular) == 2


@pytest.mark.parametrize("index", ["my core", "..", "-a", "a/b", "ä", "", "a" * 256])
def test_a_name_that_solr_refuses_is_an_error(tmp_path: Path, index: str) -> None:
    with pytest.raises(ExportError, match="--index"):
        TARGET.write([release()], tmp_path, Options(index=index))
    assert list(tmp_path.iterdir()) == []
