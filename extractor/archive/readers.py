"""Inputs to releases: what is readable comes out in a stable order, what is not comes out as a failure in its place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from extractor.archive import files
from extractor.archive.faults import failed
from extractor.archive.files import SourceFile
from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.release import STANDARD_INPUT, Failure, Release
from extractor.archive.rows import ROWS
from extractor.archive.streams import ReadError, begin, blocks, looks_like_json, whole
from extractor.archive.texts import TEXT
from extractor.archive.unread import Item, Unread
from extractor.text.document import Doubt

MOST_FAILED = 1000
"""So many rows in a row that fail end a file."""


class Watch:
    """Hears what the reader does; by itself it does nothing."""

    def planned(self, size: int | None) -> None:
        """All inputs have ``size`` bytes, None where one of them is a stream."""

    def consumed(self, size: int) -> None:
        """``size`` more bytes of them were read."""

    def passed_over(self, path: str) -> None:
        """A folder holds ``path``, which is no release."""

    def skipped(self, release: Release | Unread) -> None:
        """``release`` is left out: an earlier one has the same checksum."""


class UnreadableError(ValueError):
    """An input that gives no release, where all are needed."""


def read(inputs: Iterable[Path], options: Options | None = None, watch: Watch | None = None) -> Iterator[Item]:
    """The releases of ``inputs`` (files, folders, ``-``) in stable order, each with an id of its own.

    Nothing raises for what an input holds: a release that cannot be read is a ``Failure`` in its place.
    """
    options, watch = options or Options(), watch or Watch()
    found = files.find(inputs, watch.passed_over, options.apart)
    readable = [entry for entry in found if isinstance(entry, SourceFile)]
    sizes = [file.size for file in readable]
    watch.planned(None if None in sizes else sum(size or 0 for size in sizes))
    ids = files.ids(readable)
    single = {id_ for file, id_ in zip(readable, ids, strict=True) if not file.many}
    items = _distinct(_within(_all(found, ids, options, watch), options.max_characters), single)
    return _once(items, watch) if options.skip_duplicates else _compared(items)


def releases(inputs: Iterable[Path], options: Options | None = None) -> Iterator[Release]:
    """As ``read``, for who needs every release. Raises ``UnreadableError`` at the first failure."""
    for item in read(inputs, options):
        found = item.read() if isinstance(item, Unread) else item
        if isinstance(found, Failure):
            raise UnreadableError(str(found))
        yield found


def _all(found: Iterable[SourceFile | Failure], ids: Iterable[str], options: Options, watch: Watch) -> Iterator[Item]:
    remaining = iter(ids)
    for entry in found:
        if isinstance(entry, Failure):
            yield entry
        else:
            yield from _items(entry, next(remaining), options, watch)


def _items(file: SourceFile, id_: str, options: Options, watch: Watch) -> Iterator[Item]:
    origin = Origin(id_, file.name, file.shown)
    try:
        with _opened(file) as stream:
            parts = blocks(stream, gzipped=file.gzipped, consumed=watch.consumed, limit=options.max_unpacked)
            yield from content(file.format, Content(parts), origin, options)
    except OSError as error:
        yield files.unreadable(file.path, error)


def content(kind: Format | None, unpacked: Content, origin: Origin, options: Options) -> Iterator[Item]:
    """The releases in the bytes of a file or a member; what is wrong with it as a whole comes last."""
    try:
        if kind is None:
            head, unpacked.parts = begin(unpacked.parts)
            kind = ROWS if looks_like_json(head) else TEXT
        kind.check()
        place = replace(origin, media_type=kind.media_type)
        if kind.slow and options.later:
            yield Unread(origin.id, kind.name, whole(unpacked.parts, options.max_bytes), place, options)
        else:
            items = kind.read(unpacked, place, options)
            yield from _some(_hopeful(items) if kind.rows else items)
    except OSError:
        raise
    except Exception as error:
        yield failed(error, origin)


def _some(items: Iterator[Item]) -> Iterator[Item]:
    """``items``, and a ``ReadError`` where there is none: no file goes without a word."""
    first = next(items, None)
    if first is None:
        raise ReadError("the file holds no release", f"readable are {files.readable()}")
    yield first
    yield from items


def _hopeful(items: Iterator[Item]) -> Iterator[Item]:
    """The rows of a file until too many in a row have failed: what follows is no better. Raises ``ReadError``."""
    failed = 0
    for item in items:
        yield item
        failed = failed + 1 if isinstance(item, Failure) else 0
        if failed >= MOST_FAILED:
            raise ReadError(f"{MOST_FAILED:,} rows in a row failed; the rest of the file is not read", "see the first")


def _opened(file: SourceFile) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if file.name == STANDARD_INPUT else file.path.open("rb")


def _within(items: Iterable[Item], limit: int) -> Iterator[Item]:
    """Texts that are too long fail at once: none is carried through the run."""
    for item in items:
        reason = item.too_long(limit) if isinstance(item, Release) else None
        yield item.failure(reason) if isinstance(item, Release) and reason else item


def _distinct(items: Iterable[Item], reserved: set[str]) -> Iterator[Item]:
    """Every release with an id that no other has: a number is added to one that is taken, with a warning.

    Those ``reserved`` belong to the files that are one release: no row or member takes one away.
    """
    taken = dict.fromkeys(reserved, 1)
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        own = item.id in reserved and item.member is None and item.line is None
        if own:
            reserved.discard(item.id)
        release = _renamed(item, taken) if item.id in taken and not own else item
        taken[release.id] = 1
        yield release


def _renamed(release: Release | Unread, taken: dict[str, int]) -> Release | Unread:
    number = taken[release.id] + 1
    while f"{release.id}-{number}" in taken:
        number += 1
    taken[release.id] = number
    doubt = Doubt("duplicate-id", f"the id {release.id!r} is taken by another release of this run")
    return replace(release, id=f"{release.id}-{number}", doubts=(*release.doubts, doubt))


def _compared(items: Iterable[Item]) -> Iterator[Item]:
    """Every item; a release whose checksum an earlier one has, with a warning."""
    first: dict[bytes, str] = {}
    for item in items:
        if not isinstance(item, Failure) and (id_ := first.setdefault(_checksum(item), item.id)) != item.id:
            doubt = Doubt("duplicate", f"the same as the earlier release {id_!r} of this run, by checksum")
            yield replace(item, doubts=(*item.doubts, doubt))
        else:
            yield item


def _once(items: Iterable[Item], watch: Watch) -> Iterator[Item]:
    """The items without releases whose checksum an earlier one has."""
    seen: set[bytes] = set()
    for item in items:
        if not isinstance(item, Failure):
            if (checksum := _checksum(item)) in seen:
                watch.skipped(item)
                continue
            seen.add(checksum)
        yield item


def _checksum(release: Release | Unread) -> bytes:
    return bytes.fromhex(release.sha256)
