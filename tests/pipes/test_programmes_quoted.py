"""Quoted programmes: ``[…]`` marks what a model found, the second part what the name is."""

from __future__ import annotations

import re

import pytest

from extractor.pipes.programmes.quoted import whole_names
from extractor.text.document import Mention

MARK = re.compile(r"\[(?:([LO]) )?([^\]]+)\]")
LABELS = {"L": "LOC", "O": "ORG", None: "PROGRAMME"}


def read(marked: str) -> tuple[str, list[Mention]]:
    text, mentions, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        mentions.append(Mention(len(text), len(text) + len(mark[2]), LABELS[mark[1]]))
        text, last = text + mark[2], mark.end()
    return text + marked[last:], mentions


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Die Tage „[Leben mit] dem Hafen [L Kiel]“ beginnen.", ["Leben mit dem Hafen Kiel"]),
        ("Das Jahr „100 Jahre [Wende – Ufer] 1918/19“ beginnt.", ["100 Jahre Wende – Ufer 1918/19"]),
        ("Die Aktion „[MUT] im [KIEZ]“ beginnt.", ["MUT im KIEZ"]),
        ("Der Wettbewerb „[Jugend] musiziert 2016“", ["Jugend musiziert"]),
        ("Das Programm „[Grüne Höfe] (GH)“", ["Grüne Höfe"]),
        ("Der „14. [Runde Tisch]“ tagt.", ["Runde Tisch"]),
        ("„Mit [Grüne Höfe]“", ["Grüne Höfe"]),
        ("„[Grüne Höfe], [Bunte Dächer] und mehr“", ["Grüne Höfe", "Bunte Dächer"]),
        ("„Der [O Bund] zahlt für [Grüne Höfe] viel“", ["Grüne Höfe"]),
        ("„Wir haben [Grüne Höfe] geliebt. Das bleibt“", ["Grüne Höfe"]),
        ("Das Programm [Grüne Höfe] läuft.", ["Grüne Höfe"]),
    ],
)
def test_name_fills_its_marks(marked: str, expected: list[str]) -> None:
    text, mentions = read(marked)
    found = whole_names(text, mentions)
    assert [text[m.start : m.end] for m in found if m.label == "PROGRAMME"] == expected


def test_other_mentions_stay() -> None:
    text, mentions = read("In [L Kiel] läuft „[Grüne] Höfe“ der [O Stadtwerke].")
    assert [text[m.start : m.end] for m in whole_names(text, mentions)] == ["Kiel", "Grüne Höfe", "Stadtwerke"]
