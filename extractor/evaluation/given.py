"""Records from the annotators' own mentions: what the rules of linking and naming make of perfect mentions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor.evaluation.gold import Gold
from extractor.pipeline import RULES, Extractor
from extractor.pipes import FINDERS
from extractor.text.document import Mention

COMPONENT = "press_given_mentions"
BY_RULES = frozenset({"MONEY"})
"""Labels that the rules find themselves, whatever a model says."""


class GivenMentions:
    """Writes the spans it was last given to ``doc._.mentions``, carried into the view that the pipes read."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int, str]] = []

    def __call__(self, doc: Doc) -> Doc:
        """Put the mentions on ``doc``."""
        view = doc._.view
        seen = [(*view.seen(start, end), label) for start, end, label in self.spans if label not in BY_RULES]
        doc._.mentions = [Mention(start, end, label, "gold") for start, end, label in seen if start < end]
        return doc


@Language.factory(COMPONENT, assigns=["doc._.mentions"])
def make_given_mentions(nlp: Language, name: str) -> GivenMentions:  # noqa: ARG001 (spaCy's signature)
    """Mentions from outside, for measuring."""
    return GivenMentions()


def extracted_from_gold(gold: Iterable[Gold]) -> dict[str, Mapping[str, Any]]:
    """The record of each gold release, made from its ``spans``, as plain data, by id."""
    extractor = Extractor(RULES)
    for name in FINDERS:
        extractor.nlp.get_pipe(name).find = False  # type: ignore[attr-defined]
    given = extractor.nlp.add_pipe(COMPONENT, before="press_amounts")
    records: dict[str, Mapping[str, Any]] = {}
    for release in gold:
        given.spans = [(span["start"], span["end"], span["label"]) for span in release["spans"]]  # type: ignore[attr-defined]
        records[release["id"]] = json.loads(extractor.extract(release["text"], id=release["id"]).to_json())
    return records
