"""One entity as its page shows it: what it is, whom it is named with, and its releases with quotes and amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 (as in records)
from typing import Final, Literal

from pydantic import BaseModel

from extractor.entities.entity import BodyEntity, PersonEntity
from extractor.entities.occurrences import Kind
from extractor.records import Approx, Euro, Record
from extractor.search import Index
from extractor.web.entities import Snapshot
from extractor.web.releases import Releases, Sum

Only = Literal["", "quotes", "amounts"]

PAGE: Final = 20
"""Releases of a page; each is opened for its quotes."""
MOST_TOGETHER: Final = 20


class QuoteAnswer(BaseModel):
    """What the person says."""

    text: str
    kind: Literal["direct", "indirect"]


class AmountAnswer(BaseModel):
    """An amount; ``part`` where it is a part of another one of the same release."""

    release: str
    title: str | None
    date: Date | None
    text: str
    value: Euro | None
    min: Euro | None
    max: Euro | None
    approx: Approx
    year: int | None
    source: str | None
    purpose: str | None
    per: str | None
    part: bool

    @classmethod
    def of(cls, releases: Releases, found: Sum) -> AmountAnswer:
        """``found`` with its release."""
        number = found.release
        return cls(
            release=releases.ids[number], title=releases.titles[number], date=releases.days[number], text=found.text,
            value=found.value, min=found.min, max=found.max, approx=found.approx, year=found.year, source=found.source,
            purpose=found.purpose, per=found.per, part=found.part,
        )  # fmt: skip


class ReleaseAnswer(BaseModel):
    """A release that names the entity."""

    id: str
    title: str | None
    date: Date | None
    sender: str | None
    quotes: list[QuoteAnswer]
    amounts: list[AmountAnswer]


class TogetherAnswer(BaseModel):
    """An entity named in the same releases, and in how many."""

    kind: str
    id: str
    name: str
    count: int


class YearAnswer(BaseModel):
    """A year and the number of releases in it."""

    year: int
    count: int


class EntityAnswer(BaseModel):
    """An entity; ``releases`` is one page of ``matching`` releases, the newest first."""

    entity: PersonEntity | BodyEntity
    hidden: bool
    together: list[TogetherAnswer]
    years: list[YearAnswer]
    quoted: int
    with_amounts: int
    matching: int
    page: int
    pages: int
    releases: list[ReleaseAnswer]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What part of the releases is asked for."""

    year: int | None = None
    only: Only = ""
    page: int = 1


def found(snapshot: Snapshot, index: Index, kind: Kind, id_: str, asked: Timeline) -> EntityAnswer | None:
    """The entity ``id_``; None where there is none."""
    known = snapshot.kinds[kind]
    group = known.group(id_)
    if group is None:
        return None
    named: dict[int, list[int]] = {}
    for number, item in known.occurrences(group):
        named.setdefault(number, []).append(item)
    releases = snapshot.releases
    quoted = {one for one, items in named.items() if kind is Kind.PERSON and _speaks(releases, one, items)}
    wanted = [one for one in named if _is_wanted(releases, one, quoted, asked)]
    wanted.sort(key=lambda one: (releases.days[one] or Date.min, releases.ids[one]), reverse=True)
    pages = max(1, -(-len(wanted) // PAGE))
    page = min(asked.page, pages)
    shown = wanted[(page - 1) * PAGE : page * PAGE]
    entity = known.entity(group)
    assert isinstance(entity, PersonEntity | BodyEntity)
    return EntityAnswer(
        entity=entity,
        hidden=known.store.is_hidden(group),
        together=_together(snapshot, kind, group, list(named)),
        years=_years(releases, named),
        quoted=len(quoted),
        with_amounts=sum(one in releases.sums for one in named),
        matching=len(wanted),
        page=page,
        pages=pages,
        releases=[_release(releases, index, one, named[one] if one in quoted else ()) for one in shown],
    )


def _speaks(releases: Releases, number: int, items: Sequence[int]) -> bool:
    return not releases.speakers.get(number, frozenset()).isdisjoint(items)


def _is_wanted(releases: Releases, number: int, quoted: set[int], asked: Timeline) -> bool:
    day = releases.days[number]
    if asked.year is not None and (day is None or day.year != asked.year):
        return False
    return asked.only == "" or number in (quoted if asked.only == "quotes" else releases.sums)


def _together(snapshot: Snapshot, kind: Kind, group: int, numbers: Sequence[int]) -> list[TogetherAnswer]:
    return [
        TogetherAnswer(kind=other.value, id=row.id, name=row.name, count=count)
        for other, known in snapshot.kinds.items()
        for row, count in known.together(numbers, but=group if other is kind else None)[:MOST_TOGETHER]
    ]


def _years(releases: Releases, numbers: dict[int, list[int]]) -> list[YearAnswer]:
    counts = Counter(day.year for number in numbers if (day := releases.days[number]))
    return [YearAnswer(year=year, count=count) for year, count in sorted(counts.items())]


def _release(releases: Releases, index: Index, number: int, speakers: Sequence[int]) -> ReleaseAnswer:
    record = index.record(releases.ids[number]) if speakers else None
    return ReleaseAnswer(
        id=releases.ids[number],
        title=releases.titles[number],
        date=releases.days[number],
        sender=releases.senders[number],
        quotes=_quotes(record, speakers) if record else [],
        amounts=[AmountAnswer.of(releases, one) for one in releases.sums.get(number, ())],
    )


def _quotes(record: Record, speakers: Sequence[int]) -> list[QuoteAnswer]:
    return [QuoteAnswer(text=quote.text, kind=quote.kind) for quote in record.quotes if quote.speaker in speakers]
