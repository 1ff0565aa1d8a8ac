"""Carries out a curation on the groups that the rules found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from extractor.entities.curation import Action, Hide, Keep, Merge, Rename, Split, references
from extractor.entities.grouping import Partition
from extractor.entities.naming import Names, Reference


class _NotFoundError(ValueError):
    """An id that means no entity here, or more than one."""


class Curator:
    """Applies actions in their order; each sees what those before it did."""

    def __init__(self, partition: Partition, names: Names) -> None:
        self.partition, self.names = partition, names
        self.warnings: list[str] = []
        self._hidden: list[int] = []
        self._renamed: list[tuple[int, str]] = []
        self._apart: list[tuple[int, int]] = []
        self._mentioned: dict[str, list[int]] = {}
        self._about = ""

    def apply(self, actions: Sequence[tuple[int, Action]]) -> None:
        """Carry out the ``actions`` that are about this kind of entity."""
        mine = [(line, action) for line, action in actions if self._is_mine(action)]
        self._mentioned = self._occurrences_of({Reference.of(id_).name for _, one in mine for id_ in references(one)})
        for line, action in mine:
            self._about = f"line {line}: {action.do}"
            try:
                self._carry_out(action)
            except _NotFoundError as error:
                self._warn(str(error))

    def _warn(self, text: str) -> None:
        self.warnings.append(f"{self._about}: {text}")

    def hidden(self) -> set[int]:
        """The groups to leave out."""
        return set(map(self.partition.group, self._hidden))

    def renamed(self) -> dict[int, str]:
        """The names that were given, by group."""
        return {self.partition.group(occurrence): name for occurrence, name in self._renamed}

    def apart(self) -> set[frozenset[int]]:
        """The pairs of groups that are known to be two."""
        return {frozenset(map(self.partition.group, pair)) for pair in self._apart}

    def _is_mine(self, action: Action) -> bool:
        return references(action)[0].startswith(f"{self.names.occurrences.kind}:")

    def _occurrences_of(self, slugs: set[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for occurrence in range(len(self.names.occurrences)) if slugs else ():
            name = self.names.slug(occurrence)
            if name in slugs:
                found[name].append(occurrence)
        return found

    def _carry_out(self, action: Action) -> None:
        match action:
            case Merge():
                self._merge([self._group(id_) for id_ in action.ids])
            case Keep():
                self._keep(action.ids)
            case Split():
                self._split(self._group(action.id), action.id, action.releases)
            case Hide():
                self._hidden.append(self._first(self._group(action.id)))
            case Rename():
                self._renamed.append((self._first(self._group(action.id)), action.name))

    def _first(self, group: int) -> int:
        """An occurrence that stands for ``group``, whatever is joined to it later."""
        return self.partition.members(group)[0]

    def _group(self, id_: str) -> int:
        """The one group that ``id_`` means. Raises ``_NotFoundError``."""
        exact = self.names.group(id_)
        if exact is not None:
            return exact
        found = {self.partition.group(occurrence) for occurrence in self._meant(Reference.of(id_))}
        if len(found) == 1:
            return found.pop()
        raise _NotFoundError(f"{id_} could be any of {len(found)} entities" if found else f"there is no entity {id_}")

    def _meant(self, reference: Reference) -> Iterator[int]:
        """The occurrences with the name, and the context or release, of ``reference``."""
        for occurrence in self._mentioned.get(reference.name, ()):
            if self.names.fits(occurrence, reference):
                yield occurrence

    def _merge(self, groups: Sequence[int]) -> None:
        if len(set(groups)) == 1:
            return
        home = self.names.home(groups[0])
        for group in set(groups):
            self.names.remove(group)
        self.names.add(self.partition.join(groups), home)

    def _split(self, group: int, id_: str, releases: Sequence[str]) -> None:
        members, wanted = self.partition.members(group), set(releases)
        piece = {member for member in members if self.names.occurrences.release(member) in wanted}
        if not piece:
            raise _NotFoundError(f"{id_} is in none of these releases")
        if len(piece) == len(members):
            raise _NotFoundError(f"{id_} is in no other releases, so nothing would be left of it")
        if missing := wanted - set(map(self.names.occurrences.release, piece)):
            self._warn(f"{id_} is not in {', '.join(sorted(missing))}")
        self._divide(group, piece)

    def _divide(self, group: int, piece: set[int]) -> None:
        self.names.remove(group)
        parts = self.partition.divide(group, piece)
        for part in parts:
            self.names.add(part)
        self._apart.append((self._first(parts[0]), self._first(parts[1])))

    def _keep(self, ids: Sequence[str]) -> None:
        for one, other in combinations(ids, 2):
            first, second = self._group(one), self._group(other)
            if first == second:
                self._tear(first, one, other)
            else:
                self._apart.append((self._first(first), self._first(second)))

    def _tear(self, group: int, one: str, other: str) -> None:
        """Part two ids that are known to be two but that the rules, or a merge, made one."""
        size = len(self.partition.members(group))
        pieces = [
            {member for member in self._meant(Reference.of(id_)) if self.partition.group(member) == group}
            for id_ in (other, one)
        ]
        piece = min(pieces, key=len)
        if one == other or not 0 < len(piece) < size:
            raise _NotFoundError(f"{one} and {other} are one entity; a split by releases can part them")
        self._divide(group, piece)
