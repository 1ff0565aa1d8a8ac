"""Amounts with everything that a text says about them."""

from __future__ import annotations

import re
import time
from decimal import Decimal

import pytest

from extractor.pipes.amounts.logic import find_amounts, read_amounts
from extractor.pipes.amounts.parts import link_parts
from extractor.text.document import FoundAmount
from extractor.text.sentences import split


def amounts_of(text: str) -> list[FoundAmount]:
    """The amounts of a text."""
    return find_amounts(text, split(text))[0]


def read_by_rules(text: str) -> FoundAmount:
    """The one amount of a text before the ranking."""
    (amount,) = read_amounts(text, split(text)).amounts
    return amount


@pytest.mark.parametrize(
    ("year", "total", "hedge", "sums", "aim", "funds"),
    [
        (2017, "20,7", "rund", ("11,2", "6,1", "3,4"), "die Arbeit der Büros", "kommunalen Haushalten"),
        (2021, "12,5", "etwa", ("7,2", "3,1", "2,2"), "den Betrieb der Beratungsstellen", "städtischen Etats"),
        (1998, "8", "gut", ("4,5", "2,5", "1,1"), "das Programm der Bibliotheken", "kirchlichen Haushalten"),
    ],
)
def test_total_is_broken_down(
    year: int, total: str, hedge: str, sums: tuple[str, str, str], aim: str, funds: str
) -> None:
    text = (
        f"Im Jahr {year} wurden insgesamt {hedge} {total} Millionen Euro für {aim} zur Verfügung gestellt. "
        f"Davon kamen {sums[0]} Millionen Euro aus den {funds}, {sums[1]} Millionen Euro waren Landesmittel und "
        f"fast {sums[2]} Millionen Euro waren Stiftungs- und Drittmittel."
    )

    whole, *parts = amounts_of(text)

    assert whole.parts == [1, 2, 3]
    assert whole.source is None
    assert {amount.year for amount in (whole, *parts)} == {year}
    assert {amount.purpose for amount in (whole, *parts)} == {aim.split(" ", 1)[1]}
    assert [part.source for part in parts] == [
        funds.replace("en ", "e ", 1).replace("Haushalten", "Haushalte"),
        "Landesmittel",
        "Stiftungs- und Drittmittel",
    ]
    assert [part.approx for part in parts] == ["exact", "exact", "below"]


def test_sum_that_does_not_add_up_has_no_parts() -> None:
    text = "Es gab insgesamt 10 Millionen Euro. Das Land gab 3 Millionen Euro, der Bund gab 2 Millionen Euro."

    assert [amount.parts for amount in amounts_of(text)] == [[], [], []]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Der Anbau kostet 310.000 Euro. Die Hälfte davon zahlt das Land, 90.000 Euro die Stadt.", [1]),
        ("Der Anbau kostet 310.000 Euro, rund 90.000 Euro davon zahlt die Stadt.", [1]),
        ("Der Deich hat 31,6 Mio. Euro gekostet. Rund 19 Mio. Euro stammen vom Bund.", [1]),
        ("Es gibt 320.000 Euro. 200.000 Euro gibt die Kasse, 70.000 Euro die Kammer; den Rest spenden Bürger.", [1, 2]),
        ("Für die Schule gibt es 960.000 Euro, darin enthalten 60.000 Euro für das Dach.", [1]),
        ("Der Haushalt umfasst 200 Mio. Euro. Größter Brocken ist die Jugendhilfe mit 48 Mio. Euro.", [1]),
        ("Der Kauf kostet 14,8 Mio. Euro, 11 Mio. Euro gehen in die Linie und 3,8 Mio. Euro in das Lager.", [1, 2]),
        ("Der Anbau kostet 310.000 Euro. Davon zahlt das Land 400.000 Euro.", []),
        ("Ein Platz kostet 310.000 Euro, davon zahlt jeder 50 Euro im Monat.", []),
        ("Das Haus kostet 2 Mio. Euro. Die Stadt hat 1 Mio. Euro übrig.", []),
        ("Es gibt Karten zu 30 Euro, 20 Euro und 10 Euro.", []),
    ],
)
def test_parts_of_a_total(text: str, parts: list[int]) -> None:
    whole, *_ = amounts_of(text)

    assert whole.parts == parts


def test_words_mean_the_amount_right_before_them() -> None:
    text = (
        "2023 lagen 41,3 Mio. Euro bereit, obwohl 22,5 Mio. Euro ausgegeben wurden, davon 16,8 Mio. Euro für Schienen."
    )

    assert [amount.parts for amount in amounts_of(text)] == [[], [2], []]


def test_parts_may_have_parts() -> None:
    text = (
        "Das Paket umfasst 14,2 Mio. Euro nach 7,3 Mio. Euro im Vorjahr.\n\n1. Gebäude: 8,1 Mio. Euro\n"
        "Davon kosten 4,6 Mio. Euro die Wache und 3,5 Mio. Euro der Anbau.\n\n2. Fahrzeuge: 4,4 Mio. Euro\n"
        "- Lader: 3,1 Mio. Euro\n- Wagen: 1,3 Mio. Euro\n\n3. Warnung: 1,7 Mio. Euro"
    )

    assert [amount.parts for amount in amounts_of(text)] == [[2, 5, 8], [], [3, 4], [], [], [6, 7], [], [], []]


def test_total_may_stand_behind_its_parts() -> None:
    text = "Grundgebühr: 58,00 Euro, Materialgebühr: 6,00 Euro, Summe: 64,00 Euro"

    assert [amount.parts for amount in amounts_of(text)] == [[], [], [0, 1]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Die Sparkasse spendete 700 € für die Linden.", "Sparkasse"),
        ("5 Mrd. Euro stellt der Bund dafür bereit.", "Bund"),
        ("Zusätzlich unterstützt der Kreis Olpe mit 5.000 Euro.", "Kreis Olpe"),
        ("Für den Umbau stellt die Landesanstalt 1,5 Mio. Euro zur Verfügung.", "Landesanstalt"),
        ("Das Haus wird vom Land Tirol mit 300.000 Euro gefördert.", "Land Tirol"),
        ("Das Haus wird mit 300.000 Euro von der Deutschen Stiftung Sport gefördert.", "Deutsche Stiftung Sport"),
        ("Die Kosten von 5.000 Euro werden aus Landesmitteln bezahlt.", "Landesmittel"),
        ("Das kostet 5.000 Euro und wird aus dem Bauprogramm des Bundes finanziert.", "Bund"),
        ("Es gibt 5.000 Euro aus dem Programm „Starke Orte“.", "Starke Orte"),
        ("Aus dem bezirklichen Haushalt werden 5.000 Euro investiert.", "bezirklicher Haushalt"),
        ("Eine Spende der Stadtwerke Hagen in Höhe von 500 Euro.", "Stadtwerke Hagen"),
        ("Der Eintritt kostet 5 Euro.", None),
        ("Es gibt Preise im Wert von 500 Euro zu gewinnen.", None),
    ],
)
def test_source(text: str, source: str | None) -> None:
    assert read_by_rules(text).source == source


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Eintritt: 5 Euro", "Eintritt"),
        ("Eintritt sieben Euro", "Eintritt"),
        ("Der Eintritt kostet 5 Euro.", "Eintritt"),
        ("Eine Anmeldegebühr von 10 Euro wird erhoben.", "Anmeldegebühr"),
        ("Das Land gibt 5.000 Euro für den Bau einer Brücke.", "Bau einer Brücke"),
        ("Die Stadt investiert 5 Mio. Euro in die Sanierung der Schulen.", "Sanierung der Schulen"),
        ("Die Stadtwerke investieren 5 Mio. Euro in neue Leitungen.", "neue Leitungen"),
        ("Für das Freibad stehen 5 Mio. Euro bereit.", "Freibad"),
        ("Die Kosten für die Schilder liegen bei 5.000 Euro.", "Schilder"),
        ("Die Kosten des fünfjährigen Projektes von insgesamt 5.000 Euro sind hoch.", "fünfjähriges Projekt"),
        ("Die beste Idee wird mit 500 Euro prämiert.", "beste Idee"),
        ("Die Feuerwehr unterstützt den Chor mit 500 Euro.", "Chor"),
        ("Der Gesamtschaden wird auf 5.000 Euro geschätzt.", "Gesamtschaden"),
        ("Gefeiert wird der 5 Mio. Euro teure Neubau.", "Neubau"),
        ("• Kochbuch – 400 EUR", "Kochbuch"),
        ("Die Sparkasse spendete dem Verein 700 Euro.", "Verein"),
        ("Dafür stehen 5 Mio. Euro zur Verfügung.", None),
    ],
)
def test_purpose(text: str, purpose: str | None) -> None:
    assert read_by_rules(text).purpose == purpose


def test_reduced_price_has_the_purpose_of_the_full_one() -> None:
    assert [amount.purpose for amount in amounts_of("Eintritt: 8 Euro, ermäßigt: 6 Euro")] == ["Eintritt"] * 2


def test_limit_holds_for_the_coordinated_amount() -> None:
    text = "Es gibt maximal 800 Euro für die Planung und 900 Euro für den Bau."

    assert [amount.approx for amount in amounts_of(text)] == ["below", "below"]


def test_rows_share_the_payer_and_year_of_their_head() -> None:
    text = (
        "Im Jahr 2020 werden durch die Kulturstiftung Hessen folgende Stücke gefördert: Ada Ruf, Der Kahn, Tanz, "
        "1.000 € Ben Ost, Die Gans, Tanz, 2.000 € Cora Lind, Das Rad, Musik, 3.000 € Dora Feld, Der Mohn, Musik, "
        "4.000 €"
    )

    found = amounts_of(text)

    assert [amount.purpose for amount in found] == ["Der Kahn", "Die Gans", "Das Rad", "Der Mohn"]
    assert {amount.source for amount in found} == {"Kulturstiftung Hessen"}
    assert {amount.year for amount in found} == {2020}


def test_doubts_point_to_the_amount() -> None:
    text = "Das kostet 1,250 €."

    amounts, doubts = find_amounts(text, [(0, len(text))])

    assert [(doubt.code, doubt.start, doubt.end) for doubt in doubts] == [("amount-ambiguous", 11, 18)]
    assert amounts[0].value is None


def test_parts_take_linear_time_on_one_long_line() -> None:
    few, many = (_seconds("Es gibt 30 Euro, davon 20 Euro und " * count) for count in (500, 2000))

    assert many < 12 * few


def _seconds(text: str) -> float:
    money = [FoundAmount(at, at + 7, Decimal(text[at : at + 2]), None, None) for at in _starts(text)]
    begun = time.process_time()
    link_parts(text, money, [(0, len(text))])
    return time.process_time() - begun


def _starts(text: str) -> list[int]:
    return [found.start() for found in re.finditer(r"\d\d Euro", text)]
