"""Which files the inputs name, in what order, and the id of each."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from extractor.archive.formats import Format, by_suffix, named
from extractor.archive.release import STANDARD_INPUT, Failure
from extractor.text.decode import without_surrogates

GOLD = ".gold.json"
HIDDEN = "."
GZIP = ".gz"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that will be read: ``name`` is its path relative to the input, ``folder`` the name of that input.

    Without a ``format`` its first bytes tell: rows if they begin with an opening brace, else one text.
    """

    path: Path
    name: str
    format: Format | None
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
        return "stdin" if self.name == STANDARD_INPUT else PurePath(bare(self.name)).name

    @property
    def bare(self) -> str:
        """``name`` without the suffixes of its format."""
        return bare(self.name)

    @property
    def many(self) -> bool:
        """Whether the file holds any number of releases."""
        return self.format is not None and self.format.many


def find(
    inputs: Iterable[Path], passed_over: Callable[[str], None], apart: frozenset[Path] = frozenset()
) -> list[SourceFile | Failure]:
    """The files that ``inputs`` name: as given, folders sorted; ``passed_over`` hears of files of unknown kind.

    Files of folders that are ``apart``, links followed, are left out.
    """
    found: list[SourceFile | Failure] = []
    for path in inputs:
        if str(path) == STANDARD_INPUT:
            found.append(SourceFile(path, STANDARD_INPUT, None))
            continue
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            found.append(unreadable(path, error))
            continue
        found += (
            _in_folder(path, passed_over, apart) if stat.S_ISDIR(status.st_mode) else [_named(path, status.st_size)]
        )
    return found


def ids(files: Sequence[SourceFile]) -> list[str]:
    """An id for each file: its stem; where stems collide, more of its path. Those that hold many releases and those
    that are one do not collide."""
    found = [file.stem for file in files]
    for longer in (_by_path, _by_full_name, _by_folder):
        counts = Counter(zip((file.many for file in files), found, strict=True))
        found = [longer(file) if counts[file.many, id_] > 1 else id_ for file, id_ in zip(files, found, strict=True)]
    return found


def unreadable(path: Path, error: Exception) -> Failure:
    """That ``path`` could not be read, in plain words."""
    shown = without_surrogates(str(path))
    if isinstance(error, FileNotFoundError):
        return Failure(shown, "no such file or folder")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Failure(shown, f"cannot be read: {reason}")


def _by_path(file: SourceFile) -> str:
    return slug(file.bare)


def _by_full_name(file: SourceFile) -> str:
    return slug(file.name)


def _by_folder(file: SourceFile) -> str:
    return slug(f"{file.folder}/{file.name}" if file.folder else file.name)


def slug(path: str) -> str:
    """A path as an id."""
    return re.sub(r"[^\w.]+", "-", path).strip("-") or "release"


def kind(name: str) -> tuple[Format | None, bool] | None:
    """Format and whether the bytes are gzipped, None for a suffix that nobody here reads."""
    if found := named(name):
        return found[0], False
    if not name.lower().endswith(GZIP):
        return None
    inner = name[: -len(GZIP)]
    if found := named(inner):
        return found[0], True
    return None if PurePath(inner).suffix else (None, True)


def bare(name: str) -> str:
    """``name`` without the suffixes of its format."""
    for _ in range(2):
        if found := named(name):
            return name.removesuffix(found[1])
        name = name.removesuffix(name[-len(GZIP) :]) if name.lower().endswith(GZIP) else name
    return name


def readable() -> str:
    """What can be read, for messages."""
    return f"{', '.join(sorted(by_suffix()))}, each also with {GZIP}, folders and {STANDARD_INPUT}"


def _named(path: Path, size: int) -> SourceFile | Failure:
    found = kind(path.name)
    if found is None:
        shown = without_surrogates(str(path))
        what = f"the suffix {path.suffix} is not known" if path.suffix else "a file without a suffix"
        return Failure(shown, what, f"readable are {readable()}; a text of any name: extract - < FILE")
    return SourceFile(path, without_surrogates(path.name), *found, size=size)


def _in_folder(
    root: Path, passed_over: Callable[[str], None], apart: frozenset[Path]
) -> Iterator[SourceFile | Failure]:
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
                pending += reversed(_entries(path, passed_over, apart))
        except OSError as error:
            empty = False
            yield unreadable(path, error)
    if empty:
        yield Failure(without_surrogates(str(root)), "the folder holds no release", f"readable are {readable()}")


def _entries(folder: Path, passed_over: Callable[[str], None], apart: frozenset[Path]) -> list[Path]:
    """The subfolders and readable files of ``folder``, sorted; beside gold only the texts that it annotates."""
    with os.scandir(folder) as entries:
        visible = sorted((entry for entry in entries if not entry.name.startswith(HIDDEN)), key=lambda one: one.name)
    if apart:
        names = {path.name for path in apart}
        visible = [entry for entry in visible if not _is_apart(entry, apart, names)]
    gold = {entry.name.removesuffix(GOLD) for entry in visible if entry.name.endswith(GOLD)}
    chosen = []
    for entry in visible:
        found = kind(entry.name)
        annotated = found and not (found[0] and found[0].many) and PurePath(entry.name).stem in gold
        if _is_folder(entry) or (annotated if gold else found):
            chosen.append(Path(entry.path))
        elif not entry.name.endswith(GOLD):
            passed_over(without_surrogates(entry.path))
    return chosen


def _is_apart(entry: os.DirEntry[str], apart: frozenset[Path], names: set[str]) -> bool:
    """Whether it is one of ``apart``, called ``names``; few files need the slow look."""
    return (entry.name in names or entry.is_symlink()) and Path(os.path.realpath(entry.path)) in apart


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


def _member(path: Path, root: Path, label: str, status: os.stat_result) -> SourceFile | Failure:
    found = kind(path.name)
    if found is None or not stat.S_ISREG(status.st_mode):
        return Failure(without_surrogates(str(path)), "not a regular file")
    name = without_surrogates(path.relative_to(root).as_posix())
    return SourceFile(path, name, *found, size=status.st_size, folder=label)
