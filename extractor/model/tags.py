"""The BIO tags of the tagger and what may follow what."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LABELS = ("PERSON", "ROLE", "ORG", "PROGRAMME", "MONEY", "LOC")
OUTSIDE = 0
FORBIDDEN = -1e9


def tag_names(labels: Sequence[str] = LABELS) -> list[str]:
    """``O`` and then ``B-`` and ``I-`` of each label, in the order of the tagger's output."""
    return ["O", *(f"{prefix}-{label}" for label in labels for prefix in "BI")]


def begin(label: int) -> int:
    """The tag that begins the label at position ``label``."""
    return 1 + 2 * label


def inside(label: int) -> int:
    """The tag that continues the label at position ``label``."""
    return 2 + 2 * label


def constraints(n_labels: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Scores of shape ``(tags,)`` and ``(tags, tags)`` that forbid an inside tag without its beginning."""
    n_tags = 1 + 2 * n_labels
    start = np.zeros(n_tags, np.float32)
    step = np.zeros((n_tags, n_tags), np.float32)
    for label in range(n_labels):
        start[inside(label)] = FORBIDDEN
        step[:, inside(label)] = FORBIDDEN
        step[[begin(label), inside(label)], inside(label)] = 0.0
    return start, step


def viterbi(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The best legal tag sequence, shape ``(pieces,)``, for log-probabilities of shape ``(pieces, tags)``."""
    start, step = constraints((scores.shape[1] - 1) // 2)
    back = np.zeros(scores.shape, np.int64)
    best = start + scores[0]
    for position in range(1, len(scores)):
        reached = best[:, None] + step
        back[position] = reached.argmax(0)
        best = reached.max(0) + scores[position]
    path = np.empty(len(scores), np.int64)
    path[-1] = best.argmax()
    for position in range(len(scores) - 1, 0, -1):
        path[position - 1] = back[position, path[position]]
    return path


def spans(path: Sequence[int] | NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """``(first, end, label)`` of each run of tags, end exclusive, label as a position in the labels."""
    found: list[tuple[int, int, int]] = []
    for position, tag in enumerate(path):
        if tag == OUTSIDE:
            continue
        label, continues = divmod(int(tag) - 1, 2)
        if continues and found and found[-1][1] == position and found[-1][2] == label:
            found[-1] = (found[-1][0], position + 1, label)
        else:
            found.append((position, position + 1, label))
    return found
