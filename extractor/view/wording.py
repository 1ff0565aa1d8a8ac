"""What a record says, in words for people: facts, sums, offices and names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.records import Amount, Approx, Label, Person, Quote, Record, Role, Status

HEDGES = {Approx.EXACT: "", Approx.ABOUT: "about", Approx.BELOW: "below", Approx.ABOVE: "above"}
NAMES = {
    Label.PERSON: "person",
    Label.ROLE: "role",
    Label.ORG: "organisation",
    Label.PROGRAMME: "programme",
    Label.MONEY: "amount",
    Label.LOC: "place",
}
SHORTS = {
    Label.PERSON: "pe",
    Label.ROLE: "ro",
    Label.ORG: "or",
    Label.PROGRAMME: "pr",
    Label.MONEY: "€",
    Label.LOC: "pl",
}
NBSP = "\xa0"


def facts(record: Record) -> Iterator[tuple[str, str]]:
    """What the record says of the release as a whole, as name and value."""
    source = " › ".join(part for part in (record.source.path, record.source.member) if part)
    values = {
        "place": record.place,
        "date": record.date,
        "embargo": record.embargo,
        "sender": record.sender,
        "language": record.language,
        "id": record.id,
        "source": source,
        "encoding": record.source.encoding,
        "model": f"{record.extractor.model} {record.extractor.model_version}",
    }
    for name, value in values.items():
        if value is not None and value != "":
            yield name, str(value)


def number(value: Decimal) -> str:
    """A decimal with its thousands set apart by spaces."""
    return f"{value:,f}".replace(",", NBSP)


def money(amount: Amount) -> str:
    """What an amount is worth: hedge, value or range, rate."""
    if amount.value is not None:
        worth = number(amount.value)
    elif amount.min is not None and amount.max is not None:
        worth = f"{number(amount.min)} – {number(amount.max)}"
    else:
        bound = amount.min if amount.min is not None else amount.max
        worth = number(bound) if bound is not None else "?"
    words = [HEDGES[amount.approx], f"{worth}{NBSP}€"]
    if amount.per:
        words.append(f"per {amount.per}")
    return " ".join(word for word in words if word)


def amount_rows(record: Record) -> list[tuple[int, int]]:
    """The amounts as rows of depth and position: the parts of a total follow it, one level deeper; each once."""
    parts = {part for amount in record.amounts for part in amount.parts}
    rows: list[tuple[int, int]] = []
    seen: set[int] = set()
    roots = [at for at in range(len(record.amounts)) if at not in parts]
    for root in [*roots, *range(len(record.amounts))]:
        pending = [(0, root)]
        while pending:
            depth, at = pending.pop()
            if at not in seen:
                seen.add(at)
                rows.append((depth, at))
                pending += [(depth + 1, part) for part in reversed(record.amounts[at].parts)]
    return rows


def office(role: Role) -> str:
    """A role and its organisation in one line."""
    return ", ".join(part for part in (role.role, role.organisation) if part)


def status(role: Role) -> str:
    """The status of a role where it is not the usual one."""
    return "" if role.status is Status.CURRENT else role.status.value


def speaker(record: Record, quote: Quote) -> str | None:
    """The name of who speaks."""
    return None if quote.speaker is None else full_name(record.people[quote.speaker])


def full_name(person: Person) -> str:
    """A person's name with titles."""
    return " ".join([*person.titles, person.name])
