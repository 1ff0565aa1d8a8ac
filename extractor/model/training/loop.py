"""The training run: encoder and tag head over windows of pieces, with checkpoints and averaged weights."""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional
from transformers import BertForTokenClassification, BertModel

from extractor.model.folder import MODEL_FILE, TOKENIZER_FILE
from extractor.model.tags import tag_names
from extractor.model.training.augment import Names, augmented
from extractor.model.training.corpora import PUBLIC_LABELS, Example
from extractor.model.training.examples import IGNORED, OPEN, Window, batches, padded, windows
from extractor.model.training.export import export
from extractor.model.training.learner import (
    Averaged,
    Learner,
    Options,
    descend,
    describe,
    pieces_digest,
    set_rates,
)
from extractor.model.training.restore import restored

logger = logging.getLogger(__name__)

LOG_EVERY = 100


def loss(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Cross entropy; where only the public labels are annotated, outside may be any tag they do not rule out."""
    log = functional.log_softmax(scores.float(), -1).flatten(0, 1)
    wanted = wanted.flatten()
    known, open_ = wanted >= 0, wanted == OPEN
    total = -log[known].gather(1, wanted[known][:, None]).sum()
    possible = [0, *(i for i, tag in enumerate(tag_names()) if i and tag[2:] not in PUBLIC_LABELS)]
    total = total - log[open_][:, possible].logsumexp(-1).sum()
    count: torch.Tensor = (wanted != IGNORED).sum()
    return total / count.clamp(min=1)


def network(encoder: BertModel) -> BertForTokenClassification:
    """The encoder with a fresh tag head."""
    config = encoder.config
    config.num_labels = len(tag_names())
    config.classifier_dropout = 0.1
    config.attention_probs_dropout_prob = 0.0  # with it, attention on a processor takes twice as long
    model = BertForTokenClassification(config)
    model.bert.load_state_dict(encoder.state_dict())
    return model


class Run(Learner):
    """One training run into ``folder``: a checkpoint and an exported model after every epoch."""

    def __init__(self, encoder: BertModel, tokenizer_json: dict[str, Any], folder: Path, options: Options) -> None:
        torch.set_num_threads(options.threads)
        torch.manual_seed(options.seed)
        super().__init__(network(encoder), tokenizer_json, folder, options)
        self.options = options
        self.epoch = self.step = 0

    def save(self) -> None:
        """Write the state of the run."""
        self.write_state(self.options, {"epoch": self.epoch, "step": self.step})

    def resume(self) -> bool:
        """Go on from the checkpoint where there is one of the same options."""
        if state := self.read_state(self.options):
            self.epoch, self.step = state["epoch"], state["step"]
        return state is not None

    def start_from(self, start: Path) -> None:
        """Begin with a model folder, or the averaged weights of another run's checkpoint, of the same pieces."""
        weights = self._weights_of_folder(start) if start.is_dir() else self._weights_of_checkpoint(start)
        with torch.no_grad():
            for parameter, value in zip(self.model.parameters(), weights, strict=True):
                parameter.copy_(value)
        self.average = Averaged(self.model, self.options.average)

    def _weights_of_checkpoint(self, checkpoint: Path) -> list[torch.Tensor]:
        state = torch.load(checkpoint, weights_only=True)
        self._check_pieces(checkpoint, state["pieces"])
        weights: list[torch.Tensor] = state["average"]
        return weights

    def _weights_of_folder(self, folder: Path) -> list[torch.Tensor]:
        self._check_pieces(folder, pieces_digest(json.loads((folder / TOKENIZER_FILE).read_text(encoding="utf-8"))))
        weights = restored(folder)
        names = [name.removeprefix("bert.") for name, _ in self.model.named_parameters()]
        return [torch.from_numpy(np.ascontiguousarray(weights[name])) for name in names]

    def _check_pieces(self, start: Path, pieces: str) -> None:
        if pieces != pieces_digest(self.tokenizer_json):
            raise ValueError(f"{start} is of a run with other pieces: train with the same texts")

    def train(self, examples: Sequence[Example], names: Names, after_epoch: Callable[[Path], None]) -> Path:
        """Train for the epochs that are left; ``after_epoch`` gets each exported folder. Returns the last one."""
        folder = self.folder
        total = 0
        while self.epoch < self.options.epochs:
            todo = self._batches(examples, names)
            total = total or self.step + len(todo) * (self.options.epochs - self.epoch)
            self._train_epoch(todo, total)
            self.epoch += 1
            self.save()
            folder = self.export(self.folder / f"epoch-{self.epoch}")
            after_epoch(folder)
        return folder

    def _batches(self, examples: Sequence[Example], names: Names) -> list[list[Window]]:
        rng = random.Random(f"{self.options.seed}-{self.epoch}")
        size = self.options.window - 2
        items = [
            window
            for example in examples
            if example.annotated != PUBLIC_LABELS or rng.random() < self.options.public_share
            for window in windows(augmented(example, names, rng), self.tokenizer, self.marks, size=size, rng=rng)
        ]
        return batches(items, self.options.budget, rng)

    def _train_epoch(self, todo: list[list[Window]], total: int) -> None:
        self.model.train()
        begun, pieces, running = time.monotonic(), 0, 0.0
        for number, batch in enumerate(todo, 1):
            set_rates(self.optimiser, self.options, (self.step + 1) / total)
            ids, mask, wanted = map(torch.from_numpy, padded(batch, self.pad))
            with torch.autocast("cpu", torch.bfloat16, enabled=self.options.bf16):
                scores = self.model(input_ids=ids, attention_mask=mask).logits
            running += descend(loss(scores, wanted), self.model, self.optimiser)
            self.step += 1
            if self.step % self.options.average_every == 0:
                self.average.update(self.model)
            pieces += int(mask.sum())
            if number % LOG_EVERY == 0 or number == len(todo):
                speed = pieces / (time.monotonic() - begun)
                logger.info(
                    "epoch %d: %d of %d, loss %.4f, %.0f pieces/s",
                    self.epoch + 1,
                    number,
                    len(todo),
                    running / (number % LOG_EVERY or LOG_EVERY),
                    speed,
                )
                running = 0.0

    def export(self, target: Path) -> Path:
        """Write the averaged weights as a model folder."""
        target.mkdir(parents=True, exist_ok=True)
        weights = {name.removeprefix("bert."): value for name, value in self.averaged_weights().items()}
        export(weights, self.model.config.num_attention_heads, target / MODEL_FILE)
        describe(target, self.tokenizer_json, self.marks, self.options)
        return target
