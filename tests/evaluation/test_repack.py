"""The same archive in any container: packing, reading again, comparing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from extractor.archive.readers import read
from extractor.archive.release import Failure, Release
from extractor.archive.unread import Item
from extractor.batch.run import Here, Result
from extractor.batch.work import Done
from extractor.evaluation.packing import KINDS, PackingError, pack
from extractor.evaluation.repack import Repacked, folded, report
from extractor.pipeline import Extractor

LONG = (
    "Kiel. Landrätin Petra Kolb (CDU) hat am Freitag den Bescheid über 1,2 Mio. Euro für Schulen in Nauen übergeben. "
    "„Das Land Nordrhein-Westfalen und die Stadt Olpe stehen zu ihrem Wort“, sagte Bürgermeister Max Rau. Der Verein "
    "Förderkreis Alte Mühle e. V. gibt weitere 30.000 Euro – für Ein- und Ausbau der Werkstatt."
)


def release(text: str, title: str | None = None, number: int = 1) -> Release:
    return Release(id=f"pm-{number}", text=text, path="x.jsonl", title=title, date=date(2024, 5, 31))


ARCHIVE = [
    release(f"{LONG}\n\nKontakt:\nPressesprecherin Eva Lind\nTelefon 0431 123", "Landrätin Petra Kolb in Nauen", 1),
    release("\n\n".join(f"{LONG} Das war Punkt {number}." for number in range(12)), "Viele Schulen", 2),
    release("Olpe. Bürgermeister Max Rau begrüßte, \nwie berichtet,\x0cLandrätin Kolb & <Gäste> für 5 €.\n", None, 3),
]
FOREIGN = release("Łódź. Landrätin Petra Kolb kam.", "Reise", 4)


@pytest.fixture
def engine(rules: Extractor) -> Here:
    return Here(rules.extract_release)


def kinds(*, exact: bool) -> list[str]:
    return [kind.name for kind in KINDS.values() if kind.exact == exact]


def checked(name: str) -> None:
    try:
        KINDS[name].check()
    except PackingError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("name", kinds(exact=True))
def test_kinds_that_keep_the_text_give_the_same_records(name: str, engine: Here) -> None:
    checked(name)
    found = Repacked([*ARCHIVE, FOREIGN], engine).compare(KINDS[name])
    assert (found.releases, found.left_out, found.wrong) == (4, 0, [])
    assert found.holds
    assert found.same == found.mentions > 50


@pytest.mark.parametrize("name", kinds(exact=False))
def test_pages_documents_and_feeds_give_the_same_mentions(name: str, engine: Here) -> None:
    checked(name)
    found = Repacked(ARCHIVE[:2], engine).compare(KINDS[name])
    assert (found.wrong, found.new) == ([], 0)
    assert found.same == found.mentions > 50


def test_what_a_pdf_cannot_show_is_left_out_and_counted(tmp_path: Path) -> None:
    checked("pdf")
    packed = pack([ARCHIVE[0], FOREIGN], tmp_path, KINDS["pdf"])
    assert packed.left_out == 1
    assert len(packed.texts) == len(list(packed.path.iterdir())) == 1


def test_a_mailbox_with_lines_like_its_separator_keeps_them(tmp_path: Path) -> None:
    texts = ["Kiel.\n\nFrom Kiel\n>From Olpe", "Ende."]
    packed = pack([release(text) for text in texts], tmp_path, KINDS["mbox"])
    found = list(read([packed.path]))
    assert [one.text for one in found if isinstance(one, Release)] == texts


def test_breaks_of_lines_do_not_count() -> None:
    assert folded("Land Nordrhein-\nWestfalen\n GmbH") == "Land Nordrhein-Westfalen GmbH"


class Broken:
    """An engine that loses the last mention of every second release it is given, or fails."""

    def __init__(self, engine: Here, *, fails: bool) -> None:
        self._engine = engine
        self._fails = fails

    def results(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        for item, result in self._engine.results(items):
            assert isinstance(result, Done)
            record = json.loads(result.line)
            if record["source"]["media_type"] == "application/x-ndjson":
                yield item, result
            elif self._fails:
                yield item, Failure("x", "too large")
            else:
                record["mentions"].pop()
                yield item, Done(json.dumps(record))


@pytest.mark.parametrize(("fails", "line"), [(False, "another record, lost: "), (True, "release 1: too large")])
@pytest.mark.parametrize("name", ["folder", "docx"])
def test_what_is_lost_is_told(
    name: str, fails: bool, line: str, engine: Here, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(ARCHIVE[:1], Broken(engine, fails=fails), [name]) == 1
    shown = capsys.readouterr().out
    assert line in shown
    assert f"not the same: {name}" in shown


def test_kinds_without_a_reader_are_skipped(
    engine: Here, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("extractor.evaluation.packing.find_spec", lambda name: None)
    assert report(ARCHIVE[:1], engine, ["pdf"]) == 2
    assert "pdf        skipped: writing it needs fpdf" in capsys.readouterr().out
    assert report(ARCHIVE[:1], engine, ["pdf", "folder"]) == 0
