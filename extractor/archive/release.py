"""A release as it was read, and what is said of one that could not be read."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date as Date  # noqa: N812 (the field of this name would hide the type)
from hashlib import sha256

from extractor.text.decode import without_surrogates
from extractor.text.document import Doubt

PLAIN = "text/plain"
STANDARD_INPUT = "-"
MAX_CHARACTERS = 1_000_000
"""Longer texts are no releases; reading one would hold up the run for minutes."""


@dataclass(frozen=True, slots=True)
class Release:
    """One press release with where it comes from.

    ``path`` is relative to the input argument and goes into the record; ``origin`` (the path as it was given) and
    ``line`` are for messages to the user.
    """

    id: str
    text: str
    path: str
    member: str | None = None
    sha256: str = ""
    encoding: str | None = None
    media_type: str = PLAIN
    title: str | None = None
    sender: str | None = None
    date: Date | None = None
    doubts: tuple[Doubt, ...] = ()
    origin: str = ""
    line: int | None = None

    @classmethod
    def of_text(cls, text: str, *, id: str = "text", path: str = STANDARD_INPUT) -> Release:  # noqa: A002
        """A release that is at hand as a string; what cannot be written as UTF-8 becomes U+FFFD, with a warning."""
        clean = without_surrogates(text)
        return cls(id=id, text=clean, path=path, sha256=digest(clean), doubts=() if clean == text else (SURROGATES,))

    def too_long(self, limit: int) -> str | None:
        """Why the text is refused, None if it is within the limit."""
        size = len(self.text)
        return f"the text has {size:,} characters, the limit is {limit:,}" if size > limit else None

    def failure(self, reason: str, help: str | None = None) -> Failure:  # noqa: A002 (the word in the output)
        """That this release could not be extracted."""
        return Failure(self.origin or self.path, reason, help, member=self.member, line=self.line, id=self.id)


@dataclass(frozen=True, slots=True)
class Failure:
    """A release or an input that gave no record: where it is, why it failed and what helps."""

    path: str
    reason: str
    help: str | None = None
    member: str | None = None
    line: int | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        for name in ("path", "reason", "help", "member", "id"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, without_surrogates(value))

    def __str__(self) -> str:
        """One line for the user."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        text = f"{place}: {self.reason}" + (f" ({self.help})" if self.help else "")
        return " ".join(text.split())

    def to_json(self) -> str:
        """One line of the failures file."""
        return json.dumps(asdict(self), ensure_ascii=False)


SURROGATES = Doubt("damaged-text", "half characters (lone surrogates) were replaced by U+FFFD")


def digest(content: bytes | str) -> str:
    """SHA-256 of a release's bytes, or of its text as UTF-8."""
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()
