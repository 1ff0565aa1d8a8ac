"""The frame of all commands: global options, messages, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner, Result

from extractor.batch.output import OutputError
from extractor.cli.app import app
from extractor.cli.common import Common, command, options

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]
GLOBAL = {"--version", "--quiet", "--verbose", "--log-json"}


def commands(group: Any) -> Iterator[tuple[str, Any]]:
    return ((name, group.get_command(None, name)) for name in group.list_commands(None))


def leaves() -> Iterator[tuple[str, Any]]:
    for name, found in commands(get_command(app)):
        if hasattr(found, "commands"):
            yield from ((f"{name} {sub}", leaf) for sub, leaf in commands(found))
        else:
            yield name, found


def raising(error: BaseException) -> typer.Typer:
    """A program with a command that raises, and another so that the first needs its name."""
    program = typer.Typer(rich_markup_mode=None)
    program.callback()(options)

    def fail() -> None:
        raise error

    def show(common: Common, word: str = "x") -> None:
        typer.echo(f"{word} {common.verbose}")

    command(program, "fail", fail)
    command(program, "show", show)
    return program


def test_all_commands_are_there() -> None:
    names = {"extract", "show", "schema", "train", "doctor"}
    names |= {f"model {name}" for name in ("list", "check", "export", "label", "distil")}
    assert {name for name, _ in leaves()} >= names


def test_a_wrong_name_is_answered_with_a_similar_one(run: Run) -> None:
    for words, meant in (("trian", "train"), ("model lst", "list"), ("corpus convrt", "convert")):
        result = run(*words.split())
        assert result.exit_code == 2
        assert f"Did you mean '{meant}'?" in result.stderr


def test_a_command_loads_no_other() -> None:
    code = "import sys; from extractor.cli.app import app; app(['schema', '--check'], standalone_mode=False); "
    code += (
        "print([name for name in sys.modules if name in ('numpy', 'extractor.cli.extract', 'extractor.cli.corpus')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.splitlines()[-1] == "[]"


def test_global_options_are_on_every_command() -> None:
    for name, leaf in leaves():
        assert {option for parameter in leaf.params for option in parameter.opts} >= GLOBAL, name


def test_every_command_and_parameter_has_a_help_text() -> None:
    for name, leaf in leaves():
        assert leaf.help, name


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name, _ in leaves() if f"extractor {name}" not in readme] == []


@pytest.mark.parametrize("arguments", [("--version",), ("extract", "--version"), ("model", "list", "--version")])
def test_version(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert result.stdout.startswith("extractor ")


def test_help_is_plain(run: Run) -> None:
    result = run("extract", "-h")
    assert result.exit_code == 0
    assert "--prepend-title" in result.stdout
    assert "─" not in result.stdout


def test_quiet_and_verbose_exclude_each_other(run: Run) -> None:
    result = run("--quiet", "doctor", "--verbose")
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (OutputError("a exists; --overwrite replaces it"), 2, "Error: a exists; --overwrite replaces it\n"),
        (OSError(28, "No space left on device"), 2, "Error: No space left on device\n"),
        (FileNotFoundError(2, "No such file", "x"), 2, "Error: x: No such file\n"),
        (KeyError("k"), 2, "Error: unexpected KeyError: 'k' (--verbose shows where)\n"),
        (KeyboardInterrupt(), 130, "Error: interrupted\n"),
        (BrokenPipeError(), 0, ""),
        (typer.Exit(3), 3, ""),
    ],
)
def test_errors_are_one_line_with_an_exit_code(error: BaseException, code: int, line: str) -> None:
    result = CliRunner().invoke(raising(error), ["fail"])
    assert (result.exit_code, result.stderr, result.stdout) == (code, line, "")


def test_verbose_shows_the_traceback() -> None:
    result = CliRunner().invoke(raising(KeyError("k")), ["fail", "--verbose"])
    assert "Traceback" in result.stderr
    assert "KeyError: 'k'" in result.stderr


def test_log_json_is_one_object_a_line() -> None:
    result = CliRunner().invoke(raising(KeyError("k")), ["--log-json", "fail", "--verbose"])
    details, error = [json.loads(line) for line in result.stderr.splitlines()]
    assert "KeyError" in details["traceback"]
    assert (error["level"], error["message"].split(":")[0]) == ("error", "unexpected KeyError")


def test_a_command_gets_the_global_options_from_either_place() -> None:
    program = raising(KeyError())
    assert CliRunner().invoke(program, ["show", "--word", "y"]).stdout == "y False\n"
    assert CliRunner().invoke(program, ["--verbose", "show"]).stdout == "x True\n"
    assert CliRunner().invoke(program, ["show", "-v"]).stdout == "x True\n"
