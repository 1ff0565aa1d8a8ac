"""Records to the documents of search engines: one a release, or one a mention. Their fields are in ``fields``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from extractor.export.fields import AMOUNT, EXACT, HEAD, PARTS, RELEASE, Field, Kind, fields_of
from extractor.export.ids import document_id
from extractor.export.target import Shape
from extractor.records import Label, Mention, Organisation, Person, Place, Programme, Quote, Record, Role, plain

Document = dict[str, Any]
"""Values by field name: strings, numbers, dates, times (UTC), lists of them, and documents. Nothing is null."""

LARGEST = Decimal(1 << 53) / 100
"""The largest amount whose cents a double tells apart. One beyond it has its exact decimal, but no number."""
INTEGERS = range(-(1 << 31), 1 << 31)
LONGEST = 8_191
"""The most characters of a keyword: Lucene takes 32,766 bytes, and a character has four at most."""
AROUND = 160
"""The most characters of the context on each side of a mention."""


def documents(record: Record, shape: Shape) -> Iterator[Document]:
    """The documents of ``record``."""
    if shape is Shape.RELEASE:
        yield release(record)
    else:
        yield from mentions(record)


def release(record: Record) -> Document:
    """All of ``record`` in one document, with flat lists of names for facets."""
    own = tuple(field for field in RELEASE if field.name in Record.model_fields.keys() - {"id", "quotes"})
    found = _identity(record) | {
        "source_path": _scalar(record.source.path, Kind.KEYWORD),
        "source_member": _scalar(record.source.member, Kind.KEYWORD),
        **_values(record, own),
        "quotes": [_quote(record, quote) for quote in record.quotes],
        "date_year": record.date and record.date.year,
        **_facets(record),
    }
    return _present(found)


def mentions(record: Record) -> Iterator[Document]:
    """One document for each mention of ``record``, with what it stands for."""
    head = _values(record, fields_of(Record, only=HEAD)) | {"date_year": record.date and record.date.year}
    names, offices, amounts = _names(record), _offices(record), {(one.start, one.end): one for one in record.amounts}
    for position, mention in enumerate(record.mentions):
        found = _identity(record, f"mention {position}") | head | _values(mention, fields_of(Mention))
        found["context"] = context(record.text, mention)
        found["name"] = names.get(position)
        if mention.label is Label.ROLE:
            found |= _held(offices.get(position, []))
        amount = amounts.get((mention.start, mention.end))
        if mention.label is Label.MONEY and amount:
            found |= _values(amount, AMOUNT)
        yield _present(found)


def context(text: str | None, mention: Mention) -> str | None:
    """The mention with the words around it; nothing where the record has no text."""
    if text is None:
        return None
    start, end = max(0, mention.start - AROUND), mention.end + AROUND
    before, after = text[start : mention.start], text[mention.end : end]
    if start > 0:
        before = before.partition(" ")[2] or before
    if end < len(text):
        after = after.rpartition(" ")[0] or after
    return " ".join((before + mention.text + after).split())


def number(value: Decimal) -> int | float | None:
    """``value`` as JSON has numbers; nothing where a double cannot hold its cents."""
    if value.copy_abs() > LARGEST:  # `abs` rounds, and overflows
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _identity(record: Record, part: str = "") -> Document:
    return {"id": document_id(record.id, part), "record": _scalar(record.id, Kind.KEYWORD)}


def _values(entry: BaseModel, fields: tuple[Field, ...]) -> Document:
    """The values of ``fields`` in a model of the record."""
    found: Document = {}
    for field in fields:
        value = getattr(entry, field.name.removesuffix(EXACT))
        if field.kind is Kind.NESTED:
            found[field.name] = [_present(_values(one, PARTS[type(one)])) for one in value]
        elif field.many:
            found[field.name] = _list(value, field.kind)
        else:
            found[field.name] = _scalar(value, field.kind)
    return found


def _scalar(value: Any, kind: Kind) -> Any:
    """``value`` as its kind takes it, or nothing."""
    if isinstance(value, Decimal):
        value = number(value) if kind is Kind.NUMBER else plain(value)
    elif isinstance(value, datetime):
        value = _utc(value)
    elif isinstance(value, int) and value not in INTEGERS:
        return None
    if kind in (Kind.KEYWORD, Kind.FACET) and isinstance(value, str) and len(value) > LONGEST:
        return None
    return value


def _list(values: Iterable[Any], kind: Kind) -> list[Any]:
    """Each of ``values`` once, in their order."""
    found = (_scalar(value, kind) for value in values)
    return list(dict.fromkeys(value for value in found if value is not None and value != ""))


def _utc(time: datetime) -> datetime | None:
    """``time`` in UTC, which one without a zone is taken for; nothing at the ends of the calendar."""
    try:
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except OverflowError:
        return None


def _present(found: Document) -> Document:
    """What there is: a field without a value is left out."""
    return {name: value for name, value in found.items() if value is not None and value not in ([], "")}


def _quote(record: Record, quote: Quote) -> Document:
    found = _values(quote, tuple(field for field in PARTS[Quote] if field.name != "speaker"))
    return _present(found | {"speaker": None if quote.speaker is None else record.people[quote.speaker].name})


def _facets(record: Record) -> Document:
    roles = [role for person in record.people for role in person.roles]
    bodies = [name for one in record.organisations for name in (one.name, *one.aliases)]
    held_in = [role.organisation for role in roles]
    amounts = [value for one in record.amounts for value in (one.value, one.min, one.max)]
    return {
        "person_names": _list((person.name for person in record.people), Kind.FACET),
        "role_names": _list((role.role for role in roles), Kind.FACET),
        "organisation_names": _list([*bodies, *held_in], Kind.FACET),
        "programme_names": _list([name for one in record.programmes for name in (one.name, *one.aliases)], Kind.FACET),
        "place_names": _list((place.name for place in record.places), Kind.FACET),
        "amount_years": _list((amount.year for amount in record.amounts), Kind.INTEGER),
        "amount_values": _list(amounts, Kind.NUMBER),
    }


def _names(record: Record) -> dict[int, list[str]]:
    """The names that each mention stands for: of a person, a body, a programme, a place, an office."""
    found: dict[int, dict[str, None]] = {}
    named: list[Person | Organisation | Programme | Place] = [*record.people, *record.organisations]
    named += [*record.programmes, *record.places]
    roles = [(role.role, role.mentions) for person in record.people for role in person.roles]
    for name, positions in [*((entry.name, entry.mentions) for entry in named), *roles]:
        for position in positions if name else ():
            found.setdefault(position, {})[name or ""] = None
    return {position: list(names) for position, names in found.items()}


def _offices(record: Record) -> dict[int, list[tuple[Person, Role]]]:
    """Who holds which office at the mentions of the office."""
    found: dict[int, list[tuple[Person, Role]]] = {}
    for person in record.people:
        for role in person.roles:
            for position in role.mentions:
                found.setdefault(position, []).append((person, role))
    return found


def _held(offices: list[tuple[Person, Role]]) -> Document:
    return {
        "person": _list((person.name for person, _ in offices), Kind.NAME),
        "organisation": _list((role.organisation for _, role in offices), Kind.NAME),
        "status": _list((role.status for _, role in offices), Kind.KEYWORD),
    }
