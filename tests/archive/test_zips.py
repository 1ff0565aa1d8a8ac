"""Zip files: large and lying directories, entries that overlap, and one budget for all."""

from __future__ import annotations

import gzip
import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from extractor.archive import zips
from extractor.archive.formats import Options
from extractor.archive.members import Budget
from extractor.archive.readers import read
from extractor.archive.release import Failure, Release


def zipped(names: list[str], data: bytes = b"Kiel.", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name in names:
            archive.writestr(name, data)
    return stream.getvalue()


def directory(names: list[str]) -> bytes:
    """A directory whose entries all stand for the first file."""
    with zipfile.ZipFile(io.BytesIO(zipped(["0.txt"], b"x" * 100_000))) as archive:
        [one] = archive.infolist()
    entries = bytearray()
    for name in names:
        entries += struct.pack(
            "<4s4B4HL2L5H2L", b"PK\1\2", 20, 3, 20, 0, 0, 8, 0, 33, one.CRC, one.compress_size, one.file_size,
            len(name), 0, 0, 0, 0, 0, 0,
        ) + name.encode()  # fmt: skip
    return bytes(entries)


def overlapping(count: int) -> bytes:
    """A zip file whose ``count`` entries share 100,000 bytes."""
    whole = zipped(["0.txt"], b"x" * 100_000)
    start = whole.index(b"PK\1\2")
    entries = directory([f"{number}.txt" for number in range(count)])
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(entries), start, 0)
    return whole[:start] + entries + end


def items(path: Path, content: bytes, options: Options | None = None) -> list[Release | Failure]:
    path.write_bytes(content)
    return list(read([path], options))


def texts(found: list[Release | Failure]) -> list[str]:
    return [item.text for item in found if isinstance(item, Release)]


def reasons(found: list[Release | Failure]) -> list[str]:
    return [f"{item.member}: {item.reason}" for item in found if isinstance(item, Failure)]


def test_a_directory_of_many_entries_needs_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "PART", 10_000)
    count = 5000
    file = io.BytesIO(overlapping(count))
    tracemalloc.start()
    try:
        assert sum(1 for _ in zips.entries(file, Budget(1, 1))) == count
        assert tracemalloc.get_traced_memory()[1] < 500_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("count", [0, 1, 0xFFFF])
def test_the_number_that_a_zip_file_claims_does_not_count(tmp_path: Path, count: int) -> None:
    content = bytearray(zipped([f"{number}.txt" for number in range(9)]))
    struct.pack_into("<2H", content, content.index(b"PK\5\6") + 8, count, count)
    found = items(tmp_path / "a.zip", bytes(content), Options(max_members=5))
    assert texts(found) == ["Kiel."] * 5
    assert reasons(found) == ["None: the container holds more than 5 files"]


def test_a_directory_in_parts_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "PART", 100)
    names = [f"{number}.txt" for number in range(20)]
    for before in (b"", b"#!/bin/sh\n" * 99):
        found = items(tmp_path / "a.zip", before + zipped(names))
        assert [item.id for item in found if isinstance(item, Release)] == [str(number) for number in range(20)]
        assert not reasons(found)


def test_zip64(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 3)
    content = zipped([f"{number}.txt" for number in range(5)])
    assert b"PK\6\6" in content
    monkeypatch.undo()
    for whole in (content, b"vorher" + content):
        assert texts(items(tmp_path / "a.zip", whole)) == ["Kiel."] * 5


def test_a_damaged_directory_fails_after_what_it_gives(tmp_path: Path) -> None:
    content = bytearray(zipped([f"{number}.txt" for number in range(9)]))
    place = content.index(b"PK\1\2")
    for _ in range(4):
        place = content.index(b"PK\1\2", place + 1)
    content[place : place + 4] = b"XXXX"
    found = items(tmp_path / "a.zip", bytes(content))
    assert texts(found) == ["Kiel."] * 4
    assert reasons(found) == ["None: the zip file is damaged: its directory holds something else"]
    for size in (1 << 31, 0xFFFFFFFF):
        struct.pack_into("<L", content, content.index(b"PK\5\6") + 12, size)
        assert "larger than the file" in reasons(items(tmp_path / "a.zip", bytes(content)))[0]


def test_entries_that_overlap_keep_to_the_budget(tmp_path: Path) -> None:
    found = items(tmp_path / "a.zip", overlapping(50), Options(max_unpacked=1_000_000))
    assert sum(map(len, texts(found))) <= 1_000_000
    assert reasons(found)
    assert len(texts(found)) <= 10


def test_nested_containers_share_one_budget(tmp_path: Path) -> None:
    inner = zipped([f"{number}.txt" for number in range(3)], b"x" * 300_000)
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"{number}.zip", inner)
    found = items(tmp_path / "a.zip", outer.getvalue(), Options(max_unpacked=1_000_000))
    assert len(texts(found)) == 3
    assert reasons(found) == ["None: the container unpacks to more than 976.6 KiB"]
    found = items(tmp_path / "a.zip", outer.getvalue(), Options(max_members=6))
    assert len(texts(found)) == 4
    assert reasons(found) == ["None: the container holds more than 6 files"]


def test_what_gzip_unpacks_in_a_member_counts(tmp_path: Path) -> None:
    packed = gzip.compress(b"Kiel. " * 100_000)
    found = items(tmp_path / "a.zip", zipped(["a.txt.gz", "b.txt.gz"], packed), Options(max_unpacked=1_000_000))
    assert len(texts(found)) == 1
    assert reasons(found) == ["None: the container unpacks to more than 976.6 KiB"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_that_unpack_to_any_size_at_once_fail(tmp_path: Path, method: int) -> None:
    found = items(tmp_path / "a.zip", zipped(["a.txt"], method=method))
    assert reasons(found) == ["a.txt: the member is packed by another method than deflate"]
    assert texts(items(tmp_path / "a.zip", zipped(["a.txt"], method=zipfile.ZIP_STORED))) == ["Kiel."]
