"""What all tests share: one extractor a process, and programs that may be missing."""

from __future__ import annotations

import os
import shutil
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


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        missing = [program for program in mark.args if not shutil.which(program)]
        if missing and os.environ.get("CI"):
            pytest.fail(f"CI lacks {', '.join(missing)}: name the Debian package in .ci/apt.txt")
        if missing:
            pytest.skip(f"{', '.join(missing)} is not installed")
