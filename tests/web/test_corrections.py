"""Corrected releases: gold that the corpus check accepts, kept in versions, never overwritten unseen."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError
from web.conftest import HOSTILE, pool, record

from extractor.evaluation.corpus_check import Severity, check
from extractor.evaluation.gold import read_all
from extractor.records import Record
from extractor.web.correction import Corrected
from extractor.web.corrections import Corrections, OtherChangeError, RejectedError, differences, stem

NONE = "-"


@pytest.fixture
def corrections(tmp_path: Path) -> Corrections:
    return Corrections(tmp_path / "corrections")


def corrected(corrections: Corrections, release: Record, **changes: object) -> Corrected:
    return Corrected.model_validate(corrections.start(release) | changes)


def test_corrections_begin_with_what_the_record_says(corrections: Corrections) -> None:
    start = corrections.start(pool())
    assert start["people"][0]["name"] == "Petra Kolb"
    assert start["amounts"][0]["parts"] == [1]
    assert "text" not in start
    assert not corrections.path.exists()


def test_corrections_are_a_corpus_that_the_check_accepts(corrections: Corrections) -> None:
    release = pool()
    people = [{"name": "Petra Kolb-Neu", "titles": ["Dr."], "roles": []}]
    saved, _ = corrections.save(release, corrected(corrections, release, people=people), tag=NONE, by="Eva")
    findings = list(check(corrections.path))
    assert [one for one in findings if one.severity is Severity.ERROR] == []
    gold = read_all(corrections.path)[saved.stem]
    assert gold["text"] == release.text
    assert gold["people"] == people
    assert (gold["release"], gold["corrected"]["by"], gold["corrected"]["version"]) == ("bad", "Eva", 1)
    assert corrections.start(release)["people"] == people
    assert [one.release for one in corrections.all()] == ["bad"]


def test_corrections_words_of_spans_are_filled_in(corrections: Corrections) -> None:
    release = pool()
    spans = [{"start": 0, "end": 9, "label": "ROLE"}, {"start": 76, "end": 87, "label": "MONEY"}]
    assert release.text
    start = release.text.index("3 Mio. Euro")
    spans[1] |= {"start": start, "end": start + 11}
    body = corrected(corrections, release, spans=spans[::-1], amounts=[{"value": 3000000}])
    saved, _ = corrections.save(release, body, tag=NONE, by="Eva")
    assert [span["text"] for span in saved.gold["spans"]] == ["Landrätin", "3 Mio. Euro"]
    assert saved.gold["amounts"][0]["text"] == "3 Mio. Euro"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"spans": [{"start": 0, "end": 4000, "label": "ORG"}], "amounts": []}, "offset"),
        ({"spans": [{"start": 0, "end": 9, "label": "ORG", "text": "anders"}], "amounts": []}, "offset"),
        (
            {"spans": [{"start": s, "end": 9, "label": "ORG"} for s in (0, 4)], "amounts": []},
            "overlap",
        ),
        ({"amounts": []}, "amounts"),
        ({"quotes": [{"start": 0, "end": 9, "speaker": 7}]}, "reference"),
        ({"people": [{"name": "Petra Kolb", "roles": [{"status": "former"}]}]}, "value"),
    ],
)
def test_corrections_that_the_check_refuses_are_not_written(
    corrections: Corrections, changes: dict[str, object], code: str
) -> None:
    release = pool()
    with pytest.raises(RejectedError) as refused:
        corrections.save(release, corrected(corrections, release, **changes), tag=NONE, by="Eva")
    assert code in {finding.code for finding in refused.value.findings}
    assert not corrections.path.exists()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"spans": [], "text": "x"},
        {"spans": [{"start": 0, "end": 1, "label": "X"}]},
        {"spans": [], "id": "../x"},
        {"spans": [], "date": "2020-99-99"},
    ],
)
def test_corrections_of_another_form_are_refused(body: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Corrected.model_validate(body)


def test_corrections_of_two_tabs_never_overwrite_unseen(corrections: Corrections) -> None:
    release = pool()
    tag = corrections.tag(release)
    mine, theirs = (corrected(corrections, release, title=title) for title in ("Meins", "Ihres"))
    first, _ = corrections.save(release, theirs, tag=tag, by="Eva")
    with pytest.raises(OtherChangeError) as refused:
        corrections.save(release, mine, tag=tag, by="Uwe")
    assert refused.value.current == first
    lines = list(differences(first.gold, mine.gold(release.text or "")))
    assert lines == [("-", 'title: "Ihres"'), ("+", 'title: "Meins"')]
    corrections.save(release, mine, tag=first.tag, by="Uwe")
    assert [one.gold["title"] for one in corrections.versions(release)] == ["Meins", "Ihres"]


def test_corrections_of_many_at_once_let_one_through(corrections: Corrections) -> None:
    release = pool()

    def save(number: int) -> bool:
        try:
            corrections.save(release, corrected(corrections, release, title=f"T{number}"), tag=NONE, by=str(number))
        except OtherChangeError:
            return False
        return True

    bodies = [corrected(corrections, release)]  # the record's own, before anybody writes
    assert bodies
    with ThreadPoolExecutor(8) as pool_:
        assert sum(pool_.map(save, range(8))) == 1
    assert len(corrections.versions(release)) == 1


def test_corrections_undo_goes_back_step_by_step_and_keeps_all(corrections: Corrections) -> None:
    release = pool()
    for title in ("Eins", "Zwei", "Drei"):
        corrections.save(release, corrected(corrections, release, title=title), tag=corrections.tag(release), by="Eva")
    shown = []
    while current := corrections.of(release):
        shown.append(current.gold["title"])
        corrections.restore(release, current.stamp.previous, tag=current.tag, by="Eva")
    assert shown == ["Drei", "Zwei", "Eins"]
    assert len(corrections.versions(release)) == 5
    assert list(corrections.path.glob("*.txt")) == []
    again = corrections.restore(release, 3, tag=NONE, by="Uwe")
    assert again
    assert again.gold["title"] == "Drei"
    with pytest.raises(OtherChangeError):
        corrections.restore(release, 99, tag=again.tag, by="Uwe")


def test_corrections_ids_never_reach_the_disk(corrections: Corrections) -> None:
    release = record("../../etc/passwd\0", HOSTILE, found=[("ORG", "alert")], organisations=[{"name": "alert"}])
    saved, _ = corrections.save(release, corrected(corrections, release), tag=NONE, by="Eva")
    files = [file for file in corrections.path.rglob("*") if file.is_file()]
    assert all(file.resolve().is_relative_to(corrections.path.resolve()) for file in files)
    assert saved.stem.startswith("etc-passwd-")
    assert corrections.of(release) == saved


def test_corrections_belong_to_a_text(corrections: Corrections) -> None:
    release = pool()
    corrections.save(release, corrected(corrections, release), tag=NONE, by="Eva")
    assert corrections.of(record("bad", "Ein anderer Text.")) is None


def test_corrections_pass_over_files_of_others(corrections: Corrections) -> None:
    release = pool()
    corrections.path.mkdir()
    (corrections.path / f"{stem(release)}.gold.json").write_text("{broken", encoding="utf-8")
    (corrections.path / "other.gold.json").write_text(json.dumps({"id": "other", "text": "x"}), encoding="utf-8")
    assert corrections.all() == []
    assert corrections.of(release) is None
