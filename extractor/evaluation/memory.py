"""How much memory and processor time a process and all that it starts have taken."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from subprocess import Popen

INTERVAL = 0.1
PROC = Path("/proc")


@dataclass(slots=True)
class Peak:
    """The most memory that all processes of a run had at one moment, in bytes; None where it cannot be seen."""

    size: int | None = None


@contextmanager
def memory_of(process: Popen[bytes]) -> Iterator[Peak]:
    """Watch the memory of ``process`` and of all that it starts."""
    peak, ended = Peak(), threading.Event()

    def watch() -> None:
        while not ended.is_set():
            with suppress(OSError):
                size = tree_memory(process.pid)
                peak.size = max(size, peak.size or 0) if size is not None else peak.size
            ended.wait(INTERVAL)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def tree_memory(pid: int) -> int | None:
    """The resident bytes of a process and its descendants; None where the system does not tell."""
    if find_spec("psutil"):
        return _by_psutil(pid)
    return _by_proc(pid) if (PROC / "self" / "statm").exists() else None


def _by_psutil(pid: int) -> int:
    psutil = import_module("psutil")
    total = 0
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):
                total += one.memory_info().rss
    return total


def tree_seconds(pid: int) -> float | None:
    """The processor seconds of a process and its living descendants so far; None where the system does not tell."""
    if not (PROC / "self" / "stat").exists():
        return None
    return sum(map(_seconds, _tree(pid)))


def _by_proc(pid: int) -> int:
    return sum(map(_resident, _tree(pid)))


def _tree(pid: int) -> set[int]:
    parents = {}
    for entry in PROC.iterdir():
        if entry.name.isdecimal():
            with suppress(OSError, ValueError, IndexError):
                parents[int(entry.name)] = int(_status(int(entry.name))[1])
    tree = {pid}
    while more := {child for child, parent in parents.items() if parent in tree} - tree:
        tree |= more
    return tree


def _status(pid: int) -> list[str]:
    """The fields of a process from its state on (a name may hold anything)."""
    return (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


def _seconds(pid: int) -> float:
    with suppress(OSError, ValueError, IndexError):
        fields = _status(pid)
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _resident(pid: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        return int((PROC / str(pid) / "statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
