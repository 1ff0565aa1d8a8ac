"""Registration of the pipe with spaCy."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipes.organisations.logic import organisations, with_organisations
from extractor.text.document import register_extensions


class Organisations:
    """Adds organisations that rules are sure of and gathers all into ``doc._.organisations``."""

    def __init__(self, *, find: bool) -> None:
        register_extensions()
        self.find = find

    def __call__(self, doc: Doc) -> Doc:
        """Read and write ``doc._.mentions``; write ``doc._.organisations``."""
        doc._.mentions = with_organisations(doc.text, doc._.mentions, find=self.find)
        doc._.organisations = organisations(doc.text, doc._.mentions)
        return doc


@Language.factory(
    "press_organisations",
    default_config={"find": False},
    assigns=["doc._.mentions", "doc._.organisations"],
)
def press_organisations(nlp: Language, name: str, find: bool) -> Organisations:
    """Organisations; ``find`` looks for them without a model's mentions too.

    With annotated mentions as input: entries F1 .986 and aliases 1.0 on the training releases, .932 and .949 on dev.
    ``find`` without any mention of an organisation: precision .79, recall .48 on the training releases.
    """
    return Organisations(find=find)
