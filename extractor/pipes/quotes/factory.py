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
def create_quotes_pipe(nlp: Language, name: str) -> QuotesPipe:
    """Direct and indirect quotes with their speakers.

    Direct: the article's four come out right. The 243 quotes found in the 509 training releases
    (gold mentions) were read by eye: all but two are quotes, some 97 % have the right speaker or rightly none, and
    about five were missed. These releases were read during development too, so unseen ones will do less well.

    Indirect: 170 stretches of up to five sentences from archive releases, many of courts and police, were annotated
    with 167 reported contents by the author of the rules, in three samples, each before the rules were mended on it.
    On that first sight 152 of 159 found had the exact span (precision .956, recall .910), one more half of it; the
    names were given, and 152 of 153 speakers were right, most of them rightly null. The last sample, drawn with the
    widest net, had 16 of 20 found and of 19 annotated. There is no unseen set.

    With gold mentions, on 326 written texts that were read during development (``annotations/records.gold.jsonl``
    beside the training): direct F1 .986, indirect .965, right speaker of what was found .975; on the held-out part of
    ``corpus/``, unseen: .970, .848, .849 (``make measure GOLD=… MODEL=gold``).
    """
    register_extensions()
    return QuotesPipe()
