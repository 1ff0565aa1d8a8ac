"""Files and folders appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.batch.output import OutputError, whole_file, whole_folder

MARKER = "meta.json"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_appears_at_the_end(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a.jsonl") as stream:
        stream.write(b"eins\n")
        assert names(tmp_path) == ["a.jsonl.part"]
    assert names(tmp_path) == ["a.jsonl"]
    assert (tmp_path / "a.jsonl").read_bytes() == b"eins\n"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_appears_where_something_went_wrong(tmp_path: Path, error: type[BaseException]) -> None:
    def broken(path: Path, *, overwrite: bool) -> None:
        with whole_file(path, overwrite=overwrite) as stream:
            stream.write(b"neu")
            raise error

    with pytest.raises(error):
        broken(tmp_path / "a", overwrite=False)
    assert names(tmp_path) == []
    (tmp_path / "a").write_bytes(b"alt")
    with pytest.raises(error):
        broken(tmp_path / "a", overwrite=True)
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"alt"


def test_an_existing_file_needs_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"alt")
    with pytest.raises(OutputError, match="exists; --overwrite"), whole_file(path):
        pass
    with whole_file(path, overwrite=True) as stream:
        stream.write(b"neu")
    assert path.read_bytes() == b"neu"


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "a")
    with whole_file(tmp_path / "link") as stream:
        stream.write(b"neu")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"neu"


def test_an_empty_file_goes_where_it_is_not_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.failures.jsonl"
    path.write_bytes(b"alt")
    with whole_file(path, overwrite=True, keep_empty=False):
        pass
    assert names(tmp_path) == []


def test_wrong_places_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path, reason in [
        (tmp_path, "is a folder"),
        (tmp_path / "none" / "a", "does not exist"),
        (tmp_path / "file" / "a", "does not exist"),
        (tmp_path / ("x" * 254), "cannot write"),
    ]:
        with pytest.raises(OutputError, match=reason), whole_file(path):
            pass


def test_devices_are_written_to_and_stay() -> None:
    with whole_file(Path("/dev/null")) as stream:
        stream.write(b"weg")
    assert not Path("/dev/null").is_file()
    assert not Path("/dev/null.part").exists()


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with whole_file(tmp_path / "pipe") as stream:
        stream.write(b"neu")
    assert os.read(reader, 10) == b"neu"
    os.close(reader)
    assert names(tmp_path) == ["pipe"]


def fill(path: Path, *, overwrite: bool = False, error: bool = False) -> None:
    with whole_folder(path, overwrite=overwrite, marker=MARKER) as part:
        (part / MARKER).write_text("neu")
        if error:
            raise KeyboardInterrupt


def test_a_folder_appears_at_the_end(tmp_path: Path) -> None:
    fill(tmp_path / "model")
    assert names(tmp_path) == ["model"]
    (tmp_path / "leer").mkdir()
    fill(tmp_path / "leer")
    assert (tmp_path / "leer" / MARKER).is_file()


def test_a_folder_is_replaced_only_on_request_and_only_by_its_like(tmp_path: Path) -> None:
    path = tmp_path / "model"
    path.mkdir()
    (path / "old").touch()
    with pytest.raises(OutputError, match="not empty; --overwrite"):
        fill(path)
    with pytest.raises(OutputError, match="holds other things"):
        fill(path, overwrite=True)
    (path / MARKER).touch()
    fill(path, overwrite=True)
    assert names(path) == [MARKER]
    assert names(tmp_path) == ["model"]


def test_a_folder_stays_where_something_went_wrong(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        fill(tmp_path / "model", error=True)
    assert names(tmp_path) == []
    fill(tmp_path / "model")
    with pytest.raises(KeyboardInterrupt):
        fill(tmp_path / "model", overwrite=True, error=True)
    assert names(tmp_path) == ["model"]
