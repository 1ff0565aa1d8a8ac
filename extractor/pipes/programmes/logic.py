"""Programmes of one release: certain mentions added, boundaries repaired, one entry per programme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from extractor.pipes.organisations.boundaries import cover_of
from extractor.pipes.organisations.cover import Rule, apply
from extractor.pipes.organisations.kinds import named
from extractor.pipes.organisations.merging import Form, contains, entries
from extractor.pipes.organisations.naming import is_adjective
from extractor.pipes.organisations.vocabulary import PLACE_ADJECTIVE
from extractor.pipes.organisations.words import WORD, is_acronym, spells
from extractor.pipes.programmes.quoted import whole_names
from extractor.pipes.programmes.rules import AGAIN, FINDING, LABEL, offerings, quoted_names
from extractor.pipes.programmes.vocabulary import BARE_KINDS
from extractor.text.document import FoundEntry, Mention, of_label

BRACKET_BEHIND = re.compile(r"[“”\"»«’‘]?\s?\(")
GENITIVE = re.compile(r"\s(?:des|der)(?:\s|$)")
TASK = re.compile(r"[A-ZÄÖÜ]\w+(?:elle|ische|liche|ale|ive|ige)[nrs]?(?:\s[A-ZÄÖÜ]\w+)?")
TASK_BEHIND = re.compile(r"(?:\s[A-ZÄÖÜ]\w+)?\s(?:der|des)\s(?P<noun>[A-ZÄÖÜ])")
QUOTES = tuple('„“”"»«‚‘')
PLURAL_ENDINGS = ("n", "en", "e", "er")


def with_programmes(
    text: str, mentions: Iterable[Mention], sentences: Sequence[tuple[int, int]], *, find: bool = False
) -> list[Mention]:
    """``mentions`` in text order, those of programmes repaired and joined by what the rules are sure of."""
    rules: tuple[Rule, ...] = (
        quoted_names,
        partial(offerings, sentences=sentences),
        *(FINDING if find else ()),
        *AGAIN,
    )
    return _names(text, apply(rules, cover_of(text, _names(text, whole_names(text, mentions)), LABEL)))


def _names(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """``mentions`` without generic words and without what only explains the programme before it."""
    found = sorted(named(text, mentions, LABEL, BARE_KINDS))
    return [
        mention
        for number, mention in enumerate(found)
        if mention.label != LABEL
        or not ((number and _explains(text, found[number - 1], mention)) or _is_task(text, mention, found))
    ]


def _is_task(text: str, mention: Mention, mentions: list[Mention]) -> bool:
    """Whether an adjective and a noun only describe what is done: ``Interkulturelle Öffnung der Verwaltung``.

    A name has a body's name in the genitive behind it, if anything.
    """
    if not TASK.fullmatch(text, mention.start, mention.end) or text[mention.start - 1 : mention.start] in QUOTES:
        return False
    behind = TASK_BEHIND.match(text, mention.end)
    return behind is not None and all(other.start != behind.start("noun") for other in mentions)


def _explains(text: str, name: Mention, mention: Mention) -> bool:
    """Whether ``mention`` is in the bracket behind a name and says what it is: ``„Mut“ (Förderung des Ehrenamts)``."""
    words = text[mention.start : mention.end]
    behind = name.label == LABEL and BRACKET_BEHIND.fullmatch(text[name.end : mention.start])
    title = text[name.start : name.end]
    is_long_form = is_acronym(title) and spells(title, words)
    return bool(behind and GENITIVE.search(words + text[mention.end : mention.end + 5])) and not is_long_form


def programmes(text: str, mentions: Iterable[Mention]) -> list[FoundEntry]:
    """One entry per programme among the mentions labelled ``PROGRAMME``."""
    return entries(text, of_label(mentions, LABEL), shortens_programme)


def shortens_programme(short: Form, long: Form) -> bool:
    """Whether ``short`` leaves words of ``long`` out; a scheme in the plural and one instance of it are two."""
    size = len(short.key)
    if size >= len(long.key) or not contains(long.key, short.key):
        return False
    words = WORD.findall(long.name)
    if long.key[:size] == short.key:
        return not _plural(WORD.findall(short.name)[-1], words[size - 1])
    if long.key[-size:] == short.key:
        return all(is_adjective(word) or PLACE_ADJECTIVE.fullmatch(word) for word in words[: len(words) - size])
    return size > 1 and short.key[0] == long.key[0] and short.key[-1] == long.key[-1]


def _plural(short: str, long: str) -> bool:
    """Whether ``short`` is ``long`` with a plural ending: ``Kiezkassen``, ``Kiezkasse``."""
    return any(short == long + ending for ending in PLURAL_ENDINGS)
