"""Worker processes: order, failures alone, deaths, limits."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from extractor.archive.release import Failure, Release
from extractor.batch.pool import Limits, Pool, WorkerError
from extractor.batch.work import Done
from extractor.records import Provenance, Record, Source

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
        case ["wirf"]:
            raise ValueError("so nicht")
    source = Source(path=release.path, sha256=release.sha256)
    return Record(id=release.id, source=source, text=release.text, warnings=[], extractor=BY)


def start() -> Callable[[Release], Record]:
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
        "MemoryError: no message",
        "took longer than 1.5 s, the limit for one release",
        "done",
    ]


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
    with pytest.raises(WorkerError, match="ValueError: kein Modell"), Pool(broken, 2):
        pass
    with pytest.raises(WorkerError, match=r"cannot start: .*exit code 3"), Pool(dead, 1):
        pass


def test_no_process_is_left() -> None:
    with Pool(start, 2) as pool:
        processes = [worker.process.pid for worker in pool._workers]
        list(pool.results(releases("a", "stirb", "b")))
    for pid in processes:
        assert pid is not None
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
