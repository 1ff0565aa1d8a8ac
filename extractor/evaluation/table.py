"""Scores as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.evaluation.baseline import Check
from extractor.evaluation.changes import listing
from extractor.evaluation.evaluate import Evaluation
from extractor.evaluation.outcome import Score
from extractor.evaluation.schemes import NOTHING
from extractor.evaluation.scores import ALL, FIELDS, GROUPS, LABELS, Scores

Intervals = Mapping[str, tuple[float, float]]
_WIDTH = 22


def table(scores: Scores, intervals: Intervals | None = None) -> str:
    """All rows as text, with the intervals of the strict F1 if they are given."""
    lines = [f"{scores.releases} releases, {scores.missing} without a record"]
    for group, names in GROUPS.items():
        rows = [name for name in names if name in scores.strict]
        if rows:
            lines += ["", _head(group, intervals)]
            lines += [_line(name, scores.strict[name], scores.relaxed[name], intervals) for name in rows]
    if scores.amounts:
        shares = ", ".join(f"{name} {value:.3f}" for name, value in scores.amounts.items() if name != "amounts")
        lines += ["", f"amounts: {scores.amounts['amounts']:.0f}, {shares}"]
    return "\n".join(lines)


def _head(group: str, intervals: Intervals | None) -> str:
    between = f"{'95 % of F':>15}" if intervals else ""
    return f"{group:{_WIDTH}}{'P':>7}{'R':>7}{'F':>7}{between}{'relaxed F':>11}{'gold':>7}{'found':>7}"


def _line(name: str, row: Score, relaxed: Score, intervals: Intervals | None) -> str:
    between = f"{'{:.3f} – {:.3f}'.format(*intervals[name]):>15}" if intervals else ""
    rates = f"{row.precision:7.3f}{row.recall:7.3f}{row.f1:7.3f}"
    return f"{name:{_WIDTH}}{rates}{between}{relaxed.f1:11.3f}{row.gold:7}{row.found:7}"


def report(evaluation: Evaluation, checks: Sequence[Check] = ()) -> str:
    """Everything for a terminal: scores, by kind, confusion, schemes, and what changed."""
    parts = [table(evaluation.scores, evaluation.strict), _by(evaluation), _confusion(evaluation), _schemes(evaluation)]
    return "\n\n".join(part for part in [*parts, checks_text(checks)] if part)


def _by(evaluation: Evaluation) -> str:
    lines = []
    for name, parts in evaluation.by.items():
        lines += [f"{'by ' + name:{_WIDTH}}{'releases':>9}{'mentions F':>12}{'relaxed F':>11}{'fields F':>10}"]
        for value, scores in parts.items():
            said = f"{scores.strict[FIELDS].f1:10.3f}" if FIELDS in scores.strict else ""
            rates = f"{scores.strict[ALL].f1:12.3f}{scores.relaxed[ALL].f1:11.3f}{said}"
            lines.append(f"{value[: _WIDTH - 1]:{_WIDTH}}{scores.releases:9}{rates}")
        lines.append("")
    return "\n".join(lines).rstrip()


def _confusion(evaluation: Evaluation) -> str:
    names = [*LABELS, NOTHING]
    lines = [f"{'gold ↓ found →':{_WIDTH}}" + "".join(f"{name:>10}" for name in names)]
    for label, row in evaluation.confusion.items():
        cells = "".join(f"{row.get(name, 0):10}" for name in names)
        lines.append(f"{label:{_WIDTH}}{cells}")
    return "\n".join(lines)


def _schemes(evaluation: Evaluation) -> str:
    columns = ("correct", "incorrect", "partial", "missed", "spurious")
    lines = [f"{'scheme':{_WIDTH}}{'P':>7}{'R':>7}{'F':>7}" + "".join(f"{name:>10}" for name in columns)]
    for name, counts in evaluation.schemes.items():
        cells = "".join(f"{getattr(counts, column):10}" for column in columns)
        lines.append(f"{name:{_WIDTH}}{counts.precision:7.3f}{counts.recall:7.3f}{counts.f1:7.3f}{cells}")
    return "\n".join(lines)


def checks_text(checks: Sequence[Check]) -> str:
    """What changed in each release, then the checks that do not hold."""
    changed = [
        f"{check.name}\n" + "\n".join(f"  {line}" for line in listing(check.changes).splitlines())
        for check in checks
        if check.changes
    ]
    lost = [check for check in checks if not check.holds]
    named = [f"LOST  {check.text.splitlines()[0]}" for check in lost]
    kept = f"{len(checks) - len(lost)} of {len(checks)} floors and releases hold" if checks else ""
    return "\n\n".join(part for part in ["\n\n".join(changed), "\n".join(named), kept] if part)
