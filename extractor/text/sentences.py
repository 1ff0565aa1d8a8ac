"""Sentences by rule: every mark that can end one is a candidate, and its neighbours decide."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from extractor.text.abbreviations import (
    ALWAYS_INSIDE,
    MAYBE_LAST,
    NAMES_WITH_STOP,
    OPENERS,
    PAIRS_INSIDE,
    STREET_ENDINGS,
)

Span = tuple[int, int]

REACH = 60
"""Characters looked at on either side of a candidate: words are shorter."""

MAX_BRACKET, MAX_NAME = 300, 120
"""Characters of a bracket, and of a name in quotation marks, that is read as part of its sentence."""

CLOSERS = "\"“”»«’‘'›‹)\\]"
OPENING = "\"„“”»«‚‘'›‹(\\["

_QUOTES = frozenset("\"„“”»«‚‘'›‹")
_WORD_AND_SPACE = re.compile(r"\w\S*\s")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_MARK = re.compile(rf"[.!?…]++[{CLOSERS}]*+")
_NEXT = re.compile(rf"([{OPENING}\s–—•*+-]*)([^\W_]+|\S)?")
_BEFORE = re.compile(r"[^\s„“”»«\"'‚‘()\[\]/–—]+$")
_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,4}$")
_PAIR = re.compile(r"(?<!\w)(?:" + "|".join(pair.replace(".", r"\. ?") for pair in PAIRS_INSIDE) + ")$")
_ORDINAL = re.compile(r"(?:\d{1,3}|[IVXL]{2,5}|\d{1,2}\.\d{1,2})$")
_NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[^\W\d_])$")
_VOWEL = re.compile(r"[aeiouyäöü]", re.IGNORECASE)
_BRACKET = re.compile(rf"(?<=\s)[(\[][^()\[\]]{{1,{MAX_BRACKET}}}[)\]]")
_NAME = re.compile(
    rf"(?<=[\w,] )(?:„[^„“”\"]{{1,{MAX_NAME}}}[“”\"]|“[^“”]{{1,{MAX_NAME}}}”|»[^»«]{{1,{MAX_NAME}}}«)"
    r"(?=[ ,-]+[a-zäöü(])"
)
_GLUED = re.compile(rf"(?<![\w.@/:-])[^\W\d_]*[a-zäöüß]{{3}}[.!?][{CLOSERS}]*$")
_GLUED_NEXT = re.compile(rf"[{OPENING}]?([A-ZÄÖÜ][a-zäöüß]*)(?=[\s,])")


def split(text: str) -> list[Span]:
    """The sentences of ``text`` as spans without white space at their ends; a line break always ends one."""
    sentences: list[Span] = []
    for line in _LINE.finditer(text):
        first = line.start()
        for end in (*_ends(line.group()), len(line.group())):
            span = _trimmed(text, first, line.start() + end)
            if span[0] < span[1]:
                sentences.append(span)
            first = line.start() + end
    return sentences


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends(line: str) -> Iterator[int]:
    """Where sentences end inside a line."""
    start = 0
    wholes = _Wholes(line)
    for match in _MARK.finditer(line):
        end = match.end()
        if end >= len(line) or wholes.hold(start, match.start(), end):
            continue
        if line[end].isspace():
            ends = _ends_sentence(line, start, match.start(), match.group())
        else:
            ends = _is_glued(line, start, end)
        if ends:
            yield end
            start = end


class _Wholes:
    """Brackets and quoted names inside a sentence: marks in them end nothing."""

    def __init__(self, line: str) -> None:
        spans = sorted(match.span() for pattern in (_BRACKET, _NAME) for match in pattern.finditer(line))
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def hold(self, sentence: int, mark: int, end: int) -> bool:
        """Whether a mark stands in one that began after the words of the sentence did."""
        place = bisect_right(self.starts, mark) - 1
        return place >= 0 and end <= self.ends[place] and self.starts[place] > sentence + 1


def _ends_sentence(line: str, start: int, mark: int, found: str) -> bool:
    """Whether the mark ``found`` before white space ends the sentence that began at ``start``."""
    end = mark + len(found)
    opener, word = _following(line, end)
    if not word or word[0].islower() or word in "/&=,;:":
        return False
    before = line[max(start, mark - REACH) : mark]
    if before.endswith(("(", "[")):
        return False
    opens = word.lower() in OPENERS and not _QUOTES.intersection(opener)
    if found[0] == "…" or found.startswith("..."):
        return word.lower() in OPENERS or bool(_QUOTES.intersection(opener))
    if found[0] != ".":
        return not opener.strip().startswith(("-", "–", "—"))
    return _stop_ends(before, opens=opens, first=not _WORD_AND_SPACE.search(before) and mark - start < REACH)


def _following(line: str, end: int) -> tuple[str, str]:
    """What stands before the next word (white space, opening marks, dashes), and that word."""
    found = _NEXT.match(line, end, end + REACH)
    return (found.group(1), found.group(2) or "") if found else ("", "")


def _stop_ends(before: str, *, opens: bool, first: bool) -> bool:
    """Whether a full stop after ``before`` ends a sentence when the next word is capitalised or a number.

    ``opens``: the next word is one that is capitalised only where a sentence begins; ``first``: the sentence has only
    one word yet.
    """
    found = _BEFORE.search(before)
    if not found:
        return True
    word = found.group()
    if first and _NUMBERED.fullmatch(word):
        return False
    if _PAIR.search(before):
        return False
    last = word.rpartition("-")[2]
    if last.lower() in ALWAYS_INSIDE or word.lower() in ALWAYS_INSIDE:
        return False
    return opens or not _may_go_on(word, last)


def _may_go_on(word: str, last: str) -> bool:
    """Whether the stop may belong to an ordinal, an initial or an abbreviation; ``last`` is the word's last part."""
    lower = last.lower()
    return (
        bool(_ORDINAL.fullmatch(last) or _DOTTED.search(word))
        or (len(last) == 1 and last.isalpha())
        or lower in MAYBE_LAST
        or word in NAMES_WITH_STOP
        or (lower.endswith(STREET_ENDINGS))
        or (1 < len(last) <= 4 and last[1:].islower() and not _VOWEL.search(last))
    )


def _is_glued(line: str, start: int, end: int) -> bool:
    """Whether the space between two sentences was lost (``statt.Der``), which no address or name looks like."""
    before = line[max(start, end - REACH) : end]
    following = _GLUED_NEXT.match(line, end, end + REACH)
    return bool(following and following.group(1).lower() in OPENERS and _GLUED.search(before))
