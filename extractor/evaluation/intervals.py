"""How far a score may be off by chance: the bootstrap over releases."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.evaluation.outcome import Outcome, Score
from extractor.evaluation.scores import EMPTY, ROWS, Judgement, with_sums

SAMPLES = 2000
SEED = 20
_SHARE = (2.5, 97.5)

Intervals = dict[str, tuple[float, float]]


def intervals(judgements: Sequence[Judgement], *, relaxed: bool = False, samples: int = SAMPLES) -> Intervals:
    """The 95 % interval of each row's F1, releases drawn with replacement; the same for the same releases."""
    import numpy as np

    side: Callable[[Outcome], Score] = (
        (lambda outcome: outcome.relaxed) if relaxed else (lambda outcome: outcome.strict)
    )
    tables = [
        with_sums({name: side(judgement.get(name, EMPTY)) for name in ROWS if name in _known(judgements)})
        for judgement in judgements
    ]
    if not tables:
        return {}
    names = list(tables[0])
    counts = np.array([[(s.hits, s.found, s.gold) for s in (row[name] for name in names)] for row in tables], float)
    size = len(tables)
    weights = np.random.default_rng(SEED).multinomial(size, np.full(size, 1 / size), size=samples)
    sums = (weights @ counts.reshape(size, -1)).reshape(samples, len(names), 3)
    hits, both = sums[..., 0], sums[..., 1] + sums[..., 2]
    f1 = np.where(both > 0, 2 * hits / np.maximum(both, 1), 1.0)
    low, high = np.percentile(f1, _SHARE, axis=0)
    return {name: (float(low[at]), float(high[at])) for at, name in enumerate(names)}


def _known(judgements: Sequence[Judgement]) -> set[str]:
    return {name for judgement in judgements for name in judgement}
