"""The rows of record fields: what gold and record say, item by item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from extractor.evaluation.names import folded, key
from extractor.evaluation.outcome import Item
from extractor.evaluation.spans import Row, span

CURRENT = "current"


def listed(row: Row, field: str) -> list[Row]:
    """A list of ``row``; empty where there is none."""
    return row.get(field) or []


Items = Callable[[Row, Row], Iterable[Item]]
Has = Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One row: which gold releases can score it, and the items of a row given the gold."""

    has: Has
    items: Items


def _item(*words: str | None) -> Item:
    return Item(tuple(map(key, words)), tuple(word or "" for word in words))


def _canonical(gold: Row, field: str) -> dict[str, str]:
    """The key of every name and alias of the gold entries, to the key of its entry's name."""
    return {
        key(name): key(entry["name"])
        for entry in listed(gold, field)
        for name in (entry["name"], *(entry.get("aliases") or []))
    }


def _people(row: Row, _: Row) -> Iterable[Item]:
    return [_item(person["name"]) for person in listed(row, "people")]


def _part_of_name(field: str) -> Items:
    def items(row: Row, _: Row) -> Iterable[Item]:
        return [_item(person["name"], person[field]) for person in listed(row, "people") if person.get(field)]

    return items


def _titles(row: Row, _: Row) -> Iterable[Item]:
    for person in listed(row, "people"):
        for title in person.get("titles") or []:
            yield Item((key(person["name"]), title), (person["name"], title))


def _ties(row: Row) -> Iterator[tuple[Row, Row]]:
    for person in listed(row, "people"):
        for role in person.get("roles") or []:
            yield person, role


def _roles(row: Row, _: Row) -> Iterable[Item]:
    return [_item(person["name"], role["role"]) for person, role in _ties(row) if role.get("role")]


def _affiliations(row: Row, gold: Row) -> Iterable[Item]:
    table = _canonical(gold, "organisations")
    for person, role in _ties(row):
        if name := role.get("organisation"):
            yield Item((key(person["name"]), table.get(key(name), key(name))), (person["name"], name))


def _statuses(row: Row, gold: Row) -> Iterable[Item]:
    """Offices that are former, designated or acting: what is current is said by no word."""
    table = _canonical(gold, "organisations")
    for person, role in _ties(row):
        status, office = role.get("status") or CURRENT, role.get("role") or role.get("organisation")
        if status != CURRENT:
            parts = (key(person["name"]), table.get(key(office), key(office)), status)
            yield Item(parts, (person["name"], office or "", status))


def _entries(field: str) -> Items:
    """Names of the entries; an entry named by an alias counts as its entry."""

    def items(row: Row, gold: Row) -> Iterable[Item]:
        table = _canonical(gold, field)
        for entry in listed(row, field):
            yield Item((table.get(key(entry["name"]), key(entry["name"])),), (entry["name"],))

    return items


def _aliases(field: str) -> Items:
    """Entries with another form; inflected variants of the name are no aliases."""

    def items(row: Row, gold: Row) -> Iterable[Item]:
        table = _canonical(gold, field)
        for entry in listed(row, field):
            name = table.get(key(entry["name"]), key(entry["name"]))
            forms = {key(form): form for form in (*(entry.get("aliases") or []), entry["name"])}
            for form in sorted(forms.keys() - {name}):
                yield Item((name, form), (entry["name"], forms[form]))

    return items


def _places(row: Row, _: Row) -> Iterable[Item]:
    """Names of places; gold without a list of them has each name that is marked in the text once."""
    if "places" in row or "spans" not in row:
        return [_item(place["name"]) for place in listed(row, "places")]
    names = (row["text"][slice(*span(mark))] for mark in row["spans"] if mark["label"] == "LOC")
    return [Item((name,), (words,)) for name, words in {key(name): name for name in names}.items()]


def _single(field: str, fold: Callable[[str], str]) -> Items:
    def items(row: Row, _: Row) -> Iterable[Item]:
        value = row.get(field)
        return [] if value is None else [Item((fold(str(value)),), (str(value),))]

    return items


def _given(field: str) -> Has:
    return lambda gold: field in gold


def _told(field: str, of_role: bool = False) -> Has:
    """Whether any person of the gold, or any role, says something on ``field``."""
    return lambda gold: any(
        field in row for row in ([role for _, role in _ties(gold)] if of_role else listed(gold, "people"))
    )


ROWS: dict[str, FieldRow] = {
    "person": FieldRow(_given("people"), _people),
    "given-name": FieldRow(_told("given_name"), _part_of_name("given_name")),
    "family-name": FieldRow(_told("family_name"), _part_of_name("family_name")),
    "title": FieldRow(_given("people"), _titles),
    "person-role": FieldRow(_given("people"), _roles),
    "person-organisation": FieldRow(_given("people"), _affiliations),
    "role-status": FieldRow(_told("status", of_role=True), _statuses),
    "organisation": FieldRow(_given("organisations"), _entries("organisations")),
    "organisation-alias": FieldRow(_given("organisations"), _aliases("organisations")),
    "programme": FieldRow(_given("programmes"), _entries("programmes")),
    "programme-alias": FieldRow(_given("programmes"), _aliases("programmes")),
    "place": FieldRow(lambda gold: "places" in gold or "people" in gold, _places),
    "release-title": FieldRow(_given("title"), _single("title", folded)),
    "release-sender": FieldRow(_given("sender"), _single("sender", key)),
    "release-date": FieldRow(_given("date"), _single("date", str)),
    "release-place": FieldRow(_given("place"), _single("place", key)),
    "release-embargo": FieldRow(_given("embargo"), _single("embargo", str)),
    "release-language": FieldRow(_given("language"), _single("language", str)),
}
