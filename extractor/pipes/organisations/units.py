"""What an acronym says of the words before it: a unit and its parent as one name, a place behind the bracket."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.pipes.organisations.naming import known_noun
from extractor.pipes.organisations.vocabulary import FUNCTION_WORDS, LAND_ABBREVIATIONS
from extractor.pipes.organisations.words import WORD, expands, is_acronym, stems
from extractor.text.document import Mention, of_label, without_overlaps

LABEL, PLACE = "ORG", "LOC"
ACRONYM_BEHIND = re.compile(r"\s\(([\w-]{2,14})\)")
UNIT_BEFORE = re.compile(
    r"(?:(?P<adjective>[a-zäöüß]+e[nrsm]?)\s)?(?P<unit>[A-ZÄÖÜ][\w-]+)\s(?:der|des|dem|von|am|im)\s$"
)
ADJECTIVE_BEFORE = re.compile(r"([a-zäöüß]{3,}e[nrsm]?)\s$")
GENITIVE_BEHIND = re.compile(r"\s\([\w-]{2,14}\)\s(?:der|des)\s$")
QUOTED_BEHIND = re.compile(r"\s[„“”\"»]([A-ZÄÖÜ0-9][^„“”\"»«\n]{2,50})[“”\"«]")
FAR_BEFORE = 120


def resolved(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """``mentions`` with units and parents joined that one acronym spells, and places told from bodies."""
    found = sorted(mentions)
    found = [_as_place(text, mention, found) for mention in found]
    return without_overlaps([*joined_units(text, found), *_with_quoted_names(text, found)])


def _with_quoted_names(text: str, mentions: list[Mention]) -> list[Mention]:
    """A kind of body before a quoted name is no body by itself: ``Jugendclub „Klinke“`` is one, or just ``Klinke``."""
    starts = {mention.start for mention in mentions if mention.label == LABEL}
    taken = {mention.start for mention in mentions}
    result = []
    for mention in mentions:
        quoted = QUOTED_BEHIND.match(text, mention.end)
        name = text[mention.start : mention.end]
        is_kind = mention.label == LABEL and " " not in name and bool(known_noun(name))
        if not quoted or not is_kind:
            result.append(mention)
        elif quoted.start(1) not in taken:
            result.append(replace(mention, end=quoted.end(), evidence="quoted-name"))
        elif quoted.start(1) not in starts:
            result.append(mention)
    return result


def joined_units(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """``landesweite Stelle der KI (LaKI)``: the acronym holds both, so unit and parent are one name."""
    for parent in of_label(mentions, LABEL):
        acronym = ACRONYM_BEHIND.match(text, parent.end)
        adjective = (
            _adjective_start(text, parent, acronym[1]) if acronym and " " in text[parent.start : parent.end] else None
        )
        if adjective is not None:
            yield Mention(adjective, parent.end, LABEL, "unit-acronym")
            continue
        before = UNIT_BEFORE.search(text[max(0, parent.start - FAR_BEFORE) : parent.start])
        if acronym and before and is_acronym(acronym[1]):
            start = _unit_start(acronym[1], before, text[parent.start : parent.end])
            if start is not None:
                yield Mention(start + max(0, parent.start - FAR_BEFORE), parent.end, LABEL, "unit-acronym")


def _adjective_start(text: str, mention: Mention, acronym: str) -> int | None:
    """Where ``landesweite`` begins before ``Stelle der KI``, whose acronym ``LaKI`` begins with it."""
    first, *_, last = text[mention.start : mention.end].split() or [""]
    head = acronym.removesuffix(last).casefold()
    before = ADJECTIVE_BEFORE.search(text[max(0, mention.start - FAR_BEFORE) : mention.start])
    if not before or last == acronym or not is_acronym(last) or not head or first.casefold().startswith(head):
        return None
    return mention.start - len(before[0]) if before[1].startswith(head) else None


def _unit_start(acronym: str, before: re.Match[str], parent: str) -> int | None:
    """Where the name begins whose end is ``parent``, if the acronym spells all of it."""
    head = acronym.removesuffix(parent).casefold() if is_acronym(parent) and acronym != parent else acronym
    for group in ("adjective", "unit"):
        first = before[group]
        if first is None or first in FUNCTION_WORDS:
            continue
        words = WORD.findall(before.string[before.start(group) :]) + WORD.findall(parent)
        if (head != acronym and head and first.casefold().startswith(head)) or expands(acronym, words):
            return before.start(group)
    return None


def _as_place(text: str, mention: Mention, mentions: list[Mention]) -> Mention:
    """A Land's abbreviation is a place; so is, beside ``Zentrum HSK``, the last word of ``Zentrum (Z) des HSK``."""
    short = text[mention.start : mention.end]
    if short in LAND_ABBREVIATIONS and mention.label in {LABEL, "PROGRAMME"}:
        return replace(mention, label=PLACE, evidence="land")
    if mention.label != LABEL or not is_acronym(short):
        return mention
    behind = GENITIVE_BEHIND.search(text[max(0, mention.start - FAR_BEFORE) : mention.start])
    if not behind:
        return mention
    end = max(0, mention.start - FAR_BEFORE) + behind.start()
    name = next((other for other in of_label(mentions, LABEL) if other.end == end), None)
    full = (*stems(text[name.start : name.end]), *stems(short)) if name else ()
    placed = any(stems(text[other.start : other.end]) == full for other in of_label(mentions, LABEL))
    return replace(mention, label=PLACE, evidence="place-of-name") if placed else mention
