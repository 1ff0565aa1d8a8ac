"""FollowTheMoney entities, as Aleph, OpenAleph and yente read them: one JSON object a line, one release after another.

Nothing is merged across releases: a person of two releases is two entities, and whether they are one is for the
matching of those tools.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from extractor.export.engine import line
from extractor.export.ids import document_id
from extractor.export.target import ExportError, Options, Shape, Written
from extractor.records import Amount, Label, Mention, Organisation, Person, Programme, Record, Role, plain

FILE = "entities.ftm.json"
Entity = dict[str, Any]
LANGUAGES = {"de": "deu", "en": "eng", "fr": "fra"}
"""FollowTheMoney has languages in three letters; what else a record names is left out."""
YEARS = range(1000, 3000)
"""Those that FollowTheMoney takes for years."""
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters, which FollowTheMoney takes out of every value."""
DETECTED = {Label.PERSON: "Person", Label.ORG: "Organization"}


class Ftm:
    """FollowTheMoney as a target."""

    def write(self, records: Iterable[Record], folder: Path, options: Options) -> Written:
        """Write the entities of all ``records``. Raises ``ExportError``."""
        if options.shape is not Shape.RELEASE:
            raise ExportError("FollowTheMoney has one shape only: leave out --shape (mentions are entities there)")
        written = Written()
        with (folder / FILE).open("wb") as stream:
            for record in records:
                for entity in Entities(record):
                    stream.write(line(entity) + b"\n")
                    written.add(entity["schema"])
        return written

    def schemas(self, shape: Shape) -> Mapping[str, str]:
        """None: the schema is FollowTheMoney's own."""
        del shape
        return {}


class Entities:
    """The entities of one release. What is said of bodies and programmes refers to those of the same release."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.document = document_id(record.id)
        self.bodies: dict[str, str] = {}
        """The entity of each name and alias; the first that has it."""
        for position, body in enumerate(record.organisations):
            for name in (body.name, *body.aliases):
                self.bodies.setdefault(name, self._id(f"organisation {position}"))
        self.resolved = dict(self._resolved())

    def __iter__(self) -> Iterator[Entity]:
        """All of them, the document first."""
        yield self._release()
        for at, person in enumerate(self.record.people):
            yield self._person(at, person)
        for at, body in enumerate(self.record.organisations):
            yield self._named("Organization", f"organisation {at}", body)
        for at, programme in enumerate(self.record.programmes):
            yield self._named("Project", f"programme {at}", programme)
        for at, person in enumerate(self.record.people):
            for number, role in enumerate(person.roles):
                yield from self._office(self._id(f"person {at}"), f"person {at} role {number}", role)
        for at, amount in enumerate(self.record.amounts):
            yield self._payment(at, amount)
        for at, mention in enumerate(self.record.mentions):
            if mention.label in DETECTED:
                yield self._mention(at, mention)

    def _release(self) -> Entity:
        record = self.record
        return _entity(
            self.document,
            "Document",
            fileName=PurePosixPath(record.source.member or record.source.path).name or record.id,
            title=record.title,
            author=record.sender,
            date=self._date(),
            language=LANGUAGES.get(record.language or ""),
            mimeType=record.source.media_type,
            encoding=record.source.encoding,
            bodyText=record.text,
            peopleMentioned=[person.name for person in record.people],
            namesMentioned=[body.name for body in record.organisations],
            locationMentioned=[place.name for place in record.places],
        )

    def _person(self, at: int, person: Person) -> Entity:
        return _entity(
            self._id(f"person {at}"),
            "Person",
            name=person.name,
            title=person.titles,
            firstName=person.given_name,
            lastName=person.family_name,
            position=[role.role for role in person.roles],
            proof=self.document,
        )

    def _named(self, schema: str, part: str, entry: Organisation | Programme) -> Entity:
        return _entity(self._id(part), schema, name=entry.name, alias=entry.aliases, proof=self.document)

    def _office(self, person: str, part: str, role: Role) -> Iterator[Entity]:
        """An employment; an occupancy where the release names no body; a link where it names no office."""
        said = {"date": self._date(), "status": role.status.value, "proof": self.document}
        body = self.bodies.get(role.organisation or "")
        if role.organisation and not body:
            body = self._id(f"{part} organisation")
            yield _entity(body, "Organization", name=role.organisation, proof=self.document)
        if body and role.role:
            yield _entity(self._id(part), "Employment", employee=person, employer=body, role=role.role, **said)
        elif body:
            yield _entity(self._id(part), "UnknownLink", subject=person, object=body, **said)
        elif role.role:
            post = self._id(f"{part} post")
            yield _entity(post, "Position", name=role.role, proof=self.document)
            yield _entity(self._id(part), "Occupancy", holder=person, post=post, **said)

    def _payment(self, at: int, amount: Amount) -> Entity:
        """The payer is a body that the record knows; who is paid no record says."""
        value = None if amount.value is None else plain(amount.value)
        return _entity(
            self._id(f"amount {at}"),
            "Payment",
            amount=value,
            amountEur=value,
            currency=amount.currency,
            payer=self.bodies.get(amount.source or ""),
            purpose=amount.purpose,
            date=str(amount.year) if amount.year in YEARS else None,
            summary=amount.text,
            description=_range(amount),
            proof=self.document,
        )

    def _mention(self, at: int, mention: Mention) -> Entity:
        return _entity(
            self._id(f"mention {at}"),
            "Mention",
            document=self.document,
            name=" ".join(mention.text.split()) or mention.text,
            detectedSchema=DETECTED[mention.label],
            resolved=self.resolved.get(at),
        )

    def _resolved(self) -> Iterator[tuple[int, str]]:
        """Each mention of a person or body, with its entity."""
        for at, person in enumerate(self.record.people):
            yield from ((position, self._id(f"person {at}")) for position in person.mentions)
        for at, body in enumerate(self.record.organisations):
            yield from ((position, self._id(f"organisation {at}")) for position in body.mentions)

    def _id(self, part: str) -> str:
        return document_id(self.record.id, part)

    def _date(self) -> str | None:
        day = self.record.date
        return day.isoformat() if day and day.year in YEARS else None


def _range(amount: Amount) -> str | None:
    """The ends of a range, which FollowTheMoney has no property for."""
    ends = [plain(end) for end in (amount.min, amount.max) if end is not None]
    return f"{'–'.join(ends)} {amount.currency}" if ends else None


def _entity(id_: str, schema: str, **properties: str | Iterable[str | None] | None) -> Entity:
    """An entity with those properties that have a value, each value once."""
    found: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = [value] if isinstance(value, str) or value is None else value
        texts = (UNSEEN.sub("", one) for one in values if one)
        if present := list(dict.fromkeys(text for text in texts if text.strip())):
            found[name] = present
    return {"id": id_, "schema": schema, "properties": found}


TARGET = Ftm()
