"""The form of gold: which fields of which types, known words, and positions that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints, ValidationError

from extractor.evaluation.gold import Gold

Problem = tuple[str, str, str]
"""Place, code and message."""

Number = int | FiniteFloat | None
Filled = Annotated[str, StringConstraints(min_length=1)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)


class _Span(_Row):
    start: int
    end: int
    label: str
    text: str


class _Role(_Row):
    role: str | None = None
    organisation: str | None = None
    status: Literal["current", "former", "designated", "acting"] = "current"


class _Person(_Row):
    name: Filled
    titles: list[str] = []
    roles: list[_Role] = []


class _Body(_Row):
    name: Filled
    aliases: list[str] = []


class _Amount(_Row):
    text: str
    value: Number = None
    min: Number = None
    max: Number = None
    approx: Literal["exact", "about", "below", "above"] = "exact"
    year: Annotated[int, Field(ge=0, le=9999)] | None = None
    source: str | None = None
    purpose: str | None = None
    per: str | None = None
    parts: list[int] = []


class _Quote(_Row):
    start: int
    end: int
    text: str
    kind: Literal["direct", "indirect"]
    speaker: int | None = None


class _Release(_Row):
    id: Filled
    text: Filled
    spans: list[_Span]
    people: list[_Person] = []
    organisations: list[_Body] = []
    programmes: list[_Body] = []
    amounts: list[_Amount] = []
    quotes: list[_Quote] = []
    title: str | None = None
    place: str | None = None
    date: str | None = None


def form(gold: Gold) -> Iterator[Problem]:
    """What is missing, of a wrong type or no known word."""
    try:
        _Release.model_validate(gold)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False):
            place = " ".join(str(step) for step in problem["loc"])
            yield place, "value" if problem["type"] == "literal_error" else "form", problem["msg"]


def references(gold: Gold) -> Iterator[Problem]:
    """Positions behind the end of their list, in gold of the right form."""
    amounts, people = len(gold.get("amounts", [])), len(gold.get("people", []))
    for at, amount in enumerate(gold.get("amounts", [])):
        for part in amount.get("parts", []):
            if not 0 <= part < amounts or part == at:
                yield f"amounts {at}", "reference", f"its part {part} is no other of the {amounts} amounts"
    for at, quote in enumerate(gold.get("quotes", [])):
        speaker: Any = quote.get("speaker")
        if speaker is not None and not 0 <= speaker < people:
            yield f"quotes {at}", "reference", f"its speaker {speaker} is none of the {people} people"
