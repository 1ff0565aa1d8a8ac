"""Folders that are an index, and those that are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from releases import release

from extractor.search import Index
from extractor.search.errors import IndexFolderError
from extractor.search.folder import MARKER, META


def filled(path: Path) -> Path:
    with Index.create(path).writer() as writer:
        writer.add(release("a"))
    return path


def message(path: Path) -> str:
    with pytest.raises(IndexFolderError) as raised:
        Index.open(path).search("Geld", facets=["person"])
    assert len(str(raised.value).splitlines()) == 1
    return str(raised.value)


def test_create_makes_the_folder_and_opens_it_again(tmp_path: Path) -> None:
    path = filled(tmp_path / "index")
    assert len(Index.create(path)) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["index"]


def test_create_takes_an_empty_folder_and_clears_what_a_crash_left(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index.part").mkdir()
    (tmp_path / "index.part" / META).write_text("half", encoding="utf-8")
    assert len(Index.create(tmp_path / "index")) == 0
    assert [one.name for one in tmp_path.iterdir()] == ["index"]


def test_a_folder_with_other_things_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(IndexFolderError, match="holds other things"):
        Index.create(tmp_path)
    with pytest.raises(IndexFolderError, match="is a file"):
        Index.create(tmp_path / "notes.txt")
    with pytest.raises(IndexFolderError, match="cannot write"):
        Index.create(tmp_path / "no" / "index")
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]


def test_what_is_no_index_is_named(tmp_path: Path) -> None:
    assert "there is no index" in message(tmp_path / "none")
    assert "holds no index" in message(tmp_path)


def test_an_index_of_another_version_says_how_to_make_it_anew(tmp_path: Path) -> None:
    path = filled(tmp_path / "index")
    (path / MARKER).write_text(json.dumps({"version": "0.1"}), encoding="utf-8")
    assert "another version" in message(path)
    assert f"extractor index RECORDS -o {path}" in message(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000])
def test_a_damaged_marker_is_named(tmp_path: Path, content: bytes) -> None:
    path = filled(tmp_path / "index")
    (path / MARKER).write_bytes(content)
    assert "damaged" in message(path)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", None])
def test_a_damaged_list_of_parts_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = filled(tmp_path / "index")
    (path / META).unlink()
    if content is not None:
        (path / META).write_bytes(content)
    assert "damaged" in message(path)


@pytest.mark.parametrize("kind", [".term", ".idx", ".pos", ".fast", ".store", ".fieldnorm"])
@pytest.mark.parametrize("keep", [0, 20, None])
def test_a_damaged_part_is_named(tmp_path: Path, kind: str, keep: int | None) -> None:
    path = filled(tmp_path / "index")
    for part in path.glob(f"*{kind}"):
        content = part.read_bytes()
        part.unlink()
        if keep is not None:
            part.write_bytes(content[:keep])
    assert "damaged" in message(path)


def test_a_writer_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    path = filled(tmp_path / "index")
    with Index.open(path).writer() as writer:
        writer.add(release("b"))
    segments = [one["segment_id"].replace("-", "") for one in json.loads((path / META).read_bytes())["segments"]]
    left = [path / f"{segments[0]}.9999.del", path / f"{'0' * 32}.idx", path / f"{'0' * 32}.3.del"]
    for file in left:
        file.write_bytes(b"half")
    with Index.open(path).writer() as writer:
        writer.add(release("a"))
    assert not any(file.exists() for file in left)
    assert {record.id for record in Index.open(path).records()} == {"a", "b"}
