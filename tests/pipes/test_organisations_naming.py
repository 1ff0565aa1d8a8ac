from __future__ import annotations

import pytest

from extractor.pipes.organisations.naming import is_adjective, known_noun, nominative


@pytest.mark.parametrize(
    ("article", "text", "expected"),
    [
        ("das", "Kommunale Bildungszentrum Nord", "Kommunales Bildungszentrum Nord"),
        ("den", "Kommunalen Bildungszentrum", "Kommunales Bildungszentrum"),
        ("des", "Bezirksamtes Nord von Hamburg", "Bezirksamt Nord von Hamburg"),
        ("der", "landesweiten Leitstelle der KB", "landesweite Leitstelle der KB"),
        ("vom", "Deutschen Wetterdienst", "Deutscher Wetterdienst"),
        ("der", "Technischen Universität Chemnitz", "Technische Universität Chemnitz"),
        ("an", "Technischer Universität", "Technische Universität"),
        ("des", "Umwelt- und Naturschutzamts", "Umwelt- und Naturschutzamt"),
        ("der", "Naturkundlichen und Technischen Sammlung", "Naturkundliche und Technische Sammlung"),
        ("den", "Kieler Verkehrsbetrieben", "Kieler Verkehrsbetriebe"),
        ("des", "Aktionsbündnisses Klima", "Aktionsbündnis Klima"),
        ("des", "Ladenfensters", "Ladenfenster"),
        ("", "Leipziger Hochschule", "Leipziger Hochschule"),
        ("", "Die Jungen Wilden", "Die Jungen Wilden"),
        ("der", "Siemens AG", "Siemens AG"),
        ("des", "THW", "THW"),
        ("", "neues\nforum", "neues forum"),
        ("die", "Gesell-\nschaft für Wald", "Gesellschaft für Wald"),
    ],
)
def test_nominative(article: str, text: str, expected: str) -> None:
    assert nominative(text, article) == expected


def test_nominative_is_stable() -> None:
    for name in ("Kommunales Zentrum", "Deutscher Bund", "Freie Stelle", "Bündnis Nord"):
        assert nominative(name) == name


@pytest.mark.parametrize("word", ["Kommunalen", "städtisches", "Deutscher", "Gemeinnützige", "landesweiten"])
def test_adjectives(word: str) -> None:
    assert is_adjective(word)


@pytest.mark.parametrize("word", ["Koordinierungsstelle", "Leipziger", "Familien", "Sparkasse", "der", "Zeitung"])
def test_no_adjectives(word: str) -> None:
    assert not is_adjective(word)


def test_known_noun_gives_gender() -> None:
    noun = known_noun("Landesministeriums")
    assert noun is not None
    assert (noun.text, noun.gender) == ("Landesministerium", "n")
    assert known_noun("Qwrtz") is None
