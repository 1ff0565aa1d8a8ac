"""Reading of brat standoff: lines to a release, whatever order they have."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from extractor.evaluation.converters.base import ConvertError, amount_of, quote_of, role_of, span_of
from extractor.evaluation.gold import Gold

_LINE = re.compile(r"([TARNE#]\d{1,9}|\*)\t([^\t]*)(?:\t(.*))?", re.DOTALL)
_PLACES = re.compile(r"(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)")
_ARGUMENT = re.compile(r"(\w+):([TE]\d{1,9})")


@dataclass(slots=True)
class _Lines:
    """What the lines say; values keep the place of their line."""

    marks: dict[str, tuple[str, Gold]] = field(default_factory=dict)
    attributes: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    references: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    """Place, mention, key, value, name."""
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    ties: list[tuple[str, str, str, dict[str, str]]] = field(default_factory=list)
    """Place, number, kind and arguments of relations and events, in the order of the file."""


def parse(data: str, text: str, name: str, file: str) -> Gold:
    """The release that the lines of ``data`` make of ``text``. Raises ``ConvertError`` with ``file`` and line."""
    found = _Lines()
    for number, line in enumerate(data.split("\n"), 1):
        if line.strip():
            _take(found, line.removesuffix("\r"), text, f"{file}:{number}")
    spans = sorted(
        ((number, mark) for number, (_, mark) in found.marks.items() if mark["label"] != "QUOTE"),
        key=lambda item: (item[1]["start"], item[1]["end"], item[1]["label"]),
    )
    gold: Gold = {"id": name, "text": text, "spans": [mark for _, mark in spans]}
    if not (found.attributes or found.references or found.ties or len(spans) < len(found.marks)):
        return gold
    holders = _people(found, gold)
    for key in ("organisations", "programmes"):
        gold[key] = [
            {"name": said, "aliases": _strings(found, mark, "aliases", where)}
            for where, mark, said in _records(found, key)
        ]
    gold["amounts"] = _amounts(found, [item for item in spans if item[1]["label"] == "MONEY"])
    gold["quotes"] = _quotes(found, text, holders)
    return gold


def _take(found: _Lines, line: str, text: str, where: str) -> None:
    match = _LINE.fullmatch(line)
    if not match:
        raise ConvertError(f"{where}: no line of brat standoff")
    number, data, more = match[1], match[2], match[3]
    if number.startswith("T"):
        found.marks[number] = where, _mark(data, text, where)
    elif number.startswith("A"):
        kind, target, value = _words(data, 3, where)
        found.attributes[target, kind] = where, value
    elif number.startswith("N"):
        _, target, reference = _words(data, 3, where)
        key, _, value = reference.partition(":")
        found.references.append((where, target, key, value, more or ""))
    elif number.startswith("#"):
        found.notes.setdefault(_words(data, 2, where)[1], {}).update(_note(more))
    elif number != "*":
        kind = data.partition(" ")[0].partition(":")[0]
        found.ties.append((where, number, kind, dict(_ARGUMENT.findall(data))))


def _words(data: str, count: int, where: str) -> list[str]:
    words = data.split(" ")
    if len(words) != count:
        raise ConvertError(f"{where}: {data!r} should be {count} words")
    return words


def _note(written: str | None) -> dict[str, Any]:
    """A note that is ours; what an annotator wrote is no JSON and says nothing to us."""
    try:
        note = json.loads(written or "")
    except (ValueError, RecursionError):
        return {}
    return note if isinstance(note, dict) else {}


def _mark(data: str, text: str, where: str) -> Gold:
    match = _PLACES.fullmatch(data)
    if not match:
        raise ConvertError(f"{where}: {data!r} is no label with offsets")
    pieces = [tuple(map(int, piece.split(" "))) for piece in match[2].split(";")]
    for (_, end), (start, _) in pairwise(pieces):
        if not end <= start or text[end:start].strip():
            raise ConvertError(f"{where}: the span is in pieces with text between them, which gold cannot hold")
    start, end = pieces[0][0], pieces[-1][1]
    if match[1] == "QUOTE":
        return quote_of(text, start, end, "direct", None, where) | {"label": "QUOTE"}
    return span_of(text, start, end, match[1], where)


def _records(found: _Lines, key: str) -> list[tuple[str, str, str]]:
    """Place, mention and name of the records of a list, in its order."""
    rows = []
    for where, mark, which, value, name in found.references:
        if which == key:
            if not re.fullmatch(r"\d{1,6}", value) or mark not in found.marks:
                raise ConvertError(f"{where}: {key}:{value} at {mark} is no record at a mention")
            rows.append((int(value), where, mark, name))
    return [row[1:] for row in sorted(rows, key=lambda row: row[0])]


def _strings(found: _Lines, mark: str, key: str, where: str) -> list[str]:
    values = found.notes.get(mark, {}).get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ConvertError(f"{where}: the note on {mark} has no list of {key}")
    return values


def _people(found: _Lines, gold: Gold) -> dict[str, int]:
    """Put people with their roles into ``gold``; the position of each by its mention."""
    records = _records(found, "people")
    people = [
        {"name": name, "titles": _strings(found, mark, "titles", where), "roles": list[Gold]()}
        for where, mark, name in records
    ]
    holders = {mark: at for at, (_, mark, _) in enumerate(records)}
    names = {mark: name for key in ("organisations", "programmes") for _, mark, name in _records(found, key)}
    for where, number, kind, arguments in found.ties:
        if kind == "ROLE" and number.startswith("E"):
            holder, body, role = (
                arguments.get("Holder"),
                arguments.get("Body"),
                _form(found, arguments.get("ROLE"), where),
            )
        elif kind == "Belongs":
            holder, body, role = arguments.get("Arg1"), arguments.get("Arg2"), None
        else:
            continue
        if holder not in holders:
            raise ConvertError(f"{where}: {holder} has no line 'N Reference {holder} people:…' that names the person")
        organisation = None if body is None else names.get(body) or _form(found, body, where)
        _, status = found.attributes.get((number, "Status"), (where, None))
        people[holders[holder]]["roles"].append(role_of(role, organisation, status, where))  # type: ignore[attr-defined]
    gold["people"] = people
    return holders


def _form(found: _Lines, mark: str | None, where: str) -> str:
    if mark not in found.marks:
        raise ConvertError(f"{where}: there is no mention {mark}")
    return " ".join(found.marks[mark][1]["text"].split())


def _amounts(found: _Lines, money: list[tuple[str, Gold]]) -> list[Gold]:
    """An amount for each MONEY span: empty where nothing is said of it."""
    positions = {number: at for at, (number, _) in enumerate(money)}
    numbers: dict[str, dict[str, Any]] = {}
    for _, target, key, value, _ in found.references:
        numbers.setdefault(target, {})[key] = value
    parts: dict[str, list[int]] = {}
    for where, _, kind, arguments in found.ties:
        if kind == "Part":
            total, part = arguments.get("Arg1"), arguments.get("Arg2")
            if total not in positions or part not in positions:
                raise ConvertError(f"{where}: {total} and {part} are not both MONEY")
            parts.setdefault(total, []).append(positions[part])
    amounts = []
    for number, span in money:
        where, approx = found.attributes.get((number, "Approx"), (found.marks[number][0], "exact"))
        note = found.notes.get(number, {})
        said = {key: note[key] for key in ("source", "purpose", "per") if isinstance(note.get(key), str)}
        fields = numbers.get(number, {}) | {"approx": approx} | said
        amounts.append(amount_of(span["text"], fields, parts.get(number, []), where))
    return amounts


def _quotes(found: _Lines, text: str, holders: dict[str, int]) -> list[Gold]:
    speakers = {}
    for where, _, kind, arguments in found.ties:
        if kind == "Speaker":
            if arguments.get("Arg2") not in holders:
                raise ConvertError(f"{where}: the speaker has no line 'N Reference … people:…' that names the person")
            speakers[arguments.get("Arg1")] = holders[arguments["Arg2"]]
    quotes = []
    for number, (place, mark) in found.marks.items():
        if mark["label"] == "QUOTE":
            where, kind = found.attributes.get((number, "Kind"), (place, "direct"))
            quotes.append(quote_of(text, mark["start"], mark["end"], kind, speakers.get(number), where))
    return sorted(quotes, key=lambda quote: (quote["start"], quote["end"]))
