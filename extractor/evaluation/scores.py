"""Scores of records against gold, mention by mention and field by field.

Strict: same start, end and label. Relaxed: same label and a shared character, each mention used once. Names are
compared by ``key``: case folded, punctuation and endings of inflection cut. A record that is missing counts as empty;
a field that a gold release lacks is not scored there. Quotes, strict: same kind and span, the marks at its ends
aside; relaxed: same kind and half of the longer span, each quote used once. Works on plain dictionaries, so that
records of any origin can be scored.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

Row = Mapping[str, Any]
Rows = Mapping[str, Row]
Interval = tuple[int, int]

LABELS = ("PERSON", "ROLE", "ORG", "PROGRAMME", "MONEY", "LOC")
ASKED = LABELS[:-1]
AMOUNT_FIELDS = ("value", "approx", "year", "per", "source", "purpose")
QUOTE_KINDS = ("direct", "indirect")
SHORTEST_STEM = 3
_ENDING = re.compile(r"(?:es|en|er|em|e|s|n)$")
_MARKS = " \t\r\n\xa0.,;:!?…–—-\"'„“”‟»«›‹‚‘’"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one row of a table; precision, recall and F1 follow from them."""

    hits: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was to find and nothing was found."""
        return self.hits / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.hits / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """All rows: mentions strict and relaxed, record fields, shares of the gold amounts, and quotes if gold has any."""

    releases: int
    missing: int
    strict: dict[str, Score]
    relaxed: dict[str, Score]
    records: dict[str, Score]
    amounts: dict[str, float]
    quotes: dict[str, Score]
    quotes_relaxed: dict[str, Score]


def stem(word: str) -> str:
    """``word`` without endings of inflection; at least three letters stay."""
    while len(word) > SHORTEST_STEM:
        shorter = _ENDING.sub("", word)
        if shorter == word or len(shorter) < SHORTEST_STEM:
            break
        word = shorter
    return word


def key(name: str | None) -> str:
    """What two forms of one name have in common."""
    folded = unicodedata.normalize("NFC", name or "").casefold()
    return " ".join(stem(word) for word in re.findall(r"\w+", folded))


def score(gold: Rows, records: Rows) -> Scores:
    """All scores of ``records`` against ``gold``, both by id."""
    strict, relaxed = _mention_scores(gold, records)
    quotes, quotes_relaxed = _quote_scores({id_: row for id_, row in gold.items() if "quotes" in row}, records)
    return Scores(
        releases=len(gold),
        missing=sum(id_ not in records for id_ in gold),
        strict=strict,
        relaxed=relaxed,
        records={name: _field_score(gold, records, field, items) for name, (field, items) in RECORD_ROWS.items()},
        amounts=_amount_scores({id_: row for id_, row in gold.items() if "amounts" in row}, records),
        quotes=quotes,
        quotes_relaxed=quotes_relaxed,
    )


def _list(row: Row, field: str) -> list[Row]:
    return row.get(field) or []


def _spans(rows: Iterable[Row], label: str) -> list[Interval]:
    return [(row["start"], row["end"]) for row in rows if row["label"] == label]


def _shared(one: Interval, other: Interval) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def pairs(gold: list[Interval], found: list[Interval]) -> list[tuple[int, int]]:
    """One-to-one pairs of positions: the largest overlap first, then the closest length."""
    candidates = sorted(
        (-_shared(one, other), abs((one[1] - one[0]) - (other[1] - other[0])), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if _shared(one, other) > 0
    )
    left: set[int] = set()
    right: set[int] = set()
    chosen = []
    for _, _, i, j in candidates:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            chosen.append((i, j))
    return chosen


def _mention_scores(gold: Rows, records: Rows) -> tuple[dict[str, Score], dict[str, Score]]:
    strict = dict.fromkeys(LABELS, Score())
    relaxed = dict.fromkeys(LABELS, Score())
    for id_, row in gold.items():
        mentions = _list(records.get(id_, {}), "mentions")
        for label in LABELS:
            wanted, found = _spans(row["spans"], label), _spans(mentions, label)
            exact = (Counter(wanted) & Counter(found)).total()
            strict[label] += Score(exact, len(found), len(wanted))
            relaxed[label] += Score(len(pairs(wanted, found)), len(found), len(wanted))
    return _with_totals(strict), _with_totals(relaxed)


def _with_totals(table: dict[str, Score]) -> dict[str, Score]:
    five = sum((table[label] for label in ASKED), Score())
    return table | {"five": five, "all": five + table["LOC"]}


def _canonical(gold: Row, field: str) -> dict[str, str]:
    """The key of every name and alias of the gold entries, to the key of its entry's name."""
    return {
        key(name): key(entry["name"])
        for entry in _list(gold, field)
        for name in (entry["name"], *(entry.get("aliases") or []))
    }


def _resolved(name: str, table: dict[str, str]) -> str:
    return table.get(key(name), key(name))


Items = Callable[[Row, Row], Iterable[Hashable]]


def _people(row: Row, _: Row) -> Iterable[Hashable]:
    return [key(person["name"]) for person in _list(row, "people")]


def _titles(row: Row, _: Row) -> Iterable[Hashable]:
    return [(key(person["name"]), title) for person in _list(row, "people") for title in person.get("titles") or []]


def _roles(row: Row, _: Row) -> Iterable[Hashable]:
    return [
        (key(person["name"]), key(role["role"]))
        for person in _list(row, "people")
        for role in person.get("roles") or []
        if role.get("role")
    ]


def _affiliations(row: Row, gold: Row) -> Iterable[Hashable]:
    table = _canonical(gold, "organisations")
    return [
        (key(person["name"]), _resolved(role["organisation"], table))
        for person in _list(row, "people")
        for role in person.get("roles") or []
        if role.get("organisation")
    ]


def _entries(field: str) -> Items:
    def items(row: Row, gold: Row) -> Iterable[Hashable]:
        table = _canonical(gold, field)
        return [_resolved(entry["name"], table) for entry in _list(row, field)]

    return items


def _aliases(row: Row, gold: Row) -> Iterable[Hashable]:
    table = _canonical(gold, "organisations")
    result: list[Hashable] = []
    for entry in _list(row, "organisations"):
        name = _resolved(entry["name"], table)
        forms = {key(form) for form in (entry["name"], *(entry.get("aliases") or []))}
        result += [(name, form) for form in forms if form != name]
    return result


RECORD_ROWS: dict[str, tuple[str, Items]] = {
    "person": ("people", _people),
    "title": ("people", _titles),
    "person-role": ("people", _roles),
    "person-organisation": ("people", _affiliations),
    "organisation": ("organisations", _entries("organisations")),
    "organisation-alias": ("organisations", _aliases),
    "programme": ("programmes", _entries("programmes")),
}


def _field_score(gold: Rows, records: Rows, field: str, items: Items) -> Score:
    total = Score()
    for id_, row in gold.items():
        if field in row:
            wanted, found = Counter(items(row, row)), Counter(items(records.get(id_, {}), row))
            total += Score((wanted & found).total(), found.total(), wanted.total())
    return total


def _number(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value)).normalize()
    except InvalidOperation:
        return None


def _word_f1(gold: str | None, found: str | None) -> float:
    if not gold or not found:
        return float(not gold and not found)
    one, other = Counter(key(gold).split()), Counter(key(found).split())
    same = (one & other).total()
    return 2 * same / (one.total() + other.total()) if same else 0.0


def _amount_scores(gold: Rows, records: Rows) -> dict[str, float]:
    wanted_all = answered = found = 0
    points = dict.fromkeys(AMOUNT_FIELDS, 0.0)
    for id_, row in gold.items():
        spans = _spans(row["spans"], "MONEY")
        answers = _list(records.get(id_, {}), "amounts")
        wanted_all, answered = wanted_all + len(spans), answered + len(answers)
        for i, j in pairs(spans, [(answer["start"], answer["end"]) for answer in answers]):
            found += 1
            for field, point in _amount_points(row["amounts"][i], answers[j]).items():
                points[field] += point
    share = {field: points[field] / wanted_all if wanted_all else 1.0 for field in AMOUNT_FIELDS}
    return {
        "amounts": wanted_all,
        "found": found / wanted_all if wanted_all else 1.0,
        "precision": found / answered if answered else float(not wanted_all),
    } | share


def _amount_points(wanted: Row, answer: Row) -> dict[str, float]:
    same = {field: (wanted.get(field) or None) == (answer.get(field) or None) for field in ("approx", "year", "per")}
    numbers = all(_number(wanted.get(field)) == _number(answer.get(field)) for field in ("value", "min", "max"))
    words = {field: _word_f1(wanted.get(field), answer.get(field)) for field in ("source", "purpose")}
    return {"value": float(numbers)} | {field: float(is_same) for field, is_same in same.items()} | words


def _quote_scores(gold: Rows, records: Rows) -> tuple[dict[str, Score], dict[str, Score]]:
    """Strict and relaxed rows of each kind; among the strict ones, of the relaxed pairs those with the same speaker."""
    if not gold:
        return {}, {}
    strict = {f"quote-{kind}": Score() for kind in QUOTE_KINDS}
    relaxed = dict(strict)
    speaker = Score()
    for id_, row in gold.items():
        record = records.get(id_, {})
        for kind in QUOTE_KINDS:
            wanted, found = _quotes(row, row, kind), _quotes(record, row, kind)
            spans, answers = [_bare(row, quote) for quote in wanted], [_bare(row, quote) for quote in found]
            matched = [(i, j) for i, j in pairs(spans, answers) if _alike(spans[i], answers[j])]
            exact = (Counter(spans) & Counter(answers)).total()
            strict[f"quote-{kind}"] += Score(exact, len(found), len(wanted))
            relaxed[f"quote-{kind}"] += Score(len(matched), len(found), len(wanted))
            same = sum(_speaker(row, wanted[i]) == _speaker(record, found[j]) for i, j in matched)
            speaker += Score(same, len(matched), len(matched))
    return strict | {"quote-speaker": speaker}, relaxed


def _quotes(row: Row, gold: Row, kind: str) -> list[Row]:
    """The quotes of one kind that hold more than marks."""
    quotes = [quote for quote in _list(row, "quotes") if (quote.get("kind") or "direct") == kind]
    return [quote for quote in quotes if _bare(gold, quote)[0] < _bare(gold, quote)[1]]


def _bare(gold: Row, quote: Row) -> Interval:
    """The span of a quote without the marks at its ends."""
    start, end = quote["start"], quote["end"]
    words = gold["text"][start:end]
    return start + len(words) - len(words.lstrip(_MARKS)), end - len(words) + len(words.rstrip(_MARKS))


def _alike(one: Interval, other: Interval) -> bool:
    return 2 * _shared(one, other) >= max(one[1] - one[0], other[1] - other[0])


def _speaker(row: Row, quote: Row) -> str | None:
    """The key of the speaker's name."""
    position = quote.get("speaker")
    return None if position is None else key(_list(row, "people")[position]["name"])


def table(scores: Scores) -> str:
    """All rows as text."""
    lines = [f"{scores.releases} releases, {scores.missing} without a record", ""]
    lines.append(f"{'mentions':22}{'P':>7}{'R':>7}{'F':>7}{'relaxed F':>11}{'gold':>7}{'found':>7}")
    for label, row in scores.strict.items():
        relaxed = scores.relaxed[label].f1
        lines.append(f"{label:22}{_rates(row)}{relaxed:11.3f}{row.gold:7}{row.found:7}")
    lines += ["", f"{'records':22}{'P':>7}{'R':>7}{'F':>7}{'gold':>7}{'found':>7}"]
    lines += [f"{name:22}{_rates(row)}{row.gold:7}{row.found:7}" for name, row in scores.records.items()]
    if scores.quotes:
        lines += ["", f"{'quotes':22}{'P':>7}{'R':>7}{'F':>7}{'relaxed F':>11}{'gold':>7}{'found':>7}"]
        lines += [_quote_line(name, row, scores.quotes_relaxed.get(name)) for name, row in scores.quotes.items()]
    amounts = ", ".join(f"{name} {value:.3f}" for name, value in scores.amounts.items() if name != "amounts")
    return "\n".join([*lines, "", f"amounts: {scores.amounts['amounts']:.0f}, {amounts}"])


def _rates(row: Score) -> str:
    return f"{row.precision:7.3f}{row.recall:7.3f}{row.f1:7.3f}"


def _quote_line(name: str, row: Score, relaxed: Score | None) -> str:
    """A row of the quotes; of the speakers only a share is given, of the pairs that match."""
    if relaxed is None:
        return f"{name:22}{row.recall:7.3f}{'':25}{row.gold:7}"
    return f"{name:22}{_rates(row)}{relaxed.f1:11.3f}{row.gold:7}{row.found:7}"
