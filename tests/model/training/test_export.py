"""The exported graph computes what the encoder computes: held against the plain formula in numpy."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from networks import random_weights

from extractor.model.training.export import build, export

onnx = pytest.importorskip("onnx", reason="onnx is not installed")

HIDDEN, INNER, HEADS, LAYERS, VOCABULARY, TAGS = 32, 64, 4, 2, 50, 13


def norm(x: np.ndarray, weights: dict[str, np.ndarray], name: str) -> np.ndarray:
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
    return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def linear(x: np.ndarray, weights: dict[str, np.ndarray], name: str) -> np.ndarray:
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def reference(ids: np.ndarray, weights: dict[str, np.ndarray]) -> np.ndarray:
    gelu = np.vectorize(lambda value: 0.5 * value * (1 + math.erf(value / math.sqrt(2))))
    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], weights, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        path = f"encoder.layer.{layer}."
        split = [
            linear(x, weights, f"{path}attention.self.{name}").reshape(*ids.shape, HEADS, -1).transpose(0, 2, 1, 3)
            for name in ("query", "key", "value")
        ]
        query, key_, value = split
        power = np.exp(query @ key_.transpose(0, 1, 3, 2) / math.sqrt(HIDDEN / HEADS))
        mixed = (power / power.sum(-1, keepdims=True) @ value).transpose(0, 2, 1, 3).reshape(*ids.shape, HIDDEN)
        x = norm(
            linear(mixed, weights, path + "attention.output.dense") + x, weights, path + "attention.output.LayerNorm"
        )
        inner = gelu(linear(x, weights, path + "intermediate.dense"))
        x = norm(linear(inner, weights, path + "output.dense") + x, weights, path + "output.LayerNorm")
    return linear(x, weights, "classifier")


def run(session: onnxruntime.InferenceSession, ids: np.ndarray) -> np.ndarray:
    return np.asarray(session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0])


IDS = np.random.default_rng(1).integers(0, VOCABULARY, (2, 20))


def test_graph_equals_the_formula() -> None:
    weights = random_weights(hidden=HIDDEN, inner=INNER, layers=LAYERS, vocabulary=VOCABULARY, tags=TAGS)
    session = onnxruntime.InferenceSession(
        build(weights, HEADS).SerializeToString(), providers=["CPUExecutionProvider"]
    )
    assert np.abs(run(session, IDS) - reference(IDS, weights)).max() < 0.03  # embeddings have eight bits


def test_exported_file_is_close_and_small(tmp_path: Path) -> None:
    weights = random_weights(hidden=HIDDEN, inner=INNER, layers=LAYERS, vocabulary=VOCABULARY, tags=TAGS)
    export(weights, HEADS, tmp_path / "model.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "model.onnx", providers=["CPUExecutionProvider"])
    expected = reference(IDS, weights)
    assert np.abs(run(session, IDS) - expected).mean() < 0.1 * np.abs(expected).mean()
