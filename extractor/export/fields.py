"""The fields of a search engine's documents, made from the models: a new field of a model is one of them at once."""

from __future__ import annotations

import types
import typing
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel

from extractor.export.target import Shape
from extractor.records import Amount, Mention, Organisation, Person, Place, Programme, Quote, Record, Role, Source


class Kind(StrEnum):
    """How a field is searched."""

    TEXT = "text"
    """German prose."""
    NAME = "name"
    """A name or an office: words without stemming, and the whole for sorting and counting."""
    FACET = "facet"
    """Names of one kind in a whole release, for counting and filtering; their words are searched too."""
    KEYWORD = "keyword"
    """Only ever the whole."""
    INTEGER = "integer"
    NUMBER = "number"
    """Euros, for ranges and sorting; beside it stands the exact decimal."""
    DATE = "date"
    TIME = "time"
    NESTED = "nested"
    """Objects of several fields that belong together."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a document; ``many`` where it is a list."""

    name: str
    kind: Kind
    many: bool = False
    fields: tuple[Field, ...] = ()


EXACT = "_exact"
"""Behind the name of an amount: the exact decimal as a string."""

INTERNAL = frozenset({"start", "end", "mentions", "parts", "evidence"})
"""Positions and origins: nothing in a release's document could follow them."""
PROSE = frozenset({"title", "text", "purpose", "context"})
CODES = frozenset({"id", "record", "path", "member", "sha256", "language", "evidence", "currency", "per"})
SCALARS = {int: Kind.INTEGER, Decimal: Kind.NUMBER, date: Kind.DATE, datetime: Kind.TIME}
HEAD = ("title", "date", "sender", "place", "language")
"""What a mention's document repeats of its release."""


def fields_of(model: type[BaseModel], without: Collection[str] = (), only: Collection[str] = ()) -> tuple[Field, ...]:
    """The fields of ``model``: without some, or only some."""
    named = {name: field.annotation for name, field in model.model_fields.items() if name not in without}
    found = [_field(name, annotation) for name, annotation in named.items() if not only or name in only]
    return tuple(field for pair in found for field in pair)


def _field(name: str, annotation: object) -> tuple[Field, ...]:
    """The field ``name``; an amount is two."""
    inner, many = _inner(annotation)
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return (Field(name, Kind.NESTED, many, fields_of(inner, INTERNAL)),)
    if name == "speaker":  # not the position: the name
        return (Field(name, Kind.NAME),)
    kind = _kind(name, inner)
    exact = (Field(name + EXACT, Kind.KEYWORD, many),) if kind is Kind.NUMBER else ()
    return (Field(name, kind, many), *exact)


def _inner(annotation: object) -> tuple[object, bool]:
    """The type of a single value, and whether there are many."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is list:
        return _inner(arguments[0])[0], True
    if origin in (types.UnionType, typing.Union):
        return _inner(next(one for one in arguments if one is not type(None)))
    if origin is typing.Annotated:
        return _inner(arguments[0])
    return annotation, False


def _kind(name: str, inner: object) -> Kind:
    if isinstance(inner, type) and inner in SCALARS:
        return SCALARS[inner]
    if inner is not str or name in CODES:  # choices are codes
        return Kind.KEYWORD
    return Kind.TEXT if name in PROSE else Kind.NAME


def many(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The same fields as lists."""
    return tuple(replace(field, many=True) for field in fields)


IDENTITY = (Field("id", Kind.KEYWORD), Field("record", Kind.KEYWORD))
YEAR = Field("date_year", Kind.INTEGER)
FILE = tuple(replace(field, name=f"source_{field.name}") for field in fields_of(Source, only=("path", "member")))
FACETS = (
    *(
        Field(name, Kind.FACET, many=True)
        for name in ("person_names", "role_names", "organisation_names", "programme_names", "place_names")
    ),
    Field("amount_years", Kind.INTEGER, many=True),
    Field("amount_values", Kind.NUMBER, many=True),
)
RELEASE = (
    *IDENTITY,
    *FILE,
    *fields_of(Record, ("schema_version", "id", "source", "mentions", "warnings", "extractor")),
    YEAR,
    *FACETS,
)
AMOUNT = fields_of(Amount, {*INTERNAL, "text"})
OFFICE = many(fields_of(Role, only=("organisation", "status")))
MENTION = (
    *IDENTITY,
    *fields_of(Record, only=HEAD),
    YEAR,
    *fields_of(Mention),
    Field("context", Kind.TEXT),
    Field("name", Kind.NAME, many=True),
    Field("person", Kind.NAME, many=True),
    *OFFICE,
    *AMOUNT,
)
PARTS = {model: fields_of(model, INTERNAL) for model in (Person, Role, Organisation, Programme, Place, Amount, Quote)}
"""The fields of what a release's document nests."""
PAIRED = frozenset({"people", "roles", "amounts", "quotes"})
"""Lists whose fields are asked for together, so that each of their objects is to be matched by itself."""
SHAPES = {Shape.RELEASE: RELEASE, Shape.MENTION: MENTION}
"""All fields of a document, by its shape."""
