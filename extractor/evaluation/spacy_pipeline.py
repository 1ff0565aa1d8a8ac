"""A spaCy pipeline as large and as fast as ``de_core_news_sm``, whose weights are not on PyPI: untrained, for timing.

Components and sizes are those of its published configuration and meta data (3.8): hash embeddings and a convolution of
96 × 4 for tagger, morphologizer, parser and lemmatizer, another such for entities.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from extractor.model.training.spacy_student import tok2vec

if TYPE_CHECKING:
    from spacy.language import Language

WIDTH, DEPTH = 96, 4
ROWS = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500}
TAGS, MORPHS = 55, 700
DEPENDENCIES = (
    "ac adc ag ams app avc cc cd cj cm cp cvc da dep dm ep ju mnr mo ng nk nmc oa oc og op par pd pg ph pm pnc punct "
    "rc re rs sb sbp svp uc vo"
).split()
ENTITIES = ("LOC", "MISC", "ORG", "PER")
WORDS = ["Die", "Landrätin", "gibt", "Geld", "."]
HEADS = [1, 2, 2, 2, 2]
OFTEN = 5
"""The lemmatizer forgets what it sees less often than three times."""


def published_sizes() -> Language:
    """The pipeline, initialised at random."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("de")
    nlp.add_pipe("tok2vec", config={"model": tok2vec(ROWS, WIDTH, DEPTH)})
    for name in ("tagger", "morphologizer", "parser", "trainable_lemmatizer"):
        nlp.add_pipe(name, config={"model": {"tok2vec": _listener()}})
    nlp.add_pipe("ner", config={"model": {"tok2vec": tok2vec(ROWS, WIDTH, DEPTH)}})
    _add_labels(nlp)
    gold: dict[str, Any] = {
        "words": WORDS, "heads": HEADS, "deps": ["nk", "sb", "ROOT", "oa", "punct"], "tags": ["T0"] * len(WORDS),
        "lemmas": ["der", "Landrätin", "geben", "Geld", "--"], "morphs": ["Case=Nom"] * len(WORDS),
        "pos": ["NOUN"] * len(WORDS), "entities": ["O", "U-PER", "O", "O", "O"],
    }  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp.initialize(lambda: [Example.from_dict(nlp.make_doc(" ".join(WORDS)), gold)] * OFTEN)
    return nlp


def _add_labels(nlp: Language) -> None:
    labels = {
        "tagger": [f"T{number}" for number in range(TAGS)],
        "morphologizer": [f"Case=Nom|Number=N{number}|POS=NOUN" for number in range(MORPHS)],
        "parser": [*DEPENDENCIES, "ROOT"],
        "ner": ENTITIES,
    }
    for name, values in labels.items():
        pipe: Any = nlp.get_pipe(name)
        for value in values:
            pipe.add_label(value)


def _listener() -> dict[str, Any]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"}
