"""The language of queries."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.search import query
from extractor.search.errors import QueryError
from extractor.search.query import MAX_CHARACTERS, MAX_CLAUSES, Clause, Kind, Query, parse

WORD, PHRASE, PREFIX = Kind.WORD, Kind.PHRASE, Kind.PREFIX


def test_query_examples_hold() -> None:
    assert doctest.testmod(query).failed == 0


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Häuser", [[Clause(WORD, ("hauser",))]]),
        ("a b", [[Clause(WORD, ("a",))], [Clause(WORD, ("b",))]]),
        ("a OR b c", [[Clause(WORD, ("a",)), Clause(WORD, ("b",))], [Clause(WORD, ("c",))]]),
        ("a or b", [[Clause(WORD, ("a",))], [Clause(WORD, ("or",))], [Clause(WORD, ("b",))]]),
        ("OR a OR", [[Clause(WORD, ("a",))]]),
        ('"Neue Wege"', [[Clause(PHRASE, ("neue", "wege"))]]),
        ("„Neue Wege“ »so«", [[Clause(PHRASE, ("neue", "wege"))], [Clause(PHRASE, ("so",))]]),
        ('"Neue Wege', [[Clause(PHRASE, ("neue", "wege"))]]),
        ("Integra*", [[Clause(PREFIX, ("integra",))]]),
        ("KOMM-AN", [[Clause(PHRASE, ("komm", "an"))]]),
        ("Müller-Weis*", [[Clause(PREFIX, ("muller", "weis"))]]),
        ("title:x AND (y)", [[Clause(PHRASE, ("title", "x"))], [Clause(WORD, ("and",))], [Clause(WORD, ("y",))]]),
        ("a … b", [[Clause(WORD, ("a",))], [Clause(WORD, ("b",))]]),
    ],
)
def test_parse(text: str, wanted: list[list[Clause]]) -> None:
    assert parse(text) == Query(tuple(map(tuple, wanted)))


def test_parse_exclusions() -> None:
    found = parse('a -b -"c d" -ef* -')
    assert found.wanted == ((Clause(WORD, ("a",)),),)
    assert found.unwanted == (Clause(WORD, ("b",)), Clause(PHRASE, ("c", "d")), Clause(PREFIX, ("ef",)))


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_query_wants_nothing(text: str) -> None:
    assert parse(text) == Query()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a" * (MAX_CHARACTERS + 1), "longer than"),
        (" ".join(map(str, range(MAX_CLAUSES + 1))), "clauses"),
        ('"' + "a " * 65 + '"', "words"),
        ("a-be* a-bf* a-bg* a-bh*", r"end in \*"),
        ("…", "no word"),
        ("a*", "letters before"),
    ],
)
def test_a_query_that_cannot_be_read_is_named(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse(text)


@given(st.text() | st.text(st.sampled_from('ab "-*OR„“')))
def test_any_text_is_a_query_or_named(text: str) -> None:
    try:
        found = parse(text)
    except QueryError:
        return
    for clause in (*found.unwanted, *(one for group in found.wanted for one in group)):
        assert clause.words
        assert all(word.isalnum() or not word.isascii() for word in clause.words)
