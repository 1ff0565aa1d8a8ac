"""CSV and TSV: fields, signs, charsets, rows that fail."""

from __future__ import annotations

import contextlib
import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.archive.formats import Content, Fields, Options, Origin
from extractor.archive.readers import read
from extractor.archive.release import Failure, Release
from extractor.archive.tables import CSV


def items(path: Path, content: bytes, options: Options | None = None) -> list[Release | Failure]:
    path.write_bytes(content)
    return list(read([path], options))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(("name", "sign"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_rows_are_releases(tmp_path: Path, name: str, sign: str, encoding: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=sign)
    writer.writerow(["id", "title", "text", "date", "sender"])
    writer.writerow(["7", "Grüße", f'Köln{sign} "Zwei"\n\nAbsätze.', "31.05.2024", "Kreis Plön"])
    writer.writerow([])
    writer.writerow(["", "", "Kurz."])
    found = items(tmp_path / name, stream.getvalue().encode(encoding))
    assert all(isinstance(item, Release) for item in found)
    first, second = (item for item in found if isinstance(item, Release))
    assert (first.id, first.title, first.sender, first.date) == ("7", "Grüße", "Kreis Plön", date(2024, 5, 31))
    assert first.text == f'Köln{sign} "Zwei"\n\nAbsätze.'
    assert (second.id, second.text, second.line) == ("a-2", "Kurz.", 2)


def test_rows_that_are_no_release_fail_alone(tmp_path: Path) -> None:
    found = items(tmp_path / "a.csv", b"text,id\nEins.,1\n,2\nDrei.,3,zu,viel\nVier.,4\n")
    assert [item.id for item in found if isinstance(item, Release)] == ["1", "4"]
    assert [(item.line, item.reason) for item in found if isinstance(item, Failure)] == [
        (2, "the release is empty"),
        (3, "the row has 4 cells, the first row 2"),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no column 'text'"),
        (b"inhalt;id\nEins.;1\n", "no column 'text'"),
        (b"text;id\n", "the file holds no row"),
        (b"text;id\n" + b"x" * 5000, "longer than"),
    ],
)
def test_tables_that_cannot_be_read_say_why(tmp_path: Path, content: bytes, reason: str) -> None:
    [found] = items(tmp_path / "a.csv", content, Options(max_bytes=1000))
    assert isinstance(found, Failure)
    assert reason in found.reason


def test_the_text_can_have_another_name(tmp_path: Path) -> None:
    [found] = items(tmp_path / "a.csv", b"inhalt;nr\nEins.;9\n", Options(Fields(text="inhalt", id="nr")))
    assert (found.id, isinstance(found, Release)) == ("9", True)


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_what_readers_expect(content: bytes) -> None:
    with contextlib.suppress(ValueError):
        list(CSV.read(Content(iter([b"text,id\n", content])), Origin("a", "a.csv", "a.csv"), Options()))


def test_a_bare_carriage_return_is_a_space(tmp_path: Path) -> None:
    found = items(tmp_path / "a.csv", b"text,id\r\nEins\rzwei.,1\r\nDrei.,2\r\n")
    assert [item.text for item in found if isinstance(item, Release)] == ["Eins zwei.", "Drei."]
