"""Meilisearch: lines that the client sends, and settings whose attributes the documents have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import meilisearch
import pytest
from fake_server import Request, serving
from hypothesis import given
from hypothesis import settings as examples
from press_records import hostile, records, release

from extractor.export.documents import documents
from extractor.export.export import export
from extractor.export.meilisearch import KEY, TARGET, entry, settings
from extractor.export.target import ExportError, Name, Options, Shape
from extractor.records import Record

BOTH = pytest.mark.parametrize("shape", list(Shape))
TASK = {
    "taskUid": 1,
    "indexUid": "releases",
    "status": "enqueued",
    "type": "documentAdditionOrUpdate",
    "enqueuedAt": "2024-05-31T10:00:00.000Z",
}


def leaves(document: dict[str, Any], before: str = "") -> Iterator[str]:
    for name, value in document.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from leaves(one, f"{before}{name}.")
            else:
                yield before + name


def lines(folder: Path) -> list[dict[str, Any]]:
    paths = sorted(folder.glob("documents-*.ndjson"))
    return [json.loads(line) for path in paths for line in path.read_text().splitlines()]


@BOTH
@examples(max_examples=30)
@given(record=records())
def test_every_attribute_is_in_the_settings(shape: Shape, record: Record) -> None:
    made = settings(shape)
    named = {*made["searchableAttributes"], *made["filterableAttributes"]}
    for document in documents(record, shape):
        found = json.loads(entry(document, Options(shape)))
        assert set(leaves(found)) <= named
        assert re.fullmatch("[A-Za-z0-9_-]{1,511}", found[KEY])


@BOTH
def test_the_settings_name_what_is_searched_filtered_and_sorted(shape: Shape) -> None:
    made = settings(shape)
    assert made["searchableAttributes"][0] == "title"
    assert {"date_year", "language", "date"} <= set(made["filterableAttributes"])
    assert {"text", "title"}.isdisjoint(made["filterableAttributes"])
    assert "date" in made["sortableAttributes"]
    assert made["localizedAttributes"] == [{"attributePatterns": ["*"], "locales": ["deu"]}]
    for names in (made["searchableAttributes"], made["filterableAttributes"], made["sortableAttributes"]):
        assert len(set(names)) == len(names)
    if shape is Shape.RELEASE:
        assert {"people.roles.role", "amounts.value", "person_names"} <= set(made["filterableAttributes"])


@BOTH
def test_the_client_sends_files_and_settings(tmp_path: Path, shape: Shape) -> None:
    export([release(), hostile(), release("r2", keep_text=False)], Name.MEILISEARCH, tmp_path, Options(shape))
    made = json.loads((tmp_path / "settings.json").read_text())
    index = json.loads((tmp_path / "index.json").read_text())
    data = (tmp_path / "documents-00001.ndjson").read_bytes()
    with serving(lambda _: TASK) as server:
        client = meilisearch.Client(server.address)
        client.create_index(index["uid"], {"primaryKey": index["primaryKey"]})
        client.index("releases").update_settings(made)
        client.index("releases").add_documents_ndjson(data, primary_key=KEY)
    assert json.loads(server.sent("/indexes")[0].body) == {"uid": "releases", "primaryKey": "id"}
    assert json.loads(server.sent("/indexes/releases/settings")[0].body) == made
    assert ndjson(server.sent("/indexes/releases/documents")) == lines(tmp_path)


def ndjson(requests: list[Request]) -> list[dict[str, Any]]:
    (request,) = requests
    assert request.headers["content-type"] == "application/x-ndjson"
    assert request.url.query == "primaryKey=id"
    return [json.loads(line) for line in request.body.decode().split("\n") if line]


def test_dates_are_texts_that_sort_by_time(tmp_path: Path) -> None:
    export([release()], Name.MEILISEARCH, tmp_path, Options())
    (document,) = lines(tmp_path)
    assert document["date"] == "2024-05-31"
    assert document["embargo"] == "2024-05-31T10:00:00.000Z"
    assert document["amounts"][0]["value"] == 1_200_000


def test_files_stay_under_the_limit_of_a_payload(tmp_path: Path) -> None:
    export([release(f"r{n}") for n in range(6)], Name.MEILISEARCH, tmp_path, Options(chunk_bytes=4000))
    sizes = [path.stat().st_size for path in tmp_path.glob("documents-*")]
    assert len(sizes) > 1
    assert max(sizes) <= 4000
    assert [one["record"] for one in lines(tmp_path)] == [f"r{n}" for n in range(6)]


@pytest.mark.parametrize("index", ["my index", "a.b", "..", "a/b", "ä", "", "a" * 256])
def test_a_name_that_meilisearch_refuses_is_an_error(tmp_path: Path, index: str) -> None:
    with pytest.raises(ExportError, match="--index"):
        TARGET.write([release()], tmp_path, Options(index=index))
    assert list(tmp_path.iterdir()) == []
