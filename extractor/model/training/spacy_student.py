"""A spaCy pipeline that learns from a teacher's marks: hash embeddings, convolutions and a transition-based tagger.

spaCy's tagger learns marks, not probabilities, so it is given what the teacher decides. Each epoch begins with a fresh
optimiser and the averaged weights of the one before, so a run that goes on behind an epoch ends as if never broken.
"""

from __future__ import annotations

import logging
import random
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from extractor.model import tags
from extractor.model.tags import LABELS
from extractor.model.training.corpora import Example
from extractor.model.training.teacher import Cache, Labelled

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

logger = logging.getLogger(__name__)

ROWS = {"NORM": 8000, "PREFIX": 2500, "SUFFIX": 4000, "SHAPE": 2500}
WORDS_AT_ONCE = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class SpacyOptions:
    """How to train."""

    epochs: int = 4
    seed: int = 0
    width: int = 96
    depth: int = 4
    gold_repeats: int = 2
    rate: float = 1e-3
    dropout: float = 0.1
    name: str = "press_fast"
    version: str = "1"


def decided(text: Labelled) -> Example:
    """The text with the mentions that the teacher's probabilities give."""
    path = tags.viterbi(text.scores.astype(np.float32) - tags.beginnings(LABELS))
    starts, ends = text.starts.tolist(), text.ends.tolist()
    found = ((starts[first], ends[last - 1], LABELS[label]) for first, last, label in tags.spans(path))
    return Example(text.text, tuple(found))


def blank(options: SpacyOptions) -> Language:
    """The pipeline before training, with all labels."""
    import spacy
    from thinc.api import fix_random_seed

    fix_random_seed(options.seed)
    nlp = spacy.blank("de")
    nlp.meta |= {"name": options.name, "version": options.version}
    ner: Any = nlp.add_pipe("ner", config={"model": {"tok2vec": tok2vec(ROWS, options.width, options.depth)}})
    for label in LABELS:
        ner.add_label(label)
    nlp.initialize()
    return nlp


def tok2vec(rows: Mapping[str, int], width: int, depth: int) -> dict[str, Any]:
    """The configuration of hash embeddings, ``rows`` of each attribute, under ``depth`` convolutions."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": width, "attrs": list(rows),
            "rows": list(rows.values()), "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": depth, "window_size": 1,
            "maxout_pieces": 3,
        },
    }  # fmt: skip


def train(
    cache: Cache,
    gold: Sequence[Example],
    folder: Path,
    options: SpacyOptions,
    after_epoch: Callable[[Path], None] = lambda _: None,
) -> Path:
    """Train into ``folder``, one pipeline an epoch, and return the last; a broken run goes on."""
    import spacy
    from thinc.api import fix_random_seed

    done = max((number for number in range(options.epochs + 1) if _epoch(folder, number).is_dir()), default=0)
    nlp = spacy.load(_epoch(folder, done)) if done else blank(options)
    for epoch in range(done + 1, options.epochs + 1):
        fix_random_seed(options.seed + epoch)
        with nlp.use_params(_train_epoch(nlp, cache, gold, options, epoch)):
            _write(nlp, _epoch(folder, epoch))
        nlp = spacy.load(_epoch(folder, epoch))
        after_epoch(_epoch(folder, epoch))
    return _epoch(folder, options.epochs)


def _epoch(folder: Path, number: int) -> Path:
    return folder / f"epoch-{number}"


def _write(nlp: Language, target: Path) -> None:
    part = target.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    nlp.to_disk(part)
    part.replace(target)


def _train_epoch(nlp: Language, cache: Cache, gold: Sequence[Example], options: SpacyOptions, epoch: int) -> Any:
    """Learn from every text once; the averages of the weights."""
    optimizer: Any = nlp.create_optimizer()  # type: ignore[no-untyped-call]
    optimizer.learn_rate = options.rate / epoch
    rng = random.Random(f"{options.seed}-{epoch}")
    order = list(range(cache.shards))
    rng.shuffle(order)
    begun, words = time.monotonic(), 0
    for number, shard in enumerate(order):
        texts = [*map(decided, cache.read(shard)), *list(gold[number :: len(order)]) * options.gold_repeats]
        rng.shuffle(texts)
        losses: dict[str, float] = {}
        for batch in _batches(nlp, texts):
            nlp.update(batch, sgd=optimizer, drop=options.dropout, losses=losses)
            words += sum(len(example.reference) for example in batch)
        speed = words / (time.monotonic() - begun)
        logger.info("epoch %d: %d of %d, loss %.0f, %.0f words/s", epoch, number + 1, len(order), losses["ner"], speed)
    return optimizer.averages


def _batches(nlp: Language, texts: Iterable[Example]) -> Iterator[list[Any]]:
    from spacy.training import Example as Pair

    batch: list[Any] = []
    words = 0
    for text in texts:
        reference = nlp.make_doc(text.text)
        reference.ents = _spans(reference, text)
        batch.append(Pair(nlp.make_doc(text.text), reference))
        words += len(reference)
        if words >= WORDS_AT_ONCE:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _spans(doc: Doc, text: Example) -> list[Span]:
    """The mentions in whole words of spaCy's, without overlap and without white space at the ends."""
    from spacy.util import filter_spans

    found = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in text.spans)
    return filter_spans([trimmed for span in found if span is not None and (trimmed := _trimmed(doc, span))])


def _trimmed(doc: Doc, span: Span) -> Span | None:
    from spacy.tokens import Span

    words = [word.i for word in span if not word.is_space]
    return Span(doc, words[0], words[-1] + 1, label=span.label_) if words else None
