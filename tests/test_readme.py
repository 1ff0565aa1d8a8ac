"""Every example in README.md is run, and every command and option is named there."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n(.*?)```", README, re.S)
PYTHON = re.findall(r"```python\n(.*?)```", README, re.S)
SETUP = ("make ", "pip ", "python -m spacy", "python3 -m venv")


def examples() -> list[tuple[str, str]]:
    """Each command with the output that follows it."""
    found = []
    for block in CONSOLE:
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            if not command.startswith(SETUP):
                found.append((command, output.rstrip("\n")))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "corpus", path / "corpus")
    return path


def matches(expected: str, found: str) -> bool:
    """Whether both are equal; ``…`` in the expected output stands for anything."""
    pattern = ".*?".join(re.escape(part) for part in expected.strip().split("…"))
    return re.fullmatch(pattern, found.strip(), re.S) is not None


def test_readme_console_examples(folder: Path) -> None:
    assert len(examples()) >= 6
    for command, expected in examples():
        environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": "100",
            "NO_COLOR": "1",
        }
        result = subprocess.run(
            command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert matches(expected, result.stdout), f"$ {command}\n{result.stdout}\n{result.stderr}"
        assert shlex.split(command)


def test_readme_python_examples(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    globs: dict[str, object] = {}
    for number, block in enumerate(PYTHON):
        test = doctest.DocTestParser().get_doctest(block, globs, f"README python block {number}", "README.md", 0)
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        assert runner.run(test).failed == 0, test.name
        globs = test.globs


def commands(group: Any) -> Iterator[tuple[str, Any]]:
    return ((name, group.get_command(None, name)) for name in group.list_commands(None))


def test_readme_names_every_command_and_option() -> None:
    from typer.main import get_command

    from extractor.cli.app import app

    missing = []
    for name, command in commands(get_command(app)):
        if f"extractor {name}" not in README:
            missing.append(name)
        for _, leaf in commands(command) if hasattr(command, "commands") else [("", command)]:
            missing += [
                f"{name} {opt}"
                for parameter in leaf.params
                for opt in parameter.opts
                if opt.startswith("--") and f"`{opt}" not in README
            ]
    assert missing == []
