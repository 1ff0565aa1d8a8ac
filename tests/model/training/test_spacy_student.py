"""A spaCy pipeline learns all labels from soft labels, and the package takes it as a model that finds all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.model.folder import DEFAULT_MODEL
from extractor.model.training import spacy_student
from extractor.model.training.corpora import parse_marked
from extractor.model.training.spacy_student import SpacyOptions, decided, train
from extractor.model.training.teacher import Cache, label
from extractor.pipeline import load

TEXT = "Landrätin Petra Kolb übergab dem Sportverein Nauen in Kiel zwei Euro."
GOLD = [parse_marked("⟦Landrätin|ROLE⟧ ⟦Petra Kolb|PERSON⟧ wohnt in ⟦Kiel|LOC⟧.")] * 4
OPTIONS = SpacyOptions(epochs=2, width=32, depth=1, gold_repeats=40, rate=5e-3, dropout=0.0)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    folder = tmp_path_factory.mktemp("soft")
    (folder / "rows.jsonl").write_text(json.dumps({"title": "", "text": TEXT}) + "\n", encoding="utf-8")
    return label([folder / "rows.jsonl"], [], DEFAULT_MODEL, folder / "soft", threads=1)


def test_the_teacher_decides(cache: Cache) -> None:
    example = decided(cache.read(0)[0])
    found = {(example.text[start:end], label) for start, end, label in example.spans}
    assert {("Petra Kolb", "PERSON"), ("Kiel", "LOC")} <= found


def test_trained_pipeline_finds_all_labels_itself(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spacy_student, "WORDS_AT_ONCE", 50)
    folder = train(cache, GOLD, tmp_path, OPTIONS)
    nlp = load(str(folder))
    entities = nlp.get_pipe("press_entities")
    assert entities.finds_all  # type: ignore[attr-defined]
    assert not nlp.get_pipe_config("press_roles")["find"]
    found = {(doc.text[m.start : m.end], m.label) for doc in [nlp(GOLD[0].text)] for m in doc._.mentions}
    assert {("Landrätin", "ROLE"), ("Petra Kolb", "PERSON"), ("Kiel", "LOC")} <= found


def test_a_broken_run_ends_as_if_never_broken(cache: Cache, tmp_path: Path) -> None:
    whole = train(cache, GOLD, tmp_path / "whole", OPTIONS)
    first = SpacyOptions(epochs=1, width=32, depth=1, gold_repeats=40, rate=5e-3, dropout=0.0)
    train(cache, GOLD, tmp_path / "broken", first)
    broken = train(cache, GOLD, tmp_path / "broken", OPTIONS)
    assert (whole / "ner" / "model").read_bytes() == (broken / "ner" / "model").read_bytes()
