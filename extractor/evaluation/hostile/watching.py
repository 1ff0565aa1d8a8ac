"""What a run does beside its output: files, visits to a server."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

INTERVAL = 0.1


def tree(*roots: Path) -> dict[str, tuple[int, int]]:
    """Each file and folder below ``roots`` with its size and time of change."""
    found = {}
    for root in roots:
        for path in root.rglob("*"):
            with suppress(OSError):
                status = path.lstat()
                found[str(path)] = (status.st_size, status.st_mtime_ns) if not path.is_dir() else (0, 0)
    return found


@contextmanager
def server() -> Iterator[tuple[str, list[float]]]:
    """The address of a local server, and when it was visited."""
    visits: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(INTERVAL)
        ended = threading.Event()

        def answer() -> None:
            while not ended.is_set():
                with suppress(OSError):
                    connection, _ = listening.accept()
                    visits.append(time.time())
                    connection.close()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/hostile", visits
        finally:
            ended.set()
            thread.join()
