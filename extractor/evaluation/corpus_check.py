"""Checks of a corpus: what makes gold unreadable or untrue, and where it does not follow the guidelines."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractor.evaluation.gold import INDEX, SUFFIX, Gold, GoldError, parsed, sources
from extractor.evaluation.gold_form import Problem, form, references
from extractor.evaluation.gold_lint import lint
from extractor.records import Label

SHINGLE = 5
MOST_HOLDERS = 100
"""A run of words that more releases share is no sign of a copy: what they begin or end with."""
NEAR = Decimal("0.5")
"""Share of the shorter text's runs of five words that is in the other too."""


class Severity(StrEnum):
    """An error makes the check fail."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong; ``place`` says where in the file, ``split`` is that of the index."""

    file: str
    place: str
    code: str
    message: str
    severity: Severity = Severity.ERROR
    split: str | None = None

    def __str__(self) -> str:
        place = f" {self.place}" if self.place else ""
        return f"{self.severity.capitalize()}: {self.file}{place}: {self.message} [{self.code}]"


@dataclass(slots=True)
class _Release:
    """A release that could be read."""

    where: str
    gold: Gold
    split: str | None


def check(path: Path) -> Iterator[Finding]:
    """All findings in a folder, a JSON Lines file or one gold file, release by release.

    Raises ``GoldError`` where there is nothing to check.
    """
    rows = _Index(path) if path.is_dir() else None
    releases: list[_Release] = []
    seen: dict[str, str] = {}
    empty = True
    for where, gold in _parsed(path):
        empty = False
        if isinstance(gold, Finding):
            yield gold
            continue
        split = rows.split(gold.get("id")) if rows else None
        problems = [Finding(where, *problem, split=split) for problem in form(gold)]
        yield from problems
        if problems:
            continue
        releases.append(_Release(where, gold, split))
        for finding in _release(where, gold):
            yield _of_split(finding, split)
        if (first := seen.setdefault(gold["id"], where)) != where:
            yield Finding(where, "id", "duplicate-id", f"{gold['id']!r} is the id of {first} too", split=split)
    if empty:
        raise GoldError(f"{path} holds no gold: a folder of *{SUFFIX}, one of them or JSON Lines")
    if rows:
        yield from rows.findings(releases)
    yield from near_duplicates(releases)


def findings_of(gold: Gold, where: str) -> Iterator[Finding]:
    """The findings in one release; where its form is wrong, only that."""
    problems = [Finding(where, *problem) for problem in form(gold)]
    yield from problems or _release(where, gold)


def _of_split(finding: Finding, split: str | None) -> Finding:
    return Finding(finding.file, finding.place, finding.code, finding.message, finding.severity, split)


def _parsed(path: Path) -> Iterator[tuple[str, Gold | Finding]]:
    for where, data in sources(path):
        try:
            yield where, parsed(data, where)
        except GoldError as error:
            yield where, Finding(where, "", "json", str(error).removeprefix(f"{where}: "))


def _release(where: str, gold: Gold) -> Iterator[Finding]:
    for place, code, message in (*_spans(gold), *references(gold), *_roles(gold), *_amounts(gold)):
        yield Finding(where, place, code, message)
    for place, code, message in lint(gold):
        yield Finding(where, place, code, message, Severity.WARNING)


def _spans(gold: Gold) -> Iterator[Problem]:
    text = gold["text"]
    for kind, span in [*(("span", one) for one in gold["spans"]), *(("quote", one) for one in gold.get("quotes", []))]:
        start, end, held = span["start"], span["end"], span["text"]
        place = f"{kind} {start}-{end}"
        if not 0 <= start < end <= len(text):
            yield place, "offset", f"lies outside the text of {len(text)} characters or is empty"
        elif text[start:end] != held:
            yield place, "offset", f"holds {_short(text[start:end])}, not {_short(held)}"
        elif held != held.strip():
            yield place, "edge", "begins or ends with white space"
        if kind == "span" and span["label"] not in set(Label):
            yield place, "label", f"unknown label {span['label']!r}; there are {', '.join(Label)}"
    ordered = sorted(gold["spans"], key=lambda span: (span["start"], span["end"]))
    for one, other in pairwise(ordered):
        if other["start"] < one["end"]:
            message = f"overlaps {other['start']}-{other['end']} {_short(other['text'])}"
            yield f"span {one['start']}-{one['end']}", "overlap", message


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "…")


def _roles(gold: Gold) -> Iterator[Problem]:
    for person in gold.get("people", []):
        for role in person.get("roles", []):
            if role.get("role") is None and role.get("organisation") is None:
                yield f"person {person['name']!r}", "value", "a role without role and organisation says nothing"


def _amounts(gold: Gold) -> Iterator[Problem]:
    money = sorted(
        (s for s in gold["spans"] if s["label"] == Label.MONEY), key=lambda span: (span["start"], span["end"])
    )
    if "amounts" not in gold:
        return
    if len(money) != len(gold["amounts"]):
        yield "amounts", "amounts", f"{len(money)} MONEY spans but {len(gold['amounts'])} amounts"
        return
    for at, (span, amount) in enumerate(zip(money, gold["amounts"], strict=True)):
        if amount["text"] != span["text"]:
            yield (
                f"amount {at}",
                "amounts",
                f"its text {_short(amount['text'])} is not that of its span {_short(span['text'])}",
            )
        value, low, high = (amount.get(key) for key in ("value", "min", "max"))
        if value is None and low is None and high is None:
            yield f"amount {at}", "amounts", "has no value, and no min or max"
        elif value is not None and (low is not None or high is not None):
            yield f"amount {at}", "amounts", "has a value and a range"
        elif low is not None and high is not None and low > high:
            yield f"amount {at}", "amounts", "its min is more than its max"


class _Index:
    """``index.jsonl`` of a folder, where it has one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / INDEX
        self.rows: list[tuple[str, dict[str, Any] | str]] = []
        if not self.file.is_file():
            return
        for number, line in enumerate(self.file.read_bytes().decode("utf-8", "replace").split("\n"), 1):
            if line.strip():
                try:
                    self.rows.append((f"line {number}", parsed(line, INDEX)))
                except GoldError as error:
                    self.rows.append((f"line {number}", str(error)))
        known = [row for _, row in self.rows if isinstance(row, dict) and isinstance(row.get("id"), str)]
        self._splits = {row["id"]: row["split"] for row in known if isinstance(row.get("split"), str)}

    def split(self, id_: object) -> str | None:
        """The split of a release."""
        return self._splits.get(id_) if self.rows and isinstance(id_, str) else None

    def findings(self, releases: list[_Release]) -> Iterator[Finding]:
        """What of the index and of the folder does not fit the other."""
        if not self.rows:
            yield from self._texts(releases)
            return
        seen: Counter[str] = Counter()
        for place, row in self.rows:
            id_ = row.get("id") if isinstance(row, dict) else None
            if not isinstance(row, dict) or not isinstance(id_, str):
                yield self._finding(place, "has no id" if isinstance(row, dict) else str(row))
                continue
            seen[id_] += 1
            split = self.split(id_)
            if seen[id_] == 2:
                yield self._finding(place, f"{id_!r} is there twice", split)
            if not split:
                yield self._finding(place, f"{id_!r} is in no split")
            yield from self._text(place, id_, row.get("sha256"), split)
        for release in releases:
            if release.gold["id"] not in seen:
                yield Finding(release.where, "id", "index", f"{release.gold['id']!r} is not in {INDEX}")
        yield from self._texts(releases)

    def _finding(self, place: str, message: str, split: str | None = None) -> Finding:
        return Finding(str(self.file), place, "index", message, split=split)

    def _text(self, place: str, id_: str, checksum: object, split: str | None) -> Iterator[Finding]:
        text, gold = self.folder / f"{id_}.txt", self.folder / f"{id_}{SUFFIX}"
        if Path(id_).name != id_ or not text.is_file() or not gold.is_file():
            yield self._finding(place, f"{id_!r} has no {id_}.txt and {id_}{SUFFIX}", split)
        elif sha256(text.read_bytes()).hexdigest() != checksum:
            yield self._finding(place, f"{text.name} is not the text of this sha256", split)

    def _texts(self, releases: list[_Release]) -> Iterator[Finding]:
        """The text file beside each gold file."""
        for release in releases:
            name = Path(release.where).name.removesuffix(SUFFIX)
            text = self.folder / f"{name}.txt"
            if release.gold["id"] != name:
                message = f"{release.gold['id']!r} is not the name of the file"
                yield Finding(release.where, "id", "text", message, split=release.split)
            if not text.is_file():
                yield Finding(release.where, "text", "text", f"there is no {text.name} beside it", split=release.split)
            elif text.read_bytes() != release.gold["text"].encode("utf-8", "surrogatepass"):
                yield Finding(release.where, "text", "text", f"is not that of {text.name}", split=release.split)


def near_duplicates(releases: list[_Release]) -> Iterator[Finding]:
    """Pairs of releases whose texts are nearly the same: errors across splits, warnings within one."""
    shingles = [_shingles(release.gold["text"]) for release in releases]
    holders: dict[int, list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for at, runs in enumerate(shingles):
        for run in runs:
            shared.update((other, at) for other in holders[run])
            if len(holders[run]) < MOST_HOLDERS:
                holders[run].append(at)
    for (one, other), count in sorted(shared.items()):
        share = Decimal(count) / min(len(shingles[one]), len(shingles[other]))
        if share >= NEAR:
            first, second = releases[one], releases[other]
            across = first.split != second.split
            message = f"{share:.0%} of its text is in {first.where}"
            if across:
                message += f", which is in the split {first.split}, not {second.split}"
            severity = Severity.ERROR if across else Severity.WARNING
            yield Finding(second.where, "text", "near-duplicate", message, severity, second.split)


def _shingles(text: str) -> set[int]:
    words = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    return {hash(tuple(words[at : at + SHINGLE])) for at in range(max(1, len(words) - SHINGLE + 1))}


def as_json(findings: list[Finding]) -> str:
    """The findings as one JSON list."""
    rows = [
        {
            "file": f.file,
            "place": f.place,
            "code": f.code,
            "message": f.message,
            "severity": f.severity,
            "split": f.split,
        }
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
