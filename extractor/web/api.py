"""The search and its releases as JSON, and as tables."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel
from starlette.responses import Response

from extractor.records import Record
from extractor.search import Results
from extractor.search.schema import FACETS
from extractor.web.archive import Archive, Opened
from extractor.web.asked import Asked
from extractor.web.formats import csv_response
from extractor.web.problems import ProblemAnswer

router = APIRouter(prefix="/api")

FACET_VALUES: Final = 30
COLUMNS: Final = ("id", "title", "date", "sender", "place", "snippet")
NOT_FOUND: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": ProblemAnswer, "description": "There is none of this id."}
}

SearchQuery = Annotated[Asked, Query()]
Segment = Annotated[str, Path(description="The id, or `~` and its UTF-8 in hexadecimal.", max_length=2000)]


class ArchiveAnswer(BaseModel):
    """What there is."""

    releases: int
    entities: Literal["loading", "ready", "failed"]


@router.get("/archive")
def archive_state(archive: Opened) -> ArchiveAnswer:
    """How many releases there are, and whether it is known who is who."""
    return ArchiveAnswer(releases=len(archive.index), entities=archive.entities.state)


@router.get("/search")
def search(archive: Opened, asked: SearchQuery) -> Results:
    """Find releases."""
    return results(archive, asked)


@router.get("/releases/{segment:path}", responses=NOT_FOUND)
def release(archive: Opened, segment: Segment) -> Record:
    """The record of a release."""
    return archive.release(segment)


def results(archive: Archive, asked: Asked) -> Results:
    """One page of what is asked for, with its facets. Raises ``SearchError``."""
    return archive.index.search(
        asked.q,
        filters=asked.filters(),
        limit=asked.limit,
        after=asked.after,
        sort=asked.sort,
        facets=FACETS,
        facet_limit=FACET_VALUES,
    )


def search_table(found: Results) -> Response:
    """``found`` as a table."""
    rows = (
        (hit.id, hit.title, hit.date, hit.sender, hit.place, " ".join(hit.snippet.text.split())) for hit in found.hits
    )
    return csv_response("releases", COLUMNS, rows)
