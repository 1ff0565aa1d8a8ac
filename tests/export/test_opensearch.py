"""OpenSearch and Elasticsearch: bulk files that their clients send whole, and a mapping that every value fits."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import elasticsearch
import elasticsearch.helpers
import opensearchpy
import opensearchpy.helpers
import pytest
from fake_server import Request, serving
from hypothesis import given, settings
from lucene import needs_lucene, tokens
from press_records import hostile, records, release

from extractor.export.export import export
from extractor.export.ids import document_id
from extractor.export.opensearch import NAMES, PROSE, TARGET, action, mapping
from extractor.export.target import ExportError, Name, Options, Shape
from extractor.records import Record

BOTH = pytest.mark.parametrize("shape", list(Shape))
CLIENTS = pytest.mark.parametrize("kind", ["opensearch", "elasticsearch"])
MAX_KEYWORD = 32_766
TYPES = {"text", "keyword", "integer", "scaled_float", "date", "nested", "object"}


def written(folder: Path, found: Iterable[Record], options: Options = Options()) -> list[tuple[Any, Any]]:  # noqa: B008
    """The pairs of action and document of an export, as a reader of lines has them."""
    export(found, Name.OPENSEARCH, folder, options)
    pairs: list[tuple[Any, Any]] = []
    for path in sorted(folder.glob("bulk-*.ndjson")):
        pairs += pairs_of(path.read_bytes())
    return pairs


def pairs_of(data: bytes, *, ours: bool = True) -> list[tuple[Any, Any]]:
    """Our files hold no character that any reader takes for the end of a line; what a client makes may."""
    assert data.endswith(b"\n")
    text = data.decode()
    lines = [json.loads(line) for line in (text.splitlines() if ours else text.split("\n")[:-1])]
    assert len(lines) % 2 == 0
    return list(zip(lines[::2], lines[1::2], strict=True))


def misfits(document: dict[str, Any], properties: dict[str, Any]) -> Iterator[str]:
    """The fields of ``document`` whose value their mapping refuses."""
    for name, value in document.items():
        for one in value if isinstance(value, list) else [value]:
            if name not in properties or not accepted(one, properties[name]):
                yield name
            elif isinstance(one, dict):
                yield from misfits(one, properties[name]["properties"])


def accepted(value: Any, field: dict[str, Any]) -> bool:
    match field["type"]:
        case "nested" | "object":
            return isinstance(value, dict)
        case "text":
            return isinstance(value, str)
        case "keyword":
            return isinstance(value, str) and field["ignore_above"] * 4 <= MAX_KEYWORD
        case "integer":
            return type(value) is int and -(1 << 31) <= value < 1 << 31
        case "scaled_float":
            return type(value) in (int, float) and abs(value) * field["scaling_factor"] < 1 << 63
        case "date":
            return is_date(value, field["format"])
    return False


def is_date(value: str, form: str) -> bool:
    if form == "strict_date":
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and date.fromisoformat(value) is not None
    assert form == "strict_date_time"
    found = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value)
    return bool(found) and datetime.fromisoformat(value) is not None


@BOTH
@settings(max_examples=40)
@given(record=records())
def test_every_field_of_any_document_is_mapped_and_fits(shape: Shape, record: Record) -> None:
    properties = mapping(shape)["mappings"]["properties"]
    for document in documents_of(record, shape):
        assert list(misfits(document, properties)) == []


@BOTH
def test_the_worst_texts_and_numbers_fit(shape: Shape) -> None:
    for document in documents_of(hostile(), shape):
        assert list(misfits(document, mapping(shape)["mappings"]["properties"])) == []


def documents_of(record: Record, shape: Shape) -> Iterator[dict[str, Any]]:
    from extractor.export.documents import documents

    for document in documents(record, shape):
        ((_, found),) = pairs_of(action(document, Options()) + b"\n")
        yield found


@BOTH
def test_the_mapping_is_strict_and_of_known_types(shape: Shape) -> None:
    made = mapping(shape)
    analyzers = set(made["settings"]["analysis"]["analyzer"])
    filters = set(made["settings"]["analysis"]["filter"])
    known = {"lowercase", "german_normalization", "asciifolding"}
    assert all(set(one["filter"]) <= filters | known for one in made["settings"]["analysis"]["analyzer"].values())
    assert made["mappings"]["dynamic"] == "strict"

    def check(properties: dict[str, Any]) -> None:
        for field in properties.values():
            assert field["type"] in TYPES
            assert field.get("analyzer") is None or field["analyzer"] in analyzers
            check(field.get("fields", {}))
            check(field.get("properties", {}))

    check(made["mappings"]["properties"])


def test_people_roles_and_amounts_are_nested() -> None:
    properties = mapping(Shape.RELEASE)["mappings"]["properties"]
    assert properties["people"]["type"] == "nested"
    assert properties["people"]["properties"]["roles"]["type"] == "nested"
    amounts = properties["amounts"]
    assert amounts["type"] == "nested"
    assert amounts["properties"]["value"] == {"type": "scaled_float", "scaling_factor": 100}
    assert amounts["properties"]["value_exact"]["type"] == "keyword"


@BOTH
def test_the_folder_has_pairs_mapping_and_manifest(tmp_path: Path, shape: Shape) -> None:
    options = Options(shape, index="presse-2024")
    pairs = written(tmp_path, [release("r1"), release("r2")], options)
    assert len(pairs) == (2 if shape is Shape.RELEASE else 14)
    assert all(head == {"index": {"_index": "presse-2024", "_id": body["id"]}} for head, body in pairs)
    assert len({body["id"] for _, body in pairs}) == len(pairs)
    assert json.loads((tmp_path / "mapping.json").read_text()) == json.loads(json.dumps(mapping(shape)))
    manifest = json.loads((tmp_path / "export.json").read_text())
    assert manifest["counts"] == {"documents": len(pairs)}
    assert manifest["files"] == ["bulk-00001.ndjson", "mapping.json"]


def test_bulk_files_stay_under_the_limit_and_a_larger_document_is_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    small = [release(f"r{number}") for number in range(8)]
    long = release("long").model_copy(update={"text": "lang " * 4000})
    with caplog.at_level(logging.WARNING, "extractor.export"):
        pairs = written(tmp_path, [*small[:4], long, *small[4:]], Options(chunk_bytes=4000))
    assert [body["record"] for _, body in pairs] == [
        *(f"r{n}" for n in range(4)),
        "long",
        *(f"r{n}" for n in range(4, 8)),
    ]
    sizes = {path.name: len(path.read_bytes()) for path in tmp_path.glob("bulk-*")}
    (large,) = [name for name, size in sizes.items() if size > 4000]
    assert [body["record"] for _, body in pairs_of((tmp_path / large).read_bytes())] == ["long"]
    assert len(sizes) > 3
    assert f"{large} holds a single document" in caplog.text
    assert json.loads((tmp_path / "export.json").read_text())["counts"] == {"documents": 9, "larger than --chunk": 1}


def test_a_bulk_file_may_be_exactly_of_the_limit(tmp_path: Path) -> None:
    size = len(action({"id": document_id("r1")}, Options())) + 1
    from extractor.export.chunks import Chunks

    with Chunks(tmp_path, "bulk-{:05}.ndjson", 2 * size) as chunks:
        for _ in range(3):
            chunks.add(action({"id": document_id("r1")}, Options()))
    assert [path.stat().st_size for path in sorted(tmp_path.iterdir())] == [2 * size, size]
    assert chunks.oversized == 0


def bulk_answer(request: Request) -> Any:
    """What a server says to a bulk request that it takes."""
    if not request.url.path.endswith("_bulk"):
        return {"version": {"number": "8.19.0", "build_flavor": "default"}, "acknowledged": True}
    items = [{"index": {"_id": head["index"]["_id"], "status": 201}} for head, _ in pairs_of(request.body, ours=False)]
    return {"took": 1, "errors": False, "items": items}


@CLIENTS
@BOTH
def test_the_official_client_sends_the_files_as_they_are(tmp_path: Path, kind: str, shape: Shape) -> None:
    pairs = written(tmp_path, [release("r1"), hostile(), release("r2", keep_text=False)], Options(shape))
    actions = [{**head["index"], "_op_type": "index", "_source": body} for head, body in pairs]
    with serving(bulk_answer, X_Elastic_Product="Elasticsearch") as server:
        client, helpers = client_of(kind, server.address)
        with client:
            client.indices.create(index="releases", body=json.loads((tmp_path / "mapping.json").read_text()))
            count, errors = helpers.bulk(client, actions, chunk_size=500)
            assert (count, errors) == (len(pairs), [])
            assert all(ok for ok, _ in helpers.streaming_bulk(client, actions, chunk_size=2))
    assert json.loads(server.sent("/releases")[0].body) == json.loads((tmp_path / "mapping.json").read_text())
    sent = [pair for request in server.sent("/_bulk") for pair in pairs_of(request.body, ours=False)]
    assert [body for _, body in sent] == [body for _, body in pairs] * 2
    assert [head["index"]["_id"] for head, _ in sent] == [body["id"] for _, body in pairs] * 2


@CLIENTS
def test_the_official_client_takes_a_file_as_a_body(tmp_path: Path, kind: str) -> None:
    written(tmp_path, [release("r1"), hostile()])
    data = (tmp_path / "bulk-00001.ndjson").read_bytes()
    with serving(bulk_answer, X_Elastic_Product="Elasticsearch") as server:
        client, _ = client_of(kind, server.address)
        with client:
            if kind == "opensearch":
                client.bulk(body=data)
            else:
                client.bulk(operations=data.splitlines())
    (request,) = server.sent("/_bulk")
    assert pairs_of(request.body) == pairs_of(data)


def client_of(kind: str, address: str) -> tuple[Any, Any]:
    if kind == "opensearch":
        return opensearchpy.OpenSearch(address), opensearchpy.helpers
    return elasticsearch.Elasticsearch(address), elasticsearch.helpers


@pytest.mark.parametrize(
    "index",
    ["Releases", "my index", "..", ".", "_all", "-a", "+a", "a/b", "a,b", "a*", "a:b", "ä", "", "a" * 256, "a\n"],
)
def test_a_name_that_the_engine_refuses_is_an_error_and_nothing_is_written(tmp_path: Path, index: str) -> None:
    with pytest.raises(ExportError, match="--index"):
        TARGET.write([release()], tmp_path, Options(index=index))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("index", ["releases", "presse-2024.05_a", "0", "a" * 255])
def test_a_name_that_the_engine_takes_is_taken(tmp_path: Path, index: str) -> None:
    assert TARGET.write([release()], tmp_path, Options(index=index)).counts == {"documents": 1}


FILTERS = {
    "lowercase": {"name": "lowercase"},
    "german_normalization": {"name": "germanNormalization"},
    "asciifolding": {"name": "asciiFolding"},
    "german_light": {"name": "germanLightStem"},
    "german_stop": {
        "name": "stop",
        "words": "org/apache/lucene/analysis/snowball/german_stop.txt",
        "format": "snowball",
    },
}
"""What the engines make of the names of filters in a mapping."""


@needs_lucene
@pytest.mark.parametrize("analyzer", [PROSE, NAMES])
def test_lucene_makes_one_of_all_spellings_of_a_name(tmp_path: Path, analyzer: str) -> None:
    chain = mapping(Shape.RELEASE)["settings"]["analysis"]["analyzer"][analyzer]["filter"]
    spellings = ["Güler", "Gueler", "Guler", "Strauß", "STRAUSS", "André", "Andre"]
    found = tokens([FILTERS[name] for name in chain], *spellings, folder=tmp_path)
    umlaut, written_out, bare, sharp, double, accent, none = found
    assert umlaut == written_out == bare != []
    assert sharp == double
    assert accent == none
