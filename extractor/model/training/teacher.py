"""Soft labels: what a teacher thinks of every piece of many texts, kept in a folder of shards.

A shard holds some texts with the teacher's pieces and its log-probabilities in half precision. A shard is written
whole, so a broken run goes on behind its last one.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.model import pieces as piece
from extractor.model.folder import fingerprint
from extractor.model.tagger import Tagger
from extractor.model.training.corpora import open_text, read_marked
from extractor.model.training.held_out import HeldOut
from extractor.model.training.standoff import checksum, release_text
from extractor.text.view import clean

logger = logging.getLogger(__name__)

MANIFEST = "manifest.json"
SHARD = 200
"""Texts in a shard: some 2 MB, half a minute of the teacher."""


class SoftLabelsError(ValueError):
    """A folder of soft labels that is not what is asked for, with what to do about it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the teacher's pieces: ``ids``, ``starts``, ``ends`` of shape ``(n,)``, ``scores`` ``(n, tags)``."""

    text: str
    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    scores: NDArray[np.float16]


def texts_of(path: Path) -> Iterator[str]:
    """The texts of JSON Lines (releases with titles before them, gold as it is) or of a folder of marked texts."""
    if path.is_dir():
        yield from (example.text for example in read_marked(path))
        return
    with open_text(path) as lines:
        for row in map(json.loads, lines):
            yield row["text"] if "spans" in row else release_text(row)


def wanted(sources: Iterable[Path], held_out: HeldOut) -> Iterator[str]:
    """Each text of ``sources`` once, as the tagger is given it in the pipeline, without what is held out."""
    seen: set[str] = set()
    for text in (clean(text).text for path in sources for text in texts_of(path)):
        name = checksum(text)
        if text and name not in seen and not held_out.holds(text):
            seen.add(name)
            yield text


def label(sources: Sequence[Path], held_out: Sequence[Path], teacher: Path, folder: Path, *, threads: int = 2) -> Cache:
    """Label the texts of ``sources`` into ``folder``; a broken run goes on. Raises ``SoftLabelsError``."""
    tagger = Tagger(teacher, threads=threads)
    kept = HeldOut(text for path in held_out for text in texts_of(path))
    total, digest = _census(wanted(sources, kept))
    cache = Cache(folder)
    cache.begin({"teacher": fingerprint(teacher), "texts": total, "shard": SHARD, "sources": digest})
    done = cache.shards
    logger.info("%d texts to label, %d shards are there", total, done)
    texts = islice(wanted(sources, kept), done * SHARD, None)
    begun, characters, count = time.monotonic(), 0, done * SHARD
    while block := list(islice(texts, SHARD)):
        cache.append([labelled(text, tagger) for text in block])
        count, characters = count + len(block), characters + sum(map(len, block))
        seconds = time.monotonic() - begun
        left = seconds / (count - done * SHARD) * (total - count) / 60
        logger.info("%d of %d texts, %.0f characters/s, %.0f min left", count, total, characters / seconds, left)
    return cache


def labelled(text: str, tagger: Tagger) -> Labelled:
    """One text; its windows are a batch, as when it is tagged."""
    parts = piece.split(text, tagger.tokenizer)
    n_tags = 1 + 2 * len(tagger.config.labels)
    scores = tagger.log_probabilities(parts) if len(parts) else np.zeros((0, n_tags), np.float32)
    ids, starts, ends = (values.astype(np.int32) for values in (parts.ids, parts.starts, parts.ends))
    return Labelled(text, ids, starts, ends, scores.astype(np.float16))


class Cache:
    """A folder of soft labels."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def shards(self) -> int:
        """The shards that are there, all whole."""
        return sum(1 for _ in self.folder.glob("shard-*.npz"))

    def whole(self) -> Cache:
        """The same, if all its texts are labelled. Raises ``SoftLabelsError``."""
        if not (self.folder / MANIFEST).is_file():
            raise SoftLabelsError(f"{self.folder} holds no soft labels; `extractor model label` writes them")
        manifest = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        needed = -(-manifest["texts"] // manifest["shard"])
        if not needed or self.shards < needed:
            raise SoftLabelsError(f"{self.folder} has {self.shards} of {needed} shards; run `extractor model label` on")
        return self

    def teacher(self) -> str:
        """The fingerprint of the teacher."""
        return str(json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))["teacher"])

    def begin(self, manifest: dict[str, Any]) -> None:
        """Write the manifest, or find that the one that is there is the same."""
        path = self.folder / MANIFEST
        if path.is_file():
            if json.loads(path.read_text(encoding="utf-8")) != manifest:
                raise SoftLabelsError(f"{self.folder} is of another teacher or other texts; choose another folder")
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")

    def append(self, texts: Sequence[Labelled]) -> None:
        """Write one more shard."""
        target = self.folder / f"shard-{self.shards:05}.npz"
        part = target.with_suffix(".part")
        columns: dict[str, Any] = {
            name: np.concatenate([getattr(text, name) for text in texts])
            for name in ("ids", "starts", "ends", "scores")
        }
        with part.open("wb") as file:
            np.savez_compressed(
                file,
                texts=np.frombuffer("\0".join(text.text for text in texts).encode(), np.uint8),
                lengths=np.array([len(text.ids) for text in texts], np.int64),
                **columns,
            )
        part.replace(target)

    def read(self, number: int) -> list[Labelled]:
        """The texts of a shard."""
        with np.load(self.folder / f"shard-{number:05}.npz") as data:
            texts = data["texts"].tobytes().decode().split("\0")
            cuts = np.cumsum(data["lengths"])[:-1]
            columns = [np.split(data[name], cuts) for name in ("ids", "starts", "ends", "scores")]
        return [Labelled(*values) for values in zip(texts, *columns, strict=True)]

    def texts(self) -> Iterator[str]:
        """All texts."""
        for number in range(self.shards):
            with np.load(self.folder / f"shard-{number:05}.npz") as data:
                yield from data["texts"].tobytes().decode().split("\0")


def _census(texts: Iterable[str]) -> tuple[int, str]:
    digest, count = sha256(), 0
    for text in texts:
        digest.update(checksum(text).encode())
        count += 1
    return count, digest.hexdigest()


def projected(text: Labelled, parts: piece.Pieces) -> NDArray[np.float32]:
    """The teacher's probabilities of shape ``(pieces, tags)`` for the pieces ``parts`` of another tokeniser.

    A piece takes those of the teacher's piece at its characters. Of several pieces in one of the teacher's, only the
    first can begin a mention: what follows continues it. A piece over several takes of each tag what any of them has,
    as a span's first piece begins it and every other that touches it continues it.
    """
    chances = np.exp(text.scores.astype(np.float32))
    going_on = chances.copy()
    going_on[:, 2::2] += going_on[:, 1::2]
    going_on[:, 1::2] = 0.0
    first, last = touched(text, parts)
    again = np.zeros(len(parts), np.bool_)
    again[1:] = last[:-1] > first[1:]
    result = np.where(again[:, None], going_on[first], chances[first])
    for at in np.flatnonzero(last - first > 1):
        rows = chances[first[at] : last[at]].copy()
        rows[0] = result[at]
        result[at] = _joined(rows)
    return np.asarray(result, np.float32)


def touched(text: Labelled, parts: piece.Pieces) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each piece the teacher's pieces that share characters with it, at least one, as ``[first, last)``."""
    first = np.minimum(np.searchsorted(text.ends, parts.starts, "right"), len(text.ids) - 1)
    return first, np.maximum(np.searchsorted(text.starts, parts.ends, "left"), first + 1)


def _joined(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    begins, whole = rows[:, 1::2].max(0), (rows[:, 1::2] + rows[:, 2::2]).max(0)
    result = np.empty(rows.shape[1], np.float32)
    result[0], result[1::2], result[2::2] = rows[:, 0].min(), begins, whole - begins
    return np.asarray(result / result.sum(), np.float32)
