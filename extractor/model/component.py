"""spaCy components that find mentions: the shipped tagger, or any spaCy pipeline with German entities."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from extractor.model.folder import CONFIG_FILE, DEFAULT_MODEL, MODEL_FILE, TOKENIZER_FILE, ModelError
from extractor.model.tagger import Tagger, load_tagger
from extractor.model.tags import LABELS
from extractor.text.addresses import outside_addresses
from extractor.text.document import Mention, register_extensions

if TYPE_CHECKING:
    from spacy.tokens import Doc

ENTITY_LABELS = {"PER": "PERSON", "PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}
INSTALL_HINT = (
    "give default, fast, rules, a folder or an installed spaCy pipeline; `python -m spacy download de_core_news_sm` "
    "gets that one from its makers' release page (it is not on PyPI)"
)


class TaggerPipe:
    """Writes the tagger's mentions to ``doc._.mentions``.

    Measured strict F1 on unseen releases: see MODEL_CARD.md beside the default model.
    """

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document."""
        found = (Mention(start, end, label) for start, end, label in self.tagger.tag(doc.text))
        doc._.mentions = outside_addresses(doc.text, found)
        return doc

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 (spaCy's signature)
        """Copy the model's files, so that the saved pipeline stands alone."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        for name in (CONFIG_FILE, TOKENIZER_FILE, MODEL_FILE):
            shutil.copyfile(self.tagger.folder / name, path / name)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> TaggerPipe:  # noqa: ARG002
        """Load the model's files from a saved pipeline."""
        self.tagger = load_tagger(Path(path))
        return self


@Language.factory("press_tagger", default_config={"folder": None}, assigns=["doc._.mentions"])
def make_tagger_pipe(nlp: Language, name: str, folder: str | None) -> TaggerPipe:  # noqa: ARG001 (spaCy's signature)
    """The tagger in ``folder``, by default the one that ships with the package."""
    register_extensions()
    return TaggerPipe(load_tagger(Path(folder) if folder else DEFAULT_MODEL))


class EntitiesPipe:
    """Writes the entities of another spaCy pipeline (PER, ORG, LOC, or all our own labels) to ``doc._.mentions``."""

    def __init__(self, inner: Language) -> None:
        self.inner = inner

    @property
    def finds_all(self) -> bool:
        """Whether the pipeline was trained on all our labels."""
        return set(entity_labels(self.inner)) >= set(LABELS)

    def __call__(self, doc: Doc) -> Doc:
        """Run the other pipeline over the text, with its own tokeniser and vocabulary."""
        self.inner.max_length = max(self.inner.max_length, len(doc.text))
        with self.inner.memory_zone():
            entities = self.inner(doc.text).ents
            found = [(entity.start_char, entity.end_char, entity.label_) for entity in entities]
        evidence = f"{self.inner.lang}_{self.inner.meta.get('name', 'model')}"
        known = dict(zip(LABELS, LABELS, strict=True)) if self.finds_all else ENTITY_LABELS
        mentions = (Mention(start, end, known[label], evidence) for start, end, label in found if label in known)
        doc._.mentions = outside_addresses(doc.text, mentions)
        return doc

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the other pipeline inside this one."""
        self.inner.to_disk(path, exclude=list(exclude))

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> EntitiesPipe:
        """Load the other pipeline from inside this one."""
        import spacy

        self.inner = spacy.load(path, exclude=list(exclude))
        return self


@Language.factory("press_entities", default_config={"model": "de_core_news_sm"}, assigns=["doc._.mentions"])
def make_entities_pipe(nlp: Language, name: str, model: str) -> EntitiesPipe:  # noqa: ARG001
    """The entities of the installed spaCy pipeline ``model`` (a package's name or a path)."""
    register_extensions()
    return EntitiesPipe(load_spacy_pipeline(model))


def load_spacy_pipeline(model: str) -> Language:
    """An installed spaCy pipeline with entities, without the components that entities do not need."""
    import spacy

    try:
        inner = spacy.load(model, exclude=["parser", "lemmatizer", "attribute_ruler", "tagger", "morphologizer"])
    except OSError as error:
        raise ModelError(f"no model {model!r}: {INSTALL_HINT}") from error
    except Exception as error:  # a broken package raises whatever its parts raise
        raise ModelError(f"the spaCy pipeline {model!r} cannot be loaded: {error}") from error
    if not set(entity_labels(inner)) & set(ENTITY_LABELS):
        raise ModelError(f"the spaCy pipeline {model!r} knows none of the entity labels PER, ORG, LOC")
    return inner


def entity_labels(inner: Language) -> list[str]:
    """The labels that the pipeline's components give."""
    labels: dict[str, Any] = dict(inner.pipe_labels)
    return [label for values in labels.values() for label in values]
