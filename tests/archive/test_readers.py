"""Inputs to releases: identity, order, bad input."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from extractor.archive import texts
from extractor.archive.formats import Options
from extractor.archive.readers import UnreadableError, Watch, read, releases
from extractor.archive.release import Failure, Release
from extractor.text.decode import Decoded


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "Kiel.")
    return content.getvalue()


def one(path: Path, options: Options | None = None) -> Release | Failure:
    [item] = read([path], options)
    return item


def reason(path: Path, options: Options | None = None) -> str:
    item = one(path, options)
    assert isinstance(item, Failure)
    assert item.path == str(path)
    return item.reason


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize(("name", "media_type"), [("pm.txt", "text/plain"), ("pm.md", "text/markdown")])
def test_a_text_file_is_kept_as_it_is(tmp_path: Path, name: str, media_type: str) -> None:
    content = "# Überschrift\r\n\r\n*Kiel.*  Text.\n".encode()
    path = write(tmp_path / "2024" / name, content)
    assert one(path) == Release(
        id="pm",
        text=content.decode(),
        path=name,
        sha256=sha256(content).hexdigest(),
        encoding="utf-8",
        media_type=media_type,
        origin=str(path),
    )
    [inside] = read([tmp_path])
    assert isinstance(inside, Release)
    assert inside.path == f"2024/{name}"


def test_a_gzipped_text_is_that_text(tmp_path: Path) -> None:
    found = one(write(tmp_path / "pm.txt.gz", gzip.compress("Grüße".encode("cp1252"))))
    assert isinstance(found, Release)
    assert (found.id, found.text, found.encoding, found.path) == ("pm", "Grüße", "cp1252", "pm.txt.gz")
    assert found.sha256 == sha256("Grüße".encode("cp1252")).hexdigest()


def test_damaged_bytes_are_doubted(tmp_path: Path) -> None:
    found = one(write(tmp_path / "pm.txt", "Über Grüße, Köln, Düsseldorf, Überlingen, Münster".encode() + b"\xc3"))
    assert isinstance(found, Release)
    assert [doubt.code for doubt in found.doubts] == ["damaged-bytes"]


@pytest.mark.parametrize("name", ["pm.jsonl", "pm.ndjson", "pm.jsonl.gz", "pm.gz"])
def test_rows_plain_and_gzipped(tmp_path: Path, name: str) -> None:
    content = b'{"id": "a", "text": "Eins."}\n{"text": "Zwei."}\n'
    path = write(tmp_path / name, gzip.compress(content) if name.endswith(".gz") else content)
    assert [item.id for item in read([path])] == ["a", "pm-2"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the release is empty"),
        (b" \n\t\r\n ", "the release is empty"),
        (b"\xef\xbb\xbf", "the release is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "this is binary data"),
    ],
)
def test_bad_texts_fail(tmp_path: Path, content: bytes, expected: str) -> None:
    assert expected in reason(write(tmp_path / "pm.txt", content))


def test_missing_and_forbidden_files_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reason(tmp_path / "pm.txt") == "no such file or folder"
    path = write(tmp_path / "pm.txt", "Text.")

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert reason(path) == "cannot be read: Permission denied"


def test_a_fault_while_reading_fails_that_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(data: bytes, declared: str | None = None) -> Decoded:
        if data == b"B":
            raise KeyError("x")
        return Decoded(data.decode(), "utf-8")

    monkeypatch.setattr(texts, "decode", faulty)
    for name in "abc":
        write(tmp_path / f"{name}.txt", name.upper())
    first, second, third = read([tmp_path])
    assert (first.id, third.id) == ("a", "c")
    assert isinstance(second, Failure)
    assert second.reason == "cannot be read: KeyError: 'x'"


def test_a_release_over_the_limit_fails_unpacked_too(tmp_path: Path) -> None:
    options = Options(max_bytes=1000)
    assert "larger than 1000 bytes" in reason(write(tmp_path / "a.txt", "x" * 1001), options)
    bomb = gzip.compress(b"x" * 10_000_000)
    assert "larger than 1000 bytes" in reason(write(tmp_path / "b.txt.gz", bomb), options)
    assert isinstance(one(write(tmp_path / "c.txt", "x" * 1000), options), Release)


def test_rows_before_damage_are_kept(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"id": n, "text": f"Text {n * 7919}."}).encode() + b"\n" for n in range(20_000))
    items = list(read([write(tmp_path / "a.jsonl.gz", gzip.compress(lines)[:-50])]))
    assert isinstance(items[0], Release)
    last = items[-1]
    assert isinstance(last, Failure)
    assert last.reason == "the gzip data is cut off or damaged"
    assert len(items) > 10_000


def test_the_order_is_that_of_the_inputs(tmp_path: Path) -> None:
    write(tmp_path / "z/b.txt", "B")
    write(tmp_path / "z/a.txt", " ")
    rows = write(tmp_path / "rows.jsonl", '{"id": 1, "text": "A"}\n')
    items = list(read([tmp_path / "z", tmp_path / "none", rows]))
    assert [(type(item), item.id) for item in items] == [
        (Failure, None),
        (Release, "b"),
        (Failure, None),
        (Release, "1"),
    ]


def test_taken_ids_get_a_number_and_a_doubt(tmp_path: Path) -> None:
    ids = ["x", "x-2", "x", "x", "y", "x-2"]
    lines = "".join(json.dumps({"id": id_, "text": f"Text {number}."}) + "\n" for number, id_ in enumerate(ids))
    items = list(read([write(tmp_path / "rows.jsonl", lines)]))
    assert [item.id for item in items] == ["x", "x-2", "x-3", "x-4", "y", "x-2-2"]
    doubts = [[doubt.code for doubt in item.doubts] for item in items if isinstance(item, Release)]
    assert doubts == [[], [], ["duplicate-id"], ["duplicate-id"], [], ["duplicate-id"]]


def test_no_row_takes_the_id_of_a_file(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", '{"id": "pm", "text": "Fremd."}\n')
    write(tmp_path / "b.zip", zipped("pm.txt"))
    write(tmp_path / "pm.txt", "Text.")
    items = [item for item in read([tmp_path]) if isinstance(item, Release)]
    assert [(item.id, item.text) for item in items] == [("pm-2", "Fremd."), ("pm-3", "Kiel."), ("pm", "Text.")]
    assert [[doubt.code for doubt in item.doubts] for item in items] == [["duplicate-id"], ["duplicate-id"], []]


def test_a_text_that_is_too_long_fails_as_it_is_read(tmp_path: Path) -> None:
    assert reason(write(tmp_path / "a.txt", "ä" * 31), Options(max_characters=30)) == (
        "the text has 31 characters, the limit is 30"
    )
    assert isinstance(one(write(tmp_path / "b.txt", "ä" * 30), Options(max_characters=30)), Release)


def test_gzip_that_unpacks_to_more_than_the_limit_fails_behind_what_was_read(tmp_path: Path) -> None:
    rows = gzip.compress(b'{"text": "Kiel."}\n' + b" \n" * 500_000)
    first, last = read([write(tmp_path / "a.jsonl.gz", rows)], Options(max_unpacked=900_000))
    assert isinstance(first, Release)
    assert isinstance(last, Failure)
    assert last.reason == "the file unpacks to more than 878.9 KiB"


def test_a_container_without_a_release_says_so(tmp_path: Path) -> None:
    assert reason(write(tmp_path / "a.zip", zipped())) == "the file holds no release"
    assert reason(write(tmp_path / "b.zip", zipped("bild.png"))) == "the file holds no release"
    assert reason(write(tmp_path / "c.mbox", b"")) == "the file holds no release"


def test_the_same_file_twice_is_two_releases(tmp_path: Path) -> None:
    path = write(tmp_path / "pm.txt", "Text.")
    assert [item.id for item in read([path, path])] == ["pm.txt", "pm.txt-2"]


def test_many_rows_of_one_id_are_quick(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", '{"id": "x", "text": "Text."}\n' * 5_000)
    assert len({item.id for item in read([path])}) == 5_000


def test_standard_input_is_a_text_or_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, "Kiel. Grüße.".encode())
    found = one(Path("-"))
    assert isinstance(found, Release)
    assert (found.id, found.path, found.text, found.media_type) == ("stdin", "-", "Kiel. Grüße.", "text/plain")
    stdin(monkeypatch, b'{"text": "Eins."}\n{"id": 2, "text": "Zwei."}')
    assert [item.id for item in read([Path("-")])] == ["stdin-1", "2"]
    stdin(monkeypatch, b"")
    failure = one(Path("-"))
    assert str(failure) == "-: the release is empty"


def test_the_watch_hears_of_sizes_and_other_files(tmp_path: Path) -> None:
    class Ears(Watch):
        def __init__(self) -> None:
            self.size, self.read, self.passed = -1, 0, list[str]()

        def planned(self, size: int | None) -> None:
            self.size = size or 0

        def consumed(self, size: int) -> None:
            self.read += size

        def passed_over(self, path: str) -> None:
            self.passed.append(path)

    write(tmp_path / "a.txt", "Text.")
    write(tmp_path / "b.jsonl", '{"text": "Text."}\n')
    write(tmp_path / "c.jpg", "x")
    ears = Ears()
    assert len(list(read([tmp_path], watch=ears))) == 2
    assert ears.size == ears.read == 23
    assert ears.passed == [str(tmp_path / "c.jpg")]


def test_releases_raises_at_a_failure(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Text.")
    write(tmp_path / "b.txt", " ")
    items = releases([tmp_path])
    assert next(items).id == "a"
    with pytest.raises(UnreadableError, match=r"b\.txt: the release is empty"):
        next(items)


def test_a_file_of_nothing_but_bad_rows_ends_with_a_word(tmp_path: Path) -> None:
    good = json.dumps({"text": "Gut."})
    lines = ["{}"] * 999 + [good] + ["{}"] * 1500 + [good]
    items = list(read([write(tmp_path / "rows.jsonl", "\n".join(lines))]))
    assert [item.line for item in items if isinstance(item, Release)] == [1000]
    assert len(items) == 2001
    last = items[-1]
    assert isinstance(last, Failure)
    assert last.reason == "1,000 rows in a row failed; the rest of the file is not read"
