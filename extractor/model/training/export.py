"""A trained network to ONNX: fused operators of onnxruntime, matrices in eight bits, one scale a column.

Weights take seven of the eight bits (``reduce_range``): without VNNI, processors add pairs of products in sixteen
bits and saturate, and the tags would depend on the processor.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import onnx

Weights = dict[str, NDArray[np.float32]]

FUSED = "com.microsoft"
EPSILON = 1e-12


@dataclass
class _Graph:
    """Collects nodes and constants; each method returns the name of its output."""

    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, value: NDArray[Any]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output


def _embeddings(graph: _Graph, weights: Weights) -> str:
    from onnx import TensorProto

    words = weights["embeddings.word_embeddings.weight"]
    scale = np.abs(words).max(1, keepdims=True) / 127 + EPSILON
    graph.constant("word_q", np.clip(np.round(words / scale), -127, 127).astype(np.int8))
    graph.constant("word_scale", scale.astype(np.float32))
    positions = weights["embeddings.position_embeddings.weight"][:512]
    graph.constant("positions", positions + weights["embeddings.token_type_embeddings.weight"][0])
    graph.constant("zero", np.array([0], np.int64))
    quantised = graph.node("Gather", ["word_q", "input_ids"], "word_rows_q")
    rows = graph.node("Cast", [quantised], "word_rows", to=TensorProto.FLOAT)
    scales = graph.node("Gather", ["word_scale", "input_ids"], "word_row_scales")
    embedded = graph.node("Mul", [rows, scales], "embedded")
    length = graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    placed = graph.node("Slice", ["positions", "zero", length], "placed")
    summed = graph.node("Add", [embedded, placed], "embedded_placed")
    norm = [
        graph.constant(f"embedding_norm_{kind}", weights[f"embeddings.LayerNorm.{kind}"]) for kind in ("weight", "bias")
    ]
    return graph.node("LayerNormalization", [summed, *norm], "embedded_norm", epsilon=EPSILON, axis=-1)


def _layer(graph: _Graph, weights: Weights, number: int, hidden: str, heads: int) -> str:
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
    graph: _Graph,
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
    from onnx import TensorProto, helper

    graph = _Graph()
    hidden = _embeddings(graph, weights)
    graph.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    n_layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    for number in range(n_layers):
        hidden = _layer(graph, weights, number, hidden, heads)
    product = graph.node("MatMul", [hidden, graph.constant("tags", weights["classifier.weight"].T)], "tag_product")
    graph.node("Add", [product, graph.constant("tags_bias", weights["classifier.bias"])], "logits")
    n_tags = len(weights["classifier.bias"])
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "length", n_tags])
    return helper.make_model(
        helper.make_graph(graph.nodes, "tagger", inputs, [output], graph.constants),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)],
        ir_version=9,
    )


def export(weights: Weights, heads: int, target: Path) -> None:
    """Write the network with eight-bit matrices to ``target``."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        onnx.save(build(weights, heads), full)
        quantize_dynamic(
            full,
            target,
            op_types_to_quantize=["MatMul", "Attention"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )
