"""Registration of the pipe with spaCy."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipes.links.logic import link
from extractor.text.document import register_extensions, sentences


class Links:
    """Gives the people in ``doc._.people`` their roles and organisations.

    On the mentions of 160 annotated releases: person and role F1 .966, person and organisation .905 (precision .958);
    on 48 unseen ones .974 and .818 (precision .978). On 326 texts of other senders (``annotations/records.gold.jsonl``
    beside the training), whose annotators tied offices to bodies sentences away, .956 and .613 (precision .919), and on
    the held-out part of ``corpus/`` .875 and .542 (precision .816). Each by ``make measure GOLD=… MODEL=gold``.
    """

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Read mentions, organisations, places and sentences; write the roles of ``doc._.people``."""
        link(doc.text, doc._.mentions, doc._.people, doc._.organisations, doc._.places, sentences(doc))
        return doc


@Language.factory("press_links", assigns=["doc._.people"])
def press_links(nlp: Language, name: str) -> Links:
    """Roles, organisations and status of people."""
    return Links()
