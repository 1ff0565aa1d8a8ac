"""The cleaned view of a release's text, with a map that brings every span home.

Most releases need no cleaning: then the view's text is the very same string and the map is empty.
Cleaning has two layers, each a list of edits: characters first, then the breaks of hard-wrapped lines.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.text.decode import without_surrogates
from extractor.text.wrapping import joins

MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Combining marks, as ranges of a character class."""

MAX_CLUSTER = 16
"""Longer clusters of combining marks are no letters of any language and stay as they are (composing them is costly)."""

SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x1c\x1d\x1e\x1f"
)
BREAKS = "\x0b\x0c\u2028\u2029"
HYPHENS = "\u2010\u2011"
MISREAD = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
"""Control codes that text carries where cp1252 was read as Latin-1: quotation marks, dashes, the euro sign."""

ONE_FOR_ONE = (
    dict.fromkeys(SPACES, " ")
    | dict.fromkeys(BREAKS, "\n")
    | dict.fromkeys(HYPHENS, "-")
    | {chr(code): char for code, char in MISREAD.items()}
)
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f"
_UNSEEN_CHARS = re.compile(f"[{_UNSEEN}]+")
_SIMPLE = re.compile("[" + "".join(map(re.escape, ONE_FOR_ONE)) + "]")
_ODD = re.compile(f"[¬{_UNSEEN}{MARKS}\r{''.join(LIGATURES)}]")
"""One plain set, which ``re`` searches many times faster than the alternatives below."""

_CLUSTER = re.compile(f"[^\\W\\d_][{_UNSEEN}{MARKS}]*[{MARKS}]")
_CUT = r"[ \t]*+\r?\n[ \t]*+(?=[^\W_])"
_EDIT = re.compile(
    f"(?P<soft>\u00ad{_CUT})"
    f"|(?P<pdf>(?<=[^\\W\\d_])¬(?:{_CUT}|(?=[^\\W\\d_])))"
    f"|(?P<unseen>[{_UNSEEN}]+)"
    f"|(?P<return>\r\n?)"
    f"|(?P<ligature>[{''.join(LIGATURES)}])(?P<marks>[{_UNSEEN}{MARKS}]*[{MARKS}])?"
)
"""Soft hyphens cut a word at a line's end; some programs write them as ``¬``."""


Edit = tuple[int, int, str]
"""Source characters ``[start, end)``, at least one, and what the view shows for them."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A map between a text and its edited form: where each edit starts and ends in both."""

    from_starts: array[int]
    from_ends: array[int]
    to_starts: array[int]
    to_ends: array[int]

    def home(self, start: int, end: int) -> tuple[int, int]:
        """The span before the edits of a span after them."""
        return _carry(start, end, self.to_starts, self.to_ends, self.from_starts, self.from_ends)

    def seen(self, start: int, end: int) -> tuple[int, int]:
        """The span after the edits of a span before them."""
        return _carry(start, end, self.from_starts, self.from_ends, self.to_starts, self.to_ends)


@dataclass(frozen=True, slots=True)
class View:
    """``source`` as given, ``text`` as the analysis reads it."""

    source: str
    text: str
    layers: tuple[Layer, ...] = ()

    def home(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a view span: never outside the source, never empty unless the view span is."""
        for layer in reversed(self.layers):
            start, end = layer.home(start, end)
        return start, end

    def seen(self, start: int, end: int) -> tuple[int, int]:
        """The view span of a source span: empty where the view shows nothing of it."""
        for layer in self.layers:
            start, end = layer.seen(start, end)
        return start, end


def clean(text: str) -> View:
    """The cleaned view of ``text``."""
    simple = _replace_simple(text)
    layers = []
    shown, layer = _apply(simple, _character_edits(simple))
    layers.append(layer)
    shown, layer = _apply(shown, joins(shown))
    layers.append(layer)
    return View(text, shown, tuple(layer for layer in layers if layer.from_starts))


def _replace_simple(text: str) -> str:
    """``text`` with each odd character replaced by one plain one, so that offsets stay."""
    text = without_surrogates(text)
    if not _SIMPLE.search(text):
        return text
    for char, plain in ONE_FOR_ONE.items():
        if char in text:
            text = text.replace(char, plain)
    return text


def _character_edits(text: str) -> Iterator[Edit]:
    done = 0
    for odd in _ODD.finditer(text):
        place = odd.start()
        if place < done:
            continue
        if place > done and (cluster := _CLUSTER.match(text, place - 1)):
            done = cluster.end()
            edit = place - 1, done, _composed(cluster.group())
        elif match := _EDIT.match(text, place):
            done = match.end()
            edit = place, done, _shown(match)
        else:
            continue
        if edit[2] != text[edit[0] : done]:
            yield edit


def _shown(match: re.Match[str]) -> str:
    if match["return"]:
        return "\n"
    if not match["ligature"]:
        return ""
    letters = LIGATURES[match["ligature"]]
    return letters[:-1] + _composed(letters[-1] + (match["marks"] or ""))


def _composed(cluster: str) -> str:
    letters = _UNSEEN_CHARS.sub("", cluster)
    return unicodedata.normalize("NFC", letters) if len(letters) <= MAX_CLUSTER else letters


def _apply(text: str, edits: Iterable[Edit]) -> tuple[str, Layer]:
    """``text`` after ``edits`` (in order, apart) and the map; without edits the same string."""
    layer = Layer(array("q"), array("q"), array("q"), array("q"))
    pieces: list[str] = []
    done = size = 0
    for start, end, shown in edits:
        size += start - done
        pieces += (text[done:start], shown)
        layer.from_starts.append(start)
        layer.from_ends.append(end)
        layer.to_starts.append(size)
        size += len(shown)
        layer.to_ends.append(size)
        done = end
    return ("".join((*pieces, text[done:])) if pieces else text), layer


def _carry(
    start: int,
    end: int,
    here_starts: array[int],
    here_ends: array[int],
    there_starts: array[int],
    there_ends: array[int],
) -> tuple[int, int]:
    """A span carried over the edits: from where its first character went to where its last one went."""
    last = bisect_right(here_starts, start) - 1
    if last < 0:
        first = start
    elif start < here_ends[last]:
        first = there_starts[last]
    else:
        first = there_ends[last] + start - here_ends[last]
    if end <= start:
        return first, first
    last = bisect_right(here_starts, end - 1) - 1
    if last < 0:
        return first, end
    if end <= here_ends[last]:
        return first, max(first, there_ends[last])
    return first, max(first, there_ends[last] + end - here_ends[last])
