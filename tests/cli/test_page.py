"""The page of one record: whole, self-contained, escaped."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.cli.page import html_page
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
    RecordWarning,
    Role,
    Source,
    Status,
)

TEXT = (
    "Neues Bad für Musterdorf\n\n"
    "Musterdorf. Bürgermeisterin Dr. Ida Probe (Bäderverein) öffnet das Bad. „Wir freuen uns sehr“, sagt Probe.\n\n"
    "Es kostet rund 3 Millionen Euro, davon 2 Millionen Euro aus dem Plan „Wasser für alle“."
)
VOID = {"meta", "br", "link", "img", "input", "hr"}


def mention(text: str, label: Label, found: str, after: int = 0) -> Mention:
    start = text.index(found, after)
    return Mention(start=start, end=start + len(found), label=label, text=found, evidence="model")


def amount(text: str, found: str, value: str, **more: object) -> Amount:
    start = text.index(found)
    return Amount.model_validate(
        {"start": start, "end": start + len(found), "text": found, "value": value, "evidence": "amount"} | more
    )


def record(text: str = TEXT, **more: object) -> Record:
    quote = text.index("Wir freuen")
    fields: dict[str, object] = {
        "id": "bad",
        "source": Source(path="bad.txt", sha256="0" * 64, encoding="utf-8"),
        "title": "Neues Bad für Musterdorf",
        "place": "Musterdorf",
        "language": "de",
        "text": text,
        "mentions": [
            mention(text, Label.LOC, "Musterdorf", 20),
            mention(text, Label.ROLE, "Bürgermeisterin"),
            mention(text, Label.PERSON, "Ida Probe"),
            mention(text, Label.ORG, "Bäderverein"),
            mention(text, Label.PERSON, "Probe", text.index("sagt")),
            mention(text, Label.MONEY, "3 Millionen Euro"),
            mention(text, Label.MONEY, "2 Millionen Euro"),
            mention(text, Label.PROGRAMME, "Wasser für alle"),
        ],
        "people": [
            Person(
                name="Ida Probe",
                titles=["Dr."],
                mentions=[2, 4],
                roles=[
                    Role(role="Bürgermeisterin", organisation="Musterdorf", mentions=[1], evidence="apposition"),
                    Role(role=None, organisation="Bäderverein", status=Status.FORMER, evidence="bracket"),
                ],
            )
        ],
        "organisations": [Organisation(name="Bäderverein", aliases=["BV"], mentions=[3])],
        "programmes": [Programme(name="Wasser für alle", mentions=[7])],
        "places": [Place(name="Musterdorf", mentions=[0])],
        "amounts": [
            amount(text, "3 Millionen Euro", "3000000", approx="about", year=2024, purpose="Bad", parts=[1]),
            amount(text, "2 Millionen Euro", "2000000", source="Plan"),
        ],
        "quotes": [
            Quote(start=quote, end=quote + 19, text="Wir freuen uns sehr", speaker=0, evidence="verb-tag"),
        ],
        "warnings": [RecordWarning(code="amount-ambiguous", message="two readings", start=0, end=5)],
        "extractor": Provenance(version="1", model="default", model_version="1", fingerprint="f"),
    }
    return Record.model_validate(fields | more)


class Reader(HTMLParser):
    """Reads a page; knows its text, ids and links, and that its elements close."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.langs: dict[str, str] = {}
        self.data: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src"}:
                self.links.append(value or "")
            if name == "lang":
                self.langs.setdefault(tag, value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.data[tag] = self.data.get(tag, "") + data


def check(page: str) -> Reader:
    """What holds for every page."""
    reader = Reader(page)
    assert not reader.open
    assert not reader.tags & {"script", "iframe", "img", "link", "object", "form", "base"}
    assert not {name for name in reader.attributes if name.startswith("on")}
    assert all(link.startswith("#") for link in reader.links)
    assert len(reader.ids) == len(set(reader.ids))
    assert {link[1:] for link in reader.links} <= set(reader.ids)
    return reader


def test_page_holds_text_and_all_entries() -> None:
    reader = check(html_page(record()))
    assert "".join(reader.data["article"].split()) == "".join(TEXT.split())
    assert reader.langs["html"] == "en"
    assert reader.langs["article"] == "de"
    for words in ("Dr. Ida Probe", "Bürgermeisterin, Musterdorf", "former", "BV", "about 3\xa0000\xa0000\xa0€", "2024"):
        assert words in reader.data["aside"]
    assert {"p0", "o0", "g0", "l0", "a0", "a1", "z0", "t0", *(f"m{n}" for n in range(8))} <= set(reader.ids)


def test_page_loads_nothing() -> None:
    page = html_page(record())
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "url(" not in page
    assert "@import" not in page


def test_page_escapes_hostile_values() -> None:
    evil = "</style><script>alert(1)</script><img src=x onerror=alert(1)>'\"{{ 7*7 }}"
    text = f"{TEXT} {evil}"
    hostile = record(
        text,
        id=evil,
        title=evil,
        sender=evil,
        language=evil,
        source=Source(path=evil, sha256=evil, encoding=evil),
        people=[Person(name=evil, titles=[evil], mentions=[2], roles=[Role(role=evil, evidence=evil, mentions=[1])])],
        organisations=[Organisation(name=evil, aliases=[evil], mentions=[3])],
        mentions=[
            *record(text).mentions,
            Mention(start=len(TEXT) + 1, end=len(text), label=Label.ORG, text=evil, evidence=evil),
        ],
        warnings=[RecordWarning(code=evil, message=evil)],
        extractor=Provenance(version=evil, model=evil, model_version=evil, fingerprint=evil),
    )
    reader = check(html_page(hostile))
    assert evil in reader.data["article"]
    assert evil in reader.data["title"]


def test_page_of_a_record_without_text() -> None:
    reader = check(html_page(record().model_copy(update={"text": None})))
    assert "left out" in reader.data["article"]


def test_page_of_an_empty_record() -> None:
    empty = Record(
        id="x",
        source=Source(path="x", sha256=""),
        text="Nur Text.",
        extractor=Provenance(version="1", model="m", model_version="1", fingerprint="f"),
    )
    reader = check(html_page(empty))
    assert "Nur Text." in reader.data["article"]
    assert "h2" not in reader.tags


def test_page_isolates_direction_controls() -> None:
    page = html_page(record(TEXT + " \u202etxet", title="a\u202eb"))
    assert "<title>a\ufffdb</title>" in page
    assert "\u202etxet</bdi>" in page


def test_page_shows_a_quote_over_two_paragraphs_and_a_mention_across_its_end() -> None:
    text = "Er sagte: „Ja, das ist gut.\n\nWir bleiben Musterdorf Süd treu.“"
    start, end = text.index("Ja"), text.index(" Süd")
    long = Record(
        id="x",
        source=Source(path="x", sha256=""),
        text=text,
        mentions=[mention(text, Label.LOC, "Musterdorf Süd")],
        quotes=[Quote(start=start, end=end, text=text[start:end], evidence="colon")],
        extractor=Provenance(version="1", model="m", model_version="1", fingerprint="f"),
    )
    page = html_page(long)
    reader = check(page)
    assert page.count('class="q q0"') == 2
    assert reader.ids.count("m0") == reader.ids.count("t0") == 1
    assert "".join(reader.data["article"].split()) == "".join(text.split())


def test_page_gives_marks_to_direct_quotes_alone() -> None:
    one = record()
    indirect = one.quotes[0].model_copy(update={"kind": "indirect"})
    assert "„<bdi>Wir freuen uns sehr</bdi>“" in html_page(one)
    page = html_page(one.model_copy(update={"quotes": [indirect]}))
    assert "„<bdi>" not in page
    assert '<span class="tag">indirect</span>' in page


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_page_of_any_text_is_sound(before: str, name: str) -> None:
    text = f"{before}{name}"
    any_record = Record(
        id=name,
        source=Source(path=name, sha256=""),
        text=text,
        mentions=[Mention(start=len(before), end=len(text), label=Label.ORG, text=name, evidence=name)],
        organisations=[Organisation(name=name, mentions=[0])],
        extractor=Provenance(version="1", model="m", model_version="1", fingerprint="f"),
    )
    check(html_page(any_record))
