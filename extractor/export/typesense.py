"""Typesense: documents as JSON Lines and the schema of their collection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from extractor.export.documents import Document
from extractor.export.engine import Engine, Names, line, pretty
from extractor.export.fields import SHAPES, Field, Kind
from extractor.export.target import Options, Shape

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LOCALE = "de"
TYPES = {
    Kind.TEXT: "string",
    Kind.NAME: "string",
    Kind.FACET: "string",
    Kind.KEYWORD: "string",
    Kind.INTEGER: "int32",
    Kind.NUMBER: "float",
    Kind.DATE: "int64",
    Kind.TIME: "int64",
    Kind.NESTED: "object",
}
WORDS = (Kind.TEXT, Kind.NAME, Kind.FACET)
COUNTED = (Kind.NAME, Kind.FACET, Kind.KEYWORD, Kind.INTEGER)
SINGLE = frozenset({"record", "context"})
"""Of which no two documents have the same: counting them would only take memory."""


def schema(shape: Shape, collection: str) -> dict[str, Any]:
    """What ``POST /collections`` takes. ``id`` is Typesense's own field, and is in no schema."""
    fields = [one for field in SHAPES[shape] if field.name != "id" for one in _fields(field)]
    return {"name": collection, "enable_nested_fields": True, "fields": fields}


def _fields(field: Field, before: str = "", *, many: bool = False) -> Iterator[dict[str, Any]]:
    """The field and those in it. What stands in a list of objects is a list."""
    name, many = before + field.name, many or field.many
    found: dict[str, Any] = {"name": name, "type": TYPES[field.kind] + "[]" * many, "optional": True}
    if field.kind in COUNTED and field.name not in SINGLE:
        found["facet"] = True
    if field.kind in WORDS:
        found["locale"] = LOCALE
    if field.kind in (Kind.NAME, Kind.DATE) and not many:
        found["sort"] = True
    yield found
    for inner in field.fields:
        yield from _fields(inner, f"{name}.", many=many)


def seconds(time: date | datetime) -> int:
    """Since 1970, as Typesense has times; a date is its midnight in UTC.

    >>> seconds(date(1970, 1, 2))
    86400
    """
    if not isinstance(time, datetime):
        time = datetime(time.year, time.month, time.day, tzinfo=UTC)
    return (time - EPOCH).days * 86_400 + (time - EPOCH).seconds


def entry(document: Document, options: Options) -> bytes:
    """A document as one line."""
    del options
    return line(document, seconds)


TARGET = Engine(
    file="documents-{:05}.jsonl",
    names=Names("a collection", re.compile(r"[A-Za-z0-9_.-]+"), "letters (a to z), digits, -, _ and ."),
    entry=entry,
    settings=lambda shape, index: {"schema.json": pretty(schema(shape, index))},
)
