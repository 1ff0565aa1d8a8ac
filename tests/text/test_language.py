import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.language import detect


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Der Landkreis hat am Montag die neue Halle übergeben, die für alle Schulen und Vereine offen ist."),
        (
            "en",
            "The county has handed over the new hall on Monday, which is open to all schools and clubs of the region.",
        ),
        (
            "fr",
            "La ville a remis lundi la nouvelle salle, qui est ouverte à toutes les écoles et aux clubs de la région.",
        ),
        (
            "nl",
            "De gemeente heeft maandag de nieuwe hal geopend, die voor alle scholen en verenigingen van de stad is.",
        ),
        (
            "it",
            "Il comune ha consegnato lunedì la nuova palestra, che è aperta a tutte le scuole e ai club della regione.",
        ),
        (
            "es",
            "El municipio entregó el lunes la nueva sala, que está abierta a todas las escuelas y los clubes.",
        ),
        (
            "pl",
            "Miasto oddało w poniedziałek do użytku nową halę, która jest otwarta dla wszystkich szkół i klubów.",
        ),
        (
            "tr",
            "Belediye pazartesi günü yeni salonu açtı ve bu salon tüm okullar için çok önemli hizmet verecek.",
        ),
    ],
)
def test_detect_tells_languages_apart(code, text):
    assert detect(text) == code


@pytest.mark.parametrize(
    "text", ["", "Titel", "Anna Muster Bernd Beispiel Carla Kolb Dieter Dorn Eva Ernst Fritz Fuchs"]
)
def test_detect_leaves_open_what_is_too_short_or_a_list(text):
    assert detect(text) is None


@given(st.text())
def test_detect_takes_every_text(text):
    assert detect(text) == detect(text)
