from __future__ import annotations

import pytest

from extractor.pipes.organisations.merging import abbreviates, coordinated, entries, shortens_organisation
from extractor.pipes.organisations.words import composes, expands, fold, is_acronym, stems
from extractor.text.document import Mention


def entry_lists(sentence: str, *names: str) -> list[tuple[str, list[str]]]:
    """Entries (name, aliases) where ``names`` stand in this order in ``sentence``."""
    mentions, position = [], 0
    for name in names:
        start = sentence.index(name, position)
        position = start + len(name)
        mentions.append(Mention(start, position, "ORG"))
    return [(entry.name, entry.aliases) for entry in entries(sentence, mentions, shortens_organisation)]


def test_inflected_forms_are_one() -> None:
    text = "Das Hafenamt warnt. Eine Sprecherin des Hafenamtes nickt, im Hafenamt lacht man."
    assert entry_lists(text, "Hafenamt", "Hafenamtes", "Hafenamt") == [("Hafenamt", [])]


def test_acronym_joins_the_longest_form() -> None:
    text = "Besuch im Regionalen Lernzentrum Ems. Das Regionale Lernzentrum (RL) der Stadt wirbt, so das RL."
    names = ("Regionalen Lernzentrum Ems", "Regionale Lernzentrum", "RL", "RL")
    assert entry_lists(text, *names) == [("Regionales Lernzentrum Ems", ["Regionale Lernzentrum", "RL"])]


def test_different_bodies_stay_two() -> None:
    assert len(entry_lists("Bezirksamt Nord und Bezirksamt Süd", "Bezirksamt Nord", "Bezirksamt Süd")) == 2
    assert len(entry_lists("Die SPD und die SPD-Fraktion", "SPD", "SPD-Fraktion")) == 2
    assert len(entry_lists("Förderverein Seebad und Seebad", "Förderverein Seebad", "Seebad")) == 2
    assert len(entry_lists("Iran Air und Tigran Air", "Iran Air", "Tigran Air")) == 2


def test_a_short_form_that_fits_two_joins_none() -> None:
    text = "Bezirksamt Nord, Bezirksamt Süd und das Bezirksamt"
    assert len(entry_lists(text, "Bezirksamt Nord", "Bezirksamt Süd", "Bezirksamt")) == 3


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Nordwerft", "Nordwerft GmbH"),
        ("Senat", "Bremer Senat"),
        ("Falk-Schule", "Anna-von-Falk-Schule"),
        ("GSW Jever", "Wohnungsgesellschaft GSW Jever"),
        ("Bücherei Ost", "Bücherei Kiel-Ost"),
        ("UdM Jever", "Universität der Meere Jever"),
    ],
)
def test_shortened_forms_join(short: str, long: str) -> None:
    assert entry_lists(f"{long}; {short}", long, short) == [(long, [short])]


def test_spelling_variants_are_one() -> None:
    text = "Meeres-Universität Jever und Meeresuniversität Jever"
    assert len(entry_lists(text, "Meeres-Universität Jever", "Meeresuniversität Jever")) == 1


def test_coordinated_bodies_are_two_entries() -> None:
    assert entry_lists("Die Hauptzollämter Kiel und Emden melden", "Hauptzollämter Kiel und Emden") == [
        ("Hauptzollamt Kiel", []),
        ("Hauptzollamt Emden", []),
    ]
    assert coordinated("Kiel und Emden") == ["Kiel und Emden"]
    assert coordinated("Amt für Kunst und Kultur") == ["Amt für Kunst und Kultur"]


def test_acronyms() -> None:
    assert is_acronym("LaKI")
    assert not is_acronym("Kiel")
    assert abbreviates("IWM", "Institut für Wald und Moor")
    assert not abbreviates("SPD", "Institut für Wald und Moor")
    assert expands("UdM", ["Universität", "der", "Meere"])
    assert not expands("UdM", ["Universität", "Meere", "Jever"])


def test_fold() -> None:
    assert stems("Kommunalen Lernzentren") == stems("Kommunales Lernzentrum")
    assert fold("Amtes") == fold("Amt")
    assert fold("Iran") != fold("Tigran")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VHS Kiel", "Volkshochschule Kiel"),
        ("LKA", "Landeskriminalamt"),
        ("Kieler Polizei", "Polizei Kiel"),
        ("Senat von Bremen", "Bremer Senat"),
        ("BRAVAX-Konzern", "BRAVAX"),
    ],
)
def test_ways_to_put_one_name_are_one_entry(one: str, other: str) -> None:
    assert len(entry_lists(f"Auch {one} half mit. Später kam {other} dazu.", one, other)) == 1


def test_a_group_in_parliament_is_no_party() -> None:
    assert len(entry_lists("Die SPD-Fraktion und die SPD stimmten zu.", "SPD-Fraktion", "SPD")) == 2


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("UKN", "Unfallkasse Nord"),
        ("DGB", "Deutscher Gewerkschaftsbund"),
        ("LaSB", "Landesverband der Sozialen Betriebe"),
    ],
)
def test_acronym_composed_of_its_words(acronym: str, name: str) -> None:
    assert composes(acronym, name.split())


@pytest.mark.parametrize(
    ("acronym", "name"), [("UKN", "Unfallkasse Süd"), ("DB", "Deutsche Bahn"), ("SPD", "Senat Berlin")]
)
def test_acronym_of_something_else(acronym: str, name: str) -> None:
    assert not composes(acronym, name.split())


def test_head_of_a_compound_is_the_same_body() -> None:
    assert (
        len(entry_lists("Die Polizeidirektion 5 (Nord), also Direktion 5.", "Polizeidirektion 5 (Nord)", "Direktion 5"))
        == 1
    )
    assert len(entry_lists("Die Polizeidirektion 5 und Direktion 6.", "Polizeidirektion 5", "Direktion 6")) == 2
    assert len(entry_lists("Die Hochschule Kiel und Schule Kiel.", "Hochschule Kiel", "Schule Kiel")) == 2
