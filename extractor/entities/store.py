"""The one store of entities: commands and pages read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


class Store:
    """The entities of one kind in an archive of records: ``add`` all, ``identify`` once, then look."""

    def __init__(self, kind: Kind) -> None:
        self.occurrences = Occurrences(kind)
        self.warnings: list[str] = []
        self._doubts: list[Doubt] = []
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
        self._partition, self._names, self._doubts = _clustered(self.occurrences)
        curator = Curator(self._partition, self._names)
        curator.apply(actions)
        self.warnings = curator.warnings
        self._hidden, self._apart, self._shown = curator.hidden(), curator.apart(), curator.renamed()

    def entities(self) -> Iterator[Entity]:
        """The entities in the most releases first, then by name."""
        rows = [(-self._count(group), self._name(group), group) for group in self._visible()]
        for _, name, group in sorted(rows, key=lambda row: (row[0], row[1], self._names.id(row[2]))):
            yield entity(self._names, group, name)

    def doubts(self) -> Iterator[Pair]:
        """The pairs that may be one and that nobody has answered, those in the most releases first."""
        found: dict[frozenset[int], tuple[int, int, str]] = {}
        for one, other, why in self._doubts:
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


def _clustered(occurrences: Occurrences) -> tuple[Partition, Names, list[Doubt]]:
    """What the rules find: the groups, their names, and what is in doubt."""
    if occurrences.kind is Kind.PERSON:
        people = People(occurrences)
        keys, fullness = [key.text for key in people.keys], [person_fullness(key) for key in people.keys]
        partition = Partition(people.group)
        return partition, Names(occurrences, partition, fullness, keys), people.doubts
    bodies = Bodies(occurrences)
    keys, fullness = [form.key for form in bodies.keys], [int(form.acronym) for form in bodies.keys]
    partition = Partition(bodies.group)
    return partition, Names(occurrences, partition, fullness, keys), bodies.doubts
