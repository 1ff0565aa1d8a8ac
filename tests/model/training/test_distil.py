"""A student learns from a toy teacher, stops, goes on, and is loaded by the tagger. Needs the extra ``train``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")
transformers = pytest.importorskip("transformers", reason="the extra 'train' is not installed")

from extractor.model.folder import DEFAULT_MODEL, MODEL_FILE  # noqa: E402
from extractor.model.tagger import Tagger  # noqa: E402
from extractor.model.training.augment import Names  # noqa: E402
from extractor.model.training.distil import Distillation, DistilOptions, soft_loss  # noqa: E402
from extractor.model.training.distil_run import distil  # noqa: E402
from extractor.model.training.export import export  # noqa: E402
from extractor.model.training.learner import Options, describe  # noqa: E402
from extractor.model.training.loop import network  # noqa: E402
from extractor.model.training.restore import restored  # noqa: E402
from extractor.model.training.run import Sources  # noqa: E402
from extractor.model.training.students import Shape, ShapeError, made  # noqa: E402
from extractor.model.training.teacher import Cache, SoftLabelsError, label  # noqa: E402
from extractor.model.training.vocabulary import kept_by, pruned, read_tokenizer  # noqa: E402

TEXT = "Landrätin Petra Kolb wohnt in Kiel."
SPANS = [(0, 9, "ROLE"), (10, 20, "PERSON"), (30, 34, "LOC")]
OPTIONS = DistilOptions(epochs=1, rate=1e-2, head_rate=1e-2, budget=120, threads=1, gold_repeats=1, average=0.8)


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An untrained encoder of two narrow layers, as a model folder of few pieces."""
    tokenizer, _ = pruned(read_tokenizer(DEFAULT_MODEL), [TEXT], 1200)
    config = transformers.BertConfig(
        vocab_size=len(tokenizer["model"]["vocab"]), hidden_size=48, num_hidden_layers=2, num_attention_heads=12,
        intermediate_size=64, max_position_embeddings=512, layer_norm_eps=1e-12,
    )  # fmt: skip
    torch.manual_seed(0)
    model = network(transformers.BertModel(config, add_pooling_layer=False))
    weights = {name.removeprefix("bert."): value.detach().numpy() for name, value in model.named_parameters()}
    folder = tmp_path_factory.mktemp("teacher")
    export(weights, 12, folder / MODEL_FILE)
    describe(folder, tokenizer, (0, 2), Options())
    return folder


@pytest.fixture(scope="module")
def soft(teacher: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("soft")
    rows = [{"title": f"Nummer {number}", "text": f"{TEXT} {number}"} for number in range(30)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    label([folder / "rows.jsonl"], [], teacher, folder / "soft", threads=1)
    return folder / "soft"


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    spans = [{"start": start, "end": end, "label": name} for start, end, name in SPANS]
    path.write_text((json.dumps({"text": TEXT, "spans": spans}) + "\n") * 120, encoding="utf-8")
    return path


def sources(teacher: Path, *gold: Path) -> Sources:
    return Sources(gold=gold, base=teacher, tokenizer=teacher)


def run(teacher: Path, soft: Path, folder: Path, options: DistilOptions = OPTIONS) -> Distillation:
    tokenizer = read_tokenizer(teacher)
    torch.manual_seed(0)
    student = made(Shape.parsed("conv:2", 16), restored(teacher), kept_by(tokenizer, tokenizer))
    folder.mkdir(exist_ok=True)
    return Distillation(student, tokenizer, Cache(soft), folder, options)


@pytest.mark.parametrize(("spec", "width", "hidden"), [("layers:1", 32, 1.0), ("conv:2", 32, 0.0), ("lstm", 32, 0.0)])
def test_every_kind_is_trained_and_loaded(
    spec: str, width: int, hidden: float, teacher: Path, soft: Path, gold: Path, tmp_path: Path
) -> None:
    options = replace(OPTIONS, epochs=2, hidden=hidden)
    saved: list[Path] = []
    folder = distil(
        soft, teacher, Shape.parsed(spec, width), sources(teacher, gold), tmp_path / "student", options,
        pieces=1100, after_save=saved.append,
    )  # fmt: skip
    assert saved == [folder]
    assert Tagger(folder).config.window == options.window - 2
    assert len(read_tokenizer(folder)["model"]["vocab"]) == 1100


def test_gold_is_learnt(teacher: Path, soft: Path, gold: Path, tmp_path: Path) -> None:
    options = replace(OPTIONS, epochs=3)
    folder = distil(soft, teacher, Shape.parsed("conv:2", 32), sources(teacher, gold), tmp_path / "student", options)
    assert Tagger(folder).tag(TEXT) == SPANS


def test_a_broken_run_ends_as_if_never_broken(teacher: Path, soft: Path, tmp_path: Path) -> None:
    whole = run(teacher, soft, tmp_path / "whole")
    whole.train([], Names(), lambda _: None)
    broken = run(teacher, soft, tmp_path / "broken")
    batches = broken._batches([], Names())
    for _ in range(3):
        broken._learn(*next(batches))
    broken.save()
    again = run(teacher, soft, tmp_path / "broken")
    assert again.resume()
    assert (again.at.step, again.at.batch) == (3, 3)
    again.train([], Names(), lambda _: None)
    assert again.at.step == whole.at.step > 3
    assert all(torch.equal(one, other) for one, other in zip(whole.average.weights, again.average.weights, strict=True))


def test_minutes_end_a_run(teacher: Path, soft: Path, tmp_path: Path) -> None:
    options = replace(OPTIONS, epochs=1000, minutes=1e-3)
    short = run(teacher, soft, tmp_path / "short", options)
    short.train([], Names(), lambda _: None)
    assert short.at.epoch < 1000


def test_another_teacher_and_other_options_are_refused(teacher: Path, soft: Path, tmp_path: Path) -> None:
    with pytest.raises(SoftLabelsError, match="another teacher"):
        distil(soft, DEFAULT_MODEL, Shape.parsed("conv"), sources(teacher), tmp_path, OPTIONS)
    with pytest.raises(ShapeError, match="--hidden"):
        distil(soft, teacher, Shape.parsed("conv"), sources(teacher), tmp_path, replace(OPTIONS, hidden=1.0))
    run(teacher, soft, tmp_path / "run").save()
    with pytest.raises(ValueError, match="other options"):
        run(teacher, soft, tmp_path / "run", replace(OPTIONS, seed=1)).resume()


def test_soft_loss_is_zero_where_both_agree_and_nothing_where_nothing_is_wanted() -> None:
    wanted = torch.tensor([[[0.7, 0.2, 0.1], [0.0, 0.0, 0.0]]])
    scores = torch.tensor([[[0.7, 0.2, 0.1], [9.0, 0.0, 0.0]]]).clamp(min=1e-9).log()
    assert float(soft_loss(scores, wanted, 2.0)) == pytest.approx(0, abs=1e-6)
    assert float(soft_loss(-scores, wanted, 2.0)) > 0.5
