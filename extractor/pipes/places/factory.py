"""Registration of the pipe with spaCy."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipes.places.logic import places, with_places
from extractor.text.document import register_extensions


class Places:
    """Gathers the mentions of places into ``doc._.places``."""

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Read and write ``doc._.mentions``; write ``doc._.places``."""
        doc._.mentions = with_places(doc.text, doc._.mentions)
        doc._.places = places(doc.text, doc._.mentions)
        return doc


@Language.factory("press_places", assigns=["doc._.mentions", "doc._.places"])
def press_places(nlp: Language, name: str) -> Places:
    """Places, one entry each."""
    return Places()
