"""An evaluation as one self-contained HTML page: the scores, and each release with gold and found side by side.

Like the page of one record it loads nothing, runs no script, and escapes all that comes from a release.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor import __version__
from extractor.cli.page import template
from extractor.evaluation.baseline import Check, losses, whole
from extractor.evaluation.changes import Change, all_errors
from extractor.evaluation.evaluate import Evaluation
from extractor.evaluation.fields import listed
from extractor.evaluation.outcome import of_span
from extractor.evaluation.schemes import NOTHING
from extractor.evaluation.scores import ALL, FIELDS, GROUPS, LABELS
from extractor.evaluation.spans import Row, span
from extractor.view.harmless import harmless


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text: plain where it has no label; ``bad`` where the other side has no equal."""

    text: str
    label: str = ""
    bad: bool = False


@dataclass(frozen=True, slots=True)
class _Release:
    """One release as the page shows it."""

    id: str
    f1: float
    mentions: int
    gold: list[_Piece]
    found: list[_Piece]
    errors: list[Change]
    changes: Sequence[Change]
    missing: bool


def html_report(evaluation: Evaluation, checks: Sequence[Check] = ()) -> str:
    """``evaluation`` as an HTML document; ``checks`` say what changed."""
    changed = {check.name: check.changes for check in checks if check.kind == "release"}
    releases = [_release(id_, evaluation, changed.get(id_, ())) for id_ in evaluation.judgements]
    return template("report.html.jinja").render(
        scores=evaluation.scores,
        intervals=evaluation.strict,
        groups={group: [name for name in names if name in evaluation.scores.strict] for group, names in GROUPS.items()},
        by=evaluation.by,
        all=ALL,
        fields=FIELDS,
        confusion=evaluation.confusion,
        labels=[*LABELS, NOTHING],
        schemes=evaluation.schemes,
        checks=checks,
        lost=losses(list(checks)),
        releases=sorted(releases, key=lambda release: (not any(c.worse for c in release.changes), release.f1)),
        harmless=harmless,
        version=__version__,
    )


def _release(id_: str, evaluation: Evaluation, changes: Sequence[Change]) -> _Release:
    gold, judgement = evaluation.gold[id_], evaluation.judgements[id_]
    text = gold["text"]
    labels = {label: judgement[label] for label in LABELS}
    missed = {(label, item.id) for label, outcome in labels.items() for item in outcome.missed}
    wrong = {(label, item.id) for label, outcome in labels.items() for item in outcome.wrong}
    mentions = sum(len(outcome.missed) + len(outcome.wrong) for outcome in labels.values())
    return _Release(
        id_,
        whole(judgement).f1,
        mentions,
        list(_pieces(text, gold["spans"], missed)),
        list(_pieces(text, listed(evaluation.records.get(id_, {}), "mentions"), wrong)),
        all_errors(judgement, text),
        changes,
        id_ not in evaluation.records,
    )


def _pieces(text: str, rows: Iterable[Row], bad: set[tuple[str, str]]) -> Iterable[_Piece]:
    """The text cut at its mentions; of two that overlap only the first is shown."""
    at = 0
    for row in sorted(rows, key=span):
        start, end = span(row)
        if at <= start < end <= len(text):
            if start > at:
                yield _Piece(harmless(text[at:start]))
            yield _Piece(harmless(text[start:end]), row["label"], (row["label"], of_span(text, (start, end)).id) in bad)
            at = end
    if at < len(text):
        yield _Piece(harmless(text[at:]))
