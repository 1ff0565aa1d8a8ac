"""What ``restored`` reads from an exported file is what went in, up to the rounding to eight bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from extractor.model.folder import MODEL_FILE
from extractor.model.training.export import export
from extractor.model.training.restore import restored

pytest.importorskip("onnx", reason="onnx is not installed")

HIDDEN, INNER, HEADS, LAYERS, VOCABULARY, TAGS = 32, 64, 4, 2, 50, 13


def _shapes() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (VOCABULARY, HIDDEN),
        "embeddings.position_embeddings.weight": (512, HIDDEN),
        "classifier.weight": (TAGS, HIDDEN),
        "classifier.bias": (TAGS,),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        path = f"encoder.layer.{layer}."
        square = ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"]
        dense = dict.fromkeys(square, (HIDDEN, HIDDEN))
        dense |= {"intermediate.dense": (INNER, HIDDEN), "output.dense": (HIDDEN, INNER)}
        for name, shape in dense.items():
            shapes |= {f"{path}{name}.weight": shape, f"{path}{name}.bias": shape[:1]}
        norms += [f"{path}attention.output.LayerNorm", f"{path}output.LayerNorm"]
    return shapes | {f"{norm}.{kind}": (HIDDEN,) for norm in norms for kind in ("weight", "bias")}


def test_restored_is_the_inverse_of_export(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    weights = {name: rng.normal(0, 0.3, shape).astype(np.float32) for name, shape in _shapes().items()}
    token_types = np.zeros((2, HIDDEN), np.float32)
    export(weights | {"embeddings.token_type_embeddings.weight": token_types}, HEADS, tmp_path / MODEL_FILE)
    again = restored(tmp_path)
    assert again.keys() == weights.keys() | {"embeddings.token_type_embeddings.weight"}
    for name, value in weights.items():
        assert again[name].shape == value.shape
        assert np.abs(again[name] - value).max() <= np.abs(value).max() / 63, name
