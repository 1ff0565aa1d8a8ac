"""The record: all that one release says, as data. These models are the single source of the JSON contract.

Offsets count Unicode code points of ``Record.text``, end exclusive. Integers in ``mentions``, ``parts`` and
``speaker`` are positions in the record's own lists.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 (the field of this name would hide the type)
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

SCHEMA_VERSION: Final = "1"


def plain(value: Decimal) -> str:
    """``value`` in plain notation: no exponent, no trailing zeros after the decimal point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


MAX_DIGITS: Final = 100
"""More before and behind the point are no amount; ``1E+999999999`` would be a gigabyte in plain notation."""

Euro = Annotated[Decimal, Field(max_digits=MAX_DIGITS), PlainSerializer(plain, return_type=str, when_used="json")]
Offset = Annotated[int, Field(ge=0)]
Position = Annotated[int, Field(ge=0)]


class Label(StrEnum):
    """What a mention is; the annotation guidelines say what each covers."""

    PERSON = "PERSON"
    ROLE = "ROLE"
    ORG = "ORG"
    PROGRAMME = "PROGRAMME"
    MONEY = "MONEY"
    LOC = "LOC"


class Status(StrEnum):
    """Whether a role is held now."""

    CURRENT = "current"
    FORMER = "former"
    DESIGNATED = "designated"
    ACTING = "acting"


class Approx(StrEnum):
    """The hedge before an amount."""

    EXACT = "exact"
    ABOUT = "about"
    BELOW = "below"
    ABOVE = "above"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Model):
    """Where a release was read from; ``sha256`` is that of its bytes (of a row's text for tables)."""

    path: str
    member: str | None = None
    sha256: str
    encoding: str | None = None
    media_type: str = "text/plain"


class Mention(_Model):
    """A labelled span of the release's text."""

    start: Offset
    end: Offset
    label: Label
    text: str
    evidence: str


class Role(_Model):
    """An office of a person; ``role`` is null where a person is only tied to an organisation."""

    role: str | None
    organisation: str | None = None
    status: Status = Status.CURRENT
    mentions: list[Position] = []
    evidence: str


class Person(_Model):
    """One human; ``name`` is the fullest form in the text, nominative, without titles."""

    name: str
    given_name: str | None = None
    family_name: str | None = None
    titles: list[str] = []
    mentions: list[Position] = []
    roles: list[Role] = []


class Organisation(_Model):
    """One body; ``aliases`` are its other forms and acronyms in the text."""

    name: str
    aliases: list[str] = []
    mentions: list[Position] = []


class Programme(_Model):
    """One programme, project, initiative, funding scheme, campaign, prize, course or series."""

    name: str
    aliases: list[str] = []
    mentions: list[Position] = []


class Place(_Model):
    """One named place."""

    name: str
    mentions: list[Position] = []


class Amount(_Model):
    """An amount in euro: ``value``, or ``min`` and ``max`` for a range; ``parts`` are positions in ``amounts``."""

    start: Offset
    end: Offset
    text: str
    value: Euro | None = None
    min: Euro | None = None
    max: Euro | None = None
    currency: Literal["EUR"] = "EUR"
    approx: Approx = Approx.EXACT
    year: int | None = None
    source: str | None = None
    purpose: str | None = None
    per: str | None = None
    parts: list[Position] = []
    evidence: str


class Quote(_Model):
    """Somebody's words; ``speaker`` is a position in ``people``, null if unnamed."""

    start: Offset
    end: Offset
    text: str
    kind: Literal["direct", "indirect"] = "direct"
    speaker: Position | None = None
    evidence: str


class RecordWarning(_Model):
    """Something doubtful, with its place where it has one."""

    code: str
    message: str
    start: Offset | None = None
    end: Offset | None = None


class Provenance(_Model):
    """What produced the record; ``fingerprint`` changes with code, model and options."""

    version: str
    model: str
    model_version: str
    fingerprint: str


class Record(_Model):
    """All that one release says. ``text`` is null only when it was left out on request."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    id: str
    source: Source
    title: str | None = None
    sender: str | None = None
    date: Date | None = None
    place: str | None = None
    embargo: datetime | None = None
    language: str | None = None
    text: str | None = None
    mentions: list[Mention] = []
    people: list[Person] = []
    organisations: list[Organisation] = []
    programmes: list[Programme] = []
    places: list[Place] = []
    amounts: list[Amount] = []
    quotes: list[Quote] = []
    warnings: list[RecordWarning] = []
    extractor: Provenance

    @model_validator(mode="after")
    def _check(self) -> Self:
        self._check_spans()
        self._check_references()
        return self

    def _check_spans(self) -> None:
        if self.text is None:
            return
        spans: list[Mention | Amount | Quote] = [*self.mentions, *self.amounts, *self.quotes]
        for span in spans:
            if self.text[span.start : span.end] != span.text or span.start >= span.end:
                raise ValueError(f"span {span.start}-{span.end} does not hold {span.text!r}")

    def _check_references(self) -> None:
        size = len(self.mentions)
        entries: list[Person | Organisation | Programme | Place | Role]
        entries = [*self.people, *self.organisations, *self.programmes, *self.places]
        entries += [role for person in self.people for role in person.roles]
        if any(position >= size for entry in entries for position in entry.mentions):
            raise ValueError("a position points behind the end of mentions")
        if any(part >= len(self.amounts) for amount in self.amounts for part in amount.parts):
            raise ValueError("a part points behind the end of amounts")
        if any(quote.speaker is not None and quote.speaker >= len(self.people) for quote in self.quotes):
            raise ValueError("a speaker points behind the end of people")

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON in the order of the contract; decimals as plain strings."""
        return self.model_dump_json(indent=indent)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a record as it is written."""
    return Record.model_json_schema(mode="serialization") | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
