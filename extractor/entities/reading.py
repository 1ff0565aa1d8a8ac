"""Lines to records. A line that is no record fails alone."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from extractor.entities.curation import first_error
from extractor.entities.occurrences import DuplicateIdError, Occurrences
from extractor.records import Record

TOO_LONG = "the line is longer than any record may be"


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is no record, and why."""

    line: int
    reason: str


def read(lines: Iterable[tuple[int, bytes | None]], occurrences: Occurrences) -> Iterator[Fault]:
    """Take the records of numbered ``lines`` (None for one that is too long) into ``occurrences``; yield the others."""
    for number, data in lines:
        if data is None:
            yield Fault(number, TOO_LONG)
        elif data := (data.removeprefix(codecs.BOM_UTF8) if number == 1 else data).strip():
            try:
                occurrences.add(Record.model_validate_json(data))
            except ValidationError as error:
                yield Fault(number, f"no record: {first_error(error)}")
            except DuplicateIdError as error:
                yield Fault(number, str(error))
