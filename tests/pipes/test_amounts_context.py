"""Hedge, rate and year of an amount; ``@`` stands for the amount in the sentences."""

from __future__ import annotations

import pytest

from extractor.pipes.amounts.context import find_hedge, find_rate, find_year, issue_year, singular


@pytest.mark.parametrize(
    ("sentence", "approx"),
    [
        ("Das kostet @.", "exact"),
        ("Das kostet geschätzt @.", "exact"),
        ("Das kostet lediglich @.", "exact"),
        ("Das kostet voraussichtlich @.", "exact"),
        ("Das kostet rund @.", "about"),
        ("Das kostet ca. @.", "about"),
        ("Das kostet rd. @.", "about"),
        ("Das kostet an die @.", "about"),
        ("Das kostet rund insgesamt @.", "about"),
        ("Das kostet fast @.", "below"),
        ("Das kostet bis zu @.", "below"),
        ("Das kostet bis voraussichtlich @.", "below"),
        ("Es gibt jeweils maximal @.", "below"),
        ("Das kostet weniger als @.", "below"),
        ("Das kostet nicht mehr als @.", "below"),
        ("Mieten unter @.", "below"),
        ("bis zu einem Betrag in Höhe von @", "below"),
        ("ein Höchstbetrag von @", "below"),
        ("Der Wert sollte @ nicht überschreiten.", "below"),
        ("Das kostet mehr als @.", "above"),
        ("Das kostet gut @.", "above"),
        ("ab einer Schwelle von @", "above"),
        ("Das kostet @ mindestens.", "above"),
        ("Es sind @ oder mehr.", "above"),
        ("Kosten von über @", "above"),
        ("Sie kostet über @.", "above"),
        ("ein Bescheid über @", "exact"),
        ("eine Spende über @", "exact"),
        ("Der Verein verfügt über @.", "exact"),
        ("Die Kinder freuen sich über @.", "exact"),
        ("Er informiert über @.", "exact"),
    ],
)
def test_hedges(sentence: str, approx: str) -> None:
    left, _, right = sentence.partition("@")

    assert find_hedge(left, right) == approx


@pytest.mark.parametrize(
    ("sentence", "per"),
    [
        ("Das kostet @.", None),
        ("Das kostet @ pro Person.", "Person"),
        ("Das kostet @ je Stunde.", "Stunde"),
        ("Das kostet @/m².", "m²"),
        ("Das kostet @/mtl.", "Monat"),
        ("Das kostet @ pro Teilnehmer und Zeitstunde.", "Teilnehmer und Zeitstunde"),
        ("Es gibt @ für jedes Projekt.", "Projekt"),
        ("Es gibt @ für jeden.", None),
        ("Es gibt @ jährlich.", "Jahr"),
        ("Es gibt @ im Jahr.", "Jahr"),
        ("Es gibt @ im Jahr 2020.", None),
        ("eine monatliche Gebühr von @", "Monat"),
        ("Pro Baum wurden @ gespendet.", "Baum"),
        ("Die Schulen erhalten jeweils @.", "Schule"),
        ("Die Preise sind mit je @ dotiert.", "Preis"),
    ],
)
def test_rates(sentence: str, per: str | None) -> None:
    left, _, right = sentence.partition("@")

    assert find_rate(left, right) == per


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("Es gibt @.", None),
        ("Im Jahr 2016 gab es @.", 2016),
        ("Für 2019 gibt es @.", 2019),
        ("Es gibt @ im Haushaltsjahr 2021.", 2021),
        ("Die Kommission stellte im Oktober 2017 @ bereit.", 2017),
        ("2002 standen @ bereit.", 2002),
        ("Zuletzt waren es 2018 noch @.", 2018),
        ("Von 2017 bis 2020 gibt es @.", None),
        ("Im Doppelhaushalt 2018/19 stehen @.", None),
        ("Am 3. Mai 2019 wird gefeiert, Eintritt @.", None),
        ("Am 3. Mai 2019 wurden @ gespendet.", 2019),
    ],
)
def test_years(sentence: str, year: int | None) -> None:
    left, _, right = sentence.partition("@")

    assert find_year(left, right) == year


def test_relative_year_needs_the_year_of_the_release() -> None:
    assert find_year("In diesem Jahr gibt es ", ".") is None
    assert find_year("In diesem Jahr gibt es ", ".", issued=2020) == 2020
    assert find_year("Im vergangenen Jahr gab es ", ".", issued=2020) == 2019


def test_definite_sum_takes_up_the_sentence_before() -> None:
    assert find_year("Die Fördersumme von ", " wurde verteilt.", previous="Am 6. April 2019 tagte die Jury.") == 2019


def test_issue_year_stands_out_or_is_unknown() -> None:
    assert issue_year("Wettbewerb 2020: Wer 2020 gewinnt, war 2019 noch offen.") == 2020
    assert issue_year("Zwischen 2019 und 2020") is None
    assert issue_year("Frist: 2020") is None


@pytest.mark.parametrize(
    ("plural", "one"),
    [("Schulen", "Schule"), ("Preise", "Preis"), ("Bären", "Bär"), ("Lehrerinnen", "Lehrerin"), ("Teams", "Team")],
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one
