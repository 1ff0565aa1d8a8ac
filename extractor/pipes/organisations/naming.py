"""The nominative of a name, as far as its text allows: strong adjectives, no genitive ending on the head noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.pipes.organisations.vocabulary import (
    ADJECTIVE_BASES,
    ADJECTIVE_ENDS,
    ARTICLE_GENDER,
    ARTICLES,
    FUNCTION_WORDS,
    GENDER_OF_SUFFIX,
    GENITIVE_ARTICLES,
    LONGEST_SUFFIX,
    STRONG_ENDING,
)
from extractor.pipes.organisations.words import tidy

ADJECTIVE_ENDING = re.compile(r"(?:en|em|er|es|e)$")
CASE_ENDINGS = ("", "ses", "es", "s", "n")
SIBILANTS = ("s", "ß", "x", "z")
LEADING_ARTICLES = ("der", "die", "das")
OBLIQUE = ("en", "em")


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun in the nominative with its gender (``m``, ``f``, ``n``, ``p`` or unknown)."""

    text: str
    gender: str | None


def suffix_gender(word: str) -> str | None:
    """The gender that the last part of a compound gives: ``Bezirksamt`` → ``n``."""
    folded = word.casefold()
    sizes = range(min(len(folded), LONGEST_SUFFIX), 1, -1)
    return next((GENDER_OF_SUFFIX[folded[-n:]] for n in sizes if folded[-n:] in GENDER_OF_SUFFIX), None)


@lru_cache(maxsize=1 << 14)
def known_noun(word: str) -> Noun | None:
    """``word`` without its case ending, if what is left ends like a type of body or programme."""
    for ending in CASE_ENDINGS if word[:1].isupper() else ("",):
        base = word[: len(word) - len(ending)]
        if not word.endswith(ending) or len(base) < 3:
            continue
        gender = suffix_gender(base)
        if gender and _takes(ending, gender, base):
            return Noun(base, gender)
    return None


def _takes(ending: str, gender: str, base: str) -> bool:
    if ending == "n":
        return gender == "p" and base.endswith("e")
    if ending == "ses":
        return base.endswith("nis")
    return ending == "" or gender in ("m", "n")


def is_adjective(word: str) -> bool:
    """Whether ``word`` is an inflected adjective: a known one, or one by its suffix."""
    last = word.rsplit("-", 1)[-1]
    ending = ADJECTIVE_ENDING.search(last)
    if not ending or last.casefold() in FUNCTION_WORDS:
        return False
    base = last[: ending.start()].casefold()
    if base in ADJECTIVE_BASES or (len(base) > 5 and base.endswith(("isch", "lich"))):
        return True
    if ending.group() == "er":  # Leipziger, Braunschweiger: made from places, never inflected
        return False
    return len(base) > 3 and base.endswith(ADJECTIVE_ENDS) and known_noun(last) is None


def nominative(text: str, article: str = "") -> str:
    """``text`` in the nominative; ``article`` is the word before it in its sentence."""
    words = tidy(text).split(" ")
    if len(words) > 1 and words[0].casefold() in LEADING_ARTICLES:
        return " ".join(words)
    head = _head(words)
    if head is None:
        return " ".join(words)
    noun = _noun(words, head, article.casefold())
    changed = [_strong(word, noun.gender) if is_adjective(word) else word for word in words[:head]]
    core = _core(words[head])
    return " ".join([*changed, words[head].replace(core, noun.text, 1), *words[head + 1 :]])


def _core(word: str) -> str:
    return word.strip("„“”\"'»«,.()")


def _head(words: list[str]) -> int | None:
    """The first noun that ends like a type; else the first word that is no adjective."""
    fallback = None
    for position, word in enumerate(words):
        if word.casefold() in FUNCTION_WORDS or word in ("–", "-"):
            if position and _goes_on(words, position):
                continue
            break
        if word.endswith(("-", ",")) and position + 1 < len(words) and (word.endswith("-") or is_adjective(word[:-1])):
            continue
        if is_adjective(word) and position + 1 < len(words):
            continue
        if known_noun(_core(word)):
            return position
        fallback = position if fallback is None else fallback
        if word.endswith(","):
            break
    return fallback


def _goes_on(words: list[str], position: int) -> bool:
    """Whether a conjunction joins two adjectives or two halves of a compound."""
    before = words[position - 1]
    return words[position] in ("und", "oder", "&") and (before.endswith("-") or is_adjective(before))


def _noun(words: list[str], head: int, article: str) -> Noun:
    word = _core(words[head])
    found = known_noun(word)
    if found:
        return found
    gender = ARTICLE_GENDER.get(article)
    oblique = any(is_adjective(other) and other.endswith(OBLIQUE) for other in words[:head])
    genitive = article in GENITIVE_ARTICLES or (oblique and article not in ARTICLES)
    return Noun(_without_genitive(word) if genitive else word, gender)


def _without_genitive(word: str) -> str:
    if word.endswith("nisses"):
        return word[:-3]
    if word.endswith("es") and len(word) > 5 and word[-3] not in "aeiouäöü":
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and word[-2] not in "saiuoßxz":
        return word[:-1]
    return word


def _strong(word: str, gender: str | None) -> str:
    comma = "," if word.endswith(",") else ""
    bare = word.removesuffix(",")
    if gender is None:
        return word
    return ADJECTIVE_ENDING.sub("", bare) + STRONG_ENDING[gender] + comma


def weak_nominative(text: str, name: str) -> bool:
    """Whether ``text`` is a nominative after an article: only adjectives in -e differ from ``name``."""
    pairs = list(zip(tidy(text).split(" "), name.split(" "), strict=False))
    return all(mine == other or (is_adjective(mine) and mine.endswith("e")) for mine, other in pairs)
