"""A trained encoder to ONNX: fused operators of onnxruntime, matrices in eight bits, one scale a column."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from extractor.model.training.graph import EPSILON, FUSED, Graph, Weights, write

if TYPE_CHECKING:
    import onnx


def _embeddings(graph: Graph, weights: Weights) -> str:
    embedded = graph.words(weights)
    positions = weights["embeddings.position_embeddings.weight"][:512]
    graph.constant("positions", positions + weights["embeddings.token_type_embeddings.weight"][0])
    graph.constant("zero", np.array([0], np.int64))
    length = graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    placed = graph.node("Slice", ["positions", "zero", length], "placed")
    return graph.normed(weights, graph.node("Add", [embedded, placed], "embedded_placed"))


def _layer(graph: Graph, weights: Weights, number: int, hidden: str, heads: int) -> str:
    path, prefix = f"encoder.layer.{number}.", f"layer{number}_"

    def constant(name: str, value: NDArray[np.float32]) -> str:
        return graph.constant(prefix + name, value)

    def linear(name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        return weights[f"{path}{name}.weight"].T, weights[f"{path}{name}.bias"]

    parts = [linear(f"attention.self.{name}") for name in ("query", "key", "value")]
    weight = constant("qkv", np.concatenate([part[0] for part in parts], 1))
    bias = constant("qkv_bias", np.concatenate([part[1] for part in parts]))
    attended = graph.node("Attention", [hidden, weight, bias, "mask"], prefix + "attention", FUSED, num_heads=heads)
    projected = _normed(
        graph,
        constant,
        linear("attention.output.dense"),
        attended,
        hidden,
        prefix + "attended",
        weights,
        path + "attention.output.LayerNorm",
    )
    inner_weight, inner_bias = linear("intermediate.dense")
    inner = graph.node("MatMul", [projected, constant("inner", inner_weight)], prefix + "inner_product")
    inner = graph.node("BiasGelu", [inner, constant("inner_bias", inner_bias)], prefix + "inner_gelu", FUSED)
    return _normed(
        graph, constant, linear("output.dense"), inner, projected, prefix + "output", weights, path + "output.LayerNorm"
    )


def _normed(
    graph: Graph,
    constant: Any,
    dense: tuple[Any, Any],
    value: str,
    residual: str,
    name: str,
    weights: Weights,
    norm: str,
) -> str:
    short = name.rsplit("_", 1)[1]
    product = graph.node("MatMul", [value, constant(f"{short}_dense", dense[0])], f"{name}_product")
    scale = constant(f"{short}_norm_weight", weights[f"{norm}.weight"])
    shift = constant(f"{short}_norm_bias", weights[f"{norm}.bias"])
    bias = constant(f"{short}_dense_bias", dense[1])
    return graph.node(
        "SkipLayerNormalization", [product, residual, scale, shift, bias], f"{name}_norm", FUSED, epsilon=EPSILON
    )


def build(weights: Weights, heads: int) -> onnx.ModelProto:
    """The network in full precision (embeddings in eight bits, a scale a row).

    ``weights`` are those of ``transformers.BertModel`` and ``classifier.weight``, ``classifier.bias``. Inputs
    ``input_ids`` and ``attention_mask`` of shape ``(batch, length)``, output ``logits`` ``(batch, length, tags)``.
    """
    from onnx import TensorProto

    graph = Graph()
    hidden = _embeddings(graph, weights)
    graph.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    n_layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    for number in range(n_layers):
        hidden = _layer(graph, weights, number, hidden, heads)
    return graph.model(weights, hidden)


def export(weights: Weights, heads: int, target: Path) -> None:
    """Write the network with eight-bit matrices to ``target``."""
    write(build(weights, heads), target)
