"""Candidates for payer and purpose, and what they are like."""

from __future__ import annotations

from extractor.pipes.amounts.candidates import Candidate, candidates
from extractor.pipes.amounts.features import features, setting
from extractor.pipes.amounts.grammar import find_money
from extractor.pipes.amounts.scene import Scene, scenes
from extractor.text.document import Mention

BRIDGE = "Die Stadt Hagen gibt 500 Euro für den Bau einer Brücke."


def scene_of(text: str, sentence: tuple[int, int] | None = None) -> Scene:
    return scenes(text, find_money(text), [sentence or (0, len(text))])[0]


def texts_of(text: str, *mentions: Mention, sentence: tuple[int, int] | None = None) -> list[str]:
    return [candidate.text for candidate in candidates(scene_of(text, sentence), mentions)]


def features_of(text: str, phrase: str, *mentions: Mention) -> set[str]:
    scene = scene_of(text)
    found = next(one for one in candidates(scene, mentions) if one.text == phrase)
    return set(features(found, setting(scene, mentions, [scene.money.start])))


def test_phrases_are_offered_short_and_long() -> None:
    found = texts_of(BRIDGE)

    assert {"Stadt", "Stadt Hagen", "Bau", "Bau einer Brücke", "Brücke"} <= set(found)


def test_a_mention_is_offered_as_it_stands() -> None:
    (hagen,) = (one for one in candidates(scene_of(BRIDGE), [Mention(10, 15, "LOC")]) if one.start == 10)

    assert hagen == Candidate(10, 15, "Hagen", "", frozenset({"LOC", "simple"}))


def test_a_name_in_quotation_marks_is_offered_without_them() -> None:
    assert "Licht an" in texts_of("Das Projekt „Licht an“ kostet 500 Euro.")


def test_a_phrase_is_put_into_the_nominative() -> None:
    assert "neues Programm" in texts_of("In einem neuen Programm stecken 500 Euro.")
    assert "Radweg" in texts_of("Die Kosten des Radwegs betragen 500 Euro.")


def test_the_amount_itself_is_no_candidate() -> None:
    assert not any("Euro" in found for found in texts_of(BRIDGE))


def test_the_headline_is_searched_too() -> None:
    text = "Neue Orgel\n\n" + "Es war ein langer Tag. " * 30 + "Es kamen 500 Euro."

    assert "Neue Orgel" in texts_of(text, sentence=(len(text) - 18, len(text)))


def test_features_name_place_preposition_and_mention() -> None:
    assert {"place:tail", "prep:für", "article:den:tail", "crossed:r:0"} <= features_of(BRIDGE, "Bau")
    assert {"mention:LOC", "next:pay", "place:lead"} <= features_of(BRIDGE, "Hagen", Mention(10, 15, "LOC"))
    assert "mention:has-LOC-last" in features_of(BRIDGE, "Stadt Hagen", Mention(10, 15, "LOC"))


def test_features_count_the_amounts_between() -> None:
    text = "Der Bund gibt 5 Euro und 6 Euro für Brot."
    scene = scenes(text, find_money(text), [(0, len(text))] * 2)[0]
    bread = next(one for one in candidates(scene, ()) if one.text == "Brot")

    assert "crossed:r:1" in set(features(bread, setting(scene, (), [14, 25])))
