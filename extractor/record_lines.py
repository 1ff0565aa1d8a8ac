"""Lines of a JSON Lines file to records. A line that is no record fails alone."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from extractor.records import Record

TOO_LONG = "the line is longer than any record may be"
DUPLICATE = "an earlier record has the id {!r}; each needs an id of its own"


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is no record, and why."""

    line: int
    reason: str


def records(lines: Iterable[tuple[int, bytes | None]], failed: Callable[[Fault], None]) -> Iterator[Record]:
    """The records of numbered ``lines`` (None for one that is too long), each id once; ``failed`` takes the others."""
    seen: set[int] = set()
    for number, data in lines:
        if data is None:
            failed(Fault(number, TOO_LONG))
        elif data := (data.removeprefix(codecs.BOM_UTF8) if number == 1 else data).strip():
            try:
                record = Record.model_validate_json(data)
            except ValidationError as error:
                failed(Fault(number, f"no record: {first_error(error)}"))
                continue
            key = _key(record.id)
            if key in seen:
                failed(Fault(number, DUPLICATE.format(record.id)))
                continue
            seen.add(key)
            yield record


def _key(id_: str) -> int:
    """Eight bytes for an id, so that those of millions of records fit in memory."""
    return int.from_bytes(hashlib.blake2b(id_.encode(), digest_size=8).digest())


def first_error(error: ValidationError) -> str:
    """The first thing that is wrong, with the field where it is."""
    found = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in found["loc"])
    message = found["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
