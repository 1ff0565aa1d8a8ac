"""CSV and TSV: fields, signs, charsets, rows that fail."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import time
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.archive.formats import Content, Fields, Options, Origin
from extractor.archive.readers import read
from extractor.archive.release import Failure, Release
from extractor.archive.streams import BLOCK, ReadError
from extractor.archive.tables import CSV
from extractor.text.decode import SAMPLE


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


def test_the_charset_is_told_by_more_than_a_block_and_gzip_changes_nothing(tmp_path: Path) -> None:
    rows = b"".join(b"Kiel. Nummer %d.,%d\n" % (number, number) for number in range(4000))
    content = b"text,id\n" + rows + "Grüße aus Köln.,zuletzt\n".encode("cp1252") + "Ä,utf\n".encode()
    assert len(content) > BLOCK
    plain = items(tmp_path / "a.csv", content)
    packed = items(tmp_path / "b.csv.gz", gzip.compress(content))
    found = [
        [(item.id, item.text, item.encoding) for item in some if isinstance(item, Release)] for some in (plain, packed)
    ]
    assert found[0] == found[1]
    assert found[0][-2:] == [("zuletzt", "Grüße aus Köln.", "cp1252"), ("utf", "Ä", "utf-8")]


@pytest.mark.parametrize("length", [BLOCK, SAMPLE])
@pytest.mark.parametrize("shift", range(4))
def test_a_character_at_the_end_of_a_block_is_whole(tmp_path: Path, length: int, shift: int) -> None:
    head = b"text,id\n"
    content = head + b"x" * (length - len(head) - shift) + "ü€ß.,1\n".encode()
    [found] = items(tmp_path / "a.csv", content)
    assert isinstance(found, Release)
    assert (found.text[-4:], found.encoding, found.doubts) == ("ü€ß.", "utf-8", ())


def test_one_damaged_line_harms_no_other(tmp_path: Path) -> None:
    content = "text,id\nÜber Köln.,1\nGrüße, ä".encode() + b"\n\0\0\0,3\n" + "Äpfel.,4\n".encode()
    found = items(tmp_path / "a.csv", content)
    assert [(item.id, item.text) for item in found if isinstance(item, Release)] == [
        ("1", "Über Köln."), (" ä", "Grüße"), ("4", "Äpfel."),
    ]  # fmt: skip
    assert [(item.line, item.reason[:24]) for item in found if isinstance(item, Failure)] == [
        (3, "this is binary data, not")
    ]


def test_a_quote_that_is_not_closed_fails_at_the_limit_and_reading_goes_on(tmp_path: Path) -> None:
    lines = "".join(f"Kiel, Nummer {number}.\n" for number in range(100))
    content = f'text,id,title\nEins.,1,\n"Offen.,2,\n{lines}Drei.,3,\nVier.,4\n'
    found = items(tmp_path / "a.csv", content.encode(), Options(max_bytes=1000))
    assert [item.id for item in found if isinstance(item, Release)] == ["1", "3", "4"]
    [failure] = (item for item in found if isinstance(item, Failure))
    assert (failure.line, failure.reason) == (
        2,
        "the row in line 3 is longer than 1000 bytes, the limit for one release",
    )
    assert "quote" in str(failure)


def test_a_quote_that_is_open_at_the_end_swallows_no_rows_in_silence(tmp_path: Path) -> None:
    found = items(tmp_path / "a.csv", b'text,id\nEins.,1\n"Zwei.,2\nDrei.,3\n')
    assert [item.id for item in found if isinstance(item, Release)] == ["1"]
    [failure] = (item for item in found if isinstance(item, Failure))
    assert failure.reason == "the quote of the row in line 3 is not closed before the end"


def test_a_line_over_the_limit_fails_alone(tmp_path: Path) -> None:
    found = items(tmp_path / "a.csv", b"text,id\nEins.,1\n" + b"x" * 5000 + b",2\nDrei.,3\n", Options(max_bytes=1000))
    assert [item.id for item in found if isinstance(item, Release)] == ["1", "3"]
    [failure] = (item for item in found if isinstance(item, Failure))
    assert (failure.line, failure.reason) == (2, "line 3 is longer than 1000 bytes, the limit for one release")


def test_a_row_without_end_takes_little_memory() -> None:
    def endless() -> Iterator[bytes]:
        yield b'text,id\n"'
        for _ in range(100):
            yield (b"Kiel am Meer, " * 40 + b"\n") * 20

    limit = 1 << 18
    tracemalloc.start()
    found = list(CSV.read(Content(endless()), Origin("a", "a.csv", "a.csv"), Options(max_bytes=limit)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found[0], Failure)
    assert peak < 8 * limit


def test_a_long_line_in_tiny_blocks_takes_linear_time() -> None:
    def tiny() -> Iterator[bytes]:
        yield b"text,id\n"
        for _ in range(150_000):
            yield b"Kiel am M"
        yield b"eer.,1\n"

    begun = time.process_time()
    [found] = CSV.read(Content(tiny()), Origin("a", "a.csv", "a.csv"), Options())
    assert isinstance(found, Release)
    assert time.process_time() - begun < 10


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n")),
            st.text("ab1"),
        )
    ),
    st.data(),
)
def test_rows_come_back_in_blocks_of_any_size(rows: list[tuple[str, str]], data: st.DataObject) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([("text", "id"), *rows])
    content = stream.getvalue().encode()
    step = data.draw(st.integers(1, 9))
    parts = (content[at : at + step] for at in range(0, len(content), step))
    with contextlib.suppress(ReadError):
        found = list(CSV.read(Content(parts), Origin("a", "a.csv", "a.csv"), Options()))
        texts = [text for text, _ in rows if text.strip()]
        assert [item.text for item in found if isinstance(item, Release)] == texts


def test_fields_have_names(tmp_path: Path) -> None:
    fields = Fields(title="titel", sender="absender", date="datum")
    [found] = items(tmp_path / "a.csv", b"text;titel;absender;datum\nEins.;T;Kreis;31.05.2024\n", Options(fields))
    assert isinstance(found, Release)
    assert (found.title, found.sender, found.date) == ("T", "Kreis", date(2024, 5, 31))
