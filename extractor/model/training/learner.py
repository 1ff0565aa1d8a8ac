"""What every training run keeps and does: weights, their average, the optimiser, a checkpoint, a model folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extractor.model.folder import CONFIG_FILE, TOKENIZER_FILE
from extractor.model.tags import LABELS

BOS, PAD, EOS = "<s>", "<pad>", "</s>"


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


def optimiser(model: torch.nn.Module, options: Options) -> torch.optim.AdamW:
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


def set_rates(optimiser: torch.optim.Optimizer, options: Options, done: float) -> None:
    """The rates where ``done`` of the run is done: they rise to the highest, then fall in a straight line."""
    share = min(done / options.warm_up, max(0.02, (1 - done) / (1 - options.warm_up)))
    for group, rate in zip(optimiser.param_groups, (options.rate,) * 2 + (options.head_rate,), strict=True):
        group["lr"] = rate * share


def descend(value: torch.Tensor, model: torch.nn.Module, optimiser: torch.optim.Optimizer) -> float:
    """One step down the gradient of the loss ``value``; the loss as a number."""
    value.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    return float(value.detach())


def pieces_digest(tokenizer_json: dict[str, Any]) -> str:
    """What tells the pieces of tokenisers apart."""
    return sha256(json.dumps(tokenizer_json["model"]["vocab"]).encode()).hexdigest()


def marks_of(tokenizer: Tokenizer) -> tuple[int, int, int]:
    """The ids of the pieces that begin, end and fill up a window."""
    begin, end, pad = (_id(tokenizer, piece) for piece in (BOS, EOS, PAD))
    return begin, end, pad


def _id(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"the tokeniser has no piece {piece!r}")
    return int(number)


def describe(target: Path, tokenizer_json: dict[str, Any], marks: tuple[int, ...], options: Options) -> None:
    """Write what stands beside the weights in a model folder: the tokeniser and what the tagger must know."""
    (target / TOKENIZER_FILE).write_text(json.dumps(tokenizer_json, ensure_ascii=False), encoding="utf-8")
    config = {
        "name": options.name,
        "version": options.version,
        "labels": LABELS,
        "window": options.window - 2,
        "overlap": options.overlap,
        "bos": marks[0],
        "eos": marks[1],
    }
    (target / CONFIG_FILE).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


class Learner:
    """A network that learns into ``folder``, with the tokeniser of its pieces."""

    def __init__(self, model: torch.nn.Module, tokenizer_json: dict[str, Any], folder: Path, options: Options) -> None:
        self.model, self.folder, self.tokenizer_json = model, folder, tokenizer_json
        self.tokenizer = Tokenizer.from_str(json.dumps(tokenizer_json))
        begin, end, self.pad = marks_of(self.tokenizer)
        self.marks = (begin, end)
        self.average = Averaged(model, options.average)
        self.optimiser = optimiser(model, options)

    @property
    def checkpoint(self) -> Path:
        """The file that a broken run goes on from."""
        return self.folder / "checkpoint.pt"

    def write_state(self, options: Options, place: dict[str, Any]) -> None:
        """Write the checkpoint, replaced whole; ``place`` is how far the run is."""
        state = place | {
            "model": self.model.state_dict(),
            "average": self.average.weights,
            "updates": self.average.updates,
            "optimiser": self.optimiser.state_dict(),
            "options": asdict(options),
            "pieces": pieces_digest(self.tokenizer_json),
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.checkpoint)

    def read_state(self, options: Options) -> dict[str, Any] | None:
        """Take over the checkpoint where there is one; it must be of the same options, pieces and network."""
        if not self.checkpoint.is_file():
            return None
        state: dict[str, Any] = torch.load(self.checkpoint, weights_only=True)
        if state["options"] != asdict(options):
            raise ValueError(f"{self.checkpoint} is of a run with other options; remove it or choose another folder")
        if state["pieces"] != pieces_digest(self.tokenizer_json) or _shapes(state["model"]) != _shapes(
            self.model.state_dict()
        ):
            raise ValueError(f"{self.checkpoint} is of another network; remove it or choose another folder")
        self.model.load_state_dict(state["model"])
        self.average.weights, self.average.updates = state["average"], state["updates"]
        self.optimiser.load_state_dict(state["optimiser"])
        return state

    def averaged_weights(self) -> dict[str, NDArray[np.float32]]:
        """The averaged weights by name."""
        names = [name for name, _ in self.model.named_parameters()]
        return {name: value.numpy() for name, value in zip(names, self.average.weights, strict=True)}


def _shapes(state: dict[str, torch.Tensor]) -> dict[str, Any]:
    return {name: value.shape for name, value in state.items()}
