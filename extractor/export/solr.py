"""Apache Solr 9: documents with child documents as JSON, and the configuration of their core.

People, their roles, amounts and quotes are child documents: only so does a query ask for one amount of that size and
that year, or one person in that office. The names of all of them stand in the release's own document as well, in flat
lists; organisations, programmes and places are only there, since nothing in them is to be paired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree as ET

from extractor.export.chunks import ARRAY
from extractor.export.documents import LONGEST, Document
from extractor.export.engine import Engine, Names, iso, line
from extractor.export.fields import EXACT, PAIRED, SHAPES, Field, Kind
from extractor.export.ids import document_id
from extractor.export.target import Options, Shape

PROSE, NAMES = "text_de", "text_de_names"
FOLDING: tuple[Mapping[str, str], ...] = ({"name": "germanNormalization"}, {"name": "asciiFolding"})
STOP_WORDS = {
    "name": "stop",
    "words": "org/apache/lucene/analysis/snowball/german_stop.txt",
    "format": "snowball",
    "ignoreCase": "true",
}
"""Lucene's own list, from its archive: a file less to carry about."""
ANALYZERS: Mapping[str, tuple[Mapping[str, str], ...]] = {
    PROSE: ({"name": "lowercase"}, STOP_WORDS, *FOLDING, {"name": "germanLightStem"}),
    NAMES: ({"name": "lowercase"}, *FOLDING),
}
"""The filters behind the standard tokenizer; the folding makes one of ``ü``, ``ue`` and ``u``."""
TYPES = {
    Kind.TEXT: PROSE,
    Kind.NAME: NAMES,
    Kind.FACET: "string",
    Kind.KEYWORD: "string",
    Kind.INTEGER: "pint",
    Kind.NUMBER: "pdouble",
    Kind.DATE: "pdate",
    Kind.TIME: "pdate",
}
CLASSES = {
    "string": "solr.StrField",
    "pint": "solr.IntPointField",
    "plong": "solr.LongPointField",
    "pdouble": "solr.DoublePointField",
    "pdate": "solr.DatePointField",
}
ALL_NAMES = "names"
"""The words of all facets."""
VERSION = {"name": "_version_", "type": "plong", "indexed": "false", "stored": "false"}
ROOT = {"name": "_root_", "type": "string", "indexed": "true", "stored": "false", "docValues": "false"}
NEST_PATH = "_nest_path_"


def schema(shape: Shape) -> str:
    """The schema of the core as XML."""
    root = ET.Element("schema", name="releases", version="1.6")
    fields = _flat(SHAPES[shape])
    nests = any(_is_child(field) for field in SHAPES[shape])
    for name, class_ in CLASSES.items():
        ET.SubElement(
            root, "fieldType", {"name": name, "class": class_, "docValues": "true", "sortMissingLast": "true"}
        )
    for name, filters in ANALYZERS.items():
        _text_type(root, name, filters)
    if nests:
        ET.SubElement(root, "fieldType", {"name": NEST_PATH, "class": "solr.NestPathField"})
    for attributes in (VERSION, ROOT, {"name": NEST_PATH, "type": NEST_PATH})[: 3 if nests else 1]:
        ET.SubElement(root, "field", attributes)
    for field in fields.values():
        _add_field(root, field)
    if any(field.kind is Kind.FACET for field in fields.values()):
        words = {"name": ALL_NAMES, "type": NAMES, "stored": "false", "multiValued": "true"}
        ET.SubElement(root, "field", words)
    ET.SubElement(root, "uniqueKey").text = "id"
    return _xml(root)


def _flat(fields: tuple[Field, ...]) -> dict[str, Field]:
    """The fields of documents and their children by name: in Solr they are of one schema. A list anywhere is one."""
    found: dict[str, Field] = {}
    for field in fields:
        inner = _flat(field.fields).values() if _is_child(field) else () if field.kind is Kind.NESTED else (field,)
        for one in inner:
            known = found.setdefault(one.name, one)
            found[one.name] = replace(known, many=known.many or one.many)
    return found


def _is_child(field: Field) -> bool:
    return field.kind is Kind.NESTED and field.name in PAIRED


def _add_field(root: ET.Element, field: Field) -> None:
    many = str(field.many).lower()
    attributes = {"name": field.name, "type": TYPES[field.kind], "multiValued": many}
    ET.SubElement(root, "field", attributes | ({"required": "true"} if field.name == "id" else {}))
    if field.kind is Kind.FACET:
        ET.SubElement(root, "copyField", source=field.name, dest=ALL_NAMES)
    if field.kind is Kind.NAME:
        whole = field.name + EXACT
        attributes = {"name": whole, "type": "string", "stored": "false", "multiValued": many}
        ET.SubElement(root, "field", attributes | {"useDocValuesAsStored": "false"})
        ET.SubElement(root, "copyField", source=field.name, dest=whole, maxChars=str(LONGEST))


def _text_type(root: ET.Element, name: str, filters: tuple[Mapping[str, str], ...]) -> None:
    attributes = {"name": name, "class": "solr.TextField", "positionIncrementGap": "100"}
    analyzer = ET.SubElement(ET.SubElement(root, "fieldType", attributes), "analyzer")
    ET.SubElement(analyzer, "tokenizer", name="standard")
    for one in filters:
        ET.SubElement(analyzer, "filter", dict(one))


def configuration() -> str:
    """The least that a core needs: the schema as it is written, a log of updates, a search in the text."""
    root = ET.Element("config")
    ET.SubElement(root, "luceneMatchVersion").text = "9.0.0"
    ET.SubElement(root, "schemaFactory", {"class": "ClassicIndexSchemaFactory"})
    updates = ET.SubElement(root, "updateHandler", {"class": "solr.DirectUpdateHandler2"})
    ET.SubElement(ET.SubElement(updates, "updateLog"), "str", name="dir").text = "${solr.ulog.dir:}"
    commit = ET.SubElement(updates, "autoCommit")
    ET.SubElement(commit, "maxTime").text = "15000"
    ET.SubElement(commit, "openSearcher").text = "false"
    search = ET.SubElement(root, "requestHandler", {"name": "/select", "class": "solr.SearchHandler"})
    ET.SubElement(ET.SubElement(search, "lst", name="defaults"), "str", name="df").text = "text"
    return _xml(root)


def _xml(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def entry(document: Document, options: Options) -> bytes:
    """A document with its children; each has an id, by which Solr knows a child from a change of a field."""
    del options
    return line(_with_children(document), _midnight)


def _with_children(document: Document) -> Document:
    return dict(_parts(document))


def _parts(document: Document) -> Iterator[tuple[str, Any]]:
    for name, value in document.items():
        if not (isinstance(value, list) and value and isinstance(value[0], dict)):
            yield name, value
        elif name in PAIRED:
            ids = (document_id(document["id"], f"{name} {at}") for at in range(len(value)))
            yield name, [_with_children({"id": id_, **child}) for id_, child in zip(ids, value, strict=True)]


def _midnight(time: date | datetime) -> str:
    """``time`` as Solr has it: always with a time of day."""
    return iso(time) if isinstance(time, datetime) else f"{iso(time)}T00:00:00Z"


def _settings(shape: Shape, index: str) -> dict[str, str]:
    del index
    return {"conf/schema.xml": schema(shape), "conf/solrconfig.xml": configuration()}


TARGET = Engine(
    file="documents-{:05}.json",
    names=Names("a core", re.compile(r"(?!-)[A-Za-z0-9_.-]+"), "letters (a to z), digits, -, _ and ., no - first"),
    entry=entry,
    settings=_settings,
    frame=ARRAY,
)
