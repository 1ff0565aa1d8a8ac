"""The whole pipeline: as a spaCy ``Language``, and as an ``Extractor`` from text to record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor import __version__
from extractor.archive.release import MAX_CHARACTERS, Release
from extractor.model.folder import CONFIG_FILE, SHIPPED, Config, ModelError, fingerprint, shipped
from extractor.records import Provenance, Record

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT, FAST, RULES = "default", "fast", "rules"


class TextTooLong(ValueError):  # noqa: N818 (reads as what it says)
    """A text longer than the limit."""


def load(model: str = DEFAULT) -> Language:
    """The pipeline as a spaCy ``Language``.

    ``model`` is ``default`` (the shipped tagger), ``fast`` (a smaller one), ``rules`` (no model), a folder that
    ``extractor train`` wrote, or a spaCy pipeline by name or path; where that has not all our labels, its PER, ORG and
    LOC feed the rules. Raises ``ModelError``.
    """
    with _tagger_beside(model):
        return _pipeline(model)


@contextmanager
def _tagger_beside(model: str) -> Iterator[None]:
    """A shipped tagger loads in a thread while this one loads spaCy and the rules; both take about as long."""
    folder = shipped(model)
    if folder is None:
        yield
        return
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_load_tagger, folder)
        yield


def _load_tagger(folder: Path) -> None:
    from extractor.model.tagger import load_tagger

    fingerprint(folder)
    load_tagger(folder)


def _pipeline(model: str) -> Language:
    import spacy

    from extractor import pipes

    pipes.register()
    nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": "extractor.PressTokenizer.v1"}}})
    nlp.max_length = 10**9
    nlp.add_pipe("press_sentences")
    nlp.add_pipe("press_zones")
    finds_all = _add_model(nlp, model)
    for name in pipes.NAMES:
        nlp.add_pipe(name, config={} if name not in pipes.FINDERS else {"find": not finds_all})
    return nlp


def _add_model(nlp: Language, model: str) -> bool:
    """Add the component that finds mentions; whether it knows all labels."""
    if model == RULES:
        return False
    if model == DEFAULT:
        nlp.add_pipe("press_tagger")
        return True
    folder = shipped(model) or Path(model)
    if (folder / CONFIG_FILE).is_file():
        nlp.add_pipe("press_tagger", config={"folder": str(folder.resolve())})
        return True
    entities: Any = nlp.add_pipe("press_entities", config={"model": model})
    return bool(entities.finds_all)


class Extractor:
    """From text to record with one model.

    >>> record = Extractor().extract("Kiel. Landrätin Petra Kolb gab 1,2 Millionen Euro frei.")
    >>> record.amounts[0].value
    Decimal('1200000')
    """

    def __init__(self, model: str = DEFAULT, *, keep_text: bool = True, max_characters: int = MAX_CHARACTERS) -> None:
        self.nlp = load(model)
        self.keep_text = keep_text
        self.max_characters = max_characters
        self.provenance = identify(model, self.nlp)

    def extract(self, text: str, *, id: str = "text") -> Record:  # noqa: A002 (the record's own word)
        """The record of one text."""
        return self.extract_release(Release.of_text(text, id=id))

    def extract_release(self, release: Release) -> Record:
        """The record of one release. Raises ``TextTooLong``; no other text is refused."""
        from extractor.pipes.record import build_record

        if reason := release.too_long(self.max_characters):
            raise TextTooLong(reason)
        with self.nlp.memory_zone():
            return build_record(self.nlp(release.text), release, self.provenance, keep_text=self.keep_text)

    def extract_many(self, items: Iterable[str | Release]) -> Iterator[Record]:
        """The records of many texts or releases, in their order; texts are numbered from 1."""
        for number, item in enumerate(items, 1):
            yield self.extract(item, id=str(number)) if isinstance(item, str) else self.extract_release(item)


def identify(model: str = DEFAULT, nlp: Language | None = None) -> Provenance:
    """What produces the records of ``model``, of which ``nlp`` is at hand perhaps. Raises ``ModelError``."""
    name, version, digest = _model_identity(model, nlp)
    whole = sha256("\n".join((__version__, code_fingerprint(), name, version, digest)).encode()).hexdigest()
    return Provenance(version=__version__, model=name, model_version=version, fingerprint=whole)


def _model_identity(model: str, nlp: Language | None) -> tuple[str, str, str]:
    if model == RULES:
        return RULES, __version__, ""
    folder = shipped(model) or Path(model)
    if (folder / CONFIG_FILE).is_file():
        config = Config.read(folder / CONFIG_FILE)
        return config.name, config.version, fingerprint(folder.resolve())
    nlp = nlp or load(model)
    meta = nlp.get_pipe("press_entities").inner.meta  # type: ignore[attr-defined]
    return f"{meta['lang']}_{meta['name']}", meta["version"], ""


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """SHA-256 over what the package extracts with, so that no change of a rule goes unnoticed."""
    digest = sha256()
    root = Path(__file__).parent
    apart = {*SHIPPED.values(), root / "model" / "training", root / "evaluation"}
    for path in sorted(root.rglob("*")):
        if path.suffix in {".py", ".txt", ".csv", ".tsv", ".json"} and apart.isdisjoint(path.parents):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


__all__ = ["Extractor", "ModelError", "TextTooLong", "load"]
