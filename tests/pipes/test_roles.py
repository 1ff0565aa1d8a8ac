"""Roles: boundaries, roles that rules are sure of, and the finder for pipelines that know no roles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.pipes.roles.heads import is_sure_in_brackets, kind
from extractor.pipes.roles.logic import complete_roles, without_overlaps
from extractor.text.document import Mention

MARK = re.compile(r"\[([PR]) ([^\]]+)\]")
LABELS = {"P": "PERSON", "R": "ROLE"}


def read(marked: str) -> tuple[str, list[Mention]]:
    """The text without marks, and the mentions: ``[P Lea Kern]``, ``[R Leiterin]``."""
    text, mentions, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        mentions.append(Mention(len(text), len(text) + len(mark.group(2)), LABELS[mark.group(1)]))
        text, last = text + mark.group(2), mark.end()
    return text + marked[last:], mentions


def shown(text: str, mentions: list[Mention]) -> str:
    """``text`` with its mentions marked."""
    out, last = "", 0
    for mention in sorted(mentions):
        out += text[last : mention.start] + f"[{mention.label[0]} {text[mention.start : mention.end]}]"
        last = mention.end
    return out + text[last:]


@pytest.mark.parametrize(
    ("given_mentions", "expected"),
    [
        ("[R die Leiterin] kam.", "die [R Leiterin] kam."),
        ("[R Der neue Direktor] kam.", "Der neue [R Direktor] kam."),
        ("[R ehemalige Ministerin für Schule] kam.", "ehemalige [R Ministerin für Schule] kam."),
        ("Stellvertretende [R Vorsitzende] kam.", "[R Stellvertretende Vorsitzende] kam."),
        ("der stellv. [R Leiter] kam.", "der [R stellv. Leiter] kam."),
        ("Erster [R Beigeordneter] kam.", "[R Erster Beigeordneter] kam."),
        ("die erste [R Sängerin] kam.", "die erste [R Sängerin] kam."),
        ("SPD-[R Abgeordnete] kam.", "[R SPD-Abgeordnete] kam."),
        ("[R Bürgermeister] a. D. kam.", "[R Bürgermeister a. D.] kam."),
        ("[R Leiterin,] kam.", "[R Leiterin], kam."),
    ],
)
def test_roles_boundaries_are_repaired(given_mentions: str, expected: str) -> None:
    text, mentions = read(given_mentions)
    assert shown(text, complete_roles(text, mentions, find=False)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "[P Eva Loos] ([R Leitung]) und [P Ina Ott] ([R stellv. Leitung])",
        "Vorstand: [P Petra Lang] ([R Vorsitzende]), [P Jens Klug]",
        "[P Ina Ott] ([R Vorsitzende] des Vereins)",
        "[P Ina Ott] ([R Sprecherin], Köln)",
        "[P Ina Ott] (Gesang), [P Jan Rot] (SPD), [P Jens Klug] (54)",
        "[R Kreisdirektor] Dr. [P Rot] begrüßte die Gäste.",
        "[R Stadtrat] [P Jan Rot] tagt nicht im Stadtrat.",
        "Ehrenbürger [P Jan Rot] schaute zu.",
    ],
)
def test_roles_that_rules_are_sure_of(expected: str) -> None:
    text, mentions = read(expected)
    people = [mention for mention in mentions if mention.label == "PERSON"]
    assert shown(text, complete_roles(text, people, find=False)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "[R Staatsekretärin für Integration und Sport], [P Anna Kern], kam.",
        "Der [R Bürgermeister] lobte die [R Landrätin] [P Petra Kolb].",
        "Die [R Landrätin] dankte. So der [R Oberbürgermeister]:",
        "Viele Bürgermeister kamen, alle Lehrer blieben.",
        "Die Bürgermeister der Region trafen sich.",
        "Der Gemeinderat tagt, auch der Reiseführer liegt aus.",
        "[P Anna Kern], [R Leiterin] des Museums, und [P Max Loos] kamen.",
        "Prof. Dr. [P Anna Kern] und Frau [P von der Heide] kamen. Auch [P Kern] sprach.",
        "Treffpunkt ist die Anna-Kern-Straße an der Otto-Nagel-Schule.",
        "Der [R Erste Beigeordnete] und [R Kämmerer] [P Max Loos] kam.",
        "Sie arbeitet als [R Malerin] und [R Bildhauerin] in Kiel.",
    ],
)
def test_roles_and_people_found_by_vocabulary(expected: str) -> None:
    text, _ = read(expected)
    assert shown(text, complete_roles(text, [], find=True)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Landrätin", "office"),
        ("NRW-Staatssekretärin", "office"),
        ("Pressesprecher", "office"),
        ("Geschäftsführerin", "office"),
        ("Tierärztin", "profession"),
        ("Bühnenbildnerin", "profession"),
        ("Stadtrat", "body"),
        ("Blitzableiter", None),
        ("Vorrat", None),
        ("leiter", None),
    ],
)
def test_roles_kinds_of_words(word: str, expected: str | None) -> None:
    assert kind(word) == expected


def test_roles_in_brackets_are_offices_only() -> None:
    assert is_sure_in_brackets("stellv. Vorsitzende")
    assert not any(map(is_sure_in_brackets, ("Keyboard", "Bass", "SPD", "Köln", "42", "")))


MENTION = st.builds(lambda start, size: Mention(start, start + size, "ORG"), st.integers(0, 60), st.integers(1, 12))


@given(st.lists(MENTION))
def test_roles_without_overlaps_keeps_what_comes_first(mentions: list[Mention]) -> None:
    kept = without_overlaps(mentions)
    assert kept == sorted(kept)
    assert not any(a.overlaps(b) for i, a in enumerate(kept) for b in kept[i + 1 :])
    assert all(m in kept or any(m.overlaps(other) for other in kept) for m in mentions)
    assert not mentions or mentions[0] in kept


@given(st.text("Bürgemistn Drdv.KlaEvund,()-\n ", max_size=200))
def test_roles_spans_lie_in_the_text(text: str) -> None:
    for mention in complete_roles(text, [], find=True):
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
