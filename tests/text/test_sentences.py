"""In the sentences below ``|`` stands where one sentence ends and the next begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.sentences import split


def marked(text):
    return "|".join(text[start:end] for start, end in split(text))


@pytest.mark.parametrize(
    "sentences",
    [
        "Das Fest ist am 3. Mai.|Alle sind eingeladen.",
        "Das ist die 2. Vorsitzende des Vereins.|Sie wurde im 19. Jahrhundert geboren.",
        "Elisabeth II. besuchte Kiel.|König Friedrich II. kam nie.",
        "Das Geld reicht bis zum 31.|Danach ist Schluss.",
        "Es kostet 3,5 Mio. Euro.|Davon zahlt der Bund 2 Mrd.|Das ist viel.",
        "Der Musterhilfe e. V. Kiel feiert.|Der Sport e.V. ist dabei.",
        "Prof. Dr. h. c. Anna Muster und Dipl.-Ing. Bernd Beispiel kommen.",
        "Es gibt z. B. Kuchen, u.a. Apfelkuchen, d. h. Obst, usw.|Wir freuen uns.",
        "Die stellv. Leiterin und die Bürger:innen kamen um 10.30 Uhr.|Sie blieben bis 18 Uhr.",
        "J. Müller und A. B. Schulze sprechen.|Sie kommen aus Köln.",
        "Mehr unter www.example.de.|Dort steht alles.",
        "Am 3.5.2019 ging es los.|Im Jahr 2016 war Schluss.",
        "Das war 2016.|Kinder und Eltern kamen.",
        "Treffpunkt ist die Goethestr. 5.|Dort gibt es Tee.",
        "„Wir freuen uns, dass wir es geschafft haben.”, erklärt Landrätin Kolb.|Sie dankt allen.",
        "Sie sind „unverzichtbar.“|Neben vielen Gästen kam auch sie.",
        "„Mir ist das wichtig.|Das müssen wir tun“, so Petra Kolb.",
        "„Kommen Sie!“, ruft er.|„Gern!“ sagt sie.",
        "Warum?|Weil es geht!|Das ist gut …|Die Stadt hilft.",
        "Das Projekt „Auf geht's! Musterstadt bewegt sich“ startet.",
        "Die Halle (Bau: 2012. Umbau: 2018) ist offen.|Sie ist schön.",
        "Es gab [...] Kuchen (...) Und Tee … für Kinder.",
        "Arnsberg./Meschede.|Im Rahmen der Tour kam sie.",
        "Sie wirbt für muster.Berlin und DIE LINKE. Musterkreis.",
        "Ort der Lesung: Saal 3.|Der Eintritt ist frei.",
        "1. Die Stadt baut das Haus.",
        "Der Berliner Bezirk (SPD).|Müller sagte das.",
    ],
)
def test_split_ends_sentences_where_they_end(sentences):
    assert marked(sentences.replace("|", " ")) == sentences


def test_split_finds_sentences_whose_space_was_lost():
    assert marked("Das gilt bis auf Weiteres.Die Stadt hilft.") == "Das gilt bis auf Weiteres.|Die Stadt hilft."


def test_split_ends_sentences_at_line_breaks():
    assert marked("Eine Überschrift\nNoch eine\n\nEin Satz. Noch einer.\r\nEnde") == (
        "Eine Überschrift|Noch eine|Ein Satz.|Noch einer.|Ende"
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028"])
def test_split_of_nothing_is_empty(text):
    assert split(text) == []


pieces = st.sampled_from(
    ["Der", "Mio", ".", "!", "?", "…", " ", "  ", "\n", "„", "“", '"', "(", ")", "3", "II", "z", "B", "a"]
)


@given(st.lists(pieces, max_size=40).map("".join) | st.text(max_size=80))
def test_sentences_tile_all_that_is_no_space(text):
    end = 0
    for start, stop in split(text):
        assert not text[end:start].strip()
        assert start < stop
        assert not text[start].isspace()
        assert not text[stop - 1].isspace()
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize("piece", [".", ". ", "A. ", " (a", " „a", '"a ', "1.", "z. ", "!“", "\n", "aaa.Die "])
def test_split_takes_time_in_proportion(piece):
    assert split(piece * 10_000) or piece == "\n"
