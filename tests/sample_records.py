"""Records for tests of what is made of records: two that one can read, and any that validate."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

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

PROVENANCE = Provenance(version="1", model="rules", model_version="1", fingerprint="f")
TEXT = (
    "Nauen. Landrätin Dr. Serap Güler vom Kulturring (KR) lobte die Förderungen an der Hauptstraße. "
    "Es fließen 12,5 Millionen Euro, davon 0,10 Euro und 2 bis 3 Euro. „Das hilft“, so Güler."
)
HOSTILE = (
    '=SUM(A1)\t\\N \\. \\\\ \r\n "\'; DROP TABLE releases; -- {a,"b"} \0'
    " \u202egnp.exe\u202c \u2028 \ufeff ;|, \u0308 \U0001f600 \x1a \x7f"
)
EURO_PARTS = [Decimal("12500000"), Decimal("0.1")]


def span(text: str, found: str) -> dict[str, Any]:
    start = text.index(found)
    return {"start": start, "end": start + len(found), "text": found, "evidence": "rule"}


def plain_record(id_: str = "kreis-1", **fields: Any) -> Record:
    """A release in which every table has a row."""
    values: dict[str, Any] = {
        "id": id_,
        "source": Source(path="kreis.txt", sha256="0" * 64, encoding="utf-8"),
        "title": "Mehr Förderung für Müßiggänger",
        "sender": "Landkreis",
        "date": date(2024, 2, 29),
        "place": "Nauen",
        "embargo": datetime(2024, 2, 29, 10, 30, tzinfo=timezone(timedelta(hours=1))),
        "language": "de",
        "text": TEXT,
        "mentions": [
            Mention(**span(TEXT, "Serap Güler"), label=Label.PERSON),
            Mention(**span(TEXT, "Landrätin"), label=Label.ROLE),
            Mention(**span(TEXT, "Kulturring"), label=Label.ORG),
            Mention(**span(TEXT, "KR"), label=Label.ORG),
            Mention(**span(TEXT, "12,5 Millionen Euro"), label=Label.MONEY),
            Mention(**span(TEXT, "Nauen"), label=Label.LOC),
        ],
        "people": [
            Person(
                name="Serap Güler",
                given_name="Serap",
                family_name="Güler",
                titles=["Dr."],
                mentions=[0],
                roles=[
                    Role(role="Landrätin", mentions=[1], evidence="apposition"),
                    Role(role=None, organisation="Kulturring", status=Status.FORMER, evidence="vom"),
                ],
            )
        ],
        "organisations": [Organisation(name="Kulturring", aliases=["KR", 'K"R\\'], mentions=[2, 3])],
        "programmes": [Programme(name="Kiezfonds")],
        "places": [Place(name="Nauen", mentions=[5])],
        "amounts": [
            Amount(**span(TEXT, "12,5 Millionen Euro"), value=EURO_PARTS[0], year=2024, parts=[1]),
            Amount(**span(TEXT, "0,10 Euro"), value=EURO_PARTS[1], approx=Approx.ABOUT, purpose="=Kosten"),
            Amount(**span(TEXT, "2 bis 3 Euro"), min=Decimal(2), max=Decimal(3)),
        ],
        "quotes": [Quote(**span(TEXT, "Das hilft"), speaker=0)],
        "warnings": [RecordWarning(code="amount-ambiguous", message="zweifelhaft", start=10, end=19)],
        "extractor": PROVENANCE,
    }
    return Record(**values | fields)


def hostile_record(id_: str = "=cmd|' /C calc'!A0", **fields: Any) -> Record:
    """A release in which every text tries to break out of a format, with an amount of 10^30."""
    whole = {"start": 0, "end": len(HOSTILE), "text": HOSTILE, "evidence": HOSTILE}
    values: dict[str, Any] = {
        "id": id_,
        "source": Source(path=HOSTILE, member=HOSTILE, sha256="", encoding="", media_type=HOSTILE),
        "title": HOSTILE,
        "sender": "",
        "place": "\\.",
        "text": HOSTILE,
        "mentions": [Mention(**whole, label=Label.PERSON), Mention(**whole, label=Label.MONEY)],
        "people": [
            Person(
                name=HOSTILE,
                given_name="",
                family_name="NULL",
                titles=[HOSTILE, "", "NULL", "}"],
                mentions=[0],
                roles=[Role(role=HOSTILE, organisation=HOSTILE, evidence="")],
            )
        ],
        "organisations": [Organisation(name=HOSTILE, aliases=[HOSTILE, "{}", "\\"])],
        "amounts": [Amount(**whole, value=Decimal(10) ** 30, source=HOSTILE, per="\\")],
        "quotes": [Quote(**whole)],
        "warnings": [RecordWarning(code="@x", message=HOSTILE)],
        "extractor": PROVENANCE,
    }
    return Record(**values | fields)


def bare_record(id_: str, **fields: Any) -> Record:
    """A release in which nobody and nothing is named."""
    values: dict[str, Any] = {"id": id_, "source": Source(path="x", sha256="0"), "extractor": PROVENANCE}
    return Record(**values | fields)


def without_text(record: Record) -> Record:
    """As ``--no-text`` writes it."""
    return record.model_copy(update={"text": None})


ANY_TEXT = st.text(max_size=12) | st.sampled_from([HOSTILE, "Güler", "", "{}", "[]"])
MAYBE_TEXT = st.none() | ANY_TEXT
ZONES = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MANY = 3


def euros(places: int = 6, digits: int = 32) -> st.SearchStrategy[Decimal]:
    """Amounts with so many digits before and behind the point at most."""
    return st.builds(
        lambda whole, behind: Decimal(f"{whole}.{behind:0{places}}"),
        st.integers(-(10**digits) + 1, 10**digits - 1),
        st.integers(0, 10**places - 1),
    )


@st.composite
def records(draw: st.DrawFn, id_: str | None = None) -> Record:
    """Any record that validates, with text or without."""
    text = draw(st.text(min_size=1, max_size=40) | st.just(HOSTILE))

    def spanned() -> dict[str, Any]:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        return {"start": start, "end": end, "text": text[start:end], "evidence": draw(ANY_TEXT)}

    def some(size: int = MANY) -> range:
        return range(draw(st.integers(0, size)))

    def texts() -> list[str]:
        return draw(st.lists(ANY_TEXT, max_size=MANY))

    mentions = [Mention(**spanned(), label=draw(st.sampled_from(Label))) for _ in some()]
    positions = st.lists(st.integers(0, len(mentions) - 1), max_size=MANY) if mentions else st.just([])
    maybe_euro = st.none() | euros()
    count = len(some())
    people = [
        Person(
            name=draw(ANY_TEXT),
            given_name=draw(MAYBE_TEXT),
            family_name=draw(MAYBE_TEXT),
            titles=texts(),
            mentions=draw(positions),
            roles=[
                Role(
                    role=draw(MAYBE_TEXT),
                    organisation=draw(MAYBE_TEXT),
                    status=draw(st.sampled_from(Status)),
                    mentions=draw(positions),
                    evidence=draw(ANY_TEXT),
                )
                for _ in some()
            ],
        )
        for _ in some()
    ]
    record = Record(
        id=draw(ANY_TEXT) if id_ is None else id_,
        source=Source(path=draw(ANY_TEXT), member=draw(MAYBE_TEXT), sha256="0", encoding=draw(MAYBE_TEXT)),
        title=draw(MAYBE_TEXT),
        sender=draw(MAYBE_TEXT),
        date=draw(st.none() | st.dates()),
        place=draw(MAYBE_TEXT),
        embargo=draw(st.none() | st.datetimes(timezones=ZONES)),
        language=draw(MAYBE_TEXT),
        text=text,
        mentions=mentions,
        people=people,
        organisations=[Organisation(name=draw(ANY_TEXT), aliases=texts(), mentions=draw(positions)) for _ in some()],
        programmes=[Programme(name=draw(ANY_TEXT), aliases=texts(), mentions=draw(positions)) for _ in some()],
        places=[Place(name=draw(ANY_TEXT), mentions=draw(positions)) for _ in some()],
        amounts=[
            Amount(
                **spanned(),
                value=draw(maybe_euro),
                min=draw(maybe_euro),
                max=draw(maybe_euro),
                approx=draw(st.sampled_from(Approx)),
                year=draw(st.none() | st.integers(-(2**63), 2**63 - 1)),
                source=draw(MAYBE_TEXT),
                purpose=draw(MAYBE_TEXT),
                per=draw(MAYBE_TEXT),
                parts=draw(st.lists(st.integers(0, count - 1), max_size=MANY)),
            )
            for _ in range(count)
        ],
        quotes=[
            Quote(
                **spanned(),
                kind=draw(st.sampled_from(["direct", "indirect"])),
                speaker=draw(st.none() | st.integers(0, len(people) - 1)) if people else None,
            )
            for _ in some()
        ],
        warnings=[
            RecordWarning(code=draw(ANY_TEXT), message=draw(ANY_TEXT), start=draw(st.none() | st.just(0)))
            for _ in some()
        ],
        extractor=PROVENANCE,
    )
    return without_text(record) if draw(st.booleans()) else record


@st.composite
def archives(draw: st.DrawFn) -> list[Record]:
    """A few records, each with an id of its own."""
    ids = draw(st.lists(ANY_TEXT, max_size=MANY, unique=True))
    return [draw(records(id_)) for id_ in ids]
