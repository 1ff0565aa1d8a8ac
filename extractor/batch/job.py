"""A run from releases to files: records to FILE or a stream, failures beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from extractor.archive.release import Failure
from extractor.archive.unread import Item
from extractor.batch.journal import JOURNAL
from extractor.batch.output import PART, OutputError, check_file, is_stream, whole_file
from extractor.batch.resumable import ResumableFile, is_complete
from extractor.batch.run import Engine, Result, Summary, run

FAILURES = ".failures.jsonl"


@dataclass(frozen=True, slots=True)
class Target:
    """Where records and failures go; None is standard output for records and the caller for failures."""

    records: Path | None = None
    failures: Path | None = None
    overwrite: bool = False
    resume: bool = False

    @property
    def file(self) -> Path | None:
        """The file of the records, links followed; None for streams, which cannot be gone on with."""
        return self.records.resolve() if self.records and not is_stream(self.records) else None

    @property
    def failures_file(self) -> Path | None:
        """The file for failures: the one named, else the one beside the records."""
        if self.failures or not self.records or not self.file:
            return self.failures
        return self.records.with_name(self.records.name + FAILURES)

    @property
    def written(self) -> frozenset[Path]:
        """All files that a run writes, on its way too, links followed: they are no input."""
        files = [path.resolve() for path in (self.file, self.failures_file) if path and not is_stream(path)]
        endings = ("", PART, JOURNAL)
        return frozenset(file.with_name(file.name + ending) for file in files for ending in endings)

    def check(self) -> None:
        """Raises ``OutputError`` where nothing may be written, so that no work is done in vain."""
        replace = self.overwrite or self.resume
        if self.resume and not self.file:
            raise OutputError("--resume goes on with a file; name it with --output")
        if self.records:
            check_file(self.records, overwrite=replace)
        if self.failures:
            check_file(self.failures, overwrite=replace)
        if self.records and self.failures and self.records.resolve() == self.failures.resolve():
            raise OutputError(f"{self.records} cannot take both records and failures; name two files")
        if self.begun and not replace:
            raise OutputError(f"a run to {self.records} ended early; --resume goes on with it, --overwrite starts anew")

    @property
    def begun(self) -> bool:
        """Whether an earlier run left something to go on with."""
        return self.file is not None and self.file.with_name(self.file.name + JOURNAL).exists()


def run_to(
    target: Target,
    items: Iterable[Item],
    engine: Engine,
    *,
    header: dict[str, Any],
    stdout: BinaryIO,
    report: Callable[[Failure], object],
    each: Callable[[Summary], object] | None = None,
) -> Summary:
    """Extract ``items`` to ``target``; files appear when all is done. ``report`` gets failures that go to no file.

    ``header`` says with what is extracted: nothing that was extracted otherwise is gone on with.
    """
    target.check()
    if target.file is None:
        return _to_stream(target, items, engine, stdout, report, each)
    if target.resume and target.file.exists() and not target.begun:
        return is_complete(target.file, target.failures_file, items, header)
    with ResumableFile(target.file, header, resume=target.resume) as file:
        summary = Summary()
        run(file.pending(items, summary), engine, file.keep, summary=summary, each=each)
        file.finish(target.failures_file, keep_empty=target.failures is not None)
    return summary


def _to_stream(
    target: Target,
    items: Iterable[Item],
    engine: Engine,
    stdout: BinaryIO,
    report: Callable[[Failure], object],
    each: Callable[[Summary], object] | None,
) -> Summary:
    with ExitStack() as stack:
        stream = stack.enter_context(target.records.open("wb")) if target.records else stdout
        failures = None
        if target.failures:
            failures = stack.enter_context(whole_file(target.failures, overwrite=target.overwrite))

        def keep(_: Item, result: Result) -> None:
            if not isinstance(result, Failure):
                stream.write(result.line.encode() + b"\n")
                stream.flush()  # whoever reads the pipe sees each record as it is made
            elif failures:
                failures.write(result.to_json().encode() + b"\n")
            else:
                report(result)

        return run(items, engine, keep, each=each)
