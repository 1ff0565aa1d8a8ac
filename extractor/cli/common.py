"""What all commands share: global options, messages on stderr, exit codes."""

from __future__ import annotations

import inspect
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Annotated, Any

import typer

from extractor import __version__

logger = logging.getLogger("extractor.cli")


class ExitCode(IntEnum):
    """What the caller learns."""

    DONE = 0
    CHECK_FAILED = 1
    WRONG_USE = 2
    SOME_FAILED = 3
    INTERRUPTED = 130


class WrongUseError(ValueError):
    """A use that cannot work, with the option that helps; nothing was written."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extractor {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr: no progress, no summary.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Details on stderr, tracebacks of errors too.")]
LogJson = Annotated[bool, typer.Option("--log-json", help="Messages on stderr as JSON, one object a line.")]


@dataclass(slots=True)
class Common:
    """The global options, whether they stand before the command's name or after it."""

    quiet: bool = False
    verbose: bool = False
    log_json: bool = False

    def joined(self, *, quiet: bool, verbose: bool, log_json: bool) -> Common:
        """These options and those of the command."""
        return Common(self.quiet or quiet, self.verbose or verbose, self.log_json or log_json)


def options(
    ctx: typer.Context,
    version: Version = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    log_json: LogJson = False,
) -> None:
    """Keep the global options that stand before the command's name."""
    del version
    ctx.obj = Common(quiet, verbose, log_json)


def command(app: typer.Typer, name: str, function: Callable[..., None]) -> None:
    """Add ``function`` to ``app`` with the global options, one clear line for an error and the exit codes.

    Where the function has an option of the same name, the function's own is meant; a parameter ``common`` gets the
    global options.
    """
    own = dict(inspect.signature(function, eval_str=True).parameters)
    wants_common = own.pop("common", None) is not None
    shared = dict(inspect.signature(options, eval_str=True).parameters)
    parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in (shared | own).values()]

    def wrapped(**values: Any) -> None:
        before: Common = values["ctx"].obj or Common()
        common = before.joined(**{key: values[key] for key in ("quiet", "verbose", "log_json")})
        configure(common)
        arguments = {key: values[key] for key in own} | ({"common": common} if wants_common else {})
        with guarded():
            function(**arguments)

    wrapped.__name__, wrapped.__doc__, wrapped.__module__ = function.__name__, function.__doc__, function.__module__
    wrapped.__signature__ = inspect.Signature(sorted(parameters, key=lambda one: one.name in shared))  # type: ignore[attr-defined]
    wrapped.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.command(name)(wrapped)


def configure(common: Common) -> None:
    """Send the messages of the package to stderr as the options say. Raises ``typer.BadParameter``."""
    if common.quiet and common.verbose:
        raise typer.BadParameter("--quiet and --verbose exclude each other")
    root = logging.getLogger("extractor")
    for handler in [handler for handler in root.handlers if isinstance(handler, _StderrHandler)]:
        root.removeHandler(handler)
    root.addHandler(_StderrHandler(_JsonFormatter() if common.log_json else _LineFormatter()))
    root.setLevel(logging.ERROR if common.quiet else logging.DEBUG if common.verbose else logging.INFO)


@contextmanager
def guarded() -> Iterator[None]:
    """Turn what a command raises into one line on stderr and an exit code."""
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        logger.error("interrupted")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except BrokenPipeError:  # the reader has enough (`| head`)
        _drop_stdout()
        raise typer.Exit(ExitCode.DONE) from None
    except Exception as error:
        if hasattr(error, "exit_code"):  # Typer's own
            raise
        logger.debug("traceback", exc_info=True)
        logger.error("%s", _one_line(error))
        raise typer.Exit(ExitCode.WRONG_USE) from None


def _one_line(error: Exception) -> str:
    message = " ".join(str(error).split())
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if isinstance(error, ValueError) and type(error).__module__.startswith("extractor."):
        return message
    return f"unexpected {type(error).__name__}: {message} (--verbose shows where)"


def _drop_stdout() -> None:
    """What is still in the buffer must not raise again when Python ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _StderrHandler(logging.Handler):
    """Writes to what ``sys.stderr`` is at that moment (a progress bar and tests replace it)."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(formatter)

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()


class _LineFormatter(logging.Formatter):
    """``Error: …``; what only informs stands as it is."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return f"{record.levelname.capitalize()}: {text}" if record.levelno >= logging.WARNING else text


class _JsonFormatter(logging.Formatter):
    """One JSON object a message; ``extra={"data": {...}}`` adds fields."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        entry: dict[str, Any] = {"time": time, "level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry | getattr(record, "data", {}), ensure_ascii=False, default=str)
