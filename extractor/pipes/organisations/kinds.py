"""Kinds of bodies and programmes, which name none: bare words, and plurals of a named body's kind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.pipes.organisations.words import WORD, fold
from extractor.text.document import Mention

ADJECTIVE = re.compile(r"\w*(?:isch|lich|weit|kommunal|regional|national|sozial)e[nrsm]?", re.IGNORECASE)
ACRONYM_BEHIND = re.compile(r"\s\([A-ZÄÖÜ][\w-]*[A-ZÄÖÜ]\)")
SINGULAR_BEFORE = re.compile(
    r"(?<!\w)(?:das|dem|des|ein|einem|eines|im|am|vom|zum|beim|ins|ans|dieses|diesem|unser|unserem)\s$", re.I
)
PLURAL_ENDINGS = ("s", "e", "en", "n", "er", "ern")
FAR_BEFORE = 12


def named(text: str, mentions: Iterable[Mention], label: str, kinds: Iterable[str]) -> list[Mention]:
    """``mentions`` without those of ``label`` that are only a bare kind or an adjective: ``die Schulen``."""
    bare = set(map(fold, kinds))
    return [mention for mention in mentions if mention.label != label or not _is_kind(text, mention, bare)]


def _is_kind(text: str, mention: Mention, bare: set[str]) -> bool:
    name = text[mention.start : mention.end]
    return (fold(name) in bare or ADJECTIVE.fullmatch(name) is not None) and not ACRONYM_BEHIND.match(text, mention.end)


def without_plurals(text: str, mentions: Iterable[Mention], label: str) -> list[Mention]:
    """``mentions`` without plurals of a body that the text also names in the singular.

    ``das Kommunale Medienzentrum (KM)`` is a body; ``die Kommunalen Medienzentren`` are its kind.
    """
    found = list(mentions)
    names = [text[mention.start : mention.end] for mention in found if _is_singular(text, mention, label)]
    plurals = {plural for name in names for plural in _plurals(name)}
    return [mention for mention in found if mention.label != label or not _is_plural(text, mention, plurals)]


def _is_singular(text: str, mention: Mention, label: str) -> bool:
    before = text[max(0, mention.start - FAR_BEFORE) : mention.start]
    return mention.label == label and SINGULAR_BEFORE.search(before) is not None


def _plurals(name: str) -> list[tuple[str, ...]]:
    """The stems of the words before the head noun and the head noun in each possible plural form."""
    words = WORD.findall(name)
    heads = [number for number, word in enumerate(words) if word[0].isupper() and len(word) > 3]
    if len(words) < 2 or not heads:
        return []
    head = words[heads[-1]]
    forms = [f"{head[:-2]}en"] if head.endswith("zentrum") else [head + ending for ending in PLURAL_ENDINGS]
    return [(*map(fold, words[: heads[-1]]), form) for form in forms]


def _is_plural(text: str, mention: Mention, plurals: set[tuple[str, ...]]) -> bool:
    words = WORD.findall(text[mention.start : mention.end])
    before = text[max(0, mention.start - FAR_BEFORE) : mention.start]
    return bool(words) and (*map(fold, words[:-1]), words[-1]) in plurals and not SINGULAR_BEFORE.search(before)
