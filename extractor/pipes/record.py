"""From the state the pipes left on a ``Doc`` to the record, every span brought home to the release's own text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from extractor.archive.release import Release
from extractor.records import (
    Amount,
    Approx,
    Label,
    Mention,
    Organisation,
    Person,
    Place,
    Programme,
    Provenance,
    Quote,
    Record,
    RecordWarning,
    Role,
    Source,
    Status,
)
from extractor.text import document
from extractor.text.language import detect

if TYPE_CHECKING:
    from spacy.tokens import Doc

GERMAN = "de"
EntryT = TypeVar("EntryT", Organisation, Programme)


@dataclass(frozen=True, slots=True)
class _Home:
    """Brings a view's spans home and finds the positions of mentions."""

    doc: Doc
    source: str
    positions: dict[document.Mention, int]

    @classmethod
    def of(cls, doc: Doc) -> _Home:
        return cls(doc, doc._.view.source, {mention: number for number, mention in enumerate(doc._.mentions)})

    def span(self, start: int, end: int) -> tuple[int, int, str]:
        start, end = self.doc._.view.home(start, end)
        return start, end, self.source[start:end]

    def numbers(self, mentions: list[document.Mention]) -> list[int]:
        return sorted({self.positions[mention] for mention in mentions})


def build_record(doc: Doc, release: Release, provenance: Provenance, *, keep_text: bool = True) -> Record:
    """The record of ``release``, whose text ``doc`` was made from."""
    home = _Home.of(doc)
    language = detect(doc.text)
    return Record(
        id=release.id,
        source=Source(
            path=release.path,
            member=release.member,
            sha256=release.sha256,
            encoding=release.encoding,
            media_type=release.media_type,
        ),
        title=release.title or doc._.title,
        sender=release.sender,
        date=release.date or doc._.date,
        place=doc._.place,
        embargo=doc._.embargo,
        language=language,
        text=home.source if keep_text else None,
        mentions=[_mention(home, mention) for mention in doc._.mentions],
        people=[_person(home, person) for person in doc._.people],
        organisations=[_entry(Organisation, home, entry) for entry in doc._.organisations],
        programmes=[_entry(Programme, home, entry) for entry in doc._.programmes],
        places=[Place(name=entry.name, mentions=home.numbers(entry.mentions)) for entry in doc._.places],
        amounts=[_amount(home, amount) for amount in doc._.amounts],
        quotes=[_quote(home, quote) for quote in doc._.quotes],
        warnings=_warnings(home, release, language),
        extractor=provenance,
    )


def _mention(home: _Home, mention: document.Mention) -> Mention:
    start, end, text = home.span(mention.start, mention.end)
    return Mention(start=start, end=end, label=Label(mention.label), text=text, evidence=mention.evidence)


def _person(home: _Home, person: document.FoundPerson) -> Person:
    return Person(
        name=person.name,
        given_name=person.given_name,
        family_name=person.family_name,
        titles=person.titles,
        mentions=home.numbers(person.mentions),
        roles=[
            Role(
                role=role.role,
                organisation=role.organisation,
                status=Status(role.status),
                mentions=home.numbers(role.mentions),
                evidence=role.evidence,
            )
            for role in person.roles
        ],
    )


def _entry(kind: type[EntryT], home: _Home, entry: document.FoundEntry) -> EntryT:
    return kind(name=entry.name, aliases=entry.aliases, mentions=home.numbers(entry.mentions))


def _amount(home: _Home, amount: document.FoundAmount) -> Amount:
    start, end, text = home.span(amount.start, amount.end)
    return Amount(
        start=start,
        end=end,
        text=text,
        value=amount.value,
        min=amount.min,
        max=amount.max,
        approx=Approx(amount.approx),
        year=amount.year,
        source=amount.source,
        purpose=amount.purpose,
        per=amount.per,
        parts=amount.parts,
        evidence=amount.evidence,
    )


def _quote(home: _Home, quote: document.FoundQuote) -> Quote:
    start, end, text = home.span(quote.start, quote.end)
    kind: Literal["direct", "indirect"] = "indirect" if quote.kind == "indirect" else "direct"
    return Quote(start=start, end=end, text=text, kind=kind, speaker=quote.speaker, evidence=quote.evidence)


def _warnings(home: _Home, release: Release, language: str | None) -> list[RecordWarning]:
    warnings = [_warning(doubt, doubt.start, doubt.end) for doubt in release.doubts]
    if language not in {GERMAN, None}:
        warnings.append(RecordWarning(code="not-german", message=f"the text reads like {language!r}, not German"))
    for doubt in home.doc._.doubts:
        start, end = doubt.start, doubt.end
        if start is not None and end is not None:
            start, end, _ = home.span(start, end)
        warnings.append(_warning(doubt, start, end))
    return warnings


def _warning(doubt: document.Doubt, start: int | None, end: int | None) -> RecordWarning:
    return RecordWarning(code=doubt.code, message=doubt.message, start=start, end=end)
