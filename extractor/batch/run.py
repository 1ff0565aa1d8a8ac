"""The run over many releases, in input order; what fails fails alone."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractor.archive.release import Failure, Release
from extractor.records import Record

logger = logging.getLogger("extractor.batch")


@dataclass(slots=True)
class Summary:
    """What a run did; ``doubtful`` counts the records that carry warnings."""

    records: int = 0
    failures: int = 0
    doubtful: int = 0
    seconds: float = 0.0

    @property
    def total(self) -> int:
        """Releases and inputs, written or failed."""
        return self.records + self.failures


def run(
    items: Iterable[Release | Failure],
    extract: Callable[[Release], Record],
    write: Callable[[str], object],
    fail: Callable[[Failure], object],
    *,
    each: Callable[[Summary], object] | None = None,
) -> Summary:
    """Extract ``items`` in their order: a line of JSON to ``write`` for each record, the others to ``fail``.

    ``each`` hears of the state after every release. What ``write`` and ``fail`` raise ends the run.
    """
    summary, started = Summary(), time.monotonic()
    for item in items:
        result = item if isinstance(item, Failure) else _extracted(item, extract, summary)
        if isinstance(result, Failure):
            summary.failures += 1
            fail(result)
        else:
            summary.records += 1
            write(result)
        summary.seconds = time.monotonic() - started
        if each:
            each(summary)
    return summary


def _extracted(release: Release, extract: Callable[[Release], Record], summary: Summary) -> str | Failure:
    """The record as JSON; any exception is this release's failure, never the run's."""
    try:
        record = extract(release)
        line = record.to_json()
    except Exception as error:
        logger.debug("%s failed", release.id, exc_info=True)
        return release.failure(_reason(error))
    summary.doubtful += bool(record.warnings)
    return line


def _reason(error: Exception) -> str:
    """The error's first line: our own errors say what is wrong, foreign ones need their type."""
    message = (str(error).strip() or "no message").splitlines()[0]
    ours = isinstance(error, ValueError) and type(error).__module__.startswith("extractor.")
    return message if ours else f"{type(error).__name__}: {message}"
