"""The one store of entities: commands and pages read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.entities.bodies import Bodies
from extractor.entities.curation import Action
from extractor.entities.curator import Curator
from extractor.entities.entity import Entity, Pair
from extractor.entities.grouping import Doubt, Partition
from extractor.entities.naming import Names, person_fullness
from extractor.entities.occurrences import Kind, Occurrences
from extractor.entities.output import context, display_name, entity, releases
from extractor.entities.people import People
from extractor.records import Record


@dataclass(frozen=True, slots=True)
class Summary:
    """An entity in few words; ``forms`` are the names that it has in releases."""

    group: int
    id: str
    name: str
    count: int
    forms: list[str]


class _Clusters(NamedTuple):
    """What the rules find, before any curation: groups, how full each name is, its key, and what is in doubt."""

    group: Sequence[int]
    fullness: Sequence[int]
    keys: Sequence[str]
    doubts: Sequence[Doubt]


class Store:
    """The entities of one kind in an archive of records: ``add`` all, ``identify`` once, then look."""

    def __init__(self, kind: Kind) -> None:
        self.occurrences = Occurrences(kind)
        self.warnings: list[str] = []
        self._clusters = _Clusters([], [], [], [])
        self._partition = Partition([])
        self._names = Names(self.occurrences, self._partition, [], [])
        self._shown: dict[int, str] = {}
        self._hidden: set[int] = set()
        self._apart: set[frozenset[int]] = set()

    @property
    def records(self) -> int:
        """The number of records."""
        return len(self.occurrences.ids)

    def __len__(self) -> int:
        """The number of entities."""
        return len(self._partition) - len(self._hidden)

    def add(self, record: Record) -> None:
        """Take one record. Raises ``DuplicateIdError``."""
        self.occurrences.add(record)

    def identify(self, actions: Sequence[tuple[int, Action]] = ()) -> None:
        """Find who and what is one and the same, then do what a curation says; ``warnings`` tell what it missed."""
        self.occurrences.sort()
        self._clusters = _clustered(self.occurrences)
        self._curate(actions)

    def curated(self, actions: Sequence[tuple[int, Action]]) -> Store:
        """A store of the same records after another curation; this one stays as it is."""
        other = Store(self.occurrences.kind)
        other.occurrences, other._clusters = self.occurrences, self._clusters
        other._curate(actions)
        return other

    def _curate(self, actions: Sequence[tuple[int, Action]]) -> None:
        found = self._clusters
        self._partition = Partition(found.group)
        self._names = Names(self.occurrences, self._partition, found.fullness, found.keys)
        curator = Curator(self._partition, self._names)
        curator.apply(actions)
        self.warnings = curator.warnings
        self._hidden, self._apart, self._shown = curator.hidden(), curator.apart(), curator.renamed()

    def entities(self) -> Iterator[Entity]:
        """The entities in the most releases first, then by name."""
        for name, group in self._ordered():
            yield entity(self._names, group, name)

    def summaries(self) -> Iterator[Summary]:
        """The entities in the order of ``entities``, in few words."""
        for name, group in self._ordered():
            forms = {self.occurrences.name[member] for member in self._partition.members(group)}
            texts = sorted(self.occurrences.names.values[number].text for number in forms)
            yield Summary(group, self._names.id(group), name, self._count(group), texts)

    def group(self, id_: str) -> int | None:
        """The group that ``id_`` means, also after a merge: that of this very id, else the only one it fits."""
        exact = self._names.group(id_)
        if exact is not None:
            return exact
        found = {self._partition.group(member) for member in self._names.meant(id_)}
        return found.pop() if len(found) == 1 else None

    def group_of(self, occurrence: int) -> int:
        """The group that ``occurrence`` is in."""
        return self._partition.group(occurrence)

    def entity(self, group: int) -> Entity:
        """The entity of ``group``, a hidden one too."""
        return entity(self._names, group, self._name(group))

    def members(self, group: int) -> Sequence[int]:
        """The occurrences of ``group``, the earliest first."""
        return self._partition.members(group)

    def is_hidden(self, group: int) -> bool:
        """Whether a curation leaves ``group`` out."""
        return group in self._hidden

    def _ordered(self) -> Iterator[tuple[str, int]]:
        rows = [(-self._count(group), self._name(group), group) for group in self._visible()]
        for _, name, group in sorted(rows, key=lambda row: (row[0], row[1], self._names.id(row[2]))):
            yield name, group

    def doubts(self) -> Iterator[Pair]:
        """The pairs that may be one and that nobody has answered, those in the most releases first."""
        found: dict[frozenset[int], tuple[int, int, str]] = {}
        for one, other, why in self._clusters.doubts:
            groups = self._partition.group(one), self._partition.group(other)
            pair = frozenset(groups)
            if len(pair) == 2 and pair not in self._apart and not pair & self._hidden:
                found.setdefault(pair, (*groups, why))
        rows = [
            (-self._count(one) - self._count(other), self._pair(one, other, why)) for one, other, why in found.values()
        ]
        for _, row in sorted(rows, key=lambda row: (row[0], row[1].ids)):
            yield row

    def _visible(self) -> Iterator[int]:
        return (group for group in self._partition.groups() if group not in self._hidden)

    def _count(self, group: int) -> int:
        return releases(self.occurrences, self._partition.members(group))

    def _name(self, group: int) -> str:
        return self._shown.get(group) or display_name(self._names, self._partition.members(group))

    def _pair(self, one: int, other: int, why: str) -> Pair:
        return Pair(
            ids=(self._names.id(one), self._names.id(other)),
            names=(self._name(one), self._name(other)),
            why=why,
            contexts=(
                context(self.occurrences, self._partition.members(one)),
                context(self.occurrences, self._partition.members(other)),
            ),
        )


def _clustered(occurrences: Occurrences) -> _Clusters:
    """Who and what is one by the rules."""
    if occurrences.kind is Kind.PERSON:
        people = People(occurrences)
        fullness = [person_fullness(key) for key in people.keys]
        return _Clusters(people.group, fullness, [key.text for key in people.keys], people.doubts)
    bodies = Bodies(occurrences)
    acronyms = [int(form.acronym) for form in bodies.keys]
    return _Clusters(bodies.group, acronyms, [form.key for form in bodies.keys], bodies.doubts)
