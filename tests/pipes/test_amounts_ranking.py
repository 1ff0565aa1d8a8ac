"""The choice of payer and purpose among candidates."""

from __future__ import annotations

import time

import pytest

from extractor.pipes.amounts import ranking
from extractor.pipes.amounts.logic import find_amounts, read_amounts
from extractor.pipes.amounts.ranking import Option, likeness, options, words_of
from extractor.pipes.ranking import best
from extractor.text.sentences import split

TEXT = "Die Sparkasse spendete 700 Euro für die Linden."


def option(text: str | None, *names: str) -> Option:
    return Option(text, words_of(text), frozenset(names))


def test_words_lose_their_endings() -> None:
    assert words_of("Bau einer Brücke") == words_of("Baues einer Brücken")
    assert words_of(None) == words_of("")


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("Bau", "Bau", 1), ("Bau", "neuer Bau", 2 / 3), ("Bau", "Brücke", 0), ("Bau", None, 0), (None, None, 1)],
)
def test_likeness_is_the_f1_of_words(one: str | None, other: str | None, share: float) -> None:
    assert likeness(words_of(one), words_of(other)) == pytest.approx(share)


def test_the_largest_sum_wins_and_the_first_of_equals() -> None:
    found = [option("a", "x"), option("b", "x", "y"), option("c", "y", "x"), option(None, "z")]

    assert best(found, {"x": 1.0, "y": 0.5, "z": 1.2}).text == "b"
    assert best(found, {}).text == "a"


def test_answers_of_the_rules_are_features_and_null_is_an_option() -> None:
    reading = read_amounts(TEXT, [(0, len(TEXT))])
    found = options(reading.amounts[0], reading.around[0], (), [23])

    assert [one.text for one in found["source"] if "rule:subject_before" in one.features] == ["Sparkasse"]
    assert [one.text for one in found["purpose"] if "rule:given_for" in one.features] == ["Linden"]
    assert all(one[-1].text is None for one in found.values())


def test_an_answer_that_is_no_candidate_becomes_one() -> None:
    reading = read_amounts(TEXT, [(0, len(TEXT))])
    reading.amounts[0].purpose = "Bäume am Wall"
    found = options(reading.amounts[0], reading.around[0], (), [23])["purpose"]

    assert [one.features for one in found if one.text == "Bäume am Wall"] == [{"bias", "rule-alone", "rule:final"}]


def test_a_total_with_explained_parts_stays_as_the_rules_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "load_weights", lambda _: {"source": {"null": 9.0}, "purpose": {"null": 9.0}})
    text = "Es gab 5 Euro für Brot. Davon kamen 3 Euro vom Land und 2 Euro vom Bund. Der Verein gab 9 Euro für Wein."
    ends = [text.index("Davon"), text.index("Der Verein"), len(text)]
    found = find_amounts(text, list(zip([0, *ends], ends, strict=False)))[0]

    assert [amount.purpose for amount in found] == ["Brot", "Brot", "Brot", None]
    assert [amount.source for amount in found] == [None, "Land", "Bund", None]


def test_ranking_takes_linear_time_on_one_long_line() -> None:
    def seconds(times: int) -> float:
        text = "Der Verein Ufer gibt 5 Euro für die Schule. " * times
        begun = time.process_time()
        find_amounts(text, split(text))
        return time.process_time() - begun

    seconds(5)
    assert seconds(160) < 8 * seconds(40)
