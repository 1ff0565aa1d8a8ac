"""The flat form: a table for each list of models in a record, derived from the models themselves.

``releases`` has a row a record, with its number in the export as ``position``. Every other row has the ``release`` it
belongs to and its ``position`` in the record's list; a role also that of its ``person``. A model within a model gives
columns with its name before them (``source_path``). Lists of texts and positions stay lists. A moment is its clock time
and, in a column of its own, the seconds that its zone is east of UTC.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from extractor.export.target import ExportError
from extractor.records import Record, plain

Row = tuple[Any, ...]
Rows = Mapping[str, list[Row]]

ROOT = "releases"
POINTS_TO = {"speaker": "people"}
"""Columns that hold a position in another table of the release. Lists of positions cannot be foreign keys."""
LARGEST = 1 << 63
"""Integers beyond fit no table."""


class Kind(StrEnum):
    """What a column holds; each target has a type of its own for it."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    MOMENT = "moment"
    ZONE = "zone"
    TEXTS = "texts"
    INTEGERS = "integers"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, whether it may be null, and the fields of the model that lead to its value."""

    name: str
    kind: Kind
    null: bool = False
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its rows hold the values in the order of the columns. ``searched`` are the columns of its full text."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    searched: tuple[str, ...] = ()

    def index(self, name: str) -> int:
        """Where the column ``name`` stands in a row."""
        return [column.name for column in self.columns].index(name)

    def has(self, name: str, kind: Kind) -> bool:
        """Whether there is such a column."""
        return any(column.name == name and column.kind is kind for column in self.columns)


@dataclass(frozen=True, slots=True)
class _Node:
    """A model with its table, and the models in lists below it by field."""

    table: Table
    keys: int
    """How many columns lead a row that are no fields of the model."""
    children: tuple[tuple[str, _Node], ...]


INNER = {int: Kind.INTEGER, Decimal: Kind.DECIMAL, date: Kind.DATE, datetime: Kind.MOMENT}


def _bare(annotation: Any) -> tuple[Any, bool]:
    """A type without what annotates it, and whether None is one of its values."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in {Union, UnionType}:
        (inner,) = (one for one in get_args(annotation) if one is not NoneType)
        return _bare(inner)[0], True
    return annotation, False


def _kind(type_: Any) -> Kind:
    if type_ in INNER:
        return INNER[type_]
    if type_ is str or get_origin(type_) is Literal or (isinstance(type_, type) and issubclass(type_, Enum)):
        return Kind.TEXT
    raise TypeError(f"no column holds {type_!r}")


def _columns(name: str, annotation: Any, path: tuple[str, ...]) -> list[Column]:
    """The columns of a field that holds no list of models."""
    type_, null = _bare(annotation)
    if isinstance(type_, type) and issubclass(type_, BaseModel):
        fields = type_.model_fields.items()
        return [
            column for field, info in fields for column in _columns(f"{name}_{field}", info.annotation, (*path, field))
        ]
    if get_origin(type_) is list:
        inner = _kind(_bare(get_args(type_)[0])[0])
        return [Column(name, Kind.TEXTS if inner is Kind.TEXT else Kind.INTEGERS, null, path)]
    kind = _kind(type_)
    zone = [Column(f"{name}_zone", Kind.ZONE, null=True, path=path)] if kind is Kind.MOMENT else []
    return [Column(name, kind, null, path), *zone]


def _listed(annotation: Any) -> type[BaseModel] | None:
    """The model of a list of models."""
    type_, _ = _bare(annotation)
    inner = _bare(get_args(type_)[0])[0] if get_origin(type_) is list else None
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _node(model: type[BaseModel], name: str, keys: tuple[str, ...], parent: Reference | None) -> _Node:
    """The tables of ``model`` and of what is below it. The first of ``keys`` is the release's id, but for releases."""
    leading = [Column(key, Kind.TEXT if key == "release" else Kind.INTEGER) for key in keys]
    columns: list[Column] = []
    children: list[tuple[str, _Node]] = []
    references = [parent] if parent else []
    for field, info in model.model_fields.items():
        if below := _listed(info.annotation):
            own = ("release",) if parent is None else (*keys[:-1], model.__name__.lower())
            up = Reference(own, name, ("id",) if parent is None else keys)
            children.append((field, _node(below, field, (*own, "position"), up)))
            continue
        columns += _columns(field, info.annotation, (field,))
        if field in POINTS_TO:
            references.append(Reference(("release", field), POINTS_TO[field], ("release", "position")))
    searched = ("title", "sender", "place", "text") if parent is None else ()
    key = ("id",) if parent is None else keys
    return _Node(Table(name, (*leading, *columns), key, tuple(references), searched), len(keys), tuple(children))


def _all(node: _Node) -> Iterator[Table]:
    yield node.table
    for _, child in node.children:
        yield from _all(child)


_TREE = _node(Record, ROOT, ("position",), None)
TABLES = tuple(_all(_TREE))
"""All tables, each behind those that it belongs to."""


def _reader(column: Column) -> Callable[[Any], Any]:
    """How the value of a column is got from its model."""
    path, convert = column.path, CONVERT[column.kind]

    def read(item: Any) -> Any:
        for field in path:
            item = getattr(item, field)
        return None if item is None else convert(item)

    return read


def _integer(value: int) -> int:
    if -LARGEST <= value < LARGEST:
        return value
    raise ExportError("a number has more than 18 digits, which is none of a release")


def _zone(value: datetime) -> int | None:
    offset = value.utcoffset()
    return None if offset is None else round(offset.total_seconds())


CONVERT: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: str,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: lambda value: value,
    Kind.DATE: lambda value: value,
    Kind.MOMENT: lambda value: value.replace(tzinfo=None),
    Kind.ZONE: _zone,
    Kind.TEXTS: list,
    Kind.INTEGERS: list,
}
_READERS = {table.name: tuple(_reader(column) for column in table.columns if column.path) for table in TABLES}


def rows(record: Record, number: int) -> Rows:
    """The rows of a record by table; ``number`` is its place among all. Raises ``ExportError``."""
    found: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    try:
        _add(_TREE, record, (number,), (record.id,), found)
    except ExportError as error:
        raise ExportError(f"release {record.id!r}: {error}") from error
    return found


def _add(node: _Node, item: BaseModel, keys: Row, own: Row, found: dict[str, list[Row]]) -> None:
    """Add the row of ``item`` and those of what is below it, which begin with ``own``."""
    found[node.table.name].append((*keys, *(read(item) for read in _READERS[node.table.name])))
    for field, child in node.children:
        for position, entry in enumerate(getattr(item, field)):
            _add(child, entry, (*own, position), (*own, position), found)


def record(rows: Rows) -> Record:
    """The record of its rows: the way back from ``rows``. Raises ``ValidationError`` where they make none."""
    (row,) = rows[ROOT]
    groups: dict[tuple[str, Row], list[Row]] = defaultdict(list)
    for child in _below(_TREE):
        for entry in sorted(rows[child.table.name], key=lambda entry: entry[: child.keys]):
            groups[child.table.name, entry[: child.keys - 1]].append(entry)
    return Record.model_validate(_item(_TREE, row, (row[_TREE.table.index("id")],), groups))


def _below(node: _Node) -> Iterator[_Node]:
    for _, child in node.children:
        yield child
        yield from _below(child)


def _item(node: _Node, row: Row, own: Row, groups: Mapping[tuple[str, Row], list[Row]]) -> dict[str, Any]:
    """The fields of a model as validation takes them."""
    item: dict[str, Any] = {}
    for column, value in zip(node.table.columns, row, strict=True):
        if not column.path:
            continue
        place = item
        for field in column.path[:-1]:
            place = place.setdefault(field, {})
        if column.kind is not Kind.ZONE:
            place[column.path[-1]] = value
        elif value is not None:
            place[column.path[-1]] = place[column.path[-1]].replace(tzinfo=timezone(timedelta(seconds=value)))
    for field, child in node.children:
        entries = groups.get((child.table.name, own), [])
        item[field] = [_item(child, entry, entry[: child.keys], groups) for entry in entries]
    return item


def joined(streams: Mapping[str, Iterable[Row]]) -> Iterator[Record]:
    """The records of whole tables whose rows come in the order in which they were written. Raises ``ExportError``."""
    iterators = {name: iter(stream) for name, stream in streams.items()}
    heads = {name: next(iterator, None) for name, iterator in iterators.items()}
    id_ = _TREE.table.index("id")
    while (release := heads[ROOT]) is not None:
        found: dict[str, list[Row]] = {name: [] for name in iterators}
        found[ROOT].append(release)
        heads[ROOT] = next(iterators[ROOT], None)
        for name, iterator in iterators.items():
            while name != ROOT and (head := heads[name]) is not None and head[0] == release[id_]:
                found[name].append(head)
                heads[name] = next(iterator, None)
        yield record(found)
    left = next((head for head in heads.values() if head is not None), None)
    if left is not None:
        raise ExportError(f"the tables are in another order than written: {left[0]!r} is no next release")


def value_text(value: Any) -> str:
    """A single value as text that every database reads: plain decimals, ISO dates."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)
