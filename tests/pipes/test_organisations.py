"""Marks: ``{…}`` an organisation given, ``<…>`` a person given, ``[…]`` an organisation to be added."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.pipes.organisations import factory
from extractor.pipes.organisations.boundaries import cover_of
from extractor.pipes.organisations.logic import organisations, with_organisations
from extractor.text.document import Mention

GIVEN = {"{": "ORG", "<": "PERSON", "[": ""}
MARK = re.compile(r"[{<\[]([^}>\]]+)[}>\]]")


def read(marked: str) -> tuple[str, list[Mention], set[str]]:
    """The text without marks, the mentions given, and all organisations expected as ``start:text``."""
    text, mentions, expected, end = "", [], set(), 0
    for mark in MARK.finditer(marked):
        text += marked[end : mark.start()]
        label = GIVEN[mark.group()[0]]
        if label:
            mentions.append(Mention(len(text), len(text) + len(mark.group(1)), label))
        if label != "PERSON":
            expected.add(f"{len(text)}:{mark.group(1)}")
        text += mark.group(1)
        end = mark.end()
    return text + marked[end:], mentions, expected


def found(text: str, mentions: list[Mention], *, find: bool = False) -> set[str]:
    result = with_organisations(text, mentions, find=find)
    return {f"{m.start}:{text[m.start : m.end]}" for m in result if m.label == "ORG"}


@pytest.mark.parametrize(
    "marked",
    [
        "Die {Unfallkasse Nord} ([UKN]) zahlt. Später half die [UKN] wieder.",
        "Die {UKN} ([Unfallkasse Nord]) zahlt.",
        "Neu ist das [Institut für Wald und Moor] ([IWM]) in Plön, wie das [IWM] mitteilt.",
        "Die neue [Landesregierung] hat entschieden, der [Bundestag] und der [Kreistag] folgen.",
        "Nach Ansicht des [Bundesrates] und des [Gesundheitsamtes] reicht das nicht.",
        "Der [Kieler Senat] berät, das [Bayerische Wirtschaftsministerium] auch.",
        "Das zuständige Gesundheitsamt und ein Jugendamt entscheiden.",
        "<Jana Kolb> ([MWEK]) und <Tim Roth> ([SPD]) kamen, nicht aber <Uwe Falk> (MdB).",
        "Der {Anglerbund} ruft, sagt <Ole Wendt> ([Anglerbund]).",
        "Für die [CDU] und die [FDP] sprach niemand; die CDU-geführte Stadt schwieg.",
        "Das {Jugendwerk Ostsee} lädt ein. Gäste des [Jugendwerks Ostsee] essen frei.",
        "Die {Freie Akademie Jever} öffnet. An der [Freien Akademie Jever] wird gelehrt.",
        "Die {Volkshochschule Husum} wirbt, andere Volkshochschulen auch.",
        "Das {Jobcenter Emden} hilft. Fast jede Stadt hat ein Jobcenter.",
        "Die {Werft} baut. Auf dem Werft-Gelände ruht alles.",
        "Mit {Nordlicht} wächst das Netz. [Nordlicht] will mehr.",
    ],
)
def test_organisations_are_added(marked: str) -> None:
    text, mentions, expected = read(marked)
    assert found(text, mentions) == expected


def test_plural_and_indefinite_are_kinds() -> None:
    text, mentions, expected = read(
        "Das {Kommunale Bildungszentrum} ([KB]) wächst. Die Kommunalen Bildungszentren helfen, 12 Städte haben ein KB."
    )
    assert found(text, mentions) == expected


@pytest.mark.parametrize(
    ("text", "given_span", "expected"),
    [
        ("Sie fragt die Stadtwerke Plön heute.", "die Stadtwerke Plön", "Stadtwerke Plön"),
        ("Im sogenannten Rat der Weisen saßen drei.", "sogenannten Rat der Weisen", "Rat der Weisen"),
        ("Sie spielt bei „Nordwind“, heißt es.", "„Nordwind“,", "Nordwind"),
        ("Die Kita „Wirbelwind“ öffnet.", "Kita „Wirbelwind", "Kita „Wirbelwind“"),
        ("Das Theater (Kleines Haus) spielt.", "Theater (Kleines Haus", "Theater (Kleines Haus)"),
        ("Es hilft der Turnverein Jade e. V. gern.", "Turnverein Jade", "Turnverein Jade e. V."),
        ("Das Bezirksamt Nord von Hamburg lädt ein.", "Bezirksamt Nord", "Bezirksamt Nord von Hamburg"),
        ("Die Linke stimmte zu.", "Die Linke", "Die Linke"),
    ],
)
def test_boundaries_are_repaired(text: str, given_span: str, expected: str) -> None:
    start = text.index(given_span)
    assert found(text, [Mention(start, start + len(given_span), "ORG")]) == {f"{text.index(expected)}:{expected}"}


def test_a_completed_name_leaves_its_neighbour_alone() -> None:
    text = "Das Bezirksamt Nord von Hamburg lädt ein."
    city = Mention(text.index("Hamburg"), text.index(" lädt"), "LOC")
    result = with_organisations(text, [Mention(4, 19, "ORG"), city])
    assert result == [Mention(4, 19, "ORG"), city]


@pytest.mark.parametrize(
    "marked",
    [
        "Die [Technische Universität Clausthal] lädt ein.",
        "Die [Nordlicht Bau GmbH] baut mit dem [Ministerium für Bildung und Kultur] eine Schule.",
        "Träger ist die [Erich-Beispiel-Stiftung], Partner die [Handwerkskammer Flensburg].",
        "Die Schulen und Museen der Region blieben zu.",
    ],
)
def test_finder_needs_a_name(marked: str) -> None:
    text, mentions, expected = read(marked)
    assert found(text, mentions, find=True) == expected


def test_entries_hold_the_mentions_of_the_document() -> None:
    text, mentions, _ = read("Das {Hafenamt Kiel} warnt. Das {Hafenamt} rät, im {Hafenamt Kiel} zu fragen.")
    result = with_organisations(text, mentions)
    (entry,) = organisations(text, result)
    assert (entry.name, entry.aliases, entry.mentions) == ("Hafenamt Kiel", ["Hafenamt"], result)


def test_organisations_pipe_writes_mentions_and_entries() -> None:
    assert factory.press_organisations.__doc__
    nlp = spacy.blank("de")
    nlp.add_pipe("press_organisations", config={"find": True})
    doc = nlp("Die Landesregierung fördert die Hochschule Wismar.")
    assert [entry.name for entry in doc._.organisations] == ["Landesregierung", "Hochschule Wismar"]
    assert [mention.label for mention in doc._.mentions] == ["ORG", "ORG"]


PIECES = st.sampled_from(
    [
        "Amt",
        "Kiel",
        " ",
        " ",
        "(",
        ")",
        "„",
        "“",
        "-",
        "AB",
        "ABC",
        "des",
        "Senats",
        "\n",
        ".",
        "SPD",
        "Bund",
        "e. V.",
        "Ä",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.data())
def test_mentions_never_overlap_and_stay_inside(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=8).map(sorted))
    spans = [Mention(a, b, "ORG") for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    result = with_organisations(text, spans, find=data.draw(st.booleans()))
    assert all(0 <= m.start < m.end <= len(text) for m in result)
    assert all(left.end <= right.start for left, right in pairwise(result))
    entries = organisations(text, result)
    assert {m for entry in entries for m in entry.mentions} == {m for m in result if m.label == "ORG"}


@given(st.lists(PIECES, max_size=40).map("".join))
def test_without_label_mentions_are_kept(text: str) -> None:
    mentions = [Mention(0, len(text), "PERSON")] if text else []
    assert cover_of(text, mentions, "ORG").mentions == mentions


@pytest.mark.parametrize(
    "piece", ["(", "„", "AB ", "(AB) ", "Amt ", "A", "Senat-", "a-", "GmbH ", "„A“ ", "Xamt für Ya, "]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    step = len(text) // 400
    mentions = [Mention(at, at + min(step, 30), "ORG") for at in range(0, len(text) - step, step)]
    start = time.perf_counter()
    organisations(text, with_organisations(text, mentions, find=True))
    assert time.perf_counter() - start < 20
