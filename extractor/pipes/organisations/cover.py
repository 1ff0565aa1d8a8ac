"""A release's text with the mentions it has so far: where rules look for room, words and neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from extractor.pipes.organisations.vocabulary import KIND_SIGNS, PLACE_ADJECTIVE
from extractor.pipes.organisations.words import WORD
from extractor.text.document import Mention

FAR_BEFORE = 64
PLAIN_WORD = re.compile(r"[\w-]+")
JOINED = re.compile(r"[“”\"»«]?-\w|[.'´`’]\w")
GOES_ON = re.compile(r"[ \n](?:[A-ZÄÖÜ]|für |von [A-ZÄÖÜ]|[„“\"])|\s?/\s?\w")
"""What makes a word part of a longer name: ``Bezirksamt Mitte``, ``Senat von Berlin``."""


@lru_cache(maxsize=1)  # the pipes of one release ask for the same text
def _index(text: str) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for word in WORD.finditer(text):
        found.setdefault(word.group(), []).append(word.start())
    return found


class Cover:
    """A text and its mentions; one is only added where none lies."""

    def __init__(self, text: str, mentions: Iterable[Mention] = ()) -> None:
        self.text = text
        self.mentions: list[Mention] = []
        self._taken = bytearray(len(text))
        for mention in mentions:
            self.add(mention)

    @property
    def words(self) -> Mapping[str, list[int]]:
        """Every word of the text with the offsets at which it starts."""
        return _index(self.text)

    def free(self, start: int, end: int) -> bool:
        """Whether no mention shares a character with ``[start, end)``."""
        return self._taken.find(1, start, end) < 0

    def add(self, mention: Mention) -> bool:
        """Add ``mention`` if its place is free; whether it was."""
        if mention.start >= mention.end or not self.free(mention.start, mention.end):
            return False
        self._taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
        self.mentions.append(mention)
        return True

    def labelled(self, label: str) -> list[Mention]:
        """The mentions of ``label`` so far, in text order."""
        return sorted(mention for mention in self.mentions if mention.label == label)

    def names(self, label: str) -> list[str]:
        """The different texts of the mentions of ``label``, in text order."""
        return list(dict.fromkeys(self.text[mention.start : mention.end] for mention in self.labelled(label)))

    def before(self, start: int) -> tuple[str, str]:
        """The two words right before ``start``, the nearer one last; empty where there are none."""
        stretch = self.text[max(0, start - FAR_BEFORE) : start]
        if not stretch[-1:].isspace() or stretch[-2:-1].isspace():
            return "", ""
        words = ["", "", *stretch.rsplit(None, 2)[-2:]]
        near, far = (word if PLAIN_WORD.fullmatch(word) else "" for word in (words[-1], words[-2]))
        return (far if near else ""), near

    def whole_word(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` is no part of a longer word, hyphen compound or address."""
        before, after = self.text[start - 1 : start] if start else "", self.text[end : end + 1]
        if before.isalnum() or before in ("-", "_", "@", "/", "."):
            return False
        return not (after.isalnum() or after in ("_", "@") or JOINED.match(self.text, end))

    def is_kind(self, start: int) -> bool:
        """Whether the word before ``start`` makes a kind of it: ``über ein Jobcenter``, ``jede VHS``."""
        return self.before(start)[1].casefold() in KIND_SIGNS

    def goes_on(self, end: int) -> bool:
        """Whether what follows ``end`` makes a longer name."""
        return GOES_ON.match(self.text, end) is not None

    def stands_alone(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` is a whole word, no part of a longer name and not one of a kind."""
        return self.whole_word(start, end) and not self.goes_on(end) and not self.is_kind(start)

    def after_place(self, start: int) -> bool:
        """Whether a place adjective before ``start`` makes a longer name (``Kölner Verwaltungsgericht``)."""
        return PLACE_ADJECTIVE.fullmatch(self.before(start)[1]) is not None


Rule = Callable[[Cover], Iterator[Mention]]


def apply(rules: Iterable[Rule], cover: Cover) -> list[Mention]:
    """What ``cover`` holds after ``rules`` in their order, each seeing what those before it added; in text order."""
    for rule in rules:
        for mention in list(rule(cover)):
            cover.add(mention)
    return sorted(cover.mentions)
