"""OpenSearch 2 and 3, Elasticsearch 8 and 9: ``_bulk`` files and the mapping of their index."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extractor.export.documents import LONGEST, Document
from extractor.export.engine import Engine, Names, line, pretty
from extractor.export.fields import PAIRED, SHAPES, Field, Kind
from extractor.export.target import Options, Shape

PROSE = "german_prose"
NAMES = "german_names"
FACTOR = 100
"""Cents: a ``scaled_float`` is a whole number of them."""
MOST_NESTED = 100_000
"""Nested objects in one document; the engines' own limit is 10,000, and they refuse a document beyond it."""

SETTINGS: Mapping[str, Any] = {
    "index": {"mapping": {"nested_objects": {"limit": MOST_NESTED}}},
    "analysis": {
        "filter": {
            "german_stop": {"type": "stop", "stopwords": "_german_"},
            "german_light": {"type": "stemmer", "language": "light_german"},
        },
        "analyzer": {
            PROSE: {
                "type": "custom",
                "tokenizer": "standard",
                "filter": ["lowercase", "german_stop", "german_normalization", "asciifolding", "german_light"],
            },
            NAMES: {
                "type": "custom",
                "tokenizer": "standard",
                "filter": ["lowercase", "german_normalization", "asciifolding"],
            },
        },
    },
}
"""``german_normalization`` makes one of ``ü``, ``ue`` and ``u``; it comes behind the stop words, which have umlauts."""

KEYWORD: Mapping[str, Any] = {"type": "keyword", "ignore_above": LONGEST}
TYPES: Mapping[Kind, Mapping[str, Any]] = {
    Kind.TEXT: {"type": "text", "analyzer": PROSE},
    Kind.NAME: {"type": "text", "analyzer": NAMES, "fields": {"keyword": KEYWORD}},
    Kind.FACET: {**KEYWORD, "fields": {"text": {"type": "text", "analyzer": NAMES}}},
    Kind.KEYWORD: KEYWORD,
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "scaled_float", "scaling_factor": FACTOR},
    Kind.DATE: {"type": "date", "format": "strict_date"},
    Kind.TIME: {"type": "date", "format": "strict_date_time"},
}


def mapping(shape: Shape) -> dict[str, Any]:
    """What creates the index: settings and mapping."""
    return {"settings": SETTINGS, "mappings": {"dynamic": "strict", "properties": _properties(SHAPES[shape])}}


def _properties(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {field.name: _property(field) for field in fields}


def _property(field: Field) -> Mapping[str, Any]:
    if field.kind is not Kind.NESTED:
        return TYPES[field.kind]
    kind = "nested" if field.name in PAIRED else "object"
    return {"type": kind, "dynamic": "strict", "properties": _properties(field.fields)}


def action(document: Document, options: Options) -> bytes:
    """The action and the document: two lines."""
    return line({"index": {"_index": options.index, "_id": document["id"]}}) + b"\n" + line(document)


TARGET = Engine(
    file="bulk-{:05}.ndjson",
    names=Names(
        "an index",
        re.compile(r"[a-z0-9][a-z0-9_.+-]*"),
        "small letters (a to z), digits, -, _, + and ., with a letter or digit first",
    ),
    entry=action,
    settings=lambda shape, _: {"mapping.json": pretty(mapping(shape))},
)
