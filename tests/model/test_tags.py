from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.tags import LABELS, begin, beginnings, constraints, inside, spans, tag_names, viterbi

N_TAGS = len(tag_names())


def scores_for(path: list[int], n_tags: int = N_TAGS) -> np.ndarray:
    scores = np.full((len(path), n_tags), -5.0, np.float32)
    scores[np.arange(len(path)), path] = -0.1
    return scores


def test_tag_names_pair_each_label() -> None:
    names = tag_names()
    assert names[0] == "O"
    assert all(names[begin(i)] == f"B-{label}" and names[inside(i)] == f"I-{label}" for i, label in enumerate(LABELS))


def test_viterbi_keeps_a_legal_path() -> None:
    path = [0, begin(0), inside(0), inside(0), 0, begin(2), begin(2), inside(2)]
    assert viterbi(scores_for(path)).tolist() == path


def test_viterbi_keeps_a_name_whole_in_doubt() -> None:
    scores = scores_for([begin(2), begin(2)])
    scores[1, inside(2)] = -1.0
    assert viterbi(scores).tolist() == [begin(2), inside(2)]


def test_viterbi_mends_an_inside_without_beginning() -> None:
    scores = scores_for([0, inside(1), inside(1)])
    scores[1, begin(1)] = -0.5
    assert viterbi(scores).tolist() == [0, begin(1), inside(1)]


@given(st.lists(st.lists(st.floats(-9, 0), min_size=N_TAGS, max_size=N_TAGS), min_size=1, max_size=12))
def test_viterbi_path_is_always_legal(rows: list[list[float]]) -> None:
    previous = 0
    for tag in viterbi(np.array(rows, np.float32)).tolist():
        if tag and tag % 2 == 0:
            assert previous in {tag, tag - 1}
        previous = tag


def total(path: list[int], scores: np.ndarray) -> float:
    start, step = constraints(len(LABELS))
    steps = sum(float(step[one, other]) for one, other in pairwise(path))
    return float(start[path[0]]) + steps + float(scores[np.arange(len(path)), path].astype(float).sum())


def plain(scores: np.ndarray) -> list[int]:
    """The best sequence by the book: every piece, every tag."""
    start, step = constraints(len(LABELS))
    best, back = start + scores[0].astype(float), []
    for row in scores[1:]:
        reached = best[:, None] + step
        back.append(reached.argmax(0))
        best = reached.max(0) + row
    path = [int(best.argmax())]
    for before in reversed(back):
        path.append(int(before[path[-1]]))
    return path[::-1]


@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.sampled_from([1, 4, 9]), st.sampled_from([0, 2, 5, 12]))
def test_viterbi_finds_the_best_path_though_it_skips_what_is_certain(
    seed: int, size: int, spread: int, outside: int
) -> None:
    scores = (np.random.default_rng(seed).normal(size=(size, N_TAGS)) * spread).astype(np.float32)
    scores[:, 0] += outside
    assert np.isclose(total(viterbi(scores).tolist(), scores), total(plain(scores), scores), atol=1e-3)


def test_spans_split_at_each_beginning() -> None:
    assert spans([begin(0), inside(0), begin(0), 0, begin(3)]) == [(0, 2, 0), (2, 3, 0), (4, 5, 3)]


def test_a_place_must_be_likelier_than_nothing_to_begin() -> None:
    costs = beginnings(("PERSON", "LOC"))
    assert costs.tolist() == [0.0, 0.0, 0.0, 1.0, 0.0]
