"""``extractor model``: list, check, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from typer.testing import Result

from extractor import pipeline

Run = Callable[..., Result]


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that is quick to load and to write."""
    monkeypatch.setattr(pipeline, "load", lambda _: spacy.blank("de"))


def test_model_list(run: Run) -> None:
    result = run("model", "list")
    assert result.exit_code == 0
    assert any(line.startswith("rules ") for line in result.stdout.splitlines())


def test_model_check(run: Run) -> None:
    result = run("model", "check")
    assert result.exit_code == 0
    assert result.stdout == "default 7\n  PERSON     Petra Kolb  (model)\n"
    assert run("model", "check", "rules").stdout.startswith("rules 7\n")


def test_model_check_fails_where_a_model_finds_nothing(run: Run) -> None:
    result = run("model", "check", "blind")
    assert result.exit_code == 1
    assert "Petra Kolb" in result.stderr
    assert "was not found as a person" in result.stderr


def test_model_check_of_none_is_wrong_use(run: Run) -> None:
    result = run("model", "check", "keins")
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.usefixtures("german")
def test_model_export_is_read_by_spacy(run: Run, tmp_path: Path) -> None:
    result = run("model", "export", tmp_path / "press")
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'press'}\n")
    assert spacy.load(tmp_path / "press").lang == "de"
    assert [path.name for path in tmp_path.iterdir()] == ["press"]


@pytest.mark.usefixtures("german")
def test_model_export_replaces_only_an_export_and_on_request(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "press"
    run("model", "export", folder)
    result = run("model", "export", folder)
    assert result.exit_code == 2
    assert "--overwrite" in result.stderr
    assert run("model", "export", folder, "--overwrite").exit_code == 0
    (folder / "meta.json").unlink()
    assert run("model", "export", folder, "--overwrite").exit_code == 2
