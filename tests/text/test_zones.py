from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.zones import zones

PROSE = "Der Landkreis hat heute die neue Sporthalle am Markt übergeben, die allen Schulen und Vereinen offensteht."


def found(text):
    return [(zone.kind, text[zone.start : zone.end]) for zone in zones(text).zones]


def test_zones_of_a_release_with_everything():
    text = (
        "Pressemitteilung Nr. 12\nMusterstadt, den 4.5.1998\n\nSperrfrist: 12. März 2015, 10 Uhr\n\n"
        f"„Ein Gewinn für alle“\nLandrätin eröffnet Sporthalle\n\nMusterstadt. {PROSE}\n\n{PROSE}\n\n"
        "Pressekontakt:\nAnna Muster\nTelefon 0123 45678\npresse@example.de\n\nÜber den Kreis\n" + PROSE
    )
    assert found(text) == [
        ("dateline", "Musterstadt, den 4.5.1998"),
        ("embargo", "Sperrfrist: 12. März 2015, 10 Uhr"),
        ("title", "Ein Gewinn für alle"),
        ("subtitle", "Landrätin eröffnet Sporthalle"),
        ("dateline", "Musterstadt."),
        ("body", f"{PROSE}\n\n{PROSE}"),
        ("contact", "Pressekontakt:\nAnna Muster\nTelefon 0123 45678\npresse@example.de"),
        ("body", f"Über den Kreis\n{PROSE}"),
    ]
    release = zones(text)
    assert (release.title, release.place) == ("Ein Gewinn für alle", "Musterstadt")
    assert (release.date, release.embargo) == (date(1998, 5, 4), datetime(2015, 3, 12, 10))


@pytest.mark.parametrize(
    ("dateline", "place", "day"),
    [
        ("Arnsberg./Hochsauerlandkreis.", "Arnsberg", None),
        ("Berlin, 3. Mai 2011 –", "Berlin", date(2011, 5, 3)),
        ("Wien, am 3. Mai –", "Wien", None),
        ("Berlin, den 03.05.11 -", "Berlin", date(2011, 5, 3)),
        ("KIEL (dpa/lno) -", "KIEL", None),
        ("KIEL (dpa/lno)", "KIEL", None),
        ("Hamburg.", "Hamburg", None),
        ("Wien (OTS) -", "Wien", None),
        ("Frankfurt am Main, 12.03.2015:", "Frankfurt am Main", date(2015, 3, 12)),
        ("Frankfurt (Oder), im Mai 2015 –", "Frankfurt (Oder)", None),
        ("Rothenburg ob der Tauber –", "Rothenburg ob der Tauber", None),
        ("Bad Musterberg/pm.", "Bad Musterberg", None),
        ("Köln/Bonn, Montag, 2. Jänner 2017.", "Köln", date(2017, 1, 2)),
        ("2. Januar 2017 –", None, date(2017, 1, 2)),
    ],
)
@pytest.mark.parametrize("title", ["Neue Sporthalle eröffnet", ""])
def test_zones_read_datelines(dateline, place, day, title):
    text = f"{title}\n\n{dateline} {PROSE}"
    release = zones(text)
    assert (release.title, release.place, release.date) == (title or None, place, day)
    assert ("dateline", dateline) in found(text)
    assert ("body", PROSE) in found(text)


@pytest.mark.parametrize(
    "start",
    [
        "Am 3. Mai 2011 –",
        "Bezirksstadtrat Max (SPD)",
        "Eröffnung.",
        "Nr. 2245",
        "Der Verein.",
        "Januar.",
        "Sommerfest am 17.10.2018 –",
    ],
)
def test_zones_take_no_prose_for_a_dateline(start):
    release = zones(f"Neue Sporthalle\n\n{start} {PROSE}")
    assert (release.place, release.date) == (None, None)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Neue Sporthalle eröffnet", "Neue Sporthalle eröffnet"),
        ("“Ein Gewinn für alle”", "Ein Gewinn für alle"),
        ("»Ein Gewinn für alle«", "Ein Gewinn für alle"),
        ("„Ein Gewinn“ und „noch einer“", "„Ein Gewinn“ und „noch einer“"),
        ("# Neue Sporthalle eröffnet", "Neue Sporthalle eröffnet"),
        ("**Neue Sporthalle  eröffnet**", "Neue Sporthalle eröffnet"),
        ("Mach mit! Anmeldung bis 05.07.", "Mach mit! Anmeldung bis 05.07."),
        ("5. Werkstatt der Museen", "5. Werkstatt der Museen"),
        ("Halle fertig.", "Halle fertig."),
        ("Embargo gegen Musterland verlängert", "Embargo gegen Musterland verlängert"),
        (PROSE, None),
        ("Sehr geehrte Damen und Herren,", None),
        ("Ort: Rathaus", None),
        ("Tel.: 0123 45678", None),
    ],
)
def test_zones_find_the_title(line, title):
    assert zones(f"{line}\n\n{PROSE}\n{PROSE}").title == title


@pytest.mark.parametrize(
    ("head", "title", "place", "day"),
    [
        ("Amtsgericht Nauen – Geschäftsstelle\n\nGutshaus unter dem Hammer", "Gutshaus unter dem Hammer", None, None),
        (
            "Kolb AG · Medienmitteilung\n\nHerisau, 17. November 2022, 7.00 Uhr\n\nKolb kauft Meier",
            "Kolb kauft Meier",
            "Herisau",
            date(2022, 11, 17),
        ),
        (
            "Kreis Nauen · Pressemeldung 118/2025 · 03.11.2025\n\nGeld für die Feuerwehr",
            "Geld für die Feuerwehr",
            None,
            date(2025, 11, 3),
        ),
        ("Marktgemeinde Nauen\nBezirk Havelland\n\nKindergarten wächst", "Kindergarten wächst", None, None),
        ("Kammeroper Nauen\nFinale, Jury und Besetzung", "Finale, Jury und Besetzung", None, None),
        ("Stiftung wird zehn\n\nLandrätin gratuliert", "Stiftung wird zehn", None, None),
        ("Stadt Nauen", "Stadt Nauen", None, None),
    ],
)
def test_zones_find_the_title_below_a_letterhead(head, title, place, day):
    release = zones(f"{head}\n\n{PROSE}\n{PROSE}")
    assert (release.title, release.place, release.date) == (title, place, day)


def test_zones_read_slashes_behind_a_date_and_rivers_in_names():
    release = zones(f"Neue Halle\n\nSchwedt/Oder, 28.03.2023 // {PROSE}")
    assert (release.place, release.date) == ("Schwedt/Oder", date(2023, 3, 28))


def test_zones_of_one_block_of_prose_have_no_title():
    assert found(f"{PROSE} {PROSE}") == [("body", f"{PROSE} {PROSE}")]


@pytest.mark.parametrize(
    ("line", "embargo"),
    [
        ("Sperrfrist: 12. März 2015, 10 Uhr", datetime(2015, 3, 12, 10)),
        ("SPERRFRIST: Donnerstag, 12.3.2015, 10:30 Uhr", datetime(2015, 3, 12, 10, 30)),
        ("+++ Sperrfrist 12.03.15, 10.30 Uhr +++", datetime(2015, 3, 12, 10, 30)),
        ("Sperrfrist bis 10 Uhr am 12. März 2015", datetime(2015, 3, 12, 10)),
        ("Gesperrt bis 12. März 2015, 24 Uhr!", datetime(2015, 3, 13)),
        ("Sperrfrist:\n12. März 2015", datetime(2015, 3, 12)),
        ("Sperrfrist: Redebeginn", None),
        ("Sperrfrist: 31. Februar 2015", None),
    ],
)
def test_zones_read_embargo_lines(line, embargo):
    text = f"{line}\n\nNeue Sporthalle\n\n{PROSE}"
    assert zones(text).embargo == embargo
    assert "embargo" in {kind for kind, _ in found(text)}
    assert zones(text).title == "Neue Sporthalle"


@pytest.mark.parametrize(
    "contact",
    [
        "Pressekontakt: Anna Muster, Tel. 0123/45678",
        "Kontakt\n\nAnna Muster\nAm Markt 3\nTelefon: (0123) 45678",
        "Rückfragen beantwortet Anna Muster, anna.muster@example.de",
        "Für Rückfragen:\nAnna Muster\n+49 123 456789\n\nMobil: 0170 1234567",
    ],
)
def test_zones_find_contact_blocks(contact):
    assert found(f"Neue Sporthalle\n\n{PROSE}\n\n{contact}")[-1] == ("contact", contact)


def test_zones_find_a_contact_at_the_end_of_a_paragraph():
    assert found(f"Neue Sporthalle\n\n{PROSE} Pressekontakt: Anna Muster, Tel. 0123/45678")[-2:] == [
        ("body", PROSE),
        ("contact", "Pressekontakt: Anna Muster, Tel. 0123/45678"),
    ]


def test_zones_take_no_contact_without_number_or_address():
    assert found(f"Neue Sporthalle\n\nKontakt zu den Menschen ist wichtig.\n\n{PROSE}")[-1][0] == "body"


lines = st.sampled_from(
    [
        "Titel",
        "Kontakt:",
        "Tel. 0123 4567",
        "Sperrfrist:",
        "3.5.2011",
        "Kiel.",
        "",
        "„Ja“",
        "Berlin, 3. Mai 2011 –",
        PROSE,
    ]
)


@given(st.lists(lines, max_size=12).map("\n".join) | st.text(max_size=120))
def test_zones_stand_in_order_and_apart(text):
    end = 0
    for zone in zones(text).zones:
        assert end <= zone.start < zone.end <= len(text)
        assert text[zone.start : zone.end].strip() == text[zone.start : zone.end]
        end = zone.end


@pytest.mark.parametrize(
    "piece", ["A", "Aa/", "Bad ", "Kontakt\n", "Kontakt\n\n", "Sperrfrist:\n", "1. Mai 20", "a@", "€ "]
)
def test_zones_take_time_in_proportion(piece):
    zones(piece * 5_000)
