"""Runs of ``extractor extract`` in a process of its own, watched from outside: how far it is, and its memory."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

from extractor.batch.journal import JOURNAL
from extractor.evaluation.memory import tree_memory, tree_seconds

INTERVAL = 0.05
MEMORY_INTERVAL = 0.5


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds since the start, releases that are done, and what all processes take: bytes, and processor seconds so
    far (None where not told)."""

    seconds: float
    done: int
    memory: int | None
    processor: float | None = None


@dataclass(slots=True)
class Watched:
    """A run that has ended: its exit code, its messages and its moments."""

    moments: list[Moment] = field(default_factory=list)
    code: int | None = None
    messages: str = ""

    @property
    def seconds(self) -> float:
        """From the start to the end."""
        return self.moments[-1].seconds

    @property
    def first(self) -> float:
        """Seconds to the first release that was done."""
        return next((moment.seconds for moment in self.moments if moment.done), self.seconds)

    def peak(self, first: int = 0, last: int | None = None) -> int:
        """The most memory while ``first`` to ``last`` releases were done."""
        known = (one.memory or 0 for one in self.moments if one.done >= first and (last is None or one.done <= last))
        return max(known, default=0)

    def at(self, done: int) -> float:
        """Seconds until so many releases were done."""
        return next((moment.seconds for moment in self.moments if moment.done >= done), self.seconds)

    def processor(self, done: int) -> float:
        """Processor seconds until so many releases were done; other programs on the machine hardly change them."""
        known = [moment for moment in self.moments if moment.processor]
        return next(
            (one.processor or 0.0 for one in known if one.done >= done),
            max((one.processor or 0.0 for one in known), default=0.0),
        )


def command(inputs: Path, output: Path, *options: str) -> list[str]:
    """The command line of a run."""
    return [sys.executable, "-m", "extractor", "extract", str(inputs), "-o", str(output), *options]


def watch(inputs: Path, output: Path, *options: str) -> Watched:
    """Run to the end, with compiled modules kept as where the package is installed."""
    result = Watched()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with Popen(command(inputs, output, *options), stdout=DEVNULL, stderr=PIPE, env=environment) as process:  # noqa: S603 (our own)
        result.moments = list(moments(process, output))
        result.code = process.returncode
        result.messages = process.stderr.read().decode(errors="replace") if process.stderr else ""
    return result


def moments(process: Popen[bytes], output: Path) -> Iterator[Moment]:
    """How far a run is, until it ends; the last moment has what the file holds."""
    begun, looked = time.monotonic(), 0.0
    journal = output.with_name(output.name + JOURNAL)
    done = _Lines(journal)
    memory: int | None = None
    processor: float | None = None
    while process.poll() is None:
        now = time.monotonic() - begun
        if now - looked >= MEMORY_INTERVAL:
            looked = now
            with suppress(OSError):
                memory, processor = tree_memory(process.pid), tree_seconds(process.pid)
        yield Moment(now, max(0, done.count() - 1), memory, processor)
        time.sleep(INTERVAL)
    yield Moment(time.monotonic() - begun, max(0, done.last - 1), memory, processor)


class _Lines:
    """Counts the lines of a file that grows; one that is gone keeps its number."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._place = 0
        self.last = 0

    def count(self) -> int:
        """The whole lines by now."""
        with suppress(OSError), self._path.open("rb") as file:
            file.seek(self._place)
            while block := file.read(1 << 20):
                self._place += len(block)
                self.last += block.count(b"\n")
        return self.last


def first_rows(releases: Path, target: Path, count: int | None) -> int:
    """Copy the first ``count`` rows of a JSON Lines file, perhaps gzipped; how many there were."""
    import gzip
    from itertools import islice

    opened = gzip.open if releases.suffix == ".gz" else Path.open
    number = 0
    with opened(releases, "rb") as rows, target.open("wb") as file:
        for row in islice(rows, count):
            file.write(row)
            number += 1
    return number


def options(model: str, workers: int, more: Sequence[str] = ()) -> list[str]:
    """The options that all runs share."""
    return ["--model", model, "--workers", str(workers), *more]
