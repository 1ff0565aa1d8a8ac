"""People: boundaries, titles, and which mentions name one human. ``[Name]`` marks a mention."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.pipes.people.logic import people, repaired
from extractor.pipes.people.names import same_human, split_name
from extractor.text.document import FoundPerson, Mention

MARK = re.compile(r"\[([^\]]+)\]")


def read(marked: str) -> tuple[str, list[Mention]]:
    """The text without marks, and the mentions they stand for; ``[R …]`` is a role."""
    text, mentions, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        role = mark.group(1).startswith("R ")
        surface = mark.group(1).removeprefix("R ")
        mentions.append(Mention(len(text), len(text) + len(surface), "ROLE" if role else "PERSON"))
        text, last = text + surface, mark.end()
    return text + marked[last:], mentions


def found(marked: str) -> list[FoundPerson]:
    return people(*read(marked))


def names(marked: str) -> list[str]:
    return [person.name for person in found(marked)]


@pytest.mark.parametrize(
    ("marked", "titles"),
    [
        ("Dr. [Lea Kern] kam.", ["Dr."]),
        ("Prof. Dr. Dr. h. c. [Lea Kern] kam.", ["Prof.", "Dr.", "Dr. h. c."]),
        ("Frau Prof. Dr.-Ing. [Lea Kern] kam.", ["Prof.", "Dr.-Ing."]),
        ("Herr Dipl.-Ing. (FH) [Jan Loos] kam.", ["Dipl.-Ing. (FH)"]),
        ("Univ.-Prof. Dr. med. [Jan Loos] kam.", ["Univ.-Prof.", "Dr. med."]),
        ("PD Dr. [Jan Loos] kam.", ["PD", "Dr."]),
        ("Mag. [Jan Loos] kam.", ["Mag."]),
        ("Professorin [Lea Kern] kam.", ["Professorin"]),
        ("Frau [Lea Kern] kam.", []),
        ("Die Ärztin [Lea Kern] kam.", []),
        ("[Lea Kern] kam. Prof. Dr. [Kern] sprach.", ["Prof.", "Dr."]),
    ],
)
def test_people_titles(marked: str, titles: list[str]) -> None:
    assert [person.titles for person in found(marked)] == [titles]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Lea Kern] kam. [Kern] sprach.", ["Lea Kern"]),
        ("[Kern] kam. Gut, sagte [Lea Kern].", ["Lea Kern"]),
        ("[Lea Kern] kam. [Kerns] Rede gefiel.", ["Lea Kern"]),
        ("[Lea Kern] kam. Die Rede [Lea Kerns] gefiel.", ["Lea Kern"]),
        ("[Jonas] kam allein.", ["Jonas"]),
        ("Es lobte [Rosa Loos] die Lehrerin [Klara Peters].", ["Rosa Loos", "Klara Peters"]),
        ("Die Gedichte [Paul Brandts] bleiben.", ["Paul Brandt"]),
        ("[Anna von der Heide] kam, dann Frau [von der Heide].", ["Anna von der Heide"]),
        ("[Anna von der Heide] kam, dann Frau [Heide].", ["Anna von der Heide"]),
        ("[Lea Kern-Loos] kam, dann [Lea Kern].", ["Lea Kern-Loos"]),
        ("[Ulrich Max Kern] kam, dann [Ulrich Kern] und [U. Kern].", ["Ulrich Max Kern"]),
        ("[Peter „Pit“ Kern] singt, [Pit] tanzt.", ["Peter „Pit“ Kern"]),
        ("[Thomas Krüger-Biebermann] kam, [Thomas Krüger-Bibermann] ging.", ["Thomas Krüger-Biebermann"]),
        ("[Thomas Meyer] kam, [Thomas Meier] ging.", ["Thomas Meyer", "Thomas Meier"]),
        ("[Friedrich August II.] baute. [Friedrich August] starb.", ["Friedrich August II."]),
        ("Die Familie [Kern] trauert um [Lea Kern].", ["Lea Kern"]),
        ("Die Brüder [Grimm] sammelten.", ["Grimm"]),
        ("[Hans] und [Eva Kern] heirateten.", ["Hans Kern", "Eva Kern"]),
        ("[Kern] und [Eva Loos] kamen.", ["Kern", "Eva Loos"]),
        ("Dr. [Paul], [Anna], [Eva] und [Max Kern] kamen.", ["Paul Kern", "Anna Kern", "Eva Kern", "Max Kern"]),
        ("Es lesen [Kern, Lea] und [Loos, Jan].", ["Kern, Lea", "Loos, Jan"]),
        ("Es liest [Kern, Lea]. Sie heißt [Lea Kern].", ["Lea Kern"]),
    ],
)
def test_people_joins_what_names_one_human(marked: str, expected: list[str]) -> None:
    assert names(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Klaus Maier] kam mit [Ute Maier]. Herr [Maier] sprach.", [2, 1]),
        ("[Klaus Maier] kam mit [Ute Maier]. Frau [Maier] sprach.", [1, 2]),
        ("[R Direktor] [Kim Maier] kam mit [R Rektor] [Toni Maier]. [R Rektor] [Maier] sprach.", [1, 2]),
        ("[Kim Maier] kam. [Maier] sprach. [Toni Maier] ging.", [2, 1]),
        ("[Kim Maier] kam mit [Toni Maier]. [Maier] sprach.", [1, 1, 1]),
    ],
)
def test_people_of_one_surname_stay_two(marked: str, expected: list[int]) -> None:
    assert [len(person.mentions) for person in found(marked)] == expected


@pytest.mark.parametrize(
    ("text", "given_name", "family_name"),
    [
        ("Elke von der Lieth", ("Elke",), "von der Lieth"),
        ("Karl-Heinz Maier-Loos", ("Karl-Heinz",), "Maier-Loos"),
        ("Ludwig van Beethoven", ("Ludwig",), "van Beethoven"),
        ("Müller, Anna Maria", ("Anna", "Maria"), "Müller"),
        ("Drathen", (), "Drathen"),
    ],
)
def test_people_parts_of_a_name(text: str, given_name: tuple[str, ...], family_name: str) -> None:
    name = split_name(text)
    assert (name.given, name.family) == (given_name, family_name)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Es sprach [Dr. Lea Kern].", "Lea Kern"),
        ("Es sprach [Frau Prof. Dr. Kern].", "Kern"),
        ("Es sprach [Lea Kern MdB].", "Lea Kern"),
        ("Es sprach [Lea Kern, MdL].", "Lea Kern"),
        ("Es sprach [Lea Kern].", "Lea Kern"),
        ("Es sprach [Drewes].", "Drewes"),
    ],
)
def test_people_boundaries_are_repaired(marked: str, expected: str) -> None:
    text, mentions = read(marked)
    (mention,) = repaired(text, mentions)
    assert text[mention.start : mention.end] == expected


def test_people_come_in_the_order_of_their_first_mention() -> None:
    assert names("[Loos] kam vor [Lea Kern], sagt [Jan Loos].") == ["Jan Loos", "Lea Kern"]


NAME = st.lists(st.text("ABCDabcdeéüß.-'’,„“ ", min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)


@given(NAME, NAME)
def test_people_same_human_is_symmetric(one: str, other: str) -> None:
    left, right = split_name(one), split_name(other)
    assert same_human(left, right) == same_human(right, left)


@given(st.lists(st.tuples(st.sampled_from(["Dr. ", "Frau ", "und ", ", ", "Familie ", "\n", ""]), NAME), max_size=8))
def test_people_every_mention_names_at_most_one(parts: list[tuple[str, str]]) -> None:
    text, mentions = "", []
    for before, name in parts:
        text += before
        mentions.append(Mention(len(text), len(text) + len(name), "PERSON"))
        text += name + " "
    mentions = repaired(text, mentions)
    named = [mention for person in people(text, mentions) for mention in person.mentions]
    assert len(named) == len(set(named))
    assert set(named) <= set(mentions)
    assert all(person.name.strip() for person in people(text, mentions))
