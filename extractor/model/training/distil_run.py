"""From soft labels to a trained student: what ``extractor model distil`` does."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from extractor.model.folder import TOKENIZER_FILE, fingerprint
from extractor.model.training.corpora import Example
from extractor.model.training.distil import Distillation, DistilOptions, Guide
from extractor.model.training.held_out import HeldOut
from extractor.model.training.learner import marks_of
from extractor.model.training.restore import restored
from extractor.model.training.run import Sources, read_examples, read_names
from extractor.model.training.spacy_student import SpacyOptions
from extractor.model.training.spacy_student import train as train_spacy
from extractor.model.training.students import LAYERS, Shape, ShapeError, made
from extractor.model.training.teacher import Cache, SoftLabelsError, texts_of
from extractor.model.training.vocabulary import kept_by, pruned, read_tokenizer

logger = logging.getLogger(__name__)


def distil(
    soft: Path,
    teacher: Path,
    shape: Shape,
    sources: Sources,
    folder: Path,
    options: DistilOptions,
    *,
    pieces: int = 16_000,
    after_save: Callable[[Path], None] = lambda _: None,
) -> Path:
    """Train a student of ``teacher`` into ``folder`` and return the folder of its model; a broken run goes on."""
    cache = Cache(soft).whole()
    if cache.teacher() != fingerprint(teacher):
        raise SoftLabelsError(f"{soft} is of another teacher than {teacher}; label the texts with this one")
    if options.hidden and shape.kind != LAYERS:
        raise ShapeError("only layers of the teacher can be held against its hidden states; leave --hidden out")
    folder.mkdir(parents=True, exist_ok=True)
    whole = read_tokenizer(teacher)
    tokenizer = _tokenizer(folder / TOKENIZER_FILE, whole, cache, pieces)
    weights = restored(teacher)
    student = made(shape, weights, kept_by(tokenizer, whole))
    guide = Guide(weights, marks_of(Tokenizer.from_str(json.dumps(whole)))[2]) if options.hidden else None
    run = Distillation(student, tokenizer, cache, folder, options, guide=guide)
    if run.resume():
        logger.info("going on after step %d", run.at.step)
    gold = annotated_texts(sources)
    size = sum(parameter.numel() for parameter in student.parameters())
    logger.info("%d shards, %d annotated texts, %.1f M parameters", cache.shards, len(gold), size / 1e6)
    return run.train(gold, read_names(sources), after_save)


def annotated_texts(sources: Sources) -> Sequence[Example]:
    """The annotated texts, without what is held out or too near to it."""
    held_out = HeldOut(text for path in sources.held_out for text in texts_of(path))
    return [example for example in read_examples(replace(sources, held_out=())) if not held_out.holds(example.text)]


def _tokenizer(path: Path, whole: dict[str, Any], cache: Cache, pieces: int) -> dict[str, Any]:
    """The student's tokeniser: that of a broken run, or the teacher's with its most frequent pieces."""
    if path.is_file():
        tokenizer = read_tokenizer(path)
        if len(tokenizer["model"]["vocab"]) != min(pieces, len(whole["model"]["vocab"])):
            raise ValueError(f"{path} has other pieces; remove it or choose another folder")
        return tokenizer
    tokenizer, _ = pruned(whole, cache.texts(), pieces)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    part.replace(path)
    return tokenizer


def distil_spacy(soft: Path, sources: Sources, folder: Path, options: SpacyOptions) -> Path:
    """Train a spaCy pipeline on what the teacher decided, and return its folder."""
    return train_spacy(Cache(soft).whole(), annotated_texts(sources), folder, options)
