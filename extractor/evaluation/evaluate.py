"""One evaluation: gold, records, and all that follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from extractor.evaluation.changes import errors
from extractor.evaluation.intervals import Intervals, intervals
from extractor.evaluation.outcome import Score
from extractor.evaluation.schemes import Confusion, Counts, confusion, schemes
from extractor.evaluation.scores import GROUPS, Judgement, Rows, Scores, judged, total
from extractor.evaluation.spans import Row

BY = ("kind", "difficulty")


@dataclass
class Evaluation:
    """Records judged by gold: each release, and their sums; all else is worked out when it is asked for."""

    gold: Rows
    records: Rows
    index: Mapping[str, Row]
    judgements: dict[str, Judgement]
    scores: Scores

    @cached_property
    def strict(self) -> Intervals:
        """The intervals of the strict F1."""
        return intervals(list(self.judgements.values()))

    @cached_property
    def relaxed(self) -> Intervals:
        """The intervals of the relaxed F1."""
        return intervals(list(self.judgements.values()), relaxed=True)

    @cached_property
    def confusion(self) -> Confusion:
        """Which labels are taken for which."""
        return confusion(self.gold, self.records)

    @cached_property
    def schemes(self) -> dict[str, Counts]:
        """The four schemes of nervaluate."""
        return schemes(self.gold, self.records)

    @cached_property
    def by(self) -> dict[str, dict[str, Scores]]:
        """The scores by kind of sender and by difficulty, where an index says them."""
        parts = {name: _by(name, self.judgements, self.records, self.index) for name in BY}
        return {name: part for name, part in parts.items() if part}


def evaluate(gold: Rows, records: Rows, index: Mapping[str, Row] | None = None) -> Evaluation:
    """Judge ``records`` by ``gold``; ``index`` says of a release what kind it is."""
    judgements = judged(gold, records)
    scores = total(judgements.values(), missing=sum(id_ not in records for id_ in gold))
    return Evaluation(gold, records, index or {}, judgements, scores)


def _by(name: str, judgements: Mapping[str, Judgement], records: Rows, index: Mapping[str, Row]) -> dict[str, Scores]:
    values: dict[str, list[str]] = {}
    for id_ in judgements:
        if value := index.get(id_, {}).get(name):
            values.setdefault(str(value), []).append(id_)
    return {
        value: total((judgements[id_] for id_ in ids), missing=sum(id_ not in records for id_ in ids))
        for value, ids in sorted(values.items())
    }


def as_data(evaluation: Evaluation) -> dict[str, Any]:
    """All figures and mistakes as plain data."""
    scores = evaluation.scores
    return {
        "releases": scores.releases,
        "missing": scores.missing,
        "rows": {
            name: {
                "group": next(group for group, names in GROUPS.items() if name in names),
                "strict": _rates(row) | {"interval": list(evaluation.strict[name])},
                "relaxed": _rates(scores.relaxed[name]) | {"interval": list(evaluation.relaxed[name])},
            }
            for name, row in scores.strict.items()
        },
        "amounts": scores.amounts,
        "confusion": evaluation.confusion,
        "schemes": {name: asdict(counts) | _shares(counts) for name, counts in evaluation.schemes.items()},
        "by": {name: {value: _brief(part) for value, part in parts.items()} for name, parts in evaluation.by.items()},
        "errors": {id_: found for id_, judgement in evaluation.judgements.items() if (found := errors(judgement))},
    }


def _brief(scores: Scores) -> dict[str, Any]:
    rows = {
        name: {"strict": _rates(row), "relaxed": _rates(scores.relaxed[name])} for name, row in scores.strict.items()
    }
    return {"releases": scores.releases, "missing": scores.missing, "rows": rows}


def _rates(row: Score) -> dict[str, Any]:
    return _shares(row) | {"hits": row.hits, "found": row.found, "gold": row.gold}


def _shares(row: Score | Counts) -> dict[str, float]:
    return {"precision": row.precision, "recall": row.recall, "f1": row.f1}
