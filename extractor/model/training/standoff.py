"""Annotations kept apart from their texts: spans and corrections by checksum, where the texts may not travel along."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractor.model.training.corpora import CorpusError, Example, SpanT, open_text


def checksum(text: str) -> str:
    """What names a text: the SHA-256 of its UTF-8 bytes."""
    return sha256(text.encode()).hexdigest()


def release_text(row: dict[str, Any]) -> str:
    """The text that annotations of an archive's row count in: its title, a blank line, its text."""
    return f"{row.get('title') or ''}\n\n{row['text']}".strip()


def annotated(path: Path, texts: Iterable[str]) -> Iterator[Example]:
    """The texts that the JSON Lines file ``path`` annotates (``sha256``, ``spans`` as ``[start, end, label]``)."""
    rows = _by_checksum(path)
    for text in texts:
        row = rows.pop(checksum(text), None)
        if row is not None:
            yield Example(text, tuple(_spans(row["spans"])))
    if rows:
        raise CorpusError(f"{path}: {len(rows)} annotated texts are not in the archive, {_named(rows)}")


def corrected(examples: Iterable[Example], path: Path) -> Iterator[Example]:
    """The examples, those that ``path`` corrects (``sha256``, spans to ``remove`` and ``add``) with it applied."""
    rows = _by_checksum(path)
    for example in examples:
        row = rows.pop(checksum(example.text), None)
        yield example if row is None else _corrected(example, row, path)
    if rows:
        raise CorpusError(f"{path}: {len(rows)} corrected texts are not in the training data, {_named(rows)}")


def _corrected(example: Example, row: dict[str, Any], path: Path) -> Example:
    removed = set(_spans(row["remove"]))
    if not removed <= set(example.spans):
        raise CorpusError(f"{path}: {row.get('id')} removes spans that the release does not have")
    return replace(example, spans=tuple(sorted({*example.spans, *_spans(row["add"])} - removed)))


def _by_checksum(path: Path) -> dict[str, dict[str, Any]]:
    with open_text(path) as lines:
        return {row["sha256"]: row for row in map(json.loads, lines)}


def _spans(rows: Iterable[tuple[int, int, str]]) -> list[SpanT]:
    return [(start, end, label) for start, end, label in rows]


def _named(rows: dict[str, dict[str, Any]]) -> str:
    return f"the first is {next(iter(rows.values())).get('id')}"
