"""Figures of models, and the curve."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from extractor.archive.release import Release
from extractor.evaluation.bench_models import SPACY, Figures, measured, speeds, table
from extractor.evaluation.curve import figure

TEXT = "Nauen. Landrätin Petra Kolb gab 1,2 Millionen Euro für die Schulen im Kreis frei."
GOLD = {"a": {"id": "a", "text": TEXT, "spans": [{"start": 17, "end": 27, "label": "PERSON"}]}}


def test_all_are_timed_on_the_same_releases() -> None:
    seen: list[list[str]] = [[], []]
    rates = speeds([Release.of_text(TEXT, id=str(number)) for number in range(12)],
                   [lambda release, ids=ids: ids.append(release.id) for ids in seen])  # type: ignore[misc]  # fmt: skip
    assert seen[0] == seen[1] == [str(number) for number in range(12)]
    assert min(rates) > 0


def test_a_model_has_score_and_speed_spacy_a_speed() -> None:
    found = {one.name: one for one in measured(["rules"], GOLD, [Release.of_text(TEXT)] * 2)}
    assert found["rules"].five is not None
    assert found["rules"].megabytes is None
    assert found[SPACY].five is None
    assert found[SPACY].speed > 0


def test_table_and_curve() -> None:
    figures = [Figures("default", 0.9, 0.91, 800.0, 39.7), Figures("/x/<fast>", 0.87, 0.88, 2600.0, 14.0),
               Figures(SPACY, None, None, 4000.0, None)]  # fmt: skip
    rows = table(figures).splitlines()
    assert rows[2].split()[-3:] == ["2,600", "3.25", "14.0"]
    assert rows[3].split()[-3:] == ["4,000", "5.00", "–"]
    root = ElementTree.fromstring(figure([(one.name, one.speed, one.five) for one in figures]))
    circles = [node for node in root if node.tag.endswith("circle")]
    default, fast = ((float(node.get("cx", 0)), float(node.get("cy", 0))) for node in circles)
    assert default[0] < fast[0]
    assert default[1] < fast[1]  # higher up is better
    assert any("<fast> (0.870)" in (node.text or "") for node in root)


def test_a_single_model_has_a_curve() -> None:
    assert "circle" in figure([("rules", 10_000.0, 0.5)])


@pytest.mark.parametrize("score", [0.0, 0.85, 1.0])
def test_scores_at_a_tick_stay_inside(score: float) -> None:
    root = ElementTree.fromstring(figure([("a", 100.0, score)]))
    (place,) = [float(node.get("cy", 0)) for node in root if node.tag.endswith("circle")]
    assert 0 < place < float(root.get("height", 0))
