"""From files to a trained model: what ``extractor train`` does."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.model.training.augment import Names, read_list
from extractor.model.training.corpora import Example, open_text, read_germeval, read_gold, read_marked, read_smartdata
from extractor.model.training.encoder import load_encoder
from extractor.model.training.learner import Options
from extractor.model.training.loop import Run
from extractor.model.training.standoff import annotated, corrected, release_text
from extractor.model.training.vocabulary import kept_by, pruned, read_tokenizer

logger = logging.getLogger(__name__)

VOCABULARY_SIZE = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The files of a training run; all but ``gold``, ``base`` and ``tokenizer`` may be missing.

    ``texts`` are releases without annotation: they choose the pieces, and ``annotations`` hold spans of some of them.
    ``corrections`` mend ``gold``.
    """

    gold: Sequence[Path]
    base: Path
    tokenizer: Path
    marked: Sequence[Path] = ()
    held_out: Sequence[Path] = ()
    smartdata: Path | None = None
    germeval: Path | None = None
    texts: Sequence[Path] = ()
    annotations: Sequence[Path] = ()
    corrections: Sequence[Path] = ()
    given_names: Path | None = None
    family_names: Path | None = None
    places: Path | None = None
    start: Path | None = None


def read_examples(sources: Sources) -> list[Example]:
    """All annotated texts but the held-out ones; what a gold file holds is left out of the public sets."""
    held_out = {example.text for path in sources.held_out for example in read_gold(path)}
    gold = [example for path in sources.gold for example in read_gold(path) if example.text not in held_out]
    for path in sources.corrections:
        gold = list(corrected(gold, path))
    examples = gold + [example for path in sources.marked for example in read_marked(path)]
    for path in sources.annotations:
        examples += annotated(path, (release_text(row) for archive in sources.texts for row in _rows(archive)))
    if sources.smartdata:
        examples += read_smartdata(sources.smartdata, without=held_out | {example.text for example in gold})
    if sources.germeval:
        examples += read_germeval(sources.germeval)
    return examples


def read_names(sources: Sources) -> Names:
    """The names to swap in."""
    return Names(
        given=read_list(sources.given_names, limit=5000) if sources.given_names else (),
        family=read_list(sources.family_names) if sources.family_names else (),
        places=read_list(sources.places) if sources.places else (),
    )


def _pieces(sources: Sources, texts: list[str]) -> tuple[dict[str, Any], list[int]]:
    """The tokeniser to train with, of a model to go on from or pruned anew, and the ids it keeps of the base's."""
    whole = read_tokenizer(sources.tokenizer)
    if sources.start and (model := _model_of(sources.start)):
        tokenizer = read_tokenizer(model)
        return tokenizer, kept_by(tokenizer, whole)
    return pruned(whole, _texts(sources.texts) or texts, VOCABULARY_SIZE)


def _model_of(start: Path) -> Path | None:
    """The model folder to begin with, or one that the run of a checkpoint wrote beside it."""
    return start if start.is_dir() else next(iter(sorted(start.parent.glob("epoch-*"))), None)


def _texts(paths: Sequence[Path]) -> list[str]:
    return [release_text(row) for path in paths for row in _rows(path)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with open_text(path) as lines:
        yield from map(json.loads, lines)


def train(
    sources: Sources, folder: Path, options: Options, *, after_epoch: Callable[[Path], None] = lambda _: None
) -> Path:
    """Train a model into ``folder`` and return the folder of the last epoch's model; a broken run goes on."""
    folder.mkdir(parents=True, exist_ok=True)
    examples = read_examples(sources)
    texts = [example.text for example in examples]
    tokenizer, kept = _pieces(sources, texts)
    run = Run(load_encoder(sources.base, kept), tokenizer, folder, options)
    if sources.start:
        run.start_from(sources.start)
    if run.resume():
        logger.info("going on after epoch %d", run.epoch)
    logger.info("%d texts, %d characters", len(examples), sum(map(len, texts)))
    return run.train(examples, read_names(sources), after_epoch)
