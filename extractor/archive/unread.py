"""A file that is one release and not read yet.

What is slow or risky to read (a page, a PDF) is taken in as bytes and read where it is extracted: in a worker, which a
limit of time and memory guards, and in parallel.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from extractor.archive.faults import failed
from extractor.archive.formats import Content, Options, Origin, by_name
from extractor.archive.release import Failure, Release, digest
from extractor.text.document import Doubt


@dataclass(frozen=True, slots=True)
class Unread:
    """The bytes of a release with where they come from."""

    id: str
    format: str
    content: bytes
    origin: Origin
    options: Options
    doubts: tuple[Doubt, ...] = ()
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", digest(self.content))

    @property
    def path(self) -> str:
        """The path in records."""
        return self.origin.path

    @property
    def member(self) -> str | None:
        """The member of a container."""
        return self.origin.member

    @property
    def line(self) -> int | None:
        """No line: the whole file is the release."""
        return None

    @property
    def title(self) -> str | None:
        """Not known yet."""
        return None

    def failure(self, reason: str, help: str | None = None) -> Failure:  # noqa: A002 (the word in the output)
        """That this release could not be extracted."""
        return Failure(self.origin.shown, reason, help, member=self.member, id=self.id)

    def read(self) -> Release | Failure:
        """The release; what is wrong with it comes as its failure."""
        origin = replace(self.origin, id=self.id)
        try:
            item: Any
            [item] = by_name()[self.format].read(Content(iter([self.content])), origin, self.options)
        except Exception as error:
            return replace(failed(error, origin), id=self.id)
        found: Release | Failure = item
        return replace(found, doubts=(*found.doubts, *self.doubts)) if isinstance(found, Release) else found


Item = Release | Unread | Failure
