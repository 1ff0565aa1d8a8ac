"""Spellings and stems of German words, for indices that know none of it.

``Güler``, ``Gueler`` and ``Guler`` fold to one; what a word is folded to is for machines only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from Stemmer import Stemmer

from extractor.text.folding import without_accents, without_umlauts

WORD = re.compile(r"\w+")
LONGEST = 100
"""Longer words are none."""
WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def words(text: str) -> list[str]:
    """The words of ``text`` in small letters."""
    return [word for word in WORD.findall(unicodedata.normalize("NFC", text).lower()) if len(word) <= LONGEST]


def fold(word: str) -> str:
    """What all spellings of a word in small letters have in common.

    >>> [fold(word) for word in ("güler", "gueler", "guler", "straße", "neue", "quer", "çelik")]
    ['guler', 'guler', 'guler', 'strasse', 'neue', 'quer', 'celik']
    """
    return without_accents(without_umlauts(word.translate(WRITTEN_OUT)))


@lru_cache(maxsize=1 << 16)
def other_spellings(word: str) -> tuple[str, ...]:
    """How else a word in small letters may be typed, where dropping the marks does not lead to it.

    >>> other_spellings("güler"), other_spellings("gueler"), other_spellings("straße"), other_spellings("haus")
    (('gueler',), ('guler',), ('strasse',), ())
    """
    folded = fold(word)
    found = {word.translate(WRITTEN_OUT), folded, folded.replace("ss", "ß")} - {word, without_accents(word)}
    return tuple(sorted(map(without_accents, found)))


@cache
def _stemmer() -> Stemmer:
    return Stemmer("german")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a word in small letters, the same for all its spellings.

    >>> stem("förderung"), stem("foerderungen"), stem("häuser"), stem("haus")
    ('forder', 'forder', 'haus', 'haus')
    """
    return str(_stemmer().stemWord(fold(word))) or word


def spellings_of(texts: Iterable[str]) -> Iterator[str]:
    """The other spellings of all words of ``texts``, each once."""
    found = dict.fromkeys(word for text in texts for word in words(text))
    yield from dict.fromkeys(spelling for word in found for spelling in other_spellings(word))
