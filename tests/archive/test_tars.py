"""Tar files: headers that claim too much, damage in packed ones, and what is only passed over."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest

from extractor.archive.formats import Options
from extractor.archive.readers import read
from extractor.archive.release import Failure, Release

LARGE = (1 << 20) + 1


def header(kind: bytes, data: bytes = b"", *, size: int | None = None, name: str = "x") -> bytes:
    """A header of a ``kind`` with ``data`` behind it, which may claim another ``size``."""
    entry = tarfile.TarInfo(name)
    entry.type, entry.size = kind, len(data) if size is None else size
    return entry.tobuf(tarfile.GNU_FORMAT) + data + b"\0" * (-len(data) % tarfile.BLOCKSIZE)


def pax(key: str, value: str) -> bytes:
    rest = f" {key}={value}\n".encode()
    length = len(rest) + len(str(len(rest)))
    return str(length + (len(str(length)) > len(str(len(rest))))).encode() + rest


def member(name: str, data: bytes) -> bytes:
    return header(tarfile.REGTYPE, data, name=f"{name}.txt")


TEXT = member("a", b"Kiel.")
LAST = member("z", "Plön.".encode()) + b"\0" * 1024


def items(path: Path, content: bytes, options: Options | None = None) -> list[Release | Failure]:
    path.write_bytes(content)
    return list(read([path], options))


def texts(found: list[Release | Failure]) -> list[str]:
    return [item.text for item in found if isinstance(item, Release)]


def reasons(found: list[Release | Failure]) -> list[str]:
    return [f"{item.member}: {item.reason}" for item in found if isinstance(item, Failure)]


@pytest.mark.parametrize(
    "hostile",
    [
        header(tarfile.GNUTYPE_LONGNAME, b"n" * LARGE),
        header(tarfile.GNUTYPE_LONGLINK, b"n" * LARGE),
        header(tarfile.GNUTYPE_LONGNAME, size=1 << 60),
        header(tarfile.GNUTYPE_LONGNAME, b"n" * (1 << 18)) * 5,
        header(tarfile.GNUTYPE_LONGNAME, b"n") * 3000,
        header(tarfile.XHDTYPE, pax("comment", "n" * LARGE)),
        header(tarfile.XGLTYPE, pax("comment", "n" * LARGE)),
        b"".join(header(tarfile.XGLTYPE, pax(f"k{number}", "n" * 1000)) + TEXT for number in range(70)),
    ],
    ids=["longname", "longlink", "claim", "several", "chain", "pax", "global", "globals"],
)
def test_headers_that_are_too_large_end_the_container(tmp_path: Path, hostile: bytes) -> None:
    found = items(tmp_path / "a.tar", TEXT + hostile + LAST)
    assert texts(found)[0] == "Kiel."
    assert reasons(found) == ["None: the tar file holds headers that are too large; it is not read on"]
    assert isinstance(found[-1], Failure)


def test_headers_of_a_common_size_are_read(tmp_path: Path) -> None:
    long = "n" * 3000
    content = header(tarfile.GNUTYPE_LONGNAME, f"{long}/b.txt\0".encode()) + TEXT
    content += header(tarfile.XGLTYPE, pax("comment", "c" * 40)) + header(tarfile.XHDTYPE, pax("path", "c.txt")) + TEXT
    found = items(tmp_path / "a.tar", content + LAST)
    assert [item.member for item in found] == [f"{long}/b.txt", "c.txt", "z.txt"]


@pytest.mark.parametrize(
    "hostile",
    [
        header(tarfile.GNUTYPE_SPARSE),
        header(tarfile.XHDTYPE, pax("GNU.sparse.major", "1") + pax("GNU.sparse.minor", "0")) + TEXT,
        header(tarfile.XHDTYPE, pax("comment", "1" * 100_000)) + TEXT,
    ],
    ids=["old", "pax", "digits"],
)
def test_headers_that_cost_much_end_the_container(tmp_path: Path, hostile: bytes) -> None:
    found = items(tmp_path / "a.tar", TEXT + hostile + LAST)
    assert texts(found) == ["Kiel."]
    assert "a sparse file" in reasons(found)[0]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [("", bytes), (".gz", gzip.compress), (".bz2", partial(bz2.compress, compresslevel=1)), (".xz", lzma.compress)],
)
def test_damage_in_the_middle_is_one_failure_after_what_could_be_read(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    names = [f"{number:02}" for number in range(20)]
    contents = [Random(name).randbytes(20_000).hex().encode() for name in names]
    whole = pack(b"".join(map(member, names, contents)) + b"\0" * 1024)
    middle = len(whole) // 2
    for content in (whole[:middle], whole[:middle] + b"\x5a" * 60_000 + whole[middle + 60_000 :]):
        found = items(tmp_path / f"a.tar{suffix}", content)
        assert [item.id for item in found if isinstance(item, Release)][:6] == names[:6]
        assert [item.member for item in found if isinstance(item, Failure)] == [None]
        assert isinstance(found[-1], Failure)
        assert "damaged" in found[-1].reason or "cut off" in found[-1].reason


def test_what_is_passed_over_counts_too(tmp_path: Path) -> None:
    content = TEXT + header(tarfile.REGTYPE, b"\0" * 3_000_000, name="bild.jpg") * 4 + LAST
    found = items(tmp_path / "a.tar.xz", lzma.compress(content), Options(max_unpacked=10_000_000))
    assert texts(found) == ["Kiel."]
    assert reasons(found) == ["None: the container unpacks to more than 9.537 MiB"]
    assert texts(items(tmp_path / "a.tar.xz", lzma.compress(content), Options(max_unpacked=12_100_000))) == [
        "Kiel.",
        "Plön.",
    ]


def test_folders_and_files_of_other_kinds_count_as_members(tmp_path: Path) -> None:
    content = header(tarfile.DIRTYPE, name="d/") * 3 + header(tarfile.REGTYPE, name="bild.jpg") * 3 + TEXT + LAST
    found = items(tmp_path / "a.tar", content, Options(max_members=7))
    assert texts(found) == ["Kiel."]
    assert reasons(found) == ["None: the container holds more than 7 files"]


def test_members_that_lie_in_each_other_end_the_container(tmp_path: Path) -> None:
    content = TEXT + header(tarfile.XHDTYPE, pax("size", "-4096")) + TEXT + LAST
    found = items(tmp_path / "a.tar", content)
    assert texts(found) == ["Kiel."]
    assert ["damaged" in reason for reason in reasons(found)] == [True]
