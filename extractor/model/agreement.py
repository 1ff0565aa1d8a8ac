"""A name found once is found everywhere: the places of a text where one name stands tell each other what it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.model import tags
from extractor.model.pieces import Pieces

Scores = NDArray[np.float32]
SpanT = tuple[int, int, str]

NAMES = ("ORG", "PROGRAMME", "LOC")
"""Labels whose names are heard; people and roles gain nothing by it (measured on held-out releases)."""
SHORTEST = 2
OTHER_LABEL = np.float32(np.log(0.01))
FLOOR = 1e-6
_WORD = re.compile(r"\w+")


def agreed(text: str, pieces: Pieces, scores: Scores, found: Iterable[SpanT], labels: Sequence[str]) -> Scores | None:
    """``scores`` of shape ``(pieces, tags)`` with what the other places of each name say; ``None`` without repeats.

    ``found`` are the mentions that the scores alone give. To the pieces of a name at one place the mean score of its
    other places is added, for each label that names have and for outside.
    """
    forms = {text[start:end] for start, end, label in found if label in NAMES and end - start >= SHORTEST}
    places = [spans for spans in _places(text, forms).values() if len(spans) > 1]
    if not places:
        return None
    columns = [(tags.OUTSIDE,), *((tags.begin(at), tags.inside(at)) for at in map(labels.index, NAMES))]
    added = np.zeros_like(scores)
    for spans in places:
        rows = [_rows(pieces, start, end) for start, end in spans]
        heard = np.stack([_heard(scores[row], columns) for row in rows])
        others = (heard.sum(0) - heard) / (len(rows) - 1)
        for row, said in zip(rows, others, strict=True):
            added[row] = OTHER_LABEL
            for column, score in zip(columns, said, strict=True):
                added[row, column[0] : column[-1] + 1] = score
    return scores + added


def _heard(scores: Scores, columns: list[tuple[int, ...]]) -> Scores:
    """Log of the mean probability over the pieces of a place, for outside and each label."""
    chances = np.exp(scores)
    means = [chances[:, list(column)].sum(1).mean() if len(scores) else 0.0 for column in columns]
    return np.asarray(np.log(np.array(means) + FLOOR), np.float32)


def _rows(pieces: Pieces, start: int, end: int) -> slice:
    return slice(int(np.searchsorted(pieces.ends, start, "right")), int(np.searchsorted(pieces.starts, end, "left")))


def _places(text: str, forms: set[str]) -> dict[str, list[tuple[int, int]]]:
    """Where each form stands as whole words and inside no longer form."""
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(forms, key=len, reverse=True):
        if first := _WORD.search(form):
            by_word[first[0]].append(form)
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    last = 0
    for word in _WORD.finditer(text):
        for form in by_word.get(word[0], ()):
            start = word.start() - form.index(word[0])  # a name may begin with a quotation mark
            end = start + len(form)
            if start >= last and text.startswith(form, start) and not _goes_on(text, end):
                places[form].append((start, end))
                last = end
                break
    return places


def _goes_on(text: str, end: int) -> bool:
    return end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
