"""The amounts as a table and over the years."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from extractor.records import Approx, Euro, plain
from extractor.search import SearchError
from extractor.web import addresses, amounts
from extractor.web.amounts import AskedAmounts
from extractor.web.archive import Archive, Opened
from extractor.web.bars import bars
from extractor.web.entities import Snapshot
from extractor.web.entity_pages import NOT_THERE, snapshot_of
from extractor.web.formats import csv_response, json_response, wanted
from extractor.web.releases import Sum
from extractor.web.rendering import page, texts_of
from extractor.web.timeline import AmountAnswer

router = APIRouter()

HEADER: Final = (
    "value", "min", "max", "hedge", "per", "year", "purpose", "source", "part", "text", "release", "title", "date",
    "sender",
)  # fmt: skip
Query_ = Annotated[AskedAmounts, Query()]


class YearSumAnswer(BaseModel):
    """What is spoken of for a year: parts of other amounts, ranges and rates are left out."""

    year: int
    total: Euro
    count: int


class AmountsAnswer(BaseModel):
    """A page of amounts; ``years`` is over all of them."""

    total: int
    page: int
    pages: int
    years: list[YearSumAnswer]
    amounts: list[AmountAnswer]


@router.get("/api/amounts", responses={503: NOT_THERE[503]})
def amounts_as_json(archive: Opened, asked: Query_) -> AmountsAnswer:
    """The amounts of the releases that a search finds."""
    snapshot = snapshot_of(archive)
    return _answer(snapshot, amounts.found(snapshot, archive.index, asked), asked)


@router.get("/amounts", include_in_schema=False)
def amounts_page(request: Request, archive: Opened, asked: Query_) -> Response:
    """The table, with a chart."""
    form = wanted(request)
    if form == "html" and archive.entities.snapshot is None:
        return _page(request, archive, asked, None, "")
    snapshot = snapshot_of(archive)
    try:
        sums, wrong = amounts.found(snapshot, archive.index, asked), ""
    except SearchError as error:
        if form != "html":
            raise
        sums, wrong = [], str(error)
    if form == "csv":
        return csv_response("amounts", HEADER, (_row(snapshot, one) for one in sums))
    answer = _answer(snapshot, sums, asked)
    return json_response(answer) if form == "json" else _page(request, archive, asked, answer, wrong)


def _page(request: Request, archive: Archive, asked: AskedAmounts, found: AmountsAnswer | None, wrong: str) -> Response:
    t = texts_of(request)

    def address(**changes: object) -> str:
        return addresses.with_query("/amounts", asked.amount_pairs(**changes))

    years = bars((str(one.year), one.total, f"{t.number(one.total)} €") for one in found.years) if found else []
    return page(
        request, "amounts.html.jinja", asked=asked, found=found, wrong=wrong, years=years, to=address,
        columns=amounts.COLUMNS, hedges=list(Approx), state=archive.entities.state, per_page=amounts.PAGE,
    )  # fmt: skip


def _answer(snapshot: Snapshot, sums: list[Sum], asked: AskedAmounts) -> AmountsAnswer:
    pages = max(1, -(-len(sums) // amounts.PAGE))
    number = min(asked.page, pages)
    shown = sums[(number - 1) * amounts.PAGE : number * amounts.PAGE]
    years = amounts.by_year(sums, snapshot.releases)
    return AmountsAnswer(
        total=len(sums),
        page=number,
        pages=pages,
        years=[YearSumAnswer(year=one.year, total=one.total, count=one.count) for one in years],
        amounts=[AmountAnswer.of(snapshot.releases, one) for one in shown],
    )


def _row(snapshot: Snapshot, one: Sum) -> tuple[object, ...]:
    """A row of the table; euros in plain decimals."""
    releases, number = snapshot.releases, one.release
    euros = (None if value is None else plain(value) for value in (one.value, one.min, one.max))
    return (
        *euros, one.approx.value, one.per, one.year, one.purpose, one.source, "x" if one.part else None, one.text,
        releases.ids[number], releases.titles[number], releases.days[number], releases.senders[number],
    )  # fmt: skip
