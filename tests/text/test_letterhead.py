"""Letterheads."""

from __future__ import annotations

import pytest

from extractor.text.letterhead import is_letterhead, is_nominal


@pytest.mark.parametrize(
    "line",
    [
        "Landratsamt Nauenberg",
        "Ministerium für wirtschaftliche Entwicklung und Verkehr",
        "Universität Lindau – Referat Kommunikation",
        "Kolb Maschinenbau AG · Medienmitteilung",
        "Die Präsidentin des Amtsgerichts Nauen",
        "Turnverein Nauen 1891 e. V.",
        "Nr. 31/2017",
        "– Öffentlichkeitsarbeit –",
        "An die Redaktionen",
        "- mit der Bitte um Veröffentlichung -",
        "OTS – Bezirksverband der Gärtner",
    ],
)
def test_letterheads(line: str) -> None:
    assert is_letterhead(line)


@pytest.mark.parametrize(
    "line",
    [
        "Landkreis fördert Vereine mit 20.000 Euro",
        "Kreistag beschließt den Haushalt",
        "Neue Brücke für die Oder",
        "Geld für die Feuerwehr",
        "Stadtwerke: mehr Geld für Busse",
        "Zehn Jahre Theater am Markt!",
        "Vereine fordern mehr Geld",
    ],
)
def test_headlines_are_none(line: str) -> None:
    assert not is_letterhead(line)


def test_nominal_lines_have_no_verb() -> None:
    assert is_nominal("Bezirk Nauen, Abteilung für soziale Dienste")
    assert not is_nominal("Gutshaus kommt unter den Hammer")
    assert not is_nominal("2017")
