"""Bulk files: numbered, each under a size, none with a part of an entry."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

logger = logging.getLogger("extractor.export")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before, between and behind the entries of a file."""

    head: bytes
    between: bytes
    tail: bytes


LINES = Frame(b"", b"\n", b"\n")
ARRAY = Frame(b"[\n", b",\n", b"\n]\n")


class Chunks(AbstractContextManager["Chunks"]):
    """Files ``name`` (with a place for the number) in ``folder``, of at most ``limit`` bytes.

    An entry that is larger stands alone in a file of its own, and is named on standard error.
    """

    def __init__(self, folder: Path, name: str, limit: int, frame: Frame = LINES) -> None:
        self.folder, self.name, self.limit, self.frame = folder, name, limit, frame
        self.files = 0
        self.oversized = 0
        self._stream: BinaryIO | None = None
        self._size = 0

    def add(self, entry: bytes) -> None:
        """Write one entry."""
        more = len(self.frame.between) + len(entry) + len(self.frame.tail)
        if self._stream and self._size + more > self.limit:
            self._end()
        if self._stream:
            self._write(self.frame.between + entry)
            return
        self._start()
        self._write(self.frame.head + entry)
        if self._size + len(self.frame.tail) > self.limit:
            self.oversized += 1
            logger.warning(
                "%s holds a single document of %s bytes, more than --chunk; the server may refuse it",
                self.name.format(self.files),
                f"{len(entry):,}",
            )

    def __exit__(self, *_: object) -> None:
        self._end()

    def _start(self) -> None:
        self.files += 1
        self._size = 0
        self._stream = (self.folder / self.name.format(self.files)).open("wb")

    def _write(self, data: bytes) -> None:
        assert self._stream is not None
        self._stream.write(data)
        self._size += len(data)

    def _end(self) -> None:
        if self._stream:
            with self._stream as stream:
                stream.write(self.frame.tail)
            self._stream = None
