"""A run from releases to files: records to FILE or a stream, failures beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractor.archive.release import Failure, Release
from extractor.batch.output import OutputError, check_file, is_stream, whole_file
from extractor.batch.run import Summary, run
from extractor.records import Record

FAILURES = ".failures.jsonl"


@dataclass(frozen=True, slots=True)
class Target:
    """Where records and failures go; None is standard output for records and the caller for failures."""

    records: Path | None = None
    failures: Path | None = None
    overwrite: bool = False

    @property
    def failures_file(self) -> Path | None:
        """The file for failures: the one named, else the one beside the records."""
        if self.failures or not self.records or is_stream(self.records):
            return self.failures
        return self.records.with_name(self.records.name + FAILURES)

    def check(self) -> None:
        """Raises ``OutputError`` where nothing may be written, so that no work is done in vain."""
        if self.records:
            check_file(self.records, overwrite=self.overwrite)
        if self.failures:
            check_file(self.failures, overwrite=self.overwrite)
        if self.records and self.failures and self.records.resolve() == self.failures.resolve():
            raise OutputError(f"{self.records} cannot take both records and failures; name two files")


def run_to(
    target: Target,
    items: Iterable[Release | Failure],
    extract: Callable[[Release], Record],
    *,
    stdout: BinaryIO,
    report: Callable[[Failure], object],
    each: Callable[[Summary], object] | None = None,
) -> Summary:
    """Extract ``items`` to ``target``; files appear when all is done. ``report`` gets failures that go to no file."""
    target.check()
    with ExitStack() as stack:
        fail = report
        if failures := target.failures_file:
            derived = target.failures is None
            file = whole_file(failures, overwrite=derived or target.overwrite, keep_empty=not derived)
            fail = _failures_to(stack.enter_context(file))
        if target.records:
            write = _lines_to(stack.enter_context(whole_file(target.records, overwrite=target.overwrite)))
        else:
            write = _lines_to(stdout, flush=True)
        return run(items, extract, write, fail, each=each)


def _lines_to(stream: BinaryIO, *, flush: bool = False) -> Callable[[str], None]:
    def write(line: str) -> None:
        stream.write(line.encode() + b"\n")
        if flush:  # whoever reads the pipe sees each record as it is made
            stream.flush()

    return write


def _failures_to(stream: BinaryIO) -> Callable[[Failure], None]:
    write = _lines_to(stream)
    return lambda failure: write(failure.to_json())
