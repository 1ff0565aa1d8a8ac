"""From groups of occurrences to entities and doubtful pairs as they are written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date as Date  # noqa: N812 (as in the record)
from typing import Any

from extractor.entities.entity import Appearance, BodyEntity, Context, Counted, Entity, Office, PersonEntity
from extractor.entities.naming import Names
from extractor.entities.occurrences import Held, Kind, Occurrences
from extractor.text.folding import fold

EXAMPLES = 3


def display_name(names: Names, members: Sequence[int]) -> str:
    """The most frequent of the fullest forms; of equal ones the longest."""
    fullest = min(map(names.fullness, members))
    counts = Counter(names.occurrences.name_of(member).text for member in members if names.fullness(member) == fullest)
    return min(counts, key=lambda text: (-counts[text], -len(text), text))


def entity(names: Names, group: int, name: str) -> Entity:
    """The entity of ``group``, shown as ``name``."""
    occurrences, members = names.occurrences, names.partition.members(group)
    days = [day for day in map(occurrences.date, members) if day]
    common: dict[str, Any] = {
        "id": names.id(group),
        "kind": occurrences.kind.value,
        "name": name,
        "count": releases(occurrences, members),
        "first": min(days, default=None),
        "last": max(days, default=None),
        "forms": _counted(occurrences, members, [[occurrences.name_of(member).text] for member in members]),
        "releases": [
            Appearance.model_construct(
                id=occurrences.release(member), date=occurrences.date(member), item=occurrences.item[member]
            )
            for member in members
        ],
    }
    if occurrences.kind is not Kind.PERSON:
        return BodyEntity.model_construct(
            **common, aliases=_counted(occurrences, members, [occurrences.aliases_of(member) for member in members])
        )
    return PersonEntity.model_construct(
        **common,
        titles=_counted(occurrences, members, [occurrences.titles_of(member) for member in members]),
        roles=_offices(occurrences, members),
        organisations=_counted(occurrences, members, [_organisations(occurrences, member) for member in members]),
    )


def releases(occurrences: Occurrences, members: Iterable[int]) -> int:
    """In how many releases ``members`` stand."""
    return len({occurrences.record[member] for member in members})


def context(occurrences: Occurrences, members: Sequence[int]) -> Context:
    """What the entity of ``members`` is known by."""
    roles = Counter(held.role for member in members for held in occurrences.roles_of(member) if held.role)
    organisations = Counter(text for member in members for text in _organisations(occurrences, member))
    senders = Counter(sender for member in members if (sender := occurrences.sender(member)))
    return Context(
        roles=_most(roles),
        organisations=_most(organisations),
        senders=_most(senders),
        releases=list(dict.fromkeys(map(occurrences.release, members[:EXAMPLES]))),
    )


def _most(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda text: (-counts[text], text))[:EXAMPLES]


def _organisations(occurrences: Occurrences, member: int) -> list[str]:
    return [held.organisation for held in occurrences.roles_of(member) if held.organisation]


def _counted(occurrences: Occurrences, members: Sequence[int], texts: Iterable[Iterable[str]]) -> list[Counted]:
    """Each text with the number of its releases, the most frequent first."""
    seen = {(text, occurrences.record[member]) for member, found in zip(members, texts, strict=True) for text in found}
    counts = Counter(text for text, _ in seen)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Counted.model_construct(text=text, count=count) for text, count in ordered]


def _offices(occurrences: Occurrences, members: Sequence[int]) -> list[Office]:
    """Each role through time: what folds to the same role, body and status is one; by its first date."""
    held: dict[tuple[str, str, str], list[tuple[Held, int]]] = defaultdict(list)
    for member in members:
        for one in occurrences.roles_of(member):
            held[fold(one.role or ""), fold(one.organisation or ""), one.status].append((one, member))
    offices = [_office(occurrences, found) for found in held.values()]
    return sorted(offices, key=lambda office: (office.first or Date.max, office.role or "", office.organisation or ""))


def _office(occurrences: Occurrences, found: Sequence[tuple[Held, int]]) -> Office:
    counts = Counter(held for held, _ in found)
    shown = min(counts, key=lambda held: (-counts[held], held.role or "", held.organisation or ""))
    members = [member for _, member in found]
    days = [day for day in map(occurrences.date, members) if day]
    return Office.model_construct(
        role=shown.role,
        organisation=shown.organisation,
        status=shown.status,
        first=min(days, default=None),
        last=max(days, default=None),
        releases=list(dict.fromkeys(map(occurrences.release, members))),
    )
