"""Parquet: rows as in JSON Lines, types, limits, damage."""

from __future__ import annotations

import io
import json
import random
import tracemalloc
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.archive import parquet, parquet_pages
from extractor.archive.formats import Content, Fields, Options, Origin
from extractor.archive.parquet import PARQUET
from extractor.archive.readers import read
from extractor.archive.release import Failure, Release
from extractor.archive.rows import ROWS

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
ROW = st.fixed_dictionaries(
    {
        "text": TEXT | st.none(),
        "id": TEXT | st.none(),
        "title": TEXT | st.none(),
        "sender": TEXT | st.none(),
        "date": st.dates().map(date.isoformat) | TEXT | st.none(),
    }
)


def packed(columns: dict[str, Any], **options: Any) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, **options)
    return stream.getvalue()


def items(content: bytes, options: Options | None = None, name: str = "a.parquet") -> list[Release | Failure]:
    return list(
        PARQUET.read(Content(iter([content])), Origin("a", name, name, PARQUET.media_type), options or Options())
    )


def of_file(path: Path, content: bytes, options: Options | None = None) -> list[Any]:
    path.write_bytes(content)
    return list(read([path], options))


def releases(found: list[Any]) -> list[Release]:
    return [item for item in found if isinstance(item, Release)]


def reasons(found: list[Any]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Failure)]


def test_rows_are_releases(tmp_path: Path) -> None:
    content = packed({
        "id": [7, 8],
        "text": ["Kiel. Eins.", "Köln. Zwei."],
        "title": ["Titel", None],
        "sender": pa.array(["Kreis Plön", "Kreis Plön"]).dictionary_encode(),
        "date": pa.array([date(2024, 5, 31), None]),
        "x": [[1], [2]],
    })  # fmt: skip
    first, second = releases(of_file(tmp_path / "pm.parquet", content))
    assert (first.id, first.text, first.title, first.sender) == ("7", "Kiel. Eins.", "Titel", "Kreis Plön")
    assert (first.date, first.line, first.encoding, first.path) == (date(2024, 5, 31), 1, "utf-8", "pm.parquet")
    assert first.media_type == "application/vnd.apache.parquet"
    assert (second.id, second.title, second.date, second.doubts) == ("8", None, None, ())


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.dictionary(pa.int32(), pa.large_string())],
)
def test_texts_of_every_type(kind: pa.DataType) -> None:
    [found] = releases(items(packed({"text": pa.array(["Grüße."]).cast(kind)})))
    assert (found.id, found.text) == ("a-1", "Grüße.")


@pytest.mark.parametrize(
    "values",
    [
        pa.array([date(2024, 5, 31)]),
        pa.array([datetime(2024, 5, 31, 9)]),
        pa.array([1717146000000000001], pa.timestamp("ns")),
        pa.array([datetime(2024, 5, 31, 0, 30, tzinfo=ZoneInfo("Europe/Berlin"))], pa.timestamp("us", "Europe/Berlin")),
        pa.array(["31.5.2024"]),
    ],
)
def test_dates_of_every_type(values: pa.Array) -> None:
    [found] = releases(items(packed({"text": ["Kiel."], "date": values})))
    assert (found.date, found.doubts) == (date(2024, 5, 31), ())


@pytest.mark.parametrize(
    "columns",
    [
        {"date": pa.array([2**62], pa.timestamp("us"))},
        {"date": pa.array([7])},
        {"title": pa.array([["x"]])},
        {"id": pa.array([{"a": 1}])},
        {"sender": pa.array([1.5])},
    ],
)
def test_fields_of_another_type_are_doubted(columns: dict[str, Any]) -> None:
    [found] = releases(items(packed({"text": ["Kiel."], **columns})))
    assert (found.id, found.title, found.sender, found.date) == ("a-1", None, None, None)
    assert [doubt.code for doubt in found.doubts] == ["field-ignored"]


def test_numbers_as_ids() -> None:
    [found] = releases(items(packed({"text": ["Kiel."], "id": pa.array([Decimal(17)])})))
    assert found.id == "17"


@settings(max_examples=40)
@given(st.lists(ROW, min_size=1, max_size=4), st.integers(1, 3))
def test_rows_give_what_they_give_as_json_lines(rows: list[dict[str, Any]], group: int) -> None:
    origin = Origin("a", "a", "a")
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    as_json = list(ROWS.read(Content(iter([lines])), origin, Options()))
    columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in rows[0]}
    content = Content(iter([packed(columns, row_group_size=group)]))
    assert list(PARQUET.read(content, origin, Options())) == as_json


def test_fields_have_names() -> None:
    fields = Fields("inhalt", "nr", "titel", "absender", "datum")
    columns = {"inhalt": ["Kiel."], "nr": [3], "titel": ["T"], "absender": ["A"], "datum": ["2024-05-31"], "id": [4]}
    [found] = releases(items(packed(columns), Options(fields)))
    assert (found.id, found.text, found.title, found.sender) == ("3", "Kiel.", "T", "A")
    assert found.date == date(2024, 5, 31)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"PAR1", "the Parquet file cannot be read"),
        (b"Kein Parquet. " * 9, "the Parquet file cannot be read"),
        (packed({"text": ["Kiel."]})[:-9], "the Parquet file cannot be read"),
        (packed({"inhalt": ["Kiel."]}), "no column 'text'"),
        (packed({"text": [["Kiel."]]}), "the column 'text' is list<element: string>, not text"),
        (packed({"text": [3]}), "the column 'text' is int64, not text"),
        (packed({"text": pa.array([], pa.string())}), "the file holds no row"),
    ],
)
def test_files_that_cannot_be_read_say_why(tmp_path: Path, content: bytes, reason: str) -> None:
    [found] = of_file(tmp_path / "a.parquet", content)
    assert isinstance(found, Failure)
    assert reason in found.reason


def test_a_missing_column_names_the_option_and_the_columns(tmp_path: Path) -> None:
    [found] = of_file(tmp_path / "a.parquet", packed({"nr": [1], "inhalt": ["Kiel."]}))
    assert "--text-field names the column of the text; the file has nr, inhalt" in str(found)


def test_rows_that_are_no_release_fail_alone() -> None:
    found = items(packed({"text": ["Eins.", None, " ", "x" * 2000, "Fünf."]}), Options(max_bytes=1000))
    assert [item.id for item in releases(found)] == ["a-1", "a-5"]
    assert reasons(found) == [
        "the field 'text' is null, not text",
        "the release is empty",
        "the column 'text' is larger than 1000 bytes, the limit for one release",
    ]


def test_damaged_bytes_are_doubted() -> None:
    text = pa.array(["Über Grüße, Köln, Düsseldorf, Überlingen".encode() + b"\xc3", "Köln.".encode("cp1252")])
    found = releases(items(packed({"text": text})))
    assert [[doubt.code for doubt in item.doubts] for item in found] == [["damaged-bytes"], []]
    assert found[1].text == "Köln."


def test_rows_before_damage_are_kept(tmp_path: Path) -> None:
    content = bytearray(packed({"text": [f"Kiel {n * 7919}." for n in range(2000)]}, row_group_size=500))
    start = pq.ParquetFile(io.BytesIO(bytes(content))).metadata.row_group(2).column(0).dictionary_page_offset
    content[start : start + 60] = b"\xff" * 60
    *found, last = of_file(tmp_path / "a.parquet", bytes(content))
    assert len(releases(found)) == 1000
    assert "the Parquet file" in last.reason
    assert last.help == "what came before was read"


def test_pages_that_promise_too_much_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "LARGEST_PAGE", 1 << 20)
    content = packed({"text": ["x" * 3_000_000]}, compression="zstd", use_dictionary=False)
    assert len(content) < 10_000
    with pytest.raises(ValueError, match=r"a page of the column 'text' unpacks to 2\.861 MiB, the limit is 1 MiB"):
        items(content, Options(max_bytes=1000))


def test_many_rows_of_one_large_text_take_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "BATCH", 1 << 20)
    content = packed({"text": ["Kiel. " * 50_000] * 40})
    assert len(content) < 1 << 20
    before = pa.total_allocated_bytes()
    most = 0
    tracemalloc.start()
    for _ in PARQUET.read(Content(iter([content])), Origin("a", "a", "a"), Options()):
        most = max(most, pa.total_allocated_bytes() - before)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 6 << 20
    assert peak < 6 << 20


def test_all_rows_have_a_limit() -> None:
    content = packed({"text": ["Kiel. " * 100] * 50})
    with pytest.raises(ValueError, match=r"the rows unpack to more than 9\.766 KiB"):
        items(content, Options(max_unpacked=10_000))


def test_the_sizes_of_pages_are_those_that_were_written() -> None:
    texts = ["Kiel. " * 100 + str(number) for number in range(999)]
    content = packed({"text": texts}, use_dictionary=False, data_page_size=9999, write_batch_size=10)
    chunk = pq.ParquetFile(io.BytesIO(content)).metadata.row_group(0).column(0)
    found = list(parquet_pages.sizes(io.BytesIO(content), chunk.data_page_offset, chunk.total_compressed_size, 999))
    assert len(found) > 10
    assert sum(found) < chunk.total_uncompressed_size < sum(found) + 2000 * len(found)


@pytest.mark.parametrize("content", [b"", b"\x15", b"\x19\x00", b"\x1c" * 99, b"\x15" + b"\xff" * 20, b"\x00"])
def test_headers_of_pages_that_cannot_be_read(content: bytes) -> None:
    with pytest.raises(ValueError, match="the header of a page cannot be read"):
        list(parquet_pages.sizes(io.BytesIO(content), 0, 100, 1))


@pytest.mark.parametrize("seed", range(25))
def test_damaged_files_fail_and_never_raise(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(packed({"text": [f"Kiel {n}." for n in range(50)], "id": list(range(50))}, version="1.0"))
    for _ in range(chance.randint(1, 4)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    found = of_file(tmp_path / "a.parquet", bytes(content))
    assert found
    assert all(isinstance(item, Release | Failure) for item in found)
