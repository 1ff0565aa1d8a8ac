"""The letterhead: lines above the headline that only say who sends the release.

A letterhead names a body or an office and has no verb; a headline of the same words would have nothing to say.
"""

from __future__ import annotations

import re

from extractor.text import zone_words

MAX_LETTERHEAD = 160
"""Characters of a line."""

_WORD = re.compile(r"[^\W\d_](?:[\w’'*:&+-]|\.(?=\w))*\.?", re.UNICODE)
_BODY = re.compile(rf"(?:^|[\s–—|·(/-])[\w-]*(?:{'|'.join(zone_words.BODIES)})(?:e?s|en)?\b", re.IGNORECASE)
_LEGAL = re.compile(rf"(?:^|\s)(?:{'|'.join(zone_words.LEGAL_FORMS)})(?=$|[\s,;|·–—/-])")
_OFFICE = re.compile(rf"\b(?:{'|'.join(zone_words.OFFICES)})\b", re.IGNORECASE)
_ENCLOSED = re.compile(r"[-–—*=]\s?[^-–—*=]+\s?[-–—*=]+$")
_NUMBER = re.compile(rf"(?:{'|'.join(zone_words.ISSUES)})\W{{0,3}}\d[\w\s./|–-]*$", re.IGNORECASE)
_ADDRESSED = re.compile(rf"\W{{0,3}}(?:{'|'.join(zone_words.ADDRESSEES)})\b", re.IGNORECASE)


def is_letterhead(text: str) -> bool:
    """Whether a line above others names sender, office, number or addressee, and nothing else.

    >>> is_letterhead("Amtsgericht Grimmsee – Vollstreckungsgericht –")
    True
    >>> is_letterhead("Amtsgericht Grimmsee verhandelt über den Deichbruch")
    False
    """
    if len(text) > MAX_LETTERHEAD:
        return False
    if _NUMBER.match(text) or _ADDRESSED.match(text) or _ENCLOSED.match(text):
        return True
    if text.endswith(("!", "?")) or re.search(r"\w:\s", text) or not is_nominal(text):
        return False
    return bool(_names_body(text) or _LEGAL.search(text) or _OFFICE.search(text))


def _names_body(text: str) -> bool:
    """Whether a line begins with a body or its head (``Kreis Nauen``, ``Der Landrat des Kreises``); ``Geld für den
    Kreis`` does not."""
    found = _BODY.search(text)
    before = _WORD.findall(text[: found.start()]) if found else []
    return bool(found) and zone_words.GENITIVES.issuperset(word for word in before if word in zone_words.LINKS)


def is_nominal(text: str) -> bool:
    """Whether no word of a line can be a verb: nouns, names, what links them, and adjectives before them."""
    words = _WORD.findall(text)
    if not words:
        return False
    before = ""
    for at, word in enumerate(words):
        small = word[0].islower()
        following = words[at + 1] if at + 1 < len(words) else ""
        if small and word.rstrip(".").lower() not in zone_words.LINKS and not _is_adjective(before, word, following):
            return False
        before = word
    return True


def _is_adjective(before: str, word: str, following: str) -> bool:
    """``wirtschaftliche`` in ``für wirtschaftliche Zusammenarbeit``: behind a link, or declined before a noun."""
    declined = word.endswith(("e", "en", "er", "es", "em")) and len(word) > 4
    behind_link = before.lower() in zone_words.LINKS and before.lower() not in {"und", "u."}
    noun_follows = following[:1].isupper() or following.lower() in {"und", "u."}
    return declined and noun_follows and (behind_link or word.endswith(("lich", "liche", "lichen", "licher", "liches")))
