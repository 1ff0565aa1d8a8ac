"""Which spellings of a word fold to the same."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text import folding
from extractor.text.folding import fold, without_accents, words


def test_folding_examples_hold() -> None:
    assert doctest.testmod(folding).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jörg Weiß", "JOERG WEISS"),
        ("Hans-Peter Lütt", "Hans‑Peter Lütt"),
        ("Hans-Peter Lütt", "Hans Peter  Lütt"),
        ("Hans\u00adPeter", "HansPeter"),
        ("Ju\u0308rgen", "Jürgen"),
        ("O’Nolan", "O'Nolan"),
    ],
)
def test_fold_takes_spellings_for_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Tigran", "Iran"), ("Çelik", "Celik"), ("Meier", "Meyer"), ("Kolb", "Kolbe"), ("+", "#")]
)
def test_fold_keeps_what_is_only_alike_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_without_accents() -> None:
    assert without_accents(fold("Çelik")) == "celik"


@given(st.text())
def test_folding_takes_any_text(text: str) -> None:
    assert isinstance(fold(text), str)
    assert all(word and not word.isspace() for word in words(text))
