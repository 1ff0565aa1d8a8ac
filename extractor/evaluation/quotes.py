"""The rows of quotes. Strict: same kind and span, the marks at its ends aside; relaxed: half of the longer span."""

from __future__ import annotations

from extractor.evaluation.fields import listed
from extractor.evaluation.names import key
from extractor.evaluation.outcome import Outcome, Score, of_span, spanned
from extractor.evaluation.spans import Interval, Row, pairs, shared

KINDS = ("direct", "indirect")
SPEAKER = "quote-speaker"
_MARKS = " \t\r\n\xa0.,;:!?…–—-\"'„“”‟»«›‹‚‘’"


def quote_outcomes(gold: Row, record: Row) -> dict[str, Outcome]:
    """A row of each kind, and of the relaxed pairs those with the same speaker; none where gold has no quotes."""
    if "quotes" not in gold:
        return {}
    rows, spoken = {}, []
    for kind in KINDS:
        wanted, found = _quotes(gold, gold, kind), _quotes(record, gold, kind)
        places, answers = [_bare(gold, quote) for quote in wanted], [_bare(gold, quote) for quote in found]
        matched = [(i, j) for i, j in pairs(places, answers) if _half(places[i], answers[j])]
        rows[f"quote-{kind}"] = spanned(gold["text"], places, answers, near=len(matched))
        spoken += [(places[i], _speaker(gold, wanted[i]), _speaker(record, found[j])) for i, j in matched]
    return rows | {SPEAKER: _speakers(gold["text"], spoken)}


def _speakers(text: str, spoken: list[tuple[Interval, str, str]]) -> Outcome:
    apart = [(place, wanted, found) for place, wanted, found in spoken if key(wanted) != key(found)]
    score = Score(len(spoken) - len(apart), len(spoken), len(spoken))
    missed = tuple(of_span(text, place, wanted) for place, wanted, _ in apart)
    return Outcome(score, score, missed, tuple(of_span(text, place, found) for place, _, found in apart))


def _quotes(row: Row, gold: Row, kind: str) -> list[Row]:
    """The quotes of one kind that hold more than marks."""
    quotes = [quote for quote in listed(row, "quotes") if (quote.get("kind") or KINDS[0]) == kind]
    return [quote for quote in quotes if _bare(gold, quote)[0] < _bare(gold, quote)[1]]


def _bare(gold: Row, quote: Row) -> Interval:
    """The span of a quote without the marks at its ends."""
    start, end = quote["start"], quote["end"]
    words = gold["text"][start:end]
    return start + len(words) - len(words.lstrip(_MARKS)), end - len(words) + len(words.rstrip(_MARKS))


def _half(one: Interval, other: Interval) -> bool:
    return 2 * shared(one, other) >= max(one[1] - one[0], other[1] - other[0])


def _speaker(row: Row, quote: Row) -> str:
    """The name of who speaks; nothing where nobody is named."""
    position = quote.get("speaker")
    return "" if position is None else str(listed(row, "people")[position]["name"])
