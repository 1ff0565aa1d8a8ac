"""``extractor model label`` and ``extractor model distil``: a small model that learns from a large one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import WrongUseError
from extractor.cli.train import MISSING_EXTRA, File, log_scores
from extractor.model.folder import shipped
from extractor.model.training.teacher import label as label_texts

SPACY = "spacy"
Teacher = Annotated[str, typer.Option(metavar="NAME|PATH", help="The model to learn from.")]
HeldOut = Annotated[
    list[Path] | None,
    typer.Option(exists=True, help="Texts that measure: they and what shares long stretches with them stay out."),
]


def label(
    texts: Annotated[
        list[Path],
        typer.Argument(exists=True, help="Releases as JSON Lines (title before text), or folders of marked texts."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the soft labels.", file_okay=False)],
    teacher: Teacher = "default",
    held_out: HeldOut = None,
    threads: int = 2,
) -> None:
    """Write what a model thinks of every piece of many texts; a broken run goes on behind its last 200 texts."""
    label_texts(texts, held_out or (), shipped(teacher) or Path(teacher), output, threads=threads)
    typer.echo(output)


def distil(
    soft: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="The folder that `model label` wrote.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for checkpoint and model.", file_okay=False)],
    student: Annotated[str, typer.Option(help="layers:3, layers:0,5,11, conv, conv:8, lstm, lstm:2 or spacy.")],
    teacher: Teacher = "default",
    pieces: Annotated[int, typer.Option(min=1000, help="The most frequent pieces to keep.")] = 16_000,
    width: Annotated[int | None, typer.Option(help="Inner width of layers; width of the other kinds.")] = None,
    gold: Annotated[list[Path] | None, typer.Option(exists=True, dir_okay=False, help="Annotated releases.")] = None,
    marked: Annotated[list[Path] | None, typer.Option(exists=True, help="Folder of texts marked inline.")] = None,
    texts: Annotated[list[Path] | None, typer.Option(exists=True, help="Releases that --annotations mark.")] = None,
    annotations: Annotated[list[Path] | None, typer.Option(exists=True, help="Their spans, by checksum.")] = None,
    corrections: Annotated[list[Path] | None, typer.Option(exists=True, help="Corrections of --gold.")] = None,
    given_names: File = None,
    family_names: File = None,
    places: File = None,
    held_out: HeldOut = None,
    dev: Annotated[
        list[Path] | None, typer.Option(exists=True, help="Gold to score at each save; held out too.")
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Rounds over the soft labels.")] = 3,
    minutes: Annotated[float | None, typer.Option(help="End after so long; the rates follow the clock.")] = None,
    rate: Annotated[float | None, typer.Option(help="Highest learning rate.")] = None,
    temperature: Annotated[float, typer.Option(min=1, help="Softens what is learnt.")] = 2.0,
    hidden: Annotated[float, typer.Option(min=0, help="Weight of the teacher's hidden states (layers).")] = 0.0,
    gold_repeats: Annotated[int, typer.Option(min=0, help="Times that a round draws each annotated text.")] = 2,
    window: Annotated[int, typer.Option(min=32, max=512, help="Pieces seen at once, with marks.")] = 192,
    overlap: Annotated[int, typer.Option(min=0, help="Pieces that neighbouring windows share.")] = 32,
    save_minutes: Annotated[float, typer.Option(help="How often to save and score.")] = 10.0,
    seed: int = 0,
    threads: int = 2,
    bf16: Annotated[bool, typer.Option(help="Half precision: faster where the processor has it.")] = False,
    name: str = "press-fast",
    model_version: Annotated[str, typer.Option(help="Written into the model.")] = "1",
) -> None:
    """Train a small model on soft labels and annotated texts; a broken run goes on from its checkpoint.

    The folder it prints is a model for --model.
    """
    folder = shipped(teacher) or Path(teacher)
    try:
        from extractor.model.training import distil_run, spacy_student
        from extractor.model.training.distil import DistilOptions
        from extractor.model.training.run import Sources
        from extractor.model.training.students import LAYERS, Shape
    except ImportError as error:
        raise WrongUseError(f"{MISSING_EXTRA} ({error})") from error
    if overlap >= window - 2:
        raise WrongUseError("--overlap must be smaller than --window")
    sources = Sources(
        gold=gold or (), base=folder, tokenizer=folder, marked=marked or (), held_out=[*(held_out or ()), *(dev or ())],
        texts=texts or (), annotations=annotations or (), corrections=corrections or (), given_names=given_names,
        family_names=family_names, places=places,
    )  # fmt: skip
    if student == SPACY:
        spacy_options = spacy_student.SpacyOptions(
            epochs=epochs, seed=seed, width=width or 96, gold_repeats=gold_repeats, rate=rate or 1e-3,
            name=name.replace("-", "_"), version=model_version,
        )  # fmt: skip
        output.mkdir(parents=True, exist_ok=True)
        typer.echo(distil_run.distil_spacy(soft, sources, output, spacy_options))
        return
    shape = Shape.parsed(student, width)
    rate = rate or (4e-4 if shape.kind == LAYERS else 2e-3)
    options = DistilOptions(
        epochs=epochs, minutes=minutes, save_minutes=save_minutes, seed=seed, rate=rate, head_rate=rate, window=window,
        overlap=overlap, temperature=temperature, gold_repeats=gold_repeats, hidden=hidden, threads=threads, bf16=bf16,
        name=name, version=model_version,
    )  # fmt: skip
    made = distil_run.distil(
        soft,
        folder,
        shape,
        sources,
        output,
        options,
        pieces=pieces,
        after_save=lambda model: log_scores(model, dev or []),
    )
    typer.echo(made)
