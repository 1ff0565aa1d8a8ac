"""The forms of reported speech: Konjunktiv I, and the Konjunktiv II that stands in for it."""

from __future__ import annotations

from functools import lru_cache

from extractor.pipes.quotes.indirect_vocabulary import (
    LOOK_ALIKES,
    PREFIXES,
    REPORTED_FORMS,
    REPORTED_STEMS,
    SUBSTITUTE_FORMS,
)

_FOREIGN = "iere"
_SHORTEST_FOREIGN = 7


@lru_cache(maxsize=16384)
def is_reported(word: str) -> bool:
    """Whether ``word``, as it stands inside a sentence, can only be a Konjunktiv I.

    >>> [word for word in "sei ist habe hat gebe bestehe funktioniere eine Habe".split() if is_reported(word)]
    ['sei', 'habe', 'gebe', 'bestehe', 'funktioniere']
    """
    if word in REPORTED_FORMS:
        return True
    if not word.endswith("e") or not word.islower() or word in LOOK_ALIKES:
        return False
    if word.endswith(_FOREIGN) and len(word) >= _SHORTEST_FOREIGN:
        return True
    return _has_stem(word[:-1]) or _has_auxiliary(word)


def _has_stem(stem: str, depth: int = 2) -> bool:
    """Whether ``stem`` is one of the list, with at most two prefixes before it."""
    if stem in REPORTED_STEMS:
        return True
    return depth > 0 and any(
        _has_stem(stem.removeprefix(prefix), depth - 1)
        for prefix in PREFIXES
        if stem.startswith(prefix) and len(stem) > len(prefix) + 2
    )


def _has_auxiliary(word: str) -> bool:
    """``vorhabe``, ``innehabe``: a prefix before an auxiliary."""
    return word.endswith("habe") and word.removesuffix("habe") in PREFIXES


def stands_in(word: str) -> bool:
    """Whether ``word`` is a Konjunktiv II that goes on with reported speech."""
    return word in SUBSTITUTE_FORMS
