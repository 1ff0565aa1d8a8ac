"""Phrases are there in both languages, and only those that are used."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 (as in records)
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

from extractor.web.texts import LANGUAGES, Texts, language_of, phrases

WEB = Path(__file__).parents[2] / "extractor" / "web"
SOURCES = "".join(file.read_text(encoding="utf-8") for kind in ("*.py", "*.jinja") for file in WEB.rglob(kind))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(phrases()))
def test_a_phrase_says_the_same_in_both_languages(key: str) -> None:
    phrase = phrases()[key]
    assert sorted(phrase) == sorted(LANGUAGES)
    forms = [form for value in phrase.values() for form in ([value] if isinstance(value, str) else value)]
    assert all(forms)
    assert len({type(value) for value in phrase.values()}) == 1
    kinds = {frozenset(placeholders(form) - {"n"}) for form in forms}
    assert len(kinds) == 1


def test_phrases_that_are_named_exist() -> None:
    named = set(re.findall(r"""\bt\(['"]([a-z]+\.[\w-]+)['"]\s*[,)]""", SOURCES))
    assert len(named) > 50
    assert named <= set(phrases())


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-DE,de;q=0.9,en;q=0.8", "de"),
        ("en-GB,de;q=0.5", "en"),
        ("en;q=0.1, de-CH;q=0.2", "de"),
        ("fr", "en"),
        ("", "en"),
        ("de;q=0", "en"),
        ("de;q=x, en;q=nan,;;,", "en"),
        ("de," * 10_000, "de"),
    ],
)
def test_the_browser_chooses_the_language(header: str, language: str) -> None:
    assert language_of(header) == language


def test_numbers_and_days_are_written_as_the_language_does() -> None:
    german, english = Texts("de"), Texts("en")
    assert german.number(Decimal("1234567.5")) == "1\xa0234\xa0567,50"
    assert english.number(Decimal("1234567.25")) == "1\xa0234\xa0567.25"
    assert german.day(Date(2016, 3, 1)) == "1.3.2016"
    assert english.day(Date(2016, 3, 1)) == "1 Mar 2016"
    assert german("search.hits", n=1) == "1 Mitteilung"
    assert german("search.hits", n=1200) == "1\xa0200 Mitteilungen"


def test_values_of_strangers_are_harmless_in_a_phrase() -> None:
    assert Texts("en")("problem.search", why="a\u202eb{x}") == "This cannot be searched for: a\ufffdb{x}"
