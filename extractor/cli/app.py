"""The command ``extractor``."""

from __future__ import annotations

import signal
from types import FrameType

import typer

from extractor.cli import common, corpus, doctor, entities, evaluate, export, extract, model, schema, show, train

app = typer.Typer(
    name="extractor",
    help="Turn German press releases into data: people, roles, organisations, programmes, euro amounts, quotes.",
    epilog="Exit codes: 0 done, 1 a check failed, 2 wrong use, 3 some releases failed, 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
models = typer.Typer(help="List, check and export models.", no_args_is_help=True, rich_markup_mode=None)
corpora = typer.Typer(help="Check and convert annotated releases.", no_args_is_help=True, rich_markup_mode=None)

app.callback()(common.options)
common.command(app, "extract", extract.extract)
common.command(app, "show", show.show)
common.command(app, "evaluate", evaluate.evaluate_command)
common.command(app, "entities", entities.entities)
common.command(app, "export", export.export)
common.command(app, "schema", schema.schema)
common.command(app, "train", train.train)
common.command(app, "doctor", doctor.doctor)
common.command(models, "list", model.list_models)
common.command(models, "check", model.check)
common.command(models, "export", model.export)
app.add_typer(models, name="model")
common.command(corpora, "check", corpus.check)
common.command(corpora, "convert", corpus.convert)
common.command(corpora, "sample", corpus.sample)
app.add_typer(corpora, name="corpus")


def main() -> None:
    """Run the command line; SIGTERM ends it as Ctrl-C does."""
    signal.signal(signal.SIGTERM, _interrupt)
    app()


def _interrupt(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt
