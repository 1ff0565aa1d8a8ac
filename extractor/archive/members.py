"""What all containers share: their members, and one budget for all that lies in one, however deep."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, NamedTuple

from extractor.archive.streams import ReadError, size

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class EndedError(ReadError):
    """A container of which nothing more can be read."""


class Budget:
    """What the outermost container, with all containers in it, may still unpack to and hold."""

    def __init__(self, unpacked: int, members: int) -> None:
        self._unpacked, self._members = self._most = unpacked, members
        self.spent: EndedError | None = None

    def take(self, count: int) -> None:
        """``count`` more bytes are unpacked. Raises ``EndedError`` where they are too many."""
        self._unpacked -= count
        if self._unpacked < 0:
            self._end(f"the container unpacks to more than {size(self._most[0])}")

    def enter(self) -> None:
        """One more file or folder is met. Raises ``EndedError`` where there are too many."""
        self._members -= 1
        if self._members < 0:
            self._end(f"the container holds more than {self._most[1]:,} files")

    def rest(self) -> Budget:
        """A budget of what is left, for who looks ahead."""
        return Budget(max(self._unpacked, 0), max(self._members, 0))

    def _end(self, reason: str) -> None:
        self.spent = EndedError(reason, "what came before was read")
        raise self.spent


class Counted(io.RawIOBase):
    """What is read of ``source`` counts against ``budget``."""

    def __init__(self, source: IO[bytes], budget: Budget) -> None:
        # read() would lose what comes before damage
        self._read: Callable[[int], bytes] = getattr(source, "read1", source.read)
        self._budget = budget

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer as far as one read does. Raises ``EndedError``."""
        view = memoryview(buffer).cast("B")
        block = self._read(len(view))
        self._budget.take(len(block))
        view[: len(block)] = block
        return len(block)


class Member(NamedTuple):
    """A file or folder in a container; ``open`` gives its bytes. Raises ``ReadError``."""

    name: str
    folder: bool
    open: Callable[[], IO[bytes]]
