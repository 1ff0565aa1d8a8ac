"""The rows of amounts: those found, and of each pair of gold and found what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from extractor.evaluation.fields import listed
from extractor.evaluation.names import key, word_f1
from extractor.evaluation.outcome import Item, Outcome, Score, compared, of_span
from extractor.evaluation.spans import Interval, Row, pairs, span, spans

FOUND = "amount"
FIELDS = ("value", "approx", "year", "per", "source", "purpose")
PARTS = "amount-parts"
_NUMBERS = ("value", "min", "max")


def number(value: Any) -> Decimal | None:
    """A number of gold or record, however it is written."""
    try:
        return None if value is None else Decimal(str(value)).normalize()
    except InvalidOperation:
        return None


@dataclass(frozen=True, slots=True)
class _Matched:
    """Gold and found amounts of one release with the pairs that overlap."""

    text: str
    places: list[Interval]
    wanted: list[Row]
    answers: list[Row]
    pairs: list[tuple[int, int]]


def amount_outcomes(gold: Row, record: Row) -> dict[str, Outcome]:
    """All rows of the amounts; none where gold has no amounts."""
    if "amounts" not in gold:
        return {}
    places, answers = spans(gold["spans"], "MONEY"), listed(record, "amounts")
    both = _Matched(gold["text"], places, gold["amounts"], answers, pairs(places, list(map(span, answers))))
    rows = {FOUND: _found(both)} | {f"{FOUND}-{field}": _field(both, field) for field in FIELDS}
    if not gold["amounts"] or any("parts" in amount for amount in gold["amounts"]):
        rows[PARTS] = _parts(both)
    return rows


def _found(both: _Matched) -> Outcome:
    left, right = {i for i, _ in both.pairs}, {j for _, j in both.pairs}
    score = Score(len(both.pairs), len(both.answers), len(both.wanted))
    missed = (of_span(both.text, place) for i, place in enumerate(both.places) if i not in left)
    wrong = (of_span(both.text, span(answer)) for j, answer in enumerate(both.answers) if j not in right)
    return Outcome(score, score, tuple(missed), tuple(wrong))


def _said(amount: Row, field: str) -> str:
    if field != "value":
        return str(amount.get(field) or "")
    values = [number(amount.get(name)) for name in _NUMBERS]
    return "" if values == [None, None, None] else " ".join("–" if v is None else f"{v:f}" for v in values)


def _points(field: str, wanted: Row, answer: Row) -> tuple[float, float]:
    """How right a field is, strict and relaxed: of source and purpose the share of words."""
    if field in {"source", "purpose"}:
        one, other = wanted.get(field), answer.get(field)
        return float(key(one) == key(other)), word_f1(one, other)
    if field == "value":
        same = all(number(wanted.get(name)) == number(answer.get(name)) for name in _NUMBERS)
    else:
        same = (wanted.get(field) or None) == (answer.get(field) or None)
    return float(same), float(same)


def _field(both: _Matched, field: str) -> Outcome:
    strict = relaxed = 0.0
    missed, wrong = [], []
    for i, j in both.pairs:
        wanted, answer = both.wanted[i], both.answers[j]
        right, near = _points(field, wanted, answer)
        strict, relaxed = strict + right, relaxed + near
        if not right:
            missed.append(of_span(both.text, both.places[i], _said(wanted, field)))
            wrong.append(of_span(both.text, span(answer), _said(answer, field)))
    found, gold = len(both.answers), len(both.wanted)
    return Outcome(Score(strict, found, gold), Score(relaxed, found, gold), tuple(missed), tuple(wrong))


def _parts(both: _Matched) -> Outcome:
    """A total with each of its parts; of the found ones by the gold amounts they belong to."""
    places = dict(enumerate(both.places))
    known = {j: both.places[i] for i, j in both.pairs}
    here = {j: known.get(j, span(answer)) for j, answer in enumerate(both.answers)}
    return compared(_edges(both.text, both.wanted, places), _edges(both.text, both.answers, here))


def _edges(text: str, amounts: Iterable[Row], places: dict[int, Interval]) -> list[Item]:
    name: Callable[[int], str] = lambda at: of_span(text, places[at]).id  # noqa: E731
    words: Callable[[int], str] = lambda at: text[slice(*places[at])]  # noqa: E731
    return [
        Item((name(total), name(part)), (words(total), words(part)), places[total])
        for total, amount in enumerate(amounts)
        for part in amount.get("parts") or []
        if part in places
    ]
