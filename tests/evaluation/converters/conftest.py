"""A release that is hard on offsets."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.evaluation.gold import Gold

TEXT = (
    "Große Hilfe 🎉 für Köln\n\n"
    "Köln. Landrätin Dr. Petra Müller\u0308 (Grüne 👩‍👩‍👧) gab der Stiftung Löwe_[1] 1,2 Mio. Euro.\n"
    "„Das ist\ngut so“, so Müller\u0308. Davon 500.000 Euro für *Fit|für;mehr* -> \\ Ende.\t# 5 Euro\n"
)
MARKS = (
    ("Köln", "LOC"), ("Landrätin", "ROLE"), ("Petra Müller\u0308", "PERSON"), ("Grüne 👩‍👩‍👧", "ORG"),
    ("Stiftung Löwe_[1]", "ORG"), ("1,2 Mio. Euro", "MONEY"), ("500.000 Euro", "MONEY"), ("Fit|für;mehr", "PROGRAMME"),
    ("5 Euro", "MONEY"),
)  # fmt: skip


def span(words: str, label: str) -> Gold:
    start = TEXT.rindex(words)
    return {"start": start, "end": start + len(words), "label": label, "text": words}


def amount(text: str, value: float | None, **fields: Any) -> Gold:
    ends = {key: fields.pop(key) for key in ("min", "max") if key in fields}
    empty: Gold = {"approx": "exact", "year": None, "source": None, "purpose": None, "per": None, "parts": []}
    return {"text": text, "value": value} | ends | empty | fields


@pytest.fixture
def gold() -> Gold:
    said = "Das ist\ngut so"
    start = TEXT.index(said)
    return {
        "id": "köln 1",
        "text": TEXT,
        "spans": sorted((span(*mark) for mark in MARKS), key=lambda one: one["start"]),
        "people": [
            {
                "name": "Petra Müller\u0308",
                "titles": ["Dr."],
                "roles": [
                    {"role": "Landrätin", "organisation": "Köln", "status": "acting"},
                    {"role": None, "organisation": "Grüne 👩‍👩‍👧", "status": "current"},
                ],
            }
        ],
        "organisations": [
            {"name": "Grüne 👩‍👩‍👧", "aliases": []},
            {"name": "Stiftung Löwe_[1]", "aliases": ["Löwe", ""]},
        ],
        "programmes": [{"name": "Fit|für;mehr", "aliases": []}],
        "amounts": [
            amount("1,2 Mio. Euro", 1_200_000, year=2024, source="Land | Bund; [EU]", purpose="a_b\tc\\n", parts=[1]),
            amount("500.000 Euro", 500_000.25, approx="about", per="Jahr"),
            amount("5 Euro", None, min=5, max=7.5, approx="below"),
        ],
        "quotes": [{"start": start, "end": start + len(said), "text": said, "kind": "indirect", "speaker": 0}],
        "title": "Große Hilfe 🎉 für Köln",
        "place": None,
        "date": "2024-05-01",
    }
