"""Meilisearch: documents as JSON Lines and the settings of their index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractor.export.documents import Document
from extractor.export.engine import Engine, Names, line, pretty
from extractor.export.fields import SHAPES, Field, Kind
from extractor.export.target import Options, Shape

KEY = "id"
WORDS = (Kind.TEXT, Kind.NAME, Kind.FACET)
SORTABLE = (Kind.DATE, Kind.TIME, Kind.NUMBER, Kind.INTEGER, Kind.NAME)
FIRST = ("title", "name", "person_names", "organisation_names", "programme_names")
"""The attributes that count most, in this order; the others follow."""


def settings(shape: Shape) -> dict[str, Any]:
    """What ``PATCH /indexes/…/settings`` takes. Names of nested fields have dots."""
    fields = dict(_leaves(SHAPES[shape]))
    words = [name for name, field in fields.items() if field.kind in WORDS]
    first = [name for name in FIRST if name in words]
    return {
        "searchableAttributes": [*first, *(name for name in words if name not in first)],
        "filterableAttributes": [name for name, field in fields.items() if field.kind is not Kind.TEXT],
        "sortableAttributes": [
            name for name, field in fields.items() if field.kind in SORTABLE and not field.many and "." not in name
        ],
        "localizedAttributes": [{"attributePatterns": ["*"], "locales": ["deu"]}],
        "faceting": {"maxValuesPerFacet": 1000},
    }


def _leaves(fields: tuple[Field, ...], before: str = "") -> Iterator[tuple[str, Field]]:
    for field in fields:
        if field.kind is Kind.NESTED:
            yield from _leaves(field.fields, f"{before}{field.name}.")
        else:
            yield before + field.name, field


def _settings(shape: Shape, index: str) -> dict[str, str]:
    return {"index.json": pretty({"uid": index, "primaryKey": KEY}), "settings.json": pretty(settings(shape))}


def entry(document: Document, options: Options) -> bytes:
    """A document as one line."""
    del options
    return line(document)


TARGET = Engine(
    file="documents-{:05}.ndjson",
    names=Names("an index", re.compile(r"[A-Za-z0-9_-]+"), "letters (a to z), digits, - and _"),
    entry=entry,
    settings=_settings,
)
