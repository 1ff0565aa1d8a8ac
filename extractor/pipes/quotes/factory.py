"""The spaCy component ``press_quotes``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipes.quotes.logic import find_quotes
from extractor.text.document import register_extensions, sentences


class QuotesPipe:
    """Fills ``doc._.quotes``; runs after people and links."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of ``doc``."""
        doc._.quotes = find_quotes(doc.text, sentences(doc), doc._.mentions, doc._.people, doc._.zones)
        return doc


@Language.factory("press_quotes", assigns=["doc._.quotes"], requires=["doc._.mentions", "doc._.people"])
def create_quotes_pipe(nlp: Language, name: str) -> QuotesPipe:  # noqa: ARG001 (spaCy passes both)
    """Direct quotes with their speakers.

    Read by eye on the 243 quotes found in the 509 training releases (gold mentions, no gold quotes): 97 % are quotes,
    97 % of these carry the right speaker or rightly none.
    """
    register_extensions()
    return QuotesPipe()
