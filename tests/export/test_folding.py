"""Spellings and stems."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.export import folding
from extractor.export.folding import fold, other_spellings, stem, words
from extractor.text.folding import without_accents


def test_examples_hold() -> None:
    assert doctest.testmod(folding).failed == 0


@pytest.mark.parametrize("typed", ["Güler", "Gueler", "Guler", "GÜLER", "Gu\u0308ler"])
def test_words_of_all_spellings_have_one_stem(typed: str) -> None:
    assert [stem(word) for word in words(typed)] == [stem("güler")]


@pytest.mark.parametrize(("one", "other"), [("neue", "nue"), ("quer", "qur"), ("bauer", "baur")])
def test_fold_keeps_vowels_that_were_never_umlauts(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_fold_does_not_tell_umlauts_from_those_written_out(text: str) -> None:
    for word in words(text):
        assert fold(word) == fold(word.translate(folding.WRITTEN_OUT))
        assert stem(word)
        assert {without_accents(word)}.isdisjoint(other_spellings(word))
