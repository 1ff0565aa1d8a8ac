"""What a kind of hostile file is, and all of them.

A file is made from a seeded random generator: the same number gives the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from random import Random

from extractor.archive.files import kind as readable

SENTENCE = "Kiel. Landrätin Petra Kolb gab am Montag rund 1,2 Millionen Euro für die Schulen in Plön frei."
ESCAPED = "hostile-escaped"
"""In every name that leads out of a container."""
MAKERS = ("texts", "rows", "pages", "papers", "feeds", "mails", "containers", "binaries", "places")


class Outcome(StrEnum):
    """What a kind must come to."""

    FAILS = "fails"
    """A failure and no record."""
    EXTRACTS = "extracts"
    """At least one record and no failure."""
    BOTH = "both"
    """What is good in it as records, the rest as failures."""
    EITHER = "either"
    """At least one record or failure."""


@dataclass(frozen=True, slots=True)
class Lure:
    """What a file may try to reach: a secret file, a server that hears of every visit, and ids of good releases."""

    secret: Path
    url: str
    ids: tuple[str, ...] = ("release",)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of hostile file: its name, its suffix, what makes its bytes and what must become of it.

    ``blames`` is a pattern that the reason of each of its failures must match; ``put`` makes what is no plain file.
    """

    name: str
    suffix: str
    outcome: Outcome
    make: Callable[[Random, Lure], bytes] = lambda _random, _lure: b""
    blames: str = ""
    put: Callable[[Path], None] | None = None

    @property
    def small(self) -> bool:
        """Whether it is made at once: bombs and endless texts are not."""
        return self.put is None and not self.suffix.endswith(".gz")

    @property
    def read(self) -> bool:
        """Whether a reader of this suffix is there."""
        return readable(f"x{self.suffix}") is not None


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file that was written, relative to its folder."""

    name: str
    kind: Kind


def kinds() -> tuple[Kind, ...]:
    """All kinds whose suffix is read here."""
    modules = (import_module(f"{__package__}.{name}") for name in MAKERS)
    found: list[Kind] = [kind for module in modules for kind in module.KINDS]
    return tuple(kind for kind in found if kind.read)


def write(folder: Path, count: int, lure: Lure, *, seed: int = 0, among: int = 1) -> Iterator[HostileFile]:
    """Write ``count`` hostile files, their names spread among those of ``among`` good ones."""
    for number, kind in enumerate(islice(cycle(kinds()), count)):
        name = f"{good_id(number * among // count)}-{number:04}-{kind.name}{kind.suffix}"
        path = folder / name
        if kind.put:
            kind.put(path)
        else:
            path.write_bytes(kind.make(Random(f"{seed}-{number}"), lure))
        yield HostileFile(name, kind)


def good_id(number: int) -> str:
    """The id, which is the file's stem, of a good release."""
    return f"release-{number:06}"


def has_fifos() -> bool:
    """Whether the system has named pipes."""
    return hasattr(os, "mkfifo")
