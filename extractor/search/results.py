"""What a search finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 (the field of this name would hide the type)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a record's text, as it stands there; ``marks`` are offsets into the piece, end exclusive."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    start: int = 0
    """Where the piece begins in the record's text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found."""

    id: str
    score: float
    title: str | None
    date: Date | None
    sender: str | None
    place: str | None
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Counted:
    """A value and the number of records found that have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found; ``next`` is the cursor of the page behind it, None on the last."""

    total: int
    hits: list[Hit] = field(default_factory=list)
    facets: Mapping[str, list[Counted]] = field(default_factory=dict)
    next: str | None = None
