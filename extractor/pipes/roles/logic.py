"""Role mentions: boundaries, roles in brackets, roles directly before a name."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.pipes.people.titles import prefix
from extractor.pipes.roles.compounds import without_parts
from extractor.pipes.roles.finder import found_people, found_roles
from extractor.pipes.roles.heads import is_sure_in_brackets, kind
from extractor.pipes.roles.vocabulary import OUTSIDE, RANKED, RETIRED, SURE_MODIFIERS
from extractor.text.document import Mention, without_overlaps

BRACKET = re.compile(r"\s{0,2}\(([^()\n]{2,90})\)")
PARTS = re.compile(r"[^,;/]+")
COMPLEMENT = re.compile(r"\s+(?:des|der|vom|von|bei|beim|im|in|am|an|für)\s")
BEFORE = re.compile(rf"(?<![\w.])(?:{SURE_MODIFIERS})\s+$")
FIRST = re.compile(r"(?<!\w)Erste[rnms]?\s+$")
LAST_WORD = re.compile(r"(?<![\w-])([A-ZÄÖÜ][\w-]{2,59})$")
EDGES = " ,;:()\t\n\u00a0"
WINDOW = 60


def complete_roles(text: str, mentions: list[Mention], *, find: bool) -> list[Mention]:
    """``mentions`` with role boundaries repaired and sure roles added; with ``find`` also what rules can find."""
    mentions = [_repaired(text, mention) if mention.label == "ROLE" else mention for mention in mentions]
    mentions = without_overlaps(without_parts(text, mentions))
    if find:
        mentions = without_overlaps([*mentions, *found_people(text, mentions)])
        mentions = without_overlaps([*mentions, *found_roles(text, [m for m in mentions if m.label == "PERSON"])])
    people = [mention for mention in mentions if mention.label == "PERSON"]
    sure = [role for person in people for role in (*_in_brackets(text, person), *_before(text, person))]
    return without_overlaps([*mentions, *sure]) if sure else mentions


def _repaired(text: str, mention: Mention) -> Mention:
    start, end = mention.start, mention.end
    if found := OUTSIDE.match(text, start, end):
        start = found.end()
    while start < end and text[start] in EDGES:
        start += 1
    while (
        start < end
        and text[end - 1] in EDGES
        and text.count("(", start, end) <= text.count(")", start, end) - (text[end - 1] == ")")
    ):
        end -= 1
    start, end = _whole_compound(text, start, end)
    while found := BEFORE.search(text[max(0, start - WINDOW) : start]):
        start -= len(found.group())
    if text.startswith(RANKED, start) and (found := FIRST.search(text[max(0, start - WINDOW) : start])):
        start -= len(found.group())
    if (retired := RETIRED.match(text, end)) and end > start:
        end = retired.end()
    return mention if (start, end) == (mention.start, mention.end) else replace(mention, start=start, end=end)


def _whole_compound(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the parts that a hyphen ties to the first or last word."""
    floor, ceiling = max(0, start - WINDOW), min(len(text), end + WINDOW)
    if start > floor + 1 and text[start - 1] == "-" and text[start - 2].isalnum():
        while start > floor and (text[start - 1].isalnum() or text[start - 1] == "-"):
            start -= 1
    if end + 1 < ceiling and text[end] == "-" and text[end + 1].isalpha():
        while end < ceiling and (text[end].isalnum() or text[end] == "-"):
            end += 1
    return start, end


def _in_brackets(text: str, person: Mention) -> list[Mention]:
    """``Eva Kern (stellv. Leitung)``."""
    found = BRACKET.match(text, person.end)
    if not found:
        return []
    roles = []
    for part in PARTS.finditer(found.group(1)):
        phrase = COMPLEMENT.split(part.group().strip(), maxsplit=1)[0]
        if is_sure_in_brackets(phrase):
            start = found.start(1) + part.start() + part.group().index(phrase)
            roles.append(Mention(start, start + len(phrase), "ROLE", "role-bracket"))
    return roles


def _before(text: str, person: Mention) -> list[Mention]:
    """``Kreisdirektor Dr. Kern``: an office directly before a name."""
    end = prefix(text, person.start).start
    if end == 0 or text[end - 1] != " ":
        return []
    found = LAST_WORD.search(text[max(0, end - 1 - WINDOW) : end - 1])
    if not found or kind(found.group(1)) not in {"office", "body"}:
        return []
    start = end - 1 - len(found.group(1))
    return [_repaired(text, Mention(start, end - 1, "ROLE", "role-before-name"))]
