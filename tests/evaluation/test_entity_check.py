"""The sample of entities to judge, and the score of the verdicts."""

from __future__ import annotations

import json
from typing import Any

from extractor.evaluation.entity_check import VERDICTS, sample, score, token


def entity(name: str, count: int, kind: str = "person") -> dict[str, Any]:
    return {"id": f"{kind}:{name}", "kind": kind, "name": name, "count": count, "roles": []}


def test_only_what_was_merged_is_judged_and_the_frequent_are_looked_for_in_others() -> None:
    entities = [entity("Lea Kern", 5), entity("Kern", 1), entity("Max Rau", 1), entity("Kern AG", 3, "organisation")]
    rows = list(sample(entities))
    assert [(row["question"], row["entity"]["name"]) for row in rows] == [
        ("pure", "Lea Kern"),
        ("pure", "Kern AG"),
        ("whole", "Lea Kern"),
        ("whole", "Kern"),
        ("whole", "Max Rau"),
    ]
    assert [other["name"] for other in rows[2]["others"]] == ["Kern"]
    assert rows[0]["token"] == token("person:Lea Kern")


def test_verdicts_are_counted_by_question_and_kind() -> None:
    rows = [
        {"question": "pure", "kind": "person", "right": True},
        {"question": "pure", "kind": "programme", "right": False},
        {"question": "whole", "kind": "person", "right": True},
    ]
    assert score(rows) == {"pure": (1, 2), "pure person": (1, 1), "pure programme": (0, 1), "whole": (1, 1)}


def test_the_verdicts_kept_are_one_a_question() -> None:
    rows = [json.loads(line) for line in VERDICTS.read_text(encoding="utf-8").splitlines()]
    assert {row["question"] for row in rows} == {"pure", "whole"}
    assert len({(row["question"], row["token"]) for row in rows}) == len(rows)
