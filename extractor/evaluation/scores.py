"""Scores of records against gold, mention by mention and field by field: the one way to score.

Strict: same start, end and label. Relaxed: same label and a shared character, each mention used once. Names are
compared by ``key``: case folded, punctuation and endings of inflection cut; relaxed, all words of one name are in the
other. A record that is missing counts as empty; a field that a gold release lacks is not scored there. What is found
twice is right once. Works on plain dictionaries, so that records of any origin can be scored. ``evidence``,
``warnings``, ``source`` and ``extractor`` say how a record came about, so no row scores them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from extractor.evaluation import amounts, fields, links
from extractor.evaluation.amounts import FOUND, amount_outcomes
from extractor.evaluation.fields import listed
from extractor.evaluation.names import key
from extractor.evaluation.outcome import Outcome, Score, compared, spanned
from extractor.evaluation.quotes import KINDS, SPEAKER, quote_outcomes
from extractor.evaluation.spans import Row, pairs, spans

Rows = Mapping[str, Row]
Judgement = dict[str, Outcome]
"""What one release adds to each row that its gold can score."""

LABELS = ("PERSON", "ROLE", "ORG", "PROGRAMME", "MONEY", "LOC")
ASKED = LABELS[:-1]
FIVE, ALL, FIELDS = "five", "all", "fields"
MENTIONS = (*LABELS, FIVE, ALL)
RECORDS = (*fields.ROWS, *links.ROWS)
AMOUNTS = (FOUND, *(f"{FOUND}-{field}" for field in amounts.FIELDS), amounts.PARTS)
QUOTES = (*(f"quote-{kind}" for kind in KINDS), SPEAKER)
GROUPS: dict[str, tuple[str, ...]] = {"mentions": MENTIONS, "records": (*RECORDS, *AMOUNTS, *QUOTES, FIELDS)}
ROWS = tuple(name for rows in GROUPS.values() for name in rows)
EMPTY = Outcome(Score(), Score())


@dataclass(frozen=True, slots=True)
class Scores:
    """All rows that gold can score, strict and relaxed; ``five``, ``all`` and ``fields`` are sums of others."""

    releases: int
    missing: int
    strict: dict[str, Score]
    relaxed: dict[str, Score]

    @property
    def amounts(self) -> dict[str, float]:
        """Of the gold amounts how many were found, and of how many each field is right; source and purpose by words."""
        if FOUND not in self.strict:
            return {}
        found = self.strict[FOUND]
        shares = {name: self.relaxed[f"{FOUND}-{name}"] for name in amounts.FIELDS}
        share = {"found": found} | shares
        recall = {name: row.hits / row.gold if row.gold else 1.0 for name, row in share.items()}
        return {"amounts": found.gold, "found": recall.pop("found"), "precision": found.precision} | recall


def judge(gold: Row, record: Row | None) -> Judgement:
    """Each row of one release."""
    record = record or {}
    rows = {label: _mentions(gold, record, label) for label in LABELS}
    rows |= {
        name: compared([*row.items(gold, gold)], [*row.items(record, gold)])
        for name, row in fields.ROWS.items()
        if row.has(gold)
    }
    linked = {name: links.linked(row, gold, record) for name, row in links.ROWS.items()}
    rows |= {name: outcome for name, outcome in linked.items() if outcome is not None}
    return rows | amount_outcomes(gold, record) | quote_outcomes(gold, record)


def _mentions(gold: Row, record: Row, label: str) -> Outcome:
    wanted, found = spans(gold["spans"], label), spans(listed(record, "mentions"), label)
    return spanned(gold.get("text", ""), wanted, found, near=len(pairs(wanted, found)))


def judged(gold: Rows, records: Rows) -> dict[str, Judgement]:
    """The judgement of every gold release, by id."""
    return {id_: judge(row, records.get(id_)) for id_, row in gold.items()}


def score(gold: Rows, records: Rows) -> Scores:
    """All scores of ``records`` against ``gold``, both by id."""
    return total(judged(gold, records).values(), missing=sum(id_ not in records for id_ in gold))


def total(judgements: Iterable[Judgement], *, missing: int = 0) -> Scores:
    """The sums of several releases."""
    judgements = list(judgements)
    known = {name for judgement in judgements for name in judgement} | set(LABELS)
    strict = {
        name: _sum(judgement.get(name, EMPTY).strict for judgement in judgements) for name in ROWS if name in known
    }
    relaxed = {
        name: _sum(judgement.get(name, EMPTY).relaxed for judgement in judgements) for name in ROWS if name in known
    }
    return Scores(len(judgements), missing, with_sums(strict), with_sums(relaxed))


def _sum(scores: Iterable[Score]) -> Score:
    return reduce(Score.__add__, scores, Score())


def with_sums(table: Mapping[str, Score]) -> dict[str, Score]:
    """``table`` with the rows that are sums of others, in the order of ``ROWS``."""
    five = _sum(table[label] for label in ASKED)
    said = [table[name] for name in GROUPS["records"] if name in table]
    sums = {FIVE: five, ALL: five + table["LOC"]} | ({FIELDS: _sum(said)} if said else {})
    whole = dict(table) | sums
    return {name: whole[name] for name in ROWS if name in whole}


__all__ = ["Judgement", "Outcome", "Score", "Scores", "judge", "judged", "key", "pairs", "score", "total", "with_sums"]
