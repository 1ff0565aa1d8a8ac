"""The command that serves the pages."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from extractor.evaluation.served import ServedError, served
from extractor.search import Index

Run = Callable[..., Result]


def test_serve_needs_one_of_a_folder_and_the_demo(run: Run, tmp_path: Path) -> None:
    for arguments in ((), (tmp_path, "--demo")):
        result = run("serve", *arguments)
        assert result.exit_code == 2
        assert "--demo" in result.stderr


def test_serve_says_what_is_wrong_with_the_folder(run: Run, tmp_path: Path) -> None:
    result = run("serve", tmp_path / "none", "--port", "0")
    assert result.exit_code == 2
    assert "extractor index" in result.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "not.an.address.invalid"])
def test_serve_says_where_it_cannot_listen(run: Run, tmp_path: Path, host: str) -> None:
    Index.create(tmp_path / "x.index")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", tmp_path / "x.index", "--host", host, "--port", taken.getsockname()[1])
    assert result.exit_code == 2
    assert f"cannot listen at {host}" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_serve_answers_until_it_is_interrupted(tmp_path: Path) -> None:
    Index.create(tmp_path / "x.index")
    with served(str(tmp_path / "x.index")) as server:
        assert server.url.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(server.url) as answer:
            assert answer.status == 200
    assert server.code() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.index"]


def test_served_tells_why_it_did_not_start(tmp_path: Path) -> None:
    with pytest.raises(ServedError, match="there is no index"), served(str(tmp_path / "none")):
        pass
