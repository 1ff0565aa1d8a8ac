"""What is written: one entity a line, and one doubtful pair a line."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 (the field of this name would hide the type)
from typing import Literal

from pydantic import BaseModel, ConfigDict


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Counted(_Model):
    """A text with the number of releases that have it."""

    text: str
    count: int


class Office(_Model):
    """A role through time; ``releases`` are ids."""

    role: str | None
    organisation: str | None
    status: str
    first: Date | None
    last: Date | None
    releases: list[str]


class Appearance(_Model):
    """A release and the position of the entity in that record's list."""

    id: str
    date: Date | None
    item: int


class Entity(_Model):
    """Someone or something across an archive; ``count`` is the number of releases."""

    id: str
    kind: str
    name: str
    count: int
    first: Date | None
    last: Date | None
    forms: list[Counted]


class PersonEntity(Entity):
    """A person."""

    titles: list[Counted]
    roles: list[Office]
    organisations: list[Counted]
    releases: list[Appearance]


class BodyEntity(Entity):
    """An organisation or a programme; ``aliases`` are what records list beside the name."""

    aliases: list[Counted]
    releases: list[Appearance]


class Context(_Model):
    """Examples of what an entity of a doubtful pair is known by."""

    roles: list[str]
    organisations: list[str]
    senders: list[str]
    releases: list[str]


class Pair(_Model):
    """Two entities that may be one; ``decision`` is for a human: ``merge`` or ``keep``."""

    ids: tuple[str, str]
    names: tuple[str, str]
    why: str
    contexts: tuple[Context, Context]
    decision: Literal[""] = ""
