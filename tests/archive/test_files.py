"""Which files are read, in what order, under which id."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.archive.files import SourceFile, find, ids
from extractor.archive.release import Failure


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.", encoding="utf-8")
    return folder


def found(*inputs: Path) -> tuple[list[str], list[str]]:
    """What is found in order (failures in brackets), and what was passed over."""
    passed: list[str] = []
    entries = find(inputs, passed.append)
    names = [entry.name if isinstance(entry, SourceFile) else f"[{entry.reason}]" for entry in entries]
    return names, [Path(path).name for path in passed]


def found_ids(*inputs: Path) -> list[str]:
    return ids([entry for entry in find(inputs, print) if isinstance(entry, SourceFile)])


def test_folders_are_read_sorted_and_whole(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.md", "a/A.TXT", "a/sub/x.txt.gz", "c.jsonl", ".hidden/h.txt", ".h.txt", "photo.jpg")
    assert found(tmp_path) == (["a/A.TXT", "a/sub/x.txt.gz", "a/z.md", "b.txt", "c.jsonl"], ["photo.jpg"])


def test_beside_gold_only_annotated_texts(tmp_path: Path) -> None:
    make(tmp_path, "one.txt", "one.gold.json", "two.txt", "index.jsonl", "sub/three.txt")
    assert found(tmp_path) == (["one.txt", "sub/three.txt"], ["index.jsonl", "two.txt"])


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    make(tmp_path, "a/x.txt")
    (tmp_path / "a/again").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert found(tmp_path) == (["a/x.txt", "[no such file or folder]"], ["self"])


def test_pipes_in_a_folder_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path)[0] == ["[not a regular file]"]


def test_a_folder_without_releases_fails(tmp_path: Path) -> None:
    make(tmp_path, "photo.jpg")
    assert found(tmp_path) == (["[the folder holds no release]"], ["photo.jpg"])


@pytest.mark.parametrize(
    ("name", "reason"), [("photo.jpg", "suffix .jpg"), ("x.pages.gz", "suffix .gz"), ("x", "without")]
)
def test_a_file_of_another_kind_fails_where_it_is_named(tmp_path: Path, name: str, reason: str) -> None:
    [failure] = find([make(tmp_path, name) / name], print)
    assert isinstance(failure, Failure)
    assert reason in failure.reason
    assert "extract - <" in (failure.help or "")


def test_a_missing_input_fails_in_its_place(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    names, _ = found(tmp_path / "b.txt", tmp_path / "none.txt", tmp_path / "a.txt")
    assert names == ["b.txt", "[no such file or folder]", "a.txt"]


def test_the_stem_is_the_id(tmp_path: Path) -> None:
    make(tmp_path, "Müller kommt.txt", "pm.2024-05.md", "gz.txt.gz")
    assert found_ids(tmp_path) == ["Müller kommt", "gz", "pm.2024-05"]


def test_colliding_stems_take_more_of_the_path(tmp_path: Path) -> None:
    make(tmp_path, "2020/pm 1.txt", "2021/pm 1.txt", "2021/pm 1.md", "other.txt", "other.jsonl")
    assert found_ids(tmp_path) == ["2020-pm-1", "2021-pm-1.md", "2021-pm-1.txt", "other", "other"]


def test_colliding_folders_take_their_names(tmp_path: Path) -> None:
    make(tmp_path, "kiel/pm.txt", "jena/pm.txt")
    assert found_ids(tmp_path / "kiel", tmp_path / "jena") == ["kiel-pm.txt", "jena-pm.txt"]


def test_names_that_are_no_unicode_can_be_written(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/M\xfcller.txt"))
    path.write_text("Text.", encoding="utf-8")
    [file] = find([tmp_path], print)
    assert isinstance(file, SourceFile)
    assert file.path == path
    assert file.name == "M\ufffdller.txt"
    assert file.shown.encode()


def test_what_is_apart_is_left_out_of_folders(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "out.jsonl", "out.jsonl.part", "sub/out.jsonl", "sub/z.txt", "zz.txt")
    (tmp_path / "sub" / "link.jsonl").symlink_to(tmp_path / "out.jsonl")
    apart = frozenset({tmp_path.resolve() / "out.jsonl", tmp_path.resolve() / "out.jsonl.part"})
    passed: list[str] = []
    entries = find([tmp_path], passed.append, apart)
    names = [entry.name for entry in entries if isinstance(entry, SourceFile)]
    assert (names, passed) == (["a.txt", "sub/out.jsonl", "sub/z.txt", "zz.txt"], [])
    [only] = find(
        [make(tmp_path / "empty", "out.txt")], passed.append, frozenset({tmp_path.resolve() / "empty/out.txt"})
    )
    assert isinstance(only, Failure)
    assert only.reason == "the folder holds no release"
