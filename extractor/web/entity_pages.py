"""Pages of people, organisations and programmes: lists, and each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Final, Literal, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from extractor.entities.occurrences import Kind
from extractor.web import addresses, timeline
from extractor.web.answers import Answer, AnswersError
from extractor.web.archive import Archive, Opened
from extractor.web.bars import bars
from extractor.web.editors import name_of
from extractor.web.entities import Snapshot
from extractor.web.formats import csv_response, json_response, wanted
from extractor.web.known import Listed
from extractor.web.problems import Problem, ProblemAnswer
from extractor.web.rendering import page
from extractor.web.timeline import EntityAnswer, Only, Timeline

router = APIRouter()

PAGE: Final = 100
KINDS: Final[Mapping[str, Kind]] = {path: Kind(kind) for kind, path in addresses.KINDS.items()}
NOT_THERE: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": ProblemAnswer, "description": "There is none of this id."},
    503: {"model": ProblemAnswer, "description": "The archive is still being read."},
}

Room = Literal["people", "organisations", "programmes"]
RouteT = TypeVar("RouteT", bound=Callable[..., Any])
Words = Annotated[str, Query(max_length=200, description="Beginnings of words of a name.")]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=1_000_000)]
Year = Annotated[int | Literal[""] | None, Query(description="Only releases of this year.")]
Segment = Annotated[str, Path(description="The id, or `~` and its UTF-8 in hexadecimal.", max_length=4000)]


def _room(request: Request) -> str:
    return request.url.path.removeprefix("/api").split("/")[1]


InRoom = Annotated[Room, Depends(_room)]


def _in_rooms(path: str, **options: Any) -> Callable[[RouteT], RouteT]:
    """A route for each kind of entity; ``*`` in ``path`` stands for its room."""

    def decorate(function: RouteT) -> RouteT:
        for room in KINDS:
            router.get(path.replace("*", room), **options)(function)
        return function

    return decorate


class ListedAnswer(BaseModel):
    """An entity and the number of its releases."""

    id: str
    name: str
    count: int


class ListAnswer(BaseModel):
    """A page of a list, those in the most releases first."""

    total: int
    page: int
    pages: int
    entities: list[ListedAnswer]


def snapshot_of(archive: Archive) -> Snapshot:
    """What is known. Raises ``Problem`` while nothing is."""
    found = archive.entities.snapshot
    if found is None:
        raise Problem(503, "entities.failed" if archive.entities.state == "failed" else "site.loading")
    return found


@_in_rooms("/api/*", responses={503: NOT_THERE[503]})
def list_as_json(archive: Opened, room: InRoom, q: Words = "", page_: PageNumber = 1) -> ListAnswer:
    """People, organisations or programmes."""
    return _list(snapshot_of(archive).kinds[KINDS[room]].found(q), page_)


@_in_rooms("/api/*/{segment:path}", responses=NOT_THERE)
def one_as_json(
    archive: Opened, room: InRoom, segment: Segment, year: Year = None, only: Only = "", page_: PageNumber = 1
) -> EntityAnswer:
    """A person, an organisation or a programme."""
    return _one(archive, room, segment, Timeline(year or None, only, page_))


@_in_rooms("/*", include_in_schema=False)
def list_page(request: Request, archive: Opened, room: InRoom, q: Words = "", page_: PageNumber = 1) -> Response:
    """A list of entities."""
    kind, form = KINDS[room], wanted(request)
    if archive.entities.snapshot is None and form == "html":
        return page(request, "entity_list.html.jinja", room=room, q=q, found=None, state=archive.entities.state)
    rows = snapshot_of(archive).kinds[kind].found(q)
    if form == "csv":
        return csv_response(room, ("id", "name", "releases"), ((row.id, row.name, row.count) for row in rows))
    found = _list(rows, page_)
    if form == "json":
        return json_response(found)
    current = archive.entities.current
    return page(
        request, "entity_list.html.jinja", room=room, q=q, kind=kind.value, found=found, state="ready", current=current
    )


@_in_rooms("/*/{segment:path}", include_in_schema=False)
def entity_page(
    request: Request, archive: Opened, room: InRoom, segment: Segment, year: Year = None, only: Only = "",
    page_: PageNumber = 1,
) -> Response:  # fmt: skip
    """All about one entity."""
    form, kind = wanted(request), KINDS[room]
    if archive.entities.snapshot is None and form == "html":
        return page(request, "entity_list.html.jinja", room=room, q="", found=None, state=archive.entities.state)
    found = _one(archive, room, segment, Timeline(year or None, only, page_))
    if form == "json":
        return json_response(found)
    if form == "csv":
        return _csv(room, found)
    address = addresses.entity(kind.value, found.entity.id)
    if snapshot_of(archive).kinds[kind].id_of(segment) != found.entity.id:
        return RedirectResponse(addresses.with_query(address, request.query_params.multi_items()), 307)
    fault, seen = "", ""
    answers: Sequence[Answer] = ()
    try:
        read = archive.entities.answers.read()
        seen, answers = read.seen([found.entity.id]), read.about([found.entity.id])
    except AnswersError as error:
        fault = str(error)
    years = bars((str(one.year), one.count, str(one.count)) for one in found.years)
    return page(
        request, "entity.html.jinja", room=room, kind=kind.value, found=found, entity=found.entity, year=year or None,
        only=only, years=years, address_here=address, seen=seen, answers=answers, fault=fault, by=name_of(request),
        current=archive.entities.current,
    )  # fmt: skip


def _list(rows: Sequence[Listed], number: int) -> ListAnswer:
    pages = max(1, -(-len(rows) // PAGE))
    number = min(number, pages)
    shown = rows[(number - 1) * PAGE : number * PAGE]
    entities = [ListedAnswer(id=row.id, name=row.name, count=row.count) for row in shown]
    return ListAnswer(total=len(rows), page=number, pages=pages, entities=entities)


def _one(archive: Archive, room: Room, segment: str, asked: Timeline) -> EntityAnswer:
    """Raises ``Problem``."""
    snapshot = snapshot_of(archive)
    id_ = snapshot.kinds[KINDS[room]].id_of(segment)
    found = id_ and timeline.found(snapshot, archive.index, KINDS[room], id_, asked)
    if not found:
        raise Problem(404, "entities.none")
    return found


def _csv(room: Room, found: EntityAnswer) -> Response:
    header = ("release", "date", "title", "sender", "quotes", "amounts")
    rows = (
        (
            one.id, one.date, one.title, one.sender, " | ".join(quote.text for quote in one.quotes),
            " | ".join(amount.text for amount in one.amounts),
        )
        for one in found.releases
    )  # fmt: skip
    return csv_response(room, header, rows)
