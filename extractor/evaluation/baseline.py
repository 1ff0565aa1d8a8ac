"""Floors: what a corpus was once measured at, kept beside it, so that a loss is seen.

The file holds the checksum of the corpus, a floor for the strict F1 of each row, for each release its F1 over all rows
and its mistakes, so that a loss can be named, and every floor that was lowered with the reason. Another processor may
round a model otherwise, so a row may lie ``tolerance.floor`` below its floor, a release ``tolerance.release``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from math import floor
from pathlib import Path
from typing import Any

from extractor.evaluation.changes import Change, Errors, all_errors, changes, errors, listing
from extractor.evaluation.evaluate import Evaluation
from extractor.evaluation.gold import GoldError
from extractor.evaluation.outcome import Score
from extractor.evaluation.scores import ALL, FIELDS, ROWS, Judgement, total

FILE = "baseline.json"
RELEASE = "release"
TOLERANCE = {"floor": 0.005, "release": 0.05}
_DIGITS = 1000
_SHOWN = 40


class BaselineError(GoldError):
    """Floors that cannot be read, do not fit the corpus, or would sink without a reason."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The content of the file; ``lowered`` is the list of floors that were lowered, each with its reason."""

    corpus: str
    split: str | None
    floors: Mapping[str, float]
    releases: Mapping[str, float] = field(default_factory=dict)
    errors: Mapping[str, Errors] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)
    tolerance: Mapping[str, float] = field(default_factory=lambda: dict(TOLERANCE))

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The floors in ``path``. Raises ``BaselineError``."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            baseline = cls(**data)
            numbers = [*baseline.floors.values(), *baseline.releases.values(), *baseline.tolerance.values()]
            sound = all(isinstance(number, int | float) for number in numbers)
        except (ValueError, TypeError, AttributeError) as error:
            raise BaselineError(f"{path}: no baseline ({error}); --write-baseline writes one") from error
        if not sound or not TOLERANCE.keys() <= baseline.tolerance.keys():
            raise BaselineError(f"{path}: no baseline (a floor is no number); --write-baseline writes one")
        return baseline

    @classmethod
    def of(cls, evaluation: Evaluation, checksum: str, split: str | None) -> Baseline:
        """The floors that ``evaluation`` reaches."""
        return cls(
            checksum,
            split,
            {name: _down(row.f1) for name, row in evaluation.scores.strict.items()},
            {id_: _down(whole(judgement).f1) for id_, judgement in evaluation.judgements.items()},
            {id_: errors(judgement) for id_, judgement in evaluation.judgements.items()},
        )

    def after(self, old: Baseline | None, reason: str | None) -> Baseline:
        """This baseline in place of ``old``. Raises ``BaselineError`` where a floor sinks without a reason."""
        if old is None:
            return self
        sunk = {
            name: (value, self.floors.get(name))
            for name, value in old.floors.items()
            if self.floors.get(name, 0) < value
        }
        if sunk and not reason:
            named = ", ".join(f"{name} {was:.3f} → {_number(now)}" for name, (was, now) in sunk.items())
            raise BaselineError(f"these floors would sink: {named}; --allow-regression REASON lowers them")
        entries = [{"row": name, "from": was, "to": now, "reason": reason} for name, (was, now) in sunk.items()]
        kept = [*old.lowered, *entries]
        return Baseline(self.corpus, self.split, self.floors, self.releases, self.errors, kept, old.tolerance)

    def to_json(self) -> str:
        """The file's content, one release a line."""
        data = asdict(self)
        lines = [f"{json.dumps(name)}: {_value(name, value)}" for name, value in data.items()]
        return "{\n" + ",\n".join(lines) + "\n}\n"


def _value(name: str, value: Any) -> str:
    if name == "errors":
        rows = [f"  {json.dumps(id_)}: {json.dumps(rows, ensure_ascii=False)}" for id_, rows in value.items()]
        return "{\n" + ",\n".join(rows) + "\n}"
    return json.dumps(value, ensure_ascii=False, indent=1 if name in {"floors", "lowered"} else None)


def _down(value: float) -> float:
    """Three digits, never more than was reached."""
    return floor(value * _DIGITS + 1e-9) / _DIGITS


def _number(value: float | None) -> str:
    return "not scored" if value is None else f"{value:.3f}"


def whole(judgement: Judgement) -> Score:
    """All rows of one release together."""
    scores = total([judgement]).strict
    return scores[ALL] + scores.get(FIELDS, Score())


@dataclass(frozen=True, slots=True)
class Check:
    """One floor or one release: whether it holds, and what to read where it does not."""

    kind: str
    name: str
    holds: bool
    text: str
    changes: tuple[Change, ...] = ()


def checked(evaluation: Evaluation, baseline: Baseline) -> list[Check]:
    """Each release and each floor against the baseline."""
    changed = {id_: tuple(_changes(id_, evaluation, baseline)) for id_ in evaluation.judgements}
    releases = [check_release(id_, evaluation, baseline, changed[id_]) for id_ in evaluation.judgements]
    return releases + [_floor(name, least, evaluation, baseline, changed) for name, least in baseline.floors.items()]


def _changes(id_: str, evaluation: Evaluation, baseline: Baseline) -> list[Change]:
    if id_ not in baseline.errors:
        return all_errors(evaluation.judgements[id_], evaluation.gold[id_]["text"]) if not baseline.errors else []
    return changes(baseline.errors[id_], evaluation.judgements[id_], evaluation.gold[id_]["text"])


def check_release(
    id_: str, evaluation: Evaluation, baseline: Baseline, changed: tuple[Change, ...] | None = None
) -> Check:
    """One release: fails without a record, or if its F1 over all rows fell by more than the tolerance."""
    changed = tuple(_changes(id_, evaluation, baseline)) if changed is None else changed
    if id_ not in evaluation.records:
        return Check(RELEASE, id_, False, f"{id_}: no record", changed)
    f1, least = whole(evaluation.judgements[id_]).f1, baseline.releases.get(id_, baseline.floors.get(RELEASE, 0.0))
    tolerance = baseline.tolerance["release"] if id_ in baseline.releases else 0.0
    text = f"{id_}: F1 over all rows {f1:.3f}, was {least:.3f}\n{listing(changed)}"
    return Check(RELEASE, id_, f1 >= least - tolerance, text, changed)


def _floor(
    name: str,
    least: float,
    evaluation: Evaluation,
    baseline: Baseline,
    changed: Mapping[str, tuple[Change, ...]],
) -> Check:
    row = evaluation.scores.strict.get(name)
    if name == RELEASE:
        lowest = min((whole(judgement).f1 for judgement in evaluation.judgements.values()), default=1.0)
        return Check(
            "floor", name, lowest >= least, f"the lowest F1 of a release is {lowest:.3f}, the floor {least:.3f}"
        )
    if row is None:
        return Check("floor", name, False, f"{name}: not scored; the floor is {least:.3f}")
    lines = [
        f"{id_}: {change}" for id_, all_ in changed.items() for change in all_ if change.worse and _counts(change, name)
    ]
    more = [f"… and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    text = "\n".join([f"{name}: F1 {row.f1:.3f}, the floor is {least:.3f}", *lines[:_SHOWN], *more])
    return Check("floor", name, row.f1 >= least - baseline.tolerance["floor"] - 1e-9, text)


def _counts(change: Change, name: str) -> bool:
    """Whether a change belongs to the row ``name``, or to a sum that holds its row."""
    return change.row == name or name in {ALL, FIELDS, "five"}


def of_floors(floors: Mapping[str, float]) -> Baseline:
    """A baseline of floors that somebody set by hand. Raises ``BaselineError`` for a row that does not exist."""
    for name in floors:
        if name not in {*ROWS, RELEASE}:
            raise BaselineError(f"there is no row {name!r}; there are {', '.join((*ROWS, RELEASE))}")
    return Baseline("", None, floors, tolerance={"floor": 0.0, "release": 0.0})


def against(before: Evaluation, now: Evaluation) -> list[Check]:
    """Each row and release of ``now`` against ``before``, where nothing may get worse."""
    old = Baseline.of(before, "", None)
    exact = {name: row.f1 for name, row in before.scores.strict.items()}
    releases = {id_: whole(judgement).f1 for id_, judgement in before.judgements.items() if id_ in before.records}
    return checked(now, Baseline("", None, exact, releases, old.errors, tolerance={"floor": 0.0, "release": 0.0}))


def losses(checks: list[Check]) -> list[Check]:
    """The checks that do not hold."""
    return [check for check in checks if not check.holds]
