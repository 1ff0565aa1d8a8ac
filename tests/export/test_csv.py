"""The tables as German Excel takes them."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from sample_records import HOSTILE, archives, bare_record, hostile_record, plain_record, without_text

from extractor.export.csv import FORMULA
from extractor.export.export import export
from extractor.export.target import ExportError, Name, Options, Shape
from extractor.records import Amount, Record

RECORDS = [plain_record(), hostile_record(), without_text(plain_record("ohne-text"))]


def table(folder: Path, name: str, separator: str = ";") -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=separator, strict=True))


def written(folder: Path, records: list[Record], options: Options | None = None) -> Path:
    export(records, Name.CSV, folder, options or Options())
    return folder


def test_tables_open_in_german_excel(tmp_path: Path) -> None:
    content = (written(tmp_path, [plain_record()]) / "amounts.csv").read_bytes()
    assert content.startswith("\ufeffrelease;position;start;end;text;value;".encode())
    assert b";0,10 Euro;0,1;" in content
    assert content.count(b"\r\n") == content.count(b"\n") == 4
    assert table(tmp_path, "releases")[0]["date"] == "2024-02-29"
    assert table(tmp_path, "releases")[0]["embargo"] == "2024-02-29 10:30:00"
    assert table(tmp_path, "people")[0]["titles"] == "Dr."
    assert table(tmp_path, "organisations")[0]["mentions"] == "2 | 3"


def test_options_give_what_other_programs_take(tmp_path: Path) -> None:
    options = Options(separator=",", decimal=".", bom=False)
    assert (written(tmp_path, RECORDS, options) / "amounts.csv").read_bytes().startswith(b"release,position,")
    assert [row["value"] for row in table(tmp_path, "amounts", ",")][:3] == ["12500000", "0.1", ""]
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    amounts = next(one for one in package["resources"] if one["name"] == "amounts")
    assert amounts["dialect"]["delimiter"] == ","
    assert {field["decimalChar"] for field in amounts["schema"]["fields"] if "decimalChar" in field} == {"."}
    with (tmp_path / amounts["path"]).open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream)) == [field["name"] for field in amounts["schema"]["fields"]]


@settings(max_examples=30)
@given(archives())
def test_no_cell_breaks_out_or_is_a_formula(records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as name:
        written(Path(name), records)
        for one in ("mentions", "organisations", "quotes", "warnings"):
            rows = table(Path(name), one)
            assert len(rows) == sum(len(getattr(record, one)) for record in records)
            texts = [cell for row in rows for cell in row.values()]
            assert not [cell for cell in texts if cell.startswith(FORMULA)]
            assert "\0" not in "".join(texts)
        found = [row["title"].removeprefix("'") for row in table(Path(name), "releases")]
    assert found == [(record.title or "").replace("\0", "\ufffd").removeprefix("'") for record in records]


def test_hostile_text_stands_in_its_cell(tmp_path: Path) -> None:
    row = table(written(tmp_path, [hostile_record()]), "releases")[0]
    assert row["text"] == row["title"] == "'" + HOSTILE.replace("\0", "\ufffd")
    assert row["id"] == "'=cmd|' /C calc'!A0"
    assert table(tmp_path, "warnings")[0]["code"] == "'@x"
    assert table(tmp_path, "amounts")[0]["value"] == f"1{'0' * 30}"


def test_a_number_below_zero_stays_a_number(tmp_path: Path) -> None:
    amount = Amount.model_validate({"start": 0, "end": 1, "text": "N", "value": "-2.50", "evidence": "x"})
    assert table(written(tmp_path, [plain_record(amounts=[amount])]), "amounts")[0]["value"] == "-2,5"


def test_a_long_text_stays_whole(tmp_path: Path) -> None:
    record = bare_record("lang", text="ä" * 40_000)
    assert len(table(written(tmp_path, [record]), "releases")[0]["text"]) == 40_000


def test_mentions_alone_are_one_file(tmp_path: Path) -> None:
    written(tmp_path, RECORDS, Options(Shape.MENTION))
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["mentions.csv"]
    rows = table(tmp_path, "mentions")
    assert len(rows) == sum(len(record.mentions) for record in RECORDS)
    assert rows[4]["value"] == "12500000"
    assert rows[1]["people"] == "Serap Güler"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"separator": ""}, "--separator ''"),
        ({"separator": ";;"}, "--separator ';;'"),
        ({"separator": '"'}, "--separator"),
        ({"separator": "\n"}, "--separator"),
        ({"decimal": "x"}, "--decimal 'x'"),
        ({"separator": ","}, "--decimal . helps"),
        ({"separator": ".", "decimal": "."}, "--decimal , helps"),
    ],
)
def test_bad_options_are_one_line(values: dict[str, str], message: str) -> None:
    with pytest.raises(ExportError) as raised:
        Options(**values)  # type: ignore[arg-type]
    assert message in str(raised.value)
