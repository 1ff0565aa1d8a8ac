"""The text near a euro sign or word, cut into the tokens of the money grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.pipes.amounts.numerals import word_value
from extractor.pipes.amounts.vocabulary import (
    CENT_UNITS,
    EURO_UNITS,
    LIST_WORDS,
    REDUCED_WORDS,
    SCALES,
    SOFT_HEDGES,
)

_BEFORE, _AFTER = 120, 80
_ANCHOR = re.compile(r"€|EUR|[Ee]ur(?:os?)?\b|[Cc]ents?\b|CENT\b|[Cc]t\b")
_DIGITS = (
    r"(?>(?:\d{1,3}[^\S\n]?)?[½¼¾]|(?:\d{1,3}[^\S\n])?(?:1/2|1/4|3/4)(?=[^\S\n]Mi?[lor])|\d{1,3}(?:[\u0020\u00a0\u2007\u2009\u202f]\d{3}(?!\d)){1,4}(?!\.\d)(?:,\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:['’ʼ]\d{3}(?!\d)){1,4}(?:[.,]\d{1,2}(?!\d))?"
    r"|\d+(?:[.,]\d+){0,9})"
    r"(?:,\s?[-–—]{1,2}(?!\d)|\.[-–—](?!\d))?"
)
_TOKEN = re.compile(rf"(?P<number>{_DIGITS})|(?P<unit>€uro\b)|(?P<word>[^\W\d_]+)|(?P<line>\n)|(?P<other>[^\s])")
_DASHES = frozenset("-‐‑–—−")
_QUOTES = frozenset("\"“”»«'’")
LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text with its part in the grammar: number, numeral (word), scale, unit, list, to, …"""

    start: int
    end: int
    kind: str
    text: str

    @property
    def folded(self) -> str:
        """The text for look-ups."""
        return self.text.casefold()


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of ``text`` around units; they never overlap. The ``eur`` of ``Ingenieur`` opens none."""
    start = end = -1
    for anchor in _ANCHOR.finditer(text):
        if anchor[0].islower() and text[max(0, anchor.start() - 1) : anchor.start()].islower():
            continue
        low, high = max(0, anchor.start() - _BEFORE), min(len(text), anchor.end() + _AFTER)
        if start >= 0 and low <= end:
            end = high
            continue
        if start >= 0:
            yield start, end
        start, end = _whole_tokens(text, low), high
    if start >= 0:
        yield start, end


def _whole_tokens(text: str, low: int) -> int:
    """Move ``low`` past a number or word that the window would cut, at most to the end of that window's lead."""
    limit = min(len(text), low + _BEFORE)
    while 0 < low < limit and (text[low - 1].isalnum() or text[low - 1] in ".,"):
        low += 1
    return low


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of ``text[start:end]``; white space is left out, line breaks are tokens."""
    return [
        Token(match.start(), match.end(), _kind(match.lastgroup or "other", match.group()), match.group())
        for match in _TOKEN.finditer(text, start, end)
    ]


def _kind(group: str, written: str) -> str:
    if group == "number":
        return "number" if len(written) <= LONGEST_NUMBER else "word"
    if group == "word":
        return _word_kind(written)
    if group == "other":
        return _sign_kind(written)
    return group


def _word_kind(written: str) -> str:
    folded = written.casefold()
    if written in EURO_UNITS:
        return "unit"
    if written in CENT_UNITS:
        return "cent"
    if folded in SCALES and len(folded) > 1 and folded not in {"hundert", "tausend"}:
        return "scale"
    for kind, words in (("list", LIST_WORDS), ("reduced", REDUCED_WORDS), ("hedge", SOFT_HEDGES)):
        if folded in words:
            return kind
    if folded == "bis":
        return "to"
    return "numeral" if word_value(folded) is not None else "word"


def _sign_kind(sign: str) -> str:
    if sign == "€":
        return "unit"
    if sign in _DASHES:
        return "dash"
    if sign in _QUOTES:
        return "quote"
    return {",": "comma", "/": "slash", "(": "open", ")": "close", ".": "stop"}.get(sign, "other")
