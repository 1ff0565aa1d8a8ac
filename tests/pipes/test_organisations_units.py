from __future__ import annotations

import pytest

from extractor.pipes.organisations.logic import with_organisations
from extractor.pipes.organisations.units import resolved
from extractor.text.document import Mention


def marked(text: str) -> tuple[str, list[Mention]]:
    """``[Name]`` is a mention of an organisation."""
    plain, mentions, start = "", [], 0
    for char in text:
        if char == "[":
            start = len(plain)
        elif char == "]":
            mentions.append(Mention(start, len(plain), "ORG"))
        else:
            plain += char
    return plain, mentions


def names(text: str, label: str = "ORG") -> list[str]:
    plain, mentions = marked(text)
    return [plain[m.start : m.end] for m in resolved(plain, mentions) if m.label == label]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("von der landesweiten [Servicestelle] der [BZ] ([LaBZ])", "landesweiten Servicestelle der BZ"),
        ("der zentralen Beratung der [MD] (ZeMD)", "zentralen Beratung der MD"),
        ("von der landesweiten [Servicestelle der BZ] ([LaBZ])", "landesweiten Servicestelle der BZ"),
        ("die [Fachstelle] des [Vereins Nord] ([FVN])", "Fachstelle des Vereins Nord"),
        ("die [Leitstelle] der [RW] (LRW)", "Leitstelle der RW"),
    ],
)
def test_acronym_that_holds_both_joins_unit_and_parent(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "die [Fachstelle] des [Vereins Nord] ([VN])",
        "das [Amt] der [Stadtwerke Kiel] ([SWK])",
        "die Leute der [RW] (und mehr)",
        "von der landesweiten [Servicestelle der BZ] (SeBZ)",
    ],
)
def test_acronym_of_the_parent_alone_joins_nothing(text: str) -> None:
    plain, mentions = marked(text)
    assert resolved(plain, mentions) == mentions


def test_place_behind_the_bracket_is_known_from_the_full_name() -> None:
    text = "Besuch im [Regionalen Bildungsbüro OPR]. Das [Regionale Bildungsbüro] ([RB]) des [OPR] berät."
    assert names(text, "LOC") == ["OPR"]
    assert names(text) == ["Regionalen Bildungsbüro OPR", "Regionale Bildungsbüro", "RB"]


def test_body_behind_the_bracket_stays_one() -> None:
    text = "Das [Regionale Bildungsbüro] ([RB]) des [DRK] berät."
    assert names(text, "LOC") == []


@pytest.mark.parametrize("word", ["Polizei", "Schulen", "Vereins", "Senatsverwaltung", "Unternehmen"])
def test_bare_kind_of_body_is_no_name(word: str) -> None:
    text = f"Heute hat hier {word} gesprochen."
    start = text.index(word)
    assert with_organisations(text, [Mention(start, start + len(word), "ORG")]) == []


def test_named_body_of_that_kind_stays() -> None:
    text = "Heute hat die Polizei Sachsen gesprochen."
    mention = Mention(14, 29, "ORG")
    assert with_organisations(text, [mention]) == [mention]


def test_plural_of_a_named_body_is_its_kind() -> None:
    text = (
        "Das [Regionale Bildungsbüro] lädt ein. Die [Regionalen Bildungsbüros] helfen, auch [Regionale Bildungsbüros]."
    )
    plain, mentions = marked(text)
    assert with_organisations(plain, mentions) == mentions[:1]


def test_genitive_of_a_named_body_is_no_plural() -> None:
    text = "Das [Regionale Bildungsbüro] lädt ein. Leiterin des [Regionalen Bildungsbüros] ist Ute Kern."
    plain, mentions = marked(text)
    assert with_organisations(plain, mentions) == mentions


def test_dative_of_a_plural_name_is_no_kind() -> None:
    text = "Die [Kieler Wasserwerke] und Freunde. Danke den [Kieler Wasserwerken]!"
    plain, mentions = marked(text)
    assert with_organisations(plain, mentions) == mentions


@pytest.mark.parametrize(
    "word", ["Kreissportbund", "Stadtjugendring", "Landesseniorenbeirats", "Bezirkselternausschuss"]
)
def test_umbrella_body_of_its_level_needs_no_name(word: str) -> None:
    text = f"Partner wie der {word} halfen."
    assert [text[m.start : m.end] for m in with_organisations(text, [])] == [word]


def test_abbreviation_of_a_land_is_a_place() -> None:
    assert names("[RLP] fördert das [DRK].", "LOC") == ["RLP"]


def test_kind_before_a_quoted_name_is_one_with_it_or_nothing() -> None:
    assert names("der [Jugendclub] „Klinke“ lud ein") == ["Jugendclub „Klinke“"]
    assert names("das [Tanzstudio] „[Konfetti]“ lud ein") == ["Konfetti"]
    assert names("die [Stadtwerke Kiel] „Fördern“ das") == ["Stadtwerke Kiel"]
    assert names("gestern sagte [Bravax] „Das Neue kommt“ dazu") == ["Bravax"]
