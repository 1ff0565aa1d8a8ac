"""Typesense: lines that the client imports, and a schema that every value fits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import typesense
from fake_server import Request, serving
from hypothesis import given, settings
from press_records import hostile, records, release

from extractor.export.documents import documents
from extractor.export.export import export
from extractor.export.target import ExportError, Name, Options, Shape
from extractor.export.typesense import TARGET, entry, schema, seconds
from extractor.records import Record

BOTH = pytest.mark.parametrize("shape", list(Shape))
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "int32": (int,),
    "int64": (int,),
    "float": (int, float),
    "object": (dict,),
}
BITS = {"int32": 31, "int64": 63}


def misfits(document: dict[str, Any], types: dict[str, str], before: str = "", *, many: bool = False) -> Iterator[str]:
    """The fields whose value their type refuses; what stands in a list of objects is of a list type."""
    for name, value in document.items():
        path = before + name
        kind = types.get(path, "")
        if path != "id" and kind.endswith("[]") is not (many or isinstance(value, list)):
            yield path
        for one in value if isinstance(value, list) else [value]:
            if path != "id" and not accepted(one, kind.removesuffix("[]")):
                yield path
            if isinstance(one, dict):
                yield from misfits(one, types, f"{path}.", many=True)


def accepted(value: Any, kind: str) -> bool:
    return type(value) in TYPES.get(kind, ()) and (kind not in BITS or abs(value) <= 1 << BITS[kind])


def types(shape: Shape) -> dict[str, str]:
    return {field["name"]: field["type"] for field in schema(shape, "releases")["fields"]}


def sent(record: Record, shape: Shape) -> list[dict[str, Any]]:
    return [json.loads(entry(document, Options(shape))) for document in documents(record, shape)]


@BOTH
@settings(max_examples=30)
@given(record=records())
def test_every_value_is_of_the_type_of_its_field(shape: Shape, record: Record) -> None:
    for document in sent(record, shape):
        assert list(misfits(document, types(shape))) == []


@BOTH
def test_the_worst_texts_and_numbers_fit(shape: Shape) -> None:
    for document in sent(hostile(), shape):
        assert list(misfits(document, types(shape))) == []


@BOTH
def test_the_schema_is_one_that_typesense_takes(shape: Shape) -> None:
    made = schema(shape, "presse")
    assert made["name"] == "presse"
    assert made["enable_nested_fields"] is True
    names = [field["name"] for field in made["fields"]]
    assert len(set(names)) == len(names)
    assert "id" not in names
    for field in made["fields"]:
        assert field["optional"] is True
        assert field["type"].removesuffix("[]") in TYPES
        assert not field.get("sort") or not field["type"].endswith("[]")
        assert field.get("locale", "de") == "de"
        assert "locale" not in field or field["type"].startswith("string")
        parent = field["name"].rpartition(".")[0]
        assert not parent or types(shape)[parent] == "object[]"


def test_facets_and_locale() -> None:
    by_name = {field["name"]: field for field in schema(Shape.RELEASE, "releases")["fields"]}
    assert by_name["person_names"] == {
        "name": "person_names",
        "type": "string[]",
        "optional": True,
        "facet": True,
        "locale": "de",
    }
    assert by_name["people.roles.role"]["type"] == "string[]"
    assert by_name["amounts.value"]["type"] == "float[]"
    assert by_name["amounts.value_exact"]["type"] == "string[]"
    assert "facet" not in by_name["text"]
    assert by_name["date"]["type"] == "int64"


def test_times_are_seconds() -> None:
    assert seconds(date(1970, 1, 1)) == 0
    assert seconds(date(1969, 12, 31)) == -86_400
    assert seconds(datetime(2024, 5, 31, 10, tzinfo=UTC)) == int(datetime(2024, 5, 31, 10, tzinfo=UTC).timestamp())
    assert seconds(date.max) == 253_402_214_400
    (document,) = sent(release(), Shape.RELEASE)
    assert document["date"] == seconds(date(2024, 5, 31))
    assert document["date_year"] == 2024


def answer(request: Request) -> Any:
    """One line for each document, as the import answers."""
    if request.url.path.endswith("/import"):
        return "\n".join('{"success":true}' for line in request.body.decode().split("\n") if line)
    return {"name": "presse", "fields": [], "num_documents": 0}


@pytest.mark.filterwarnings("ignore:Sync.* is deprecated:DeprecationWarning")  # the client's own
@BOTH
def test_the_client_imports_the_file(tmp_path: Path, shape: Shape) -> None:
    found = [release(), hostile(), release("r2", keep_text=False)]
    export(found, Name.TYPESENSE, tmp_path, Options(shape, index="presse"))
    made = json.loads((tmp_path / "schema.json").read_text())
    text = (tmp_path / "documents-00001.jsonl").read_text(encoding="utf-8")
    with serving(answer) as server:
        host, port = server.address.removeprefix("http://").split(":")
        node = {"host": host, "port": port, "protocol": "http"}
        client = typesense.Client({"nodes": [node], "api_key": "x", "connection_timeout_seconds": 10})
        client.collections.create(made)
        result = client.collections["presse"].documents.import_(text, {"action": "upsert"})
    documents_ = [one for record in found for one in sent(record, shape)]
    assert result == "\n".join(['{"success":true}'] * len(documents_))
    assert json.loads(server.sent("/collections")[0].body) == made
    (request,) = server.sent("/collections/presse/documents/import")
    assert [json.loads(line) for line in request.body.decode().splitlines()] == documents_


@pytest.mark.parametrize("index", ["my index", "..", "a/b", "ä", "", "a" * 256])
def test_a_name_that_does_not_fit_an_address_is_an_error(tmp_path: Path, index: str) -> None:
    with pytest.raises(ExportError, match="--index"):
        TARGET.write([release()], tmp_path, Options(index=index))
    assert list(tmp_path.iterdir()) == []
