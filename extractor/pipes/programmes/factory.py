"""Registration of the pipe with spaCy."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipes.programmes.logic import programmes, with_programmes
from extractor.text.document import register_extensions, sentences


class Programmes:
    """Adds programmes that rules are sure of and gathers all into ``doc._.programmes``."""

    def __init__(self, *, find: bool) -> None:
        register_extensions()
        self.find = find

    def __call__(self, doc: Doc) -> Doc:
        """Read and write ``doc._.mentions``; write ``doc._.programmes``."""
        doc._.mentions = with_programmes(doc.text, doc._.mentions, sentences(doc), find=self.find)
        doc._.programmes = programmes(doc.text, doc._.mentions)
        return doc


@Language.factory(
    "press_programmes",
    default_config={"find": False},
    assigns=["doc._.mentions", "doc._.programmes"],
)
def press_programmes(nlp: Language, name: str, find: bool) -> Programmes:
    """Programmes; ``find`` adds more liberal rules for pipelines whose model has no such label.

    With annotated mentions as input: entries F1 .983 on the training releases, .947 on dev.
    """
    return Programmes(find=find)
