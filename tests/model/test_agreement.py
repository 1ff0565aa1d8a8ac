from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import tags
from extractor.model.agreement import agreed
from extractor.model.pieces import Pieces

ORG, LOC = tags.LABELS.index("ORG"), tags.LABELS.index("LOC")


def pieces_of(text: str) -> Pieces:
    """One piece a word."""
    bounds = [(text.index(word, at), word) for at, word in _words(text)]
    starts = np.array([start for start, _ in bounds], np.int64)
    ends = np.array([start + len(word) for start, word in bounds], np.int64)
    return Pieces(np.zeros(len(bounds), np.int64), starts, ends, np.ones(len(bounds), np.bool_))


def _words(text: str) -> list[tuple[int, str]]:
    at, found = 0, []
    for word in text.split():
        at = text.index(word, at)
        found.append((at, word))
        at += len(word)
    return found


def scores(*chances: tuple[int, float]) -> np.ndarray:
    """A row a piece: a tag with its chance, the rest goes to outside."""
    rows = np.full((len(chances), len(tags.tag_names())), 1e-4, np.float32)
    for row, (tag, chance) in zip(rows, chances, strict=True):
        row[tags.OUTSIDE] = max(1 - chance, 1e-4)
        row[tag] = chance
    return np.log(rows)


def labels_of(text: str, given_scores: np.ndarray) -> list[int]:
    pieces = pieces_of(text)
    found = [
        (int(pieces.starts[first]), int(pieces.ends[last - 1]), tags.LABELS[label])
        for first, last, label in tags.spans(tags.viterbi(given_scores))
    ]
    heard = agreed(text, pieces, given_scores, found, tags.LABELS)
    return tags.viterbi(given_scores if heard is None else heard).tolist()


def test_a_sure_place_wins_a_doubtful_one() -> None:
    text = "Potse bleibt weil Potse will"
    sure, doubtful, none = (tags.begin(ORG), 0.98), (tags.begin(ORG), 0.3), (tags.begin(ORG), 0.001)
    assert labels_of(text, scores(sure, none, none, doubtful, none)) == [tags.begin(ORG), 0, 0, tags.begin(ORG), 0]


def test_many_places_outvote_a_slip() -> None:
    text = "Potse am Potse am Potse"
    slip, place, none = (tags.begin(ORG), 0.6), (tags.begin(LOC), 0.97), (tags.begin(LOC), 0.001)
    rows = scores(place, none, slip, none, place)
    rows[2, tags.begin(LOC)] = np.log(0.3)
    assert labels_of(text, rows)[::2] == [tags.begin(LOC)] * 3


def test_part_of_a_longer_name_hears_nothing() -> None:
    text = "Bund Ufer zahlt Bund"
    rows = scores((tags.begin(ORG), 0.99), (tags.inside(ORG), 0.99), (0, 0.99), (tags.begin(ORG), 0.2))
    assert labels_of(text, rows)[3] == tags.OUTSIDE


def test_without_repeats_nothing_is_added() -> None:
    text = "Potse bleibt"
    assert agreed(text, pieces_of(text), scores((1, 0.9), (0, 0.9)), [(0, 5, "ORG")], tags.LABELS) is None


@given(
    st.lists(st.sampled_from(["Ufer", "Bund", "am", "e. V.", "„Ufer“"]), min_size=1, max_size=12), st.integers(0, 999)
)
def test_any_text_gives_scores_of_the_same_shape(words: list[str], seed: int) -> None:
    text = " ".join(words)
    pieces = pieces_of(text)
    rng = np.random.default_rng(seed)
    rows = np.log(rng.dirichlet(np.ones(len(tags.tag_names())), len(pieces))).astype(np.float32)
    found = [
        (int(pieces.starts[first]), int(pieces.ends[last - 1]), tags.LABELS[label])
        for first, last, label in tags.spans(tags.viterbi(rows))
    ]
    heard = agreed(text, pieces, rows, found, tags.LABELS)
    assert heard is None or (heard.shape == rows.shape and np.isfinite(heard).all())
