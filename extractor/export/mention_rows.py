"""One wide table: a row a mention, with what it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from extractor.export.tables import CONVERT, Column, Kind, Row, Table, rows
from extractor.export.tables import TABLES as RELEASE_TABLES
from extractor.export.target import ExportError, Shape
from extractor.records import Amount, Organisation, Person, Place, Programme, Record, Role

OF_RELEASE = ("date", "title", "sender")
OF_MENTION = ("label", "text", "start", "end", "evidence")
OF_ROLE = ("role", "organisation", "status")
OF_AMOUNT = ("value", "min", "max", "approx", "year", "purpose", "per")


def _taken(table: str, names: Iterable[str], *, null: bool = False) -> list[Column]:
    """Columns as those of a table of releases, with their fields."""
    found = {column.name: column for one in RELEASE_TABLES if one.name == table for column in one.columns}
    return [Column(name, found[name].kind, null or found[name].null, found[name].path) for name in names]


COLUMNS = {
    "release": _taken("releases", OF_RELEASE),
    "place": _taken("releases", ["place"]),
    "mention": _taken("mentions", OF_MENTION),
    "role": _taken("roles", OF_ROLE, null=True),
    "amount": _taken("amounts", OF_AMOUNT, null=True),
}
MENTIONS = Table(
    "mentions",
    (
        Column("number", Kind.INTEGER),
        Column("release", Kind.TEXT),
        Column("position", Kind.INTEGER),
        *COLUMNS["release"],
        *COLUMNS["place"],
        *COLUMNS["mention"],
        Column("name", Kind.TEXT, null=True),
        Column("people", Kind.TEXTS),
        *COLUMNS["role"],
        *COLUMNS["amount"],
    ),
    ("release", "position"),
    searched=("text", "name", "title"),
)
"""``name`` is that of the person, organisation, programme or place; ``people`` are those who hold a role."""


def tables(shape: Shape) -> tuple[Table, ...]:
    """The tables of a shape."""
    return RELEASE_TABLES if shape is Shape.RELEASE else (MENTIONS,)


def flat(records: Iterable[Record], shape: Shape) -> Iterator[dict[str, list[Row]]]:
    """The rows of each record by table. Raises ``ExportError``."""
    mentions = 0
    for number, record in enumerate(records):
        if shape is Shape.RELEASE:
            yield dict(rows(record, number))
            continue
        found = list(mention_rows(record, mentions))
        mentions += len(found)
        yield {MENTIONS.name: found}


def mention_rows(record: Record, number: int) -> Iterator[Row]:
    """A row a mention; ``number`` is that of the first among all."""
    names: dict[int, str] = {}
    entries: list[Person | Organisation | Programme | Place]
    entries = [*record.people, *record.organisations, *record.programmes, *record.places]
    for entry in entries:
        for position in entry.mentions:
            names.setdefault(position, entry.name)
    roles: dict[int, list[tuple[Person, Role]]] = {}
    for person in record.people:
        for role in person.roles:
            for position in role.mentions:
                roles.setdefault(position, []).append((person, role))
    amounts: dict[tuple[int, int], Amount] = {(amount.start, amount.end): amount for amount in record.amounts}
    try:
        for position, mention in enumerate(record.mentions):
            held = roles.get(position, [])
            yield (
                number + position,
                record.id,
                position,
                *_values("release", record),
                *_values("place", record),
                *_values("mention", mention),
                names.get(position),
                list(dict.fromkeys(person.name for person, _ in held)),
                *_values("role", held[0][1] if held else None),
                *_values("amount", amounts.get((mention.start, mention.end))),
            )
    except ExportError as error:
        raise ExportError(f"release {record.id!r}: {error}") from error


def _values(part: str, item: Any) -> Row:
    """The values of the columns of a part, all null where there is no ``item``."""
    values = ((column, getattr(item, column.name, None)) for column in COLUMNS[part])
    return tuple(None if value is None else CONVERT[column.kind](value) for column, value in values)
