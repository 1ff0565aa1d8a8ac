"""Where a release is corrected: in place with a script, as JSON without one, and as an API."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, Request
from pydantic import ValidationError
from starlette.responses import JSONResponse, RedirectResponse, Response

from extractor.evaluation.corpus_check import Finding
from extractor.record_lines import first_error
from extractor.records import Label, Record
from extractor.web import addresses
from extractor.web.archive import Archive, Opened
from extractor.web.correction import Corrected
from extractor.web.correction_answers import (
    CorrectionAnswer,
    FindingAnswer,
    ListedCorrection,
    NewCorrection,
    OtherChangeAnswer,
    RejectedAnswer,
    Restored,
    SavedAnswer,
)
from extractor.web.corrections import Correction, Corrections, OtherChangeError, RejectedError, differences
from extractor.web.editors import MAX_NAME, cleaned, name_of, remember
from extractor.web.entity_pages import Segment
from extractor.web.formats import csv_response, json_response, wanted
from extractor.web.locking import BusyError
from extractor.web.problems import Problem, ProblemAnswer
from extractor.web.rendering import page, texts_of
from extractor.web.security import writing
from extractor.web.texts import phrases

router = APIRouter()

MAX_JSON: Final = 1 << 20
KEYS: Final = {"PERSON": "p", "ROLE": "r", "ORG": "o", "PROGRAMME": "g", "MONEY": "m", "LOC": "l"}
"""As in ``static/correct.js``."""
Writing = Depends(writing)

RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": ProblemAnswer, "description": "There is no such release."},
    409: {"model": OtherChangeAnswer, "description": "Somebody else changed it in the meantime."},
    422: {"model": RejectedAnswer, "description": "The check finds errors."},
}


@router.get("/api/corrections")
def corrections_as_json(archive: Opened) -> list[ListedCorrection]:
    """All corrections, the newest first."""
    return [ListedCorrection.of(one) for one in archive.corrections.all()]


@router.get("/api/corrections/{segment:path}", responses={404: RESPONSES[404]})
def correction_as_json(archive: Opened, segment: Segment) -> CorrectionAnswer:
    """What to correct."""
    return _shown(archive, _release(archive, segment))


@router.post("/api/corrections/restore/{segment:path}", dependencies=[Writing], responses=RESPONSES,
             response_model=CorrectionAnswer)  # fmt: skip
def restore_as_json(request: Request, archive: Opened, segment: Segment, wanted_: Restored) -> Any:
    """Bring back an older version."""
    record = _release(archive, segment)
    try:
        _restore(archive, record, wanted_, name_of(request, wanted_.by))
    except OtherChangeError as error:
        return _conflict(request, archive.corrections, record, error, {})
    return CorrectionAnswer.of(archive.corrections, record)


@router.post("/api/corrections/{segment:path}", dependencies=[Writing], responses=RESPONSES,
             response_model=SavedAnswer)  # fmt: skip
def correct_as_json(request: Request, archive: Opened, segment: Segment, new: NewCorrection) -> Any:
    """Correct a release."""
    record, by = _release(archive, segment), name_of(request, new.by)
    try:
        _, findings = archive.corrections.save(record, new.corrected, tag=new.tag, by=by)
    except RejectedError as error:
        message = texts_of(request)("corrections.rejected", n=len(error.findings))
        found = [FindingAnswer.of(one) for one in error.findings]
        return _problem(RejectedAnswer(status=422, message=message, findings=found))
    except OtherChangeError as error:
        return _conflict(request, archive.corrections, record, error, new.corrected.gold(record.text or ""))
    except BusyError as error:
        raise Problem(503, "doubts.busy", why=str(error)) from error
    saved = CorrectionAnswer.of(archive.corrections, record)
    return SavedAnswer(saved=saved, findings=[FindingAnswer.of(one) for one in findings])


@router.get("/corrections", include_in_schema=False)
def corrections_page(request: Request, archive: Opened) -> Response:
    """The list of corrected releases."""
    form, rows = wanted(request), [ListedCorrection.of(one) for one in archive.corrections.all()]
    if form == "json":
        return json_response(rows)
    if form == "csv":
        cells = ((one.release, one.title, one.by, one.at.isoformat(), one.version, one.file) for one in rows)
        return csv_response("corrections", ("release", "title", "by", "at", "version", "file"), cells)
    return page(request, "corrections.html.jinja", rows=rows)


@router.get("/corrections/{segment:path}", include_in_schema=False)
def correct_page(request: Request, archive: Opened, segment: Segment, saved: str = "") -> Response:
    """The form of one release."""
    record = _release(archive, segment)
    current = archive.corrections.of(record)
    if wanted(request) == "json":
        return json_response(_shown(archive, record))
    start = archive.corrections.start(record)
    if current is None or not saved:
        return _form(request, archive, record, start, current=current)
    findings: Sequence[Finding] = ()
    with suppress(ValidationError):  # somebody edited the file
        findings = archive.corrections.findings(record, Corrected.model_validate(start))
    return _form(request, archive, record, start, current=current, saved=True, findings=findings)


@router.post("/corrections/restore/{segment:path}", dependencies=[Writing], include_in_schema=False)
def restore(
    request: Request, archive: Opened, segment: Segment, tag: Annotated[str, Form(max_length=40)],
    version: Annotated[int, Form(ge=0, le=999_999)], by: Annotated[str, Form(max_length=MAX_NAME)] = "",
) -> Response:  # fmt: skip
    """Bring back an older version, from a form."""
    record = _release(archive, segment)
    try:
        _restore(archive, record, Restored(tag=tag, version=version), name_of(request, by))
    except OtherChangeError as error:
        start = archive.corrections.start(record)
        return _form(request, archive, record, start, current=error.current, refused=error, status=409)
    return RedirectResponse(addresses.correction(record.id), 303)


@router.post("/corrections/{segment:path}", dependencies=[Writing], include_in_schema=False)
def correct(
    request: Request, archive: Opened, segment: Segment, tag: Annotated[str, Form(max_length=40)],
    gold: Annotated[str, Form(max_length=MAX_JSON)], by: Annotated[str, Form(max_length=MAX_NAME)] = "",
) -> Response:  # fmt: skip
    """Save what a form says; what is wrong is shown in the form, and nothing is lost."""
    record = _release(archive, segment)
    current = archive.corrections.of(record)
    try:
        corrected = Corrected.model_validate_json(gold)
        archive.corrections.save(record, corrected, tag=tag, by=name_of(request, by))
    except ValidationError as error:
        wrong = first_error(error)
        return _form(request, archive, record, gold, current=current, tag=tag, wrong=wrong, status=422)
    except RejectedError as error:
        found = error.findings
        return _form(request, archive, record, gold, current=current, tag=tag, findings=found, status=422)
    except OtherChangeError as error:
        return _form(request, archive, record, gold, current=error.current, refused=error, status=409)
    except BusyError as error:
        wrong = texts_of(request)("doubts.busy", why=str(error))
        return _form(request, archive, record, gold, current=current, tag=tag, wrong=wrong, status=503)
    response = RedirectResponse(addresses.with_query(addresses.correction(record.id), [("saved", "1")]), 303)
    if cleaned(by):
        remember(response, cleaned(by))
    return response


def _form(
    request: Request, archive: Archive, record: Record, gold: str | dict[str, Any], *, current: Correction | None,
    tag: str | None = None, wrong: str = "", findings: Sequence[Finding] = (), refused: OtherChangeError | None = None,
    saved: bool = False, status: int = 200,
) -> Response:  # fmt: skip
    """The form with ``gold`` in it; after a conflict saving it again overrules what was shown."""
    written = gold if isinstance(gold, str) else json.dumps(gold, ensure_ascii=False, indent=1)
    mine: Any = {}
    if refused:
        try:
            mine = Corrected.model_validate_json(written).gold(record.text or "")
        except ValidationError:
            mine = {}
    theirs = current.gold if current else archive.corrections.start(record)
    return page(
        request, "correct.html.jinja", status=status, record=record, current=current, written=written,
        tag=tag if tag is not None else current.tag if current else "-", wrong=wrong, findings=findings,
        refused=refused, differences=list(differences(theirs, mine))[:500] if mine else [], saved=saved,
        versions=archive.corrections.versions(record)[:50], labels=[label.value for label in Label],
        by=name_of(request), address_here=addresses.correction(record.id),
        keys=KEYS, words=_words(request),
        restoring=addresses.correction(record.id).replace("/corrections/", "/corrections/restore/", 1),
    )  # fmt: skip


def _words(request: Request) -> dict[str, str]:
    """The phrases that the script shows."""
    t = texts_of(request)
    own = {key.removeprefix("field."): str(phrases()[key][t.language]) for key in phrases() if key.startswith("field.")}
    return own | {label.value: t(f"label.{label.value}") for label in Label}


def _release(archive: Archive, segment: str) -> Record:
    """Raises ``Problem``."""
    record = archive.release(segment)
    if record.text is None:
        raise Problem(404, "corrections.no-text")
    return record


def _shown(archive: Archive, record: Record) -> CorrectionAnswer:
    """Raises ``Problem`` where a record or a file edited by hand says what no correction can hold."""
    try:
        return CorrectionAnswer.of(archive.corrections, record)
    except ValidationError as error:
        raise Problem(422, "corrections.odd", why=first_error(error)) from error


def _restore(archive: Archive, record: Record, wanted_: Restored, by: str) -> None:
    """Raises ``OtherChangeError`` and ``Problem``."""
    try:
        archive.corrections.restore(record, wanted_.version, tag=wanted_.tag, by=by)
    except BusyError as error:
        raise Problem(503, "doubts.busy", why=str(error)) from error


def _conflict(
    request: Request, corrections: Corrections, record: Record, error: OtherChangeError, mine: dict[str, Any]
) -> Response:
    current = CorrectionAnswer.of(corrections, record, error.current) if error.current else None
    theirs = error.current.gold if error.current else {}
    told = list(differences(theirs, mine)) if mine else []
    message = texts_of(request)("corrections.refused")
    return _problem(OtherChangeAnswer(status=409, message=message, current=current, differences=told))


def _problem(body: ProblemAnswer) -> Response:
    return JSONResponse(body.model_dump(mode="json"), status_code=body.status)
