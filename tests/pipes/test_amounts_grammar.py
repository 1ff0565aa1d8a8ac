"""The money grammar; spans are marked with square brackets in the sentences."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from extractor.pipes.amounts.grammar import Money, find_money


def read(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A sentence without its marks, and the spans that they stand around."""
    text, spans = "", list[tuple[int, int]]()
    for outside, inside in re.findall(r"([^\[\]]*)(?:\[([^\]]*)\])?", marked):
        text += outside
        if inside:
            spans.append((len(text), len(text) + len(inside)))
        text += inside
    return text, spans


def found_in(marked: str) -> list[Money]:
    """The amounts of a marked sentence, after a check of their spans."""
    text, spans = read(marked)
    found = find_money(text)
    assert [text[money.start : money.end] for money in found] == [text[start:end] for start, end in spans]
    assert [(money.start, money.end) for money in found] == spans
    return found


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        ("Die Halle kostet [39,4 Millionen Euro].", "39400000"),
        ("Die Orgel kostet [1.250 €].", "1250"),
        ("Preis: [€ 1.250,50]", "1250.5"),
        ("Der Umsatz lag bei [EUR 3,5 Mio.] im Jahr.", "3500000"),
        ("Das macht [1.250,- Euro].", "1250"),
        ("Das macht [1.250,-- €].", "1250"),
        ("Das macht [25,–€].", "25"),
        ("Das macht [40,-€uro].", "40"),
        ("Tagesticket: [€ 5,-]p. P.", "5"),
        ("Das macht [100.- Euro].", "100"),
        ("Die Kosten sanken auf [TEUR 350].", "350000"),
        ("Die Kosten sanken auf [350 TEUR].", "350000"),
        ("Die Kosten sanken auf [T€ 350].", "350000"),
        ("Die Kosten sanken auf [350 T€].", "350000"),
        ("Die Kosten sanken auf [350 k€].", "350000"),
        ("Die Kosten sanken auf [5,2 MEUR].", "5200000"),
        ("Es fehlen [5 Mio. €].", "5000000"),
        ("Es fehlen [5Mio €].", "5000000"),
        ("Es fehlen [2,3 Mrd. EUR].", "2300000000"),
        ("Es fehlen [2 Billionen Euro].", "2000000000000"),
        ("Es fehlen [300 Tsd. €].", "300000"),
        ("Es fehlen [5 Tausend Euro].", "5000"),
        ("Gezahlt wurden [1 234 €].", "1234"),
        ("Gezahlt wurden [1'234 €].", "1234"),
        ("Gezahlt wurden [12\u00a0500\u00a0€].", "12500"),
        ("Im Jahr 2020 [156 000 Euro].", "156000"),
        ("Ein Brötchen kostet [50 Cent].", "0.5"),
        ("Der Strom kostet [12,345 ct].", "0.12345"),
        ("Das Eis kostet [2 Euro 50].", "2.5"),
        ("Das Eis kostet [zwei Euro und 50 Cent].", "2.5"),
        ("Das Eis kostet [drei Euro fünfzig].", "3.5"),
        ("Wir verkaufen für [5 Euro] 20 Karten.", "5"),
        ("Es gab [dreißig Euro].", "30"),
        ("Es gab [eine halbe Million Euro].", "500000"),
        ("Es gab [eine Viertelmillion Euro].", "250000"),
        ("Es gab [anderthalb Milliarden Euro].", "1500000000"),
        ("Es gab [zweieinhalb Millionen Euro].", "2500000"),
        ("Es gab [hunderttausend Euro].", "100000"),
        ("Es gab [2 1/2 Millionen Euro].", "2500000"),
        ("Die Gebühr wurde auf „[0“ Euro] gesetzt.", "0"),
        ("Die Karte kostet [Euro 2,50].", "2.5"),
        ("Die Karte kostet [5\nEuro].", "5"),
    ],
)
def test_one_value(marked: str, value: str) -> None:
    (money,) = found_in(marked)

    assert money.value == Decimal(value)
    assert money.doubt is None


@pytest.mark.parametrize(
    ("marked", "low", "high"),
    [
        ("Das kostet [50 bis 60 Euro].", "50", "60"),
        ("Das kostet [50-60 €].", "50", "60"),
        ("Das kostet [2000 bis 2500 Euro].", "2000", "2500"),
        ("Das kostet [5–7 Mio. Euro].", "5000000", "7000000"),
        ("Das kostet [EUR 5 bis 7 Mio.] im Jahr.", "5000000", "7000000"),
        ("Das kostet zwischen [100 und 250 Euro].", "100", "250"),
        ("Das kostet zwischen [50 Euro und 60 Euro].", "50", "60"),
        ("Das kostet [50 Euro bis 60 Euro].", "50", "60"),
        ("Das kostet [2,3 bis knapp 2,5 Mio. Euro].", "2300000", "2500000"),
        ("Das kostet [500.000 bis 1 Million Euro].", "500000", "1000000"),
        ("Das kostet [800 Millionen bis 1,2 Milliarden Euro].", "800000000", "1200000000"),
        ("Das kostet [vier- bis fünftausend Euro].", "4000", "5000"),
        ("Das kostet [12 bzw. 15 Euro].", "12", "15"),
        ("Das kostet [15 beziehungsweise 12 Euro].", "12", "15"),
        ("Das kostet [2 und 7,50 Euro].", "2", "7.5"),
        ("Das kostet [100, 150 und 200 Euro].", "100", "200"),
        ("Das kostet [12/10 €].", "10", "12"),
        ("Eintritt: [zwei, ermäßigt ein Euro]", "1", "2"),
        ("Eintritt: [10 (erm. 8) Euro]", "8", "10"),
    ],
)
def test_several_values_in_one_span(marked: str, low: str, high: str) -> None:
    (money,) = found_in(marked)

    assert (money.value, money.min, money.max) == (None, Decimal(low), Decimal(high))
    assert money.doubt is None


@pytest.mark.parametrize(
    "marked",
    [
        "Eintritt [13,00 Euro]/[10,00 Euro] an der Kasse",
        "Eintritt [9 Euro] bzw. [6 Euro]",
        "von [895,00 EUR] auf [964,61 EUR]",
        "im Jahr 2019, [500 Euro] mehr",
        "In 2019 bis zu [7,5 Millionen Euro]",
        "von 2017 bis 2020 [500 Euro]",
        "[3,1 Millionen Euro] für 2022 und [4,2 Millionen Euro] für 2023",
        "ab 2023 bis zu [1 Million Euro]",
        "Platz 2 – [650 EUR]",
        "1. Preis – [3.500 Euro]",
        "von 60-[50 €] herab",
        "Kinder [5 €] [3 €] Gäste",
        "Karten zu [10 €]/m²",
        "bis 18 Uhr, [5 Euro]",
    ],
)
def test_neighbours_stay_apart(marked: str) -> None:
    found_in(marked)


@pytest.mark.parametrize(
    "text",
    [
        "ein 20-Euro-Schein",
        "das 10-Millionen-Euro-Projekt",
        "ein 1 Euro-Job",
        "5- bis 10-Euro-Scheine",
        "10 US-Dollar, 5 CHF und 3 DM",
        "Diesel bis Euro 5",
        "die Euro 2024",
        "EUR/USD 1,08",
        "1,08 EUR/USD",
        "Ein Euro kostete 1,08 US-Dollar.",
        "mehrere Millionen Euro",
        "mehrere hundert Euro",
        "tausende Euro",
        "ein paar Euro",
        "100 Millionen Menschen",
        "Covid-19 Euro",
        "40 Prozent",
        "5 Centimeter",
        "Angaben in EUR 2019",
    ],
)
def test_no_amount(text: str) -> None:
    assert find_money(text) == []


def test_shortened_thousands_are_flagged_and_read_as_written() -> None:
    (money,) = found_in("Das Bußgeld liegt zwischen [135 und 310.000 Euro].")

    assert (money.min, money.max) == (Decimal(135), Decimal(310_000))
    assert money.doubt


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        ("Das kostet [1,250.00 €].", "1250"),
        ("Das kostet [3.35 Euro].", "3.35"),
        ("Das kostet [46.5 Mrd. Euro].", "46500000000"),
        ("Das Ergebnis lag bei -[500 Euro].", "500"),
        ("Das kostet [1,250 €].", None),
        ("Das kostet [5 billion Euro].", None),
        ("Das kostet mehrere [100 Euro].", None),
    ],
)
def test_doubtful_amounts_are_flagged(marked: str, value: str | None) -> None:
    (money,) = found_in(marked)

    assert money.doubt
    assert money.value == (None if value is None else Decimal(value))


def test_hedge_inside_the_number() -> None:
    (good,) = found_in("Das kostet [eine gute Million Euro].")
    (bare,) = found_in("Das kostet [eine knappe halbe Million Euro].")

    assert (good.value, good.hedge) == (Decimal(1_000_000), "above")
    assert (bare.value, bare.hedge) == (Decimal(500_000), "below")
