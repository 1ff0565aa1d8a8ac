"""The entries of a zip file, however many: its directory is read a part at a time.

``zipfile`` keeps an object for every entry, so it gets to see the file with a few entries in the directory.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from extractor.archive.members import Budget, Counted, Member
from extractor.archive.streams import ReadError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ENCRYPTED = 0x1
UNIX = 3
BOUNDED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The methods of which ``zipfile`` unpacks no more at once than is asked for: of bzip2, a few bytes are gigabytes."""
PART = 1 << 18
ENTRY, END, LOCATOR, END64 = b"PK\1\2", b"PK\5\6", b"PK\6\7", b"PK\6\6"
ENTRY_SIZE, END_SIZE, LOCATOR_SIZE, END64_SIZE = 46, 22, 20, 56
LENGTHS = 28
"""Where an entry says how long its name, its extra field and its comment are."""
LONGEST_COMMENT = 0xFFFF


def entries(file: BinaryIO, budget: Budget) -> Iterator[Member]:
    """All entries, as far as the directory can be read. Raises ``ReadError``."""
    try:
        start, length, offset = _directory(file)
        for part in _parts(file, start, length):
            with zipfile.ZipFile(cast("IO[bytes]", _Excerpt(file, start, part, offset))) as archive:
                for entry in archive.infolist():
                    yield Member(entry.filename, entry.is_dir(), partial(_opened, archive, entry, budget))
    except (zipfile.BadZipFile, struct.error, NotImplementedError, UnicodeDecodeError, OSError) as error:
        raise ReadError(f"the zip file is damaged: {error}") from error


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> IO[bytes]:
    if entry.flag_bits & ENCRYPTED:
        raise ReadError("the member is encrypted")
    if entry.create_system == UNIX and stat.S_ISLNK(entry.external_attr >> 16):
        raise ReadError("the member is a link; links are not followed")
    if entry.compress_type not in BOUNDED:
        raise ReadError("the member is packed by another method than deflate")
    return cast("IO[bytes]", Counted(archive.open(entry), budget))


def _directory(file: BinaryIO) -> tuple[int, int, int]:
    """Where the directory starts, its length, and where it says to start: other bytes may lie before the zip file."""
    before = max(file.seek(0, os.SEEK_END) - END_SIZE - LONGEST_COMMENT, 0)
    tail = _at(file, before, END_SIZE + LONGEST_COMMENT)
    place = tail.rfind(END)
    if place < 0 or len(tail) - place < END_SIZE:
        raise zipfile.BadZipFile("it has no directory, or this is no zip file")
    length, offset = struct.unpack_from("<2L", tail, place + 12)
    end = before + place
    long = end - LOCATOR_SIZE - END64_SIZE
    if long >= 0 and _at(file, end - LOCATOR_SIZE, LOCATOR_SIZE).startswith(LOCATOR):
        record = _at(file, long, END64_SIZE)
        if record.startswith(END64):
            end, (length, offset) = long, struct.unpack_from("<2Q", record, 40)
    if length > end:
        raise zipfile.BadZipFile("its directory is larger than the file")
    return end - length, length, offset


def _parts(file: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    """The directory, cut between entries. Raises ``BadZipFile``."""
    part, place = bytearray(), start
    while place < start + length:
        entry = _at(file, place, ENTRY_SIZE)
        if len(entry) < ENTRY_SIZE or not entry.startswith(ENTRY):
            yield bytes(part)
            raise zipfile.BadZipFile("its directory holds something else")
        more = sum(struct.unpack_from("<3H", entry, LENGTHS))
        part += entry + file.read(more)
        place += ENTRY_SIZE + more
        if len(part) >= PART:
            yield bytes(part)
            part.clear()
    yield bytes(part)


def _at(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(place)
    return file.read(length)


class _Excerpt(io.RawIOBase):
    """A zip file with ``part`` for its directory."""

    def __init__(self, file: BinaryIO, start: int, part: bytes, offset: int) -> None:
        self._file, self._start, self._place = file, start, 0
        end = start + len(part)
        self._tail = b"".join(
            (
                part,
                struct.pack("<4sQ2H2L4Q", END64, END64_SIZE - 12, 45, 45, 0, 0, 0, 0, len(part), offset),
                struct.pack("<4sLQL", LOCATOR, 0, end, 1),
                struct.pack("<4s4H2LH", END, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0),
            )
        )

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place."""
        bases = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._start + len(self._tail)}
        if bases[whence] + offset < 0:
            raise OSError("a place before the file")
        self._place = bases[whence] + offset
        return self._place

    def tell(self) -> int:
        """The place."""
        return self._place

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """What is there: of the file, or of the directory in its place."""
        view = memoryview(buffer).cast("B")
        if self._place < self._start:
            block = _at(self._file, self._place, min(len(view), self._start - self._place))
        else:
            block = self._tail[self._place - self._start :][: len(view)]
        view[: len(block)] = block
        self._place += len(block)
        return len(block)
