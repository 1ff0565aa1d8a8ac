"""Hard-wrapped lines: which line breaks inside a paragraph only stand for a space, and which cut a word.

Joined are the lines of prose that was wrapped at some width: each line is so full that the next word did not fit.
Lists, headlines, addresses and tables have lines that end early, and keep their breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

MIN_WIDTH, MAX_WIDTH = 40, 120
"""Characters a line of wrapped prose has at least and at most; a longer line is a paragraph of its own."""

MIN_BREAKS = 2
"""Breaks that make a paragraph long enough to show by itself that it is wrapped."""

WRAPPED_SHARE, RUNNING_SHARE = 0.6, 0.2
"""Shares of a wrapped paragraph's breaks where the next word did not fit, and where a sentence runs across."""

RAGGED = 0.85
"""Share of the width that counts as full in a paragraph that is wrapped (lines of proportional type end unevenly)."""

FORCED_WIDTH = 45
"""A line this long, without a full stop, goes on in a next line that begins in lower case."""

_LINE = re.compile(r"[^\n]+")
_FIRST_WORD = re.compile(r"\S+")
_BULLET = re.compile(r"[•*▪·‣◦○●■□►→|#+]\s|[a-z]\)\s|\(\d{1,2}\)\s")
_NUMBER = re.compile(r"[-–—>]\s|\d{1,3}[.)]\s|\d{1,2}[:.]\d\d\b")
_ADDRESS = re.compile(r"[@./:][^\s]*-$")
_CUT_WORD = re.compile(r"(?<![\w-])[\w-]*\w-$")
_SUSPENDED = re.compile(r"(?:und|oder|bzw|sowie|bis|u\.)(?!\w)")
_KEEPS_HYPHEN = re.compile(r"[A-ZÄÖÜ\d]-$")
_LAST_CHARS = 60


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def first_word(self) -> str:
        found = _FIRST_WORD.match(self.text)
        return found.group() if found else ""

    @property
    def continues(self) -> bool:
        """Whether it begins in lower case, as only the middle of a sentence does."""
        return self.text[:1].islower() and not _BULLET.match(self.text)


def joins(text: str) -> Iterator[tuple[int, int, str]]:
    """The line breaks of ``text`` to replace, as start, end and what stands there instead, in order."""
    if "\n" not in text:
        return
    blocks = list(_blocks(text))
    widths = [width for block in blocks if (width := _wrapped_width(block))]
    common = max(widths, default=0)
    for block in blocks:
        yield from _joins_of(block, common)


def _blocks(text: str) -> Iterator[list[_Line]]:
    """The paragraphs of at least two lines, as lines without the white space around them."""
    block: list[_Line] = []
    done = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        apart = match.start() - done > 1 or not stripped
        if apart:
            if len(block) > 1:
                yield block
            block = []
        if stripped:
            start = match.start() + match.group().index(stripped[0])
            block.append(_Line(start, start + len(stripped), stripped))
        done = match.end()
    if len(block) > 1:
        yield block


def _pairs(block: list[_Line]) -> list[tuple[_Line, _Line]]:
    return list(pairwise(block))


def _width(block: list[_Line]) -> int:
    """The length of the longest line that could have been wrapped further."""
    return max((len(line.text) for line in block if " " in line.text), default=0)


def _full(line: _Line, following: _Line, width: float) -> bool:
    """Whether the following line's first word would not have fitted."""
    return len(line.text) + 1 + len(following.first_word) > width


def _wrapped_width(block: list[_Line]) -> int:
    """The width a paragraph of prose was wrapped at, 0 where it was not."""
    width = _width(block)
    pairs = _pairs(block)
    if not MIN_WIDTH <= width <= MAX_WIDTH or len(pairs) < MIN_BREAKS:
        return 0
    full = sum(_full(line, following, width * RAGGED) for line, following in pairs)
    running = sum(following.continues or _breaks_off(line) for line, following in pairs)
    return width if full >= WRAPPED_SHARE * len(pairs) and running >= RUNNING_SHARE * len(pairs) else 0


def _joins_of(block: list[_Line], common: int) -> Iterator[tuple[int, int, str]]:
    own = _wrapped_width(block)
    limit = own * RAGGED if own else max(common, _width(block))
    for line, following in _pairs(block):
        if _is_item(line, following):
            continue
        if _cuts_word(line) and following.text[0].isalnum():
            yield _rejoined(line, following)
        elif _goes_on(line, following, limit, wrapped=bool(own or common)):
            yield line.end, following.start, " "


def _is_item(line: _Line, following: _Line) -> bool:
    """Whether the following line begins a list's next item, or a programme's next hour, and not just with a number."""
    if _BULLET.match(following.text):
        return True
    ends = line.text[-1] in ".!?:;" or len(line.text) < MIN_WIDTH
    return ends and bool(_NUMBER.match(following.text))


def _goes_on(line: _Line, following: _Line, limit: float, *, wrapped: bool) -> bool:
    if len(line.text) > MAX_WIDTH or not _full(line, following, limit):
        return False
    return wrapped or (following.continues and len(line.text) >= FORCED_WIDTH and line.text[-1] not in ".!?:;")


def _breaks_off(line: _Line) -> bool:
    """Whether a line ends in the middle of a sentence: in lower case, at a comma or inside a word."""
    last = line.text.rpartition(" ")[2]
    return (last.isalpha() and last.islower()) or last.endswith(",") or _cuts_word(line)


def _cuts_word(line: _Line) -> bool:
    return bool(_CUT_WORD.search(line.text[-_LAST_CHARS:]))


def _rejoined(line: _Line, following: _Line) -> tuple[int, int, str]:
    """What becomes of a word cut at a hyphen: joined, or the hyphen kept where it belongs to the word."""
    if _SUSPENDED.match(following.text):
        return line.end, following.start, " "
    before = line.text[-_LAST_CHARS:]
    if not following.text[0].islower() or _KEEPS_HYPHEN.search(before) or _ADDRESS.search(before):
        return line.end, following.start, ""
    return line.end - 1, following.start, ""
