"""Which releases are worth annotating."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np

from extractor.archive.release import Failure, Release
from extractor.evaluation.annotated import gold_of
from extractor.evaluation.corpus_check import check
from extractor.evaluation.gold import checked
from extractor.evaluation.sampling import Candidate, candidates, chosen, doubt, part, vector
from extractor.pipeline import Extractor

TEXT = (
    "Nauen, 3. Mai 2021. Landrätin Petra Kolb hat am Montag das Jugendzentrum Nord eröffnet. Der Landkreis Nauen gab "
    "rund 1,2 Millionen Euro, davon 200.000 Euro für die Küche. „Das Haus steht allen offen“, sagte Kolb bei der Feier."
)


def candidate(name: str, doubt: float, words: str) -> Candidate:
    return Candidate({"id": name}, doubt, vector(words))


def test_the_most_doubtful_come_first_and_no_text_twice() -> None:
    found = [
        candidate("sicher", 0.1, "Bäume Wiesen Felder"),
        candidate("fraglich", 0.9, "Haushalt Steuern Abgaben"),
        candidate("dasselbe", 0.8, "Haushalt Steuern Abgaben"),
        candidate("anderes", 0.5, "Theater Musik Bühne"),
    ]
    assert [gold["id"] for gold in chosen(found, 4)] == ["fraglich", "anderes", "sicher"]
    assert [gold["id"] for gold in chosen(found, 1)] == ["fraglich"]
    assert chosen([], 3) == []


def test_a_part_is_drawn_evenly_and_stays_in_order() -> None:
    items = [Release.of_text("x", id=str(number)) for number in range(10)]
    drawn = Counter[str]()
    for seed in range(400):
        ids = [item.id for item in part([Failure("x", "so nicht"), *items], 4, seed)]
        assert ids == sorted(ids)
        drawn.update(ids)
    assert set(drawn) == {item.id for item in items}
    assert min(drawn.values()) > 110
    assert len(part(items, 50, 0)) == 10


def test_candidates_are_gold_in_form(extractor: Extractor) -> None:
    short = Release.of_text("Nauen wählt.", id="kurz")
    [found] = candidates([short, Release.of_text(TEXT, id="lang")], extractor)
    assert found.gold["id"] == "lang"
    assert checked(found.gold, "lang")["amounts"][0]["value"] == 1_200_000
    assert found.gold["people"][0]["name"] == "Petra Kolb"
    assert 0 < found.doubt < 1
    assert np.isclose(np.linalg.norm(found.words), 1)


def test_a_model_that_does_not_say_doubts_all_alike(rules: Extractor) -> None:
    assert doubt(TEXT, rules) == 1.0


def test_gold_of_the_article_passes_the_check(extractor: Extractor, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "corpus" / "article.txt").read_text(encoding="utf-8")
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(gold_of(extractor.extract(text, id="article"))) + "\n", encoding="utf-8")
    assert [finding for finding in check(path) if finding.severity == "error"] == []
