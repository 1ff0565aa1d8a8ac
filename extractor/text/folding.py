"""What two spellings of one word have in common: exact rules, never a likeness.

Case, ``ß``, umlauts written out, hyphens, spaces, marks and quotes do not count; nothing else is folded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
WRITTEN_OUT = re.compile(r"(?<![aeiouyq])([aou])e")
WORD = re.compile("(?:[^\\W_][\u0300-\u036f]*)+")


@lru_cache(maxsize=1 << 16)
def words(text: str) -> tuple[str, ...]:
    """The folded words of ``text``.

    >>> words("Müller–Weiß "), words("MUELLER-WEISS")
    (('mueller', 'weiss'), ('mueller', 'weiss'))
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", UNSEEN.sub("", text)).casefold())
    return tuple(WORD.findall(folded.translate(UMLAUTS)))


def fold(text: str) -> str:
    """The folded words in one line; the text itself where it has none."""
    return " ".join(words(text)) or " ".join(text.split())


def without_accents(key: str) -> str:
    """A key without the marks that folding leaves: ``celik`` for ``çelik``."""
    return "".join(char for char in unicodedata.normalize("NFD", key) if not unicodedata.combining(char))


def without_umlauts(key: str) -> str:
    """A key with ``u`` for ``ue``: ``guler`` for ``gueler``, but ``neue``, ``bauen`` and ``quer`` stay.

    An ``e`` behind ``a``, ``o`` or ``u`` is that of an umlaut written out unless a vowel or ``q`` stands before them.
    """
    return WRITTEN_OUT.sub(r"\1", key)
