"""What two spellings of one name have in common: exact rules, never a likeness."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor.entities.vocabulary import (
    ARTICLES,
    BEHIND_HEAD,
    FEMALE,
    GENDER_MARK,
    INITIAL,
    LEGAL_FORM,
    MALE,
    OFFICES,
    ONLY_ONE,
    ORGANS,
    SHORT_YEAR,
    UNITS,
    YEARS,
)
from extractor.text.folding import fold, words

TOKEN = re.compile(r"[^\s,]+")
NUMBER = re.compile(r"\d+|[IVX]+")
LONGEST_ACRONYM = 6
SHORTEST_ROLE = 4
SAME_FORM = {"eingetragenerverein": "ev", "gemeinnuetzigegmbh": "ggmbh", "gemgmbh": "ggmbh"}


def slug(text: str) -> str:
    """A key as it stands in an id."""
    return "-".join(words(text)) or "unnamed"


class PersonKey(NamedTuple):
    """A folded name: given names (empty for a bare surname) and surname."""

    given: tuple[str, ...]
    family: str
    initial: bool = False

    @property
    def text(self) -> str:
        """The key in one line."""
        return " ".join((*self.given, self.family))

    @property
    def full(self) -> bool:
        """Whether a given name is written out."""
        return bool(self.given) and not self.initial


def person_key(name: str, given: str | None, family: str | None) -> PersonKey:
    """The key of a person as the record splits the name.

    >>> person_key("Petra von der Lieth", "Petra", "von der Lieth")
    PersonKey(given=('petra',), family='von der lieth', initial=False)
    >>> person_key("P. Kolb", "P.", "Kolb").initial
    True
    """
    whole, last, first = words(name), words(family or ""), words(given or "")
    if last and len(whole) > len(last) and whole[-len(last) :] == last:
        first = whole[: -len(last)]
    elif not last and len(whole) > 1:
        first, last = whole[:-1], whole[-1:]
    if not last:
        return PersonKey((), fold(name))
    written = given or name
    initial = bool(first) and (len(first[0]) == 1 or INITIAL.match(written) is not None)
    return PersonKey(first, " ".join(last), initial)


def without_genitive(key: str) -> str | None:
    """``key`` less a genitive ending at its end, or None.

    >>> without_genitive("petra kolbs"), without_genitive("petra kolb s"), without_genitive("petra weiss")
    ('petra kolb', 'petra kolb', None)
    """
    if key.endswith(" s"):
        return key[:-2]
    return key[:-1] if key.endswith("s") and not key.endswith("ss") and " " in key else None


@lru_cache(maxsize=1 << 16)
def organisation_key(name: str) -> str:
    """The key of a body: no article before it, no legal form behind it, ``&`` is ``und``.

    >>> organisation_key("Die Nordwind GmbH"), organisation_key("Kulturring e. V.")
    ('nordwind', 'kulturring')
    """
    bare = LEGAL_FORM.sub("", " ".join(name.split())).replace("&", " und ")
    found = words(bare) or words(name)
    return " ".join(found[1:] if len(found) > 1 and found[0] in ARTICLES else found) or fold(name)


@lru_cache(maxsize=1 << 16)
def legal_form(name: str) -> str:
    """The legal form at the end of a name, empty if it has none.

    >>> legal_form("Kulturring e. V."), legal_form("Nordwind gemeinnützige GmbH"), legal_form("Nordwind")
    ('ev', 'ggmbh', '')
    """
    found = LEGAL_FORM.search(" ".join(name.split()))
    form = "".join(words(found.group())) if found else ""
    return SAME_FORM.get(form, form)


@lru_cache(maxsize=1 << 16)
def programme_key(name: str) -> str:
    """The key of a programme: years glued on do not count.

    >>> programme_key("„Kiezfonds“ 2021/22"), programme_key("Agenda 21")
    ('kiezfonds', 'agenda 21')
    """
    found = list(words(name))
    while len(found) > 1 and YEARS.fullmatch(found[0]):
        del found[0]
    while len(found) > 1 and (YEARS.fullmatch(found[-1]) or _ends_years(found)):
        del found[-1]
    return " ".join(found) or fold(name)


def _ends_years(found: list[str]) -> bool:
    """Whether the last word is the second of two years: ``2021/22``."""
    return len(found) > 2 and SHORT_YEAR.fullmatch(found[-1]) is not None and YEARS.fullmatch(found[-2]) is not None


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym alone.

    >>> [is_acronym(name) for name in ("BVG", "KfW", "Audi", "HTW Berlin", "ADAC")]
    [True, True, False, False, True]
    """
    letters = [char for char in name if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return " " not in name.strip() and capitals > 1 and capitals * 2 >= len(letters) <= LONGEST_ACRONYM


def is_generic(name: str) -> bool:
    """Whether a name fits many bodies: a bare organ, with adjectives and a task at most, or a numbered unit.

    >>> [is_generic(name) for name in ("Jugendamt", "Amt für Soziales", "Direktion 5", "Straßen- und Grünflächenamt")]
    [True, True, True, True]
    >>> [is_generic(name) for name in ("Senatsverwaltung für Kultur", "Jugendamt Nauen", "Bundestag", "Kieler Wehr")]
    [False, False, False, False]
    """
    tokens: list[str] = TOKEN.findall(LEGAL_FORM.sub("", name))
    if len(tokens) > 1 and tokens[0].casefold() in ARTICLES:
        del tokens[0]
    while len(tokens) > 1 and (_is_adjective(tokens[0]) or tokens[0].endswith("-") or tokens[0] == "und"):
        del tokens[0]
    if not tokens or not _is_organ(tokens[0]):
        return False
    if len(tokens) == 1 or _unit(tokens[0]):
        return True
    return NUMBER.fullmatch(tokens[1]) is not None or (tokens[1] == "für" and tokens[0].casefold() in OFFICES)


def _is_adjective(token: str) -> bool:
    """Whether an inflected adjective, but no place's: ``Städtische``, not ``Kieler``."""
    lower = token.casefold()
    return lower.endswith(("ische", "isches", "ischer", "liche", "liches", "licher", "ale", "ales", "aler")) or (
        lower in {"untere", "obere", "zuständige", "zuständiges", "zuständiger", "unteres", "oberes"}
    )


def _is_organ(token: str) -> bool:
    lower = token.casefold()
    if lower.startswith(ONLY_ONE) and len(lower) > len(min(ONLY_ONE, key=len)):
        return False
    if "-" in token:
        return lower.endswith("-fraktion")
    return lower.endswith(ORGANS) or _unit(token)


def _unit(token: str) -> bool:
    return token.casefold() in UNITS


class RoleKey(NamedTuple):
    """A folded role: all of it, its head, and the sex that its head marks (``f``, ``m`` or none)."""

    text: str
    head: str
    sex: str | None


@lru_cache(maxsize=1 << 16)
def role_key(role: str) -> RoleKey:
    """The key of a role.

    >>> role_key("Stellvertretende Landrätin für Soziales")
    RoleKey(text='stellvertretende landraetin fuer soziales', head='landraetin', sex='f')
    >>> role_key("Regierender Bürgermeister von Kiel").sex, role_key("Leitung").sex, role_key("Sprecher*in").sex
    ('m', None, None)
    """
    head = _head(role)
    return RoleKey(fold(role), fold(head), _sex(role, head))


def _head(role: str) -> str:
    """The word with a mark of sex before any complement, else the last noun there."""
    nouns: list[str] = []
    for token in re.findall(r"[\w*:/-]+", role):
        if token in BEHIND_HEAD:
            break
        if token[0].isupper():
            nouns.append(token)
    marked = [noun for noun in nouns if FEMALE.search(noun)] or [noun for noun in nouns if MALE.search(noun)]
    return (marked or nouns or [role])[-1]


def _sex(role: str, head: str) -> str | None:
    lower = head.casefold()
    if len(head) < SHORTEST_ROLE or GENDER_MARK.search(role):
        return None
    return "f" if FEMALE.search(lower) else "m" if MALE.search(lower) else None
