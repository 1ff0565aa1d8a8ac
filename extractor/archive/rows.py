"""JSON Lines: one release a line. A line that is no release fails alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from extractor.archive.faults import failed
from extractor.archive.formats import Content, Fields, Format, Options, Origin
from extractor.archive.release import SURROGATES, Failure, Release, digest
from extractor.archive.streams import Line, ReadError, as_utf8, lines, size
from extractor.archive.texts import DAMAGED, EMPTY
from extractor.text.decode import Decoded, NotTextError, decode, without_surrogates
from extractor.text.document import Doubt

GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
TYPES = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
FIELDS_SHOWN = 8


def rows(parts: Iterator[bytes], origin: Origin, fields: Fields, limit: int) -> Iterator[Release | Failure]:
    """The releases of a JSON Lines file. Raises ``ReadError`` where the file itself fails, after the rows before."""
    encoding, parts = as_utf8(parts)
    empty = True
    for line in lines(parts, limit):
        if line.data is not None and not line.data.strip():
            continue
        try:
            yield _release(line, origin, fields, limit, encoding)
        except Exception as error:
            if empty and isinstance(error, NotTextError):  # no damage in one place, but no JSON Lines file at all
                raise
            yield failed(error, origin, line.number)
        empty = False
    if empty:
        raise ReadError("the file holds no row")


def _read(content: Content, origin: Origin, options: Options) -> Iterator[Release | Failure]:
    yield from rows(content.parts, origin, options.fields, options.max_bytes)


ROWS = Format("rows", (".jsonl", ".ndjson"), "application/x-ndjson", _read, many=True, rows=True)


def _release(line: Line, origin: Origin, fields: Fields, limit: int, encoding: str | None) -> Release:
    if line.data is None:
        raise ReadError(f"the line is longer than {size(limit)}, the limit for one release")
    decoded = decode(line.data)
    doubts = [DAMAGED] if decoded.damaged else []
    return Row(_object(decoded), line.number, origin, fields, encoding or decoded.encoding, doubts).release()


@dataclass(slots=True)
class Row:
    """A row of a table on its way to a release: its fields by name, and its number from 1."""

    row: Mapping[str, object]
    number: int
    origin: Origin
    fields: Fields
    encoding: str | None = None
    doubts: list[Doubt] = field(default_factory=list)

    def release(self) -> Release:
        """The release. Raises ``ReadError`` where the row has no text."""
        raw = self._text()
        text, title = without_surrogates(raw), self._string(self.fields.title)
        if text != raw:
            self.doubts.append(SURROGATES)
        return Release(
            id=self._id(),
            text=f"{title}\n\n{text}" if title and self.fields.prepend_title else text,
            path=self.origin.path,
            sha256=digest(text),
            encoding=self.encoding,
            member=self.origin.member,
            media_type=self.origin.media_type,
            title=title,
            sender=self._string(self.fields.sender),
            date=self._date(),
            doubts=tuple(self.doubts),
            origin=self.origin.shown,
            line=self.number,
        )

    def _text(self) -> str:
        name = self.fields.text
        if name not in self.row:
            raise without("field", name, "the row", list(self.row))
        value = self.row[name]
        if not isinstance(value, str):
            raise ReadError(f"the field {name!r} is {_type(value)}, not text")
        if not value.strip():
            raise ReadError(EMPTY)
        return value

    def _id(self) -> str:
        value = self.row.get(self.fields.id)
        if isinstance(value, int | float | str) and not isinstance(value, bool) and str(value).strip():
            return without_surrogates(str(value))
        if value not in (None, "") and not isinstance(value, str):
            self._ignore(self.fields.id, value)
        return f"{self.origin.id}-{self.number}"

    def _string(self, name: str) -> str | None:
        value = self.row.get(name)
        if isinstance(value, str):
            return without_surrogates(value) if value.strip() else None
        if value is not None:
            self._ignore(name, value)
        return None

    def _date(self) -> date | None:
        found = self.row.get(self.fields.date)
        if isinstance(found, date):  # of a table with types
            return found.date() if isinstance(found, datetime) else found
        value = self._string(self.fields.date)
        if value is None:
            return None
        try:
            if german := GERMAN_DATE.fullmatch(value.strip()):
                day, month, year = map(int, german.groups())
                return date(year, month, day)
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            self.doubts.append(Doubt("field-ignored", f"the date {value[:40]!r} is no date like 2024-05-31"))
            return None

    def _ignore(self, name: str, value: object) -> None:
        self.doubts.append(Doubt("field-ignored", f"the field {name!r} is {_type(value)} and was not used"))


def _object(decoded: Decoded) -> dict[str, Any]:
    try:
        value = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        raise ReadError(f"invalid JSON at column {error.colno}: {error.msg}", "one JSON object a line") from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, thousands of brackets
        raise ReadError(f"JSON that cannot be read: {error}") from error
    if not isinstance(value, dict):
        raise ReadError(f"the line is {_type(value)}, not an object", "one JSON object a line")
    return value


def without(kind: str, name: str, place: str, names: Sequence[str]) -> ReadError:
    """That no field or column holds the text."""
    shown = ", ".join(names[:FIELDS_SHOWN]) or f"no {kind}s"
    return ReadError(f"no {kind} {name!r}", f"--text-field names the {kind} of the text; {place} has {shown}")


def _type(value: object) -> str:
    return "null" if value is None else TYPES.get(type(value), "of another type")
