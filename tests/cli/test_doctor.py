"""``extractor doctor``: what is there, what is missing, what mends it."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as real_version

import pytest
from typer.testing import Result

from extractor import pipeline
from extractor.cli import doctor

Run = Callable[..., Result]


def without(monkeypatch: pytest.MonkeyPatch, *names: str, **versions: str) -> None:
    def version(name: str) -> str:
        if name in names:
            raise PackageNotFoundError(name)
        return versions.get(name) or real_version(name)

    monkeypatch.setattr(doctor, "version", version)


def lines(result: Result) -> dict[str, str]:
    return {line[9:27].strip(): line for line in result.stdout.splitlines()}


def test_doctor_with_all_that_is_needed(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 0
    found = lines(result)
    for name in ("python", "spacy", "onnxruntime", "tokenizers"):
        assert found[name].startswith("ok ")
    assert found["model default"].endswith("default 7, loads")
    assert "de_core_news_sm" in found


def test_doctor_names_what_gets_the_spacy_model(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda _: None)
    result = run("doctor")
    assert result.exit_code == 0
    line = lines(result)["de_core_news_sm"]
    assert line.startswith("optional")
    assert "python -m spacy download de_core_news_sm (it is not on PyPI" in line


def test_doctor_with_extras_missing_is_no_failure(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "torch")
    result = run("doctor")
    assert result.exit_code == 0
    assert "python -m pip install 'presse-extractor[train]'" in lines(result)["torch"]


@pytest.mark.parametrize("name", ["pyarrow", "fastwarc", "brotli", "lxml"])
def test_doctor_lists_what_readers_need(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    without(monkeypatch, name)
    assert "python -m pip install 'presse-extractor[readers]'" in lines(run("doctor"))[name]


@pytest.mark.parametrize(
    ("missing", "versions", "name", "words"),
    [
        (("onnxruntime",), {}, "onnxruntime", "not installed: python -m pip install"),
        ((), {"spacy": "3.8.14"}, "spacy", "3.8.14 is too old: python -m pip install 'spacy>=3.8.15'"),
    ],
)
def test_doctor_fails_for_what_is_needed(
    run: Run, monkeypatch: pytest.MonkeyPatch, missing: tuple[str, ...], versions: dict[str, str], name: str, words: str
) -> None:
    without(monkeypatch, *missing, **versions)
    result = run("doctor")
    assert result.exit_code == 1
    assert lines(result)[name].startswith("MISSING")
    assert words in lines(result)[name]


def test_doctor_fails_without_the_default_model(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> None:
        raise ValueError("no such folder")

    monkeypatch.setattr(pipeline, "Extractor", broken)
    result = run("doctor", "--json")
    assert result.exit_code == 1
    [finding] = [finding for finding in json.loads(result.stdout) if finding["name"] == "model default"]
    assert finding == {
        "name": "model default",
        "ok": False,
        "needed": True,
        "found": "does not load: no such folder",
        "mend": doctor.REINSTALL,
    }
