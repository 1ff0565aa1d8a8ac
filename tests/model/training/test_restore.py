"""What ``restored`` reads from an exported file is what went in, up to the rounding to eight bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from networks import random_weights

from extractor.model.folder import MODEL_FILE
from extractor.model.training.export import export
from extractor.model.training.restore import restored

pytest.importorskip("onnx", reason="onnx is not installed")

HIDDEN, INNER, HEADS, LAYERS = 32, 64, 4, 2


def test_restored_is_the_inverse_of_export(tmp_path: Path) -> None:
    weights = random_weights(hidden=HIDDEN, inner=INNER, layers=LAYERS, positions=512)
    weights["embeddings.token_type_embeddings.weight"][:] = 0
    export(weights, HEADS, tmp_path / MODEL_FILE)
    again = restored(tmp_path)
    assert again.keys() == weights.keys()
    for name, value in weights.items():
        assert again[name].shape == value.shape
        assert np.abs(again[name] - value).max() <= np.abs(value).max() / 63, name
