"""The gate of the gate: a fault planted in each pipe is caught and named on a few releases of the corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from corpora import lines
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.evaluation.baseline import Check, against, losses
from extractor.evaluation.evaluate import Evaluation, evaluate
from extractor.evaluation.extraction import GOLD, extracted
from extractor.evaluation.gold import Gold, read_all
from extractor.evaluation.spans import Row
from extractor.pipes.record import _Home

CORPUS = Path(__file__).parents[1] / "corpus"
IDS = (
    "article",
    "alvra-dosiertechnik-uebernahme",
    "awo-hoheluede-kita-leitung",
    "bmz-wasserwerkstatt-partnerschaften",
)
Change = Callable[[Any], object]


@pytest.fixture(scope="module")
def gold() -> dict[str, Gold]:
    regression = read_all(CORPUS, split="regression")
    return {id_: regression[id_] for id_ in IDS}


@pytest.fixture(scope="module")
def records(gold: dict[str, Gold]) -> dict[str, Row]:
    """The records that the pipes make of the annotators' mentions: no model, every pipe."""
    return extracted(gold.values(), GOLD)


@pytest.fixture(scope="module")
def sound(gold: dict[str, Gold], records: dict[str, Row]) -> Evaluation:
    return evaluate(gold, records)


def lost(gold: dict[str, Gold], sound: Evaluation) -> dict[str, Check]:
    """What the gate says of the pipes as they are now."""
    return {check.name: check for check in losses(against(sound, evaluate(gold, extracted(gold.values(), GOLD))))}


def after(function: Callable[..., Any], change: Change) -> Callable[..., Any]:
    def faulty(*arguments: Any, **options: Any) -> Any:
        result = function(*arguments, **options)
        return change(result) or result

    return faulty


def each(**values: Any) -> Change:
    def change(entries: Any) -> None:
        for entry in entries[0] if isinstance(entries, tuple) else entries:
            for name, value in values.items():
                setattr(entry, name, value)

    return change


def without(label: str) -> Change:
    return lambda mentions: [mention for mention in mentions if mention.label != label]


FAULTS: dict[str, tuple[str, str, Change, str]] = {
    "hedge dropped": ("amounts.factory", "find_amounts", each(approx="exact"), "amount-approx"),
    "parts dropped": ("amounts.factory", "find_amounts", each(parts=[]), "amount-parts"),
    "roles lost": ("roles.factory", "complete_roles", without("ROLE"), "ROLE"),
    "aliases dropped": ("organisations.factory", "organisations", each(aliases=[]), "organisation-alias"),
    "programmes lost": ("programmes.factory", "programmes", lambda found: found.clear(), "programme"),
    "place lost": ("places.factory", "places", lambda found: found[1:], "place"),
    "surname join off": ("people.logic", "_fitting", lambda found: found.clear(), "person"),
    "titles lost": ("people.factory", "people", each(titles=[]), "title"),
    "speakers lost": ("quotes.factory", "find_quotes", each(speaker=None), "quote-speaker"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_in_a_pipe_is_caught_and_named(
    name: str, gold: dict[str, Gold], sound: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, function, change, row = FAULTS[name]
    home = import_module(f"extractor.pipes.{module}")
    monkeypatch.setattr(home, function, after(getattr(home, function), change))
    found = lost(gold, sound)
    assert row in found, sorted(found)
    assert f" {row} " in found[row].text
    assert set(found) & set(IDS)


def test_links_that_do_nothing_are_caught(
    gold: dict[str, Gold], sound: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.pipes.links.factory.link", lambda *_: None)
    assert {"person-role", "person-organisation"} <= set(lost(gold, sound))


def test_offset_shifted_by_one_is_caught(
    gold: dict[str, Gold], sound: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shifted(self: _Home, start: int, end: int) -> tuple[int, int, str]:
        start, end = self.doc._.view.home(start, end)
        end = min(end + 1, len(self.source))
        return start + 1, end, self.source[start + 1 : end]

    monkeypatch.setattr(_Home, "span", shifted)
    found = lost(gold, sound)
    assert {"PERSON", "ROLE", "ORG", "LOC", "MONEY", *IDS} <= set(found)
    assert "PERSON no longer found: Serap Güler" in found["article"].text or "Güler" in found["article"].text


def test_pipes_as_they_are_pass(gold: dict[str, Gold], sound: Evaluation) -> None:
    assert lost(gold, sound) == {}


def test_hedge_dropped_in_a_file_of_records_is_caught_and_named(records: dict[str, Row], tmp_path: Path) -> None:
    faulty = json.loads(json.dumps(records))
    faulty["article"]["amounts"][0]["approx"] = "exact"
    before = lines(tmp_path / "before.jsonl", *map(dict, records.values()))
    now = lines(tmp_path / "now.jsonl", *faulty.values())
    floors, one = tmp_path / "floors.json", CORPUS / "article.gold.json"
    runner = CliRunner()
    written = runner.invoke(app, ["evaluate", str(one), "--records", str(before), "--write-baseline", str(floors)])
    assert written.exit_code == 0
    result = runner.invoke(app, ["evaluate", str(one), "--records", str(now), "--baseline", str(floors)])
    assert result.exit_code == 1
    assert "- amount-approx no longer found: 39,4 Millionen Euro · about" in result.stdout
    assert "instead: 39,4 Millionen Euro · exact" in result.stdout
    assert "LOST  amount-approx" in result.stdout
