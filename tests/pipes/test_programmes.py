"""Marks in the sentences: ``{…}`` a programme given, ``[…]`` a programme to be added."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.pipes.programmes import factory
from extractor.pipes.programmes.logic import programmes, with_programmes
from extractor.text.document import Mention

MARK = re.compile(r"[{\[]([^}\]]+)[}\]]")


def read(marked: str) -> tuple[str, list[Mention], set[str]]:
    text, mentions, expected, end = "", [], set(), 0
    for mark in MARK.finditer(marked):
        text += marked[end : mark.start()]
        if mark.group()[0] == "{":
            mentions.append(Mention(len(text), len(text) + len(mark.group(1)), "PROGRAMME"))
        expected.add(f"{len(text)}:{mark.group(1)}")
        text += mark.group(1)
        end = mark.end()
    return text + marked[end:], mentions, expected


def found(text: str, mentions: list[Mention], *, find: bool = False) -> set[str]:
    result = with_programmes(text, mentions, [(0, len(text))], find=find)
    return {f"{m.start}:{text[m.start : m.end]}" for m in result if m.label == "PROGRAMME"}


@pytest.mark.parametrize(
    "marked",
    [
        "Das Programm „[Grüne Höfe]“ läuft.",
        'Mittel des Förderprogramms "[Grüne Höfe]" fließen.',
        "Die Kampagne »[Licht an]« und der Wettbewerb “[Kluge Köpfe]” starten.",
        "Im Rahmenprogramm „Sommernacht“ spielt eine Band, Motto: „Alles neu“.",
        "Angebote wie Kurse für Eltern („[Stark sein]“), „[Los gehts]“ (Abend für Väter) und mehr.",
        "Seine Angebote lobte er: „Wir machen weiter. Das ist gut.“",
        "Der {Plan für Kitas} ([PfK]) greift. Der [PfK] läuft bis Mai, der [Plan für Kitas] auch.",
        "Mit {Lesezeit} beginnt es. Das Team der [Lesezeit] freut sich.",
        "Sie fuhr zu „{Grüne Höfe}“. Die [Grünen Höfe] freuen alle.",
    ],
)
def test_programmes_are_added(marked: str) -> None:
    text, mentions, expected = read(marked)
    assert found(text, mentions) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "Das Landesprogramm [KLIMA-FIT] wächst.",
        "Der [Anna-Beispiel-Preis] geht nach Husum, der [Deutsche Lesepreis] nicht.",
        "Das Programm steht, der Preis bleibt.",
    ],
)
def test_finder_is_more_liberal(marked: str) -> None:
    text, mentions, expected = read(marked)
    assert found(text, mentions, find=True) == expected


def entry_lists(sentence: str, *names: str) -> list[tuple[str, list[str]]]:
    mentions = [Mention(sentence.index(name), sentence.index(name) + len(name), "PROGRAMME") for name in names]
    return [(entry.name, entry.aliases) for entry in programmes(sentence, mentions)]


def test_shortened_and_inflected_names_are_one() -> None:
    text = "Im LernPakt wird gelernt: LernPakt Schule hilft"
    assert entry_lists(text, "LernPakt", "LernPakt Schule") == [("LernPakt Schule", ["LernPakt"])]
    text = "Langer Tag der Natur, beim Langen Tag"
    assert entry_lists(text, "Langer Tag der Natur", "Langen Tag") == [("Langer Tag der Natur", ["Langer Tag"])]


def test_a_scheme_and_its_instance_are_two() -> None:
    text = "Die Dorfkassen, darunter die Dorfkasse Altenau"
    assert len(entry_lists(text, "Dorfkassen", "Dorfkasse Altenau")) == 2


def test_programmes_pipe_writes_mentions_and_entries() -> None:
    assert factory.press_programmes.__doc__
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("press_programmes")
    doc = nlp("Das Projekt „Grüne Höfe“ läuft.")
    assert [(entry.name, len(entry.mentions)) for entry in doc._.programmes] == [("Grüne Höfe", 1)]


PIECES = st.sampled_from(["Projekt", "Kurse", " ", "„", "“", "»", "(", ")", "AB", "Grün", ".", "\n", "-", "preis"])


@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_mentions_never_overlap(text: str, find: bool) -> None:
    result = with_programmes(text, [], [(0, len(text))], find=find)
    assert all(0 <= m.start < m.end <= len(text) for m in result)
    assert all(left.end <= right.start for left, right in pairwise(result))


@pytest.mark.parametrize("word", ["Förderung", "Projekte", "Programms", "Wettbewerb"])
def test_generic_word_is_no_programme(word: str) -> None:
    text = f"Heute geht es um {word} vor Ort."
    start = text.index(word)
    assert with_programmes(text, [Mention(start, start + len(word), "PROGRAMME")], [(0, len(text))]) == []


def test_bracket_that_explains_a_programme_is_none() -> None:
    text = "Das Programm „MUT“ (Förderung des Ehrenamtes) läuft."
    start = text.index("Förderung")
    explained = Mention(start, text.index(")"), "PROGRAMME")
    found = with_programmes(text, [explained], [(0, len(text))])
    assert [text[m.start : m.end] for m in found] == ["MUT"]


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ("Angebote: Interkulturelle Öffnung der Verwaltung", "Interkulturelle Öffnung", False),
        ("Angebote: Interkulturelle Öffnung der Verwaltung", "Interkulturelle", False),
        ("Angebote: „Interkulturelle Öffnung“ der Verwaltung", "Interkulturelle Öffnung", True),
        ("Das Treffen Grüne Höfe der Stadt", "Grüne Höfe", True),
    ],
)
def test_a_task_is_no_programme(text: str, name: str, kept: bool) -> None:
    start = text.index(name)
    found = with_programmes(text, [Mention(start, start + len(name), "PROGRAMME")], [(0, len(text))])
    assert [text[m.start : m.end] for m in found] == ([name] if kept else [])
