"""The command ``extractor``. A command's module is loaded when it is called: all of them take half a second."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from importlib import import_module
from types import FrameType
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from extractor.cli import common

COMMANDS = {
    "extract": "extract:extract",
    "show": "show:show",
    "evaluate": "evaluate:evaluate_command",
    "entities": "entities:entities",
    "export": "export:export",
    "index": "index:index",
    "search": "search:search",
    "serve": "serve:serve",
    "schema": "schema:schema",
    "train": "train:train",
    "doctor": "doctor:doctor",
}
MODEL_COMMANDS = {
    "list": "model:list_models",
    "check": "model:check",
    "export": "model:export",
    "label": "distil:label",
    "distil": "distil:distil",
}
CORPUS_COMMANDS = {"check": "corpus:check", "convert": "corpus:convert", "sample": "corpus:sample"}


class Commands(TyperGroup):
    """Commands that are made when they are asked for; ``places`` has the function of each, as ``module:function``."""

    places: Mapping[str, str] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help text."""
        return [*self.places, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (Typer's signature)
        """The command of that name; for a name that is none all are made, so that a similar one can be suggested."""
        for name in [cmd_name] if cmd_name in self.places or cmd_name in self.commands else self.places:
            if name not in self.commands:
                self.commands[name] = _made(name, self.places[name])
        return self.commands.get(cmd_name)


class Program(Commands):
    """The commands themselves."""

    places = COMMANDS


class ModelCommands(Commands):
    """``extractor model …``."""

    places = MODEL_COMMANDS


class CorpusCommands(Commands):
    """``extractor corpus …``."""

    places = CORPUS_COMMANDS


def _made(name: str, place: str) -> Any:
    module, function = place.split(":")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=app.info.context_settings)
    common.command(alone, name, getattr(import_module(f"extractor.cli.{module}"), function))
    return get_command(alone)


app = typer.Typer(
    name="extractor",
    cls=Program,
    help="Turn German press releases into data: people, roles, organisations, programmes, euro amounts, quotes.",
    epilog="Exit codes: 0 done, 1 a check failed, 2 wrong use, 3 some releases failed, 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.callback()(common.options)
for group, cls, text in (
    ("model", ModelCommands, "List, check and export models; make a fast one."),
    ("corpus", CorpusCommands, "Check and convert annotated releases, pick what to annotate."),
):
    commands = typer.Typer(cls=cls, help=text, no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(commands, name=group)


def main() -> None:
    """Run the command line; SIGTERM ends it as Ctrl-C does."""
    signal.signal(signal.SIGTERM, _interrupt)
    app()


def _interrupt(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt
