"""What is in a folder and is no plain file: links that loop, devices, pipes."""

from __future__ import annotations

import os
from pathlib import Path

from extractor.evaluation.hostile.kinds import Kind, Outcome, has_fifos


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    """A folder called like a text, with the way back in it."""
    path.mkdir()
    (path / "again").symlink_to("..")
    (path / "leer.txt").touch()


KINDS = (
    Kind("link-loop", ".txt", Outcome.FAILS, put=_loop, blames="cannot be read"),
    Kind("link-nowhere", ".txt", Outcome.FAILS, put=_nowhere, blames="no such"),
    Kind("folder-loop", ".txt", Outcome.FAILS, put=_folder, blames="empty"),
    *([Kind("link-device", ".txt", Outcome.FAILS, put=_device, blames="no.* regular file"),
       Kind("pipe", ".txt", Outcome.FAILS, put=_pipe, blames="no.* regular file")] if has_fifos() else []),
)  # fmt: skip
