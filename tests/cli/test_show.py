"""``extractor show``: which release, in which form, with which exit code."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import Result

from extractor.archive.readers import UnreadableError
from extractor.cli.common import WrongUseError
from extractor.cli.show import marked_text, pick, print_record, tables
from extractor.records import Amount, Label, Mention, Person, Provenance, Quote, Record, Role, Source

Run = Callable[..., Result]
TEXT = "Kiel. Landrätin Petra Kolb gab 1,2 Millionen Euro frei. „Wir freuen uns sehr“, so Kolb."


def record(text: str = "Ida Probe gibt 5 Euro: „Gern geschehen.“") -> Record:
    name, money, words = text.index("Ida Probe"), text.index("5 Euro"), text.index("Gern")
    return Record(
        id="x",
        source=Source(path="x.txt", sha256=""),
        title="Ein Tag",
        text=text,
        mentions=[
            Mention(start=name, end=name + 9, label=Label.PERSON, text="Ida Probe", evidence="model"),
            Mention(start=money, end=money + 6, label=Label.MONEY, text="5 Euro", evidence="amount"),
        ],
        people=[Person(name="Ida Probe", mentions=[0], roles=[Role(role="Rätin", evidence="apposition")])],
        amounts=[
            Amount.model_validate(
                {"start": money, "end": money + 6, "text": "5 Euro", "value": "5", "evidence": "amount"}
            )
        ],
        quotes=[Quote(start=words, end=words + 15, text=text[words : words + 15], speaker=0, evidence="colon")],
        extractor=Provenance(version="1", model="m", model_version="1", fingerprint="f"),
    )


def printed(shown: Record, **options: object) -> str:
    stream = io.StringIO()
    settings: dict[str, object] = {
        "width": 80,
        "highlight": False,
        "markup": False,
        "emoji": False,
        "legacy_windows": False,
    }
    print_record(shown, Console(file=stream, **(settings | options)))  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "release.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "a", "text": "Text von A."}\n{"id": "b", "text": "Text von B."}\n', encoding="utf-8")
    return path


def test_show_prints_the_text_and_what_is_in_it(run: Run, release: Path) -> None:
    result = run("show", release)
    assert result.exit_code == 0
    for words in ("[Petra Kolb PERSON]", "Amounts (1)", "1\xa0200\xa0000\xa0€", "so Kolb."):
        assert words in result.stdout
    assert "\x1b" not in result.stdout


def test_show_json_is_one_indented_record(run: Run, release: Path) -> None:
    result = run("show", release, "--json")
    assert json.loads(result.stdout)["mentions"][0]["text"] == "Petra Kolb"
    assert result.stdout.startswith('{\n  "schema_version"')


def test_show_html_writes_the_page_and_no_view(run: Run, release: Path, tmp_path: Path) -> None:
    result = run("show", release, "--html", tmp_path / "page.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "<!doctype html>" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "release.txt"]


def test_show_html_and_json_give_both(run: Run, release: Path, tmp_path: Path) -> None:
    result = run("show", release, "--json", "--html", tmp_path / "page.html")
    assert json.loads(result.stdout)["id"] == "release"
    assert (tmp_path / "page.html").exists()


def test_show_html_keeps_an_existing_file_unless_told(run: Run, release: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("mine", encoding="utf-8")
    refused = run("show", release, "--html", page)
    assert (refused.exit_code, page.read_text(encoding="utf-8")) == (2, "mine")
    assert "--overwrite" in refused.stderr
    assert run("show", release, "--html", page, "--overwrite").exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype")


def test_show_takes_the_first_of_several_and_says_so(run: Run, rows: Path) -> None:
    result = run("show", rows, "--json")
    assert json.loads(result.stdout)["id"] == "a"
    assert "several" in result.stderr
    assert "--id" in result.stderr


def test_show_id_picks_one_in_silence(run: Run, rows: Path) -> None:
    result = run("show", rows, "--json", "--id", "b")
    assert json.loads(result.stdout)["text"] == "Text von B."
    assert result.stderr == ""


def test_show_unknown_id_is_wrong_use_and_names_those_there_are(run: Run, rows: Path) -> None:
    result = run("show", rows, "--id", "c")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "a, b" in result.stderr


def test_show_reads_standard_input(run: Run) -> None:
    assert json.loads(run("show", "-", "--json", stdin=TEXT).stdout)["text"] == TEXT


@pytest.mark.parametrize("content", ["", " \n\t "])
def test_show_of_an_empty_release_fails(run: Run, tmp_path: Path, content: str) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(content, encoding="utf-8")
    result = run("show", path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1


def test_show_of_a_text_over_the_limit_fails(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Wort " * 3_000, encoding="utf-8")
    result = run("show", path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "limit" in result.stderr


def test_show_of_a_missing_file_fails(run: Run, tmp_path: Path) -> None:
    result = run("show", tmp_path / "none.txt")
    assert result.exit_code == 3
    assert "none.txt" in result.stderr


def test_show_unknown_model_is_wrong_use(run: Run, release: Path) -> None:
    result = run("show", release, "--model", "keins")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "keins" in result.stderr


def test_pick_passes_over_what_cannot_be_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('nonsense\n{"id": "b", "text": "Text von B."}\n', encoding="utf-8")
    with caplog.at_level("WARNING", logger="extractor"):
        assert pick(path).id == "b"
    assert "rows.jsonl:1" in caplog.text


def test_pick_raises_for_a_folder_without_releases(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        pick(tmp_path)


def test_pick_raises_for_an_unknown_id(rows: Path) -> None:
    with pytest.raises(WrongUseError, match="'c'"):
        pick(rows, "c")


def test_view_has_colours_in_a_terminal() -> None:
    shown = printed(record(), force_terminal=True, color_system="standard")
    assert "\x1b[1;34mIda Probe\x1b[0m" in shown
    assert "PERSON" not in shown


def test_view_has_brackets_without_colours() -> None:
    assert "[Ida Probe PERSON] gibt [5 Euro MONEY]: „Gern geschehen.“" in printed(record())
    assert "[Ida Probe PERSON]" in printed(record(), force_terminal=True, color_system="standard", no_color=True)


def test_view_lets_no_control_character_through() -> None:
    shown = printed(record("Ida Probe\x1b]0;böse\x07 gibt 5 Euro: „Gern \u202egeschehen.“"))
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_view_leaves_out_columns_that_hold_nothing() -> None:
    shown = printed(record())
    assert "role" in shown
    assert "status" not in shown


def test_view_without_text_says_so() -> None:
    assert "left out" in marked_text(record().model_copy(update={"text": None})).plain


def test_show_tells_indirect_quotes() -> None:
    one = record()
    indirect = one.quotes[0].model_copy(update={"kind": "indirect"})
    assert "indirect" not in printed(one)
    assert "indirect" in printed(one.model_copy(update={"quotes": [indirect]}))


def test_tables_only_of_what_there_is() -> None:
    assert [title for title, _ in tables(record())] == ["People (1)", "Amounts (1)", "Quotes (1)"]
