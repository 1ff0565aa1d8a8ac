"""Text to pieces (sub-words) with their characters, and pieces to windows that the encoder can hold."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BREAK = "¶"
"""Stands for a line feed: the tokeniser would make it a space, and the tagger could not see where a headline ends."""

CHUNK = 20_000
"""Characters tokenised at once, so that a release of any length takes bounded time a character."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text: ids of shape ``(n,)``, ``starts`` and ``ends`` in characters, ``opens`` a word or not."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    opens: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


def split(text: str, tokenizer: Tokenizer) -> Pieces:
    """The pieces of ``text``; pieces of white space are left out, but line feeds stay as pieces of their own."""
    ids: list[int] = []
    spans: list[tuple[int, int]] = []
    for first, last in _chunks(text):
        encoding = tokenizer.encode(text[first:last].replace("\n", BREAK), add_special_tokens=False)
        for id_, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
            while start < end and text[first + start].isspace() and text[first + start] != "\n":
                start += 1
            if start < end:
                ids.append(id_)
                spans.append((first + start, first + end))
    starts = np.array([start for start, _ in spans], np.int64)
    ends = np.array([end for _, end in spans], np.int64)
    opens = np.array([_opens_word(text, start) for start in starts], np.bool_)
    return Pieces(np.array(ids, np.int64), starts, ends, opens)


def _chunks(text: str) -> list[tuple[int, int]]:
    """Stretches of at most ``CHUNK`` characters that end before white space where there is any."""
    if len(text) <= CHUNK:
        return [(0, len(text))]
    cuts = [0]
    while len(text) - cuts[-1] > CHUNK:
        limit = cuts[-1] + CHUNK
        space = max(text.rfind(" ", cuts[-1] + 1, limit), text.rfind("\n", cuts[-1] + 1, limit))
        cuts.append(space if space > cuts[-1] else limit)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _opens_word(text: str, start: int) -> bool:
    return start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())


def windows(n_pieces: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """Windows of one common length, at most ``size``, that cover ``n_pieces`` and share about ``overlap`` or more."""
    if n_pieces <= size:
        return [(0, n_pieces)]
    count = -(-(n_pieces - overlap) // (size - overlap))
    length = min(size, -(-(n_pieces + (count - 1) * overlap) // count))
    starts = [round(number * (n_pieces - length) / (count - 1)) for number in range(count)]
    return [(start, start + length) for start in starts]


def owners(n_pieces: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretch of pieces each window answers for: overlaps are cut in the middle, far from every window's edge."""
    cuts = [0]
    cuts += [(left[1] + right[0]) // 2 for left, right in pairwise(spans)]
    return list(zip(cuts, [*cuts[1:], n_pieces], strict=True))
