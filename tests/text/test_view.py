import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.view import clean

ODD = "aüu\u0308e\u0301 \t\n\r-\u00ad\u200b\ufeff\u00a0\u2009ﬁﬄ¬.,„“12B\u0084\x0c\x01"
texts = st.text(st.sampled_from(ODD), max_size=60) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Ver\u00adwal\u00adtung", "Verwaltung"),
        ("Zero\u200bwidth\ufeff", "Zerowidth"),
        ("39,4\u00a0Millionen\u202fEuro", "39,4 Millionen Euro"),
        ("Mu\u0308ller, A\u0308mter", "Müller, Ämter"),
        ("Mu\u00ad\u0308ller", "Müller"),
        ("ﬁnden, Hoﬀnung, eﬄuent", "finden, Hoffnung, effluent"),
        ("eins\r\n\r\nzwei\rdrei", "eins\n\nzwei\ndrei"),
        ("\u0084Zitat\u0093 \u0096 5 \u0080", "„Zitat“ – 5 €"),
        ("Kultur\u2010 und Sport\u2011Amt", "Kultur- und Sport-Amt"),
        ("Verordneten¬versammlung", "Verordnetenversammlung"),
        ("Verord\u00ad\nnung", "Verordnung"),
        ("Verord¬ \r\n nung", "Verordnung"),
        ("Seite eins\x0cSeite zwei", "Seite eins\nSeite zwei"),
        ("kaputt \ud800 hier", "kaputt \ufffd hier"),
    ],
)
def test_clean_shows_plain_characters(source, shown):
    view = clean(source)
    assert view.text == shown
    assert view.source == source


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Verwal-\ntung", "Verwaltung"),
        ("Ein-\nund Ausfuhr", "Ein- und Ausfuhr"),
        ("Schul-\noder Sportamt", "Schul- oder Sportamt"),
        ("Kinder-\nbzw. Jugendhilfe", "Kinder- bzw. Jugendhilfe"),
        ("Nordrhein-\nWestfalen", "Nordrhein-Westfalen"),
        ("NRW-\nweite Aktion", "NRW-weite Aktion"),
        ("18-\njährige", "18-jährige"),
        ("presse@bad-\nmusterstadt.de", "presse@bad-musterstadt.de"),
        ("Gedankenstrich -\nund weiter", "Gedankenstrich -\nund weiter"),
    ],
)
def test_clean_rejoins_words_cut_at_the_end_of_a_line(source, shown):
    assert clean(source).text == shown


PROSE = (
    "Der Landkreis Musterhausen hat am 3. Mai die neue Sporthalle übergeben. Rund 1,2 Millionen Euro "
    "flossen in den Bau, "
    "der nach nur elf Monaten fertig wurde. Landrätin Petra Kolb dankte allen, die daran mitgewirkt haben, und nannte "
    "die Halle einen Gewinn für Schulen und Vereine der ganzen Region."
)


@pytest.mark.parametrize("width", [50, 65, 72, 80, 100])
def test_clean_joins_hard_wrapped_prose(width):
    wrapped = "Neue Sporthalle\n\n" + "\n\n".join(textwrap.fill(PROSE, width, break_on_hyphens=False) for _ in range(3))
    assert clean(wrapped).text == "Neue Sporthalle\n\n" + "\n\n".join([PROSE] * 3)


def test_clean_joins_two_lines_where_the_second_goes_on_in_lower_case():
    joined = "Die Gemeinde Musterdorf hat heute am Markt einen ganz neuen Spielplatz eröffnet."
    assert clean(joined.replace("ganz neuen", "ganz\nneuen")).text == joined


@pytest.mark.parametrize(
    "kept",
    [
        "Neue Kita am Markt\nLandrat freut sich über 80 Plätze",
        "Pressestelle des Landkreises\nAm Markt 3\n12345 Musterstadt\nTel. 0123 4567",
        "Die Punkte:\n- mehr Geld für Schulen und Vereine in allen Gemeinden des Kreises\n- weniger Lärm\n- neue Wege",
        "Programm\n10:00 Uhr Begrüßung durch die Landrätin und den Bürgermeister der Stadt\n11:00 Uhr Rundgang",
        "1. Anna Muster, Vorsitzende des Vereins Musterhilfe in Musterstadt\n2. Bernd Beispiel, Kassenwart des Vereins",
        "Erster Absatz.\n\nZweiter Absatz.",
        PROSE + "\n" + PROSE,
    ],
)
def test_clean_keeps_the_breaks_of_lists_headlines_and_addresses(kept):
    assert clean(kept).text is kept


def test_clean_text_is_its_own_view():
    view = clean(PROSE)
    assert view.text is PROSE
    assert view.layers == ()
    assert view.home(3, 9) == view.seen(3, 9) == (3, 9)


def test_home_leaves_unseen_characters_at_the_ends_out_and_in_the_middle_in():
    view = clean("\u200bSerap Gü\u00adler\u200b kommt")
    start = view.text.index("Serap Güler")
    home = view.home(start, start + len("Serap Güler"))
    assert view.source[slice(*home)] == "Serap Gü\u00adler"
    assert view.seen(*home) == (start, start + len("Serap Güler"))


def test_home_of_half_a_ligature_is_the_whole():
    assert clean("ﬁ").home(0, 1) == clean("ﬁ").home(1, 2) == (0, 1)


def test_seen_of_what_is_not_shown_is_empty():
    assert clean("a\u00adb").seen(1, 2) == (1, 1)


def folded(text):
    """What of a text does not depend on where its lines break."""
    return "".join(clean(text.replace("¬", "")).text.replace("-", "").split())


@given(texts, st.data())
def test_home_spans_clean_back_to_the_same_text(text, data):
    view = clean(text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    first, last = view.home(start, end)
    assert 0 <= first <= last <= len(text)
    assert (start < end) == (first < last)
    shown = view.seen(first, last)
    if start < end:
        assert shown[0] <= start < end <= shown[1]
    if shown == (start, end):
        assert folded(text[first:last]) == folded(view.text[start:end])


def test_a_mark_behind_a_ligature_is_composed_with_its_last_letter():
    text = "11ﬄ\u0301"
    view = clean(text)
    assert view.text == "11ffĺ"
    assert view.home(4, 5) == (2, 4)
    assert clean(view.text).text == view.text


@given(texts)
def test_home_keeps_the_order(text):
    view = clean(text)
    homes = [view.home(place, place + 1) for place in range(len(view.text))]
    assert homes == sorted(homes)
    assert all(one[1] <= other[0] or one == other for one, other in pairwise(homes))


@given(st.lists(st.sampled_from(["Haus", "große", "Mio.", "Bürger:innen", "„Wort“", "12"])))
def test_clean_is_the_identity_on_plain_lines(words):
    text = " ".join(words)
    assert clean(text).text is text


@pytest.mark.parametrize("piece", ["a\u00ad", "a\u0308", "a\u0308\u0323", "\r\n", "a-\n", "\u200b"])
def test_clean_takes_time_in_proportion(piece):
    text = "a" + piece * 10_000
    view = clean(text)
    assert view.home(0, len(view.text))[1] <= len(text)
