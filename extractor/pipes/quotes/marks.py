"""Quotation marks and the stretches they enclose: which mark opens, which closes, what lies inside what.

Releases mix the marks freely (``„…"``, ``„…”``, ``“…“``), lose the closing one and repeat the opening one in each
paragraph; a mark is therefore judged by its shape, by the white space around it and by what is open, never by its
shape alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.pipes.quotes.vocabulary import SPEECH_VERBS

MARK = re.compile(r"‚‚|‘‘|’’|[„“”‟\"＂»«›‹‚‘’]|,,(?=\w)|``|''")
BREAK = re.compile(r"\n\s*")
WORD = re.compile(r"\w+")

_FAMILY = dict.fromkeys(("„", "“", "”", "‟", '"', "＂", ",,", "``", "''", "‚‚", "‘‘", "’’"), "double")
_FAMILY |= dict.fromkeys("»«", "guillemet") | dict.fromkeys("›‹", "single guillemet") | dict.fromkeys("‚‘’", "single")
_OTHER = {"double": "guillemet", "guillemet": "double"}
_BEFORE_OPENING = frozenset("([{<–—-/:|=+*„»›‚“")
_AFTER_CLOSING = frozenset(".,;:!?)]}>–—-/|…“”\"«‹‘’»'")
_SENTENCE_END = frozenset('.!?…:;“”"«»‹›‘’)')
_SPAN_BREAKS = 3
_LONGEST_MIXED = 600


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between quotation marks: ``[start, end)`` without, ``[outer_start, outer_end)`` with the marks.

    ``closed`` is false where the closing mark is missing; ``continues`` where the next paragraph repeats the opening
    mark, so that this stretch and the next are one utterance.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    family: str
    start: int
    end: int


def quoted_stretches(text: str) -> list[Quoted]:
    """All stretches of ``text`` between quotation marks, also those inside others, by their start; linear in time."""
    found = [trimmed for quoted in _Pairing(text).run() if (trimmed := _trimmed(text, quoted)).start < trimmed.end]
    return sorted(found, key=lambda quoted: (quoted.outer_start, -quoted.outer_end))


def paragraph_breaks(text: str) -> list[int]:
    """Where paragraphs end: at blank lines, and at line ends after the end of a sentence."""
    return [match.start() for match in BREAK.finditer(text) if _is_break(text, match)]


def _is_break(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    return match.group().count("\n") > 1 or not before or before in _SENTENCE_END


class _Pairing:
    """One pass over the marks of a text with a stack of what is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.breaks = paragraph_breaks(text)
        self.stack: list[_Open] = []
        self.open = dict.fromkeys(_FAMILY.values(), 0)
        self.last_mark_opened = False

    def run(self) -> Iterator[Quoted]:
        """The stretches, in the order of their ends."""
        at = 0
        for match in MARK.finditer(self.text):
            passed: list[int] = []
            while at < len(self.breaks) and self.breaks[at] < match.start():
                passed.append(self.breaks[at])
                at += 1
            if passed and self.stack:
                yield from self._end_of_paragraph(passed, match)
            yield from self._mark(match)
        if self.stack:
            yield from self._abandon(self.breaks[at] if at < len(self.breaks) else len(self.text))

    def _mark(self, match: re.Match[str]) -> Iterator[Quoted]:
        family = _FAMILY[match.group()]
        direction = self._direction(match, bool(self.open[family]))
        if direction == "open":
            self.stack.append(_Open(family, match.start(), match.end()))
            self.open[family] += 1
            self.last_mark_opened = True
        elif direction == "close" and self.open[family] and not self._inner_end(match):
            opened = self._pop_to(family)
            self.last_mark_opened = False
            yield Quoted(opened.end, match.start(), opened.start, match.end())
        elif direction is None and self._closes_other(match, family):
            opened = self._pop_to(_OTHER[family])
            self.last_mark_opened = False
            yield Quoted(opened.end, match.start(), opened.start, match.end())

    def _closes_other(self, match: re.Match[str], family: str) -> bool:
        """Whether a mark ends what one of the other shape began: ``„Die Halle ist fertig«, sagte …``."""
        if len(self.stack) != 1 or self.stack[0].family != _OTHER.get(family):
            return False
        return match.start() - self.stack[0].end <= _LONGEST_MIXED

    def _inner_end(self, match: re.Match[str]) -> bool:
        """Whether a closing mark ends a name whose opening mark is lost: ``sagte: „Das Lesewelt“-Fest war schön.“``."""
        glued = (
            self.text[match.end() : match.end() + 1] == "-" and self.text[match.end() + 1 : match.end() + 2].isalpha()
        )
        if not glued or len(self.stack) != 1:
            return False
        start = self.stack[0].start
        return self.text[max(0, start - 3) : start].rstrip().endswith(":")

    def _pop_to(self, family: str) -> _Open:
        while True:
            opened = self.stack.pop()
            self.open[opened.family] -= 1
            if opened.family == family:
                return opened

    def _direction(self, match: re.Match[str], is_open: bool) -> str | None:
        mark = match.group()
        before = self.text[match.start() - 1 : match.start()] if match.start() else ""
        after = self.text[match.end() : match.end() + 1]
        if mark in "‘’" and before.isalnum() and after.isalnum():
            return None
        left = not before or before.isspace() or before in _BEFORE_OPENING
        right = not after or after.isspace() or after in _AFTER_CLOSING
        if mark in ("„", "‚", ",,", "‚‚"):
            return "close" if is_open and right and not left else "open"
        if is_open:
            return "open" if left and not right and mark not in "”‟’" and not self._tag_follows(match) else "close"
        if mark == "’" or (mark in ("''", "’’", "‘‘") and not left):
            return None
        return "open" if left or not right else None

    def _tag_follows(self, match: re.Match[str]) -> bool:
        """Whether a mark that stands like an opening one closes after all: ``… kennen, “so Anna Beispiel``."""
        before = self.text[max(0, match.start() - 3) : match.start()].rstrip()
        word = WORD.match(self.text, match.end())
        return before[-1:] in tuple(",.!?") and word is not None and (word[0] == "so" or word[0] in SPEECH_VERBS)

    def _end_of_paragraph(self, passed: list[int], match: re.Match[str]) -> Iterator[Quoted]:
        """What becomes of the open marks when ``match`` is the first mark after one or more paragraph ends."""
        bottom = self.stack[0]
        closes = self._direction(match, bool(self.open[_FAMILY[match.group()]])) == "close"
        if closes and _FAMILY[match.group()] == bottom.family and len(passed) <= _SPAN_BREAKS:
            return
        at_start = not self.text[passed[-1] : match.start()].strip() if match.start() - passed[-1] < 80 else False
        repeated = at_start and len(passed) == 1 and not closes and self.last_mark_opened and len(self.stack) == 1
        if repeated:
            yield Quoted(bottom.end, passed[0], bottom.start, passed[0], closed=False, continues=True)
            self._clear()
        else:
            yield from self._abandon(passed[0])

    def _abandon(self, end: int) -> Iterator[Quoted]:
        """Give up what is open; a single mark that nothing follows up to ``end`` may still be a quote."""
        bottom = self.stack[0]
        if self.last_mark_opened and len(self.stack) == 1 and end > bottom.end:
            yield Quoted(bottom.end, end, bottom.start, end, closed=False)
        self._clear()

    def _clear(self) -> None:
        self.stack.clear()
        self.open = dict.fromkeys(self.open, 0)


def _trimmed(text: str, quoted: Quoted) -> Quoted:
    """``quoted`` without white space at its ends."""
    start, end = quoted.start, quoted.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quoted(start, end, quoted.outer_start, quoted.outer_end, quoted.closed, quoted.continues)
