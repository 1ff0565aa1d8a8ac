"""The run over many releases, in input order; what fails fails alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from extractor.archive.release import Failure
from extractor.archive.unread import Item
from extractor.batch.work import Done, Extract, extracted

Result = Done | Failure


class Engine(Protocol):
    """What extracts releases: this process, worker processes, a cluster."""

    def results(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """Each of ``items`` with its result, in their order; failures among them pass through."""
        ...


class Here:
    """Extracts in this process."""

    def __init__(self, extract: Extract) -> None:
        self._extract = extract

    def results(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """One after the other."""
        for item in items:
            yield item, item if isinstance(item, Failure) else extracted(item, self._extract)


@dataclass(slots=True)
class Summary:
    """What a run did; ``doubtful`` counts records with warnings, ``kept`` what an earlier run had done (and
    ``kept_words`` its words), ``seconds`` what this one took."""

    records: int = 0
    failures: int = 0
    doubtful: int = 0
    kept: int = 0
    kept_words: int = 0
    words: int = 0
    mentions: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def total(self) -> int:
        """Releases and inputs, written or failed."""
        return self.records + self.failures

    @property
    def rate(self) -> float:
        """Words a second of this run."""
        return (self.words - self.kept_words) / self.seconds if self.seconds else 0.0

    def count(self, result: Result) -> None:
        """Take one release in."""
        if isinstance(result, Failure):
            self.failures += 1
            return
        self.records += 1
        self.doubtful += result.doubtful
        self.words += result.words
        for label, count in result.mentions.items():
            self.mentions[label] = self.mentions.get(label, 0) + count


def run(
    items: Iterable[Item],
    engine: Engine,
    keep: Callable[[Item, Result], object],
    *,
    summary: Summary | None = None,
    each: Callable[[Summary], object] | None = None,
) -> Summary:
    """Extract ``items`` in their order and give each with its result to ``keep``.

    ``each`` hears of the state after every release. What ``keep`` raises ends the run.
    """
    summary, started = summary or Summary(), time.monotonic()
    for item, result in engine.results(items):
        keep(item, result)
        summary.count(result)
        summary.seconds = time.monotonic() - started
        if each:
            each(summary)
    return summary
