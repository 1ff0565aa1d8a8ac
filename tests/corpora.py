"""A small corpus for tests: gold, and records that agree with it entirely."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

TEXT = (
    "Kiel. Die Gemeinde Nord zahlt rund 9 Euro, davon 5 Euro für Bücher und 4 Euro für Hefte. "
    "„Wir freuen uns sehr“, sagte Bürgermeisterin Petra Kolb vom Verein Lesefreunde. "
    "Kolb lobte den früheren Vorsitzenden Uwe Kern und das Projekt Bücherbus. "
    "Die Lesefreunde hätten lange gewartet."
)


def _span(words: str, label: str, at: int = 0) -> dict[str, Any]:
    start = TEXT.index(words, at)
    return {"start": start, "end": start + len(words), "label": label, "text": words}


SPANS = [
    _span("Kiel", "LOC"),
    _span("Gemeinde Nord", "ORG"),
    _span("9 Euro", "MONEY"),
    _span("5 Euro", "MONEY"),
    _span("4 Euro", "MONEY"),
    _span("Bürgermeisterin", "ROLE"),
    _span("Petra Kolb", "PERSON"),
    _span("Verein Lesefreunde", "ORG"),
    _span("Kolb", "PERSON", TEXT.index("Kolb lobte")),
    _span("Vorsitzenden", "ROLE"),
    _span("Uwe Kern", "PERSON"),
    _span("Bücherbus", "PROGRAMME"),
    _span("Lesefreunde", "ORG", TEXT.index("Die Lesefreunde")),
]
_WORDS = _span("Wir freuen uns sehr", "")
_REPORT = _span("Die Lesefreunde hätten lange gewartet", "")


def _amount(value: int, approx: str, purpose: str | None, parts: list[int]) -> dict[str, Any]:
    said = {"value": value, "approx": approx, "year": None, "source": "Gemeinde Nord", "purpose": purpose}
    return said | {"per": None, "parts": parts}


def gold(id_: str = "a") -> dict[str, Any]:
    """A gold release with something in every field."""
    people = [
        {
            "name": "Petra Kolb",
            "given_name": "Petra",
            "family_name": "Kolb",
            "titles": [],
            "roles": [{"role": "Bürgermeisterin", "organisation": "Verein Lesefreunde", "status": "current"}],
        },
        {
            "name": "Uwe Kern",
            "given_name": "Uwe",
            "family_name": "Kern",
            "titles": ["Dr."],
            "roles": [{"role": "Vorsitzender", "organisation": None, "status": "former"}],
        },
    ]
    return copy.deepcopy(
        {
            "id": id_,
            "text": TEXT,
            "spans": SPANS,
            "people": people,
            "organisations": [
                {"name": "Gemeinde Nord", "aliases": []},
                {"name": "Verein Lesefreunde", "aliases": ["Lesefreunde"]},
            ],
            "programmes": [{"name": "Bücherbus", "aliases": ["Bus"]}],
            "amounts": [
                _amount(9, "about", None, [1, 2]),
                _amount(5, "exact", "Bücher", []),
                _amount(4, "exact", "Hefte", []),
            ],
            "quotes": [
                {"start": _WORDS["start"], "end": _WORDS["end"], "kind": "direct", "speaker": 0},
                {"start": _REPORT["start"], "end": _REPORT["end"], "kind": "indirect", "speaker": None},
            ],
            "title": "Bücher für Kiel",
            "sender": "Gemeinde Nord",
            "date": "2024-05-01",
            "place": "Kiel",
            "embargo": "2024-05-01T10:00:00",
            "language": "de",
        }
    )


def record(id_: str = "a") -> dict[str, Any]:
    """The record that gold wants."""
    made = gold(id_)
    mentions = made.pop("spans")
    of_people, of_roles = [[6, 8], [10]], [[5], [9]]
    for person, own, office in zip(made["people"], of_people, of_roles, strict=True):
        person["mentions"] = own
        person["roles"][0] |= {"mentions": office, "evidence": "apposition"}
    for entry, own in zip((*made["organisations"], *made["programmes"]), ([1], [7, 12], [11]), strict=True):
        entry["mentions"] = own
    for amount, at in zip(made["amounts"], (2, 3, 4), strict=True):
        amount |= {"start": mentions[at]["start"], "end": mentions[at]["end"], "value": f"{amount['value']}.0"}
    return made | {"mentions": mentions, "places": [{"name": "Kiel", "mentions": [0]}]}


def written(folder: Path, *ids: str) -> Path:
    """A corpus folder with these releases."""
    folder.mkdir(exist_ok=True)
    for id_ in ids:
        (folder / f"{id_}.gold.json").write_text(json.dumps(gold(id_)), encoding="utf-8")
    rows = [{"id": id_, "split": "regression", "kind": "county", "difficulty": "plain"} for id_ in ids]
    (folder / "index.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def lines(path: Path, *records: dict[str, Any]) -> Path:
    """A file of records."""
    path.write_text("".join(json.dumps(row) + "\n" for row in records), encoding="utf-8")
    return path
