"""Labelled texts to windows of a student's pieces, each with what the teacher says of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from extractor.model import pieces as piece
from extractor.model.training.examples import cuts, marked
from extractor.model.training.teacher import Labelled, projected, touched

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class TeacherWindow:
    """The teacher's ids for the same stretch, with its begin and end marks."""

    ids: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SoftWindow:
    """Ids with begin and end marks and the wanted probabilities ``(length, tags)``, none at the marks.

    ``places`` says of each piece where in the teacher's window its piece at the same characters stands.
    """

    ids: NDArray[np.int64]
    wanted: NDArray[np.float32]
    teacher: TeacherWindow
    places: NDArray[np.int64]


def soft_windows(
    text: Labelled, tokenizer: Tokenizer, marks: tuple[int, int], *, size: int, rng: random.Random
) -> list[SoftWindow]:
    """The text cut into windows of at most ``size`` pieces at random places."""
    parts = piece.split(text.text, tokenizer)
    if not len(parts) or not len(text.ids):
        return []
    chances = projected(text, parts)
    first, last = touched(text, parts)
    return [
        SoftWindow(
            marked(parts.ids[start:end], marks),
            np.pad(chances[start:end], ((1, 1), (0, 0))),
            TeacherWindow(marked(text.ids[first[start] : last[end - 1]].astype(np.int64), marks)),
            np.concatenate([[0], last[start:end] - first[start], [1 + last[end - 1] - first[start]]]),
        )
        for start, end in cuts(len(parts), size, rng)
    ]


def padded_chances(rows: Sequence[SoftWindow], length: int) -> NDArray[np.float32]:
    """The wanted probabilities of a batch, shape ``(windows, length, tags)``."""
    return np.stack([np.pad(row.wanted, ((0, length - len(row.wanted)), (0, 0))) for row in rows])


def padded_places(rows: Sequence[SoftWindow], length: int) -> NDArray[np.int64]:
    """The places of the teacher's pieces of a batch, shape ``(windows, length)``."""
    return np.stack([np.pad(row.places, (0, length - len(row.places))) for row in rows])
