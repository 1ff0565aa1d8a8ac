"""Words of a text as the index knows them: folded so that all spellings of an umlaut are one, and their stems.

``Güler``, ``Gueler`` and ``Guler`` are one term, as are ``Straße`` and ``Strasse``, ``Café`` and ``Cafe``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.text.folding import without_accents, without_umlauts, words

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

LONGEST = 64
"""Characters of a term that count."""

_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_LETTERS = f"[^\\W_](?:[^\\W_]|[{_INSIDE}])*"
_CUT = r"(?<=[^\W\d_])-\n(?!(?:und|oder|bzw|sowie|bis)\b)(?=[a-zäöüß])"
_WORD = re.compile(f"{_LETTERS}(?:{_CUT}{_LETTERS})*")
_LATIN = "".join(char for char in map(chr, range(0x30, 0x180)) if char.isalnum())


class Token(NamedTuple):
    """A word of a text: its place and its term."""

    start: int
    end: int
    term: str


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """The words of ``text`` from ``start``, where one begins; one that a line break cuts is whole.

    >>> [token.term for token in tokens("Müller-Weiß, Integra-\\ntion")]
    ['muller', 'weiss', 'integration']
    """
    for found in _WORD.finditer(text, start):
        term = _term(found.group())
        if term:
            yield Token(found.start(), found.end(), term)


@lru_cache(maxsize=256)
def beginning_with(letters: frozenset[str]) -> re.Pattern[str]:
    """Where words may begin whose terms begin with one of ``letters``: few places that are worth a closer look."""
    spelled = "".join(char for char in _LATIN if _term(char)[:1] in letters)
    return re.compile(f"(?<![^\\W_])(?<![^\\W_][{_INSIDE}])(?<![^\\W_][{_INSIDE}]{{2}})(?:[{spelled}]|[^\\W_0-\u017f])")


def terms(text: str) -> list[str]:
    """The terms of ``text`` alone."""
    return [term for word in _WORD.findall(text) if (term := _term(word))]


@lru_cache(maxsize=1 << 17)
def _term(word: str) -> str:
    """One word as a term; empty if nothing of it is left."""
    whole = word.replace("-\n", "")
    folded = whole.lower() if whole.isascii() else without_accents("".join(words(whole)))
    return without_umlauts(folded)[:LONGEST]


@lru_cache(maxsize=1 << 17)
def stem(term: str) -> str:
    """The German stem of a term.

    >>> stem("hauser"), stem("haus")
    ('haus', 'haus')
    """
    return "".join(_analyzer().analyze(term)) or term


@lru_cache(maxsize=1)
def _analyzer() -> TextAnalyzer:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.stemmer("german")).build()
