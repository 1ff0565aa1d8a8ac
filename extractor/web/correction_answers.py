"""What the API says of corrections, and takes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from extractor.evaluation.corpus_check import Finding
from extractor.records import Record
from extractor.web.correction import Corrected, editable
from extractor.web.corrections import NONE, Correction, Corrections
from extractor.web.editors import MAX_NAME
from extractor.web.problems import ProblemAnswer

Tag = Annotated[str, Field(max_length=40, description="`tag` of what was corrected, `-` where that is the record.")]


class CorrectionAnswer(BaseModel):
    """What a release says after its correction, or by its record; ``tag`` goes back with a change."""

    release: str
    tag: str
    by: str | None
    at: datetime | None
    version: int
    corrected: Corrected

    @classmethod
    def of(cls, corrections: Corrections, record: Record, current: Correction | None = None) -> Self:
        """What is ``current``, by default what is saved, else the record."""
        current = current or corrections.of(record)
        corrected = Corrected.model_validate(editable(current.gold) if current else corrections.start(record))
        if current is None:
            return cls(release=record.id, tag=NONE, by=None, at=None, version=0, corrected=corrected)
        stamp = current.stamp
        return cls(
            release=record.id, tag=current.tag, by=stamp.by, at=stamp.at, version=stamp.version, corrected=corrected
        )


class FindingAnswer(BaseModel):
    """What ``corpus check`` finds."""

    place: str
    code: str
    message: str
    severity: str

    @classmethod
    def of(cls, found: Finding) -> Self:
        """What ``found`` says."""
        return cls(place=found.place, code=found.code, message=found.message, severity=found.severity.value)


class SavedAnswer(BaseModel):
    """A correction as saved, with what is in doubt."""

    saved: CorrectionAnswer
    findings: list[FindingAnswer]


class RejectedAnswer(ProblemAnswer):
    """Why nothing was written: what the check found wrong."""

    findings: list[FindingAnswer]


class OtherChangeAnswer(ProblemAnswer):
    """Why nothing was written: somebody else's change, and how it differs (``-`` theirs, ``+`` yours)."""

    current: CorrectionAnswer | None
    differences: list[tuple[str, str]]


class NewCorrection(BaseModel):
    """A correction."""

    tag: Tag
    corrected: Corrected
    by: Annotated[str, Field(max_length=MAX_NAME)] = ""


class Restored(BaseModel):
    """The version to bring back; 0 takes the correction away."""

    tag: Tag
    version: Annotated[int, Field(ge=0, le=999_999)]
    by: Annotated[str, Field(max_length=MAX_NAME)] = ""


class ListedCorrection(BaseModel):
    """A corrected release."""

    release: str
    title: str | None
    by: str
    at: datetime
    version: int
    file: str

    @classmethod
    def of(cls, found: Correction) -> Self:
        """``found`` in a list."""
        title = found.gold.get("title")
        return cls(
            release=found.release,
            title=title if isinstance(title, str) else None,
            by=found.stamp.by,
            at=found.stamp.at,
            version=found.stamp.version,
            file=f"{found.stem}.gold.json",
        )
