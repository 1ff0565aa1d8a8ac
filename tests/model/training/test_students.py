"""Students compute in ONNX what they compute in torch. Needs the extra ``train``."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from networks import random_weights

torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")
pytest.importorskip("transformers", reason="the extra 'train' is not installed")

from extractor.model.training.student_graphs import convolutions, recurrent  # noqa: E402
from extractor.model.training.students import (  # noqa: E402
    Convolutions,
    Encoder,
    Recurrent,
    Shape,
    ShapeError,
    Student,
    made,
    n_layers,
    narrowed,
    reduced,
)

HIDDEN, INNER, LAYERS, VOCABULARY = 24, 40, 4, 50
IDS = np.random.default_rng(1).integers(0, VOCABULARY, (3, 20))


def teacher() -> dict[str, np.ndarray]:
    return random_weights(hidden=HIDDEN, inner=INNER, layers=LAYERS, vocabulary=VOCABULARY)


def weights(student: Student) -> dict[str, np.ndarray]:
    return {name: parameter.detach().numpy() for name, parameter in student.named_parameters()}


def in_torch(student: Student, ids: np.ndarray, mask: np.ndarray | None = None) -> np.ndarray:
    with torch.no_grad():
        mask = np.ones_like(ids) if mask is None else mask
        return student.eval()(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()


def in_onnx(model: bytes | str, ids: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0])


@pytest.mark.parametrize("spec", ["layers:2", "layers:0,1,3", "conv:5", "lstm:2"])
def test_exported_student_is_close(spec: str, tmp_path: Path) -> None:
    torch.manual_seed(0)
    student = made(Shape.parsed(spec, None if "layers" in spec else 16), teacher(), list(range(VOCABULARY)))
    student.write(weights(student), tmp_path / "model.onnx")
    expected = in_torch(student, IDS)
    assert np.abs(in_onnx(str(tmp_path / "model.onnx"), IDS) - expected).mean() < 0.1 * np.abs(expected).mean()


def test_graphs_equal_torch() -> None:
    torch.manual_seed(0)
    words = np.random.default_rng(2).normal(size=(VOCABULARY, HIDDEN)).astype(np.float32)
    conv, lstm = Convolutions(words, 16, 5), Recurrent(words, 16, 2)
    graphs = ((conv, convolutions(weights(conv), conv.dilations)), (lstm, recurrent(weights(lstm), 2)))
    for student, graph in graphs:
        for ids in (IDS, IDS[:, :3]):  # shorter than the blocks see
            assert np.abs(in_onnx(graph.SerializeToString(), ids) - in_torch(student, ids)).max() < 0.03


@pytest.mark.parametrize("spec", ["layers:2", "conv:5", "lstm"])
def test_padding_changes_nothing(spec: str) -> None:
    torch.manual_seed(0)
    student = made(Shape.parsed(spec, None if "layers" in spec else 16), teacher(), list(range(VOCABULARY)))
    mask = np.ones_like(IDS)
    mask[1, 12:] = 0
    alone = in_torch(student, IDS[1:2, :12])
    assert np.allclose(in_torch(student, IDS, mask)[1, :12], alone[0], atol=1e-5)


def test_layers_are_the_teachers() -> None:
    own = teacher()
    student = made(Shape.parsed("layers:0,3"), own, list(range(10)))
    assert isinstance(student, Encoder)
    assert student.layers == (0, 3)
    found = weights(student)
    assert np.array_equal(
        found["network.bert.encoder.layer.1.output.dense.weight"], own["encoder.layer.3.output.dense.weight"]
    )
    assert found["network.bert.embeddings.word_embeddings.weight"].shape == (10, HIDDEN)


def test_layers_are_chosen_evenly() -> None:
    assert Shape.parsed("layers:3").of(12) == (0, 6, 11)
    assert Shape.parsed("layers:4").of(12) == (0, 4, 7, 11)
    with pytest.raises(ShapeError, match="layers 0 to 3"):
        Shape.parsed("layers:0,4").of(4)
    for wrong in ("layers", "layers:", "conv:x", "bert"):
        with pytest.raises(ShapeError, match="give layers:3"):
            Shape.parsed(wrong)


def test_narrowed_keeps_the_strongest_neurons() -> None:
    own = teacher()
    own["encoder.layer.2.intermediate.dense.weight"][7] = 9.0
    small = narrowed(own, 5)
    assert n_layers(small) == LAYERS
    assert small["encoder.layer.2.intermediate.dense.weight"].shape == (5, HIDDEN)
    assert small["encoder.layer.2.output.dense.weight"].shape == (HIDDEN, 5)
    assert (small["encoder.layer.2.intermediate.dense.weight"] == 9.0).all(1).any()
    with pytest.raises(ShapeError, match="41 is more"):
        narrowed(own, INNER + 1)


def test_reduced_embeddings_keep_what_differs() -> None:
    rng = np.random.default_rng(3)
    words = np.concatenate([rng.normal(0, 5, (40, 3)), rng.normal(0, 0.01, (40, 9))], 1).astype(np.float32)
    found = reduced(words, 3)
    apart = np.linalg.norm(words[0] - words[1]) / np.linalg.norm(words[0] - words[2])
    assert np.linalg.norm(found[0] - found[1]) / np.linalg.norm(found[0] - found[2]) == pytest.approx(apart, rel=0.01)
    with pytest.raises(ShapeError, match="13 is more"):
        reduced(words, 13)
