"""The entries of a tar file, plain or packed, read from its begin to its end and never back.

What ``tarfile`` would read into memory at once, or in time that grows with the square, is refused.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from extractor.archive.members import Budget, Counted, EndedError, Member
from extractor.archive.streams import BLOCK, ReadError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PACKED: dict[bytes, Callable[[BinaryIO], IO[bytes]]] = {
    b"\x1f\x8b": lambda file: cast("IO[bytes]", gzip.GzipFile(fileobj=file, mode="rb")),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
MOST_BEFORE = 1 << 20
"""Bytes of names and other headers before one member."""
MOST_HEADERS = 16
"""Headers before one member: ``tarfile`` goes a call deeper for each."""
MOST_GLOBAL = 1 << 16
"""Bytes of headers for all members: every one of them gets a copy."""
LONG_NAMES = frozenset({tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK})
EXTENDED = frozenset({tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.XGLTYPE})
LONG_NUMBER = re.compile(rb"\d{100}")
SPARSE = b"GNU.sparse."
BEFORE = "what came before was read"


def entries(file: BinaryIO, budget: Budget) -> Iterator[Member]:
    """All entries, as far as the file can be read; each must be read before the next. Raises ``ReadError``."""
    try:
        with _Archive(fileobj=cast("IO[bytes]", _Forward(file, budget)), mode="r") as archive:
            place = -1
            while (entry := archive.next()) is not None:
                if entry.size < 0 or archive.offset <= place:
                    raise EndedError("the tar file is damaged: a member with an impossible size", BEFORE)
                place = archive.offset
                yield Member(entry.name, entry.isdir(), partial(_opened, archive.forward, entry))
            # tarfile takes a damaged header for the end
            if archive.forward.last.strip(b"\0"):
                raise EndedError("the tar file is damaged", BEFORE)
    except ReadError:
        raise
    except (tarfile.TarError, ValueError, RecursionError) as error:
        raise EndedError(f"the tar file is damaged: {error}", BEFORE) from error


def _opened(file: _Forward, entry: tarfile.TarInfo) -> IO[bytes]:
    if not entry.isfile():
        raise ReadError("the member is a link or a device; only files are read")
    return cast("IO[bytes]", _Data(file, entry))


class _Forward:
    """The unpacked bytes of a tar file, which count against a budget."""

    def __init__(self, file: BinaryIO, budget: Budget) -> None:
        file.seek(0)
        head = file.read(max(map(len, PACKED)))
        file.seek(0)
        unpack = next((unpack for sign, unpack in PACKED.items() if head.startswith(sign)), None)
        self._source = Counted(unpack(file) if unpack else file, budget)
        self._ahead = b""
        self._place = 0
        self.last = b""

    def tell(self) -> int:
        """How far it was read."""
        return self._place

    def seek(self, place: int) -> None:
        """Pass over what lies before ``place``."""
        if place < self._place:
            raise EndedError("the tar file is damaged: members lie in each other", BEFORE)
        while self._place < place and self._some(min(place - self._place, BLOCK)):
            pass

    def read(self, count: int) -> bytes:
        """The next bytes, fewer at the end."""
        self.last = b""
        while len(self.last) < count and (block := self._some(count - len(self.last))):
            self.last += block
        return self.last

    def peek(self, count: int) -> bytes:
        """The next bytes, which will be read again."""
        while len(self._ahead) < count and (block := self._unpack(count - len(self._ahead))):
            self._ahead += block
        return self._ahead[:count]

    def _some(self, count: int) -> bytes:
        block, self._ahead = self._ahead[:count], self._ahead[count:]
        block = block or self._unpack(count)
        self._place += len(block)
        return block

    def _unpack(self, count: int) -> bytes:
        try:
            return self._source.read(count) or b""
        except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
            raise EndedError(f"the tar file is damaged: {error}", BEFORE) from error


class _Data(io.RawIOBase):
    """The bytes of one member."""

    def __init__(self, file: _Forward, entry: tarfile.TarInfo) -> None:
        file.seek(entry.offset_data)
        self._file, self._left = file, entry.size

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer. Raises ``EndedError`` where the tar file ends too early."""
        view = memoryview(buffer).cast("B")
        block = self._file.read(min(len(view), self._left))
        if not block and self._left:
            raise EndedError("the tar file is cut off", BEFORE)
        self._left -= len(block)
        view[: len(block)] = block
        return len(block)


class _Entry(tarfile.TarInfo):
    """A header, which the archive must allow before what follows it is read."""

    def _proc_member(self, archive: _Archive) -> tarfile.TarInfo:
        archive.allow(self)
        found: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
        return found


class _Archive(tarfile.TarFile):
    """A tar file whose headers are small and which keeps no member."""

    tarinfo = _Entry
    _before = 0
    _global = 0

    @property
    def forward(self) -> _Forward:
        """The bytes."""
        return cast("_Forward", self.fileobj)

    def next(self) -> tarfile.TarInfo | None:
        """The next member."""
        self._before = 0
        self.members: list[tarfile.TarInfo] = []
        return super().next()

    def allow(self, header: tarfile.TarInfo) -> None:
        """Raises ``EndedError`` where ``header`` leads to more than a header should."""
        if header.type == tarfile.GNUTYPE_SPARSE:
            raise _refused("a sparse file")
        if header.type not in LONG_NAMES | EXTENDED:
            return
        self._before += max(header.size, MOST_BEFORE // MOST_HEADERS)
        self._global += header.size if header.type == tarfile.XGLTYPE else 0
        if header.size < 0 or self._before > MOST_BEFORE or self._global > MOST_GLOBAL:
            raise _refused("headers that are too large")
        if header.type in EXTENDED:
            text = self.forward.peek(header.size)
            if SPARSE in text or LONG_NUMBER.search(text):
                raise _refused("a sparse file, or a header with an endless number")


def _refused(what: str) -> EndedError:
    return EndedError(f"the tar file holds {what}; it is not read on", BEFORE)
