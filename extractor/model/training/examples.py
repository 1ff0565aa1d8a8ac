"""Annotated texts to windows of pieces with a target each."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from extractor.model import pieces as piece
from extractor.model.tags import LABELS, OUTSIDE, begin, inside
from extractor.model.training.corpora import Example

if TYPE_CHECKING:
    from tokenizers import Tokenizer

IGNORED = -100
"""Target of pieces that carry no loss."""
OPEN = -1
"""Target of pieces outside every span in a text that annotates only the public labels."""

Array = NDArray[np.int64]


class Piecewise(Protocol):
    """What has ids of pieces."""

    @property
    def ids(self) -> Array:
        """The ids, shape ``(length,)``."""


PiecewiseT = TypeVar("PiecewiseT", bound=Piecewise)


@dataclass(frozen=True, slots=True)
class Window:
    """Ids with begin and end marks and their targets, both of shape ``(length,)``."""

    ids: Array
    targets: Array


def targets(example: Example, parts: piece.Pieces) -> Array:
    """One tag a piece; a span's first piece begins it, every other piece that touches it continues it."""
    partial = example.annotated != frozenset(LABELS)
    result = np.full(len(parts), OPEN if partial else OUTSIDE, np.int64)
    for start, end, label in example.spans:
        first = int(np.searchsorted(parts.ends, start, side="right"))
        last = int(np.searchsorted(parts.starts, end, side="left"))
        result[first:last] = inside(LABELS.index(label))
        result[first : min(first + 1, last)] = begin(LABELS.index(label))
    return result


def windows(
    example: Example, tokenizer: Tokenizer, marks: tuple[int, int], *, size: int, rng: random.Random
) -> list[Window]:
    """The example cut into windows of at most ``size`` pieces at random places, spans cut by an edge without loss."""
    parts = piece.split(example.text, tokenizer)
    if not len(parts):
        return []
    tags = targets(example, parts)
    return [
        _window(parts.ids[start:end], _trimmed(tags, start, end), marks) for start, end in cuts(len(parts), size, rng)
    ]


def cuts(n_pieces: int, size: int, rng: random.Random) -> list[tuple[int, int]]:
    """Stretches of at most ``size`` pieces; the first cut is at a random place."""
    first = rng.randint(size // 2, size) if n_pieces > size else n_pieces
    return [(start, end) for start, end in pairwise([0, *range(first, n_pieces, size), n_pieces]) if start < end]


def _trimmed(tags: Array, start: int, end: int) -> Array:
    """The tags of a window; a span that goes on behind either edge is ignored, since its boundary is not in sight."""
    own = tags[start:end].copy()
    position = 0
    while position < len(own) and _continues(int(own[position])):
        own[position] = IGNORED
        position += 1
    if end < len(tags) and _continues(int(tags[end])):
        position = len(own) - 1
        while position >= 0 and _continues(int(own[position])):
            own[position] = IGNORED
            position -= 1
        if position >= 0:
            own[position] = IGNORED
    return own


def _continues(tag: int) -> bool:
    return tag > 0 and tag % 2 == 0


def _window(ids: Array, tags: Array, marks: tuple[int, int]) -> Window:
    return Window(
        marked(ids, marks),
        np.concatenate([[IGNORED], tags, [IGNORED]]).astype(np.int64),
    )


def marked(ids: Array, marks: tuple[int, int]) -> Array:
    """The ids between begin and end marks."""
    return np.concatenate([[marks[0]], ids, [marks[1]]]).astype(np.int64)


def batches(items: list[PiecewiseT], budget: int, rng: random.Random) -> list[list[PiecewiseT]]:
    """Windows of like length together, at most ``budget`` pieces a batch with padding, in random order."""
    ordered = sorted(items, key=lambda item: len(item.ids) * (1 + 0.15 * rng.random()))
    result: list[list[PiecewiseT]] = []
    longest = 0
    for item in ordered:
        longest = max(longest, len(item.ids))
        if not result or longest * (len(result[-1]) + 1) > budget:
            result.append([])
            longest = len(item.ids)
        result[-1].append(item)
    rng.shuffle(result)
    return result


def padded(items: Iterable[Window], pad: int) -> tuple[Array, Array, Array]:
    """Ids, attention mask and targets of a batch, each of shape ``(windows, longest)``."""
    rows = list(items)
    ids, mask = padded_ids(rows, pad)
    wanted = np.full(ids.shape, IGNORED, np.int64)
    for number, row in enumerate(rows):
        wanted[number, : len(row.ids)] = row.targets
    return ids, mask, wanted


def padded_ids(rows: Sequence[Piecewise], pad: int) -> tuple[Array, Array]:
    """Ids and attention mask of a batch, each of shape ``(windows, longest)``."""
    shape = (len(rows), max(len(row.ids) for row in rows))
    ids, mask = np.full(shape, pad, np.int64), np.zeros(shape, np.int64)
    for number, row in enumerate(rows):
        ids[number, : len(row.ids)] = row.ids
        mask[number, : len(row.ids)] = 1
    return ids, mask
