"""Files in files: zip and tar, each member read as a file of its own kind; none is written to disk under its name.

Members keep the order they have in the container. Links, devices and encrypted members fail; what has another kind than
the known ones is passed over, as in a folder. All that is unpacked, in containers within containers too, and every
entry that is met counts against one budget, that of the outermost container.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import BinaryIO

from extractor.archive import files, readers, tars, zips
from extractor.archive.faults import failed
from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.members import Budget, EndedError, Member
from extractor.archive.release import Failure
from extractor.archive.streams import ReadError, blocks
from extractor.archive.unread import Item
from extractor.text.decode import without_surrogates

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    ValueError,
    OSError,
)
Entries = Callable[[BinaryIO, Budget], Iterator[Member]]


class _Members:
    """Reads one member after the other, each under an id of its own."""

    def __init__(self, origin: Origin, options: Options, stems: Counter[bytes], budget: Budget) -> None:
        self._origin = origin
        self._options = options
        self._stems = stems
        self._budget = budget
        self._ended: EndedError | None = None

    def read(self, member: Member) -> Iterator[Item]:
        """The releases of ``member``. Raises ``EndedError`` where the container cannot be read on."""
        name = without_surrogates(member.name)
        found = files.kind(PurePosixPath(name).name)
        if member.folder or found is None or PurePosixPath(name).name.startswith(files.HIDDEN):
            return
        origin = replace(self._origin, id=self._id(name), member=self._path(name), depth=self._origin.depth + 1)
        try:
            with member.open() as stream:
                parts = blocks(stream, gzipped=found[1], consumed=lambda _: None)
                content = Content(self._watched(parts, gzipped=found[1]), budget=self._budget)
                for item in readers.content(found[0], content, origin, self._options):
                    if isinstance(item, Failure) and self._over:
                        break  # the container's failure says it
                    yield item
        except EndedError as error:
            self._ended = error
        except DAMAGED as error:
            yield failed(error if isinstance(error, ReadError) else ReadError(f"damaged: {error}"), origin)
        if self._over:
            raise self._over

    @property
    def _over(self) -> EndedError | None:
        return self._budget.spent or self._ended

    def _watched(self, parts: Iterator[bytes], *, gzipped: bool) -> Iterator[bytes]:
        """The parts; what gzip unpacks counts too, and whether the container ends is noted."""
        try:
            for part in parts:
                if gzipped:
                    self._budget.take(len(part))
                yield part
        except EndedError as error:
            self._ended = error
            raise

    def _id(self, name: str) -> str:
        """The member's stem; its whole path where stems collide."""
        return _stem(name) if self._stems[_key(name)] == 1 else files.slug(files.bare(name))

    def _path(self, name: str) -> str:
        return f"{self._origin.member}/{name}" if self._origin.member else name


def _read(entries: Entries, content: Content, origin: Origin, options: Options) -> Iterator[Item]:
    if origin.depth >= options.max_depth:
        raise ReadError(f"containers lie in each other more than {options.max_depth} deep")
    budget = content.budget or Budget(options.max_unpacked, options.max_members)
    with content.file(options.max_unpacked) as file:
        members = _Members(origin, options, _stems(entries, file, budget.rest()), budget)
        for member in entries(file, budget):
            budget.enter()
            yield from members.read(member)


def _stems(entries: Entries, file: BinaryIO, budget: Budget) -> Counter[bytes]:
    """How often each stem occurs, as far as the container can be read."""
    stems: Counter[bytes] = Counter()
    with suppress(ReadError):
        for member in entries(file, budget):
            budget.enter()
            if not member.folder:
                stems[_key(without_surrogates(member.name))] += 1
    return stems


def _stem(name: str) -> str:
    return PurePosixPath(files.bare(name)).name


def _key(name: str) -> bytes:
    """The stem in few bytes, however long it is."""
    return blake2b(_stem(name).encode(), digest_size=8).digest()


ZIP = Format("zip", (".zip",), "application/zip", partial(_read, zips.entries), many=True)
TAR = Format(
    "tar", (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"), "application/x-tar", partial(_read, tars.entries),
    many=True,
)  # fmt: skip
