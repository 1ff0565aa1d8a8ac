from datetime import date, datetime

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.text import components

TEXT = (
    "Sperrfrist: 12. März 2015, 10 Uhr\n\nNeue Halle\n\nKiel, 3. Mai 2015 – Die Halle kostete 3 Mio. Euro. "
    "„Sie ist schön“, so Dr. Petra Kolb."
)


def build():
    nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": "extractor.PressTokenizer.v1"}}})
    nlp.add_pipe("press_sentences")
    nlp.add_pipe("press_zones")
    return nlp


NLP = build()


def test_components_mark_sentences_and_zones():
    doc = NLP(TEXT)
    assert [sent.text.strip() for sent in doc.sents] == [
        "Sperrfrist: 12. März 2015, 10 Uhr",
        "Neue Halle",
        "Kiel, 3. Mai 2015 – Die Halle kostete 3 Mio. Euro.",
        "„Sie ist schön“, so Dr. Petra Kolb.",
    ]
    assert [zone.kind for zone in doc._.zones] == ["embargo", "title", "dateline", "body"]
    assert (doc._.title, doc._.place) == ("Neue Halle", "Kiel")
    assert (doc._.date, doc._.embargo) == (date(2015, 5, 3), datetime(2015, 3, 12, 10))


def test_components_say_what_they_assign():
    assert set(NLP.get_pipe_meta("press_zones").assigns) >= {"doc._.zones", "doc._.title", "doc._.place"}
    assert "token.is_sent_start" in NLP.get_pipe_meta("press_sentences").assigns


def test_components_survive_saving(tmp_path):
    NLP.to_disk(tmp_path)
    assert spacy.load(tmp_path)(TEXT)._.place == "Kiel"


def test_components_work_in_pipe():
    assert [doc._.place for doc in NLP.pipe([TEXT, "", TEXT])] == ["Kiel", None, "Kiel"]


def test_components_give_each_document_its_own_zones():
    first, second = NLP(TEXT), NLP("Kein Titel.")
    assert first._.zones is not second._.zones


@pytest.mark.parametrize("name", components.__all__)
def test_components_offers_what_it_names(name):
    assert getattr(components, name)


@given(st.text(max_size=80))
def test_components_take_every_text(text):
    doc = NLP(text)
    assert "".join(sent.text_with_ws for sent in doc.sents) == doc.text
