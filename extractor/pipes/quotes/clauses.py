"""A sentence as words and clauses, for the rules of indirect speech.

Clauses are cut at commas, semicolons, colons and dashes. What stands in quotation marks or brackets has no words here:
it belongs to the clause around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.pipes.quotes.indirect_vocabulary import (
    CONTENT_VERBS,
    DOUBTFUL_SUBORDINATORS,
    FIRST_PERSON,
    NO_VERBS,
    OPENERS,
    OPTATIVE,
    RELATIVES,
    SUBORDINATORS,
)
from extractor.pipes.quotes.subjunctive import is_reported, stands_in
from extractor.pipes.quotes.vocabulary import FINITE, LIGHT_VERBS, PREPOSITIONS, STRONG_PAST

_TOKEN = re.compile(r"\w+(?:[-*_:’'/]\w+)*-?|[,;:–—-]")
_BRACKET = re.compile(r"\([^()]{1,200}\)")
_MARKS = ",;:–—-"
_PAST = ("te", "ten", "t")
_ARTICLES = frozenset(
    "der die das den dem des ein eine einer eines einem einen kein keine keinen seine seiner seinen ihre ihrer ihren "
    "alle allen viele vielen beide beiden diese dieser diesen".split()
)
_LONG_RELATIVES = frozenset("denen deren dessen welcher welchem welchen".split())
_WITH_INFINITIVE = frozenset({"um", "ohne", "anstatt"})
_MODALS = frozenset("soll sollen will wollen".split())

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence with its place in the text."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.casefold()


@dataclass(slots=True)
class Clause:
    """The words between two marks; ``mark`` is the one before, ``depends`` whether another clause governs this one."""

    start: int
    end: int
    mark: str
    words: list[Word] = field(default_factory=list)
    depends: bool = False
    reported: bool = False

    def holds(self, words: frozenset[str]) -> bool:
        """Whether one of ``words`` stands in the clause."""
        return any(word.low in words for word in self.words)

    @property
    def has_verb(self) -> bool:
        """Whether a finite verb stands in the clause, as far as its form tells."""
        words = self.words
        return self.reported or any(is_finite(word.text) and not _describes(words, at) for at, word in enumerate(words))

    @property
    def says(self) -> bool:
        """Whether the clause is a main clause with a verb that is no Konjunktiv."""
        return not self.depends and not self.reported and self.has_verb and not self.holds(_MODALS)


def is_finite(word: str) -> bool:
    """Whether a word inside a sentence looks like a finite verb."""
    if not word.islower() or word in NO_VERBS:
        return False
    if (
        word in FINITE
        or word in CONTENT_VERBS
        or word in STRONG_PAST
        or word in LIGHT_VERBS
        or is_reported(word)
        or stands_in(word)
    ):
        return True
    return len(word) > 3 and word.endswith(_PAST) and not word.startswith("ge")


def _describes(words: Sequence[Word], at: int) -> bool:
    """Whether a form in *-te* or *-ten* is an adjective: it follows an article or a preposition."""
    before = words[at - 1].low if at else ""
    return words[at].text.endswith(("te", "ten")) and (before in _ARTICLES or before in PREPOSITIONS)


class Hidden:
    """The stretches of a text whose words are not looked at."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans: list[Span] = []
        for span in sorted(spans):
            if not self.spans or span[0] >= self.spans[-1][1]:
                self.spans.append(span)
        self.starts = [start for start, _ in self.spans]

    def at(self, position: int) -> Span | None:
        """The stretch that holds a position."""
        index = bisect_right(self.starts, position) - 1
        return self.spans[index] if index >= 0 and position < self.spans[index][1] else None

    def within(self, start: int, end: int) -> list[Span]:
        """The stretches that begin in ``[start, end)``."""
        return self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def clauses(text: str, start: int, end: int, hidden: Hidden) -> list[Clause]:
    """The clauses of the sentence ``[start, end)`` that have words; linear in its length."""
    found: list[Clause] = []
    current = Clause(start, end, "")
    for match in _visible(text, start, end, hidden):
        if match[0][0] not in _MARKS:
            current.words.append(Word(match[0], *match.span()))
        elif _cuts(text, match):
            current.end = match.start()
            if current.words:
                found.append(current)
            mark = match[0] if current.words else current.mark
            current = Clause(match.end(), end, mark)
    if current.words:
        found.append(current)
    _judge(found, hidden)
    return found


def _visible(text: str, start: int, end: int, hidden: Hidden) -> Iterator[re.Match[str]]:
    """The words and marks outside quotation marks and brackets."""
    brackets = Hidden([match.span() for match in _BRACKET.finditer(text, start, end)])
    at = start
    while (match := _TOKEN.search(text, at, end)) is not None:
        covered = hidden.at(match.start()) or brackets.at(match.start())
        if covered is None:
            yield match
        at = max(match.end(), covered[1] if covered else 0)


def _cuts(text: str, match: re.Match[str]) -> bool:
    """Whether a mark ends a clause: no decimal comma, no colon of a time, no hyphen."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match[0] in "–—-":
        return before.isspace() and after.isspace()
    return not (before.isdigit() and after.isdigit())


def _judge(found: list[Clause], hidden: Hidden) -> None:
    """Note of every clause whether it depends and whether it stands in Konjunktiv I."""
    for number, clause in enumerate(found):
        verb = _reported_verb(clause)
        last = verb is not None and _is_last(clause, verb) and not hidden.within(clause.words[verb].end, clause.end)
        clause.depends = _depends(found, number, last=last)
        clause.reported = verb is not None and not clause.depends


def _reported_verb(clause: Clause) -> int | None:
    if clause.holds(FIRST_PERSON):
        return None
    for number, word in enumerate(clause.words):
        if is_reported(word.text) and not _is_wish(clause, number):
            return number
    return None


def _is_wish(clause: Clause, number: int) -> bool:
    """``es sei denn``, ``sei es``, ``es sei erwähnt``: Konjunktiv that reports nothing."""
    words = [word.low for word in clause.words]
    if number == 1 and words[0] in OPTATIVE:
        return True
    if words[number] == "sei" and (words[number + 1 : number + 2] == ["es"] and number == 0):
        return True
    return words[number] in ("sei", "seien") and any(word in OPTATIVE for word in words[number + 1 :])


def _is_last(clause: Clause, verb: int) -> bool:
    return verb == len(clause.words) - 1 or clause.words[verb + 1].low in ("und", "oder", "bzw")


def _depends(found: list[Clause], number: int, *, last: bool) -> bool:
    """Whether a clause is a subordinate one: by its first word, and by its verb at the end where that is not enough.

    ``last`` tells that its Konjunktiv I stands there.
    """
    clause = found[number]
    words = [word.low for word in clause.words]
    while len(words) > 1 and words[0] in OPENERS:
        words = words[1:]
    if words[0] in _WITH_INFINITIVE:
        return any(word == "zu" or "zu" in word[2:] for word in words[1:])
    if words[0] in SUBORDINATORS or words[:2] == ["so", "dass"]:
        return True
    if words[0] == "als" and words[1:] and (is_reported(words[1]) or stands_in(words[1])):
        return True
    if words[0] in PREPOSITIONS and words[1:2] and words[1] in _LONG_RELATIVES:
        return clause.words[0].text.islower()
    if words[0] in DOUBTFUL_SUBORDINATORS:
        return len(words) > 2 and (last or is_finite(clause.words[-1].text))
    if not number:
        return False
    opened = words[1] if words[0] in PREPOSITIONS and len(words) > 1 else words[0]
    if last:
        return opened in RELATIVES or found[number - 1].depends
    return not _has_mood(clause) and (
        _goes_on(found[number - 1], clause) or (opened in RELATIVES and _ends_with_verb(clause))
    )


def _goes_on(before: Clause, clause: Clause) -> bool:
    """Whether a clause goes on with the subordinate one before it: its verb stands at the end, too."""
    first, last = clause.words[0].text, clause.words[-1].text
    return before.depends and clause.mark == "," and is_finite(last) and not is_finite(first)


def _has_mood(clause: Clause) -> bool:
    return any(is_reported(word.text) for word in clause.words)


def _ends_with_verb(clause: Clause) -> bool:
    words = clause.words
    return is_finite(words[-1].text) and not any(is_finite(word.text) for word in words[1:-1])
