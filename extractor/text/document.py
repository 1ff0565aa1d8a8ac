"""What the pipes share: the state a spaCy ``Doc`` carries from one pipe to the next.

Offsets here count characters of ``doc.text``, the cleaned view; ``doc._.view`` brings them home to the release's own
text when the record is built.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A labelled span of the view's text, ``[start, end)`` in characters; ``evidence`` names the rule or ``model``."""

    start: int
    end: int
    label: str
    evidence: str = field(default="model", compare=False)

    def overlaps(self, other: Mention) -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the release with a function: title, subtitle, dateline, embargo, body or contact."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class FoundAmount:
    """An amount as the amounts pipe leaves it; ``parts`` are positions in ``doc._.amounts``."""

    start: int
    end: int
    value: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    approx: str = "exact"
    year: int | None = None
    source: str | None = None
    purpose: str | None = None
    per: str | None = None
    parts: list[int] = field(default_factory=list)
    evidence: str = "amount"


@dataclass(slots=True)
class FoundRole:
    """A tie of a person to a role, to an organisation (canonical name) or to both."""

    role: str | None
    organisation: str | None = None
    status: str = "current"
    mentions: list[Mention] = field(default_factory=list)
    evidence: str = ""


@dataclass(slots=True)
class FoundPerson:
    """One human with the mentions that name him or her."""

    name: str
    given_name: str | None = None
    family_name: str | None = None
    titles: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    roles: list[FoundRole] = field(default_factory=list)


@dataclass(slots=True)
class FoundEntry:
    """One organisation, programme or place with its other forms and its mentions."""

    name: str
    aliases: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class FoundQuote:
    """Somebody's words, without the marks; ``speaker`` is a position in ``doc._.people``."""

    start: int
    end: int
    kind: str = "direct"
    speaker: int | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning in the making."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


LISTS = (
    "sentences",
    "mentions",
    "zones",
    "amounts",
    "people",
    "organisations",
    "programmes",
    "places",
    "quotes",
    "doubts",
)
SINGLE = ("view", "title", "place", "date", "embargo")


def register_extensions() -> None:
    """Make ``doc._.mentions`` and its neighbours known to spaCy (each Doc gets lists of its own)."""
    from spacy.tokens import Doc

    for name in LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    for name in SINGLE:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def sentences(doc: Doc) -> list[tuple[int, int]]:
    """The sentences of ``doc`` as character spans, white space at the ends left out."""
    found: list[tuple[int, int]] = doc._.sentences
    return found


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """``mentions`` in text order; of two that overlap the earlier in the argument wins."""
    kept: list[Mention] = []
    starts: list[int] = []
    for mention in mentions:
        at = len(starts) if not starts or mention.start > starts[-1] else bisect_left(starts, mention.start)
        clear = (at == 0 or kept[at - 1].end <= mention.start) and (at == len(kept) or starts[at] >= mention.end)
        if clear and mention.start < mention.end:
            starts.insert(at, mention.start)
            kept.insert(at, mention)
    return kept


def of_label(mentions: Iterable[Mention], label: str) -> list[Mention]:
    """The mentions that carry ``label``, in their order."""
    return [mention for mention in mentions if mention.label == label]
