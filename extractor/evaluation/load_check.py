"""Many readers at once of ``extractor serve``: how long answers take, what fails, and whether memory stays.

``python -m extractor.evaluation.load_check INDEX [--clients 50] [--seconds 60]``; needs ``httpx2``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Final

from extractor.evaluation.served import served

if TYPE_CHECKING:
    import httpx2

WORDS: Final = ("Landkreis", "Millionen", "Schule", "Bürgermeister*", "Förderung", '"neue Wege"', "Klinik OR Praxis")
PATHS: Final = ("/people", "/organisations", "/amounts", "/doubts", "/api/archive")
PAUSE: Final = 0.2
"""Seconds that a reader looks at a page, at most."""
PATIENCE: Final = 30.0
WARM: Final = 5.0
"""Seconds before the first look at memory."""


@dataclass(slots=True)
class Load:
    """What the readers saw."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> int:
        """The number of requests without a page."""
        return sum(count for status, count in self.statuses.items() if status != "200")

    def quantile(self, share: float) -> float:
        """The time within which ``share`` of the pages came."""
        ordered = sorted(self.seconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a check; times in milliseconds, memory in MiB."""

    clients: int
    requests: int
    failed: int
    statuses: dict[str, int]
    p50: float
    p99: float
    before: float
    after: float


async def load(url: str, pid: int, *, clients: int, seconds: float, seed: int = 0) -> Outcome:
    """Let ``clients`` read at ``url`` for ``seconds``."""
    import httpx2

    limits = httpx2.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx2.AsyncClient(base_url=url, timeout=PATIENCE, limits=limits) as client:
        ids = await _ids(client)
        await _read(client, ids, clients, WARM, seed)
        before = _memory(pid)
        seen = await _read(client, ids, clients, seconds, seed + 1)
    p50, p99 = (round(1000 * seen.quantile(share), 1) for share in (0.5, 0.99))
    return Outcome(clients, len(seen.seconds), seen.failed, dict(seen.statuses), p50, p99, before, _memory(pid))


async def _ids(client: httpx2.AsyncClient) -> Sequence[str]:
    answer = await client.get("/api/search", params={"limit": 200})
    return [hit["id"] for hit in answer.json()["hits"]]


async def _read(client: httpx2.AsyncClient, ids: Sequence[str], clients: int, seconds: float, seed: int) -> Load:
    seen, end = Load(), perf_counter() + seconds
    await asyncio.gather(*(_reader(client, ids, end, Random(f"{seed}-{one}"), seen) for one in range(clients)))
    return seen


async def _reader(client: httpx2.AsyncClient, ids: Sequence[str], end: float, chance: Random, seen: Load) -> None:
    import httpx2

    while (start := perf_counter()) < end:
        try:
            answer = await client.get(_path(ids, chance), headers={"Accept": "text/html"})
            seen.statuses[str(answer.status_code)] += 1
        except httpx2.HTTPError as error:
            seen.statuses[type(error).__name__] += 1
        seen.seconds.append(perf_counter() - start)
        await asyncio.sleep(chance.uniform(0, PAUSE))


def _path(ids: Sequence[str], chance: Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        return f"/?q={chance.choice(WORDS)}"
    if kind < 0.8 and ids:
        return f"/releases/~{chance.choice(ids).encode().hex()}"
    return chance.choice(PATHS)


def _memory(pid: int) -> float:
    """MiB that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0


def main() -> int:
    """Print the outcome as JSON; 1 where a request failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    with served(given.index) as server:
        found = load(server.url, server.process.pid, clients=given.clients, seconds=given.seconds)
        outcome = asyncio.run(found)
    sys.stdout.write(json.dumps(asdict(outcome)) + "\n")
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())
