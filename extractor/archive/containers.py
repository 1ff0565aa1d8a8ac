"""Files in files: zip and tar, each member read as a file of its own kind; none is written to disk under its name.

Members keep the order they have in the container. Links, devices and encrypted members fail; what has another kind than
the known ones is passed over, as in a folder.
"""

from __future__ import annotations

import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import PurePosixPath
from typing import IO

from extractor.archive import files, readers
from extractor.archive.faults import failed
from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.streams import ReadError, blocks, size
from extractor.archive.unread import Item
from extractor.text.decode import without_surrogates

ENCRYPTED = 0x1
UNIX = 3
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)


class _Members:
    """Reads one member after the other, each under an id of its own."""

    def __init__(self, origin: Origin, options: Options, stems: Counter[str]) -> None:
        self._origin = origin
        self._options = options
        self._left = options.max_unpacked
        self._count = 0
        self._stems = stems
        if origin.depth >= options.max_depth:
            raise ReadError(f"containers lie in each other more than {options.max_depth} deep")

    def read(self, name: str, opened: Callable[[], IO[bytes]]) -> Iterator[Item]:
        """The releases of the member ``name``, which ``opened`` opens; ``ReadError`` where all is too much."""
        self._count += 1
        if self._count > self._options.max_members:
            raise ReadError(f"the container holds more than {self._options.max_members:,} files")
        shown = without_surrogates(name)
        found = files.kind(PurePosixPath(shown).name)
        if found is None or PurePosixPath(shown).name.startswith(files.HIDDEN):
            return
        origin = replace(self._origin, id=self._id(shown), member=self._path(shown), depth=self._origin.depth + 1)
        try:
            with opened() as stream:
                parts = blocks(stream, gzipped=found[1], consumed=lambda _: None)
                yield from readers.content(found[0], Content(self._counted(parts)), origin, self._options)
        except (*BROKEN, ValueError, struct.error, OSError) as error:
            yield failed(error if isinstance(error, ReadError) else ReadError(f"damaged: {error}"), origin)
        if self._left < 0:
            raise ReadError(f"the container unpacks to more than {size(self._options.max_unpacked)}")

    def _counted(self, parts: Iterator[bytes]) -> Iterator[bytes]:
        for part in parts:
            self._left -= len(part)
            if self._left < 0:
                raise ReadError("the limit for all that the container unpacks to is reached")
            yield part

    def _id(self, name: str) -> str:
        """The member's stem; its whole path where stems collide."""
        return _stem(name) if self._stems[_stem(name)] == 1 else files.slug(files.bare(name))

    def _path(self, name: str) -> str:
        return f"{self._origin.member}/{name}" if self._origin.member else name


def _stem(name: str) -> str:
    return PurePosixPath(files.bare(without_surrogates(name))).name


def _zip(content: Content, origin: Origin, options: Options) -> Iterator[Item]:
    with content.file(options.max_unpacked) as file:
        try:
            archive = zipfile.ZipFile(file)
        except BROKEN as error:
            raise ReadError(f"the zip file is damaged: {error}") from error
        with archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            members = _Members(origin, options, Counter(_stem(entry.filename) for entry in entries))
            for entry in entries:
                yield from members.read(entry.filename, partial(_opened, archive, entry))


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes]:
    if entry.flag_bits & ENCRYPTED:
        raise ReadError("the member is encrypted")
    if entry.create_system == UNIX and stat.S_ISLNK(entry.external_attr >> 16):
        raise ReadError("the member is a link; links are not followed")
    return archive.open(entry)


def _tar(content: Content, origin: Origin, options: Options) -> Iterator[Item]:
    with content.file(options.max_unpacked) as file:
        members = _Members(origin, options, _stems(file, options.max_members))
        for archive, entry in _entries(file):
            yield from members.read(entry.name, partial(_extracted, archive, entry))


def _stems(file: IO[bytes], limit: int) -> Counter[str]:
    """How often each stem occurs, as far as the container can be read."""
    stems: Counter[str] = Counter()
    with suppress(ReadError):
        for _, entry in islice(_entries(file), limit):
            stems[_stem(entry.name)] += 1
    file.seek(0)
    return stems


def _entries(file: IO[bytes]) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """The members that are no folders. Raises ``ReadError``."""
    try:
        with tarfile.open(fileobj=file, mode="r:*") as archive:
            place = -1
            while (entry := archive.next()) is not None:
                if entry.size < 0 or archive.offset <= place:
                    raise ReadError("the tar file is damaged: a member with an impossible size")
                place = archive.offset
                archive.members = []  # type: ignore[attr-defined]  # it keeps every one
                if not entry.isdir():
                    yield archive, entry
            # tarfile takes a damaged header for the end
            archive.fileobj.seek(archive.offset)
            if archive.fileobj.read(tarfile.BLOCKSIZE).strip(b"\0"):
                raise ReadError("the tar file is damaged", "what came before was read")
    except BROKEN as error:
        raise ReadError(f"the tar file is damaged: {error}") from error


def _extracted(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    if not entry.isfile():
        raise ReadError("the member is a link or a device; only files are read")
    stream = archive.extractfile(entry)
    if stream is None:
        raise ReadError("the member cannot be read")
    return stream


ZIP = Format("zip", (".zip",), "application/zip", _zip, many=True)
TAR = Format("tar", (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"), "application/x-tar", _tar, many=True)
