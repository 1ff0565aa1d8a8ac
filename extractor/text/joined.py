"""Which of many forms or mentions are one: disjoint groups that grow."""

from __future__ import annotations

from array import array
from collections.abc import Iterable


class Joined:
    """Union-find over numbers; the smallest leads."""

    def __init__(self, size: int) -> None:
        self._leader = array("i", range(size))

    def leader(self, item: int) -> int:
        """What stands for the group of ``item``."""
        while self._leader[item] != item:
            self._leader[item] = self._leader[self._leader[item]]
            item = self._leader[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Put both groups into one."""
        first, second = sorted((self.leader(one), self.leader(other)))
        self._leader[second] = first

    def join_shared(self, features: Iterable[Iterable[object]]) -> None:
        """Join all items that share a feature; the features of item ``n`` come ``n``-th."""
        seen: dict[object, int] = {}
        for item, found in enumerate(features):
            for feature in found:
                self.join(item, seen.setdefault(feature, item))

    def groups(self) -> list[list[int]]:
        """All groups, each ascending, in the order of their first items."""
        found: dict[int, list[int]] = {}
        for item in range(len(self._leader)):
            found.setdefault(self.leader(item), []).append(item)
        return list(found.values())
