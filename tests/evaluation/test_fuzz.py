"""The fuzzer: repeatable, finds what is wrong, and stops what takes too long."""

from __future__ import annotations

import signal
from random import Random

import pytest

from extractor.evaluation import fuzz
from extractor.evaluation.fuzz import Fuzzer, damaged, problem_of


def test_a_few_inputs_of_each_target_are_no_finds() -> None:
    fuzzer = Fuzzer()
    fuzzer.run(inputs=60)
    assert fuzzer.tried == {"readers": 20, "text": 20, "amounts": 20}
    assert fuzzer.finds == {}


def test_the_same_seed_makes_the_same_input() -> None:
    for make, _ in fuzz.TARGETS.values():
        assert make(Random("3")) == make(Random("3"))
    assert damaged(Random("1"), b"Kiel." * 20, b"") == damaged(Random("1"), b"Kiel." * 20, b"")


def test_what_raises_is_a_find_and_each_fault_is_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_name: str, data: bytes) -> None:
        raise KeyError("kaputt")

    monkeypatch.setattr(fuzz, "TARGETS", {"text": (lambda random: ("x.txt", random.randbytes(4)), broken)})
    fuzzer = Fuzzer()
    fuzzer.run(inputs=5)
    [find] = fuzzer.finds.values()
    assert find.problem == "KeyError: \"'kaputt'\" in broken, test_fuzz.py"
    assert fuzzer.tried == {"text": 5}


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="no clock of processor time")
def test_what_takes_too_long_is_stopped_even_where_exceptions_are_caught() -> None:
    def slow(_name: str, _data: bytes) -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    assert problem_of(slow, "x.eml", b"", 0.05) == "more than 0.05 s of processor time for *.eml"
