"""Small networks that learn from a teacher: some of its layers, or convolutions or an LSTM over its embeddings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from transformers import BertConfig, BertForTokenClassification

from extractor.model.tags import tag_names
from extractor.model.training.encoder import HEADS
from extractor.model.training.export import export
from extractor.model.training.graph import EPSILON, Weights, write
from extractor.model.training.student_graphs import convolutions, recurrent

LAYERS, CONVOLUTIONS, LSTM = "layers", "conv", "lstm"
WIDTH = 256
DILATIONS = (1, 2, 4, 8)
DEPTHS = {CONVOLUTIONS: 6, LSTM: 1}
_SHAPE = re.compile(r"(layers):(\d+(?:,\d+)*)|(conv|lstm)(?::(\d+))?")

State = dict[str, torch.Tensor]


class ShapeError(ValueError):
    """A student that cannot be made."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The kind of a student, which layers of the teacher it takes or how many it has, and its width.

    ``width`` is that of the feed-forward parts of an encoder, and of everything in the other kinds.
    """

    kind: str
    layers: tuple[int, ...] = ()
    depth: int = 0
    width: int | None = None

    @classmethod
    def parsed(cls, text: str, width: int | None = None) -> Shape:
        """``layers:3`` (evenly chosen), ``layers:0,5,11`` (these), ``conv``, ``conv:8``, ``lstm`` or ``lstm:2``."""
        match = _SHAPE.fullmatch(text)
        if not match:
            raise ShapeError(f"no student {text!r}: give layers:3, layers:0,5,11, conv, conv:8, lstm, lstm:2 or spacy")
        if match[3]:
            return cls(match[3], depth=int(match[4] or DEPTHS[match[3]]), width=width)
        first, *more = map(int, match[2].split(","))
        return cls(LAYERS, layers=(first, *more), width=width) if more else cls(LAYERS, depth=first, width=width)

    def of(self, n_layers: int) -> tuple[int, ...]:
        """The teacher's layers to take, of ``n_layers``."""
        chosen = self.layers or tuple(int(place) for place in np.linspace(0, n_layers - 1, self.depth).round())
        if not chosen or max(chosen) >= n_layers or len(set(chosen)) < len(chosen):
            raise ShapeError(f"the teacher has layers 0 to {n_layers - 1}, each can be taken once")
        return chosen


class Student(nn.Module):  # type: ignore[misc]
    """Ids and attention mask to scores; ``layers`` are the teacher's that its hidden states are held against."""

    layers: tuple[int, ...] = ()

    def states(self, ids: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """The hidden states; the last is what the tag head reads."""
        raise NotImplementedError

    def head(self, hidden: torch.Tensor) -> torch.Tensor:
        """The scores of the tags."""
        raise NotImplementedError

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The scores, shape ``(windows, length, tags)``."""
        return self.head(self.states(ids, mask)[-1])

    def write(self, weights: Weights, target: Path) -> None:
        """Export ``weights`` of this shape, named as the parameters are."""
        raise NotImplementedError


class Encoder(Student):
    """Layers of the teacher."""

    def __init__(self, weights: Weights, layers: tuple[int, ...]) -> None:
        super().__init__()
        vocabulary, hidden = weights["embeddings.word_embeddings.weight"].shape
        config = BertConfig(
            vocab_size=vocabulary, hidden_size=hidden, num_hidden_layers=len(layers), num_attention_heads=HEADS,
            intermediate_size=len(weights["encoder.layer.0.intermediate.dense.bias"]),
            max_position_embeddings=len(weights["embeddings.position_embeddings.weight"]), layer_norm_eps=EPSILON,
            hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, num_labels=len(weights["classifier.bias"]),
        )  # fmt: skip
        self.network = BertForTokenClassification(config)
        self.layers = layers
        self.load(weights)

    def load(self, weights: Weights) -> None:
        """Take over ``weights``, named as ``export`` takes them."""
        names = [name for name, _ in self.network.named_parameters()]
        state = {name: torch.from_numpy(np.ascontiguousarray(weights[name.removeprefix("bert.")])) for name in names}
        self.network.load_state_dict(state, strict=False)  # buffers are no weights

    def states(self, ids: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """The output of every layer."""
        output = self.network.bert(input_ids=ids, attention_mask=mask, output_hidden_states=True)
        return list(output.hidden_states[1:])

    def head(self, hidden: torch.Tensor) -> torch.Tensor:
        """The scores of the tags."""
        return cast("torch.Tensor", self.network.classifier(hidden))

    def write(self, weights: Weights, target: Path) -> None:
        """Export as any encoder."""
        named = {name.removeprefix("network.").removeprefix("bert."): value for name, value in weights.items()}
        export(named, HEADS, target)


class _OverEmbeddings(Student):
    """What the other two share: reduced embeddings of the teacher, a norm, a fresh tag head."""

    def __init__(self, words: np.ndarray, width: int, out: int) -> None:
        super().__init__()
        self.embeddings = nn.ModuleDict(
            {
                "word_embeddings": nn.Embedding.from_pretrained(torch.from_numpy(reduced(words, width)), freeze=False),
                "LayerNorm": nn.LayerNorm(width, eps=EPSILON),
            }
        )
        self.classifier = nn.Linear(out, len(tag_names()))

    def embedded(self, ids: torch.Tensor) -> torch.Tensor:
        """The embeddings by their norm."""
        return cast("torch.Tensor", self.embeddings["LayerNorm"](self.embeddings["word_embeddings"](ids)))

    def head(self, hidden: torch.Tensor) -> torch.Tensor:
        """The scores of the tags."""
        return cast("torch.Tensor", self.classifier(hidden))


class Convolutions(_OverEmbeddings):
    """Blocks that see a piece and one on either side, ever farther away."""

    def __init__(self, words: np.ndarray, width: int, depth: int) -> None:
        super().__init__(words, width, width)
        self.dilations = tuple(DILATIONS[number % len(DILATIONS)] for number in range(depth))
        self.blocks = nn.ModuleList(
            nn.ModuleDict({"dense": nn.Linear(3 * width, width), "LayerNorm": nn.LayerNorm(width, eps=EPSILON)})
            for _ in self.dilations
        )

    def states(self, ids: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """The output of every block; what pads a window counts as nothing, as beyond its ends."""
        real = mask[..., None].to(torch.float32)
        hidden, found = self.embedded(ids) * real, []
        for distance, block in zip(self.dilations, self.blocks, strict=True):
            parts = cast("nn.ModuleDict", block)
            wide = functional.pad(hidden, (0, 0, distance, distance))
            around = torch.cat([wide[:, : -2 * distance], hidden, wide[:, 2 * distance :]], -1)
            hidden = parts["LayerNorm"](hidden + functional.gelu(parts["dense"](around))) * real
            found.append(hidden)
        return found

    def write(self, weights: Weights, target: Path) -> None:
        """Export."""
        write(convolutions(weights, self.dilations), target)


class Recurrent(_OverEmbeddings):
    """An LSTM in both directions."""

    def __init__(self, words: np.ndarray, width: int, depth: int) -> None:
        super().__init__(words, width, width)
        self.lstm = nn.LSTM(width, width // 2, depth, batch_first=True, bidirectional=True)

    def states(self, ids: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """The output of the LSTM, which passes over what pads a window."""
        lengths = mask.sum(1)
        packed = pack_padded_sequence(self.embedded(ids), lengths, batch_first=True, enforce_sorted=False)
        output, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=ids.shape[1])
        return [output]

    def write(self, weights: Weights, target: Path) -> None:
        """Export."""
        write(recurrent(weights, self.lstm.num_layers), target)


def reduced(words: np.ndarray, width: int) -> np.ndarray:
    """Embeddings on the ``width`` directions in which they differ most, each value about 1 in size."""
    if width > words.shape[1]:
        raise ShapeError(f"the teacher's embeddings are {words.shape[1]} wide, {width} is more")
    centred = words - words.mean(0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    values = centred @ directions[:, ::-1][:, :width]
    return np.asarray(values / values.std(), np.float32)


def narrowed(weights: Weights, inner: int) -> Weights:
    """The layers with the ``inner`` neurons of each feed-forward part whose weights are the largest."""
    result = dict(weights)
    for name in [name for name in weights if name.endswith("intermediate.dense.weight")]:
        path = name.removesuffix("intermediate.dense.weight")
        into, out = weights[name], weights[f"{path}output.dense.weight"]
        if inner > len(into):
            raise ShapeError(f"the teacher's layers have {len(into)} inner neurons, {inner} is more")
        strength = np.linalg.norm(into, axis=1) * np.linalg.norm(out, axis=0)
        kept = np.sort(np.argsort(-strength)[:inner])
        result[name], result[f"{path}output.dense.weight"] = into[kept], out[:, kept]
        result[f"{path}intermediate.dense.bias"] = weights[f"{path}intermediate.dense.bias"][kept]
    return result


def n_layers(weights: Weights) -> int:
    """The layers of an encoder."""
    return sum(name.endswith("intermediate.dense.weight") for name in weights)


def taken(weights: Weights, layers: tuple[int, ...], kept: list[int]) -> Weights:
    """The weights of a smaller encoder: these layers, these pieces."""
    result = {name: value for name, value in weights.items() if not name.startswith("encoder.")}
    result["embeddings.word_embeddings.weight"] = weights["embeddings.word_embeddings.weight"][kept]
    for new, old in enumerate(layers):
        path = f"encoder.layer.{old}."
        result |= {
            name.replace(path, f"encoder.layer.{new}."): weights[name] for name in weights if name.startswith(path)
        }
    return result


def made(shape: Shape, weights: Weights, kept: list[int]) -> Student:
    """The student of a teacher's ``weights``, with the pieces ``kept`` of the teacher's."""
    if shape.kind == LAYERS:
        layers = shape.of(n_layers(weights))
        own = taken(weights, layers, kept)
        return Encoder(narrowed(own, shape.width) if shape.width else own, layers)
    words = weights["embeddings.word_embeddings.weight"][kept]
    kinds = {CONVOLUTIONS: Convolutions, LSTM: Recurrent}
    return kinds[shape.kind](words, shape.width or WIDTH, shape.depth)
