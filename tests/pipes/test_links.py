"""Links: who holds which role, where, and in which status.

``[P Lea Kern]``, ``[R Leiterin]``, ``[O Jugendamt]`` and ``[L Olpe]`` mark mentions. A person reads
``Name: role @ organisation (status)``, roles in the order of the record.
"""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.pipes.links.logic import link, speaker_of_role
from extractor.pipes.links.offices import fuller, same_office
from extractor.pipes.people.logic import people
from extractor.text.document import FoundEntry, FoundPerson, Mention

MARK = re.compile(r"\[([PROL]) ([^\]]+)\]")
LABELS = {"P": "PERSON", "R": "ROLE", "O": "ORG", "L": "LOC"}
SENTENCE = re.compile(r"(?<=[a-zäöüß“])[.!?:]\s+(?=[A-ZÄÖÜ„])|\n+")


def read(marked: str) -> tuple[str, list[Mention]]:
    text, mentions, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        mentions.append(Mention(len(text), len(text) + len(mark.group(2)), LABELS[mark.group(1)]))
        text, last = text + mark.group(2), mark.end()
    return text + marked[last:], mentions


def entries(text: str, mentions: list[Mention], aliases: dict[str, str]) -> list[FoundEntry]:
    found: dict[str, FoundEntry] = {}
    for mention in mentions:
        if mention.label == "ORG":
            surface = text[mention.start : mention.end]
            name = aliases.get(surface, surface)
            found.setdefault(name, FoundEntry(name)).mentions.append(mention)
    return list(found.values())


def linked(marked: str, **aliases: str) -> list[FoundPerson]:
    text, mentions = read(marked)
    found = people(text, mentions)
    ends = [0, *(match.end() for match in SENTENCE.finditer(text)), len(text)]
    link(text, mentions, found, entries(text, mentions, aliases), [], list(itertools.pairwise(ends)))
    return found


def shown(found: list[FoundPerson]) -> list[str]:
    return [f"{p.name}: " + "; ".join(show(r.role, r.organisation, r.status) for r in p.roles) for p in found]


def show(role: str | None, organisation: str | None, status: str) -> str:
    at = f" @ {organisation}" if organisation else ""
    return f"{role or '-'}{at}" + (f" ({status})" if status != "current" else "")


APPOSITIONS = [
    ("[R Kreisdirektor] Dr. [P Rot] kam.", ["Rot: Kreisdirektor"]),
    ("[P Lea Kern], [R Ministerin für Schule], besucht Kiel.", ["Lea Kern: Ministerin für Schule"]),
    ("Der [R Bürgermeister] von [L Olpe], [P Max Loos], kam.", ["Max Loos: Bürgermeister @ Olpe"]),
    ("[P Lea Kern], die [R Bürgermeisterin] der Stadt [L Hilden], kam.", ["Lea Kern: Bürgermeisterin @ Hilden"]),
    ("Der [R Präsident] der [O Universität Kiel], Prof. [P Max Rau], kam.", ["Max Rau: Präsident @ Universität Kiel"]),
    ("[L Lübecks] [R Bürgermeister] [P Max Loos] kam.", ["Max Loos: Bürgermeister @ Lübeck"]),
    ("Die Kieler [R Pastorin] [P Lea Kern] kam.", ["Lea Kern: Pastorin @ Kiel"]),
    ("Der türkische [R Außenminister] [P Max Loos] kam.", ["Max Loos: Außenminister @ Türkei"]),
    ("Die türkische [R Malerin] [P Lea Kern] kam.", ["Lea Kern: Malerin"]),
    ("Der [R Chef] der Gewerkschaft [O Ufo], [P Jan Rot], kam.", ["Jan Rot: Chef @ Ufo"]),
    (
        "[R Stadtrat] [P Jan Rot] ([O CDU]) und [R Schirmherr] des Laufs kam.",
        ["Jan Rot: Stadtrat; Schirmherr; - @ CDU"],
    ),
    (
        "Es sprachen [P Ina Ott], [O Kern AG], und [P Jan Rot], [O Rot AG].",
        ["Ina Ott: - @ Kern AG", "Jan Rot: - @ Rot AG"],
    ),
    ("Es spielen [P Ina Ott], [O Renft], [O City] und andere.", ["Ina Ott: "]),
    ("Der hessische [R Innenminister] [P Max Loos] kam.", ["Max Loos: Innenminister @ Hessen"]),
    ("Gäste und Redner [R Stadtrat] [P Max Loos]", ["Max Loos: Stadtrat"]),
    ("[P Ina Ott], [R Leiterin] bei der [O Kern AG], und [P Jan Rot]", ["Ina Ott: Leiterin @ Kern AG", "Jan Rot: "]),
    ("[P Ina Ott], [R Regionalleiterin], [O Kern AG]: „Gut.“", ["Ina Ott: Regionalleiterin @ Kern AG"]),
    ("[R Trainer] [P Jan Rot] vom [O FC Olpe] kam.", ["Jan Rot: Trainer @ FC Olpe"]),
    ("[R Landrat] [P Jan Rot] des [O Kreisverbands Süd] kam.", ["Jan Rot: Landrat @ Kreisverbands Süd"]),
    (
        "[R Gründer] & [R Geschäftsführer] der [O Ufo UG] [P Jan Rot]",
        ["Jan Rot: Gründer @ Ufo UG; Geschäftsführer @ Ufo UG"],
    ),
    ("[R Autorin] und [R Chefin] von [O Ufo], [P Ina Ott]", ["Ina Ott: Autorin; Chefin @ Ufo"]),
    ("[P Ina Ott] [R Sprecherin] [P Jan Rot] [R Leiter]", ["Ina Ott: Sprecherin", "Jan Rot: Leiter"]),
    ("[R Sprecherin] [P Ina Ott] [R Leiter] [P Jan Rot]", ["Ina Ott: Sprecherin", "Jan Rot: Leiter"]),
    (
        "Die [R Künstlerinnen] [P Ina Ott] und [P Lea Kern] kamen.",
        ["Ina Ott: Künstlerinnen", "Lea Kern: Künstlerinnen"],
    ),
    ("[P Ina Ott]\n\n[R Direktor] gesucht", ["Ina Ott: "]),
]

BRACKETS = [
    ("[P Ina Ott] ([O SPD]) und [P Jan Rot] ([O Amt Süd])", ["Ina Ott: - @ SPD", "Jan Rot: - @ Amt Süd"]),
    ("[R Landrat] [P Jan Rot] ([O CDU]) kam.", ["Jan Rot: Landrat; - @ CDU"]),
    ("[R Direktor] [P Jan Rot] ([O Kern AG]) kam.", ["Jan Rot: Direktor @ Kern AG"]),
    ("[P Ina Ott] ([R Chefin], [O Rot GmbH]) kam.", ["Ina Ott: Chefin @ Rot GmbH"]),
    ("[P Ina Ott] und [P Jan Rot] (beide [O FDP]) kamen.", ["Ina Ott: - @ FDP", "Jan Rot: - @ FDP"]),
    ("[P Jan Rot] (parteilos, für [O CDU]) kam.", ["Jan Rot: - @ CDU"]),
    (
        "[P Eva Loos] ([R Leitung]), [P Ina Ott] ([R stellv. Leitung]) und [P Jan Rot] ([O KI]) kamen.",
        ["Eva Loos: Leitung @ KI", "Ina Ott: stellv. Leitung @ KI", "Jan Rot: - @ KI"],
    ),
    (
        "[P Eva Loos] ([R Sprecherin]) und [P Jan Rot] ([O SPD]) kamen.",
        ["Eva Loos: Sprecherin", "Jan Rot: - @ SPD"],
    ),
]

SENTENCES = [
    ("[P Lea Kern] ist die neue [R Leiterin] des [O Museums Nord].", ["Lea Kern: Leiterin @ Museums Nord"]),
    ("Neuer [R Chef] der [O Kern AG] wird [P Jan Rot].", ["Jan Rot: Chef @ Kern AG (designated)"]),
    ("[P Lea Kern] sang. Sie arbeitet als [R Malerin] in [L Kiel].", ["Lea Kern: Malerin"]),
    ("[P Lea Kern] traf [P Jan Rot]. Er ist [R Autor].", ["Lea Kern: ", "Jan Rot: Autor"]),
    ("[P Lea Kern] malt. Die [R Künstlerin] lebt in [L Kiel].", ["Lea Kern: Künstlerin"]),
    ("[P Lea Kern] ist Mitglied im [O Bundestag].", ["Lea Kern: - @ Bundestag"]),
    ("[P Lea Kern] wurde von der [O Caritas] geehrt.", ["Lea Kern: "]),
    ("Es sprach [P Lea Kern] von der [O Caritas].", ["Lea Kern: - @ Caritas"]),
    ("Als [R Bürgermeister] bitte ich um Hilfe, so [P Jan Rot].", ["Jan Rot: "]),
]

CONTACTS = [
    ("Kontakt: [O Amt Nord], [R Stadtrat] [P Jan Rot], Tel. 030 12", ["Jan Rot: Stadtrat @ Amt Nord"]),
    ("Kontakt: [O Amt Nord], [O Referat 3]: [P Jan Rot], Tel. 030 12", ["Jan Rot: - @ Referat 3"]),
    ("Kontakt: [P Jan Rot] [O Amt Nord] Tel. 030 12", ["Jan Rot: - @ Amt Nord"]),
    ("Infos: [O Amt Nord] [P Ina Ott], [R Beauftragte] Tel. 030 12", ["Ina Ott: Beauftragte @ Amt Nord"]),
]

STATUS = [
    ("Der ehemalige [R Minister] [P Jan Rot] kam.", ["Jan Rot: Minister (former)"]),
    ("[P Ina Ott], bislang [R Leiterin] der [O TU Kiel], geht.", ["Ina Ott: Leiterin @ TU Kiel (former)"]),
    ("[P Ina Ott], künftig [R Leiterin] der [O TU Kiel], geht.", ["Ina Ott: Leiterin @ TU Kiel (designated)"]),
    ("Die bisherige [R Justiziarin] [P Ina Ott] folgt.", ["Ina Ott: Justiziarin (former)"]),
    ("[P Ina Ott] (bisher [R Beisitzerin]) folgt.", ["Ina Ott: Beisitzerin (former)"]),
    ("Der bisher jüngste [R Minister] [P Jan Rot] kam.", ["Jan Rot: Minister"]),
    ("[P Ina Ott], [R Ärztin im Ruhestand], kam.", ["Ina Ott: Ärztin im Ruhestand (former)"]),
    ("[P Ina Ott] (39) wird am 1. Mai [R Leiterin] der [O TU Kiel].", ["Ina Ott: Leiterin @ TU Kiel (designated)"]),
    ("Neue [R Leiterin] wird [P Ina Ott].", ["Ina Ott: Leiterin (designated)"]),
    ("[P Jan Rot], [R Bürgermeister a. D.], kam.", ["Jan Rot: Bürgermeister a. D. (former)"]),
    ("[R Altbürgermeister] [P Jan Rot] kam.", ["Jan Rot: Altbürgermeister (former)"]),
    ("Die designierte [R Präsidentin], [P Ina Ott], kam.", ["Ina Ott: Präsidentin (designated)"]),
    ("Der [R kommissarische Leiter] [P Jan Rot] kam.", ["Jan Rot: kommissarische Leiter (acting)"]),
    ("Der amtierende [R Landrat] [P Jan Rot] kam.", ["Jan Rot: Landrat"]),
    ("[P Ina Ott] war bis 2010 [R Rektorin] der [O TU Kiel].", ["Ina Ott: Rektorin @ TU Kiel (former)"]),
]


@pytest.mark.parametrize(("marked", "expected"), [*APPOSITIONS, *BRACKETS, *SENTENCES, *CONTACTS, *STATUS])
def test_links(marked: str, expected: list[str]) -> None:
    assert shown(linked(marked)) == expected


def test_links_use_canonical_names() -> None:
    found = linked("[P Ina Ott] ([R Leitung]) und [P Jan Rot] ([O KI])", KI="Kommunales Zentrum")
    assert {role.organisation for person in found for role in person.roles} == {"Kommunales Zentrum"}


def test_links_first_part_of_a_compound_needs_a_mention_of_its_own() -> None:
    assert shown(linked("[R Ufo-Chef] [P Jan Rot] kam zu [O Ufo].")) == ["Jan Rot: Ufo-Chef @ Ufo"]
    assert shown(linked("[R Ufo-Chef] [P Jan Rot] kam nach [L Ufo].")) == ["Jan Rot: Ufo-Chef"]


def test_links_forms_of_one_office_are_one_role_in_its_fullest_form() -> None:
    text = "[R NRW-Staatssekretärin] [P Kern] kam.\n[P Lea Kern], [R Staatsekretärin für Sport], sprach."
    assert shown(linked(text)) == ["Lea Kern: Staatsekretärin für Sport"]


def test_links_an_office_alone_means_its_holder() -> None:
    marked = "[R Landrätin] [P Lea Kern] kam mit [R Sprecher] [P Jan Rot]. Die [R Landrätin] lobte: „Gut.“"
    found = linked(marked)
    _, mentions = read(marked)
    assert [len(role.mentions) for role in found[0].roles] == [2]
    assert speaker_of_role(mentions[-1], found) == 0


def test_links_an_office_alone_of_another_place_means_nobody() -> None:
    marked = "Der [R Landrat] von [L Unna], [P Jan Rot], kam. Der [R Landrat] von [L Soest] fehlte."
    _, mentions = read(marked)
    assert speaker_of_role(mentions[3], linked(marked)) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Senatorin", "Bildungssenatorin", True),
        ("Bezirksstadtrat", "Sportstadtrat", True),
        ("Staatssekretärin", "Staatsekretärin für Integration", True),
        ("Bürgermeister", "Bürgermeisterin", True),
        ("Senatorin für Justiz", "Senatorin für Kultur", False),
        ("Autor", "Moderator", False),
        ("Leiterin", "Sprecherin", False),
    ],
)
def test_links_same_office(one: str, other: str, expected: bool) -> None:
    assert same_office(one, other) is same_office(other, one) is expected


def test_links_fuller_form() -> None:
    assert fuller("Senatorin", "Senatorin für Justiz") == "Senatorin für Justiz"
    assert fuller("Bezirksstadtrat", "Sportstadtrat") == "Bezirksstadtrat"


PIECE = st.sampled_from(
    [
        "[P Lea Kern]",
        "[P Jan Rot]",
        "[P Rot]",
        "[R Leiterin]",
        "[R Landrat]",
        "[O Amt Nord]",
        "[O SPD]",
        "[L Unna]",
        ", ",
        " und ",
        " (",
        ") ",
        " der ",
        " von ",
        ": ",
        " ist ",
        "\n\n",
        ". Er ",
        " Tel. 030 12 ",
        " beide ",
    ]
)


@given(st.lists(PIECE, max_size=25).map("".join))
def test_links_hold_for_any_order_of_pieces(marked: str) -> None:
    text, mentions = read(marked)
    for person in linked(marked):
        assert all(role.role or role.organisation for role in person.roles)
        assert all(
            mention in mentions and mention.label == "ROLE" for role in person.roles for mention in role.mentions
        )
        assert all(role.status in {"current", "former", "designated", "acting"} for role in person.roles)
        assert all(role.evidence for role in person.roles)
    assert text == read(marked)[0]


BODIES_FARTHER = [
    ("Kritik übt die [O Gilde Bau]. Deren [R Vorsitzender] [P Paul Ott] kam.", "Paul Ott: Vorsitzender @ Gilde Bau"),
    ("Das [O Museum am Wall] feiert. [R Museumsleiter] [P Kurt Ahl] kam.", "Kurt Ahl: Museumsleiter @ Museum am Wall"),
    ("Die [O Grundschule Nord] feiert. [R Schulleiterin] [P Eva Lu] kam.", "Eva Lu: Schulleiterin @ Grundschule Nord"),
    ("Der [O Bund] zahlt. [R Bundesvorsitzender] [P Paul Ott] kam.", "Paul Ott: Bundesvorsitzender"),
    ("Die [O Grundschule Nord], die [O Hauptschule Süd]: [R Schulleiterin] [P Eva Lu] kam.", "Eva Lu: Schulleiterin"),
    ("Im [O Treff Ufer] war viel los. Die [R Leiterin] des Hauses, [P Eva Lu], kam.", "Eva Lu: Leiterin @ Treff Ufer"),
    ("Die [O Kammer Nord] hat gewählt. [R Präsidentin] ist [P Eva Lu].", "Eva Lu: Präsidentin @ Kammer Nord"),
    ("Die [O Kammer Nord] hat gebaut. [R Präsidentin] ist [P Eva Lu].", "Eva Lu: Präsidentin"),
    ("[P Else Kamp] leitet seit Mai das [O Referat 12].", "Else Kamp: - @ Referat 12"),
    ("[P Tom Ude], der beim [O Verein Nordlicht] arbeitet, kam.", "Tom Ude: - @ Verein Nordlicht"),
    ("Es singt der [O Chor Süd] unter [R Kantor] [P Jan Ott].", "Jan Ott: Kantor @ Chor Süd"),
    ("Kurs in der [O VHS Ufer] ([R Leitung]: [P Eva Lu])", "Eva Lu: Leitung @ VHS Ufer"),
    ("[O Werke Ufer]\n[P Ina Beck], [R Leiterin Presse]\nTel. 030 12", "Ina Beck: Leiterin Presse @ Werke Ufer"),
    ("Herausgeber: [O Bund Rot], Am Ufer 3\nVerantwortlich: [P Udo Kern] ([R Chef])", "Udo Kern: Chef @ Bund Rot"),
    ("Kontakt: [O Universität Ufer], Presse, [P Ida Sohn], Tel. 12", "Ida Sohn: - @ Universität Ufer"),
    ("[R Bürgermeisterin] [P Lea Zorn] ([L Dorfheim]) kam.", "Lea Zorn: Bürgermeisterin @ Dorfheim"),
    ("[R Sängerin] [P Lea Zorn] ([L Dorfheim]) kam.", "Lea Zorn: Sängerin"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), BODIES_FARTHER)
def test_link_finds_the_body_beyond_the_role(marked: str, expected: str) -> None:
    assert shown(linked(marked)) == [expected]


def test_link_gives_mayors_of_a_list_their_places() -> None:
    found = shown(linked("Es kamen die [R Bürgermeister] [P Hans Peers] ([L Büsum]) und [P Rolf Claus] ([L Heide])."))
    assert found == ["Hans Peers: Bürgermeister @ Büsum", "Rolf Claus: Bürgermeister @ Heide"]


def test_link_ties_a_line_up_to_its_team() -> None:
    found = shown(linked("Tore für [O TSV Ufer]: [P Kröger] (6), [P Abend] (4), [P Sievers] (1)\nEs kam [P Max Rau]."))
    assert found == ["Kröger: - @ TSV Ufer", "Abend: - @ TSV Ufer", "Sievers: - @ TSV Ufer", "Max Rau: "]


SUBJECTS = [
    (
        "[P Udo Kern] ist [R Direktor] des [O Instituts Süd], einem Teil der [O Uni], und [R Rat] der [O Kammer].",
        "Udo Kern: Direktor @ Instituts Süd; Rat @ Kammer",
    ),
    (
        "[P Udo Kern] ist [R Direktor] des [O Werks] und die [R Chefin] der [O Kammer] kam.",
        "Udo Kern: Direktor @ Werks",
    ),
    ("Am Tisch saß [P Lea Kohl]. Die [R Leiterin] der [O Kern AG] schwieg.", "Lea Kohl: Leiterin @ Kern AG"),
    ("Am Tisch saß [P Udo Kohl]. Die [R Leiterin] der [O Kern AG] schwieg.", "Udo Kohl: "),
    ("Am Tisch saß [P Lea Kohl]. Neben der [R Leiterin] der [O Kern AG] war Platz.", "Lea Kohl: "),
    (
        "Am Tisch saß die [R Wirtin] [P Lea Kohl]. Die [R Leiterin] der [O Kern AG] schwieg.",
        "Lea Kohl: Wirtin",
    ),
]


@pytest.mark.parametrize(("marked", "expected"), SUBJECTS)
def test_link_gives_a_second_office_and_an_office_as_subject_to_the_one_named(marked: str, expected: str) -> None:
    assert shown(linked(marked)) == [expected]
