"""``python -m extractor.evaluation.public_sets``: persons, organisations, places and leadership facts of public sets.

Their guidelines are others' than ours: GermEval 2014 and SmartData mark bodies by kind (`Polizei`) and products, take a
city that acts for an organisation, and SmartData cuts names off what specifies them. So figures here compare models,
they do not say how good one is.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.evaluation.gold import read
from extractor.evaluation.scores import Score, Scores, key, score
from extractor.model.training.corpora import PUBLIC_LABELS, Example, read_germeval, read_smartdata
from extractor.pipeline import DEFAULT, Extractor
from extractor.records import Record

LEADERSHIP = "OrganizationLeadership"


def mention_scores(examples: Iterable[Example], extractor: Extractor) -> Scores:
    """Scores of the mentions with a public label, a text as one release."""
    gold, records = {}, {}
    for number, example in enumerate(examples):
        gold[str(number)] = {"spans": [_span(*span) for span in example.spans]}
        mentions = extractor.extract(example.text).mentions
        records[str(number)] = {
            "mentions": [_span(m.start, m.end, m.label) for m in mentions if m.label in PUBLIC_LABELS]
        }
    return score(gold, records)


def _span(start: int, end: int, label: str) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label}


def leadership_scores(path: Path, extractor: Extractor) -> tuple[Score, Score]:
    """Facts found: person with organisation, and with the position too where the set names one."""
    pairs = positions = Score()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            facts = [_fact(relation, row["text"]) for relation in row["relations"] if relation["type"] == LEADERSHIP]
            ties = list(_ties(extractor.extract(row["text"]))) if facts else []
            for person, organisation, position in facts:
                found = [tie for tie in ties if _same(person, tie[0]) and _same(organisation, tie[1])]
                pairs += Score(hits=bool(found), gold=1)
                if position:
                    positions += Score(hits=any(_same(position, tie[2]) for tie in found), gold=1)
    return pairs, positions


def _fact(relation: dict[str, Any], text: str) -> tuple[str, str, str]:
    parts = {part["role"]: text[part["start"] : part["end"]] for part in relation["args"]}
    return parts.get("person", ""), parts.get("organization", ""), parts.get("position", "")


def _ties(record: Record) -> Iterator[tuple[str, str, str]]:
    forms = {
        form: " / ".join((body.name, *body.aliases))
        for body in record.organisations
        for form in (body.name, *body.aliases)
    }
    for person in record.people:
        for role in person.roles:
            if role.organisation:
                yield person.name, forms.get(role.organisation, role.organisation), role.role or ""


def _same(wanted: str, found: str) -> bool:
    """Whether all words of one name are in the other, by their stems."""
    one, other = set(key(wanted).split()), set(key(found).split())
    return bool(one and other) and (one <= other or other <= one)


def unseen_news(path: Path, seen: Iterable[Path]) -> Iterator[Example]:
    """The news of SmartData without the texts of the gold files in ``seen``."""
    return read_smartdata(path, without=[gold["text"] for file in seen for gold in read(file)], sources={"news"})


def _line(name: str, scores: Scores) -> str:
    columns = [f"{label} {scores.strict[label].f1:.3f}" for label in (*sorted(PUBLIC_LABELS), "all")]
    return f"{name}: strict F1 {', '.join(columns)} (relaxed {scores.relaxed['all'].f1:.3f}), {scores.releases} texts"


def main() -> None:
    """Print a line for each set given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--germeval", type=Path)
    parser.add_argument("--smartdata", type=Path)
    parser.add_argument("--seen", type=Path, action="append", default=[], help="gold that the model was trained on")
    parser.add_argument("--model", default=DEFAULT)
    arguments = parser.parse_args()
    extractor = Extractor(arguments.model)
    if arguments.germeval:
        print(_line("GermEval", mention_scores(read_germeval(arguments.germeval), extractor)), flush=True)
    if arguments.smartdata:
        news = mention_scores(unseen_news(arguments.smartdata, arguments.seen), extractor)
        print(_line("SmartData news", news), flush=True)
        pairs, positions = leadership_scores(arguments.smartdata, extractor)
        print(f"{LEADERSHIP}: {pairs.recall:.3f} of {pairs.gold} facts, with position {positions.recall:.3f}")


if __name__ == "__main__":
    main()
