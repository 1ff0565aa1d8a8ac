"""A programme whose name stands in quotation marks fills them: pieces of it become the whole name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extractor.text.document import Mention

LABEL = "PROGRAMME"
MOST_WORDS = 14
QUOTED = re.compile(r"(?<!\w)[„“”\"»«‚‘]\s?([^„“”\"»«\n]{2,110}?)\s?[“”\"«»’‘](?!\w)")
EDITION_BEFORE = re.compile(r"\d{1,3}\.\s")
NO_NAME_BEFORE = re.compile(r"(?:[a-zäöüß]|Mit\s|Für\s|Im\s|Zum\s|Zur\s|Beim\s|,)|.*[.!?:]\s")
EXPLAINED_BEHIND = re.compile(r"\s?(?:(?:19|20)\d\d|\([^()]*\)|[–-]\s[A-ZÄÖÜ]{2,})\s?$")
LIST_SIGN = re.compile(r"[/;,|]|\su\.\s")
STATEMENT = re.compile(r"[a-zäöüß]{3,}[.!?]\s+[A-ZÄÖÜ]|,\s(?:dass|sagte|so)\s")


def whole_names(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """``mentions`` with each programme that fills its quotation marks only in part made whole; places in it go.

    Of 605 programmes in quotation marks in the annotated releases 575 fill them; most others have a year behind.
    """
    found = sorted(mentions)
    for quoted in QUOTED.finditer(text) if any(mention.label == LABEL for mention in found) else ():
        inside = [m for m in found if quoted.start(1) <= m.start and m.end <= quoted.end(1)]
        start, end = _name(text, quoted, [m for m in inside if m.label == LABEL])
        swallowed = [m for m in inside if start < m.end and m.start < end]
        if start < end and all(m.label in {LABEL, "LOC", "PERSON"} for m in swallowed):
            first = next(m for m in swallowed if m.label == LABEL)
            found = sorted([*(m for m in found if m not in swallowed), replace(first, start=start, end=end)])
    return found


def _name(text: str, quoted: re.Match[str], names: list[Mention]) -> tuple[int, int]:
    """Where the name in the marks begins and ends; an empty span where it is whole already, or is no name."""
    start, end = quoted.span(1)
    content = quoted[1]
    if not names or len(content.split()) > MOST_WORDS or STATEMENT.search(content):
        return 0, 0
    if edition := EDITION_BEFORE.match(text, start):
        start = edition.end()
    while behind := EXPLAINED_BEHIND.search(text, start, end):
        end = behind.start()
    before = text[start : names[0].start]
    if before and NO_NAME_BEFORE.match(before):
        start = names[0].start
    if any(LIST_SIGN.search(text, left.end, right.start) for left, right in pairwise(names)):
        return 0, 0
    held = len(names) == 1 and (names[0].start, names[0].end) == (start, end)
    return (0, 0) if held or names[0].start < start or names[-1].end > end else (start, end)
