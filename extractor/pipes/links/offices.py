"""Whether two role forms mean one office, and which is the fullest."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.pipes.links.vocabulary import PARTIES
from extractor.pipes.roles.heads import kind
from extractor.pipes.roles.vocabulary import NEUTRAL_FORMS

COMPLEMENT = re.compile(r"\s(?:für|der|des|von|beim?|im)\s")
RETIRED = re.compile(r"\s+[ai]\.\s?[DR]\.")
FEMININE = (
    ("rätin", "rat"),
    ("ärztin", "arzt"),
    ("anwältin", "anwalt"),
    ("köchin", "koch"),
    ("innen", ""),
    ("in", ""),
    ("frau", "mann"),
)
DOUBLED = re.compile(r"(.)\1+")
DEPUTY = re.compile(r"(?<!\w)(?:stellv|stv|vize|2\.|zweite)", re.I)
BOTH = ("coach", "profi", "fan", "star", "director", "officer", "manager", "producer", "guide", "gast", "mitglied")
"""Ends of nouns that name women and men."""
FAMILIES = ("stadtrat", "senator", "minist", "bürgermeist", "statsekretär", "beauftragt", "sprech")
"""Offices whose compounds name one office of one holder (``Sportstadtrat``, ``Bezirksstadtrat``)."""


@lru_cache(maxsize=4096)
def head(role: str) -> str:
    """The head noun of a role, masculine, without endings and doubled letters.

    >>> head("NRW-Staatssekretärin"), head("Staatsekretärin für Integration")
    ('nrw-statsekretär', 'statsekretär')
    """
    words = COMPLEMENT.split(RETIRED.sub("", role), maxsplit=1)[0].split()
    noun = next((word for word in words if word[:1].isupper() and kind(word)), words[-1] if words else role)
    noun = noun.casefold()
    for end, other in FEMININE:
        if noun.endswith(end) and len(noun) > len(end) + 3:
            noun = noun.removesuffix(end) + other
            break
    for _ in range(2):
        noun = re.sub(r"(?:es|en|er|em|e|s|n)$", "", noun) if len(noun) > 5 else noun
    return DOUBLED.sub(r"\1", noun)


@lru_cache(maxsize=4096)
def sex_of(role: str) -> str | None:
    """The sex a role's form tells of: ``w`` for feminine, ``m`` for masculine nouns, None for the others."""
    words = COMPLEMENT.split(role, maxsplit=1)[0].split()
    noun = next((word for word in words if word[:1].isupper() and kind(word)), words[-1] if words else role)
    lower = noun.casefold()
    if lower.endswith(("in", "frau", "innen")):
        return "w"
    if lower.endswith(("nde", "nder", "gte", "gter", "nete", "neter", "nden", "gten", "neten", "ng", "arbeit")):
        return "m" if lower.endswith(("nder", "gter", "neter")) else None
    if lower in NEUTRAL_FORMS or noun.isupper() or lower.endswith(BOTH):
        return None
    return "m" if kind(noun) in {"office", "profession", "body"} else None


def same_office(one: str, other: str) -> bool:
    """Whether two forms can mean one office.

    >>> same_office("Bildungssenatorin", "Senatorin für Bildung"), same_office("Autor", "Lektor")
    (True, False)
    """
    a, b = head(one), head(other)
    related = a == b or (min(len(a), len(b)) > 4 and (a.endswith(b) or b.endswith(a)))
    if not related:
        related = any(
            family in a and family in b and _family_end(a, family) and _family_end(b, family) for family in FAMILIES
        )
    return related and _complements_agree(one, other)


def _family_end(noun: str, family: str) -> bool:
    return noun.endswith(family)


def _complements_agree(one: str, other: str) -> bool:
    a, b = _complement(one), _complement(other)
    return not a or not b or a <= b or b <= a


def _complement(role: str) -> set[str]:
    parts = COMPLEMENT.split(role, maxsplit=1)
    return set(re.findall(r"\w+", parts[1].casefold())) if len(parts) > 1 else set()


def is_deputy(role: str) -> bool:
    """Whether a role is that of a deputy."""
    return bool(DEPUTY.search(role))


def fuller(one: str, other: str) -> str:
    """The fuller of two forms of one office; the first where none is."""
    return other if _fullness(other, one) > _fullness(one, other) else one


def _fullness(role: str, beside: str) -> tuple[int, int, int]:
    words = len(role.split())
    longer = head(role).endswith(head(beside)) and head(role) != head(beside)
    return (len(_complement(role)), int(words > len(beside.split())), int(longer))


def is_party(body: str) -> bool:
    """Whether a body is a party or its group in parliament."""
    return "".join(body.casefold().split()).startswith(PARTIES)
