"""Rules that are sure enough of a programme to mark it on top of what a model found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.pipes.organisations.cover import Cover, Rule
from extractor.pipes.organisations.repeats import repeated_acronyms, repeated_names, repeated_words
from extractor.pipes.organisations.rules import bracketed_acronyms
from extractor.pipes.organisations.words import WORD
from extractor.pipes.programmes.vocabulary import LIST_HEADS, NAME_ENDS, NO_OFFERING, NO_TYPE, TYPES
from extractor.text.document import Mention

LABEL = "PROGRAMME"
MOST_WORDS_OFFERING = 8
QUOTED = r"[„“”\"»«‚‘](?P<name>[^„“”\"»«\n]{2,90}?)[“”\"«»‘’]"
TYPE = r"[\w-]{0,40}?(?:" + "|".join(TYPES) + r")"
TYPE_WORD = re.compile(TYPE)
OPENING = re.compile(r"(?<=\w )[„“”\"»«‚‘]")
ANNOUNCED = re.compile(
    r"(?<![\w-])(?P<type>" + TYPE + ") "
    r"(?P<name>(?=[\w-]*(?:[A-ZÄÖÜ]{2}|[a-zäöüß][A-ZÄÖÜ]))[A-ZÄÖÜ][\w-]*\w(?: [A-ZÄÖÜ][\w-]+)?)"
    r"(?![\w-]|[ –-]+[A-ZÄÖÜ&])"
)
SELF_NAMED = re.compile(
    r"(?<![\w-])(?:[A-ZÄÖÜ]\w{2,30}ische[nr]? [A-ZÄÖÜ]\w{2,40}|Deutsche[nr]? [A-ZÄÖÜ]\w{2,40}|"
    r"(?:[A-ZÄÖÜ]\w{1,30}-){1,4}|[A-ZÄÖÜ]\w{3,30}er [A-ZÄÖÜ]\w{2,40})(?i:"
    + "|".join(NAME_ENDS)
    + r")(?:e?s)?(?: für [A-ZÄÖÜ][\w-]+)?(?![\w-])"
)
ITEM = re.compile(QUOTED)
HEADS = "|".join(LIST_HEADS)
LIST_HEAD = re.compile(
    r"(?<!\w)(?:[A-ZÄÖÜ][\w-]{0,40}?(?:" + HEADS + ")|" + "|".join(map(str.capitalize, LIST_HEADS)) + r")(?!\w)"
)
ENDS_SENTENCE = re.compile(r"[.?]$|[.!?] ")
"""What shows that words in quotation marks are somebody's words."""


def is_show(kind: str) -> bool:
    """Whether a type word means a show, a book or a text."""
    return kind.casefold().removesuffix("s").removesuffix("e").endswith(NO_TYPE) or kind.casefold().endswith(NO_TYPE)


def quoted_names(cover: Cover) -> Iterator[Mention]:
    """``das Programm „Grüne Höfe“``: the quoted name right behind a type word."""
    for opening in OPENING.finditer(cover.text):
        kind = cover.before(opening.start())[1]
        found = ITEM.match(cover.text, opening.start()) if TYPE_WORD.fullmatch(kind) and not is_show(kind) else None
        if found:
            yield Mention(found.start("name"), found.end("name"), LABEL, "quoted")


def offerings(cover: Cover, sentences: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Quoted names in a list of offerings: two or more, or one with an explaining bracket behind it."""
    for start, end in sentences:
        head = LIST_HEAD.search(cover.text, start, end)
        items = (
            [item for item in ITEM.finditer(cover.text, head.end(), end) if is_offering(cover, item)] if head else []
        )
        if len(items) > 1 or any(cover.text.startswith(" (", item.end()) for item in items):
            yield from (Mention(item.start("name"), item.end("name"), LABEL, "offering") for item in items)


def is_offering(cover: Cover, item: re.Match[str]) -> bool:
    """Whether a quoted stretch looks like a name rather than words, a motto or a work."""
    name = item.group("name")
    if ENDS_SENTENCE.search(name) or len(WORD.findall(name)) > MOST_WORDS_OFFERING:
        return False
    return (name[0].isupper() or name[0].isdigit()) and not cover.before(item.start())[1].casefold().endswith(
        NO_OFFERING
    )


def acronyms(cover: Cover) -> Iterator[Mention]:
    """``Plan für Kitas (PfK)``: the acronym in brackets behind a programme's name."""
    return bracketed_acronyms(cover, LABEL)


def acronyms_again(cover: Cover) -> Iterator[Mention]:
    """The acronyms of programmes, wherever they stand again."""
    return repeated_acronyms(cover, LABEL)


def names_again(cover: Cover) -> Iterator[Mention]:
    """The full names of programmes, wherever they stand again."""
    return repeated_names(cover, LABEL)


def words_again(cover: Cover) -> Iterator[Mention]:
    """The one-word names of programmes, wherever they stand again."""
    return repeated_words(cover, LABEL)


def announced_names(cover: Cover) -> Iterator[Mention]:
    """``das Bundesprogramm KLIMA-FIT``: a name in capitals behind a type word, without quotation marks."""
    for found in ANNOUNCED.finditer(cover.text):
        if not is_show(found.group("type")):
            yield Mention(found.start("name"), found.end("name"), LABEL, "type-word")


def self_named(cover: Cover) -> Iterator[Mention]:
    """``Anna-Beispiel-Preis``, ``Deutscher Lesepreis``: compounds that name themselves."""
    for found in SELF_NAMED.finditer(cover.text):
        yield Mention(found.start(), found.end(), LABEL, "type-word")


FINDING: tuple[Rule, ...] = (announced_names, self_named)
"""More liberal ones, for pipelines whose model has no such label."""
AGAIN: tuple[Rule, ...] = (acronyms, acronyms_again, names_again, words_again)
"""What follows from the names found so far."""
