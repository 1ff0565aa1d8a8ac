"""The database: whole, exact, searchable, and the way back."""

from __future__ import annotations

import asyncio
import doctest
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from sample_records import EURO_PARTS, archives, bare_record, hostile_record, plain_record, without_text

from extractor.export import sqlite
from extractor.export.export import export
from extractor.export.target import ExportError, Name, Options, Shape
from extractor.records import Amount, Record

RECORDS = [plain_record(), hostile_record(), without_text(plain_record("ohne-text"))]
OTHERS = [bare_record(f"fremd-{number}", title="Wetter", text="Es bleibt heiter.") for number in range(3)]


def written(folder: Path, records: list[Record], shape: Shape = Shape.RELEASE) -> Path:
    export(records, Name.SQLITE, folder, Options(shape))
    return folder / sqlite.DATABASE


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(written(tmp_path, RECORDS))) as connection:
        yield connection


def test_examples_hold() -> None:
    assert doctest.testmod(sqlite).failed == 0


@settings(max_examples=30)
@given(archives())
def test_read_gives_the_same_records(records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as name:
        back = list(sqlite.read(written(Path(name), records)))
    assert back == records
    assert [record.to_json() for record in back] == [record.to_json() for record in records]


def test_read_keeps_digits_that_no_number_holds(tmp_path: Path) -> None:
    value = Decimal("123456789012345678901234567890.0123456789")
    record = plain_record(amounts=[Amount(start=0, end=1, text="N", value=value, evidence="x")])
    (back,) = sqlite.read(written(tmp_path, [record]))
    assert back.amounts[0].value == value


@pytest.mark.parametrize("content", [None, b"", b"keine Datenbank" * 100])
def test_read_refuses_what_is_no_database(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "records.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ExportError):
        list(sqlite.read(path))
    assert path.exists() == (content is not None)


def test_database_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("releases", "people", "quotes"):
        assert (
            len(database.execute(f"PRAGMA foreign_key_list({table})").fetchall())
            == {
                "releases": 0,
                "people": 1,
                "quotes": 3,
            }[table]
        )
    database.execute("INSERT INTO releases_fts(releases_fts, rank) VALUES ('integrity-check', 1)")


def test_schema_beside_is_that_of_the_database(database: sqlite3.Connection, tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.executescript((tmp_path / sqlite.SCHEMA).read_text(encoding="utf-8"))
        names = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name"
        assert empty.execute(names).fetchall() == database.execute(names).fetchall()


def test_rows_are_as_many_as_the_records_hold(database: sqlite3.Connection) -> None:
    for table in ("mentions", "people", "organisations", "places", "amounts", "quotes", "warnings"):
        (count,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert count == sum(len(getattr(record, table)) for record in RECORDS)
    assert database.execute("SELECT count(*) FROM roles").fetchone() == (5,)


@pytest.mark.parametrize("typed", ["Güler", "Gueler", "Guler", "GÜLER", "Hauptstraße", "Hauptstrasse", "Müßiggänger"])
def test_full_text_answers_all_spellings(tmp_path: Path, typed: str) -> None:
    assert rows(written(tmp_path, [*OTHERS, plain_record()]), "releases_fts", typed) == ["kreis-1"]


def rows(path: Path, table: str, match: str) -> list[str]:
    question = f"SELECT id FROM releases WHERE position IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)"
    with closing(sqlite3.connect(path)) as connection:
        return [id_ for (id_,) in connection.execute(question, (match,))]


@pytest.mark.parametrize("typed", ["Güler", "Gueler", "Muessiggaenger", "Mussigganger", "müßiggänger"])
def test_full_text_finds_what_is_written_otherwise(tmp_path: Path, typed: str) -> None:
    record = bare_record("kreis-1", text="Gueler und die Muessiggaenger")
    assert rows(written(tmp_path, [*OTHERS, record]), "releases_fts", typed) == ["kreis-1"]


@pytest.mark.parametrize(
    "typed", ["Förderung", "Foerderungen", "forderung", "Guelers", "Hauptstraßen", "die Förderung"]
)
def test_stems_answer(tmp_path: Path, typed: str) -> None:
    path = written(tmp_path, [*OTHERS, plain_record()])
    assert rows(path, "releases_stems", sqlite.query(typed)) == ["kreis-1"]
    assert rows(path, "releases_stems", sqlite.query("Wetterbericht")) == []


@pytest.mark.parametrize(("word", "count"), [("förderungen", 2), ("foerderung", 2), ("forderungen", 2), ("wetter", 0)])
def test_words_give_the_stem_in_sql(tmp_path: Path, word: str, count: int) -> None:
    question = str(sqlite.__doc__).split("::\n\n")[1].replace("'förderungen'", "?").rstrip("; \n")
    records = [plain_record(), bare_record("zwei", text="Viele Förderungen."), bare_record("drei", text="Forderer")]
    with closing(sqlite3.connect(written(tmp_path, records))) as connection:
        assert len(connection.execute(question, (word,)).fetchall()) == count


@pytest.mark.parametrize("typed", ['"', "' OR 1", "AND", "NEAR(", "*", "\0", "a:b", "-"])
def test_query_is_no_syntax(database: sqlite3.Connection, typed: str) -> None:
    question = "SELECT count(*) FROM releases_stems WHERE releases_stems MATCH ?"
    assert database.execute(question, (sqlite.query(typed),)).fetchone()


def test_a_release_without_text_is_found_by_its_mentions(tmp_path: Path) -> None:
    path = written(tmp_path, [without_text(plain_record())])
    assert rows(path, "releases_fts", "Kulturring") == ["kreis-1"]
    assert rows(path, "releases_stems", sqlite.query("Kulturrings")) == ["kreis-1"]


def test_amounts_sum_to_the_cent(database: sqlite3.Connection) -> None:
    kept = "release IN ('kreis-1', 'ohne-text')"
    (cents,) = database.execute(f"SELECT sum(value_cents) FROM amounts WHERE {kept}").fetchone()
    assert cents == 2 * sum(EURO_PARTS) * 100
    question = f"SELECT low_cents, high_cents, is_part FROM amounts_euro WHERE {kept} ORDER BY release, position"
    assert database.execute(question).fetchall()[:3] == [(1_250_000_000,) * 2 + (0,), (10, 10, 1), (200, 300, 0)]
    beyond = "SELECT value, value_cents FROM amounts WHERE value IS NOT NULL AND value_cents IS NULL"
    assert database.execute(beyond).fetchall() == [(f"1{'0' * 30}", None)]


def test_views_answer(database: sqlite3.Connection) -> None:
    people = database.execute("SELECT name, role, organisation, status FROM people_roles WHERE release = 'kreis-1'")
    assert sorted(people, key=str) == [
        ("Serap Güler", "Landrätin", None, "current"),
        ("Serap Güler", None, "Kulturring", "former"),
    ]
    aliases = database.execute("SELECT kind, name, alias FROM aliases WHERE release = 'kreis-1'").fetchall()
    assert aliases == [("organisations", "Kulturring", "KR"), ("organisations", "Kulturring", 'K"R\\')]
    mentioned = database.execute('SELECT mention, kind, name, text FROM mentioned WHERE release = "kreis-1"')
    assert set(mentioned) == {
        (0, "people", "Serap Güler", "Serap Güler"),
        (1, "roles", "Landrätin", "Landrätin"),
        (2, "organisations", "Kulturring", "Kulturring"),
        (3, "organisations", "Kulturring", "KR"),
        (5, "places", "Nauen", "Nauen"),
    }
    quotes = database.execute("SELECT speaker, text FROM quotes_speakers WHERE release = 'kreis-1'")
    assert quotes.fetchall() == [("Serap Güler", "Das hilft")]


def test_mentions_alone_are_one_table(tmp_path: Path) -> None:
    with closing(sqlite3.connect(written(tmp_path, RECORDS, Shape.MENTION))) as connection:
        count = "SELECT count(*), sum(value_cents) FROM mentions WHERE label = 'MONEY'"
        assert connection.execute(count).fetchone() == (3, 2 * EURO_PARTS[0] * 100)
        found = "SELECT name FROM mentions WHERE number IN (SELECT rowid FROM mentions_fts WHERE mentions_fts MATCH ?)"
        assert ("Serap Güler",) in connection.execute(found, ("text: Guler",)).fetchall()


def test_two_records_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="UNIQUE"):
        written(tmp_path, [plain_record(), plain_record()])


def test_datasette_opens_and_searches_it(tmp_path: Path) -> None:
    from datasette.app import Datasette

    path = written(tmp_path, RECORDS)

    async def ask() -> None:
        client = Datasette([path], settings={"num_sql_threads": 0}).client
        answer = await client.get("/records/releases.json", params={"_search": "Gueler", "_shape": "array"})
        assert [row["id"] for row in answer.json()] == ["kreis-1", "ohne-text"]
        facets = await client.get("/records/organisations.json", params={"_facet_array": "aliases"})
        assert "KR" in {one["value"] for one in facets.json()["facet_results"]["aliases"]["results"]}
        for name in ("", "/releases", "/people", "/people_roles", "/mentioned", "/amounts_euro", "/releases/0"):
            assert (await client.get(f"/records{name}")).status_code == 200

    asyncio.run(ask())


@pytest.mark.parametrize("damage", ["date = 'gestern'", "text = 'anders'", "embargo = 7"])
def test_read_names_a_database_whose_rows_are_no_records(tmp_path: Path, damage: str) -> None:
    path = written(tmp_path, [plain_record()])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE releases SET {damage}")
    with pytest.raises(ExportError, match="holds no records of releases"):
        list(sqlite.read(path))
