"""Each field of a record is scored by a row: a fault in it is seen there, and what is found twice counts against."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from corpora import gold, record

from extractor.evaluation.scores import ROWS, Scores, score
from extractor.records import Record

Fault = Callable[[dict[str, Any]], object]


def scored(found: dict[str, Any]) -> Scores:
    return score({"a": gold()}, {"a": found})


def fallen(found: dict[str, Any]) -> set[str]:
    return {name for name, row in scored(found).strict.items() if row.f1 < 1}


def test_perfect_record_is_right_in_every_row() -> None:
    scores = scored(record())
    assert set(scores.strict) == set(ROWS)
    assert fallen(record()) == set()
    assert {name for name, row in scores.relaxed.items() if row.f1 < 1} == set()


FAULTS: dict[str, Fault] = {
    "title": lambda r: r.update(title="Anders"),
    "sender": lambda r: r.update(sender="Gemeinde Süd"),
    "date": lambda r: r.update(date="2024-05-02"),
    "place": lambda r: r.update(place=None),
    "embargo": lambda r: r.update(embargo=None),
    "language": lambda r: r.update(language="en"),
    "mentions": lambda r: r["mentions"][0].update(start=1),
    "people.name": lambda r: r["people"][0].update(name="Petra Kohl"),
    "people.given_name": lambda r: r["people"][0].update(given_name=None),
    "people.family_name": lambda r: r["people"][0].update(family_name="Petra"),
    "people.titles": lambda r: r["people"][1].update(titles=[]),
    "people.mentions": lambda r: r["people"][0].update(mentions=[6]),
    "people.roles.role": lambda r: r["people"][0]["roles"][0].update(role="Rätin"),
    "people.roles.organisation": lambda r: r["people"][0]["roles"][0].update(organisation=None),
    "people.roles.status": lambda r: r["people"][1]["roles"][0].update(status="current"),
    "people.roles.mentions": lambda r: r["people"][0]["roles"][0].update(mentions=[]),
    "organisations.name": lambda r: r["organisations"][0].update(name="Nordbund"),
    "organisations.aliases": lambda r: r["organisations"][1].update(aliases=[]),
    "organisations.mentions": lambda r: r["organisations"][1].update(mentions=[7]),
    "programmes.name": lambda r: r["programmes"][0].update(name="Lesebus"),
    "programmes.aliases": lambda r: r["programmes"][0].update(aliases=[]),
    "programmes.mentions": lambda r: r["programmes"][0].update(mentions=[]),
    "places.name": lambda r: r["places"][0].update(name="Husum"),
    "amounts.value": lambda r: r["amounts"][0].update(value="90"),
    "amounts.min": lambda r: r["amounts"][0].update(min="9"),
    "amounts.max": lambda r: r["amounts"][0].update(max="9"),
    "amounts.approx": lambda r: r["amounts"][0].update(approx="exact"),
    "amounts.year": lambda r: r["amounts"][0].update(year=2024),
    "amounts.source": lambda r: r["amounts"][0].update(source=None),
    "amounts.purpose": lambda r: r["amounts"][1].update(purpose="Hefte"),
    "amounts.per": lambda r: r["amounts"][0].update(per="Monat"),
    "amounts.parts": lambda r: r["amounts"][0].update(parts=[1]),
    "quotes.start": lambda r: r["quotes"][0].update(start=r["quotes"][0]["start"] + 1),
    "quotes.kind": lambda r: r["quotes"][0].update(kind="indirect"),
    "quotes.speaker": lambda r: r["quotes"][0].update(speaker=1),
}
SAME_SPAN = {"mentions": "start end label", "amounts": "start end", "quotes": "end"}
NOT_SAID = {"schema_version", "id", "source", "text", "warnings", "extractor"}
COMPUTED = {"text", "evidence", "currency"}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_in_a_field_is_seen(name: str) -> None:
    found = record()
    FAULTS[name](found)
    assert fallen(found) - {"five", "all", "fields"}, name


def test_faults_cover_every_field_of_the_record() -> None:
    wanted = set()
    for name, field in Record.model_fields.items():
        if name in NOT_SAID:
            continue
        model = next(
            (part for part in getattr(field.annotation, "__args__", ()) if hasattr(part, "model_fields")), None
        )
        inner = model.model_fields if model else {}
        skipped = COMPUTED | set(SAME_SPAN.get(name, "").split())
        wanted |= {f"{name}.{part}" for part in inner if part not in skipped} if inner else {name}
    covered = set(FAULTS) | {"people.roles", "mentions", "places.mentions", "quotes.start"}
    assert wanted - covered == set()


@pytest.mark.parametrize("field", ["mentions", "people", "organisations", "programmes", "places", "amounts", "quotes"])
def test_found_twice_counts_against(field: str) -> None:
    found = record()
    found[field] = [*found[field], found[field][0]]
    scores = scored(found)
    assert any(row.precision < 1 and row.recall == 1 for row in scores.strict.values())


def test_relaxed_takes_a_part_of_a_name() -> None:
    found = record()
    found["people"][0]["name"] = "Kolb"
    scores = scored(found)
    assert (scores.strict["person"].f1, scores.relaxed["person"].f1) == (0.5, 1)


def test_links_are_compared_only_where_the_record_says_them() -> None:
    found = record()
    for person in found["people"]:
        del person["mentions"]
    assert "person-mention" not in scored(found).strict


def test_surname_that_went_to_another_is_a_loss_of_the_mention() -> None:
    found = record()
    found["people"][0]["mentions"], found["people"][1]["mentions"] = [6], [8, 10]
    row = scored(found).strict["person-mention"]
    assert (row.hits, row.found, row.gold) == (2, 3, 3)
