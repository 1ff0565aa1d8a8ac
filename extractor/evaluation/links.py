"""The rows that say to which entry a mention belongs.

Gold marks names and lists entries, so it says which entry a mention belongs to wherever its words are those of one
entry alone: a part of one person's name, a form of one body. Only mentions that the record found too are compared, and
only if its entries name mentions at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractor.evaluation.fields import listed
from extractor.evaluation.names import key
from extractor.evaluation.outcome import Outcome, compared, of_span
from extractor.evaluation.spans import Interval, Row, span, spans

Entry = tuple[str, Row]
"""The key of a name, and what carries the mentions."""


def _named(field: str) -> Callable[[Row], list[Entry]]:
    return lambda row: [(key(entry["name"]), entry) for entry in listed(row, field)]


def _offices(row: Row) -> list[Entry]:
    return [(key(person["name"]), role) for person in listed(row, "people") for role in person.get("roles") or []]


def _within(words: str, name: str, _: Row) -> bool:
    return bool(words) and set(words.split()) <= set(name.split())


def _is_form(words: str, name: str, entry: Row) -> bool:
    return words in {name, *(key(alias) for alias in entry.get("aliases") or [])}


def _is_role(words: str, _: str, role: Row) -> bool:
    return bool(words) and words == key(role.get("role"))


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One row: the gold field it needs, the label of its mentions, its entries, and whether words mean an entry."""

    field: str
    label: str
    entries: Callable[[Row], list[Entry]]
    means: Callable[[str, str, Row], bool]


ROWS: dict[str, LinkRow] = {
    "person-mention": LinkRow("people", "PERSON", _named("people"), _within),
    "role-mention": LinkRow("people", "ROLE", _offices, _is_role),
    "organisation-mention": LinkRow("organisations", "ORG", _named("organisations"), _is_form),
    "programme-mention": LinkRow("programmes", "PROGRAMME", _named("programmes"), _is_form),
}


def linked(row: LinkRow, gold: Row, record: Row) -> Outcome | None:
    """The mentions of one kind with the entry they belong to; None where gold or record does not say."""
    found = row.entries(record)
    if row.field not in gold or not any("mentions" in entry for _, entry in found):
        return None
    mentions = listed(record, "mentions")
    same = set(spans(gold["spans"], row.label)) & set(spans(mentions, row.label))
    wanted = {place: name for place, name in _meant(row, gold) if place in same}
    answers = [
        (span(mentions[at]), name)
        for name, entry in found
        for at in entry.get("mentions") or []
        if mentions[at]["label"] == row.label and span(mentions[at]) in wanted
    ]
    forms = {key(form): key(entry["name"]) for entry in listed(gold, row.field) for form in _forms(entry)}
    text = gold["text"]
    return compared(
        [of_span(text, place, name) for place, name in wanted.items()],
        [of_span(text, place, forms.get(name, name)) for place, name in answers],
    )


def _forms(entry: Row) -> Iterable[str]:
    return (*(entry.get("aliases") or []), entry["name"])


def _meant(row: LinkRow, gold: Row) -> Iterable[tuple[Interval, str]]:
    """The marked spans that can only mean one entry."""
    entries = row.entries(gold)
    for start, end in spans(gold["spans"], row.label):
        names = {name for name, entry in entries if row.means(key(gold["text"][start:end]), name, entry)}
        if len(names) == 1:
            yield (start, end), names.pop()
