from __future__ import annotations

import pytest

from extractor.pipes.roles.compounds import without_parts
from extractor.text.document import Mention


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("Die NRW-Staatssekretärin kam.", [("NRW", "LOC")], [("NRW-Staatssekretärin", "ROLE")]),
        (
            "Der ZDF-Chefredakteur kam.",
            [("ZDF", "ORG"), ("ZDF-Chefredakteur", "ROLE")],
            [("ZDF-Chefredakteur", "ROLE")],
        ),
        ("Zur Berlin-Blockade", [("Berlin", "LOC")], []),
        ("Strecke Soltau-Hannover", [("Soltau", "LOC"), ("Hannover", "LOC")], [("Soltau", "LOC"), ("Hannover", "LOC")]),
        ("In Soltau - Ahr", [("Soltau", "LOC")], [("Soltau", "LOC")]),
        ("Nord- und Ostsee", [("Nord- und Ostsee", "LOC")], [("Nord- und Ostsee", "LOC")]),
    ],
)
def test_parts_of_compounds(text: str, spans: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    mentions = [Mention(text.index(name), text.index(name) + len(name), label) for name, label in spans]
    assert [(text[m.start : m.end], m.label) for m in without_parts(text, mentions)] == expected
