"""Ids and names of entities.

An id is the folded name. Where several entities share it, the one with the earliest release has it bare; the others
carry a context that no other of them has, or else a release. Records that come later so leave ids as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.entities.folding import PersonKey, slug
from extractor.entities.grouping import Partition
from extractor.entities.occurrences import Kind, Occurrences
from extractor.text.folding import words

CONTEXT = "~"
RELEASE = "@"
ITEM = "#"


class Reference(NamedTuple):
    """An id in its parts: the folded name, and the mark and text behind it."""

    name: str
    mark: str = ""
    rest: str = ""

    @classmethod
    def of(cls, id_: str) -> Reference:
        """The parts of ``id_``.

        >>> Reference.of("person:kim-kolb~landrat-nauen")
        Reference(name='kim-kolb', mark='~', rest='landrat-nauen')
        """
        text = id_.partition(":")[2]
        cut = min((at for at in map(text.find, (CONTEXT, RELEASE)) if at >= 0), default=len(text))
        return cls(text[:cut], text[cut : cut + 1], text[cut + 1 :])


class Names:
    """What the occurrences of a partition are called; ``fullness`` and ``slugs`` are by number of the name."""

    def __init__(self, occurrences: Occurrences, partition: Partition, fullness: Sequence[int], keys: Sequence[str]):
        self.occurrences, self.partition, self._fullness = occurrences, partition, fullness
        self._slugs = [slug(key) for key in keys]
        self._given: dict[int, str] = {}
        self._one: dict[str, int] = {}
        self._several: dict[str, set[int]] = {}
        self._ids: dict[str, dict[int, str]] = {}
        self._groups: dict[str, dict[str, int]] = {}
        for group in partition.groups():
            self.add(group)

    def add(self, group: int, home: str | None = None) -> None:
        """Name a new group, after ``home`` if that is given."""
        if home is not None:
            self._given[group] = home
        home = self.home(group)
        self._ids.pop(home, None)
        if home in self._several:
            self._several[home].add(group)
        elif home in self._one:
            self._several[home] = {self._one.pop(home), group}
        else:
            self._one[home] = group

    def remove(self, group: int) -> None:
        """Forget a group, before it is no more."""
        home = self.home(group)
        self._given.pop(group, None)
        self._ids.pop(home, None)
        if self._one.get(home) == group:
            del self._one[home]
        else:
            self._several[home].discard(group)

    def home(self, group: int) -> str:
        """The folded name that the group goes by: that of the earliest of its fullest forms."""
        if group in self._given:
            return self._given[group]
        members = self.partition.members(group)
        return self.slug(min(self._fullest(members)))

    def _fullest(self, members: Sequence[int]) -> Iterator[int]:
        first = next((member for member in members if not self.fullness(member)), None)
        if first is not None:
            return iter((first,))
        fullest = min(map(self.fullness, members))
        return (member for member in members if self.fullness(member) == fullest)

    def group(self, id_: str) -> int | None:
        """The group with this very id."""
        home = Reference.of(id_).name
        if home in self._one:
            return self._one[home] if id_ == self.id(self._one[home]) else None
        if not self._several.get(home):
            return None
        self.id(next(iter(self._several[home])))
        return self._groups.get(home, {}).get(id_)

    def meant(self, id_: str) -> Iterator[int]:
        """The occurrences with the name, and the context or release, of ``id_``."""
        reference = Reference.of(id_)
        names = {number for number, found in enumerate(self._slugs) if found == reference.name}
        if id_.startswith(f"{self.occurrences.kind}:") and names:
            for occurrence, name in enumerate(self.occurrences.name):
                if name in names and self.fits(occurrence, reference):
                    yield occurrence

    def fits(self, occurrence: int, reference: Reference) -> bool:
        """Whether ``occurrence``, which has its name, has the context or release of ``reference`` too."""
        mark = reference.mark + reference.rest
        return not mark or mark in self.marks(occurrence)

    def slug(self, occurrence: int) -> str:
        """The folded name of ``occurrence``."""
        return self._slugs[self.occurrences.name[occurrence]]

    def id(self, group: int) -> str:
        """The id of ``group``."""
        home = self.home(group)
        if home in self._one:
            return f"{self.occurrences.kind}:{home}"
        if home not in self._ids:
            self._ids[home] = dict(self._told_apart(sorted(self._several[home], key=self._first_at_home)))
            self._groups[home] = {id_: one for one, id_ in self._ids[home].items()}
        return self._ids[home][group]

    def fullness(self, occurrence: int) -> int:
        """0 for a name in full, more for shorter forms."""
        return self._fullness[self.occurrences.name[occurrence]]

    def _at_home(self, group: int) -> Iterator[int]:
        home = self.home(group)
        members = self.partition.members(group)
        found = [member for member in members if self.slug(member) == home]
        return iter(found or members)

    def _first_at_home(self, group: int) -> int:
        return next(self._at_home(group))

    def _told_apart(self, groups: Sequence[int]) -> Iterator[tuple[int, str]]:
        owners: dict[str, set[int]] = defaultdict(set)
        for group in groups:
            for member in self._at_home(group):
                for mark in self.marks(member):
                    owners[mark].add(group)
        bare = f"{self.occurrences.kind}:{self.home(groups[0])}"
        yield groups[0], bare
        for group in groups[1:]:
            marks = (mark for member in self._at_home(group) for mark in self.marks(member, contexts_only=True))
            alone = next((mark for mark in marks if len(owners[mark]) == 1), None)
            if alone is None:
                releases = (mark for member in self._at_home(group) for mark in self._release(member))
                alone = next(mark for mark in releases if len(owners[mark]) == 1)
            yield group, bare + alone

    def marks(self, member: int, *, contexts_only: bool = False) -> Iterator[str]:
        """All that may stand behind the name in an id that means the entity of ``member``."""
        for text in self._contexts(member):
            if found := words(text):
                yield CONTEXT + "-".join(found)
        if not contexts_only:
            yield from self._release(member)

    def _contexts(self, member: int) -> Iterator[str]:
        if self.occurrences.kind is Kind.PERSON:
            for role, organisation, _ in self.occurrences.roles_of(member):
                yield f"{role or ''} {organisation or ''}"
        elif sender := self.occurrences.sender(member):
            yield sender

    def _release(self, member: int) -> Iterator[str]:
        release = RELEASE + self.occurrences.release(member).replace(ITEM, 2 * ITEM)
        yield release
        yield f"{release}{ITEM}{self.occurrences.item[member]}"


def person_fullness(key: PersonKey) -> int:
    """0 for a name in full, 1 with an initial, 2 for a bare surname."""
    return 0 if key.full else 1 if key.given else 2
