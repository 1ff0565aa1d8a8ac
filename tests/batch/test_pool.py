"""Worker processes: order, failures alone, deaths, limits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.archive.release import Failure, Release
from extractor.batch.pool import Limits, Pool, WorkerError
from extractor.batch.work import Done
from extractor.records import Provenance, Record, Source

SLOW = 3.0
HEAP: list[bytearray] = []
"""What a worker keeps from one release to the next, as libraries do."""
BY = Provenance(version="1", model="fake", model_version="1", fingerprint="f")


def extract(release: Release) -> Record:
    """Does what the text says."""
    match release.text.split():
        case ["warte", seconds]:
            time.sleep(float(seconds))
        case ["stirb"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["geh"]:
            os._exit(7)
        case ["friss"]:
            bytearray(1 << 33)
        case ["häufe"]:
            HEAP.append(bytearray(48 << 20))
            HEAP[-1][::4096] = b"x" * len(HEAP[-1][::4096])
        case ["wirf"]:
            raise ValueError("so nicht")
    source = Source(path=release.path, sha256=release.sha256)
    return Record(id=release.id, source=source, text=release.text, warnings=[], extractor=BY)


def start() -> Callable[[Release], Record]:
    return extract


def slow_start() -> Callable[[Release], Record]:
    time.sleep(SLOW)
    return extract


def broken() -> Callable[[Release], Record]:
    raise ValueError("kein Modell")


def dead() -> Callable[[Release], Record]:
    os._exit(3)


def releases(*texts: str) -> list[Release | Failure]:
    return [Release.of_text(text, id=str(number)) for number, text in enumerate(texts)]


def outcomes(pool: Pool, items: list[Release | Failure]) -> list[str]:
    return [
        "done" if isinstance(result, Done) else result.reason
        for item, result in pool.results(items)
        if isinstance(item, Failure) or isinstance(result, Done | Failure)
    ]


def test_results_keep_the_order_of_the_input() -> None:
    items = releases("warte 0.3", "a", "b", "warte 0.1", "c")
    items.insert(2, Failure("x.txt", "the release is empty"))
    with Pool(start, 2) as pool:
        found = list(pool.results(items))
    assert [item for item, _ in found] == items
    assert [isinstance(result, Done) for _, result in found] == [True, True, False, True, True, True]


def test_what_kills_a_worker_fails_alone() -> None:
    texts = ["a", "stirb", "b", "geh", "wirf", "friss", "warte 9", "c"]
    with Pool(start, 2, Limits(seconds=1.5, memory=1 << 28)) as pool:
        found = outcomes(pool, releases(*texts))
    assert found == [
        "done",
        "the worker was killed by SIGKILL",
        "done",
        "the worker ended unexpectedly (exit code 7)",
        "ValueError: so nicht",
        "takes more memory than one release may have",
        "took longer than 1.5 s, the limit for one release",
        "done",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_release_does_not_pay_for_the_memory_of_earlier_ones(workers: int) -> None:
    with Pool(start, workers, Limits(seconds=60, memory=128 << 20)) as pool:
        found = [result for _, result in pool.results(releases(*["häufe"] * 7, "friss", "Kiel."))]
    assert [isinstance(result, Failure) for result in found] == [False] * 7 + [True, False]


def test_the_input_is_read_no_further_than_needed() -> None:
    read: list[int] = []

    def endless() -> Iterator[Release]:
        number = 0
        while True:
            read.append(number)
            yield Release.of_text("warte 0.5" if not number else "a", id=str(number))
            number += 1

    with Pool(start, 2) as pool:
        next(pool.results(endless()))
    assert len(read) <= 2 * 32 + 1


def test_a_pool_that_cannot_start_says_why() -> None:
    with pytest.raises(WorkerError, match="ValueError: kein Modell"), Pool(broken, 2) as pool:
        list(pool.results(releases("a")))
    with pytest.raises(WorkerError, match=r"cannot start: .*exit code 3"), Pool(dead, 1) as pool:
        list(pool.results(releases("a")))


def processes(pool: Pool) -> list[int]:
    return [worker.process.pid for worker in pool._workers if worker.process.pid]


def is_gone(pid: int, seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_no_process_is_left() -> None:
    with Pool(start, 2) as pool:
        list(pool.results(releases("a", "stirb", "b")))
        left = processes(pool)
    assert left
    assert all(map(is_gone, left))


def test_one_release_needs_one_process() -> None:
    with Pool(start, 4) as pool:
        list(pool.results(releases("a")))
        assert len(processes(pool)) == 1
        list(pool.results(releases("warte 0.5", "warte 0.5", "a")))
        assert 2 <= len(processes(pool)) <= 3


def test_results_closed_early_leave_nothing_for_the_next_call() -> None:
    with Pool(start, 2) as pool:
        first = pool.results(releases("a", "warte 0.4", "warte 0.4"))
        next(first)
        first.close()
        items = releases("b", "c")
        assert [(item, isinstance(result, Done)) for item, result in pool.results(items)] == [
            (item, True) for item in items
        ]


def test_the_others_work_on_while_a_worker_is_replaced() -> None:
    with Pool(slow_start, 2) as pool:
        while sum(worker.ready for worker in pool._workers) < 2:
            list(pool.results(releases("warte 0.3", "warte 0.3")))
        list(pool.results(releases(*["a"] * 6, "stirb", *["a"] * 6)))
        assert sum(worker.ready for worker in pool._workers) == 1


def test_waiting_results_are_bounded_by_their_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.batch.pool.HELD", 1000)
    read: list[int] = []

    def large() -> Iterator[Release]:
        for number in range(20):
            read.append(number)
            yield Release.of_text("warte 0.5" if not number else "a " * 300, id=str(number))

    with Pool(start, 2) as pool:
        results = pool.results(large())
        next(results)
        assert len(read) < 8
        assert len(list(results)) == 19


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_workers_go_with_a_parent_that_is_killed_in_the_middle_of_a_release(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert is_gone(worker)


PARENT = """
import threading, time
from extractor.batch.pool import Pool
from extractor.archive.release import Release

def extract(release):
    time.sleep(600)

def start():
    return extract

def tell(pool):
    while not (pool._workers and pool._workers[0].task):
        time.sleep(0.05)
    print(pool._workers[0].process.pid, flush=True)

if __name__ == "__main__":
    with Pool(start, 1) as pool:
        threading.Thread(target=tell, args=(pool,), daemon=True).start()
        list(pool.results([Release.of_text("a")]))
"""
