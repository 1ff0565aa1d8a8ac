"""Reading of WebAnno TSV 3: layers and rows to a release. Other layers than ours are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extractor.evaluation.converters.base import (
    ConvertError,
    Interval,
    Utf16,
    amount_of,
    files,
    in_order,
    lines,
    quote_of,
    span_of,
)
from extractor.evaluation.gold import Gold

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
AMOUNT, QUOTE = "webanno.custom.PressAmount", "webanno.custom.PressQuote"
LAYERS = {
    ENTITY: ("identifier", "value"),
    AMOUNT: ("approx", "max", "min", "per", "purpose", "source", "value", "year"),
    QUOTE: ("kind",),
}
HEADER = "#FORMAT=WebAnno TSV 3"
_UNESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_PIPE = re.compile(r"((?:\\.|[^\\|])*)(?:\||$)", re.DOTALL)
_CELL = re.compile(r"((?:\\.|[^\\\[])*)(?:\[(\d{1,9})\])?", re.DOTALL)
_UNIT = re.compile(r"\d+-\d+(?:\.\d+)?")
_OFFSETS = re.compile(r"(\d{1,12})-(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation of a layer; a feature may be null."""

    start: int
    end: int
    features: Mapping[str, str | None]


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: _UNESCAPES.get(found[1], found[1]), value)


@dataclass(slots=True)
class _Reader:
    """What a file said so far; offsets are in UTF-16 units until the text is whole."""

    layers: list[tuple[str, list[str]]] = field(default_factory=list)
    parts: list[tuple[str, int, str]] = field(default_factory=list)
    """Place, start and text of each sentence."""
    rows: list[tuple[str, int, int, list[str]]] = field(default_factory=list)
    sentence: list[str] = field(default_factory=list)

    def take(self, line: str, where: str) -> None:
        """Read one line. Raises ``ConvertError``."""
        if layer := re.match(r"#T_(?:SP|CH|RL)=", line):
            name, *columns = line[layer.end() :].split("|")
            self.layers.append((name if line.startswith("#T_SP") else "", columns))
        elif line.startswith("#Text="):
            self.sentence.append(_unescaped(line.removeprefix("#Text=")))
        elif line and not (line.startswith("#") and not self.sentence and not self.rows):
            self._row(line, where)

    def _row(self, line: str, where: str) -> None:
        unit, _, rest = line.partition("\t")
        if unit.startswith("#") and not _UNIT.fullmatch(unit):
            return
        columns = rest.split("\t")
        offsets = _OFFSETS.fullmatch(columns[0])
        if not _UNIT.fullmatch(unit) or not offsets or len(columns) < 2:
            raise ConvertError(f"{where}: a line needs its number, offsets and the token")
        wanted = 2 + sum(len(features) for _, features in self.layers)
        if len(columns) == wanted + 1 and not columns[-1]:
            columns.pop()
        if len(columns) != wanted:
            raise ConvertError(f"{where}: {len(columns) + 1} columns, but the layers need {wanted + 1}")
        start, end = int(offsets[1]), int(offsets[2])
        if self.sentence:
            self.parts.append((where, start, "\n".join(self.sentence)))
            self.sentence = []
        self.rows.append((where, start, end, columns[1:]))


def read(path: Path) -> Iterator[Gold]:
    """The releases of a file or of the ``*.tsv`` of a folder."""
    for file in files(path, ".tsv"):
        reader = _Reader()
        rows = lines(file)
        if not next(rows, ("", ""))[1].startswith(HEADER):
            raise ConvertError(f"{file}:1: does not begin with {HEADER}")
        for where, line in rows:
            reader.take(line, where)
        if not reader.rows:
            raise ConvertError(f"{file}: holds no token")
        yield _gold(file.stem, reader)


def _gold(name: str, reader: _Reader) -> Gold:
    text = _text(reader)
    offsets = Utf16(text)
    for where, start, end, columns in reader.rows:
        first, last = offsets.place(start), offsets.place(end)
        if first is None or last is None or text[first:last] != _unescaped(columns[0]):
            raise ConvertError(f"{where}: {start}-{end} of the text is not {_unescaped(columns[0])!r}")
    marks = {layer: list(_marks(reader, layer, offsets)) for layer in LAYERS}
    declared = {layer for layer, _ in reader.layers}
    spans = [span_of(text, m.start, m.end, m.features.get("value"), where) for where, m in marks[ENTITY]]
    gold = in_order({"id": name, "text": text, "spans": spans})
    if AMOUNT in declared:
        gold["amounts"] = _amounts(gold, {(m.start, m.end): (where, m) for where, m in marks[AMOUNT]})
    if QUOTE in declared:
        quotes = [quote_of(text, m.start, m.end, m.features.get("kind"), None, where) for where, m in marks[QUOTE]]
        gold["quotes"] = sorted(quotes, key=lambda quote: (quote["start"], quote["end"]))
    return gold


def _amounts(gold: Gold, known: Mapping[Interval, tuple[str, Mark]]) -> list[Gold]:
    """An amount for each MONEY span: empty where none was set."""
    empty: tuple[str, Mark] = ("", Mark(0, 0, {}))
    found = []
    for span in gold["spans"]:
        if span["label"] == "MONEY":
            where, mark = known.get((span["start"], span["end"]), empty)
            found.append(amount_of(span["text"], mark.features, [], where))
    return found


def _text(reader: _Reader) -> str:
    """The sentences, each at its place; line breaks fill gaps."""
    pieces: list[str] = []
    size = 0
    for where, start, sentence in reader.parts:
        if not size <= start <= size + 1_000_000:
            raise ConvertError(f"{where}: the sentence begins at {start}, but the text before it ends at {size}")
        pieces += ["\n" * (start - size), sentence]
        size = start + sum(1 + (char > "\uffff") for char in sentence)
    return "".join(pieces)


def _marks(reader: _Reader, layer: str, offsets: Utf16) -> Iterator[tuple[str, Mark]]:
    """The annotations of a layer: rows that share a number are one."""
    column = 1
    for name, features in reader.layers:
        if name == layer:
            yield from _layer_marks(reader.rows, column, features, offsets)
        column += len(features)


def _layer_marks(
    rows: list[tuple[str, int, int, list[str]]], column: int, features: list[str], offsets: Utf16
) -> Iterator[tuple[str, Mark]]:
    found: dict[tuple[int, int] | int, tuple[str, int, int, dict[str, str | None]]] = {}
    for at, (where, start, end, columns) in enumerate(rows):
        for feature, cell in zip(features, columns[column:], strict=False):
            for depth, (value, number) in enumerate(_values(cell, where)):
                key: tuple[int, int] | int = (at, depth) if number is None else number
                known = found.setdefault(key, (where, start, end, {}))
                found[key] = (known[0], known[1], max(known[2], end), known[3] | {feature: value})
    for where, start, end, values in found.values():
        first, last = offsets.place(start), offsets.place(end)
        assert first is not None
        assert last is not None
        yield where, Mark(first, last, values)


def _values(cell: str, where: str) -> Iterator[tuple[str | None, int | None]]:
    if cell == "_":
        return
    at = 0
    while at <= len(cell):
        part = _PIPE.match(cell, at)
        value = _CELL.fullmatch(part[1]) if part else None
        if not part or not value:
            raise ConvertError(f"{where}: {cell!r} is no value of an annotation")
        yield None if value[1] == "*" else _unescaped(value[1]), int(value[2]) if value[2] else None
        if part.end() >= len(cell) and not part[0].endswith("|"):
            return
        at = part.end()
