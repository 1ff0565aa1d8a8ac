from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from corpora import gold, record

from extractor.evaluation.baseline import Baseline, BaselineError, against, checked, losses, of_floors
from extractor.evaluation.evaluate import Evaluation, evaluate
from extractor.evaluation.junit import junit

IDS = ("a", "b", "c")


def evaluation(**found: dict[str, Any]) -> Evaluation:
    records = {id_: record(id_) for id_ in IDS} | found
    return evaluate({id_: gold(id_) for id_ in IDS}, {id_: row for id_, row in records.items() if row})


def without_people(id_: str = "b") -> dict[str, Any]:
    return record(id_) | {"people": [], "quotes": []}


def baseline(tmp_path: Path) -> Baseline:
    path = tmp_path / "baseline.json"
    path.write_text(Baseline.of(evaluation(), "sum", "regression").to_json(), encoding="utf-8")
    return Baseline.read(path)


def test_same_records_hold_every_floor(tmp_path: Path) -> None:
    checks = checked(evaluation(), baseline(tmp_path))
    assert {check.kind for check in checks} == {"floor", "release"}
    assert losses(checks) == []


def test_loss_fails_the_floor_and_the_release_and_names_both(tmp_path: Path) -> None:
    lost = {check.name: check for check in losses(checked(evaluation(b=without_people()), baseline(tmp_path)))}
    assert {"b", "person", "fields"} <= set(lost)
    assert "a" not in lost
    assert "PERSON" not in lost
    assert "b: - person no longer found: Petra Kolb" in lost["person"].text
    assert lost["b"].text.startswith("b: F1 over all rows")


def test_release_without_a_record_fails(tmp_path: Path) -> None:
    lost = {check.name: check.text for check in losses(checked(evaluation(c={}), baseline(tmp_path)))}
    assert lost["c"] == "c: no record"


def test_floor_sinks_only_with_a_reason_that_is_kept(tmp_path: Path) -> None:
    old = baseline(tmp_path)
    new = Baseline.of(evaluation(b=without_people()), "sum", "regression")
    with pytest.raises(BaselineError, match=r"person 1\.000 → 0\.800.*--allow-regression"):
        new.after(old, None)
    written = new.after(old, "the rule was unsound")
    assert {"row": "person", "from": 1.0, "to": 0.8, "reason": "the rule was unsound"} in written.lowered
    risen = Baseline.of(evaluation(), "sum", "regression").after(written, None)
    assert risen.floors["person"] == 1
    assert risen.lowered == written.lowered


@pytest.mark.parametrize(
    "text", ["", "[]", '{"floors": {}}', '{"corpus": "", "split": null, "floors": {"PERSON": "x"}}']
)
def test_file_that_is_no_baseline_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match=r"floors\.json: no baseline"):
        Baseline.read(tmp_path / "floors.json")


def test_floors_by_hand_need_rows_that_exist() -> None:
    with pytest.raises(BaselineError, match="no row 'PERSONEN'"):
        of_floors({"PERSONEN": 0.5})
    lost = {check.name for check in losses(checked(evaluation(b=without_people()), of_floors({"person": 0.9})))}
    assert lost == {"person"}
    lost = {check.name for check in losses(checked(evaluation(b=without_people()), of_floors({"release": 0.9})))}
    assert lost == {"b", "release"}


def test_comparison_takes_no_loss_at_all() -> None:
    worse = evaluation(b=without_people())
    assert losses(against(worse, evaluation())) == []
    assert {"b", "person"} <= {check.name for check in losses(against(evaluation(), worse))}


def test_junit_has_a_case_each_with_the_diff(tmp_path: Path) -> None:
    checks = checked(evaluation(b=without_people()), baseline(tmp_path))
    root = ElementTree.fromstring(junit(checks, output="table \x00"))
    cases = root.findall(".//testcase")
    assert len(cases) == len(checks) == int(root.attrib["tests"])
    failures = {case.attrib["name"]: case.find("failure") for case in cases if case.find("failure") is not None}
    assert len(failures) == len(losses(checks)) == int(root.attrib["failures"])
    assert "Petra Kolb" in (failures["person"].text or "")  # type: ignore[union-attr]
