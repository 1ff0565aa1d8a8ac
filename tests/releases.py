"""Records for the tests of the index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from extractor.records import Amount, Organisation, Person, Place, Programme, Provenance, Record, Role, Source

Span = tuple[int | None, int | None, int | None]


def release(
    id_: str = "a",
    text: str | None = "Nauen. Landrätin Petra Kolb gab Geld frei.",
    *,
    title: str | None = None,
    day: str | None = None,
    sender: str | None = None,
    people: Sequence[tuple[str, str | None]] = (),
    organisations: Sequence[tuple[str, list[str]]] = (),
    programmes: Sequence[str] = (),
    places: Sequence[str] = (),
    amounts: Sequence[int | Span] = (),
) -> Record:
    """A record; a person is a name and a role, an amount euros or value, least and most."""
    spans = [(one, None, None) if isinstance(one, int) else one for one in amounts]
    return Record(
        id=id_,
        source=Source(path=id_, sha256="0"),
        title=title,
        text=text,
        date=date.fromisoformat(day) if day else None,
        sender=sender,
        people=[Person(name=name, roles=[Role(role=role, evidence="test")] if role else []) for name, role in people],
        organisations=[Organisation(name=name, aliases=aliases) for name, aliases in organisations],
        programmes=[Programme(name=name) for name in programmes],
        places=[Place(name=name) for name in places],
        amounts=[
            Amount(start=0, end=1, text=text[:1], value=_euro(value), min=_euro(low), max=_euro(high), evidence="test")
            for value, low, high in spans
            if text
        ],
        extractor=Provenance(version="1", model="rules", model_version="1", fingerprint="f"),
    )


def _euro(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
