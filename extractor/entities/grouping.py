"""Which occurrences are one entity: disjoint groups that can be joined and divided."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.entities.occurrences import runs


class Doubt(NamedTuple):
    """Two occurrences whose groups may or may not be one, and why."""

    one: int
    other: int
    why: str


class Partition:
    """Every occurrence in exactly one group; the first of a group is its earliest."""

    def __init__(self, group: Sequence[int]) -> None:
        self._group = array("i", group)
        self._members: dict[int, Sequence[int]] = dict(runs(self._group))
        self._next = max(self._members, default=-1) + 1

    def group(self, occurrence: int) -> int:
        """The group that ``occurrence`` is in."""
        return self._group[occurrence]

    def groups(self) -> Iterator[int]:
        """All groups."""
        return iter(self._members)

    def members(self, group: int) -> Sequence[int]:
        """The occurrences of ``group``, ascending."""
        return self._members[group]

    def __len__(self) -> int:
        return len(self._members)

    def join(self, groups: Iterable[int]) -> int:
        """Put all ``groups`` into one new group."""
        found = [self._members.pop(group) for group in set(groups)]
        return self._add(sorted(member for members in found for member in members))

    def divide(self, group: int, piece: set[int]) -> tuple[int, int]:
        """Take ``piece`` out of ``group``: the new group of the rest and that of the piece."""
        members = self._members.pop(group)
        rest = [member for member in members if member not in piece]
        return self._add(rest), self._add(sorted(piece))

    def _add(self, members: list[int]) -> int:
        number, self._next = self._next, self._next + 1
        self._members[number] = array("i", members)
        for member in members:
            self._group[member] = number
        return number
