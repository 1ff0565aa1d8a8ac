"""The tokeniser: every run of word characters is a token, every other character that is no white space is one too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.util import registry

from extractor.text.document import register_extensions
from extractor.text.view import MARKS, clean

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

_TOKEN = re.compile(rf"(\w[\w{MARKS}]*|[^\w\s]|\s+)( (?!\s))?")


def words_and_spaces(text: str) -> tuple[list[str], list[bool]]:
    """The tokens of ``text`` and whether one plain space follows each; other white space is a token of its own.

    >>> words_and_spaces("Bürger:innen  da. ")
    (['Bürger', ':', 'innen', '  ', 'da', '.'], [False, False, False, False, False, True])
    """
    found = _TOKEN.findall(text)
    return [word for word, _ in found], [bool(space) for _, space in found]


class PressTokenizer:
    """Cleans a text and cuts the view into tokens; ``doc._.view`` brings the offsets home.

    ``doc.text`` is always the view's text. It has no settings, so nothing of it is stored with a pipeline.
    """

    def __init__(self, vocab: Vocab) -> None:
        register_extensions()
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The document of one release."""
        view = clean(text)
        words, spaces = words_and_spaces(view.text)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc._.view = view
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 (spaCy's signature)
        """Nothing to store."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> PressTokenizer:  # noqa: ARG002
        """Nothing to load."""
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to store."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> PressTokenizer:  # noqa: ARG002
        """Nothing to load."""
        return self


@registry.tokenizers("extractor.PressTokenizer.v1")  # type: ignore[untyped-decorator]
def create_press_tokenizer() -> Callable[[Language], PressTokenizer]:
    """What spaCy's config names: from a ``Language`` to its tokeniser."""

    def create(nlp: Language) -> PressTokenizer:
        return PressTokenizer(nlp.vocab)

    return create
