"""Written numbers to exact decimals: German digits, groups, decimals, and number words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache

from extractor.pipes.amounts.vocabulary import FRACTIONS, HALVES, ONES, TEENS, TENS, VULGAR

EXACT = Context(prec=120)
"""Wide enough that no product of number and scale is ever rounded."""

_TAIL = re.compile(r"(?:,\s?[-–—]{1,2}|\.[-–—])$")
_GROUPED = re.compile(r"\d{1,3}(?:[\s'’ʼ]\d{3})+(?P<fraction>[.,]\d{1,2})?")
_LONGEST_WORD = 80


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read; ``value`` is null where no single reading is possible, ``doubt`` says what is odd."""

    value: Decimal | None
    doubt: str | None = None


def parse_digits(written: str, *, scaled: bool = False) -> Number:
    """Read digits with German separators; ``scaled`` tells that a word like ``Mio.`` follows.

    ``3.350`` is 3350 and ``5,872`` before ``Mio.`` is a decimal. English separators are read where only one reading
    is possible and flagged; ``1,250`` without a scale stays unread.
    """
    digits = _TAIL.sub("", written)
    vulgar = next((fraction for fraction in VULGAR if digits.endswith(fraction)), None)
    if vulgar:
        return Number(Decimal(digits.removesuffix(vulgar).strip() or 0) + VULGAR[vulgar])
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        return Number(Decimal(re.sub(r"[\s'’ʼ]", "", digits).replace(",", ".")))
    if "." in digits and "," in digits:
        return _both_separators(digits)
    if "." in digits:
        return _points(digits)
    if "," in digits:
        return _commas(digits, scaled=scaled)
    return Number(Decimal(digits))


def _well_grouped(groups: list[str]) -> bool:
    """Whether ``groups`` are thousands: 1 to 3 digits, then always 3, no leading zero."""
    return 1 <= len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])


def _both_separators(digits: str) -> Number:
    decimal = "," if digits.rindex(",") > digits.rindex(".") else "."
    whole, _, fraction = digits.rpartition(decimal)
    groups = re.split(r"[.,]", whole)
    if decimal in whole or not _well_grouped(groups):
        return Number(None, "separators in no known order")
    value = Decimal("".join(groups) + "." + fraction)
    return Number(value, None if decimal == "," else "English separators")


def _points(digits: str) -> Number:
    groups = digits.split(".")
    if _well_grouped(groups):
        return Number(Decimal("".join(groups)))
    if len(groups) == 2 and (len(groups[1]) != 3 or groups[0] == "0"):
        return Number(Decimal(digits), "decimal point instead of a comma")
    return Number(None, "separators in no known order")


def _commas(digits: str, *, scaled: bool) -> Number:
    groups = digits.split(",")
    if len(groups) > 2:
        if _well_grouped(groups):
            return Number(Decimal("".join(groups)), "English separators")
        return Number(None, "separators in no known order")
    if len(groups[1]) == 3 and not scaled and _well_grouped(groups):
        return Number(None, "comma before three digits: thousands or decimals")
    return Number(Decimal(digits.replace(",", ".")))


def parse_words(written: str) -> Number:
    """Read a number in words, from ``null`` to ``zwei Komma fünf`` and ``eine halbe``."""
    words = written.casefold().split()
    if "komma" in words:
        return _spoken_decimal(words)
    total: Decimal | None = None
    for word in words:
        fraction = next((value for stem, value in FRACTIONS.items() if word.startswith(stem)), None)
        value = fraction if fraction is not None else word_value(word)
        if value is not None:
            total = value if total is None else EXACT.multiply(total, value)
    return Number(total)


def _spoken_decimal(words: list[str]) -> Number:
    at = words.index("komma")
    values = [word_value(word) for word in (*words[:at], *words[at + 1 :])]
    if at != 1 or any(value is None for value in values):
        return Number(None, "unreadable number words")
    return Number(Decimal(f"{values[0]}." + "".join(str(value) for value in values[1:])))


@lru_cache(maxsize=4096)
def word_value(word: str) -> Decimal | None:
    """The value of one number word like ``zweihundertfünfzig`` or ``zweieinhalb``; null if it is none."""
    word = word.casefold()
    if len(word) > _LONGEST_WORD:
        return None
    if word in HALVES:
        return HALVES[word]
    if word.endswith("einhalb"):
        stem = word.removesuffix("einhalb").removesuffix("und")
        base = _below_million(stem) if stem else 0
        return None if base is None else Decimal(base) + Decimal("0.5")
    value = _below_million(word)
    return None if value is None else Decimal(value)


def _below_million(word: str) -> int | None:
    """Thousands and the rest."""
    if "tausend" in word:
        left, _, right = word.partition("tausend")
        thousands = 1 if not left else _below_thousand(left)
        rest = 0 if not right else _below_thousand(right.removeprefix("und"))
        return None if thousands is None or rest is None else thousands * 1000 + rest
    return _below_thousand(word)


def _below_thousand(word: str) -> int | None:
    if "hundert" in word:
        left, _, right = word.partition("hundert")
        hundreds = 1 if not left else _below_hundred(left)
        rest = 0 if not right else _below_hundred(right.removeprefix("und"))
        return None if hundreds is None or rest is None else hundreds * 100 + rest
    return _below_hundred(word)


def _below_hundred(word: str) -> int | None:
    for table in (ONES, TEENS, TENS):
        if word in table:
            return table[word]
    one, und, ten = word.rpartition("und")
    if und and ten in TENS and one in ONES:
        return ONES[one] + TENS[ten]
    return None
