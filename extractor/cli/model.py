"""``extractor model``: lists, checks and exports models."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from extractor import __version__, pipeline
from extractor.batch.output import check_folder, whole_folder
from extractor.cli.common import ExitCode
from extractor.model.folder import CONFIG_FILE, SHIPPED
from extractor.records import Label, Record

SENTENCE = "Landrätin Petra Kolb übergab in Nauen 1,2 Millionen Euro."
WHAT = {
    pipeline.DEFAULT: "trained on press releases, in the package",
    pipeline.FAST: "learnt from it: smaller and several times faster, in the package",
}
AMOUNT, NAME = Decimal(1_200_000), "Petra Kolb"
GERMAN = "de"
SPACY_META = "meta.json"

Model = Annotated[str, typer.Argument(metavar="NAME|PATH", help="default, fast, rules, a spaCy pipeline, or a folder.")]


@dataclass(frozen=True, slots=True)
class Available:
    """A model that ``--model`` takes."""

    name: str
    version: str
    what: str


def list_models() -> None:
    """List the models that --model takes by name, with version and what they are."""
    for model in available():
        typer.echo(f"{model.name:<20} {model.version:<10} {model.what}")


def check(model: Model = pipeline.DEFAULT) -> None:
    """Load a model and run a sentence through it; exit with 1 where it does not find what it must."""
    record = pipeline.Extractor(model).extract(SENTENCE)
    typer.echo(f"{record.extractor.model} {record.extractor.model_version}")
    for mention in record.mentions:
        typer.echo(f"  {mention.label:<10} {mention.text}  ({mention.evidence})")
    problems = missing(record)
    for problem in problems:
        typer.echo(f"Error: {problem}", err=True)
    if problems:
        raise typer.Exit(ExitCode.CHECK_FAILED)


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write.", file_okay=False)],
    model: Annotated[
        str,
        typer.Option("--model", metavar="NAME|PATH", help="default, fast, rules, a spaCy pipeline, or a folder."),
    ] = pipeline.DEFAULT,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an exported pipeline in DIR.")] = False,
) -> None:
    """Write the whole pipeline into a folder that spacy.load reads where this package is installed."""
    check_folder(folder, overwrite=overwrite, marker=SPACY_META)
    nlp = pipeline.load(model)
    with whole_folder(folder, overwrite=overwrite, marker=SPACY_META) as part:
        nlp.to_disk(part)
    typer.echo(folder)


def available() -> Iterator[Available]:
    """The shipped models, the rules, and the German spaCy pipelines that are installed."""
    for name, folder in SHIPPED.items():
        if (folder / CONFIG_FILE).is_file():
            config = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
            yield Available(name, config["version"], WHAT[name])
    yield Available(pipeline.RULES, __version__, "no model: rules alone")
    from spacy.util import get_installed_models, get_package_version

    for name in sorted(get_installed_models()):
        if name.startswith(f"{GERMAN}_"):
            yield Available(name, get_package_version(name) or "", "spaCy pipeline: persons, bodies, places")


def missing(record: Record) -> list[str]:
    """What a working model finds in the sentence and this one did not."""
    problems = []
    if [amount.value for amount in record.amounts] != [AMOUNT]:
        problems.append(f"the amount in {SENTENCE!r} was not read")
    if not any(mention.label is Label.PERSON and mention.text == NAME for mention in record.mentions):
        problems.append(f"{NAME} in {SENTENCE!r} was not found as a person")
    return problems
