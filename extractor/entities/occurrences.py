"""What many records say of persons, organisations or programmes, in columns of numbers: a million records fit."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Iterator
from datetime import date as Date  # noqa: N812 (as in the record)
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from extractor.records import Organisation, Person, Programme, Record

UNDATED = Date.max.toordinal() + 1
"""Sorts behind every date."""

ValueT = TypeVar("ValueT", bound=Hashable)


class Kind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PROGRAMME = "programme"


class Name(NamedTuple):
    """A name with its parts, as a record has it."""

    text: str
    given: str | None = None
    family: str | None = None


class Held(NamedTuple):
    """A role as a record has it."""

    role: str | None
    organisation: str | None
    status: str


class Pool(Generic[ValueT]):
    """Each value once, by number."""

    def __init__(self) -> None:
        self.values: list[ValueT] = []
        self._numbers: dict[ValueT, int] = {}

    def number(self, value: ValueT) -> int:
        """The number of ``value``, which is kept."""
        number = self._numbers.setdefault(value, len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number


class DuplicateIdError(ValueError):
    """A second record with the id of an earlier one."""


class Occurrences:
    """Every entry of one kind in every record: occurrence ``n`` is line ``n`` of the columns.

    After ``sort`` the occurrences stand in the order of date, release id and position, whatever the order in which
    the records came, so the first of several is the earliest.
    """

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.names = Pool[Name]()
        self.alias_lists = Pool[tuple[str, ...]]()
        self.title_lists = Pool[tuple[str, ...]]()
        self.role_lists = Pool[tuple[Held, ...]]()
        self.senders = Pool[str | None]()
        self.places = Pool[str | None]()
        self.ids: list[str] = []
        self._taken: set[str] = set()
        self.dates, self.record_sender, self.record_place = array("i"), array("i"), array("i")
        self.record, self.item, self.name = array("i"), array("i"), array("i")
        self.aliases, self.titles, self.roles = array("i"), array("i"), array("i")

    def __len__(self) -> int:
        return len(self.record)

    def add(self, record: Record) -> None:
        """Take what ``record`` says. Raises ``DuplicateIdError``."""
        if record.id in self._taken:
            raise DuplicateIdError(f"an earlier record has the id {record.id!r}; each needs an id of its own")
        self._taken.add(record.id)
        number = len(self.ids)
        self.ids.append(record.id)
        self.dates.append(record.date.toordinal() if record.date else UNDATED)
        self.record_sender.append(self.senders.number(record.sender))
        self.record_place.append(self.places.number(record.place))
        for item, (name, aliases, titles, roles) in enumerate(_entries(record, self.kind)):
            self.record.append(number)
            self.item.append(item)
            self.name.append(self.names.number(name))
            self.aliases.append(self.alias_lists.number(aliases))
            self.titles.append(self.title_lists.number(titles))
            self.roles.append(self.role_lists.number(roles))

    def sort(self) -> None:
        """Bring all columns into the order that does not depend on that of the records."""
        rank = array("i", bytes(4 * len(self.ids)))
        for place, number in enumerate(sorted(range(len(self.ids)), key=lambda n: (self.dates[n], self.ids[n]))):
            rank[number] = place
        ranks = np.asarray(rank, dtype=np.int32)[np.asarray(self.record, dtype=np.int32)]
        order = np.lexsort((np.asarray(self.item, dtype=np.int32), ranks))
        for column in ("record", "item", "name", "aliases", "titles", "roles"):
            values = np.asarray(getattr(self, column), dtype=np.int32)[order]
            setattr(self, column, array("i", values.tobytes()))

    def name_of(self, occurrence: int) -> Name:
        """The name."""
        return self.names.values[self.name[occurrence]]

    def roles_of(self, occurrence: int) -> tuple[Held, ...]:
        """The roles."""
        return self.role_lists.values[self.roles[occurrence]]

    def aliases_of(self, occurrence: int) -> tuple[str, ...]:
        """The aliases."""
        return self.alias_lists.values[self.aliases[occurrence]]

    def titles_of(self, occurrence: int) -> tuple[str, ...]:
        """The titles."""
        return self.title_lists.values[self.titles[occurrence]]

    def release(self, occurrence: int) -> str:
        """The id of the release."""
        return self.ids[self.record[occurrence]]

    def ordinal(self, occurrence: int) -> int | None:
        """The day of the release."""
        day = self.dates[self.record[occurrence]]
        return None if day == UNDATED else day

    def date(self, occurrence: int) -> Date | None:
        """The date of the release."""
        day = self.ordinal(occurrence)
        return None if day is None else Date.fromordinal(day)

    def sender(self, occurrence: int) -> str | None:
        """Who sent the release."""
        return self.senders.values[self.record_sender[self.record[occurrence]]]

    def place(self, occurrence: int) -> str | None:
        """Where the release was sent from."""
        return self.places.values[self.record_place[self.record[occurrence]]]


Entry = tuple[Name, tuple[str, ...], tuple[str, ...], tuple[Held, ...]]


def _entries(record: Record, kind: Kind) -> Iterator[Entry]:
    """Name, aliases, titles and roles of each entry of ``kind``, in the record's order."""
    if kind is Kind.PERSON:
        return map(_person, record.people)
    return map(_body, record.organisations if kind is Kind.ORGANISATION else record.programmes)


def _person(person: Person) -> Entry:
    roles = tuple(Held(role.role, role.organisation, role.status.value) for role in person.roles)
    return Name(person.name, person.given_name, person.family_name), (), tuple(person.titles), roles


def _body(body: Organisation | Programme) -> Entry:
    return Name(body.name), tuple(body.aliases), (), ()


def runs(keys: Iterable[int]) -> Iterator[tuple[int, array[int]]]:
    """The positions of each key, ascending; the keys in the order of their numbers."""
    numbers = np.fromiter(keys, dtype=np.int32)
    order = np.argsort(numbers, kind="stable")
    cuts = np.flatnonzero(np.diff(numbers[order])) + 1
    for part in np.split(order, cuts) if len(order) else []:
        yield int(numbers[part[0]]), array("i", part.astype(np.int32).tobytes())
