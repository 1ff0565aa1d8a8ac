"""The progress bar of a run: on a terminal, for more than one release."""

from __future__ import annotations

import logging
import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from extractor.archive.readers import Watch
from extractor.archive.release import Release
from extractor.archive.unread import Unread
from extractor.batch.run import Summary

logger = logging.getLogger("extractor.cli.extract")


class Bar(Watch):
    """Counts what the reader leaves out and shows how far it is, in bytes: nobody knows the number of releases."""

    def __init__(self, *, visible: bool) -> None:
        self.passed: list[str] = []
        self.duplicates = 0
        self._visible = visible
        self._started = False
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,
        )
        self._task = self._progress.add_task("", total=None)

    def planned(self, size: int | None) -> None:
        """Take the whole."""
        self._progress.update(self._task, total=size or None)

    def consumed(self, size: int) -> None:
        """Move on."""
        self._progress.advance(self._task, size)

    def passed_over(self, path: str) -> None:
        """Keep for the summary."""
        self.passed.append(path)

    def skipped(self, release: Release | Unread) -> None:
        """Count for the summary."""
        self.duplicates += 1
        logger.debug("skipped: %s is the same as an earlier release", release.id)

    def each(self, summary: Summary) -> None:
        """Show the state after a release; the bar appears with the second."""
        if not self._visible or summary.total < 2:
            return
        failed = f", [red]{summary.failures:,} failed[/red]" if summary.failures else ""
        state = f"{summary.records:,} records{failed}, {summary.rate:,.0f} words/s"
        self._progress.update(self._task, description=state)
        if not self._started:
            self._progress.start()
            self._started = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._started:  # stopping one that never ran prints an empty line
            self._progress.stop()


def on_terminal(*, output_is_file: bool) -> bool:
    """Whether a bar on stderr is seen and does not mix with records on the same terminal."""
    return sys.stderr.isatty() and (output_is_file or not sys.stdout.isatty())
