"""Releases through several processes: in input order, in bounded memory, each release failing alone.

``multiprocessing.Pool`` hangs when a worker dies, and ``concurrent.futures`` gives the whole run up; here the release
that a worker had in hand is failed, and another worker takes its place.
"""

from __future__ import annotations

import logging
import multiprocessing
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, TypeVar

from extractor.archive.release import Failure, Release
from extractor.archive.unread import Unread
from extractor.batch.work import Done, Extract, extracted, reason

logger = logging.getLogger("extractor.batch")

Item = TypeVar("Item", bound=Release | Unread | Failure)
Result = Done | Failure

AHEAD = 32
"""Results a worker that may wait for an earlier, slower release."""
STARTS = 3
"""A worker that dies so often before its first release is not started again."""
GRACE = 5.0
"""Seconds that a worker has to go by itself."""
MIB = 1 << 20


class WorkerError(ValueError):
    """Workers that cannot start, with the reason."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one release may take: ``seconds``, and ``memory`` in bytes beyond the loaded model; None is no limit."""

    seconds: float | None = 120.0
    memory: int | None = 2048 * MIB


class Pool:
    """``workers`` processes that each call ``start`` once and then extract what they are sent.

    ``start`` must be picklable. As a context manager it ends the processes, whatever happens.
    """

    def __init__(self, start: Callable[[], Extract], workers: int, limits: Limits | None = None) -> None:
        self._start = start
        self._limits = limits or Limits()
        self._context = multiprocessing.get_context("spawn")
        self._size = workers
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:
        try:
            self._workers = [self._new() for _ in range(self._size)]
            for worker in self._workers:
                self._ready(worker)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.dismiss()
        for worker in self._workers:
            worker.end()
        self._workers = []

    def results(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """Each of ``items`` with its result, in their order; failures among them pass through.

        Never more than ``AHEAD`` results a worker are held back.
        """
        source = enumerate(items)
        waiting: dict[int, tuple[Item, Result]] = {}
        given = position = 0
        more = True
        while True:
            while more and given - position < AHEAD * self._size and (idle := self._idle()):
                if (entry := next(source, None)) is None:
                    more = False
                    break
                number, item = entry
                given = number + 1
                if isinstance(item, Failure):
                    waiting[number] = (item, item)
                else:
                    idle.send(number, item)
            while position in waiting:
                yield waiting.pop(position)
                position += 1
            if not more and position == given:
                return
            if all(worker.task is None for worker in self._workers):
                continue
            for number, item, result in self._finished():
                waiting[number] = (item, result)

    def _idle(self) -> _Worker | None:
        return next((worker for worker in self._workers if worker.task is None), None)

    def _finished(self) -> Iterator[tuple[int, Any, Result]]:
        """What busy workers have finished, or died of, since; waits for the first."""
        busy = [worker for worker in self._workers if worker.task is not None]
        now = time.monotonic()
        ends = [worker.begun + self._limits.seconds for worker in busy] if self._limits.seconds else []
        ready = wait([worker.connection for worker in busy], max(0.0, min(ends) - now) if ends else None)
        for worker in busy:
            if worker.connection in ready or worker.connection.poll():
                yield self._answer(worker)
            elif self._limits.seconds and time.monotonic() >= worker.begun + self._limits.seconds:
                number, release = worker.taken()
                worker.kill()
                reason = f"took longer than {self._limits.seconds:g} s, the limit for one release"
                yield number, release, release.failure(reason, "--timeout sets the limit")
                self._replace(worker)

    def _answer(self, worker: _Worker) -> tuple[int, Any, Result]:
        number, release = worker.taken()
        try:
            answer: Result = worker.connection.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            reason = self._death(worker)
            self._replace(worker)
            return number, release, release.failure(reason, "the other releases are not affected")
        return number, release, answer

    @staticmethod
    def _death(worker: _Worker) -> str:
        worker.process.join(GRACE)
        code = worker.process.exitcode
        if code is not None and code < 0:
            with suppress(ValueError):
                return f"the worker was killed by {signal.Signals(-code).name}"
        return f"the worker ended unexpectedly (exit code {code})"

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        place = self._workers.index(worker)
        self._workers[place] = new = self._new()
        self._ready(new)

    def _new(self) -> _Worker:
        return _Worker(self._context, self._start, self._limits)

    def _ready(self, worker: _Worker) -> None:
        """Wait until ``worker`` has loaded what it needs. Raises ``WorkerError``."""
        for attempt in range(STARTS):
            try:
                problem = worker.connection.recv()
            except (EOFError, OSError):
                if attempt + 1 == STARTS:
                    raise WorkerError(f"a worker cannot start: {self._death(worker)}") from None
                worker.end()
                place = self._workers.index(worker)
                self._workers[place] = worker = self._new()
                continue
            if problem is not None:
                raise WorkerError(problem)
            return


class _Worker:
    """The parent's side of one process."""

    def __init__(self, context: SpawnContext, start: Callable[[], Extract], limits: Limits) -> None:
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, start, limits.memory), daemon=True)
        self.process.start()
        theirs.close()
        self.task: tuple[int, Release | Unread] | None = None
        self.begun = 0.0

    def send(self, number: int, release: Release | Unread) -> None:
        """Give an idle worker a release; one that has died in the meantime is noticed when its answer is read."""
        self.task, self.begun = (number, release), time.monotonic()
        with suppress(OSError):
            self.connection.send(release)

    def taken(self) -> tuple[int, Release | Unread]:
        """What the worker had in hand; it is idle after that."""
        task = self.task
        self.task = None
        if task is None:
            raise RuntimeError("an idle worker has nothing in hand")
        return task

    def dismiss(self) -> None:
        """Tell the worker to go."""
        if self.task is not None:
            self.kill()
        with suppress(OSError):
            self.connection.send(None)

    def kill(self) -> None:
        """End the worker at once."""
        self.process.kill()

    def end(self) -> None:
        """Wait for the end, for a while."""
        self.process.join(GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.connection.close()
        self.process.close()


def _serve(connection: Connection, start: Callable[[], Extract], memory: int | None) -> None:
    """A worker's life: load, say so, then one release after the other until the parent goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    try:
        extract = start()
    except Exception as error:
        connection.send(reason(error))
        return
    _limit_memory(memory)
    connection.send(None)
    while True:
        try:
            release = connection.recv()
        except (EOFError, OSError):
            return
        if release is None:
            return
        with suppress(BrokenPipeError):
            connection.send(extracted(release, extract))


def _limit_memory(extra: int | None) -> None:
    """Let the process take ``extra`` bytes more than it has now, where the system can be told (Linux)."""
    if extra is None or not sys.platform.startswith("linux"):
        return
    import resource
    from pathlib import Path

    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    data = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmData:")), 0)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = data * 1024 + extra
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard < 0 else min(wanted, hard), hard))
