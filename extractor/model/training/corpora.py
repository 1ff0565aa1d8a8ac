"""Annotated texts for training: releases with all labels, and public sets that annotate some of them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from extractor.model.tags import LABELS

SpanT = tuple[int, int, str]

SMARTDATA_LABELS = {
    "person": "PERSON",
    "organization": "ORG",
    "organization-company": "ORG",
    "location": "LOC",
    "location-city": "LOC",
    "location-street": "LOC",
    "location-route": "LOC",
    "location-stop": "LOC",
}
GERMEVAL_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
PUBLIC_LABELS = frozenset({"PERSON", "ORG", "LOC"})

_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%’…")
_NO_SPACE_AFTER = frozenset("([{„‚")
_MARK = re.compile(r"⟦([^⟦⟧|]+)\|([A-Z]+)⟧")


class CorpusError(ValueError):
    """A training file that does not hold what it should, with file and line."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text with spans ``(start, end, label)``; outside them only ``annotated`` labels are known to be absent."""

    text: str
    spans: tuple[SpanT, ...]
    annotated: frozenset[str] = frozenset(LABELS)


def open_text(path: Path) -> IO[str]:
    """``path`` opened as UTF-8, unpacked where its name ends in ``.gz``."""
    if path.suffix == ".gz":
        return cast("IO[str]", gzip.open(path, "rt", encoding="utf-8"))
    return path.open(encoding="utf-8")


def read_gold(path: Path) -> Iterator[Example]:
    """Releases as JSON Lines: ``text`` and ``spans`` with ``start``, ``end``, ``label``."""
    with open_text(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                spans = [(span["start"], span["end"], span["label"]) for span in row["spans"]]
                yield Example(row["text"], tuple(sorted(spans)))
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusError(f"{path}:{number}: no annotated release ({error!r})") from error


def read_marked(folder: Path) -> Iterator[Example]:
    """Texts (``*.txt``, also in sub-folders) with their mentions marked inline: ``⟦Kiel|LOC⟧``."""
    for path in sorted(folder.rglob("*.txt")):
        yield parse_marked(path.read_text(encoding="utf-8").strip())


def parse_marked(marked: str) -> Example:
    """The text without its marks, and the marks as spans."""
    text, spans, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        last = match.end()
    text += marked[last:]
    if "⟦" in text or "⟧" in text or any(label not in LABELS for _, _, label in spans):
        raise CorpusError(f"unbalanced or unknown mark in {text[:60]!r}")
    return Example(text, tuple(spans))


def read_smartdata(
    path: Path, *, without: Iterable[str] = (), sources: Collection[str] = ("news", "rss")
) -> Iterator[Example]:
    """The texts of SmartData (JSON Lines) from ``sources`` but those in ``without``; titles are cut off names."""
    skipped = {_folded(text) for text in without}
    with open_text(path) as lines:
        for row in map(json.loads, lines):
            text = row["text"]
            if row["source"] not in sources or _folded(text) in skipped:
                continue
            spans = [
                (start + 4 if text.startswith("Dr. ", start) else start, end, SMARTDATA_LABELS[label])
                for start, end, label in sorted((e["start"], e["end"], e["label"]) for e in row["entities"])
                if label in SMARTDATA_LABELS
            ]
            yield Example(text, tuple(spans), PUBLIC_LABELS)


def _folded(text: str) -> str:
    return " ".join(text.split())[:200]


def read_germeval(path: Path) -> Iterator[Example]:
    """Sentences of GermEval 2014 (four columns; the outer spans are used), put back into running text."""
    words: list[str] = []
    tags: list[str] = []
    with open_text(path) as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(columns) < 3:
                if words:
                    yield _sentence(words, tags)
                words, tags = [], []
            else:
                words.append(columns[1])
                tags.append("O" if columns[2].endswith(("deriv", "part")) else columns[2])
    if words:
        yield _sentence(words, tags)


def _sentence(words: list[str], tags: list[str]) -> Example:
    text, places = _detokenised(words)
    spans: list[SpanT] = []
    for (start, end), tag in zip(places, tags, strict=True):
        label = GERMEVAL_LABELS.get(tag[2:])
        if label and tag.startswith("I") and spans and spans[-1][2] == label:
            spans[-1] = (spans[-1][0], end, label)
        elif label:
            spans.append((start, end, label))
    return Example(text, tuple(spans), PUBLIC_LABELS)


def _detokenised(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    text, places, glued, quoted = "", [], True, False
    for word in words:
        closes = word in {'"', "'"} and quoted
        if not (glued or closes or (word[:1] in _NO_SPACE_BEFORE and word != "...")):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        glued = word in _NO_SPACE_AFTER
        if word in {'"', "'"}:
            quoted = not quoted
            glued = quoted
    return text, places
