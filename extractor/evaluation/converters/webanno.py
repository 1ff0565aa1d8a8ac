"""WebAnno TSV 3.3, one file a release: a token a line, a layer some columns, offsets in UTF-16 units.

Mentions are DKPro's named entities; amounts and quotes are layers of their own. White space before the first word comes
back as line breaks: the format has no place for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from extractor.evaluation.converters.base import (
    NUMBERS,
    Dropped,
    Format,
    Interval,
    Utf16,
    amounts_in_full,
    as_number,
    file_name,
    in_order,
    only,
    sentences,
    tokens,
    writable,
)
from extractor.evaluation.converters.webanno_reading import AMOUNT, ENTITY, HEADER, LAYERS, QUOTE, Mark, read
from extractor.evaluation.gold import Gold

_RESERVED = re.compile(r"->|[\\\[\]|_;\t\n*]")
_TEXT_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def keep(gold: Gold, dropped: Dropped) -> Gold:
    """Spans, amounts without parts, quotes without speakers."""
    kept = in_order(only(gold, ("amounts", "quotes"), dropped))
    if "amounts" in kept:
        amounts = amounts_in_full(kept)
        dropped["amounts' parts"] += sum(len(amount["parts"]) for amount in amounts)
        kept["amounts"] = [amount | {"parts": []} for amount in amounts]
    if "quotes" in kept:
        dropped["speakers"] += sum(quote.get("speaker") is not None for quote in kept["quotes"])
        kept["quotes"] = [quote | {"speaker": None} for quote in kept["quotes"]]
    text = gold["text"]
    padding = text[: len(text) - len(text.lstrip())]
    if padding.strip("\n"):
        dropped["white space before the text"] += 1
        shift = "\n" * len(padding)
        kept["text"] = shift + text[len(padding) :]
    return kept


def write(releases: list[Gold]) -> Iterator[tuple[str, bytes]]:
    """``<id>.tsv`` each."""
    for gold in releases:
        writable(gold, gold["id"], trimmed=True)
        yield file_name(gold, ".tsv"), "".join(line + "\n" for line in _written(gold)).encode()


def _written(gold: Gold) -> Iterator[str]:
    text, layers = gold["text"], _layers(gold)
    marks = [mark for found in layers.values() for mark in found]
    groups = sentences(text, tokens(text, [place for mark in marks for place in (mark.start, mark.end)]), gold["spans"])
    cells = _cells([token for group in groups for token in group], layers)
    offsets = Utf16(text)
    yield f"{HEADER}.3"
    for layer in layers:
        yield f"#T_SP={'|'.join((layer, *LAYERS[layer]))}"
    yield ""
    for number, group in enumerate(groups, 1):
        end = groups[number][0][0] if number < len(groups) else len(text)
        yield ""
        yield f"#Text={_escaped_text(text[group[0][0] : end])}"
        for at, token in enumerate(group, 1):
            start, stop = (offsets.units(place) for place in token)
            form = _escaped(text[slice(*token)])
            yield "\t".join((f"{number}-{at}", f"{start}-{stop}", form, *cells[token], ""))


def _layers(gold: Gold) -> dict[str, list[Mark]]:
    layers = {ENTITY: [Mark(s["start"], s["end"], {"value": s["label"]}) for s in gold["spans"]]}
    if "amounts" in gold:
        money = [span for span in gold["spans"] if span["label"] == "MONEY"]
        layers[AMOUNT] = [
            Mark(span["start"], span["end"], _fields(amount))
            for span, amount in zip(money, gold["amounts"], strict=True)
        ]
    if "quotes" in gold:
        layers[QUOTE] = [Mark(quote["start"], quote["end"], {"kind": quote["kind"]}) for quote in gold["quotes"]]
    return layers


def _fields(amount: Gold) -> dict[str, str | None]:
    written = {key: as_number(amount.get(key)) for key in (*NUMBERS, "year")}
    return {key: written.get(key, amount.get(key)) for key in LAYERS[AMOUNT]}


def _cells(found: list[Interval], layers: Mapping[str, list[Mark]]) -> dict[Interval, list[str]]:
    """The columns of each token."""
    cells: dict[Interval, list[str]] = {token: [] for token in found}
    number = 0
    for layer, marks in layers.items():
        covering: dict[Interval, list[tuple[int, Mark]]] = defaultdict(list)
        sizes: dict[int, int] = {}
        firsts = {start: at for at, (start, _) in enumerate(found)}
        for mark in marks:
            number += 1
            at = firsts[mark.start]
            while at < len(found) and found[at][0] < mark.end:
                covering[found[at]].append((number, mark))
                at += 1
            sizes[number] = at - firsts[mark.start]
        shared = {which for stack in covering.values() if len(stack) > 1 for which, _ in stack}
        for token in found:
            stack = covering[token]
            for feature in LAYERS[layer]:
                cells[token].append(
                    "|".join(
                        _cell(mark.features.get(feature), which if sizes[which] > 1 or which in shared else None)
                        for which, mark in stack
                    )
                    or "_"
                )
    return cells


def _cell(value: str | None, which: int | None) -> str:
    return (_escaped(value) if value else "*") + ("" if which is None else f"[{which}]")


def _escaped(value: str) -> str:
    def escape(found: re.Match[str]) -> str:
        return {"\t": "\\t", "\n": "\\n"}.get(found[0], "\\" + found[0])

    return _RESERVED.sub(escape, value)


def _escaped_text(text: str) -> str:
    return "".join(_TEXT_ESCAPES.get(char, char) for char in text)


WEBANNO = Format("webanno", ".tsv", True, "spans; amounts without parts, quotes without speakers", keep, write, read)
