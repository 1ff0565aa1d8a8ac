"""What all formats share: their description, what counts as dropped, tokens, offsets and files."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import accumulate
from pathlib import Path
from typing import Any

from extractor.evaluation.gold import Gold, GoldError, checked
from extractor.evaluation.gold_form import form, references
from extractor.records import Approx, Label, Status, plain

LABELS = frozenset(Label)
LISTS = ("people", "organisations", "programmes", "amounts", "quotes")
ATTRIBUTES = ("title", "place", "date")
LONGEST_ID = 200
_UNSAFE = re.compile(r"[/\\:\x00-\x1f]|^\.|^$")
_ONE = {"people": "person"}

Dropped = Counter[str]
Interval = tuple[int, int]


class ConvertError(GoldError):
    """Something that a format cannot hold, or a file that is not of its format, with its place."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``keep`` is what of a release it can express, counting what goes; a folder has no ``suffix``.

    ``write`` gives the files as name and content (a single file has the name ""); ``read`` takes a file or folder.
    """

    name: str
    suffix: str
    folder: bool
    what: str
    keep: Callable[[Gold, Dropped], Gold]
    write: Callable[[list[Gold]], Iterator[tuple[str, bytes]]]
    read: Callable[[Path], Iterator[Gold]]


def everything(gold: Gold, dropped: Dropped) -> Gold:  # noqa: ARG001 (the signature of ``keep``)
    """For formats that carry a whole release."""
    return gold


def only(gold: Gold, keys: Iterable[str], dropped: Dropped) -> Gold:
    """``gold`` with ``keys`` alone; what is in the others is counted."""
    kept = {"id", "text", "spans", *keys}
    for key, value in gold.items():
        if key not in kept and value:
            dropped[key] += len(value) if isinstance(value, list) else 1
    return {key: value for key, value in gold.items() if key in kept}


def in_words(dropped: Mapping[str, int]) -> str:
    """``12 quotes, 1 title``."""
    return ", ".join(f"{count:,} {_counted(what, count)}" for what, count in dropped.items() if count > 0)


def _counted(what: str, count: int) -> str:
    if what in ATTRIBUTES:
        return what if count == 1 else f"{what}s"
    return what if count > 1 else _ONE.get(what, what.removesuffix("s"))


def in_order(gold: Gold) -> Gold:
    """``gold`` with spans and quotes in the order of the text, amounts with their spans."""
    spans: list[Gold] = gold["spans"]
    ordered = sorted(spans, key=lambda span: (span["start"], span["end"], span["label"]))
    result = gold | {"spans": ordered}
    if "quotes" in gold:
        result["quotes"] = sorted(gold["quotes"], key=lambda quote: (quote["start"], quote["end"]))
    return result


def flat(gold: Gold, dropped: Dropped) -> Gold:
    """``gold`` without spans that overlap an earlier one."""
    spans: list[Gold] = []
    for span in in_order(gold)["spans"]:
        if spans and span["start"] < spans[-1]["end"]:
            dropped["overlapping spans"] += 1
        else:
            spans.append(span)
    return gold | {"spans": spans}


def writable(gold: Gold, where: str, *, trimmed: bool = False) -> Gold:
    """``gold`` if it can be written: of the right form, known labels, spans in the text. Raises ``ConvertError``."""
    try:
        json.dumps(gold, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ConvertError(f"{where}: half a character (U+{ord(error.object[error.start]):04X}) in its text") from error
    for place, _, message in (*form(gold), *references(gold)):
        raise ConvertError(f"{where}: {place}: {message}")
    checked(gold, where)
    for span in [*gold["spans"], *gold.get("quotes", [])]:
        place = f"{where}: span {span['start']}-{span['end']}"
        if span["start"] < 0 or gold["text"][span["start"] : span["end"]] != span["text"]:
            raise ConvertError(f"{place} does not hold its text")
        if not span["text"] or (trimmed and span["text"] != span["text"].strip()):
            raise ConvertError(f"{place} is empty or has white space at its ends; extractor corpus check lists such")
        if span.get("label", Label.ORG) not in LABELS:
            raise ConvertError(f"{where}: unknown label {span['label']!r}; there are {', '.join(Label)}")
    return gold


def span_of(text: str, start: object, end: object, label: object, where: str) -> Gold:
    """A span read from a file. Raises ``ConvertError`` for offsets outside ``text`` and unknown labels."""
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ConvertError(f"{where}: offsets {start}-{end} are not in the text of {len(text)} characters")
    if label not in LABELS:
        raise ConvertError(f"{where}: unknown label {label!r}; there are {', '.join(Label)}")
    return {"start": start, "end": end, "label": str(label), "text": text[start:end]}


def quote_of(text: str, start: object, end: object, kind: object, speaker: int | None, where: str) -> Gold:
    """A quote read from a file. Raises ``ConvertError``."""
    if kind not in {"direct", "indirect"}:
        raise ConvertError(f"{where}: a quote is direct or indirect, not {kind!r}")
    span = span_of(text, start, end, Label.PERSON, where)
    return {"start": span["start"], "end": span["end"], "text": span["text"], "kind": kind, "speaker": speaker}


def amount_of(text: str, fields: Mapping[str, Any], parts: list[int], where: str) -> Gold:
    """An amount as gold has it, from fields whose numbers are written as text. Raises ``ConvertError``."""
    value, low, high = (number(fields.get(key), where) for key in ("value", "min", "max"))
    year, approx = fields.get("year"), fields.get("approx") or "exact"
    if approx not in set(Approx):
        raise ConvertError(f"{where}: unknown hedge {approx!r}; there are {', '.join(Approx)}")
    if year is not None and not re.fullmatch(r"\d{1,4}", str(year), re.ASCII):
        raise ConvertError(f"{where}: {year!r} is no year")
    amount: Gold = {"text": text, "value": value}
    if low is not None or high is not None:
        amount |= {"min": low, "max": high}
    amount |= {"approx": str(approx), "year": None if year is None else int(year)}
    amount |= {key: fields.get(key) or None for key in ("source", "purpose", "per")}
    return amount | {"parts": parts}


def amounts_in_full(gold: Gold) -> list[Gold]:
    """The amounts of ``gold``, with every field that gold has."""
    return [
        amount_of(
            amount["text"], amount | {key: as_number(amount.get(key)) for key in NUMBERS}, amount.get("parts", []), ""
        )
        for amount in gold.get("amounts", [])
    ]


NUMBERS = ("value", "min", "max")


def role_of(role: str | None, organisation: str | None, status: str | None, where: str) -> Gold:
    """A role as gold has it. Raises ``ConvertError``."""
    status = status or "current"
    if status not in set(Status):
        raise ConvertError(f"{where}: unknown status {status!r}; there are {', '.join(Status)}")
    return {"role": role, "organisation": organisation, "status": str(status)}


def as_number(value: object) -> str | None:
    """A number of JSON as exact text."""
    return None if value is None else plain(Decimal(str(value)))


def number(written: object, where: str) -> int | float | None:
    """The number of JSON that ``written`` stands for. Raises ``ConvertError``."""
    if written is None:
        return None
    if not re.fullmatch(r"-?\d{1,30}(?:\.\d{1,30})?", str(written), re.ASCII):
        raise ConvertError(f"{where}: {written!r} is no plain number")
    try:
        value = Decimal(str(written))
    except InvalidOperation as error:
        raise ConvertError(f"{where}: {written!r} is no plain number") from error
    return int(value) if value == value.to_integral_value() else float(value)


def tokens(text: str, edges: Iterable[int] = ()) -> list[Interval]:
    """The words and signs of ``text`` by our tokeniser, cut at ``edges`` so that every span fits."""
    from extractor.text.tokens import words_and_spaces

    words, spaces = words_and_spaces(text)
    cuts, found, start = sorted(set(edges)), list[Interval](), 0
    at = 0
    for word, space in zip(words, spaces, strict=True):
        end = start + len(word)
        if not word.isspace():
            while at < len(cuts) and cuts[at] <= start:
                at += 1
            first = start
            while at < len(cuts) and cuts[at] < end:
                found.append((first, cuts[at]))
                first, at = cuts[at], at + 1
            found.append((first, end))
        start = end + space
    return [(start, end) for start, end in found if not text[start:end].isspace()]


def edges_of(*spans: Iterable[Mapping[str, Any]]) -> list[int]:
    """Where spans start and end."""
    return [span[key] for group in spans for span in group for key in ("start", "end")]


def sentences(text: str, found: list[Interval], uncut: Iterable[Mapping[str, Any]]) -> list[list[Interval]]:
    """The tokens by sentence; a sentence never ends inside one of the spans ``uncut``."""
    from extractor.text.sentences import split

    inside = {place for span in uncut for place in range(span["start"] + 1, span["end"])}
    starts = iter([start for start, _ in split(text) if start not in inside])
    groups: list[list[Interval]] = []
    ahead = next(starts, None)
    for token in found:
        new = not groups
        while ahead is not None and ahead <= token[0]:
            new, ahead = True, next(starts, None)
        if new:
            groups.append([])
        groups[-1].append(token)
    return groups


class Utf16:
    """Offsets in code points to and from offsets in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._units = list(accumulate((1 + (char > "\uffff") for char in text), initial=0))
        self._places = {unit: place for place, unit in enumerate(self._units)}

    def units(self, place: int) -> int:
        """The UTF-16 offset of a code point."""
        return self._units[place]

    def place(self, unit: int) -> int | None:
        """The code point at a UTF-16 offset; null outside the text and inside a character."""
        return self._places.get(unit)


def file_name(gold: Gold, suffix: str) -> str:
    """A name for the file of ``gold``. Raises ``ConvertError`` where its id is none."""
    id_: str = gold["id"]
    if _UNSAFE.search(id_) or len(id_.encode()) > LONGEST_ID:
        raise ConvertError(f"the id {id_!r} cannot be a file name; give the release another")
    return id_ + suffix


def files(path: Path, suffix: str) -> list[Path]:
    """``path``, or the files in it that end in ``suffix``. Raises ``ConvertError`` where there are none."""
    if not path.is_dir():
        return [path]
    found = sorted(path.glob(f"*{suffix}"))
    if not found:
        raise ConvertError(f"{path} holds no *{suffix}")
    return found


def decoded(path: Path) -> str:
    """The text of ``path``. Raises ``ConvertError`` where it is no UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConvertError(f"{path}: no valid UTF-8 at byte {error.start}") from error


def lines(path: Path) -> Iterator[tuple[str, str]]:
    """The lines of ``path`` with their place."""
    for number_, line in enumerate(decoded(path).split("\n"), 1):
        yield f"{path}:{number_}", line.removesuffix("\r")
