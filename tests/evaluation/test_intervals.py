from __future__ import annotations

from corpora import gold, record

from extractor.evaluation.intervals import intervals
from extractor.evaluation.scores import judge, total


def test_interval_holds_the_score_and_is_the_same_every_time() -> None:
    good, bad = record(), record()
    bad |= {"people": [], "quotes": []}
    judgements = [judge(gold(), found) for found in (good, good, bad, good, bad)]
    low, high = intervals(judgements)["person"]
    assert low < total(judgements).strict["person"].f1 < high
    assert intervals(judgements) == intervals(judgements)


def test_interval_of_what_is_always_right_is_a_point() -> None:
    assert set(intervals([judge(gold(), record())] * 4).values()) == {(1.0, 1.0)}
    assert intervals([]) == {}
