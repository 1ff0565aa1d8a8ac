"""The pairs in doubt as a reader decides them: with what each is known by, and pieces of releases that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date as Date  # noqa: N812 (as in records)
from typing import Final

from pydantic import BaseModel

from extractor.entities import bodies, people
from extractor.entities.curation import Keep, Merge
from extractor.entities.entity import Pair
from extractor.entities.occurrences import Kind
from extractor.records import Organisation, Person, Programme, Record
from extractor.search import Index
from extractor.web.answers import Answers
from extractor.web.entities import Snapshot

EXAMPLES: Final = 3
AROUND: Final = 140
"""Characters on each side of a mention."""

REASONS: Final = {
    people.TWO_PEOPLE: "two-people",
    people.NO_TELLING: "no-telling",
    people.NO_CONTEXT: "no-context",
    people.SEVERAL: "several",
    people.MORE_GIVEN: "more-given",
    people.GENITIVE: "genitive",
    people.SPELLING: "spelling",
    bodies.CLAIMED: "claimed",
    bodies.OTHER_LEGAL: "other-legal",
    bodies.SAME_ACRONYM: "same-acronym",
    bodies.ALIAS: "alias",
}
"""Why pairs are in doubt, by what the rules say; the names of their phrases."""


class Example(BaseModel):
    """A piece of a release that names the entity: what stands before the mention, the mention, and what behind."""

    release: str
    title: str | None
    date: Date | None
    before: str
    mention: str
    after: str


class Side(BaseModel):
    """One of a pair."""

    id: str
    name: str
    count: int
    roles: list[str]
    organisations: list[str]
    senders: list[str]
    examples: list[Example]


class DoubtAnswer(BaseModel):
    """A pair that may be one; ``seen`` goes back with the answer, so that no other is overruled unseen."""

    kind: str
    why: str
    sides: tuple[Side, Side]
    seen: str


class DoubtsAnswer(BaseModel):
    """One doubt of ``total``, at the place ``at``; null where there is none left."""

    kind: str
    total: int
    at: int
    doubt: DoubtAnswer | None
    counts: dict[str, int]


def found(snapshot: Snapshot, index: Index, answers: Answers, kind: Kind, at: int) -> DoubtsAnswer:
    """The doubt at the place ``at`` of those of ``kind`` that nobody has answered."""
    answered = _answered(answers)
    open_ = {
        one: [pair for pair in known.doubts if answered[pair.ids[0]].isdisjoint(answered[pair.ids[1]])]
        for one, known in snapshot.kinds.items()
    }
    pairs = open_[kind]
    at = min(at, max(len(pairs) - 1, 0))
    return DoubtsAnswer(
        kind=kind.value,
        total=len(pairs),
        at=at,
        doubt=_doubt(snapshot, index, answers, kind, pairs[at]) if pairs else None,
        counts={one.value: len(left) for one, left in open_.items()},
    )


def _answered(answers: Answers) -> defaultdict[str, set[str]]:
    """The answers about each id that merge it or keep it apart; a pair with a common one is answered."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in answers.answers:
        if isinstance(one.action, Merge | Keep):
            for id_ in one.action.ids:
                found[id_].add(one.key)
    return found


def _doubt(snapshot: Snapshot, index: Index, answers: Answers, kind: Kind, pair: Pair) -> DoubtAnswer:
    sides = (_side(snapshot, index, kind, pair, 0), _side(snapshot, index, kind, pair, 1))
    return DoubtAnswer(kind=kind.value, why=pair.why, sides=sides, seen=answers.seen(pair.ids))


def _side(snapshot: Snapshot, index: Index, kind: Kind, pair: Pair, which: int) -> Side:
    known, context = snapshot.kinds[kind], pair.contexts[which]
    group = known.group(pair.ids[which])
    listed = known.listed(group) if group is not None else None
    places = list(known.occurrences(group)) if group is not None else []
    examples = [_example(snapshot, index, kind, number, item) for number, item in _spread(places)]
    return Side(
        id=pair.ids[which], name=pair.names[which], count=listed.count if listed else 0, roles=context.roles,
        organisations=context.organisations, senders=context.senders, examples=[one for one in examples if one],
    )  # fmt: skip


def _spread(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first, the last and one between them."""
    if len(places) <= EXAMPLES:
        return list(places)
    return [places[at * (len(places) - 1) // (EXAMPLES - 1)] for at in range(EXAMPLES)]


def _example(snapshot: Snapshot, index: Index, kind: Kind, number: int, item: int) -> Example | None:
    record = index.record(snapshot.releases.ids[number])
    if record is None:
        return None
    before, mention, after = _piece(record, kind, item)
    return Example(release=record.id, title=record.title, date=record.date, before=before, mention=mention, after=after)


def _piece(record: Record, kind: Kind, item: int) -> tuple[str, str, str]:
    if kind is Kind.PERSON:
        entries: Sequence[Person | Organisation | Programme] = record.people
    else:
        entries = record.organisations if kind is Kind.ORGANISATION else record.programmes
    entry = entries[item] if item < len(entries) else None  # the record may be newer than what was read
    if entry is None or record.text is None or not entry.mentions:
        return "", entry.name if entry else "", ""
    mention, text = record.mentions[entry.mentions[0]], record.text
    start, end = max(0, mention.start - AROUND), min(len(text), mention.end + AROUND)
    before, after = text[start : mention.start], text[mention.end : end]
    if start:
        before = "… " + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, mention.text, after
