"""The training run: encoder and tag head over windows of pieces, with checkpoints and averaged weights."""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import BertForTokenClassification, BertModel

from extractor.model.folder import CONFIG_FILE, MODEL_FILE, TOKENIZER_FILE
from extractor.model.tags import LABELS, tag_names
from extractor.model.training.augment import Names, augmented
from extractor.model.training.corpora import PUBLIC_LABELS, Example
from extractor.model.training.examples import IGNORED, OPEN, Window, batches, padded, windows
from extractor.model.training.export import export
from extractor.model.training.restore import restored

logger = logging.getLogger(__name__)

BOS, PAD, EOS = "<s>", "<pad>", "</s>"
LOG_EVERY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to train.

    ``budget`` is a batch's pieces, ``public_share`` the part of the public sets an epoch draws.
    """

    epochs: int = 5
    seed: int = 0
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    window: int = 256
    overlap: int = 64
    budget: int = 800
    public_share: float = 0.5
    average: float = 0.995
    average_every: int = 4
    threads: int = 2
    bf16: bool = False
    name: str = "press"
    version: str = "1"


class Averaged:
    """An exponential moving average of a network's weights."""

    def __init__(self, network: torch.nn.Module, decay: float) -> None:
        self.decay = decay
        self.updates = 0
        self.weights = [parameter.detach().clone() for parameter in network.parameters()]

    def update(self, network: torch.nn.Module) -> None:
        """Move the average towards the network's present weights."""
        self.updates += 1
        decay = min(self.decay, self.updates / (self.updates + 9))
        with torch.no_grad():
            torch._foreach_lerp_(self.weights, [p.detach() for p in network.parameters()], 1 - decay)


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


def optimiser(model: BertForTokenClassification, options: Options) -> torch.optim.AdamW:
    """AdamW; matrices decay, biases, norms and embeddings do not, the head learns faster."""
    head, plain, decayed = [], [], []
    for name, parameter in model.named_parameters():
        if name.startswith("classifier"):
            head.append(parameter)
        elif "LayerNorm" in name or name.endswith("bias") or "embeddings" in name:
            plain.append(parameter)
        else:
            decayed.append(parameter)
    groups: list[dict[str, Any]] = [
        {"params": decayed, "weight_decay": 0.01},
        {"params": plain, "weight_decay": 0.0},
        {"params": head, "weight_decay": 0.0, "lr": options.head_rate},
    ]
    return torch.optim.AdamW(groups, lr=options.rate, betas=(0.9, 0.98), fused=True)


def _pieces(tokenizer_json: dict[str, Any]) -> str:
    return sha256(json.dumps(tokenizer_json["model"]["vocab"]).encode()).hexdigest()


class Run:
    """One training run into ``folder``: a checkpoint and an exported model after every epoch."""

    def __init__(self, encoder: BertModel, tokenizer_json: dict[str, Any], folder: Path, options: Options) -> None:
        torch.set_num_threads(options.threads)
        torch.manual_seed(options.seed)
        self.options = options
        self.folder = folder
        self.tokenizer_json = tokenizer_json
        self.tokenizer = Tokenizer.from_str(json.dumps(tokenizer_json))
        self.marks = (self._id(BOS), self._id(EOS))
        self.model = network(encoder)
        self.average = Averaged(self.model, options.average)
        self.optimiser = optimiser(self.model, options)
        self.epoch = self.step = 0

    def _id(self, piece: str) -> int:
        number = self.tokenizer.token_to_id(piece)
        if number is None:
            raise ValueError(f"the tokeniser has no piece {piece!r}")
        return number

    @property
    def checkpoint(self) -> Path:
        """The file that a broken run goes on from."""
        return self.folder / "checkpoint.pt"

    def save(self) -> None:
        """Write the state of the run; the file is replaced whole."""
        state = {
            "model": self.model.state_dict(),
            "average": self.average.weights,
            "updates": self.average.updates,
            "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "options": asdict(self.options),
            "pieces": _pieces(self.tokenizer_json),
        }
        part = self.checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.checkpoint)

    def resume(self) -> bool:
        """Go on from the checkpoint where there is one of the same options."""
        if not self.checkpoint.is_file():
            return False
        state = torch.load(self.checkpoint, weights_only=True)
        if state["options"] != asdict(self.options):
            raise ValueError(f"{self.checkpoint} is of a run with other options; remove it or choose another folder")
        self.model.load_state_dict(state["model"])
        self.average.weights, self.average.updates = state["average"], state["updates"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.step = state["epoch"], state["step"]
        return True

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
        self._check_pieces(folder, _pieces(json.loads((folder / TOKENIZER_FILE).read_text(encoding="utf-8"))))
        weights = restored(folder)
        names = [name.removeprefix("bert.") for name, _ in self.model.named_parameters()]
        return [torch.from_numpy(np.ascontiguousarray(weights[name])) for name in names]

    def _check_pieces(self, start: Path, pieces: str) -> None:
        if pieces != _pieces(self.tokenizer_json):
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
            self._set_rate(total)
            ids, mask, wanted = map(torch.from_numpy, padded(batch, self._id(PAD)))
            with torch.autocast("cpu", torch.bfloat16, enabled=self.options.bf16):
                scores = self.model(input_ids=ids, attention_mask=mask).logits
            value = loss(scores, wanted)
            value.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimiser.step()
            self.optimiser.zero_grad()
            self.step += 1
            if self.step % self.options.average_every == 0:
                self.average.update(self.model)
            pieces, running = pieces + int(mask.sum()), running + float(value.detach())
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

    def _set_rate(self, total: int) -> None:
        warm_up = max(1, int(self.options.warm_up * total))
        if self.step < warm_up:
            share = (self.step + 1) / warm_up
        else:
            share = max(0.02, (total - self.step) / max(1, total - warm_up))
        for group, rate in zip(
            self.optimiser.param_groups, (self.options.rate,) * 2 + (self.options.head_rate,), strict=True
        ):
            group["lr"] = rate * share

    def export(self, target: Path) -> Path:
        """Write the averaged weights as a model folder."""
        target.mkdir(parents=True, exist_ok=True)
        names = [name for name, _ in self.model.named_parameters()]
        weights = {
            name.removeprefix("bert."): value.numpy() for name, value in zip(names, self.average.weights, strict=True)
        }
        export(weights, self.model.config.num_attention_heads, target / MODEL_FILE)
        (target / TOKENIZER_FILE).write_text(json.dumps(self.tokenizer_json, ensure_ascii=False), encoding="utf-8")
        config = {
            "name": self.options.name,
            "version": self.options.version,
            "labels": LABELS,
            "window": self.options.window - 2,
            "overlap": self.options.overlap,
            "bos": self.marks[0],
            "eos": self.marks[1],
        }
        (target / CONFIG_FILE).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
        return target
