"""Whether a word or phrase names a role."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.pipes.roles.vocabulary import (
    ADJECTIVAL_FORMS,
    MODIFIERS,
    NEUTRAL_FORMS,
    NO_ROLES,
    OFFICE_FORMS,
    PERSON_BODIES,
    PROFESSION_FORMS,
    SURE_IN_BRACKETS,
    WEAK,
)

MODIFIER = re.compile(rf"{MODIFIERS}\s+")
LONGEST_WORD = 60
LONGEST_HEAD = 24
ALL_FORMS = ADJECTIVAL_FORMS | NEUTRAL_FORMS | OFFICE_FORMS | PROFESSION_FORMS


@lru_cache(maxsize=4096)
def kind(word: str) -> str | None:
    """``office``, ``profession`` or None for a word in the singular.

    >>> kind("Regierungssprecherin"), kind("Bühnenbildner"), kind("Bremsscheibe")
    ('office', None, None)
    """
    if len(word) > LONGEST_WORD or not word[:1].isupper():
        return None
    lower = word.casefold().replace("-", "")
    if lower in NO_ROLES:
        return "body" if lower in PERSON_BODIES else None
    form = _longest_form(lower)
    return None if form is None else "profession" if form in PROFESSION_FORMS and form not in OFFICE_FORMS else "office"


def office_form(word: str) -> str | None:
    """The end of a word that names an office.

    >>> office_form("Museumsleiterin"), office_form("Bildhauerin")
    ('leiterin', None)
    """
    return _longest_form(word.casefold().replace("-", "")) if kind(word) == "office" else None


def _longest_form(lower: str) -> str | None:
    ends = (lower[cut:] for cut in range(max(0, len(lower) - LONGEST_HEAD), len(lower) - 2))
    return next((end for end in ends if end in ALL_FORMS), None)


def is_weak(word: str) -> bool:
    """Whether the head is one that ends many other nouns (``Stadtführer``)."""
    form = _longest_form(word.casefold().replace("-", ""))
    return form is not None and (form in WEAK or form.removesuffix("s") in WEAK)


def is_sure_in_brackets(phrase: str) -> bool:
    """Whether a phrase behind a name, in brackets, is an office.

    >>> is_sure_in_brackets("stellv. Leitung"), is_sure_in_brackets("Gesang")
    (True, False)
    """
    head = phrase
    while found := MODIFIER.match(head):
        head = head[found.end() :]
    if " " in head or not head[:1].isalpha():
        return False
    return head.casefold().endswith(SURE_IN_BRACKETS) or kind(head) == "office"
