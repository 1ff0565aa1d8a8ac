"""Names as words: folding of German inflection, tokens, initials; shared by the pipes that merge names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from extractor.pipes.organisations.vocabulary import FUNCTION_WORDS

TOKEN = re.compile(r"\w+|[^\w\s]")
WORD = re.compile(r"\w+")
BROKEN = re.compile(r"(?<=[a-zäöüß])[-\u00ad\u00ac]\s*\n\s*(?=[a-zäöüß])")
SPACE = re.compile(r"\s+")
ENDINGS = ("es", "en", "er", "em", "e", "s", "n")
CENTRE = re.compile(r"zentr(?:ums?|en)$")
SHORTEST_STEM = 3
LONGEST_SPELT = 240
SAME_MARK = str.maketrans(dict.fromkeys("„“”»«‚‘’‹›´`'", '"') | dict.fromkeys("–—‐‑−", "-"))


def tidy(text: str) -> str:
    """``text`` with white space folded and words joined that a line break hyphenates."""
    return SPACE.sub(" ", BROKEN.sub("", text)).strip()


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """The stem that the cases of ``word`` share: endings cut until none is left or three letters remain."""
    stem = unicodedata.normalize("NFC", word).casefold()
    stem = CENTRE.sub("zentr", stem)
    while len(stem) > SHORTEST_STEM:
        shorter = next(
            (stem[: -len(e)] for e in ENDINGS if stem.endswith(e) and len(stem) - len(e) >= SHORTEST_STEM), stem
        )
        if shorter == stem:
            break
        stem = shorter
    return stem


def stems(text: str) -> tuple[str, ...]:
    """The folded words of ``text``, punctuation left out."""
    return tuple(map(fold, WORD.findall(unicodedata.normalize("NFC", tidy(text)))))


def is_acronym(word: str) -> bool:
    """Whether ``word`` is written like an acronym: short, with two capitals or more (``LaKI``, ``DRK``, ``BMWi``)."""
    return 2 <= len(word) <= 12 and word.isalnum() and word[0].isalpha() and sum(map(str.isupper, word)) >= 2


def spells(acronym: str, name: str) -> bool:
    """Whether the letters of ``acronym`` stand in this order in ``name``, the first at the start of a word."""
    letters = [letter for letter in acronym.casefold() if letter.isalnum()]
    if not letters or len(name) > LONGEST_SPELT:
        return False
    folded = name.casefold()
    starts = (match.start() for match in WORD.finditer(folded) if folded[match.start()] == letters[0])
    return any(_in_order(letters, folded, start) for start in starts)


def _in_order(letters: list[str], text: str, position: int) -> bool:
    for letter in letters:
        position = text.find(letter, position) + 1
        if position == 0:
            return False
    return True


def expands(acronym: str, words: Sequence[str]) -> bool:
    """Whether the first letters of ``words`` spell ``acronym``; function words may be left out (``UdK``, ``HWR``)."""
    letters = acronym.casefold()
    position = 0
    for word in map(str.casefold, words):
        if letters.startswith(word[0], position):
            position += 1
        elif word not in FUNCTION_WORDS:
            return False
    return position == len(letters)


def composes(acronym: str, words: Sequence[str]) -> bool:
    """Whether every word gives ``acronym`` its first letter and perhaps later ones, in order: ``UKN``, ``DGB``.

    ``Unfallkasse Nord`` and ``Deutscher Gewerkschaftsbund``; function words give nothing.
    """
    reached = {0}
    for word in (word.casefold() for word in words if word.casefold() not in FUNCTION_WORDS):
        reached = {end for start in reached for end in _taken(acronym.casefold(), start, word)}
    return len(acronym) > 2 and len(acronym) in reached


def _taken(acronym: str, start: int, word: str) -> list[int]:
    """How far ``acronym`` is spelt when ``word`` gives its first letter and, in order, as many more as it can."""
    ends: list[int] = []
    place = 0
    while start < len(acronym) and (place := word.find(acronym[start], place)) >= 0 and (ends or place == 0):
        start += 1
        place += 1
        ends.append(start)
    return ends
