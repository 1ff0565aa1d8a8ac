"""Words as the index knows them."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.search import terms as module
from extractor.search.snippets import SHARED
from extractor.search.terms import LONGEST, beginning_with, stem, terms, tokens

WORDS = st.text(st.sampled_from("aeiouäöüßsnrtlkgbéçAÄ\u0308"), min_size=1, max_size=12)


def test_terms_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "forms",
    [
        ("Güler", "Gueler", "Guler", "GÜLER", "Gu\u0308ler"),
        ("Straße", "Strasse", "STRASSE"),
        ("Özdemir", "Oezdemir", "Ozdemir"),
        ("Café", "Cafe"),
        ("Ge\u00admein\u00adde", "Gemeinde", "Gemein-\nde"),
    ],
)
def test_spellings_are_one_term(forms: tuple[str, ...]) -> None:
    assert len({tuple(terms(form)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("neue", "nu"), ("Quelle", "Qulle"), ("Bauer", "Baur"), ("Kolb", "Kolbe"), ("Ein-\nund", "Einund")],
)
def test_other_words_are_other_terms(one: str, other: str) -> None:
    assert terms(one) != terms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Häuser", "Haus"), ("Programme", "Programms"), ("geförderten", "gefördert"), ("Städte", "Stadt")],
)
def test_inflected_forms_have_one_stem(one: str, other: str) -> None:
    assert stem(*terms(one)) == stem(*terms(other))


@given(st.text() | WORDS)
def test_tokens_stand_where_they_say(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end <= len(text)
        assert terms(text[token.start : token.end]) == [token.term]
        assert 0 < len(token.term) <= LONGEST
        assert not any(char.isspace() for char in token.term)
        last = token.end


@example("öea")
@given(WORDS)
def test_a_stem_shares_the_first_letters_of_its_term(word: str) -> None:
    for term in terms(word):
        assert term.startswith(stem(term)[:SHARED])


@given(st.lists(WORDS, min_size=1).map(" ".join))
def test_candidates_are_where_words_begin(text: str) -> None:
    for token in tokens(text):
        starts = {found.start() for found in beginning_with(frozenset(token.term[0])).finditer(text)}
        assert token.start in starts
