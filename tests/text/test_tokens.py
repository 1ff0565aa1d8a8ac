import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.tokens import PressTokenizer, words_and_spaces

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "extractor.PressTokenizer.v1"}}}


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("de", config=CONFIG)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Bürger:innen", ["Bürger", ":", "innen"]),
        ("NRW-Chefin (KI)", ["NRW", "-", "Chefin", "(", "KI", ")"]),
        ("39,4 Mio. €", ["39", ",", "4", "Mio", ".", "€"]),
        ("a  b", ["a", "  ", "b"]),
        (" a\n\nb", [" ", "a", "\n\n", "b"]),
        ("a \nb ", ["a", " \n", "b"]),
        ("k\u0308a", ["k\u0308a"]),
        ("", []),
    ],
)
def test_tokenizer_cuts_at_everything_but_word_characters(nlp, text, tokens):
    doc = nlp.make_doc(text)
    assert [token.text for token in doc] == tokens
    assert doc.text == text


def test_tokenizer_sets_the_view(nlp):
    doc = nlp.make_doc("Ver\u00adwaltung")
    assert doc.text == "Verwaltung"
    assert doc._.view.home(0, 10) == (0, 11)


def test_tokenizer_survives_saving(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    assert isinstance(spacy.load(tmp_path).tokenizer, PressTokenizer)
    assert isinstance(spacy.blank("de", config=CONFIG).from_bytes(nlp.to_bytes()).tokenizer, PressTokenizer)


def test_tokenizer_works_in_pipe(nlp):
    texts = ["eins zwei", "", "drei\n\nvier"]
    assert [doc.text for doc in nlp.pipe(texts)] == texts


@given(st.text(max_size=80))
def test_tokens_tile_the_view(text):
    doc = PressTokenizer(spacy.vocab.Vocab())(text)
    assert doc.text == doc._.view.text
    end = 0
    for token in doc:
        assert token.idx == end
        end = token.idx + len(token.text_with_ws)
    assert end == len(doc.text)


@given(st.text())
def test_words_and_spaces_lose_nothing(text):
    words, spaces = words_and_spaces(text)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text
