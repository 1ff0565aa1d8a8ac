"""Formats of JSON: our own folder and lines, doccano and Prodigy. All carry a whole release."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.evaluation import gold as golds
from extractor.evaluation.converters.base import (
    ATTRIBUTES,
    LISTS,
    ConvertError,
    Format,
    edges_of,
    everything,
    file_name,
    lines,
    span_of,
    tokens,
)
from extractor.evaluation.gold import Gold, checked, parsed

logger = logging.getLogger(__name__)
REST = "gold"
"""The key under which a task carries what its tool does not show."""


def write_folder(releases: list[Gold]) -> Iterator[tuple[str, bytes]]:
    """``<id>.txt`` and ``<id>.gold.json`` each."""
    for gold in releases:
        yield file_name(gold, golds.SUFFIX), (json.dumps(gold, ensure_ascii=False, indent=1) + "\n").encode()
        yield file_name(gold, ".txt"), gold["text"].encode()


def write_lines(releases: list[Gold]) -> Iterator[tuple[str, bytes]]:
    """One release a line."""
    yield "", _lines(releases)


def write_doccano(releases: list[Gold]) -> Iterator[tuple[str, bytes]]:
    """Sequence labelling: ``label`` holds ``[start, end, label]``; other keys become the example's metadata."""
    yield (
        "",
        _lines(
            {"text": gold["text"], "label": [[s["start"], s["end"], s["label"]] for s in gold["spans"]]} | _rest(gold)
            for gold in releases
        ),
    )


def write_prodigy(releases: list[Gold]) -> Iterator[tuple[str, bytes]]:
    """Tasks with their tokens, which are cut where a span begins or ends inside one: Prodigy takes whole tokens."""
    yield "", _lines(_task(gold) for gold in releases)


def _task(gold: Gold) -> dict[str, Any]:
    text, found = gold["text"], tokens(gold["text"], edges_of(gold["spans"]))
    first = {start: at for at, (start, _) in enumerate(found)}
    last = {end: at for at, (_, end) in enumerate(found)}
    spans = [
        {"start": span["start"], "end": span["end"], "label": span["label"]}
        | (
            {"token_start": first[span["start"]], "token_end": last[span["end"]]}
            if span["start"] in first and span["end"] in last
            else {}
        )
        for span in gold["spans"]
    ]
    rows = [
        {"text": text[start:end], "start": start, "end": end, "id": at, "ws": text[end : end + 1] == " "}
        for at, (start, end) in enumerate(found)
    ]
    return {"text": text, "meta": {"id": gold["id"]}, "tokens": rows, "spans": spans, "answer": "accept"} | _rest(gold)


def _rest(gold: Gold) -> dict[str, Any]:
    return {REST: {key: value for key, value in gold.items() if key not in {"text", "spans"}}}


def _lines(rows: Any) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def read_doccano(path: Path) -> Iterator[Gold]:
    """Exports with ``label`` (sequence labelling) or ``entities`` (with relations, which are not read)."""
    for where, row in _rows(path):
        if "entities" in row:
            marks = [
                _values(mark, ("start_offset", "end_offset", "label"), where) for mark in _list(row, "entities", where)
            ]
        else:
            marks = _list(row, "labels" if "labels" in row else "label", where)
        if not all(isinstance(mark, list) and len(mark) == 3 for mark in marks):
            raise ConvertError(f"{where}: a label needs start, end and name")
        spans = [_span(row["text"], mark, where) for mark in marks]
        yield _gold(row, spans, str(row.get("id", "")), where)


def read_prodigy(path: Path) -> Iterator[Gold]:
    """Accepted tasks; rejected and ignored ones are counted and left out."""
    skipped = 0
    for where, row in _rows(path):
        if row.get("answer", "accept") != "accept":
            skipped += 1
            continue
        marks = [_values(mark, ("start", "end", "label"), where) for mark in _list(row, "spans", where)]
        meta = row.get("meta")
        yield _gold(
            row,
            [_span(row["text"], mark, where) for mark in marks],
            str(meta.get("id", "")) if isinstance(meta, dict) else "",
            where,
        )
    if skipped:
        logger.warning("%s: %d tasks that were not accepted are left out", path, skipped)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for where, line in lines(path):
        if line.strip():
            row = parsed(line, where)
            if not isinstance(row.get("text"), str):
                raise ConvertError(f"{where}: there is no text")
            yield where, row


def _list(row: dict[str, Any], key: str, where: str) -> list[Any]:
    found = row.get(key) or []
    if not isinstance(found, list):
        raise ConvertError(f"{where}: {key} is no list")
    return found


def _values(mark: Any, keys: tuple[str, ...], where: str) -> list[Any]:
    if not isinstance(mark, dict):
        raise ConvertError(f"{where}: a span needs {', '.join(keys)}")
    return [mark.get(key) for key in keys]


def _span(text: str, mark: list[Any], where: str) -> Gold:
    start, end, label = mark
    return span_of(text, start, end, label, where)


def _gold(row: dict[str, Any], spans: list[Gold], id_: str, where: str) -> Gold:
    rest = row.get(REST, row.get("meta", {}).get(REST) if isinstance(row.get("meta"), dict) else None) or {}
    if not isinstance(rest, dict) or any(not isinstance(rest.get(key, []), list) for key in LISTS):
        raise ConvertError(f"{where}: {REST} does not hold what a gold release has")
    name = rest.get("id") or id_ or where.rpartition("/")[2].replace(":", "-")
    known = {key: value for key, value in rest.items() if key not in {"id", "text", "spans"}}
    gold = {"id": name, "text": row["text"], "spans": spans} | known
    gold |= {key: row[key] for key in ATTRIBUTES if isinstance(row.get(key), str) and key not in gold}
    if "amounts" in gold and len(gold["amounts"]) != sum(span["label"] == "MONEY" for span in spans):
        raise ConvertError(
            f"{where}: MONEY was marked anew and its amounts do not fit any more; take amounts out of its {REST}"
        )
    return checked(gold, where)


FOLDER = Format(
    "gold", golds.SUFFIX, True, "everything; <id>.txt and <id>.gold.json", everything, write_folder, golds.read
)
LINES = Format("jsonl", ".jsonl", False, "everything; one release a line", everything, write_lines, golds.read)
DOCCANO = Format("doccano", ".jsonl", False, "spans; the rest as metadata", everything, write_doccano, read_doccano)
PRODIGY = Format(
    "prodigy", ".jsonl", False, "spans with tokens; the rest beside them", everything, write_prodigy, read_prodigy
)
