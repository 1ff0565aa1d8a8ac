"""The graphs of students that are no encoders: convolutions and LSTMs over embeddings of pieces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from extractor.model.training.graph import EPSILON, FUSED, Graph, Weights

if TYPE_CHECKING:
    import onnx

FARTHEST = np.iinfo(np.int64).max


def convolutions(weights: Weights, dilations: Sequence[int]) -> onnx.ModelProto:
    """Blocks over a piece and its neighbours at the distances ``dilations``."""
    graph = Graph()
    hidden = graph.normed(weights, graph.words(weights))
    graph.constant("lengthwise", np.array([1], np.int64))
    graph.constant("begin", np.array([0], np.int64))
    graph.constant("end", np.array([FARTHEST], np.int64))
    for number, distance in enumerate(dilations):
        hidden = _block(graph, weights, number, distance, hidden)
    return graph.model(weights, hidden)


def _block(graph: Graph, weights: Weights, number: int, distance: int, hidden: str) -> str:
    path, prefix = f"blocks.{number}.", f"block{number}_"

    def constant(name: str, value: NDArray[np.float32] | NDArray[np.int64]) -> str:
        return graph.constant(prefix + name, value)

    pads = constant("pads", np.array([0, distance, 0, 0, distance, 0], np.int64))
    wide = graph.node("Pad", [hidden, pads], prefix + "wide")
    near, far = (
        constant(name, np.array([place], np.int64)) for name, place in (("l", -2 * distance), ("r", 2 * distance))
    )
    left = graph.node("Slice", [wide, "begin", near, "lengthwise"], prefix + "left")
    right = graph.node("Slice", [wide, far, "end", "lengthwise"], prefix + "right")
    around = graph.node("Concat", [left, hidden, right], prefix + "around", axis=2)
    product = graph.node("MatMul", [around, constant("dense", weights[f"{path}dense.weight"].T)], prefix + "product")
    bias = constant("dense_bias", weights[f"{path}dense.bias"])
    gelu = graph.node("BiasGelu", [product, bias], prefix + "gelu", FUSED)
    norm = [constant(f"norm_{kind}", weights[f"{path}LayerNorm.{kind}"]) for kind in ("weight", "bias")]
    return graph.node("SkipLayerNormalization", [gelu, hidden, *norm], prefix + "norm", FUSED, epsilon=EPSILON)


def recurrent(weights: Weights, depth: int) -> onnx.ModelProto:
    """An LSTM in both directions, ``depth`` layers."""
    graph = Graph()
    embedded = graph.normed(weights, graph.words(weights))
    hidden = graph.node("Transpose", [embedded], "in_steps", perm=[1, 0, 2])
    graph.constant("joined", np.array([0, 0, -1], np.int64))
    for number in range(depth):
        hidden = _lstm(graph, weights, number, hidden)
    return graph.model(weights, graph.node("Transpose", [hidden], "in_windows", perm=[1, 0, 2]))


def _lstm(graph: Graph, weights: Weights, number: int, hidden: str) -> str:
    prefix = f"lstm{number}"
    both = [f"lstm.{{}}_l{number}", f"lstm.{{}}_l{number}_reverse"]

    def stacked(name: str) -> NDArray[np.float32]:
        return np.stack([_gates(weights[path.format(name)]) for path in both])

    biases = np.concatenate([stacked("bias_ih"), stacked("bias_hh")], 1)
    inputs = [
        graph.constant(f"{prefix}_{name}", value)
        for name, value in (("into", stacked("weight_ih")), ("own", stacked("weight_hh")), ("bias", biases))
    ]
    size = weights[both[0].format("weight_hh")].shape[1]
    output = graph.node("LSTM", [hidden, *inputs], prefix, hidden_size=size, direction="bidirectional")
    swapped = graph.node("Transpose", [output], f"{prefix}_swapped", perm=[0, 2, 1, 3])
    return graph.node("Reshape", [swapped, "joined"], f"{prefix}_joined")


def _gates(weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """The gates in ONNX's order (in, out, forget, cell) instead of torch's (in, forget, cell, out)."""
    into, forget, cell, out = np.split(weight, 4)
    return np.concatenate([into, out, forget, cell])
