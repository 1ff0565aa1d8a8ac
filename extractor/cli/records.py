"""The argument RECORDS: a file that ``extractor extract`` wrote, read line by line."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from extractor.archive.formats import Options
from extractor.archive.release import STANDARD_INPUT
from extractor.archive.streams import Line, ReadError, as_utf8, blocks, lines
from extractor.cli.common import ExitCode, WrongUseError
from extractor.record_lines import Fault, records
from extractor.records import Record

logger = logging.getLogger("extractor.cli.records")

Records = Annotated[
    Path, typer.Argument(metavar="RECORDS", help="Records as JSON Lines, also gzipped; - is standard input.")
]


class RecordsFile:
    """The records of a file in its order. What is no record is named on standard error and counted."""

    def __init__(self, path: Path) -> None:
        """Raises ``WrongUseError`` where there is no such file."""
        if str(path) != STANDARD_INPUT and not path.is_file():
            raise WrongUseError(f"{path} is a folder" if path.is_dir() else f"there is no file {path}")
        self.path = path
        self.count = 0
        self.failed = 0

    def __iter__(self) -> Iterator[Record]:
        """Each record once."""
        try:
            for record in records(self._lines(), self._fault):
                self.count += 1
                yield record
        except ReadError as error:
            self.failed += 1
            logger.error("%s: %s (%s)", self.path, error, error.help)
        if not self.count and not self.failed:
            self.failed += 1
            logger.error("%s: the file holds no record", self.path)

    def check(self) -> None:
        """End the command with the exit code for what failed, if anything did."""
        if self.failed:
            raise typer.Exit(ExitCode.SOME_FAILED)

    def _fault(self, fault: Fault) -> None:
        self.failed += 1
        logger.error("%s:%d: %s", self.path, fault.line, fault.reason, extra={"data": asdict(fault)})

    def _lines(self) -> Iterator[Line]:
        stdin = str(self.path) == STANDARD_INPUT
        with nullcontext(sys.stdin.buffer) if stdin else self.path.open("rb") as stream:
            parts = blocks(stream, gzipped=not stdin and self.path.suffix.lower() == ".gz", consumed=lambda _: None)
            yield from lines(as_utf8(parts)[1], Options().max_bytes)
