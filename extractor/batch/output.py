"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

PART = ".part"
OLD = ".old"


class OutputError(ValueError):
    """Output that must not or cannot be written, with the option that helps."""


def is_stream(path: Path) -> bool:
    """Whether ``path`` is a device or a pipe, which is written to and never replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def check_file(path: Path, *, overwrite: bool = False) -> Path:
    """Where the content of ``path`` will be, links followed. Raises ``OutputError``."""
    target = path.resolve()
    if is_stream(path):
        return path
    if target.is_dir():
        raise OutputError(f"{path} is a folder; name a file")
    if not target.parent.is_dir():
        raise OutputError(f"the folder {path.parent} does not exist")
    if target.is_file() and not overwrite:
        raise OutputError(f"{path} exists; --overwrite replaces it")
    return target


@contextmanager
def whole_file(path: Path, *, overwrite: bool = False, keep_empty: bool = True) -> Iterator[BinaryIO]:
    """A file to write to: ``path.part`` until all went well, then ``path``. Raises ``OutputError``.

    Without ``keep_empty`` a file with nothing in it does not appear, and an older one goes.
    """
    target = check_file(path, overwrite=overwrite)
    if is_stream(target):
        with target.open("wb") as stream:
            yield stream
        return
    part = target.with_name(target.name + PART)
    part_stream = opened(part, "wb")
    try:
        with part_stream as stream:
            yield stream
            if stream.tell() > 0 or keep_empty:
                put_in_place(stream, part, target)
            else:
                target.unlink(missing_ok=True)
                _sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


def put_in_place(stream: BinaryIO, part: Path, target: Path) -> None:
    """Give ``part``, which ``stream`` is open on, its final name; both survive a power cut."""
    stream.flush()
    os.fsync(stream.fileno())
    stream.close()
    part.replace(target)
    _sync(target.parent)


@contextmanager
def whole_folder(path: Path, *, overwrite: bool = False, marker: str) -> Iterator[Path]:
    """A new folder to fill: ``path.part`` until all went well, then ``path``. Raises ``OutputError``.

    Only a folder that holds ``marker``, a file of the kind that is written here, is ever replaced.
    """
    target = check_folder(path, overwrite=overwrite, marker=marker)
    part, old = (target.with_name(target.name + suffix) for suffix in (PART, OLD))
    shutil.rmtree(part, ignore_errors=True)
    try:
        try:
            part.mkdir()
        except OSError as error:
            raise OutputError(f"cannot write {path}: {error.strerror}") from error
        yield part
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
            target.rename(old)
        part.rename(target)
        _sync(target.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        elif old.exists():
            old.rename(target)


def check_folder(path: Path, *, overwrite: bool = False, marker: str) -> Path:
    """Where the content of the folder ``path`` will be, links followed. Raises ``OutputError``."""
    target = path.resolve()
    if target.exists() and not target.is_dir():
        raise OutputError(f"{path} is a file; name a folder")
    if not target.parent.is_dir():
        raise OutputError(f"the folder {path.parent} does not exist")
    if target.exists() and any(target.iterdir()):
        if not overwrite:
            raise OutputError(f"{path} is not empty; --overwrite replaces it")
        if not (target / marker).is_file():
            raise OutputError(f"{path} holds other things (no {marker}); name a folder of its own")
    return target


def opened(path: Path, mode: str) -> BinaryIO:
    """``path`` opened in a binary ``mode``. Raises ``OutputError``."""
    try:
        return cast("BinaryIO", path.open(mode))
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}") from error


def _sync(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
