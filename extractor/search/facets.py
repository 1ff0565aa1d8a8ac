"""Which values the records found have, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from extractor.search.errors import FilterError
from extractor.search.results import Counted
from extractor.search.schema import FACETS, facet

if TYPE_CHECKING:
    from tantivy import Query, Searcher

MAX_VALUES = 1000
LOOKED_AT = 60_000
"""Values that are counted in each of several parts of an index: enough that no count is a guess."""


def counted(searcher: Searcher, found: Query, names: Sequence[str], limit: int) -> dict[str, list[Counted]]:
    """The ``limit`` most frequent values of each facet, years newest first. Raises ``FilterError``."""
    for name in names:
        if name not in FACETS:
            raise FilterError(f"there is no facet {ascii(name)[:40]}; there are {', '.join(FACETS)}")
    if not 1 <= limit <= MAX_VALUES:
        raise FilterError(f"a facet shows 1 to {MAX_VALUES} values, not {limit}")
    if not names:
        return {}
    looked_at = limit if searcher.num_segments == 1 else LOOKED_AT
    wanted = {name: {"terms": {"field": facet(name), "size": limit, "segment_size": looked_at}} for name in names}
    counts = searcher.aggregate(found, wanted)
    return {name: _values(name, counts[name]["buckets"]) for name in names}


def _values(name: str, buckets: Iterable[dict[str, Any]]) -> list[Counted]:
    if name == "year":
        years = [Counted(str(int(bucket["key"])), bucket["doc_count"]) for bucket in buckets]
        return sorted(years, key=lambda one: one.value, reverse=True)
    values = [Counted(bucket["key"], bucket["doc_count"]) for bucket in buckets]
    return sorted(values, key=lambda one: (-one.count, one.value))
