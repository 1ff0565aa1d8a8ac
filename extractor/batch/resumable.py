"""The file of a run that may end at any moment and is gone on with: ``FILE.part`` and its journal until all is done."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from extractor.archive.release import Failure, Release
from extractor.archive.unread import Item, Unread
from extractor.batch.journal import Journal, identity
from extractor.batch.output import PART, OutputError, opened, put_in_place, whole_file
from extractor.batch.run import Result, Summary
from extractor.batch.work import Done

logger = logging.getLogger("extractor.batch")


class ResumableFile:
    """Records on their way to ``file``; where the run ends early, a context of it leaves what is done."""

    def __init__(self, file: Path, header: dict[str, Any], *, resume: bool) -> None:
        self._file = file
        self._part = file.with_name(file.name + PART)
        self._journal = Journal(file, header, resume=resume)
        if self._journal.anew:
            logger.info("the run starts anew: the model, the options or the program are not those of before")
        self._take_back()
        self._stream: BinaryIO = opened(self._part, "r+b" if self._part.exists() else "w+b")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()
        nothing = next(self._journal.entries(), None) is None if kind else False
        self._journal.close(done=kind is None or nothing)
        if nothing:
            self._part.unlink(missing_ok=True)

    def pending(self, items: Iterable[Item], summary: Summary) -> Iterator[Item]:
        """The items that are not done yet; ``summary`` counts those that are.

        Where the input is another than before, everything from there on is done again.
        """
        remaining = iter(items)
        size = self._part.stat().st_size
        end = 0
        for place, entry in self._journal.entries():
            item = next(remaining, None)
            if item is None or entry.item != identity(item) or entry.end > size:
                logger.info("the input is another than before from release %s on", f"{summary.total + 1:,}")
                self._journal.cut(place)
                remaining = iter(()) if item is None else _chained(item, remaining)
                break
            summary.count(entry.failure or Done("", entry.words, entry.mentions, entry.doubtful))
            summary.kept, summary.kept_words = summary.kept + 1, summary.words
            end = entry.end
        self._stream.seek(end)
        self._stream.truncate()
        yield from remaining

    def _take_back(self) -> None:
        """Where a run was killed between its last two steps, the finished file is the part again."""
        end = 0
        for _, entry in self._journal.entries():
            end = entry.end
        if end and not self._part.exists() and self._file.exists() and self._file.stat().st_size == end:
            self._file.replace(self._part)

    def keep(self, item: Item, result: Result) -> None:
        """Write one result, the record before its line in the journal."""
        if not isinstance(result, Failure):
            self._stream.write(result.line.encode() + b"\n")
            self._stream.flush()
        self._journal.add(item, result, self._stream.tell())

    def finish(self, failures: Path | None, *, keep_empty: bool) -> None:
        """Put the files in place: all is done."""
        if failures:
            with whole_file(failures, overwrite=True, keep_empty=keep_empty) as stream:
                for _, entry in self._journal.entries():
                    if entry.failure:
                        stream.write(entry.failure.to_json().encode() + b"\n")
        put_in_place(self._stream, self._part, self._file)


def _chained(first: Item, rest: Iterator[Item]) -> Iterator[Item]:
    yield first
    yield from rest


def is_complete(file: Path, failures: Path | None, items: Iterable[Item], header: dict[str, Any]) -> Summary:
    """What ``file`` holds, where it holds all ``items``, extracted as ``header`` says. Raises ``OutputError``."""
    failed = set(_failed(failures)) if failures and failures.exists() else set()
    summary = Summary()
    with file.open("rb") as lines:
        for item in items:
            if isinstance(item, Failure) or _place(item.failure("")) in failed:
                summary.failures += 1
            elif _is_of(lines.readline(), item, header):
                summary.records += 1
            else:
                raise _other(file)
        if lines.readline():
            raise _other(file)
    summary.kept = summary.total
    return summary


def _other(file: Path) -> OutputError:
    return OutputError(f"{file} is of another input, model or options; --overwrite replaces it")


def _failed(failures: Path) -> Iterator[tuple[str | None, str, str | None, int | None]]:
    with failures.open(encoding="utf-8") as lines:
        for line in lines:
            yield _place(Failure(**json.loads(line)))


def _place(failure: Failure) -> tuple[str | None, str, str | None, int | None]:
    return failure.id, failure.path, failure.member, failure.line


def _is_of(line: bytes, release: Release | Unread, header: dict[str, Any]) -> bool:
    """Whether ``line`` is the record of ``release``, made as ``header`` says."""
    try:
        record = json.loads(line)
        same = record["id"] == release.id and record["source"]["sha256"] == release.sha256
        made = record["extractor"]["fingerprint"] == header["fingerprint"]
        whole = record["text"] is not None if isinstance(release, Unread) else record["text"] == release.text
        return bool(same and made and (whole if header["text"] else record["text"] is None))
    except (ValueError, KeyError, TypeError):
        return False
