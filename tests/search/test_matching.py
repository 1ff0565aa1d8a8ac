"""Amounts match where they overlap."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from releases import Span, release

from extractor.search import AmountRange, Filters, Index

ENDS = st.integers(0, 30)
SPANS = st.lists(st.tuples(ENDS, ENDS).map(sorted).map(tuple), max_size=4)


def overlaps(spans: list[tuple[int, int]], low: int | None, high: int | None) -> bool:
    return any((high is None or first <= high) and (low is None or last >= low) for first, last in spans)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SPANS, min_size=1, max_size=8), st.lists(st.tuples(ENDS, ENDS), min_size=5, max_size=20))
def test_amounts_match_where_they_overlap(
    tmp_path_factory: object, records: list[list[tuple[int, int]]], asked: list[tuple[int, int]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("index")  # type: ignore[attr-defined]
    index = Index.create(folder)
    with index.writer() as writer:
        for number, spans in enumerate(records):
            amounts: list[Span] = [(low, None, None) if low == high else (None, low, high) for low, high in spans]
            writer.add(release(str(number), amounts=amounts))
    for one, other in asked:
        ends: list[tuple[int | None, int | None]] = [(min(one, other), max(one, other)), (one, None), (None, other)]
        for low, high in ends:
            wanted = AmountRange(None if low is None else Decimal(low), None if high is None else Decimal(high))
            found = {hit.id for hit in index.search(filters=Filters(amount=(wanted,))).hits}
            assert found == {str(n) for n, spans in enumerate(records) if overlaps(spans, low, high)}
