"""What all tests share: one extractor a process, and programs that may be missing."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from extractor.pipeline import Extractor

ROOT = Path(__file__).parents[1]

pytest_plugins = ["extractor.evaluation.pytest_plugin"]

settings.register_profile("machine", deadline=None)  # a slow machine is no failure
settings.load_profile("machine")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The default pipeline."""
    return Extractor()


@pytest.fixture(scope="session")
def rules() -> Extractor:
    """The pipeline without a model."""
    return Extractor("rules")


@pytest.fixture(autouse=True)
def _no_old_garbage(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where time is measured, the collector does not look at what earlier tests left: that is not linear."""
    timed = "linear" in request.node.name or "proportion" in request.node.name
    if timed:
        gc.collect()
        gc.freeze()
    yield
    if timed:
        gc.unfreeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        missing = [program for program in mark.args if not shutil.which(program)]
        if missing and os.environ.get("CI"):
            pytest.fail(f"CI lacks {', '.join(missing)}: name the Debian package in .ci/apt.txt")
        if missing:
            pytest.skip(f"{', '.join(missing)} is not installed")
