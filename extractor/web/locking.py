"""One writer at a time, whether a thread of this process or another process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

WAIT: Final = 10
"""Seconds for the other writer to end; each writes one small file."""


class BusyError(ValueError):
    """Somebody else writes and does not end."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``. Raises ``BusyError``."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(path, timeout=WAIT):
            yield
    except Timeout:
        raise BusyError(f"another program holds {path}; try again") from None
    except OSError as error:
        raise BusyError(f"cannot write {error.filename or path}: {error.strerror}") from error
