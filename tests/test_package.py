"""The built wheel stands alone: installed into an empty environment it extracts the article."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel and what it requires."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True, capture_output=True)
    return folder / "env" / "bin"


def test_wheel_extracts_the_article(installed: Path, tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    command = [installed / "extractor", "extract", ROOT / "corpus" / "article.txt"]
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    record = json.loads(result.stdout)
    assert [amount["value"] for amount in record["amounts"]] == ["39400000", "19600000", "14500000", "5300000"]
    assert record["people"][0]["name"] == "Serap Güler"


def test_wheel_needs_no_torch(installed: Path) -> None:
    listed = subprocess.run([installed / "python", "-m", "pip", "list"], capture_output=True, text=True, check=True)
    assert "torch" not in listed.stdout
