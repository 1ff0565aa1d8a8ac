"""Boundaries of mentions: articles and marks out, quotes and brackets in pairs, what belongs to the name in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extractor.pipes.organisations.cover import Cover
from extractor.pipes.organisations.vocabulary import ARTICLES, HEDGES, LEGAL_FORM, PREPOSITIONS
from extractor.pipes.organisations.words import WORD
from extractor.text.document import Mention

OPENING_QUOTES, CLOSING_QUOTES = '„“"»«‚‘›‹', '“”"«»‘’‹›'
DOUBLE_QUOTES = '„“”"»«'
STRAY_BEFORE, STRAY_AFTER = " \n\t,;:.)]", " \n\t,;:([„"
LEADING = ARTICLES | PREPOSITIONS | HEDGES
AUTHORITY = re.compile(r"Bezirks(?:amte?s?|verordnetenversammlung) [A-ZÄÖÜ][\w-]+")
TRAILING = re.compile(
    r"(?:\s(?:der|die|das|des|dem|den|am|im|in|an|auf|und|oder|von|vom|zu|zum|zur|für|mit|bei|beim|aus|als|bis|nach"
    r"|ist|sind|wird|hat))+$"
)
FULL_STOP = re.compile(r"(?:(?<=\d)|(?<=[a-zäöüß]{5})(?<!str))\.$")
OF_PLACE = re.compile(r" von [A-ZÄÖÜ][\w-]+")


def repaired(text: str, mention: Mention) -> Mention:
    """``mention`` without leading articles, prepositions and marks, its quotes and brackets in pairs."""
    start, end = _trimmed(text, mention.start, mention.end)
    start = _without_articles(text, start, end)
    start, end = _balanced(text, start, end)
    if mention.label == "ORG":
        end = _name_end(text, start, end)
    return replace(mention, start=start, end=end) if start < end else mention


def completed(text: str, mention: Mention) -> Mention:
    """``mention`` with what always belongs to its name: a legal form, the city behind ``Bezirksamt X``."""
    end = mention.end
    legal = LEGAL_FORM.match(text, end)
    place = OF_PLACE.match(text, end) if AUTHORITY.match(text, mention.start, end) else None
    return replace(mention, end=legal.end() if legal else place.end() if place else end)


def cover_of(text: str, mentions: Iterable[Mention], label: str) -> Cover:
    """A cover of ``mentions``, those of ``label`` repaired and completed as far as others leave room."""
    found = sorted(mentions, key=lambda mention: (mention.label == label, mention))
    cover = Cover(text, (mention for mention in found if mention.label != label))
    for mention in (mention for mention in found if mention.label == label):
        better = repaired(text, mention)
        any(cover.add(candidate) for candidate in (completed(text, better), better, mention))
    return cover


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in STRAY_BEFORE:
        start += 1
    while end > start and text[end - 1] in STRAY_AFTER:
        end -= 1
    inner = text[start + 1 : end - 1]
    quoted = end - start > 2 and text[start] in OPENING_QUOTES and text[end - 1] in CLOSING_QUOTES
    return (start + 1, end - 1) if quoted and not any(mark in inner for mark in DOUBLE_QUOTES) else (start, end)


def _name_end(text: str, start: int, end: int) -> int:
    """Where a body's name ends: before small function words and a full stop that closes the sentence."""
    name = text[start:end]
    trimmed = FULL_STOP.sub("", TRAILING.sub("", name))
    return start + len(trimmed) if trimmed.strip() else end


def _without_articles(text: str, start: int, end: int) -> int:
    """Where the name begins behind small-letter articles, prepositions and hedges."""
    word = WORD.match(text, start, end)
    while word and word.group() in LEADING:
        rest = WORD.search(text, word.end(), end)
        if not rest or text[word.end() : rest.start()].strip():
            break
        start, word = rest.start(), rest
    return start


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    name = text[start:end]
    if name.count("(") > name.count(")") and text[end : end + 1] == ")":
        return start, end + 1
    if name.count(")") > name.count("("):
        return start, start + name.rindex(")")
    if sum(map(name.count, DOUBLE_QUOTES)) % 2:
        if text[end : end + 1] and text[end] in CLOSING_QUOTES:
            return start, end + 1
        return start + (name[0] in DOUBLE_QUOTES), end - (name[-1] in DOUBLE_QUOTES)
    return start, end
