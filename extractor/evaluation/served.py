"""``extractor serve`` in a process of its own, for checks that talk to it as a browser does."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final

PATIENCE: Final = 60
"""Seconds that it has to end."""


class ServedError(RuntimeError):
    """The server did not start."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where a running server answers, and its process."""

    url: str
    process: subprocess.Popen[bytes]

    def code(self) -> int | None:
        """The exit code, None while it runs."""
        return self.process.returncode


@contextmanager
def served(*arguments: str) -> Iterator[Served]:
    """Run ``extractor serve`` with ``arguments`` at a free port for the while. Raises ``ServedError``."""
    command = [sys.executable, "-m", "extractor", "serve", *arguments, "--port", "0", "--log-json"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:  # noqa: S603 (our own program)
        assert process.stderr is not None
        try:
            yield Served(_url(process.stderr), process)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def _url(messages: IO[bytes]) -> str:
    """The address that the server tells. Raises ``ServedError``."""
    told = []
    for line in messages:
        message = json.loads(line)
        if "url" in message:
            return str(message["url"])
        told.append(message["message"])
    raise ServedError("; ".join(told) or "the server said nothing")
