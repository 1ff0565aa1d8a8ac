"""What can be read: one ``Format`` a kind of file, found by suffix.

A package adds a kind of file by an entry point of the group ``extractor.readers`` whose value is a ``Format``. A
format's ``read`` yields releases and failures; what it raises becomes the file's failure, after what it has yielded.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from extractor.archive.release import MAX_CHARACTERS, PLAIN
from extractor.archive.streams import ReadError, size

if TYPE_CHECKING:
    from extractor.archive.members import Budget
    from extractor.archive.unread import Item

GROUP = "extractor.readers"
OURS = (
    "extractor.archive.texts:TEXT",
    "extractor.archive.texts:MARKDOWN",
    "extractor.archive.rows:ROWS",
    "extractor.archive.tables:CSV",
    "extractor.archive.tables:TSV",
    "extractor.archive.parquet:PARQUET",
    "extractor.archive.html:HTML",
    "extractor.archive.documents:PDF",
    "extractor.archive.documents:DOCX",
    "extractor.archive.news:NEWS",
    "extractor.archive.mail:EML",
    "extractor.archive.mail:MBOX",
    "extractor.archive.warc:WARC",
    "extractor.archive.containers:ZIP",
    "extractor.archive.containers:TAR",
)
MIB = 1 << 20
IN_MEMORY = 8 * MIB
"""What is larger is spooled to a temporary file where a format must read back and forth."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a row hold what a release has, and whether the title goes before the text."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    sender: str = "sender"
    date: str = "date"
    prepend_title: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All names, each once."""
        return tuple(dict.fromkeys((self.text, self.id, self.title, self.sender, self.date)))


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read. Sizes are in bytes.

    ``max_bytes`` is the largest release, unpacked, and the longest line; ``max_characters`` the longest text.
    ``max_unpacked`` is all that one file may unpack to, with the containers in it, ``max_members`` how many files and
    folders they may hold in all, ``max_depth`` how deep they may lie in each other. With ``later``, what is slow to
    read comes as ``Unread``; with ``skip_duplicates``, a release comes once. The files ``apart``, links followed, are
    what the run writes: in folders they are not read.
    """

    fields: Fields = field(default_factory=Fields)
    max_bytes: int = 64 * MIB
    max_unpacked: int = 64 << 30
    max_members: int = 5_000_000
    max_depth: int = 3
    max_characters: int = MAX_CHARACTERS
    later: bool = False
    skip_duplicates: bool = False
    apart: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where releases come from: id, path in records, path in messages, media type, the member of a container and the
    charset that the container declares."""

    id: str
    path: str
    shown: str
    media_type: str = PLAIN
    member: str | None = None
    depth: int = 0
    charset: str | None = None


class Content:
    """The bytes of a file, unpacked: in blocks, or as a file to read back and forth in. Either can be had once.

    What lies in a container comes with the ``budget`` that it has to keep to.
    """

    def __init__(self, parts: Iterator[bytes], file: BinaryIO | None = None, budget: Budget | None = None) -> None:
        self.parts = parts
        self.budget = budget
        self._file = file

    @contextmanager
    def file(self, limit: int) -> Iterator[BinaryIO]:
        """A file with all bytes. Raises ``ReadError`` where they are more than ``limit``."""
        if self._file is not None:
            yield self._file
            return
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spooled:
            for part in self.parts:
                spooled.write(part)
                if spooled.tell() > limit:
                    raise ReadError(f"larger than {size(limit)}, the limit here")
            spooled.seek(0)
            yield cast("BinaryIO", spooled)


Read = Callable[[Content, Origin, Options], "Iterator[Item]"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its suffixes, its media type, and what reads it.

    ``many`` says that a file holds any number of releases, ``rows`` that each of them may fail alone; ``slow`` that it
    is one which takes long or is risky to read, so that a worker reads it; ``needs`` are the packages it needs beside
    ours, which ``extra`` installs.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    read: Read
    many: bool = False
    rows: bool = False
    slow: bool = False
    needs: tuple[str, ...] = ()
    extra: str | None = None

    def check(self) -> None:
        """Raises ``ReadError`` where a package is missing, with the line that installs it."""
        missing = [name for name in self.needs if find_spec(name) is None]
        if missing:
            help_ = f"python -m pip install 'presse-extractor[{self.extra}]'"
            raise ReadError(f"reading {self.name} needs {', '.join(missing)}", help_)


@cache
def formats() -> tuple[Format, ...]:
    """All formats that are installed, ours first; another of the same name takes our place."""
    from importlib.metadata import EntryPoint, entry_points

    points = [EntryPoint(value.rpartition(":")[2], value, GROUP) for value in OURS]
    points += sorted(entry_points(group=GROUP), key=lambda point: point.name)
    found: dict[str, Format] = {kind.name: kind for kind in (point.load() for point in points)}
    return tuple(found.values())


@cache
def by_name() -> dict[str, Format]:
    """The format of each name."""
    return {kind.name: kind for kind in formats()}


@cache
def by_suffix() -> dict[str, Format]:
    """The format of each suffix."""
    return {suffix: kind for kind in formats() for suffix in kind.suffixes}


def named(name: str) -> tuple[Format, str] | None:
    """The format of a file called ``name`` and the suffix that tells it, the longest that is known."""
    lower = name.lower()
    places = [at for at, sign in enumerate(lower) if sign == "." and at]
    for at in places[-2:]:
        if kind := by_suffix().get(lower[at:]):
            return kind, name[at:]
    return None
