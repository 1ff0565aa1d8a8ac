"""An exported model back to the weights that training starts from: the inverse of ``export``, up to its rounding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from extractor.model.folder import MODEL_FILE

if TYPE_CHECKING:
    from extractor.model.training.graph import Weights

_NORMS = {"attended": "attention.output.LayerNorm", "output": "output.LayerNorm"}
_DENSE = {"attended_dense": "attention.output.dense", "inner": "intermediate.dense", "output_dense": "output.dense"}


class _Constants:
    """The constants of a graph by the names that ``export`` gave them."""

    def __init__(self, path: Path) -> None:
        import onnx
        from onnx import numpy_helper

        graph = onnx.load(path).graph
        self.arrays: dict[str, NDArray[Any]] = {item.name: numpy_helper.to_array(item) for item in graph.initializer}

    def __contains__(self, name: str) -> bool:
        return name in self.arrays

    def plain(self, name: str) -> NDArray[np.float32]:
        return self.arrays[name].astype(np.float32)

    def matrix(self, name: str) -> NDArray[np.float32]:
        """A matrix of eight-bit numbers and one scale a column, in full precision."""
        numbers, scale = self.plain(f"{name}_quantized"), self.plain(f"{name}_scale")
        return (numbers - self.plain(f"{name}_zero_point")) * scale


def restored(folder: Path) -> Weights:
    """The weights of the model in ``folder``, named as ``export`` takes them; the token types are in the positions."""
    constants = _Constants(folder / MODEL_FILE)
    positions = constants.plain("positions")
    weights = {
        "embeddings.word_embeddings.weight": constants.plain("word_q") * constants.plain("word_scale"),
        "embeddings.position_embeddings.weight": positions,
        "embeddings.token_type_embeddings.weight": np.zeros((2, positions.shape[1]), np.float32),
        "classifier.weight": constants.matrix("tags").T,
        "classifier.bias": constants.plain("tags_bias"),
    }
    for kind in ("weight", "bias"):
        weights[f"embeddings.LayerNorm.{kind}"] = constants.plain(f"embedding_norm_{kind}")
    layer = 0
    while f"layer{layer}_qkv_bias" in constants:
        weights |= _layer(constants, layer)
        layer += 1
    return weights


def _layer(constants: _Constants, number: int) -> Weights:
    path, prefix = f"encoder.layer.{number}.", f"layer{number}_"
    weights: Weights = {}
    matrices = np.split(constants.matrix(f"{prefix}qkv"), 3, axis=1)
    biases = np.split(constants.plain(f"{prefix}qkv_bias"), 3)
    for name, matrix, bias in zip(("query", "key", "value"), matrices, biases, strict=True):
        weights |= {f"{path}attention.self.{name}.weight": matrix.T, f"{path}attention.self.{name}.bias": bias}
    for short, name in _DENSE.items():
        weights[f"{path}{name}.weight"] = constants.matrix(prefix + short).T
        weights[f"{path}{name}.bias"] = constants.plain(f"{prefix}{short}_bias")
    for short, name in _NORMS.items():
        for kind in ("weight", "bias"):
            weights[f"{path}{name}.{kind}"] = constants.plain(f"{prefix}{short}_norm_{kind}")
    return weights
