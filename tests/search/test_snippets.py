"""The piece of a text that shows why it was found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.search.errors import SearchError
from extractor.search.filters import Filters
from extractor.search.query import parse
from extractor.search.results import Snippet
from extractor.search.snippets import LOOKED_AT, WIDTH, Snippets

FILLER = "Der Kreis teilt mit, dass der Bau im Sommer beginnt. " * 12


def marked(query: str, text: str, filters: Filters | None = None) -> list[str]:
    snippet = Snippets(parse(query), filters or Filters()).of(text)
    return [snippet.text[start:end] for start, end in snippet.marks]


def test_all_forms_of_a_word_are_marked() -> None:
    assert marked("Häuser", "Das Haus neben Haeusern, kein Hausboot.") == ["Haus", "Haeusern"]


def test_phrases_and_beginnings_are_marked_as_they_match() -> None:
    assert marked('"neue Wege"', "Neue Pläne, neue Wege, neue\nWege") == ["neue Wege", "neue\nWege"]
    assert marked("Integra*", "Integration und Integrationsrat, nicht Intervall") == ["Integration", "Integrationsrat"]
    assert marked("KOMM-AN", "Das Programm KOMM-AN NRW kommt an.") == ["KOMM-AN"]
    assert marked("Ko*", "Kolb") == ["Kolb"]


def test_what_is_excluded_is_not_marked_and_names_of_filters_are() -> None:
    assert marked("Haus -Boot", "Haus und Boot") == ["Haus"]
    assert marked("", "Petra Kolb und Frau Kolb", Filters(person=("Petra Kolb",))) == ["Petra Kolb"]


def test_the_piece_with_most_of_the_query_is_taken() -> None:
    text = f"Schule. {FILLER} Für die Schule gibt der Bund Geld. {FILLER}"
    snippet = Snippets(parse("Schule Geld"), Filters()).of(text)
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["Schule", "Geld"]
    assert snippet.start > WIDTH


def test_overlapping_marks_are_one() -> None:
    assert marked('"neue Wege" Weg', "Auf neue Wege") == ["neue Wege"]


def test_a_text_without_the_words_gives_its_beginning() -> None:
    snippet = Snippets(parse("Fähre"), Filters()).of("\n\n" + FILLER)
    assert snippet.text.startswith("Der Kreis")
    assert (snippet.marks, snippet.start) == ((), 2)
    assert Snippets(parse(""), Filters()).of("") == Snippet("")


def test_the_end_of_a_long_text_is_not_looked_at() -> None:
    assert marked("Schule", "x " * LOOKED_AT + "Schule") == []


@given(
    st.text() | st.text(st.sampled_from("abä -\n\u00ad"), max_size=600),
    st.text(st.sampled_from('abä "*-'), max_size=12),
)
def test_marks_are_valid(text: str, query: str) -> None:
    try:
        wanted = parse(query)
    except SearchError:
        return
    snippet = Snippets(wanted, Filters()).of(text)
    assert text[snippet.start : snippet.start + len(snippet.text)] == snippet.text
    assert len(snippet.text) <= WIDTH
    last = 0
    for start, end in snippet.marks:
        assert last <= start < end <= len(snippet.text)
        last = end
