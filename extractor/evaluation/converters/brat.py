"""brat standoff: ``<id>.txt`` with ``<id>.ann``, and the configuration that brat needs.

``T`` are mentions and quotes; ``N`` the number of an amount and the name of a person, organisation or programme, at
one of its mentions; ``E`` an office (trigger, holder, body); ``R`` ties, parts, speakers; ``A`` hedge, status, kind of
quote; ``#`` notes titles, aliases and what else an amount says, as JSON. What has no mention in the text goes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from extractor.evaluation.converters.base import (
    LISTS,
    NUMBERS,
    ConvertError,
    Dropped,
    Format,
    amounts_in_full,
    as_number,
    decoded,
    file_name,
    files,
    in_order,
    only,
    role_of,
    writable,
)
from extractor.evaluation.converters.brat_reading import parse
from extractor.evaluation.gold import Gold
from extractor.evaluation.scores import key
from extractor.records import Approx, Label, Status

CONFIGURATION = {
    "annotation.conf": (
        "[entities]\n"
        + "".join(f"{label}\n" for label in (*Label, "QUOTE"))
        + "\n[relations]\nBelongs\tArg1:PERSON, Arg2:ORG|LOC|PROGRAMME\nPart\tArg1:MONEY, Arg2:MONEY\n"
        + "Speaker\tArg1:QUOTE, Arg2:PERSON\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"
        + "\n[events]\nROLE\tHolder:PERSON, Body?:ORG|LOC|PROGRAMME\n"
        + f"\n[attributes]\nApprox\tArg:MONEY, Value:{'|'.join(Approx)}\n"
        + f"Status\tArg:<EVENT>|<RELATION>, Value:{'|'.join(Status)}\nKind\tArg:QUOTE, Value:direct|indirect\n"
    ),
}
BODIES = ("organisations", "programmes")


def keep(gold: Gold, dropped: Dropped) -> Gold:
    """What comes back from the lines that can be written."""
    known = writable(in_order(only(gold, LISTS, dropped)), gold["id"])
    writer = _Writer(known)
    writer.write()
    dropped.update(writer.dropped)
    return parse("\n".join(writer.lines), known["text"], gold["id"], gold["id"])


def write(releases: list[Gold]) -> Iterator[tuple[str, bytes]]:
    """``<id>.txt`` and ``<id>.ann`` each, and ``annotation.conf``."""
    for name, content in CONFIGURATION.items():
        yield name, content.encode()
    for gold in releases:
        writable(gold, gold["id"])
        yield file_name(gold, ".txt"), gold["text"].encode()
        writer = _Writer(in_order(gold))
        writer.write()
        yield file_name(gold, ".ann"), "".join(f"{line}\n" for line in writer.lines).encode()


class _Writer:
    """The lines of one release."""

    def __init__(self, gold: Gold) -> None:
        self.gold, self.text = gold, gold["text"]
        self.spans: list[Gold] = gold["spans"]
        self.forms = [" ".join(span["text"].split()) for span in self.spans]
        self.keys = [key(form) for form in self.forms]
        self.lines: list[str] = []
        self.counts: dict[str, int] = {}
        self.anchors: dict[str, int] = {}
        """The mention of each organisation and programme, by name."""
        self.anchored: set[int] = set()
        self.holders: dict[int, int] = {}
        """The mention of each person."""

        self.dropped: Dropped = Counter()

    def write(self) -> None:
        """All lines; what has no mention is counted as dropped."""
        self.marks()
        self.amounts()
        self.bodies()
        self.people()
        self.quotes()

    def add(self, kind: str, data: str) -> str:
        """Write a line and give its number."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.lines.append(f"{kind}{self.counts[kind]}\t{data}")
        return f"{kind}{self.counts[kind]}"

    def note(self, target: str, fields: dict[str, object]) -> None:
        """What has no line of its own; nothing where all of it is empty."""
        said = {key: value for key, value in fields.items() if value}
        if said:
            self.add("#", f"AnnotatorNotes {target}\t{json.dumps(said, ensure_ascii=False)}")

    def marks(self) -> None:
        """Mentions, then quotes: so mention ``i`` is ``T<i + 1>``."""
        for span in self.spans:
            self._mark(span["label"], span["start"], span["end"])
        for quote in self.gold.get("quotes", []):
            self._mark("QUOTE", quote["start"], quote["end"])

    def _mark(self, label: str, start: int, end: int) -> None:
        """A text with line breaks is written in pieces, as brat wants it."""
        pieces, at = list[tuple[int, int]](), start
        for line in self.text[start:end].split("\n"):
            if line:
                pieces.append((at, at + len(line)))
            at += len(line) + 1
        if not pieces or (pieces[0][0], pieces[-1][1]) != (start, end):
            raise ConvertError(f"{self.gold['id']}: span {start}-{end} begins or ends with a line break")
        places = ";".join(f"{first} {last}" for first, last in pieces)
        self.add("T", f"{label} {places}\t{' '.join(self.text[first:last] for first, last in pieces)}")

    def amounts(self) -> None:
        """Numbers, hedge, parts and notes of each amount."""
        targets = [f"T{at + 1}" for at, span in enumerate(self.spans) if span["label"] == "MONEY"]
        for target, amount in zip(targets, amounts_in_full(self.gold), strict=False):
            form = " ".join(amount["text"].split())
            for field in (*NUMBERS, "year"):
                if amount.get(field) is not None:
                    self.add("N", f"Reference {target} {field}:{as_number(amount[field])}\t{form}")
            self.add("A", f"Approx {target} {amount['approx']}")
            self.note(target, {field: amount[field] for field in ("source", "purpose", "per")})
            for part in amount["parts"]:
                self.add("R", f"Part Arg1:{target} Arg2:{targets[part]}")

    def bodies(self) -> None:
        """Organisations and programmes, each at a mention with one of its forms."""
        for kind, label in zip(BODIES, ("ORG", "PROGRAMME"), strict=True):
            for position, body in enumerate(self.gold.get(kind, [])):
                forms = [body["name"], *body.get("aliases", [])]
                at = self._anchor(forms, label)
                if at is None:
                    self.dropped[kind] += 1
                else:
                    self.anchors.setdefault(body["name"], at)
                    self._name(at, kind, position, body["name"])
                    self.note(f"T{at + 1}", {"aliases": body.get("aliases", [])})

    def _name(self, at: int, kind: str, position: int, name: str) -> None:
        if " ".join(name.split()) != name:
            raise ConvertError(f"{self.gold['id']}: the name {name!r} has white space that brat does not keep")
        self.anchored.add(at)
        self.add("N", f"Reference T{at + 1} {kind}:{position}\t{name}")

    def _anchor(self, forms: list[str], label: str) -> int | None:
        """The first free mention with one of the forms, else with one that differs in its ending."""
        free = [at for at, span in enumerate(self.spans) if span["label"] == label and at not in self.anchored]
        alike = ((form, at) for form in forms for at in free if self.forms[at] == form)
        nearly = ((form, at) for form in forms for at in free if key(form) == self.keys[at] != "")
        return next((at for _, at in chain(alike, nearly)), None)

    def people(self) -> None:
        """Persons at the mention that says most of their name, with their roles."""
        for position, person in enumerate(self.gold.get("people", [])):
            at = self._holder(person["name"])
            if at is None:
                self.dropped["people"] += 1
                continue
            self.holders[position] = at
            self._name(at, "people", position, person["name"])
            self.note(f"T{at + 1}", {"titles": person.get("titles", [])})
            for role in person.get("roles", []):
                self._role(at, role)

    def _holder(self, name: str) -> int | None:
        """The mention with the whole name, else with the most of its words."""
        if (at := self._anchor([name], "PERSON")) is not None:
            return at
        words = set(name.split())
        free = [
            at
            for at, span in enumerate(self.spans)
            if span["label"] == "PERSON" and at not in self.anchored and words.issuperset(self.forms[at].split())
        ]
        return max(free, key=lambda at: (len(self.forms[at]), -at), default=None)

    def _role(self, holder: int, role: Gold) -> None:
        body = self._body(role.get("organisation"))
        if role.get("role") is None:
            if body is None:
                self.dropped["roles"] += 1
                return
            target = self.add("R", f"Belongs Arg1:T{holder + 1} Arg2:T{body + 1}")
        else:
            places = [at for at, form in enumerate(self.forms) if form == role["role"]]
            places = [at for at in places if self.spans[at]["label"] == "ROLE"]
            if not places:
                self.dropped["roles"] += 1
                return
            self.dropped["roles' organisations"] += body is None and role.get("organisation") is not None
            trigger = min(places, key=lambda at: abs(at - holder))
            arguments = f"ROLE:T{trigger + 1} Holder:T{holder + 1}"
            target = self.add("E", arguments if body is None else f"{arguments} Body:T{body + 1}")
        if (status := role.get("status") or Status.CURRENT) != Status.CURRENT:
            self.add("A", f"Status {target} {role_of(None, None, status, self.gold['id'])['status']}")

    def _body(self, name: str | None) -> int | None:
        """The mention that stands for an organisation or place: that of its record, or one that says its name."""
        if name is None or name in self.anchors:
            return self.anchors.get(name or "")
        free = (at for at, form in enumerate(self.forms) if form == name and at not in self.anchors.values())
        return next((at for at in free if self.spans[at]["label"] not in {"PERSON", "ROLE", "MONEY"}), None)

    def quotes(self) -> None:
        """Kind and speaker of each quote."""
        for at, quote in enumerate(self.gold.get("quotes", []), len(self.spans) + 1):
            self.add("A", f"Kind T{at} {quote['kind']}")
            speaker = quote.get("speaker")
            if speaker in self.holders:
                self.add("R", f"Speaker Arg1:T{at} Arg2:T{self.holders[speaker] + 1}")
            elif speaker is not None:
                self.dropped["speakers"] += 1


def read(path: Path) -> Iterator[Gold]:
    """The releases of a folder, or of one ``.ann`` with its text beside it."""
    for file in files(path, ".ann"):
        text = file.with_suffix("").with_name(file.name.removesuffix(".ann") + ".txt")
        if not text.is_file():
            raise ConvertError(f"{file}: its text {text.name} is missing")
        yield parse(decoded(file), _exact(text), file.name.removesuffix(".ann"), str(file))


def _exact(path: Path) -> str:
    """The text with a byte order mark, if it has one: brat counts it."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise ConvertError(f"{path}: no valid UTF-8 at byte {error.start}") from error


BRAT = Format(
    "brat",
    ".ann",
    True,
    "spans, amounts, quotes; records and roles that have a mention; no title, place, date",
    keep,
    write,
    read,
)
