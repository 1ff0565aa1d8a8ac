"""Zip and tar: members as files, ids, damage, and what a hostile container may not do."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from extractor.archive.formats import Options
from extractor.archive.readers import read
from extractor.archive.release import Failure, Release

FILES = {
    "2024/pm.txt": b"Kiel. Eins.",
    "2025/pm.txt": b"Kiel. Zwei.",
    "rows.jsonl": b'{"id": "r1", "text": "Drei."}\n{"text": "Vier."}\n',
    "bild.jpg": b"\xff\xd8",
    "2025/kurz.txt.gz": gzip.compress(b"Kiel. Fuenf."),
}


def zipped(content: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(content: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in content.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


def items(path: Path, content: bytes, options: Options | None = None) -> list[Release | Failure]:
    path.write_bytes(content)
    return list(read([path], options))


def reasons(found: list[Release | Failure]) -> list[str]:
    return [f"{item.member}: {item.reason}" for item in found if isinstance(item, Failure)]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.zip", zipped(FILES)), ("a.tar", tarred(FILES, "w")), ("a.tgz", tarred(FILES)), ("a.tar.gz", tarred(FILES))],
)
def test_members_are_read_as_files(tmp_path: Path, name: str, content: bytes) -> None:
    found = items(tmp_path / name, content)
    assert [(item.member, item.text) for item in found if isinstance(item, Release)] == [
        ("2024/pm.txt", "Kiel. Eins."),
        ("2025/pm.txt", "Kiel. Zwei."),
        ("rows.jsonl", "Drei."),
        ("rows.jsonl", "Vier."),
        ("2025/kurz.txt.gz", "Kiel. Fuenf."),
    ]
    assert [item.id for item in found][:4] == ["2024-pm", "2025-pm", "r1", "rows-2"]
    assert {item.path for item in found} == {name}


def test_containers_in_containers_up_to_a_depth(tmp_path: Path) -> None:
    inner = zipped({"pm.txt": b"Kiel. Eins."})
    [found] = items(tmp_path / "a.zip", zipped({"b.zip": inner}))
    assert isinstance(found, Release)
    assert (found.member, found.id) == ("b.zip/pm.txt", "pm")
    for _ in range(3):
        inner = zipped({"c.zip": inner})
    assert reasons(items(tmp_path / "d.zip", inner)) == [
        "c.zip/c.zip/c.zip: containers lie in each other more than 3 deep"
    ]


def test_bombs_are_cut_short(tmp_path: Path) -> None:
    bomb = zipped({f"{number}.txt": b"\0" * 5_000_000 for number in range(3)} | {"pm.txt": b"Kiel."})
    found = items(tmp_path / "a.zip", bomb, Options(max_bytes=1_000_000))
    assert [item.id for item in found if isinstance(item, Release)] == ["pm"]
    assert reasons(found)[0] == "0.txt: larger than 976.6 KiB, the limit for one release"
    found = items(tmp_path / "a.zip", bomb, Options(max_unpacked=6_000_000))
    assert reasons(found)[-1] == "None: the container unpacks to more than 5.722 MiB"
    assert len(found) <= 4
    found = items(tmp_path / "a.zip", zipped({f"{n}.txt": b"Kiel." for n in range(9)}), Options(max_members=5))
    assert (len(found), reasons(found)) == (6, ["None: the container holds more than 5 files"])


def test_links_and_paths_that_lead_out_touch_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Geheim.")
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, str(secret)
        archive.addfile(link)
        entry = tarfile.TarInfo("../../out.txt")
        entry.size = 5
        archive.addfile(entry, io.BytesIO(b"Kiel."))
    before = sorted(tmp_path.rglob("*"))
    found = items(tmp_path / "a.tar", stream.getvalue())
    assert reasons(found) == ["link.txt: the member is a link or a device; only files are read"]
    assert [(item.id, item.text) for item in found if isinstance(item, Release)] == [("out", "Kiel.")]
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "a.tar"])

    linked = zipfile.ZipInfo("link.txt")
    linked.create_system, linked.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive_:
        archive_.writestr(linked, str(secret))
    assert reasons(list(read([tmp_path / "b.zip"]))) == ["link.txt: the member is a link; links are not followed"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz"])
def test_damage_fails_the_container_after_what_could_be_read(tmp_path: Path, name: str) -> None:
    assert "damaged" in reasons(items(tmp_path / name, b"no container at all" * 99))[0]
    texts = {f"{number}.txt": Random(number).randbytes(4000).hex().encode() for number in range(40)}
    content = zipped(texts) if name == "a.zip" else tarred(texts, "w" if name == "a.tar" else "w:gz")
    cut = bytearray(content)
    cut[len(cut) // 2 : len(cut) // 2 + 20_000] = b"\x5a" * 20_000
    found = items(tmp_path / name, bytes(cut))
    assert reasons(found)
    assert sum(isinstance(item, Release) for item in found) >= 10


def test_an_encrypted_member_fails_alone(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": b"Kiel.", "b.txt": b"Kiel."}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    found = items(tmp_path / "a.zip", bytes(content))
    assert reasons(found) == ["a.txt: the member is encrypted"]
    assert [item.id for item in found] == [None, "b"]


def test_a_member_with_a_negative_size_ends_the_container(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name in ("a.txt", "b.txt"):
            entry = tarfile.TarInfo(name)
            entry.size = 5
            archive.addfile(entry, io.BytesIO(b"Kiel."))
    content = bytearray(stream.getvalue())
    content[1024 + 124 : 1024 + 136] = (-1536).to_bytes(12, "big", signed=True)
    content[1024 + 148 : 1024 + 156] = b" " * 8
    content[1024 + 148 : 1024 + 156] = b"%06o\0 " % sum(content[1024:1536])
    found = items(tmp_path / "a.tar", bytes(content))
    assert len(found) <= 3
    assert any("impossible size" in reason or "damaged" in reason for reason in reasons(found))
