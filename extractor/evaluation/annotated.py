"""A record in the form of gold, for annotators to correct."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extractor.evaluation.gold import Gold
from extractor.records import Amount, Label, Person, Record


def gold_of(record: Record) -> Gold:
    """All that ``record`` says and gold can hold; the record must have its text."""
    if record.text is None:
        raise ValueError(f"the record {record.id!r} has no text")
    money = {(mention.start, mention.end) for mention in record.mentions if mention.label is Label.MONEY}
    amounts = [amount for amount in record.amounts if (amount.start, amount.end) in money]
    places = {id(amount): at for at, amount in enumerate(amounts)}
    gold: Gold = {
        "id": record.id,
        "text": record.text,
        "spans": [
            {"start": one.start, "end": one.end, "label": one.label.value, "text": one.text} for one in record.mentions
        ],
        "people": [_person(person) for person in record.people],
        "organisations": [{"name": one.name, "aliases": list(one.aliases)} for one in record.organisations],
        "programmes": [{"name": one.name, "aliases": list(one.aliases)} for one in record.programmes],
        "amounts": [_amount(one, [places[id(record.amounts[part])] for part in one.parts]) for one in amounts],
        "quotes": [
            {"start": one.start, "end": one.end, "text": record.text[one.start : one.end], "kind": one.kind,
             "speaker": one.speaker}
            for one in record.quotes
        ],
    }  # fmt: skip
    head = {"title": record.title, "place": record.place, "date": record.date and record.date.isoformat()}
    return gold | {name: value for name, value in head.items() if value}


def _person(person: Person) -> dict[str, Any]:
    roles = [
        {"role": role.role, "organisation": role.organisation, "status": role.status.value} for role in person.roles
    ]
    return {"name": person.name, "titles": list(person.titles), "roles": roles}


def _amount(amount: Amount, parts: list[int]) -> dict[str, Any]:
    row: dict[str, Any] = {"text": amount.text}
    row |= {
        name: _number(value)
        for name, value in (("value", amount.value), ("min", amount.min), ("max", amount.max))
        if value is not None
    }
    return row | {
        "approx": amount.approx.value, "year": amount.year, "source": amount.source, "purpose": amount.purpose,
        "per": amount.per, "parts": parts,
    }  # fmt: skip


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
