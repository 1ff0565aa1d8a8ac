from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.tags import LABELS, begin, beginnings, inside, spans, tag_names, viterbi

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


def test_spans_split_at_each_beginning() -> None:
    assert spans([begin(0), inside(0), begin(0), 0, begin(3)]) == [(0, 2, 0), (2, 3, 0), (4, 5, 3)]


def test_a_place_must_be_likelier_than_nothing_to_begin() -> None:
    costs = beginnings(("PERSON", "LOC"))
    assert costs.tolist() == [0.0, 0.0, 0.0, 1.0, 0.0]
