"""The files for PostgreSQL, loaded into a real server."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sample_records import EURO_PARTS, HOSTILE, bare_record, hostile_record, plain_record, without_text

from extractor.export.export import export
from extractor.export.target import ExportError, Name, Options, Shape
from extractor.records import Record

pytestmark = pytest.mark.needs("psql", "pg_ctlcluster")

LONG = " ".join(f"wort{number}" for number in range(60_000))
RECORDS = [
    plain_record(),
    hostile_record(),
    without_text(plain_record("ohne-text")),
    bare_record("umgeschrieben", title="Frau Gueler und ihre Hunde", text="Muessiggaenger in der Hauptstrasse"),
    bare_record("lang", text=LONG),
]

Psql = Callable[..., str]


def _programs() -> Path:
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


@pytest.fixture(scope="module")
def psql() -> Iterator[Psql]:
    """``psql`` on a server of its own, which only listens on a socket; it does not run as root."""
    user = pwd.getpwuid(os.getuid()) if os.getuid() else pwd.getpwnam("nobody")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    os.chown(folder, user.pw_uid, user.pw_gid)
    programs = _programs()
    other: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, "check": True}
    if not os.getuid():
        other |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    data = folder / "data"
    control = [programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w"]
    settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"

    def run(*arguments: object, cwd: Path | None = None) -> str:
        command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", "tester", *arguments]
        found = subprocess.run(
            list(map(str, command)), cwd=cwd, capture_output=True, encoding="utf-8", env=os.environ | {"PGOPTIONS": ""}
        )
        assert found.returncode == 0, found.stderr
        return found.stdout.removesuffix("\n")

    try:
        initialise = ["-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run([programs / "initdb", *initialise], **other)
        subprocess.run([*control, "-o", settings, "start"], **other)
        try:
            yield run
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **other)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def load(psql: Psql, folder: Path, records: list[Record], shape: Shape = Shape.RELEASE) -> str:
    """Load ``records`` into a database of their own; its name."""
    name = f"of_{os.urandom(4).hex()}"
    psql("-d", "postgres", "-c", f"CREATE DATABASE {name}")
    export(records, Name.POSTGRES, folder, Options(shape))
    psql("-d", name, "-f", "load.sql", cwd=folder)
    return name


@pytest.fixture(scope="module")
def ask(psql: Psql, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """What the database with ``RECORDS`` answers."""
    name = load(psql, tmp_path_factory.mktemp("export"), RECORDS)
    return lambda question: psql("-d", name, "-c", question)


def test_rows_are_as_many_as_the_records_hold(ask: Callable[[str], str]) -> None:
    assert ask("SELECT count(*) FROM releases") == str(len(RECORDS))
    for table in ("mentions", "people", "organisations", "places", "amounts", "quotes", "warnings"):
        assert ask(f"SELECT count(*) FROM {table}") == str(sum(len(getattr(record, table)) for record in RECORDS))


def test_texts_come_through_as_they_are(ask: Callable[[str], str]) -> None:
    kept = HOSTILE.replace("\0", "\ufffd")
    (title, text, sender, member) = json.loads(
        ask("SELECT json_build_array(title, text, sender, source_member) FROM releases WHERE position = 1")
    )
    assert (title, text, sender, member) == (kept, kept, "", kept)
    titles = json.loads(ask("SELECT to_json(titles) FROM people WHERE release LIKE '=cmd%'"))
    assert titles == [kept, "", "NULL", "}"]
    aliases = json.loads(ask("SELECT to_json(aliases) FROM organisations WHERE release = 'kreis-1'"))
    assert aliases == ["KR", 'K"R\\']
    spans = "SELECT count(*) FROM mentions AS m JOIN releases AS r ON r.id = m.release"
    wrong = f'{spans} WHERE substr(r.text, (m.start + 1)::int, (m."end" - m.start)::int) <> m.text'
    assert ask(wrong) == "0"


def test_amounts_sum_to_the_cent(ask: Callable[[str], str]) -> None:
    kept = "release IN ('kreis-1', 'ohne-text')"
    assert Decimal(ask(f"SELECT sum(value) FROM amounts WHERE {kept}")) == 2 * sum(EURO_PARTS)
    assert ask("SELECT max(value) FROM amounts") == f"1{'0' * 30}"
    view = "SELECT low, high, is_part FROM amounts_euro WHERE release = 'kreis-1' ORDER BY position"
    assert ask(view).splitlines() == ["12500000|12500000|f", "0.1|0.1|t", "2|3|f"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *[(typed, ["kreis-1", "umgeschrieben"]) for typed in ("Güler", "Gueler", "Guler", "GÜLER", "Gu\u0308ler")],
        *[(typed, ["kreis-1", "umgeschrieben"]) for typed in ("Hauptstraße", "Hauptstrassen", "HAUPTSTRAẞE")],
        ("Foerderungen Nauens", ["kreis-1", "ohne-text"]),
        ("Müßiggänger", ["kreis-1", "ohne-text", "umgeschrieben"]),
        ("Hund", ["umgeschrieben"]),
        ('"Serap Gueler"', ["kreis-1"]),
        ("Hund -Gueler", []),
        ("neu", []),
    ],
)
def test_full_text_answers_umlauts_and_stems(ask: Callable[[str], str], typed: str, found: list[str]) -> None:
    question = f"SELECT id FROM releases WHERE search @@ press_query('{typed}') ORDER BY id"
    assert ask(question).splitlines() == found


def test_a_text_too_long_for_the_index_is_found_by_its_beginning(ask: Callable[[str], str]) -> None:
    assert ask("SELECT id FROM releases WHERE search @@ press_query('wort17')") == "lang"


def test_views_and_dates_answer(ask: Callable[[str], str]) -> None:
    view = "SELECT name, role, organisation, status FROM people_roles WHERE release = 'kreis-1' ORDER BY role"
    assert ask(view).splitlines() == ["Serap Güler|Landrätin||current", "Serap Güler||Kulturring|former"]
    assert ask("SELECT alias FROM aliases WHERE release = 'kreis-1'").splitlines() == ["KR", 'K"R\\']
    assert ask("SELECT count(*) FROM mentioned WHERE release = 'kreis-1'") == "5"
    assert ask("SELECT speaker FROM quotes_speakers WHERE release = 'kreis-1'") == "Serap Güler"
    assert ask("SELECT id FROM releases WHERE date = DATE '2024-02-29' AND embargo_zone = 3600").count("\n") == 1


def test_loading_is_one_transaction(psql: Psql, tmp_path: Path) -> None:
    psql("-d", "postgres", "-c", "CREATE DATABASE half")
    export(RECORDS, Name.POSTGRES, tmp_path, Options())
    with (tmp_path / "warnings.copy").open("a", encoding="utf-8") as stream:
        stream.write("kein Feld\n")
    with pytest.raises(AssertionError, match="missing data"):
        psql("-d", "half", "-f", "load.sql", cwd=tmp_path)
    assert psql("-d", "half", "-c", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"


def test_mentions_alone_are_one_table(psql: Psql, tmp_path: Path) -> None:
    name = load(psql, tmp_path, RECORDS, Shape.MENTION)
    assert psql("-d", name, "-c", "SELECT count(*), sum(value) FROM mentions WHERE release = 'kreis-1'") == "6|12500000"
    question = "SELECT position FROM mentions WHERE release = 'kreis-1' AND search @@ press_query('Nauen')"
    assert psql("-d", name, "-c", question) == "5"


def test_nul_is_replaced_and_counted(tmp_path: Path) -> None:
    written = export([hostile_record()], Name.POSTGRES, tmp_path, Options())
    assert written.counts["NUL characters replaced"] == sum(
        path.read_text(encoding="utf-8").count("\ufffd") for path in tmp_path.glob("*.copy")
    )
    assert written.counts["NUL characters replaced"] > 5


def test_an_id_too_long_for_an_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no id of more than 2,000 bytes"):
        export([bare_record("ä" * 1001)], Name.POSTGRES, tmp_path, Options())
