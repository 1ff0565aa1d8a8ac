"""What a reader sends to correct a release: gold without its text, in a form that cannot hold anything else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 (the field of this name would hide the type)
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat

from extractor.records import Approx, Label, Status

MAX_ITEMS: Final = 5000
MAX_TEXT: Final = 20_000

Text = Annotated[str, Field(max_length=MAX_TEXT)]
Filled = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
Texts = Annotated[list[Text], Field(max_length=1000)]
Position = Annotated[int, Field(ge=0, lt=10**9)]
Number = int | FiniteFloat | None


def _day(text: str) -> str:
    Date.fromisoformat(text)
    return text


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class CorrectedSpan(_Part):
    """A mention; ``text`` is what stands there, and may be left out."""

    start: Position
    end: Position
    label: Literal[tuple(label.value for label in Label)]  # type: ignore[valid-type]
    text: str | None = None


class CorrectedRole(_Part):
    """An office."""

    role: Text | None = None
    organisation: Text | None = None
    status: Literal[tuple(status.value for status in Status)] = "current"  # type: ignore[valid-type]


class CorrectedPerson(_Part):
    """A person."""

    name: Filled
    titles: Texts = []
    roles: Annotated[list[CorrectedRole], Field(max_length=1000)] = []


class CorrectedBody(_Part):
    """An organisation or a programme."""

    name: Filled
    aliases: Texts = []


class CorrectedAmount(_Part):
    """An amount, in the order of the MONEY spans."""

    text: str | None = None
    value: Number = None
    min: Number = None
    max: Number = None
    approx: Literal[tuple(approx.value for approx in Approx)] = "exact"  # type: ignore[valid-type]
    year: Annotated[int, Field(ge=0, le=9999)] | None = None
    source: Text | None = None
    purpose: Text | None = None
    per: Text | None = None
    parts: Annotated[list[Position], Field(max_length=1000)] = []


class CorrectedQuote(_Part):
    """Somebody's words."""

    start: Position
    end: Position
    text: str | None = None
    kind: Literal["direct", "indirect"] = "direct"
    speaker: Position | None = None


class Corrected(_Part):
    """All that a release says, as a reader corrects it; positions are those of gold."""

    spans: Annotated[list[CorrectedSpan], Field(max_length=MAX_ITEMS)]
    people: Annotated[list[CorrectedPerson], Field(max_length=MAX_ITEMS)] = []
    organisations: Annotated[list[CorrectedBody], Field(max_length=MAX_ITEMS)] = []
    programmes: Annotated[list[CorrectedBody], Field(max_length=MAX_ITEMS)] = []
    amounts: Annotated[list[CorrectedAmount], Field(max_length=MAX_ITEMS)] = []
    quotes: Annotated[list[CorrectedQuote], Field(max_length=MAX_ITEMS)] = []
    title: Text | None = None
    place: Text | None = None
    date: Annotated[str, AfterValidator(_day)] | None = None

    def gold(self, text: str) -> dict[str, Any]:
        """The gold of ``text``: spans in their order, each with its words."""
        found = self.model_dump(exclude_none=False)
        found["spans"].sort(key=lambda span: (span["start"], span["end"]))
        for span in (*found["spans"], *found["quotes"]):
            if span["text"] is None:
                span["text"] = text[span["start"] : span["end"]]
        money = [span for span in found["spans"] if span["label"] == Label.MONEY]
        for amount, span in zip(found["amounts"], money, strict=False):
            if amount["text"] is None:
                amount["text"] = span["text"]
        found["amounts"] = [_without_empty(amount, ("value", "min", "max")) for amount in found["amounts"]]
        return _without_empty({"text": text, **found}, ("title", "place", "date"))


def _without_empty(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "") or name not in names}


def editable(gold: Mapping[str, Any]) -> dict[str, Any]:
    """The part of ``gold`` that a reader corrects."""
    return {name: gold[name] for name in Corrected.model_fields if name in gold}


class Stamp(BaseModel):
    """Who corrected a release, and when; ``previous`` is the version that an undo brings back, 0 for none."""

    by: str
    at: datetime
    version: int
    previous: int = 0
