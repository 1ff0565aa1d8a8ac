"""Releases worth annotating: those the model is least sure of, as different from each other as can be.

From a random part of the archive, release after release is taken for which doubt times novelty is largest: doubt is the
chance of a wrong tag, summed over the pieces and divided by the words; novelty is the distance, in words, from the
nearest that was taken.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from extractor.archive.release import Failure, Release
from extractor.archive.unread import Item, Unread
from extractor.evaluation.annotated import gold_of
from extractor.evaluation.gold import Gold
from extractor.model import pieces
from extractor.model.component import TaggerPipe
from extractor.pipeline import Extractor

logger = logging.getLogger("extractor.evaluation.sampling")

WORD = re.compile(r"[^\W\d_]{4,}")
SIZE = 4096
"""Length of the vectors in which words are counted."""
SAME = 0.1
"""Releases that are nearer to one that was taken say nothing new."""
FEWEST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release with its pre-annotation, the model's doubt and its words as a vector of length 1."""

    gold: Gold
    doubt: float
    words: NDArray[np.float32]


def part(items: Iterable[Item], size: int, seed: int) -> list[Release | Unread]:
    """``size`` releases of an archive of any length, each as likely as the others, in its order."""
    random = Random(seed)
    kept: list[tuple[int, Release | Unread]] = []
    readable = (item for item in items if not isinstance(item, Failure))
    for number, item in enumerate(readable):
        if len(kept) < size:
            kept.append((number, item))
        elif (place := random.randrange(number + 1)) < size:
            kept[place] = number, item
    return [item for _, item in sorted(kept, key=lambda pair: pair[0])]


def candidates(items: Iterable[Release | Unread], extractor: Extractor) -> Iterator[Candidate]:
    """Each release that can be read and is long enough, extracted."""
    for item in items:
        release = item.read() if isinstance(item, Unread) else item
        if isinstance(release, Failure) or len(release.text.split()) < FEWEST_WORDS:
            continue
        try:
            gold = gold_of(extractor.extract_release(release))
        except ValueError as error:
            logger.debug("%s is left out: %s", release.id, error)
            continue
        yield Candidate(gold, doubt(release.text, extractor), vector(release.text))


def doubt(text: str, extractor: Extractor) -> float:
    """The wrong tags that the model expects of itself, per word; 1 of a model that does not say."""
    pipe = dict(extractor.nlp.pipeline).get("press_tagger")
    if not isinstance(pipe, TaggerPipe):
        return 1.0
    parts = pieces.split(text, pipe.tagger.tokenizer)
    if not len(parts):
        return 0.0
    wrong = 1 - np.exp(pipe.tagger.log_probabilities(parts).max(1))
    return float(wrong.sum()) / max(1, len(text.split()))


def vector(text: str) -> NDArray[np.float32]:
    """The words of a text as a vector of length 1: logarithms of counts, hashed."""
    counts = np.zeros(SIZE, np.float32)
    for word, count in Counter(WORD.findall(text.casefold())).items():
        counts[crc32(word.encode()) % SIZE] += 1 + np.log(count)
    return counts / max(float(np.linalg.norm(counts)), 1e-9)


def chosen(found: Iterable[Candidate], count: int) -> list[Gold]:
    """The releases most worth annotating, the first first."""
    pool = list(found)
    if not pool:
        return []
    doubts = np.array([one.doubt for one in pool])
    words = np.stack([one.words for one in pool])
    novelty = np.ones(len(pool))
    taken: list[Gold] = []
    while len(taken) < min(count, len(pool)):
        best = int(np.argmax(np.where(novelty > SAME, doubts * novelty, -1.0)))
        if novelty[best] <= SAME:
            break
        taken.append(pool[best].gold)
        novelty = np.minimum(novelty, 1 - words @ words[best])
    return taken
