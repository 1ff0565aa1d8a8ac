"""``extractor search``: records of an index, by their words and by what they name."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.search import AmountRange, Filters, Hit, Index, Results
from extractor.search.filters import day
from extractor.view.harmless import harmless

logger = logging.getLogger("extractor.cli.search")

NAME = "Only where a {} has these words; * at the end for a beginning. Repeatable."


class Format(StrEnum):
    """How hits are written."""

    TABLE = "table"
    JSON = "json"


class Order(StrEnum):
    """What stands first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


class Facet(StrEnum):
    """What can be counted."""

    PERSON = "person"
    ROLE = "role"
    ORGANISATION = "organisation"
    PROGRAMME = "programme"
    PLACE = "place"
    SENDER = "sender"
    YEAR = "year"


def search(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that extractor index made.")],
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help='Words, "phrases", beginnings*, -exclusions, OR. None lists all.')
    ] = "",
    person: Annotated[list[str] | None, typer.Option("--person", help=NAME.format("person"))] = None,
    role: Annotated[list[str] | None, typer.Option("--role", help=NAME.format("role"))] = None,
    organisation: Annotated[list[str] | None, typer.Option("--organisation", help=NAME.format("organisation"))] = None,
    programme: Annotated[list[str] | None, typer.Option("--programme", help=NAME.format("programme"))] = None,
    place: Annotated[list[str] | None, typer.Option("--place", help=NAME.format("place"))] = None,
    sender: Annotated[list[str] | None, typer.Option("--sender", help=NAME.format("sender"))] = None,
    amount: Annotated[
        list[str] | None,
        typer.Option(
            "--amount", metavar="RANGE", help="Only with such euros: 1000000.., ..5000, 100..200. Repeatable."
        ),
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="Only releases of this year.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Only releases of this day or later: 2016-03-01.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Only of this day or earlier.")] = None,
    sort: Annotated[Order, typer.Option("--sort", help="What stands first.")] = Order.RELEVANCE,
    facet: Annotated[
        list[Facet] | None, typer.Option("--facet", help="Count the values of this in all hits. Repeatable.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="Hits a page, 1,000 at most.")] = 10,
    after: Annotated[
        str | None, typer.Option("--after", metavar="CURSOR", help="The page behind the one that gave CURSOR.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="A table, or one JSON object a hit.")] = Format.TABLE,
) -> None:
    """Find records in an index.

    All words and filters must hold; words match in all their forms, umlauts however they are written. A person and a
    role need only be in the same release.
    """
    filters = Filters(
        person=tuple(person or ()),
        role=tuple(role or ()),
        organisation=tuple(organisation or ()),
        programme=tuple(programme or ()),
        place=tuple(place or ()),
        sender=tuple(sender or ()),
        amount=tuple(AmountRange.parse(one) for one in amount or ()),
        year=year,
        since=day(since) if since else None,
        until=day(until) if until else None,
    )
    names = list(dict.fromkeys(one.value for one in facet or ()))
    results = Index.open(folder).search(query, filters=filters, limit=limit, after=after, sort=sort.value, facets=names)
    for line in _json(results) if form is Format.JSON else _table(results):
        typer.echo(line)
    _summarise(results)


def _json(results: Results) -> Iterator[str]:
    """One object a hit, then one a counted value."""
    for hit in results.hits:
        row = asdict(hit) | {"date": hit.date.isoformat() if hit.date else None}
        yield json.dumps(row, ensure_ascii=False)
    for name, values in results.facets.items():
        for counted in values:
            yield json.dumps({"facet": name, "value": counted.value, "count": counted.count}, ensure_ascii=False)


def _table(results: Results) -> Iterator[str]:
    for hit in results.hits:
        day_ = hit.date.isoformat() if hit.date else "no date"
        yield f"{typer.style(_plain(hit.id), bold=True)}  {day_}  {_plain(hit.title or '')}".rstrip()
        yield f"    {_snippet(hit)}".rstrip()
    for name, values in results.facets.items():
        yield f"{name}:"
        yield from (f"{counted.count:>8,}  {_plain(counted.value)}" for counted in values)


def _snippet(hit: Hit) -> str:
    """The snippet in one line, marks in bold where the terminal can."""
    text, end, parts = hit.snippet.text, 0, []
    for start, stop in hit.snippet.marks:
        parts += [_plain(text[end:start]), typer.style(_plain(text[start:stop]), bold=True, fg="yellow")]
        end = stop
    return "".join([*parts, _plain(text[end:])])


def _plain(text: str) -> str:
    """Text of strangers for a terminal: one line, no control characters."""
    return harmless(re.sub(r"\s+", " ", text))


def _summarise(results: Results) -> None:
    data = {"total": results.total, "shown": len(results.hits), "next": results.next}
    more = f"; the next: --after {results.next}" if results.next else ""
    found = f"{results.total:,} {'record' if results.total == 1 else 'records'} found"
    logger.info("%s, %d shown%s", found, len(results.hits), more, extra={"data": data})
