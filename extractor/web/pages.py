"""The pages of the search and of one release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from extractor.records import Amount, Label, Record
from extractor.search import Hit, Results, SearchError
from extractor.search.errors import FilterError, IndexFolderError
from extractor.search.filters import MAX_CHARACTERS, NameFilter
from extractor.view.marks import MarkedText
from extractor.view.wording import amount_rows, full_name, office
from extractor.web import addresses, api, assets
from extractor.web.archive import Archive, Opened
from extractor.web.asked import Asked
from extractor.web.formats import csv_response, json_response, wanted
from extractor.web.problems import Problem
from extractor.web.rendering import page

router = APIRouter(include_in_schema=False)

SHOWN_VALUES = 6
DEEPEST = 6
MOST = 1000
"""Hits of a list to take away."""
FOREVER = "public, max-age=31536000, immutable"


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """A style sheet, a script or a picture."""
    asset = assets.assets().get(name)
    if asset is None:
        raise Problem(404)
    newest = request.query_params.get("v") == asset.digest
    headers = {"Cache-Control": FOREVER if newest else "no-cache", "ETag": f'"{asset.digest}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


@router.get("/")
def search(request: Request, archive: Opened, asked: api.SearchQuery) -> Response:
    """The search: words, filters, and what they find."""
    kind = wanted(request)
    try:
        found, wrong = api.results(archive, asked), ""
    except SearchError as error:
        if kind != "html" or isinstance(error, IndexFolderError):
            raise
        found, wrong = Results(0), str(error)
    if kind == "json":
        return json_response(found)
    if kind == "csv":
        return api.search_table(found)
    values = {
        "asked": asked,
        "found": found,
        "wrong": wrong,
        "facets": {name: _facet(asked, name, found) for name in found.facets},
        "shown_values": SHOWN_VALUES,
        "pieces": pieces,
        "records": len(archive.index),
        "most": MOST,
    }
    return page(request, "search.html.jinja", status=400 if wrong else 200, **values)


@router.get("/releases/{segment:path}")
def release(request: Request, archive: Opened, segment: str) -> Response:
    """One release: its text with all that was read from it."""
    record = archive.release(segment)
    kind = wanted(request)
    if kind == "json":
        return json_response(record)
    if kind == "csv":
        header = ("start", "end", "label", "text", "evidence")
        rows = ((one.start, one.end, one.label.value, one.text, one.evidence) for one in record.mentions)
        return csv_response("mentions", header, rows)
    return page(request, "release.html.jinja", **_release(archive, record))


def _release(archive: Archive, record: Record) -> dict[str, Any]:
    entities = archive.entities.of_release(record.id)

    def entity(kind: str, item: int, name: str) -> str:
        """Where a name leads: to its entity, or to all releases that have the name."""
        id_ = entities.get((kind, item))
        return addresses.entity(kind, id_) if id_ else searched(kind, name)

    return {
        "record": record,
        "view": MarkedText.of(record),
        "heading": record.title or record.id,
        "counts": {label.value: sum(one.label is label for one in record.mentions) for label in Label},
        "amount_rows": [(min(depth, DEEPEST), at) for depth, at in amount_rows(record)],
        "parts_of": _parts_of(record.amounts),
        "full_name": full_name,
        "office": office,
        "entity": entity,
        "correction": archive.corrections.of(record),
        "searched": searched,
        "loading": archive.entities.state == "loading",
    }


def searched(kind: str, name: str) -> str:
    """The search for a name, empty where the name cannot be searched for."""
    return addresses.search([(kind, name)]) if is_filter(kind, name) else ""


def is_filter(name: str, value: str) -> bool:
    """Whether a value of a record can be a filter: a name without a letter cannot."""
    if name == "year":
        return True
    try:
        NameFilter.parse(name, value[: MAX_CHARACTERS + 1])
    except FilterError:
        return False
    return True


def pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The snippet of a hit, and which pieces of it were looked for."""
    text, at = hit.snippet.text, 0
    if hit.snippet.start:
        yield "… ", False
    for start, end in hit.snippet.marks:
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False


def _facet(asked: Asked, name: str, found: Results) -> list[tuple[str, int, str]]:
    """The values of a facet with their counts and the search for them, none for those that are chosen."""
    chosen = set(asked.chosen())
    return [
        (one.value, one.count, asked.along(name, one.value))
        for one in found.facets[name]
        if (name, one.value) not in chosen and is_filter(name, one.value)
    ]


def _parts_of(amounts: list[Amount]) -> dict[int, int]:
    """For each part the amount that it is a part of."""
    return {part: at for at, amount in enumerate(amounts) for part in amount.parts}
