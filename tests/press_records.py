"""Records for tests of what reads them: a plain one, a hostile one, and any that may be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from extractor.records import (
    Amount,
    Label,
    Mention,
    Organisation,
    Person,
    Place,
    Programme,
    Provenance,
    Quote,
    Record,
    Role,
    Source,
)

MADE = Provenance(version="1", model="rules", model_version="1", fingerprint="f")
TEXT = (
    "Landrätin Dr. Petra Güler gab in Köln rund 1,2 Millionen Euro für das Programm Heimat frei. "
    "„Wir bauen weiter“, sagte Güler. Der Kreis Musterland (KM) zahlt 2024 zwischen 100 und 250,50 Euro."
)
HOSTILE = "a\x00b \"'\\ \u202eder\u202c \u2028\u2029\x85\ufeff <b>&amp;</b> 😀 ;=+@\t\r\n"


def mention(text: str, label: Label, part: str) -> Mention:
    start = text.index(part)
    return Mention(start=start, end=start + len(part), label=label, text=part, evidence="test")


def amount(text: str, part: str, **values: Any) -> Amount:
    start = text.index(part)
    return Amount(start=start, end=start + len(part), text=part, evidence="amount", **values)


def release(id_: str = "r1", *, keep_text: bool = True) -> Record:
    """A release with one of everything."""
    labels = {
        "Landrätin": Label.ROLE,
        "Petra Güler": Label.PERSON,
        "Köln": Label.LOC,
        "1,2 Millionen Euro": Label.MONEY,
        "Heimat": Label.PROGRAMME,
        "Kreis Musterland": Label.ORG,
        "zwischen 100 und 250,50 Euro": Label.MONEY,
    }
    start = TEXT.index("Wir bauen")
    role = Role(role="Landrätin", organisation="Kreis Musterland", mentions=[0], evidence="apposition")
    return Record(
        id=id_,
        source=Source(path="archiv.zip", member="mai/r1.txt", sha256="0", encoding="utf-8"),
        title="Geld für die Heimat",
        sender="Kreis Musterland",
        date=date(2024, 5, 31),
        place="Köln",
        embargo=datetime(2024, 5, 31, 12, 0, tzinfo=timezone(timedelta(hours=2))),
        language="de",
        text=TEXT if keep_text else None,
        mentions=[mention(TEXT, label, part) for part, label in labels.items()],
        people=[
            Person(
                name="Petra Güler",
                given_name="Petra",
                family_name="Güler",
                titles=["Dr."],
                mentions=[1],
                roles=[role, Role(role=None, organisation="KM", evidence="test")],
            )
        ],
        organisations=[Organisation(name="Kreis Musterland", aliases=["KM"], mentions=[5])],
        programmes=[Programme(name="Heimat", mentions=[4])],
        places=[Place(name="Köln", mentions=[2])],
        amounts=[
            amount(TEXT, "1,2 Millionen Euro", value=Decimal(1_200_000), year=2024, source="KM", purpose="Heimat"),
            amount(TEXT, "zwischen 100 und 250,50 Euro", min=Decimal(100), max=Decimal("250.50"), year=2025),
        ],
        quotes=[Quote(start=start, end=start + 16, text=TEXT[start : start + 16], speaker=0, evidence="said")],
        extractor=MADE,
    )


def hostile(id_: str = HOSTILE) -> Record:
    """A release whose every text and number is at its worst."""
    text = HOSTILE * 2000
    values = [Decimal("1E+30"), Decimal("1E+99"), Decimal("-0.005"), Decimal("1E-99"), Decimal(2**53)]
    years = [9999, 10**30, -(10**30), 0, None]
    end = len(text)
    role = Role(role=text, organisation=text, mentions=[0], evidence=HOSTILE)
    return Record(
        id=id_,
        source=Source(path=text, member="../" + HOSTILE, sha256=HOSTILE),
        title=text,
        sender=text,
        date=date.max,
        place=HOSTILE,
        embargo=datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))),
        language=HOSTILE,
        text=text,
        mentions=[Mention(start=0, end=end, label=label, text=text, evidence=HOSTILE) for label in Label],
        people=[Person(name=text, titles=[HOSTILE, HOSTILE], mentions=[0, 1], roles=[role, role])],
        organisations=[Organisation(name=text, aliases=[HOSTILE, "", " "], mentions=[2])],
        programmes=[Programme(name="", mentions=[3])],
        places=[Place(name="\x00", mentions=[5])],
        amounts=[
            Amount(start=0, end=end, text=text, value=value, min=value, max=value, year=year, source=text, evidence="a")
            for value, year in zip(values, years, strict=True)
        ],
        quotes=[Quote(start=0, end=end, text=text, speaker=0, evidence=HOSTILE)],
        extractor=MADE,
    )


strings = st.text(max_size=8)
numbers = st.none() | st.decimals(allow_nan=False, allow_infinity=False) | st.just(Decimal(10) ** 30)
ZONES = [None, UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))]
times = st.none() | st.datetimes(timezones=st.sampled_from(ZONES))


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any record."""
    text = draw(st.text(min_size=1, max_size=30))
    offsets = st.integers(0, len(text) - 1)

    def span() -> dict[str, Any]:
        start = draw(offsets)
        end = draw(st.integers(start + 1, len(text)))
        return {"start": start, "end": end, "text": text[start:end], "evidence": draw(strings)}

    labels = draw(st.lists(st.sampled_from(Label), max_size=4))
    mentions = [Mention(**span(), label=label) for label in labels]
    positions = st.lists(st.sampled_from(range(len(mentions))), max_size=3) if mentions else st.just([])
    roles = st.builds(Role, role=st.none() | strings, organisation=st.none() | strings, mentions=positions)
    people = draw(
        st.lists(st.builds(Person, name=strings, mentions=positions, roles=st.lists(roles, max_size=2)), max_size=2)
    )
    body = {"name": strings, "mentions": positions}
    return Record(
        id=draw(strings),
        source=Source(path=draw(strings), member=draw(st.none() | strings), sha256=""),
        title=draw(st.none() | strings),
        sender=draw(st.none() | strings),
        date=draw(st.none() | st.dates()),
        place=draw(st.none() | strings),
        embargo=draw(times),
        language=draw(st.none() | strings),
        text=text if draw(st.booleans()) else None,
        mentions=mentions,
        people=people,
        organisations=draw(
            st.lists(st.builds(Organisation, aliases=st.lists(strings, max_size=2), **body), max_size=2)
        ),
        programmes=draw(st.lists(st.builds(Programme, **body), max_size=1)),
        places=draw(st.lists(st.builds(Place, **body), max_size=1)),
        amounts=[
            Amount(**span(), value=draw(numbers), min=draw(numbers), max=draw(numbers), year=draw(years))
            for _ in range(draw(st.integers(0, 2)))
        ],
        quotes=[
            Quote(**span(), speaker=draw(st.none() | st.sampled_from(range(len(people))) if people else st.none()))
            for _ in range(draw(st.integers(0, 2)))
        ],
        extractor=MADE,
    )


years = st.none() | st.integers(-(10**12), 10**12)
