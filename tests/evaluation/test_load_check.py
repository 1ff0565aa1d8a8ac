"""Many readers at once: what is counted, and that the small archive bears a few."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from extractor.evaluation import load_check
from extractor.evaluation.load_check import Load, load
from extractor.evaluation.served import served


def test_load_counts_failures_and_orders_times() -> None:
    seen = Load([0.4, 0.1, 0.3, 0.2], Counter({"200": 3, "ReadTimeout": 1}))
    assert seen.failed == 1
    assert [seen.quantile(share) for share in (0.0, 0.5, 0.99)] == [0.1, 0.3, 0.4]
    assert Load().quantile(0.5) == 0.0


def test_a_few_readers_get_their_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_check, "WARM", 0.5)
    with served("--demo") as server:
        outcome = asyncio.run(load(server.url, server.process.pid, clients=3, seconds=1))
    assert outcome.failed == 0, outcome.statuses
    assert outcome.requests >= 3
    assert 0 < outcome.p50 <= outcome.p99
    assert outcome.after > 0
