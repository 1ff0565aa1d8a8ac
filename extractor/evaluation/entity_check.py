"""Whether entities are pure, and frequent people in one piece: a sample to judge by hand, and its score.

``python -m extractor.evaluation.entity_check sample PERSONS ORGANISATIONS PROGRAMMES`` prints what to judge: 200
entities of two releases or more (``pure``: does every form and role belong to one?), and the 100 most frequent people
with the entities that could be parts of them (``whole``). ``… score`` prints the shares of ``entity_verdicts.jsonl``,
which holds no names: an entity is told by the SHA-256 of its id. The 300 questions on the 20,000 archive releases, each
judged by one reader: pure .970 (people .990), whole .900 (three of them judged again after a change of the rules, .870
before). What is not whole are misspelt and glued names, which likeness alone never joins.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

VERDICTS = Path(__file__).with_name("entity_verdicts.jsonl")
SHARES = {"person": 100, "organisation": 60, "programme": 40}
FREQUENT = 100
SEED = 7
Entity = Mapping[str, Any]


def token(id_: str) -> str:
    """What stands for an entity in the verdicts."""
    return sha256(id_.encode()).hexdigest()[:16]


def sample(entities: Iterable[Entity]) -> Iterator[dict[str, Any]]:
    """What to judge, with all that helps."""
    by_kind: dict[str, list[Entity]] = {kind: [] for kind in SHARES}
    for entity in entities:
        by_kind[entity["kind"]].append(entity)
    for kind, found in by_kind.items():
        merged = sorted((entity for entity in found if entity["count"] > 1), key=lambda entity: entity["id"])
        for entity in Random(SEED).sample(merged, min(SHARES[kind], len(merged))):
            yield {"question": "pure", "token": token(entity["id"]), "entity": entity}
    people = sorted(by_kind["person"], key=lambda entity: (-entity["count"], entity["id"]))
    for entity in people[:FREQUENT]:
        others = [other for other in people if other is not entity and _surname(other) == _surname(entity)]
        yield {
            "question": "whole",
            "token": token(entity["id"]),
            "entity": entity,
            "others": [
                {"name": other["name"], "count": other["count"], "roles": other["roles"][:3]} for other in others
            ],
        }


def _surname(entity: Entity) -> str:
    return str(entity["name"]).casefold().split()[-1]


def score(verdicts: Iterable[Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    """For each question, and for each kind of the first, how many are right, of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for row in verdicts:
        names = ["whole"] if row["question"] == "whole" else ["pure", f"pure {row['kind']}"]
        for name in names:
            right, judged = counts.get(name, (0, 0))
            counts[name] = right + bool(row["right"]), judged + 1
    return counts


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """Print the sample or the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["sample", "score"])
    parser.add_argument("entities", type=Path, nargs="*")
    arguments = parser.parse_args()
    if arguments.what == "sample":
        for row in sample(entity for path in arguments.entities for entity in _rows(path)):
            print(json.dumps(row, ensure_ascii=False))
    else:
        for name, (right, judged) in score(_rows(VERDICTS)).items():
            print(f"{name:20} {right:4} of {judged:4}: {right / judged:.3f}")


if __name__ == "__main__":
    main()
