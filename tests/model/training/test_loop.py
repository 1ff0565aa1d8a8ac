"""A run on a toy encoder learns, stops, goes on, and exports what the tagger loads. Needs the extra ``train``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")
transformers = pytest.importorskip("transformers", reason="the extra 'train' is not installed")

from extractor.model.folder import DEFAULT_MODEL  # noqa: E402
from extractor.model.tagger import Tagger  # noqa: E402
from extractor.model.tags import tag_names  # noqa: E402
from extractor.model.training.augment import Names  # noqa: E402
from extractor.model.training.corpora import parse_marked  # noqa: E402
from extractor.model.training.examples import IGNORED, OPEN  # noqa: E402
from extractor.model.training.learner import Options  # noqa: E402
from extractor.model.training.loop import Run, loss  # noqa: E402

EXAMPLES = [parse_marked("⟦Landrätin|ROLE⟧ ⟦Petra Kolb|PERSON⟧ wohnt in ⟦Kiel|LOC⟧.")] * 40


def run(folder: Path, epochs: int) -> Run:
    tokenizer = json.loads((DEFAULT_MODEL / "tokenizer.json").read_text(encoding="utf-8"))
    config = transformers.BertConfig(
        vocab_size=len(tokenizer["model"]["vocab"]), hidden_size=48, num_hidden_layers=1, num_attention_heads=12,
        intermediate_size=64, max_position_embeddings=512, layer_norm_eps=1e-12,
    )  # fmt: skip
    torch.manual_seed(0)
    encoder = transformers.BertModel(config, add_pooling_layer=False)
    return Run(encoder, tokenizer, folder, Options(epochs=epochs, rate=5e-3, head_rate=1e-2, budget=200, threads=1))


def test_run_learns_and_exports(tmp_path: Path) -> None:
    folders: list[Path] = []
    folder = run(tmp_path, 4).train(EXAMPLES, Names(), folders.append)
    assert [path.name for path in folders] == ["epoch-1", "epoch-2", "epoch-3", "epoch-4"]
    found = [label for *_, label in Tagger(folder).tag(EXAMPLES[0].text)]
    assert found == ["ROLE", "PERSON", "LOC"]


def test_resume_goes_on_after_the_last_epoch(tmp_path: Path) -> None:
    first = run(tmp_path, 2)
    first.train(EXAMPLES, Names(), lambda _: None)
    again = run(tmp_path, 2)
    assert again.resume()
    assert again.epoch == 2
    assert all(torch.equal(one, other) for one, other in zip(first.average.weights, again.average.weights, strict=True))


def test_resume_refuses_other_options(tmp_path: Path) -> None:
    run(tmp_path, 1).train(EXAMPLES, Names(), lambda _: None)
    with pytest.raises(ValueError, match="other options"):
        run(tmp_path, 3).resume()


def test_loss_leaves_unannotated_labels_open() -> None:
    scores = torch.full((1, 1, len(tag_names())), -20.0)
    scores[0, 0, tag_names().index("B-ROLE")] = 20.0
    assert float(loss(scores, torch.tensor([[OPEN]]))) < 1e-3
    assert float(loss(scores, torch.tensor([[0]]))) > 10
    assert float(loss(scores, torch.tensor([[IGNORED]]))) == 0


def test_start_from_takes_over_the_averaged_weights(tmp_path: Path) -> None:
    first = run(tmp_path / "first", 1)
    first.folder.mkdir()
    first.train(EXAMPLES, Names(), lambda _: None)
    second = run(tmp_path / "second", 1)
    second.start_from(first.checkpoint)
    assert all(
        torch.equal(one, other) for one, other in zip(first.average.weights, second.model.parameters(), strict=True)
    )


def test_start_from_refuses_other_pieces(tmp_path: Path) -> None:
    first = run(tmp_path, 1)
    first.train(EXAMPLES, Names(), lambda _: None)
    second = run(tmp_path, 1)
    second.tokenizer_json["model"]["vocab"].append(["▁neu", -9.0])
    with pytest.raises(ValueError, match="other pieces"):
        second.start_from(first.checkpoint)


def test_start_from_a_model_folder_goes_on_with_its_weights(tmp_path: Path) -> None:
    first = run(tmp_path / "first", 1)
    folder = first.train(EXAMPLES, Names(), lambda _: None)
    second = run(tmp_path / "second", 1)
    second.start_from(folder)
    for (name, one), other in zip(second.model.named_parameters(), first.average.weights, strict=True):
        if "embeddings" not in name:  # token types are folded into the positions
            assert float((one.detach() - other).abs().max()) <= float(other.abs().max()) / 63, name
