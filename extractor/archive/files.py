"""Which files the inputs name, in what order, and the id of each."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePath

from extractor.archive.release import PLAIN, STANDARD_INPUT, Failure
from extractor.text.decode import without_surrogates

GOLD = ".gold.json"
HIDDEN = "."
GZIP = ".gz"


class Format(Enum):
    """What a file holds; the value is its media type."""

    TEXT = PLAIN
    MARKDOWN = "text/markdown"
    ROWS = "application/x-ndjson"
    UNKNOWN = ""
    """Rows if the first character is an opening brace, else one text."""


SUFFIXES = {".txt": Format.TEXT, ".md": Format.MARKDOWN, ".jsonl": Format.ROWS, ".ndjson": Format.ROWS}
READABLE = f"{', '.join(SUFFIXES)}, each also with {GZIP}, folders and {STANDARD_INPUT}"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that will be read: ``name`` is its path relative to the input, ``folder`` the name of that input."""

    path: Path
    name: str
    format: Format
    gzipped: bool = False
    size: int | None = None
    folder: str = ""

    @property
    def shown(self) -> str:
        """The path for messages."""
        return without_surrogates(str(self.path))

    @property
    def stem(self) -> str:
        """The file's name without its suffixes."""
        return "stdin" if self.name == STANDARD_INPUT else PurePath(self.bare).name

    @property
    def bare(self) -> str:
        """``name`` without the suffixes of its format."""
        name = self.name[: -len(GZIP)] if self.gzipped else self.name
        return name if self.format is Format.UNKNOWN else str(PurePath(name).with_suffix(""))


def find(inputs: Iterable[Path], passed_over: Callable[[str], None]) -> list[SourceFile | Failure]:
    """The files that ``inputs`` name: as given, folders sorted; ``passed_over`` hears of files of unknown kind."""
    found: list[SourceFile | Failure] = []
    for path in inputs:
        if str(path) == STANDARD_INPUT:
            found.append(SourceFile(path, STANDARD_INPUT, Format.UNKNOWN))
            continue
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            found.append(unreadable(path, error))
            continue
        found += _in_folder(path, passed_over) if stat.S_ISDIR(status.st_mode) else [_named(path, status.st_size)]
    return found


def ids(files: Sequence[SourceFile]) -> list[str]:
    """An id for each file: its stem; where stems collide, more of its path. Rows and texts do not collide."""
    found = [file.stem for file in files]
    for longer in (_by_path, _by_full_name, _by_folder):
        counts = Counter(zip((file.format is Format.ROWS for file in files), found, strict=True))
        found = [
            longer(file) if counts[file.format is Format.ROWS, id_] > 1 else id_
            for file, id_ in zip(files, found, strict=True)
        ]
    return found


def unreadable(path: Path, error: Exception) -> Failure:
    """That ``path`` could not be read, in plain words."""
    shown = without_surrogates(str(path))
    if isinstance(error, FileNotFoundError):
        return Failure(shown, "no such file or folder")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Failure(shown, f"cannot be read: {reason}")


def _by_path(file: SourceFile) -> str:
    return _slug(file.bare)


def _by_full_name(file: SourceFile) -> str:
    return _slug(file.name)


def _by_folder(file: SourceFile) -> str:
    return _slug(f"{file.folder}/{file.name}" if file.folder else file.name)


def _slug(path: str) -> str:
    return re.sub(r"[^\w.]+", "-", path).strip("-") or "release"


def _kind(name: str) -> tuple[Format, bool] | None:
    """Format and whether it is gzipped, None for a suffix that nobody here reads."""
    path = PurePath(name)
    suffix, gzipped = path.suffix.lower(), False
    if suffix == GZIP:
        suffix, gzipped = PurePath(path.stem).suffix.lower(), True
        if not suffix:
            return Format.UNKNOWN, True
    return (SUFFIXES[suffix], gzipped) if suffix in SUFFIXES else None


def _named(path: Path, size: int) -> SourceFile | Failure:
    kind = _kind(path.name)
    if kind is None:
        shown = without_surrogates(str(path))
        what = f"the suffix {path.suffix} is not known" if path.suffix else "a file without a suffix"
        return Failure(shown, what, f"readable are {READABLE}; a text of any name: extract - < FILE")
    return SourceFile(path, without_surrogates(path.name), *kind, size=size)


def _in_folder(root: Path, passed_over: Callable[[str], None]) -> Iterator[SourceFile | Failure]:
    """The readable files below ``root``, sorted by path; every real folder once, so links that loop end."""
    pending, seen = [root], set[tuple[int, int]]()
    label = without_surrogates(root.resolve().name)
    empty = True
    while pending:
        path = pending.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                empty = False
                yield _member(path, root, label, status)
            elif (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                pending += reversed(_entries(path, passed_over))
        except OSError as error:
            empty = False
            yield unreadable(path, error)
    if empty:
        yield Failure(without_surrogates(str(root)), "the folder holds no release", f"readable are {READABLE}")


def _entries(folder: Path, passed_over: Callable[[str], None]) -> list[Path]:
    """The subfolders and readable files of ``folder``, sorted; beside gold only the texts that it annotates."""
    with os.scandir(folder) as entries:
        visible = sorted((entry for entry in entries if not entry.name.startswith(HIDDEN)), key=lambda one: one.name)
    gold = {entry.name.removesuffix(GOLD) for entry in visible if entry.name.endswith(GOLD)}
    chosen = []
    for entry in visible:
        kind = _kind(entry.name)
        annotated = kind and kind[0] is not Format.ROWS and PurePath(entry.name).stem in gold
        if _is_folder(entry) or (annotated if gold else kind):
            chosen.append(Path(entry.path))
        elif not entry.name.endswith(GOLD):
            passed_over(without_surrogates(entry.path))
    return chosen


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


def _member(path: Path, root: Path, label: str, status: os.stat_result) -> SourceFile | Failure:
    kind = _kind(path.name)
    if kind is None or not stat.S_ISREG(status.st_mode):
        return Failure(without_surrogates(str(path)), "not a regular file")
    name = without_surrogates(path.relative_to(root).as_posix())
    return SourceFile(path, name, *kind, size=status.st_size, folder=label)
