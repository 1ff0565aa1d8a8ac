"""A modest finder of organisations for pipelines whose model has no such label: type words with a name, legal forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.pipes.organisations.cover import Cover
from extractor.pipes.organisations.naming import is_adjective
from extractor.pipes.organisations.vocabulary import (
    ARTICLES,
    BODY_TYPES,
    FUNCTION_WORDS,
    KIND_SIGNS,
    LEGAL_FORM,
    PLACE_ADJECTIVE,
    PREPOSITIONS,
)
from extractor.text.document import Mention

CASE_ENDING = r"(?:e?s)?"
TYPE_WORD = re.compile(
    r"(?<![\w-])(?:[A-ZÄÖÜ][\w-]{0,60}?)?(?i:"
    + "|".join(sorted(BODY_TYPES, key=len, reverse=True))
    + r")"
    + CASE_ENDING
    + r"(?![\w-])"
)
SUBJECT = r"(?:[a-zäöüß]{3,30} )?[A-ZÄÖÜ][\w-]*"
TASK = re.compile(rf" für {SUBJECT}(?:, [A-ZÄÖÜ][\w-]*){{0,5}}(?: (?:und|&) {SUBJECT})?")
NO_PLACE = "Uhr|Frau|Herr|Dr|Prof|Tel|Telefon|Januar|Februar|März|April|Mai|Juni|Juli|August"
PLACE = re.compile(rf" (?!(?:{NO_PLACE})\b)[A-ZÄÖÜ][\w-]{{2,}}(?: von [A-ZÄÖÜ][\w-]+)?")
QUOTED = re.compile(r" [„“\"][^„“”\"\n]{2,60}[“”\"]")
COMPANY_NAME = re.compile(r"(?<![\w&.-])(?:[A-ZÄÖÜ][\w&.-]*|\d+\.|&)(?: (?:[A-ZÄÖÜ][\w&.-]*|&)){0,4}$")
LAST_WORD = re.compile(r"([\w-]+) $")
MOST_BEFORE = 3
FAR_BEFORE = 80


def bodies(cover: Cover) -> Iterator[Mention]:
    """Type words that carry a name: a task, a place, a quoted name, an adjective or a hyphenated name."""
    for found in TYPE_WORD.finditer(cover.text):
        end = _end(cover.text, found.end())
        start = _start(cover.text, found.start())
        if end > found.end() or start < found.start() or "-" in found.group():
            yield Mention(start, end, "ORG", "type-word")


def _end(text: str, end: int) -> int:
    for pattern in (TASK, QUOTED, PLACE, LEGAL_FORM):
        match = pattern.match(text, end)
        end = match.end() if match else end
    return end


def _start(text: str, start: int) -> int:
    for _ in range(MOST_BEFORE):
        word = LAST_WORD.search(text[max(0, start - FAR_BEFORE) : start])
        if not word or not _belongs(word.group(1)):
            break
        start -= len(word.group())
    return start


def _belongs(word: str) -> bool:
    if not word[0].isupper() or word.casefold() in ARTICLES | KIND_SIGNS | FUNCTION_WORDS | PREPOSITIONS:
        return False
    return bool(is_adjective(word) or PLACE_ADJECTIVE.fullmatch(word) or (word.isupper() and len(word) > 1))


def companies(cover: Cover) -> Iterator[Mention]:
    """Capitalised words before a legal form: ``Muster Bau GmbH``."""
    for found in LEGAL_FORM.finditer(cover.text):
        before = cover.text[max(0, found.start() - FAR_BEFORE) : found.start()]
        words = COMPANY_NAME.search(before)
        start = found.start() - len(words.group()) if words else found.start()
        if words and words.group().split(" ")[0].casefold() in ARTICLES:
            start += len(words.group().split(" ")[0]) + 1
        if start < found.start():
            yield Mention(start, found.end(), "ORG", "legal-form")
