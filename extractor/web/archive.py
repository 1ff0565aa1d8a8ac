"""What the pages show: the opened index, who is who in it, and what people answered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from fastapi import Depends
from starlette.requests import Request

from extractor.records import Record
from extractor.search import Index
from extractor.web import addresses
from extractor.web.corrections import Corrections
from extractor.web.entities import Entities
from extractor.web.problems import Problem


@dataclass(frozen=True, slots=True)
class Archive:
    """An index with its entities and corrections. Any number of threads may use it."""

    index: Index
    entities: Entities
    corrections: Corrections

    @classmethod
    def open(cls, folder: Path, *, curation: Path | None = None, corrections: Path | None = None) -> Self:
        """The archive of the index in ``folder``; answers go beside it if not said. Raises ``IndexFolderError``."""
        index = Index.open(folder)
        return cls(
            index,
            Entities(index, curation or beside(folder, "curation.jsonl")),
            Corrections(corrections or beside(folder, "corrections")),
        )

    def release(self, segment: str) -> Record:
        """The record that an address means. Raises ``Problem``."""
        digest, id_ = addresses.digest_of(segment), addresses.id_of(segment)
        record = self.index.record_of(digest) if digest else None if id_ is None else self.index.record(id_)
        if record is None:
            raise Problem(404, "problem.no-release")
        return record


def beside(folder: Path, name: str) -> Path:
    """What is kept beside an index under the same name."""
    resolved = folder.resolve()
    return resolved.with_name(f"{resolved.name}.{name}")


def _archive(request: Request) -> Archive:
    archive: Archive = request.app.state.archive
    return archive


Opened = Annotated[Archive, Depends(_archive)]
"""The archive, for a route."""
