"""When two names, titles or phrases are the same, and when they are alike."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

SHORTEST_STEM = 3
_ENDING = re.compile(r"(?:es|en|er|em|e|s|n)$")


def stem(word: str) -> str:
    """``word`` without endings of inflection; at least three letters stay."""
    while len(word) > SHORTEST_STEM:
        shorter = _ENDING.sub("", word)
        if shorter == word or len(shorter) < SHORTEST_STEM:
            break
        word = shorter
    return word


@lru_cache(maxsize=1 << 16)
def key(name: str | None) -> str:
    """What two forms of one name have in common."""
    folded = unicodedata.normalize("NFC", name or "").casefold()
    return " ".join(stem(word) for word in re.findall(r"\w+", folded))


def folded(text: str | None) -> str:
    """``text`` with its white space folded."""
    return " ".join((text or "").split())


def alike(one: str, other: str) -> bool:
    """Whether all words of one are in the other."""
    if one == other:
        return True
    first, second = set(one.split()), set(other.split())
    return bool(first and second) and (first <= second or second <= first)


def word_f1(gold: str | None, found: str | None) -> float:
    """The share of words that two phrases have in common, by their stems."""
    if not gold or not found:
        return float(not gold and not found)
    one, other = Counter(key(gold).split()), Counter(key(found).split())
    same = (one & other).total()
    return 2 * same / (one.total() + other.total()) if same else 0.0
