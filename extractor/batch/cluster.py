"""Releases through a Ray cluster: Ray Data spreads them, a pool on each node guards them.

Ray moves the work of a node that dies to the others. A release that would bring its process down fails alone, as it
does on one machine: every Ray worker extracts in a process of its own beside it.
"""

from __future__ import annotations

import atexit
import logging
import os
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from types import TracebackType
from typing import Any, Self

from extractor import pipeline
from extractor.archive.release import Failure
from extractor.archive.unread import Item
from extractor.batch.pool import HELD, Limits, Pool, Result
from extractor.batch.work import Recipe, weight

TOGETHER = 8
"""Releases a task."""
TASKS = 32
"""Tasks a processor that are given to Ray at once; between such portions it runs empty for a moment."""
INSTALL = "python -m pip install 'presse-extractor[ray]'"
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}


class ClusterError(ValueError):
    """A cluster that cannot be reached or that gave up, with the reason."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a Ray worker must know: how records are made, within what limits, and the fingerprint they must have."""

    recipe: Recipe
    limits: Limits
    fingerprint: str


def _results(batch: dict[str, Any], work: Work) -> dict[str, Any]:
    """In a Ray worker: the results of pickled items, pickled."""
    items = [pickle.loads(content) for content in batch["item"]]  # noqa: S301 (our own)
    return {"result": [pickle.dumps(result) for _, result in _pool(work).results(items)]}


@cache
def _pool(work: Work) -> Pool:
    """The pool of this Ray worker, which ends with it. Raises ``ClusterError``."""
    here = pipeline.identify(work.recipe.model).fingerprint
    if here != work.fingerprint:
        raise ClusterError("a node has another version of the program or of the model than this one")
    pool = Pool(work.recipe, 1, work.limits)
    atexit.register(pool.close)
    return pool.__enter__()


class Cluster:
    """An engine on the Ray cluster at ``address`` (``auto``, ``HOST:PORT``), by default one on this machine alone.

    Every node needs the package, in the same version, and a model that is a folder at the same path.
    """

    def __init__(self, recipe: Recipe, limits: Limits, address: str | None = None) -> None:
        self._work = Work(recipe, limits, pipeline.identify(recipe.model).fingerprint)
        self._address = address

    def __enter__(self) -> Self:
        """Connect. Raises ``ClusterError``."""
        if find_spec("ray") is None:
            raise ClusterError(f"--engine ray needs ray; {INSTALL}")
        os.environ.update(QUIET | os.environ)
        import ray

        try:
            ray.init(address=self._address, log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            raise ClusterError(f"no Ray cluster at {self._address or 'this machine'}: {error}") from error
        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import ray

        ray.shutdown()

    def results(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """Each of ``items`` with its result, in their order; failures among them pass through.

        As many are held as keep the cluster busy, and no more than ``HELD`` bytes. Raises ``ClusterError``.
        """
        import ray

        most = TOGETHER * TASKS * max(1, int(ray.cluster_resources().get("CPU", 1)))
        for portion in _portions(items, most):
            results = self._extracted([item for item in portion if not isinstance(item, Failure)])
            for item in portion:
                yield item, item if isinstance(item, Failure) else next(results)

    def _extracted(self, items: list[Any]) -> Iterator[Result]:
        if not items:
            return
        import ray

        rows = [{"item": pickle.dumps(item)} for item in items]
        tasks = ray.data.from_items(rows, override_num_blocks=-(-len(rows) // TOGETHER))
        try:
            for row in tasks.map_batches(_results, batch_size=None, fn_args=(self._work,)).iter_rows():
                yield pickle.loads(row["result"])  # noqa: S301 (our own)
        except ray.exceptions.RayError as error:
            raise ClusterError(f"the cluster gave up: {_cause(error)}") from error


def _portions(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """The items in lists of ``most``, and of ``HELD`` bytes."""
    portion: list[Item] = []
    held = 0
    for item in items:
        portion.append(item)
        held += weight(item)
        if len(portion) >= most or held >= HELD:
            yield portion
            portion, held = [], 0
    if portion:
        yield portion


def _cause(error: Exception) -> str:
    """The innermost reason, in one line."""
    inner = getattr(error, "cause", None) or error
    return str(inner).strip().splitlines()[-1] if str(inner).strip() else type(inner).__name__
