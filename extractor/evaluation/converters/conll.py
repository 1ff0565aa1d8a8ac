"""CoNLL-2003 and CoNLL-2002: a token a line, its tag (BIO) last, a blank line after each sentence.

A release begins with ``-DOCSTART-`` and with lines such as ``# text = "…"``, whose values are JSON: so the text comes
back as it was. Without them the text is put together with spaces, and each release is named by its number.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from extractor.evaluation.converters.base import (
    ATTRIBUTES,
    ConvertError,
    Dropped,
    Format,
    edges_of,
    flat,
    lines,
    only,
    sentences,
    span_of,
    tokens,
    writable,
)
from extractor.evaluation.gold import Gold

logger = logging.getLogger(__name__)
START = "-DOCSTART-"
_COMMENT = re.compile(r"# (id|text|title|place|date) = (.*)")
_TAG = re.compile(r"O|([BI])-(\S+)")
YEARS = {"2003": (" _ _", f"{START} -X- -X- O"), "2002": ("", f"{START} O")}


@dataclass(slots=True)
class _Document:
    """What was read of one release."""

    where: str
    facts: dict[str, str | None] = field(default_factory=dict)
    rows: list[tuple[str, str, str, bool]] = field(default_factory=list)
    """Place, token, tag, and whether a sentence begins there."""


def keep(gold: Gold, dropped: Dropped) -> Gold:
    """Spans that do not overlap, title, place and date."""
    return flat(only(gold, ATTRIBUTES, dropped), dropped)


def write(releases: list[Gold], year: str) -> Iterator[tuple[str, bytes]]:
    """All releases in one file."""
    yield "", "".join(line + "\n" for gold in releases for line in _written(gold, *YEARS[year])).encode()


def _written(gold: Gold, columns: str, start: str) -> Iterator[str]:
    text, spans = gold["text"], writable(gold, gold["id"], trimmed=True)["spans"]
    yield from (start, "")
    for key in ("id", "text", *ATTRIBUTES):
        if key in gold:
            yield f"# {key} = {json.dumps(gold[key], ensure_ascii=False)}"
    begins = {span["start"]: span for span in spans}
    current = None
    for sentence in sentences(text, tokens(text, edges_of(spans)), spans):
        for first, end in sentence:
            begun = begins.get(first)
            current = begun or (current if current and first < current["end"] else None)
            tag = "O" if current is None else f"{'B' if begun else 'I'}-{current['label']}"
            yield f"{text[first:end]}{columns} {tag}"
        yield ""


def read(path: Path) -> Iterator[Gold]:
    """The releases of a file; a file without ``-DOCSTART-`` is one."""
    rebuilt = 0
    for number, document in enumerate(_documents(path), 1):
        rebuilt += "text" not in document.facts
        name = document.facts.get("id") or f"{path.stem}-{number}"
        yield _gold(document, name)
    if rebuilt:
        logger.warning("%s: %d releases have no '# text = …', so their text is put together with spaces", path, rebuilt)


def _documents(path: Path) -> Iterator[_Document]:
    document, blank = _Document(f"{path}:1"), True
    for where, line in lines(path):
        comment = _COMMENT.fullmatch(line)
        if line.startswith(START):
            if document.rows or document.facts:
                yield document
            document, blank = _Document(where), True
        elif comment and not document.rows:
            document.facts[comment[1]] = _fact(comment[2], where)
        elif not line.strip():
            blank = True
        else:
            document.rows.append((where, *_columns(line, where), blank))
            blank = False
    if document.rows or document.facts:
        yield document


def _fact(written: str, where: str) -> str | None:
    try:
        value = json.loads(written)
    except ValueError as error:
        raise ConvertError(f"{where}: the value is no JSON ({error})") from error
    if value is not None and not isinstance(value, str):
        raise ConvertError(f"{where}: the value is no text")
    return value


def _columns(line: str, where: str) -> tuple[str, str]:
    columns = line.split()
    if len(columns) < 2 or not _TAG.fullmatch(columns[-1]):
        raise ConvertError(f"{where}: a line needs a token and, last, its tag (O, B-… or I-…)")
    return columns[0], columns[-1]


def _gold(document: _Document, name: str) -> Gold:
    text, places = _placed(document)
    spans: list[Gold] = []
    last = "O"
    for (where, _, tag, _), (start, end) in zip(document.rows, places, strict=True):
        if tag != "O":
            continues = tag[0] == "I" and last[2:] == tag[2:] and last != "O"
            first = spans.pop()["start"] if continues else start
            spans.append(span_of(text, first, end, tag[2:], where))
        last = tag
    facts = {key: value for key, value in document.facts.items() if key not in {"id", "text"}}
    return {"id": name, "text": text, "spans": spans, **facts}


def _placed(document: _Document) -> tuple[str, list[tuple[int, int]]]:
    """The text, and where in it each token stands."""
    text = document.facts.get("text")
    if text is None:
        joints = ["\n" if begins else " " for _, _, _, begins in document.rows]
        text = "".join(joint + token for joint, (_, token, _, _) in zip(joints, document.rows, strict=True))[1:]
    places, done = list[tuple[int, int]](), 0
    for where, token, _, _ in document.rows:
        start = text.find(token, done)
        if start < 0 or text[done:start].strip():
            raise ConvertError(f"{where}: {token!r} does not follow in the text that the release gives")
        places.append((start, done := start + len(token)))
    if text[done:].strip():
        raise ConvertError(f"{document.where}: the lines end before the text does, at character {done}")
    return text, places


def _format(year: str) -> Format:
    writes: Callable[[list[Gold]], Iterator[tuple[str, bytes]]] = partial(write, year=year)
    what = "spans that do not overlap; title, place, date"
    return Format(f"conll{year}", ".conll", False, what, keep, writes, read)


CONLL2003, CONLL2002 = _format("2003"), _format("2002")
