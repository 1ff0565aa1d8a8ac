"""``python -m extractor.evaluation.cluster_check RELEASES``: a Ray cluster that loses a node gives the same records.

Starts a cluster of two node processes on this machine, extracts the first releases on it, kills one of the nodes after
a part of the results, and compares every result with that of this process alone. The exit code is 1 where one differs.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from extractor.archive.formats import Options
from extractor.archive.readers import read
from extractor.archive.unread import Item
from extractor.batch.cluster import QUIET, Cluster
from extractor.batch.pool import MIB, Limits, Result
from extractor.batch.run import Here
from extractor.batch.work import Recipe
from extractor.pipeline import DEFAULT

STORE = 100 * MIB
"""The shared memory of a node; Ray would take a third of the machine's."""


def on_cluster(items: Sequence[Item], recipe: Recipe, kill_after: int) -> list[Result]:
    """The results of two nodes, of which one is killed after ``kill_after`` results."""
    os.environ.update(QUIET | os.environ)
    from ray.cluster_utils import Cluster as Nodes

    nodes = Nodes(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": STORE})
    try:
        second = nodes.add_node(num_cpus=1, object_store_memory=STORE)
        nodes.wait_for_nodes()
        results: list[Result] = []
        with Cluster(recipe, Limits(), nodes.address) as cluster:
            for _, result in cluster.results(items):
                results.append(result)
                if len(results) == kill_after:
                    nodes.remove_node(second, allow_graceful=False)
        return results
    finally:
        nodes.shutdown()


def different(items: Sequence[Item], recipe: Recipe, kill_after: int) -> list[int]:
    """The positions of releases whose results differ from those of this process alone."""
    expected = [result for _, result in Here(recipe()).results(items)]
    found = on_cluster(items, recipe, kill_after)
    if len(found) != len(expected):
        raise ValueError(f"{len(expected)} releases went in, {len(found)} results came out")
    return [at for at, pair in enumerate(zip(expected, found, strict=True)) if pair[0] != pair[1]]


def main() -> None:
    """Compare, print, exit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("releases", type=Path)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--kill-after", type=int, default=100)
    parser.add_argument("--model", default=DEFAULT)
    arguments = parser.parse_args()
    items = list(islice(read([arguments.releases], Options(later=True)), arguments.count))
    begun = time.monotonic()
    wrong = different(items, Recipe(arguments.model), arguments.kill_after)
    print(f"{len(items)} releases, a node killed after {arguments.kill_after}: {len(wrong)} results differ", end=", ")
    print(f"{time.monotonic() - begun:.1f} s")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
