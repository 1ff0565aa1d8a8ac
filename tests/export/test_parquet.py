"""The files: exact, read by others, and the way back."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from sample_records import EURO_PARTS, archives, bare_record, hostile_record, plain_record, without_text

from extractor.export import parquet
from extractor.export.export import export
from extractor.export.tables import TABLES
from extractor.export.target import ExportError, Name, Options, Shape
from extractor.records import Amount, Record

RECORDS = [plain_record(), hostile_record(), without_text(plain_record("ohne-text"))]


def written(folder: Path, records: list[Record], shape: Shape = Shape.RELEASE) -> Path:
    export(records, Name.PARQUET, folder, Options(shape))
    return folder


@settings(max_examples=30)
@given(archives())
def test_read_gives_the_same_records(records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as name:
        back = list(parquet.read(written(Path(name), records)))
    assert back == records
    assert [record.to_json() for record in back] == [record.to_json() for record in records]


def test_read_keeps_the_order_over_many_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet

    monkeypatch.setattr(parquet, "GROUP_ROWS", 7)
    monkeypatch.setattr(parquet, "ROWS_READ", 5)
    records = [plain_record(f"r{number}") if number % 3 else bare_record(f"r{number}") for number in range(40)]
    assert list(parquet.read(written(tmp_path, records))) == records
    assert pyarrow.parquet.ParquetFile(tmp_path / "mentions.parquet").num_row_groups > 3


def test_a_group_holds_no_more_text_than_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet

    monkeypatch.setattr(parquet, "GROUP_CHARACTERS", 1000)
    written(tmp_path, [bare_record(f"r{number}", text="x" * 600) for number in range(10)])
    assert pyarrow.parquet.ParquetFile(tmp_path / "releases.parquet").num_row_groups == 5


@pytest.mark.parametrize("damage", ["missing", "empty", "text"])
def test_read_refuses_what_is_no_export(tmp_path: Path, damage: str) -> None:
    written(tmp_path, RECORDS)
    path = tmp_path / "quotes.parquet"
    path.unlink() if damage == "missing" else path.write_bytes(b"" if damage == "empty" else b"PAR1 kein Parquet PAR1")
    with pytest.raises(ExportError, match="holds no records"):
        list(parquet.read(tmp_path))


@pytest.mark.parametrize("value", [Decimal("0.0000001"), Decimal(10) ** 32])
def test_an_amount_that_does_not_fit_is_named(tmp_path: Path, value: Decimal) -> None:
    record = plain_record(amounts=[Amount(start=0, end=1, text="N", value=value, evidence="x")])
    with pytest.raises(ExportError, match=r"release 'kreis-1': the amount \S+ does not fit decimal128\(38, 6\)"):
        written(tmp_path, [record])


def test_without_pyarrow_the_line_that_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match="pip install 'presse-extractor"):
        written(tmp_path, RECORDS)


def test_schema_beside_tells_the_types_of_the_files(tmp_path: Path) -> None:
    import json

    import pyarrow.parquet

    written(tmp_path, RECORDS)
    told = json.loads((tmp_path / parquet.SCHEMA).read_text(encoding="utf-8"))
    assert set(told) == {f"{table.name}.parquet" for table in TABLES}
    for name, table in told.items():
        schema = pyarrow.parquet.ParquetFile(tmp_path / name).schema_arrow
        types = [
            str(field.type).replace("element: ", "").replace("item: ", "").replace("[day]", "") for field in schema
        ]
        assert types == [column["type"] for column in table["columns"]]
        assert [field.nullable for field in schema] == [column["null"] for column in table["columns"]]


def test_duckdb_reads_counts_and_sums(tmp_path: Path) -> None:
    import duckdb

    written(tmp_path, RECORDS)
    with duckdb.connect() as connection:
        for table in ("mentions", "people", "organisations", "amounts", "quotes", "warnings"):
            answer = connection.execute(f"SELECT count(*) FROM '{tmp_path / table}.parquet'").fetchone()
            assert answer == (sum(len(getattr(record, table)) for record in RECORDS),)
        total = f"SELECT sum(value) FROM '{tmp_path}/amounts.parquet' WHERE release != ?"
        assert connection.execute(total, [RECORDS[1].id]).fetchone() == (2 * sum(EURO_PARTS),)
        answer = connection.execute(
            f"SELECT r.date, o.aliases[1], r.text FROM '{tmp_path}/releases.parquet' r"
            f" JOIN '{tmp_path}/organisations.parquet' o ON o.release = r.id ORDER BY r.position"
        ).fetchall()
    assert [row[:2] for row in answer] == [
        (date(2024, 2, 29), "KR"),
        (None, RECORDS[1].text),
        (date(2024, 2, 29), "KR"),
    ]
    assert [row[2] for row in answer] == [record.text for record in RECORDS]


def test_mentions_alone_are_one_file(tmp_path: Path) -> None:
    import pyarrow.parquet

    written(tmp_path, RECORDS, Shape.MENTION)
    assert sorted(path.name for path in tmp_path.glob("*.parquet")) == ["mentions.parquet"]
    table = pyarrow.parquet.read_table(tmp_path / "mentions.parquet")
    assert table.num_rows == sum(len(record.mentions) for record in RECORDS)
    assert table.column("people").to_pylist()[1] == ["Serap Güler"]
