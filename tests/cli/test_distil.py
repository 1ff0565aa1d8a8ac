"""``extractor model label`` and ``extractor model distil``."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    path.write_text(json.dumps({"title": "Neu", "text": "Petra Kolb wohnt in Kiel."}) + "\n", encoding="utf-8")
    return path


def test_model_label_writes_a_folder_and_leaves_out_what_measures(run: Run, archive: Path, tmp_path: Path) -> None:
    result = run("model", "label", archive, "-o", tmp_path / "soft", "--threads", 1)
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'soft'}\n")
    assert "1 of 1 texts" in result.stderr
    again = run("model", "label", archive, "-o", tmp_path / "none", "--held-out", archive, "--threads", 1)
    assert again.exit_code == 0
    assert "0 texts to label" in again.stderr


def test_model_label_of_no_model_is_wrong_use(run: Run, archive: Path, tmp_path: Path) -> None:
    result = run("model", "label", archive, "-o", tmp_path / "soft", "--teacher", tmp_path)
    assert result.exit_code == 2
    assert "is no model folder" in result.stderr
    assert not (tmp_path / "soft").exists()


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="torch is installed")
def test_model_distil_names_the_extra_it_needs(run: Run, tmp_path: Path) -> None:
    result = run("model", "distil", tmp_path, "-o", tmp_path / "out", "--student", "conv")
    assert result.exit_code == 2
    assert "presse-extractor[train]" in result.stderr


@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="the extra 'train' is not installed")
def test_model_distil_refuses_what_cannot_be(run: Run, tmp_path: Path) -> None:
    for options, message in (
        (("--student", "bert"), "give layers:3"),
        (("--student", "conv"), "holds no soft labels"),
        (("--student", "conv", "--overlap", "190"), "smaller than --window"),
    ):
        result = run("model", "distil", tmp_path, "-o", tmp_path / "out", *options)
        assert result.exit_code == 2
        assert message in result.stderr
        assert not (tmp_path / "out").exists()
