"""Where doubts are answered: pairs to merge or keep apart, entries to hide, rename or split, and all answers again."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import JSONResponse, RedirectResponse, Response

from extractor.entities.curation import ACTION, Action
from extractor.entities.occurrences import Kind
from extractor.record_lines import first_error
from extractor.web import addresses, doubts
from extractor.web.answers import Answer, Answers, AnswersError, OtherAnswerError
from extractor.web.archive import Archive, Opened
from extractor.web.doubts import DoubtsAnswer
from extractor.web.editors import MAX_NAME, cleaned, name_of, now, remember
from extractor.web.entity_pages import NOT_THERE, snapshot_of
from extractor.web.formats import csv_response, json_response, wanted
from extractor.web.locking import BusyError
from extractor.web.problems import Problem, ProblemAnswer
from extractor.web.rendering import page, texts_of
from extractor.web.security import writing

router = APIRouter()

LOG: Final = 50
"""Answers on the page, the newest first; JSON and CSV have all."""
MAX_REMARK: Final = 500
MAX_RENAMED: Final = 200
KINDS: Final = [kind.value for kind in Kind]

At = Annotated[int, Query(ge=0, le=10_000_000, description="How many doubts to pass over.")]
Id = Annotated[str, Field(max_length=4000)]
Do = Literal["merge", "keep", "hide", "rename", "split"]
Back = Literal["doubts", "entity"]
Writing = Depends(writing)


class GivenAnswer(BaseModel):
    """An answer; ``key`` means it when it is taken back."""

    key: str
    do: str
    ids: list[str]
    name: str | None
    releases: list[str]
    note: str | None

    @classmethod
    def of(cls, answer: Answer) -> GivenAnswer:
        """What ``answer`` says."""
        said = answer.action.model_dump()
        return cls(
            key=answer.key, do=said["do"], ids=said.get("ids") or [said["id"]], name=said.get("name"),
            releases=said.get("releases") or [], note=said["note"],
        )  # fmt: skip


class NewAnswer(BaseModel):
    """What is answered; ``ids`` are two or more to ``merge`` and ``keep``, else one.

    ``seen`` is that of the doubt. Without it an answer that contradicts an earlier one is refused.
    """

    do: Do
    ids: Annotated[list[Id], Field(min_length=1, max_length=20)]
    name: Annotated[str, Field(max_length=MAX_RENAMED)] | None = None
    releases: Annotated[list[Id], Field(max_length=1000)] = []
    remark: Annotated[str, Field(max_length=MAX_REMARK)] = ""
    by: Annotated[str, Field(max_length=MAX_NAME)] = ""
    seen: Annotated[str, Field(max_length=40)] | None = None


class TakenBack(BaseModel):
    """The answer to take back."""

    key: Annotated[str, Field(max_length=40)]


class OtherAnswers(ProblemAnswer):
    """Why an answer was refused: what somebody else said in the meantime. Nothing was written."""

    answers: list[GivenAnswer]


REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    **NOT_THERE,
    409: {"model": OtherAnswers, "description": "Somebody else answered otherwise."},
}


@router.get("/api/doubts", responses={503: NOT_THERE[503]})
def doubts_as_json(archive: Opened, kind: Kind = Kind.PERSON, at: At = 0) -> DoubtsAnswer:
    """One pair in doubt."""
    return doubts.found(snapshot_of(archive), archive.index, _read(archive), kind, at)


@router.get("/api/answers")
def answers_as_json(archive: Opened) -> list[GivenAnswer]:
    """All answers, in the order in which they are carried out."""
    return [GivenAnswer.of(one) for one in _read(archive).answers]


@router.post("/api/answers", response_model=GivenAnswer, dependencies=[Writing], responses=REFUSED)
def answer_as_json(request: Request, archive: Opened, new: NewAnswer) -> GivenAnswer | Response:
    """Answer a doubt."""
    try:
        return GivenAnswer.of(_add(request, archive, new))
    except OtherAnswerError as error:
        return _refused(request, error)


@router.post("/api/answers/undo", response_model=GivenAnswer, dependencies=[Writing], responses=REFUSED)
def undo_as_json(request: Request, archive: Opened, taken: TakenBack) -> GivenAnswer | Response:
    """Take an answer back."""
    try:
        return GivenAnswer.of(_take_back(archive, taken.key))
    except OtherAnswerError as error:
        return _refused(request, error)


@router.get("/doubts", include_in_schema=False)
def doubts_page(request: Request, archive: Opened, kind: Kind = Kind.PERSON, at: At = 0) -> Response:
    """The next doubt, and the answers so far."""
    return _page(request, archive, kind, at)


@router.post("/doubts/answer", dependencies=[Writing], include_in_schema=False)
def answer(
    request: Request, archive: Opened, do: Annotated[Do, Form()], ids: Annotated[list[Id], Form(max_length=20)],
    name: Annotated[str, Form(max_length=MAX_RENAMED)] = "",
    releases: Annotated[list[Id] | None, Form(max_length=1000)] = None,
    remark: Annotated[str, Form(max_length=MAX_REMARK)] = "", by: Annotated[str, Form(max_length=MAX_NAME)] = "",
    seen: Annotated[str | None, Form(max_length=40)] = None, back: Annotated[Back, Form()] = "doubts",
    at: Annotated[int, Form(ge=0)] = 0,
) -> Response:  # fmt: skip
    """Write an answer from a form."""
    new = NewAnswer(do=do, ids=ids, name=name or None, releases=releases or [], remark=remark, by=by, seen=seen)
    try:
        _add(request, archive, new)
    except OtherAnswerError as error:
        return _page(request, archive, _kind_of(ids[0]), at, refused=error, new=new)
    response = _back(ids[0], back, at)
    if cleaned(by):
        remember(response, cleaned(by))
    return response


@router.post("/doubts/undo", dependencies=[Writing], include_in_schema=False)
def undo(
    request: Request, archive: Opened, key: Annotated[str, Form(max_length=40)],
    ids: Annotated[Id, Form()] = "", back: Annotated[Back, Form()] = "doubts",
    kind: Annotated[Kind, Form()] = Kind.PERSON, at: Annotated[int, Form(ge=0)] = 0,
) -> Response:  # fmt: skip
    """Take an answer back from a form."""
    try:
        taken = _take_back(archive, key)
    except OtherAnswerError as error:
        return _page(request, archive, kind, at, refused=error)
    return _back(ids or GivenAnswer.of(taken).ids[0], back, at)


def _refused(request: Request, error: OtherAnswerError) -> Response:
    """A contradiction, as JSON."""
    message = texts_of(request)("doubts.refused" if error.answers else "doubts.gone")
    others = [GivenAnswer.of(one) for one in error.answers]
    return JSONResponse(OtherAnswers(status=409, message=message, answers=others).model_dump(), status_code=409)


def _back(id_: str, back: Back, at: int) -> Response:
    """To the page where the answer was given; never to an address from a form."""
    kind = _kind_of(id_).value
    pairs = [("kind", kind), ("at", at or None)]
    url = addresses.entity(kind, id_) if back == "entity" else addresses.with_query("/doubts", pairs)
    return RedirectResponse(url, 303)


def _page(
    request: Request, archive: Archive, kind: Kind, at: int, *, refused: OtherAnswerError | None = None,
    new: NewAnswer | None = None,
) -> Response:  # fmt: skip
    form, fault, read = wanted(request), "", Answers()
    try:
        read = archive.entities.answers.read()
    except AnswersError as error:
        fault = str(error)
    given = [GivenAnswer.of(one) for one in read.answers]
    if form == "json":
        return json_response(given)
    if form == "csv":
        rows = ((one.do, " ".join(one.ids), one.name, " ".join(one.releases), one.note) for one in given)
        return csv_response("answers", ("do", "ids", "name", "releases", "note"), rows)
    snapshot = archive.entities.snapshot
    found = None if snapshot is None else doubts.found(snapshot, archive.index, read, kind, at)
    warnings = [one for known in snapshot.kinds.values() for one in known.store.warnings] if snapshot else []
    return page(
        request, "doubts.html.jinja", status=409 if refused else 200, kind=kind.value, kinds=KINDS, found=found,
        log=given[::-1][:LOG], total=len(given), fault=fault, warnings=warnings[:LOG], by=name_of(request),
        refused=refused, others=[GivenAnswer.of(one) for one in refused.answers] if refused else [], new=new,
        new_seen=read.seen(new.ids) if new else "", current=archive.entities.current, state=archive.entities.state,
        reasons=doubts.REASONS,
    )  # fmt: skip


def _kind_of(id_: str) -> Kind:
    """Raises ``Problem``."""
    kind = id_.partition(":")[0]
    if kind not in KINDS:
        raise Problem(400, "doubts.no-id")
    return Kind(kind)


def _read(archive: Archive) -> Answers:
    """Raises ``Problem``."""
    try:
        return archive.entities.answers.read()
    except AnswersError as error:
        raise Problem(500, "doubts.broken", why=str(error)) from error


def _add(request: Request, archive: Archive, new: NewAnswer) -> Answer:
    """Raises ``OtherAnswerError`` and ``Problem``."""
    action = _action(new, name_of(request, new.by))
    known = snapshot_of(archive).kinds[_kind_of(new.ids[0])]
    if any(known.group(id_) is None for id_ in new.ids):
        raise Problem(404, "entities.none")
    try:
        found = archive.entities.answers.add(action, seen=new.seen)
    except AnswersError as error:
        raise Problem(500, "doubts.broken", why=str(error)) from error
    except BusyError as error:
        raise Problem(503, "doubts.busy", why=str(error)) from error
    archive.entities.refresh()
    return found


def _take_back(archive: Archive, key: str) -> Answer:
    """Raises ``OtherAnswerError`` and ``Problem``."""
    try:
        found = archive.entities.answers.take_back(key)
    except AnswersError as error:
        raise Problem(500, "doubts.broken", why=str(error)) from error
    except BusyError as error:
        raise Problem(503, "doubts.busy", why=str(error)) from error
    archive.entities.refresh()
    return found


def _action(new: NewAnswer, by: str) -> Action:
    """The action with who and when in its note. Raises ``Problem``."""
    if len(set(new.ids)) < len(new.ids):
        raise Problem(400, "doubts.twice")
    note = " · ".join(part for part in (by, now().isoformat(), cleaned(new.remark, MAX_REMARK)) if part)
    row: dict[str, object] = {"do": new.do, "note": note}
    row |= {"ids": new.ids} if new.do in ("merge", "keep") else {"id": new.ids[0]}
    if new.do == "rename":
        row["name"] = cleaned(new.name or "", MAX_RENAMED)
    if new.do == "split":
        row["releases"] = new.releases
    try:
        return ACTION.validate_python(row, strict=True)
    except ValidationError as error:
        raise Problem(400, "doubts.wrong", why=first_error(error)) from error
