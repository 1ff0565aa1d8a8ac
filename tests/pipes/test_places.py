from __future__ import annotations

import pytest
import spacy

from extractor.pipes.places import factory
from extractor.pipes.places.logic import places, with_places, without_genitive
from extractor.text.document import Mention


def names(sentence: str, *marked: str) -> list[tuple[str, int]]:
    mentions, position = [], 0
    for name in marked:
        start = sentence.index(name, position)
        position = start + len(name)
        mentions.append(Mention(start, position, "LOC"))
    return [(entry.name, len(entry.mentions)) for entry in places(sentence, mentions)]


def test_genitive_joins() -> None:
    assert names("Kiel liegt am Meer. Kiels Hafen", "Kiel", "Kiels") == [("Kiel", 2)]
    assert names("Deutschlands Norden", "Deutschlands") == [("Deutschland", 1)]


def test_names_stand_in_the_nominative() -> None:
    assert names("im Alten Rathaus und des Alten Rathauses", "Alten Rathaus", "Alten Rathauses") == [
        ("Altes Rathaus", 2)
    ]


def test_capitals_give_way() -> None:
    assert names("KIEL. In Kiel regnet es.", "KIEL", "Kiel") == [("Kiel", 2)]


def test_different_places_stay_two() -> None:
    assert names("Frankfurt und Frankfurt an der Oder", "Frankfurt", "Frankfurt an der Oder") == [
        ("Frankfurt", 1),
        ("Frankfurt an der Oder", 1),
    ]


@pytest.mark.parametrize("name", ["Paris", "Worms", "Texas", "Las Vegas", "Cottbus", "Neuss", "Honduras"])
def test_a_final_s_may_belong_to_the_name(name: str) -> None:
    assert without_genitive(name) == name


def test_places_pipe_writes_entries() -> None:
    assert factory.press_places.__doc__
    nlp = spacy.blank("de")
    nlp.add_pipe("press_places")
    doc = nlp.make_doc("In Kiel.")
    doc._.mentions = [Mention(3, 7, "LOC")]
    assert [entry.name for entry in nlp.get_pipe("press_places")(doc)._.places] == ["Kiel"]


@pytest.mark.parametrize(
    ("found", "expected"), [("Kiel.", "Kiel"), ("Müllerstr.", "Müllerstr."), ("Frankfurt a. M.", "Frankfurt a. M.")]
)
def test_full_stop_is_no_part_of_a_place(found: str, expected: str) -> None:
    (mention,) = with_places(f"{found}/Umland", [Mention(0, len(found), "LOC")])
    assert found[: mention.end] == expected


def test_lands_are_places_where_nothing_else_lies() -> None:
    text = "Sachsen-Anhalt und Sachsen, aber die AOK Sachsen und die Sachsen-Liste"
    mentions = with_places(text, [Mention(text.index("AOK"), text.index("AOK") + 11, "ORG")])
    assert [text[m.start : m.end] for m in mentions if m.label == "LOC"] == ["Sachsen-Anhalt", "Sachsen"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("Ecke Rohrdamm", ["Rohrdamm"]),
        ("Katzensteg/Ecke Coburger Weg", ["Katzensteg", "Coburger Weg"]),
        ("U7 Lipschitzallee", ["U7", "Lipschitzallee"]),
        ("Wedding und Mitte", ["Wedding", "Mitte"]),
        ("Villa Rot Grunewaldstr. 55", ["Villa Rot", "Grunewaldstr. 55"]),
        ("Berliner Grunewaldstraße 5", ["Berliner Grunewaldstraße 5"]),
        ("Unter den Linden 5", ["Unter den Linden 5"]),
        ("Schloss und Park Rot", ["Schloss und Park Rot"]),
    ],
)
def test_several_places_in_one_mention_are_parted(found: str, expected: list[str]) -> None:
    mentions = with_places(found, [Mention(0, len(found), "LOC")])
    assert [found[mention.start : mention.end] for mention in mentions] == expected
