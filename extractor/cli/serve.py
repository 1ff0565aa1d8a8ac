"""``extractor serve``: a local web page over an index of records."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.common import WrongUseError

if TYPE_CHECKING:
    from fastapi import FastAPI

logger = logging.getLogger("extractor.cli.serve")

MAX_REQUESTS = 200
"""Requests at a time; more are turned away."""


def serve(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="The folder that extractor index made.", show_default=False)
    ] = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen at; 0.0.0.0 is all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 is any that is free.")] = 8000,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A name this machine goes by in browsers, beside localhost."),
    ] = None,
    curation: Annotated[
        Path | None,
        typer.Option("--curation", metavar="FILE", help="Answers on entities.  [default: DIR.curation.jsonl]"),
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option("--corrections", metavar="FOLDER", help="Corrected releases.  [default: DIR.corrections]"),
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Show a small archive that comes with the package.")] = False,
) -> None:
    """Show an index as a local web page: search, people, amounts, and the doubts that wait for an answer.

    It is open to whoever reaches the address: by default this machine only. Ctrl-C ends it.
    """
    if (folder is None) != demo:
        raise WrongUseError("name the folder that extractor index made, or --demo")
    with _folder(folder) as found, _listening(host, port) as listener:
        app = _app(found, curation, corrections, {"localhost", host, *(name or ())})
        address, number = listener.getsockname()[:2]
        if not _is_local(address):
            logger.warning("whoever reaches %s can read all records and answer", address)
        url = f"http://{f'[{address}]' if ':' in address else address}:{number}/"
        count = len(app.state.archive.index)
        logger.info("%s releases at %s (Ctrl-C ends)", f"{count:,}", url, extra={"data": {"url": url}})
        _run(app, listener)


@contextmanager
def _folder(folder: Path | None) -> Iterator[Path]:
    """The index, that of the small archive in a folder for the while."""
    if folder is not None:
        yield folder
        return
    _need_web()
    from extractor.web.demo import make_index

    with TemporaryDirectory(prefix="extractor-demo-") as temporary:
        yield make_index(Path(temporary))


def _app(folder: Path, curation: Path | None, corrections: Path | None, names: set[str]) -> FastAPI:
    _need_web()
    from extractor.web.app import create_app
    from extractor.web.archive import Archive

    return create_app(Archive.open(folder, curation=curation, corrections=corrections), names=names)


def _need_web() -> None:
    """Raises ``WrongUseError`` where a package is missing."""
    try:
        import fastapi
        import python_multipart
        import uvicorn
    except ImportError as error:
        raise WrongUseError(f"serve needs {error.name}: python -m pip install 'presse-extractor[web]'") from error
    del fastapi, python_multipart, uvicorn


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket at that address. Raises ``WrongUseError``."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WrongUseError(f"cannot listen at {host}:{port} ({reason}); --port chooses another") from error
    del kind
    with listener:
        yield listener


def _is_local(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def _run(app: FastAPI, listener: socket.socket) -> None:
    """Answer until Ctrl-C. Nothing of a request gets into a log."""
    import uvicorn

    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, limit_concurrency=MAX_REQUESTS, lifespan="on"
    )
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
