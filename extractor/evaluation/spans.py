"""Spans of gold and record: which belong together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]
Interval = tuple[int, int]


def span(row: Row) -> Interval:
    """Where ``row`` lies."""
    return row["start"], row["end"]


def spans(rows: Iterable[Row], label: str) -> list[Interval]:
    """The spans of one label."""
    return [span(row) for row in rows if row["label"] == label]


def shared(one: Interval, other: Interval) -> int:
    """How many characters two spans share; below one where they do not touch."""
    return min(one[1], other[1]) - max(one[0], other[0])


def pairs(gold: list[Interval], found: list[Interval]) -> list[tuple[int, int]]:
    """One-to-one pairs of positions: the largest overlap first, then the closest length."""
    candidates = sorted(
        (-shared(one, other), abs((one[1] - one[0]) - (other[1] - other[0])), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if shared(one, other) > 0
    )
    left: set[int] = set()
    right: set[int] = set()
    chosen = []
    for _, _, i, j in candidates:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            chosen.append((i, j))
    return chosen
