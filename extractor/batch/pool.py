"""Releases through several processes: in input order, in bounded memory, each release failing alone.

``multiprocessing.Pool`` hangs when a worker dies, and ``concurrent.futures`` gives the whole run up; here the release
that a worker had in hand is failed, and another worker takes its place.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from extractor.archive.faults import MEMORY
from extractor.archive.release import Failure, Release
from extractor.archive.unread import Item, Unread
from extractor.batch.work import Done, Extract, extracted, reason, weight

Result = Done | Failure
Task = tuple[int, Release | Unread]

AHEAD = 32
"""Results a worker that may wait for an earlier, slower release."""
MIB = 1 << 20
HELD = 256 * MIB
"""Bytes of waiting results and their releases above which no more is given out."""
MOST_WORKERS = 60 if sys.platform == "win32" else 256
"""Windows waits for no more handles at once."""
STARTS = 3
"""So many workers in a row that die before they are ready, and the run ends."""
GRACE = 5.0
"""Seconds that a worker has to go by itself."""


class WorkerError(ValueError):
    """Workers that cannot start, with the reason."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one release may take: ``seconds``, and ``memory`` in bytes beyond the loaded model; None is no limit."""

    seconds: float | None = 120.0
    memory: int | None = 2048 * MIB


class Pool:
    """Up to ``workers`` processes that each call ``start`` once and then extract what they are sent.

    ``start`` must be picklable. The first process starts at once, the others when there is work for them. As a context
    manager it ends the processes, whatever happens.
    """

    def __init__(self, start: Callable[[], Extract], workers: int, limits: Limits | None = None) -> None:
        self._start = start
        self._limits = limits or Limits()
        self._context = multiprocessing.get_context("spawn")
        self._size = workers
        self._workers: list[_Worker] = []
        self._again: list[Task] = []
        self._deaths = 0

    def __enter__(self) -> Pool:
        self._add()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers."""
        self._end(self._workers)

    def results(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """Each of ``items`` with its result, in their order; failures among them pass through.

        Results that wait for an earlier one are bounded by ``AHEAD`` and ``HELD``. Raises ``WorkerError``.
        """
        queue = _Queue(items, self._size)
        try:
            while True:
                yield from queue.in_order()
                if queue.done:
                    return
                self._give_out(queue)
                for number, item, result in self._finished():
                    queue.put(number, item, result)
        finally:  # closed early, what is in hand is nobody's any more
            self._again.clear()
            self._end([worker for worker in self._workers if worker.task is not None])

    def _give_out(self, queue: _Queue) -> None:
        while self._again and (fresh := self._idle(fresh=True)):
            fresh.send(self._again.pop())
        while (idle := self._idle()) and (task := queue.take()):
            idle.send(task)
        loading = sum(not worker.ready for worker in self._workers) - len(self._again)
        while len(self._workers) < self._size and (loading < 0 or queue.holds(loading + 1)):
            self._add()
            loading += 1

    def _idle(self, *, fresh: bool = False) -> _Worker | None:
        idle = (worker for worker in self._workers if worker.ready and worker.task is None)
        return next((worker for worker in idle if not (fresh and worker.answers)), None)

    def _finished(self) -> Iterator[tuple[int, Any, Result]]:
        """What busy workers have finished, or died of, since; waits for the first, or for a worker to be ready."""
        now, seconds = time.monotonic(), self._limits.seconds
        expected = [worker for worker in self._workers if worker.task is not None or not worker.ready]
        if not expected:
            return
        ends = [worker.begun + seconds for worker in expected if seconds and worker.task is not None]
        answered = wait([worker.connection for worker in expected], max(0.0, min(ends) - now) if ends else None)
        for worker in expected:
            if worker.connection in answered or worker.connection.poll():
                yield from self._heard(worker)
            elif seconds and worker.task is not None and time.monotonic() >= worker.begun + seconds:
                number, release = worker.taken()
                self._end([worker], kill=True)
                reason = f"took longer than {seconds:g} s, the limit for one release"
                yield number, release, release.failure(reason, "--timeout sets the limit")

    def _heard(self, worker: _Worker) -> Iterator[tuple[int, Any, Result]]:
        if not worker.ready:
            self._get_ready(worker)
            return
        number, release = worker.taken()
        try:
            answer: Result = worker.connection.recv()
            worker.answers += 1
            if isinstance(answer, Failure) and answer.reason == MEMORY:  # what is left of its libraries is not certain
                self._end([worker])
                if worker.answers > 1:  # what earlier releases took is not this one's: once more, in a new process
                    self._again.append((number, release))
                    return
            yield number, release, answer
        except (EOFError, OSError, pickle.UnpicklingError):
            death = worker.death()
            self._end([worker])
            yield number, release, release.failure(death, "the other releases are not affected")

    def _get_ready(self, worker: _Worker) -> None:
        """Hear from a worker that it has loaded what it needs. Raises ``WorkerError``."""
        try:
            problem = worker.connection.recv()
        except (EOFError, OSError):
            self._deaths += 1
            if self._deaths >= STARTS:
                raise WorkerError(f"a worker cannot start: {worker.death()}") from None
            self._end([worker])
            return
        if problem is not None:
            raise WorkerError(problem)
        worker.ready, self._deaths = True, 0

    def _add(self) -> None:
        self._workers.append(_Worker(self._context, self._start, self._limits))

    def _end(self, workers: list[_Worker], *, kill: bool = False) -> None:
        self._workers = [worker for worker in self._workers if worker not in workers]
        for worker in workers:
            worker.dismiss(kill=kill)
        for worker in workers:
            worker.end()


class _Queue:
    """Items on their way to workers, and results on their way back into the order of the items."""

    def __init__(self, items: Iterable[Item], workers: int) -> None:
        self._source = enumerate(items)
        self._size = workers
        self._coming: deque[Task] = deque()
        self._waiting: dict[int, tuple[Item, Result]] = {}
        self._held = 0
        self._read = self._position = 0
        self._more = True

    @property
    def done(self) -> bool:
        """Whether every item has come out again."""
        return not self._more and self._position == self._read

    def take(self) -> Task | None:
        """The next item for a worker; None where there is none, or where enough waits already."""
        if not self.holds(1):
            return None
        number = self._coming[0][0]
        enough = self._held >= HELD or number - self._position >= AHEAD * self._size
        return None if enough and number > self._position else self._coming.popleft()

    def holds(self, count: int) -> bool:
        """Whether ``count`` items are read and not given out; no more are read than needed, they may come slowly."""
        while self._more and len(self._coming) < count and len(self._waiting) < AHEAD * self._size:
            if (entry := next(self._source, None)) is None:
                self._more = False
                break
            number, item = entry
            self._read = number + 1
            if isinstance(item, Failure):
                self.put(number, item, item)
            else:
                self._coming.append((number, item))
        return len(self._coming) >= count

    def put(self, number: int, item: Item, result: Result) -> None:
        """Take a result in."""
        self._waiting[number] = item, result
        self._held += _bytes(item, result)

    def in_order(self) -> Iterator[tuple[Item, Result]]:
        """The results whose turn it is."""
        while self._position in self._waiting:
            item, result = self._waiting.pop(self._position)
            self._held -= _bytes(item, result)
            self._position += 1
            yield item, result


def _bytes(item: Item, result: Result) -> int:
    return weight(item) + (len(result.line) if isinstance(result, Done) else 0)


class _Worker:
    """The parent's side of one process."""

    def __init__(self, context: SpawnContext, start: Callable[[], Extract], limits: Limits) -> None:
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, start, limits.memory), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.answers = 0
        self.task: Task | None = None
        self.begun = 0.0

    def send(self, task: Task) -> None:
        """Give an idle worker a release; one that has died in the meantime is noticed when its answer is read."""
        self.task, self.begun = task, time.monotonic()
        with suppress(OSError):
            self.connection.send(task[1])

    def taken(self) -> Task:
        """What the worker had in hand; it is idle after that."""
        task = self.task
        self.task = None
        if task is None:
            raise RuntimeError("an idle worker has nothing in hand")
        return task

    def death(self) -> str:
        """How the worker ended."""
        self.process.join(GRACE)
        code = self.process.exitcode
        if code is not None and code < 0:
            with suppress(ValueError):
                return f"the worker was killed by {signal.Signals(-code).name}"
        return f"the worker ended unexpectedly (exit code {code})"

    def dismiss(self, *, kill: bool) -> None:
        """Tell the worker to go; one that is at work or loading goes at once."""
        if kill or self.task is not None or not self.ready:
            self.process.kill()
        with suppress(OSError):
            self.connection.send(None)

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
    for number in (signal.SIGINT, signal.SIGTERM):  # they reach the whole group; the parent decides
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_go_with_the_parent, daemon=True).start()
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


def _go_with_the_parent() -> None:
    """End this process as soon as the parent is gone, in the middle of a release too."""
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os._exit(1)


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
