"""Names: their parts, and whether two can name the same human."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from extractor.pipes.people.vocabulary import NUMERAL, PARTICLES, given_names

NICKNAME = re.compile(r"""["„“”»«›‹‚'‘’(][^"„“”»«›‹‚‘’()]{1,40}["“”«»‹›‘’')]""")
HYPHENS = str.maketrans({"‐": "-", "‑": "-", "–": "-", "\u00ad": None})
SHORTEST_MISSPELT = 6
"""Surnames under this length are never taken for a misspelling of one another."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name split at its surname; either part may be empty."""

    given: tuple[str, ...]
    family: str

    @property
    def full(self) -> bool:
        """Whether both parts are there."""
        return bool(self.given) and bool(self.family)

    @property
    def sex(self) -> str | None:
        """What the first given name says of the sex."""
        if not self.given:
            return None
        names = given_names()
        first = self.given[0]
        return names.get(first) or names.get(first.split("-")[0])


def is_given(word: str) -> bool:
    """Whether ``word`` is a frequent given name (of a double name, its first part)."""
    return word in given_names() or word.split("-")[0] in given_names()


def folded(text: str) -> str:
    """``text`` in one line, composed and with one kind of hyphen."""
    return " ".join(unicodedata.normalize("NFC", text).translate(HYPHENS).split())


def split_name(text: str) -> Name:
    """The parts of a name as it stands in a text.

    >>> split_name("Elke von der Lieth")
    Name(given=('Elke',), family='von der Lieth')
    >>> split_name("Müller, Anna")
    Name(given=('Anna',), family='Müller')
    """
    text = " ".join(NICKNAME.sub(" ", folded(text)).split())
    if text.count(",") == 1:
        family, given = (part.strip() for part in text.split(","))
        return Name(tuple(given.split()), family)
    words = text.split()
    if len(words) > 1 and NUMERAL.fullmatch(words[-1]):
        return Name(tuple(words), "")
    if len(words) < 2:
        return Name((), text)
    cut = next(
        (i for i, word in enumerate(words) if word.casefold() in PARTICLES and i < len(words) - 1), len(words) - 1
    )
    return Name(tuple(words[:cut]), " ".join(words[cut:]))


def nicknames(text: str) -> list[str]:
    """The names between quotation marks inside a name."""
    return [found.group()[1:-1] for found in NICKNAME.finditer(text)]


def bare(family: str) -> str:
    """A surname without its particles, lower case."""
    words = family.split()
    while len(words) > 1 and words[0].casefold() in PARTICLES:
        del words[0]
    return " ".join(words).casefold()


def same_family(one: str, other: str) -> bool:
    """Whether two surnames are one: equal, with or without particle, or the first part of a double name."""
    a, b = bare(one), bare(other)
    return a == b or a.split("-")[0] == b or b.split("-")[0] == a


def same_given(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two lists of given names fit: each of the shorter agrees with one of the longer, in order.

    >>> same_given(("Ulrich",), ("Ulrich", "Alexander")), same_given(("S.",), ("Stefan",))
    (True, True)
    """
    short, long = sorted((one, other), key=len)
    if not short or not _agree(short[0], long[0]):
        return False
    rest = iter(long)
    return all(any(_agree(word, candidate) for candidate in rest) for word in short)


def _agree(one: str, other: str) -> bool:
    a, b = one.casefold(), other.casefold()
    if a.endswith(".") or b.endswith("."):
        a, b = a.rstrip("."), b.rstrip(".")
        return a.startswith(b) or b.startswith(a)
    return a == b or a.split("-")[0] == b or b.split("-")[0] == a


def same_human(one: Name, other: Name) -> bool:
    """Whether two full names fit one human; a slip of one letter in a long surname counts as fitting."""
    if not one.full or not other.full:
        return _without_numeral(one) == _without_numeral(other)
    if not same_given(one.given, other.given):
        return False
    if same_family(one.family, other.family):
        return True
    return one.given == other.given and one_slip(bare(one.family), bare(other.family))


def _without_numeral(name: Name) -> list[str]:
    words = [*name.given, *name.family.split()]
    return words[:-1] if len(words) > 1 and NUMERAL.fullmatch(words[-1]) else words


def one_slip(one: str, other: str) -> bool:
    """Whether two long words differ by one letter added, lost, changed or swapped, but not in a last genitive s."""
    if min(len(one), len(other)) < SHORTEST_MISSPELT or abs(len(one) - len(other)) > 1 or one == other:
        return False
    if len(one) == len(other):
        return _one_change(one, other)
    short, long = sorted((one, other), key=len)
    return long != short + "s" and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _one_change(one: str, other: str) -> bool:
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) == 1:
        return places[0] > 0
    return len(places) == 2 and any(
        (i, j) == tuple(places) and one[i] == other[j] and one[j] == other[i] for i, j in pairwise(range(len(one)))
    )


def without_genitive(text: str) -> str | None:
    """``text`` less a genitive ending, or None if it has none.

    >>> without_genitive("Gülers"), without_genitive("Max'")
    ('Güler', 'Max')
    """
    if text.endswith(("'", "’")):
        return text[:-1]
    if text.endswith(("'s", "’s")):
        return text[:-2]
    return text[:-1] if text.endswith("s") and not text.endswith("ss") and len(text) > 3 else None
