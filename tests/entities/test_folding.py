"""What folds to the same, and what must not."""

from __future__ import annotations

import doctest
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.entities import folding, naming
from extractor.entities.folding import (
    is_acronym,
    is_generic,
    organisation_key,
    person_key,
    programme_key,
    role_key,
    slug,
    without_genitive,
)


@pytest.mark.parametrize("module", [folding, naming])
def test_folding_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Die Nordwind GmbH & Co. KG", "nordwind"),
        ("Meyer & Söhne", "meyer und soehne"),
        ("Kulturring, e.V.", "kulturring"),
        ("Garten-AG", "garten ag"),
        ("Die", "die"),
        ("GmbH", "gmbh"),
    ],
)
def test_organisation_key(name: str, key: str) -> None:
    assert organisation_key(name) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [("„Kiezfonds“", "kiezfonds"), ("KIEZFONDS 2021/2022", "kiezfonds"), ("2021", "2021"), ("Agenda 2030", "agenda")],
)
def test_programme_key(name: str, key: str) -> None:
    assert programme_key(name) == key


def test_person_key_reads_names_with_and_without_parts() -> None:
    assert person_key("Petra Kolb", None, None).full
    assert person_key("Kolb, Petra", "Petra", "Kolb").text == "petra kolb"
    assert not person_key("von Kolb", None, "von Kolb").given
    assert person_key("P. Kolb", None, "Kolb").initial
    assert not person_key("Petra M. Kolb", "Petra M.", "Kolb").initial


def test_without_genitive_needs_a_last_s() -> None:
    assert without_genitive("petra weiss") is None
    assert without_genitive("kolbs") is None


@pytest.mark.parametrize("name", ["Landesverband Kiel", "Fachbereich II", "CDU-Fraktion", "Institut für Physik"])
def test_is_generic(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["Bundesrat", "Institut Nord", "Berliner Senat", "Amalien-Schule", "Polizei Kiel"])
def test_is_not_generic(name: str) -> None:
    assert not is_generic(name)


@pytest.mark.parametrize(
    ("role", "sex"), [("Ärztin", "f"), ("Ratsfrau", "f"), ("Kommissar", "m"), ("Vorsitzende(r)", None)]
)
def test_role_key_knows_marks_of_sex(role: str, sex: str | None) -> None:
    assert role_key(role).sex == sex


@given(st.text())
def test_folding_takes_any_text(text: str) -> None:
    for key in (organisation_key(text), programme_key(text), person_key(text, None, None).text):
        assert isinstance(key, str)
    assert slug(text)
    assert is_acronym(text) in {True, False}
    assert is_generic(text) in {True, False}
    assert role_key(text).sex in {"f", "m", None}


def test_folding_is_linear_in_hostile_text() -> None:
    started = time.monotonic()
    for text in ("gGmbH & Co. " * 5000, " " * 50_000 + "e", "A- und " * 9000, "a\u0301\u0302" * 20_000):
        organisation_key(text)
        is_generic(text)
        role_key(text)
    assert time.monotonic() - started < 5
