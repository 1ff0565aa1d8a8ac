"""Weights of a log-linear choice among options, as the rankings of the pipes use them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

RAREST = 3
STEPS, RATE, PENALTY, SHARPNESS = 100, 0.1, 1.0, 4
SMALLEST = 0.03

Array = npt.NDArray[np.float64]
Choices = Sequence[tuple[frozenset[str], float]]
"""The options of one decision: the features of each, and its gain in [0, 1]."""


def train(decisions: Sequence[Choices], *, penalty: float = PENALTY) -> dict[str, float]:
    """The weight of each feature: those of the options count as right by their gain."""
    counts = Counter(name for options in decisions for features, _ in options for name in features)
    names = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= RAREST))}
    rows: list[int] = []
    columns: list[int] = []
    starts: list[int] = []
    gains: list[float] = []
    for options in decisions:
        starts.append(len(gains))
        for features, gain in options:
            known = [names[name] for name in sorted(features) if name in names]
            columns += known
            rows += [len(gains)] * len(known)
            gains.append(gain)
    found = _descend(np.array(rows), np.array(columns), np.array(starts), np.array(gains), len(names), penalty)
    return {name: round(float(found[at]), 3) for name, at in names.items() if abs(found[at]) >= SMALLEST}


def _descend(
    rows: npt.NDArray[np.int64],
    columns: npt.NDArray[np.int64],
    starts: npt.NDArray[np.int64],
    gains: Array,
    size: int,
    penalty: float,
) -> Array:
    """Adam on the log of the expected gain, with a quadratic penalty."""
    of_case = np.repeat(np.arange(len(starts)), np.diff([*starts, len(gains)]))
    weight, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    worth = gains**SHARPNESS + 1e-4
    for step in range(1, STEPS + 1):
        scores = np.bincount(rows, weight[columns], len(gains))
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[of_case])
        likely /= np.add.reduceat(likely, starts)[of_case]
        aim = likely * worth
        aim /= np.add.reduceat(aim, starts)[of_case]
        slope = (np.bincount(columns, (likely - aim)[rows], size) + penalty * weight) / len(starts)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        rate = RATE * (1 - 0.9 * step / STEPS)
        weight -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weight
