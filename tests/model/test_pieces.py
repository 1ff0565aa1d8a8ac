from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractor.model.folder import DEFAULT_MODEL
from extractor.model.pieces import BREAK, CHUNK, owners, split, windows
from extractor.model.tagger import load_tagger


@given(st.integers(1, 5000), st.integers(8, 300), st.integers(0, 7))
def test_windows_cover_everything_and_are_alike(n_pieces: int, size: int, overlap: int) -> None:
    found = windows(n_pieces, size, overlap)
    assert found[0][0] == 0
    assert found[-1][1] == n_pieces
    assert len({end - start for start, end in found}) == 1
    assert found[0][1] - found[0][0] <= size
    assert all(right[0] <= left[1] for left, right in pairwise(found))


@given(st.integers(1, 5000), st.integers(40, 300), st.integers(1, 30))
def test_owners_tile_the_pieces_within_their_windows(n_pieces: int, size: int, overlap: int) -> None:
    spans = windows(n_pieces, size, overlap)
    owned = owners(n_pieces, spans)
    assert [place for own in owned for place in range(*own)] == list(range(n_pieces))
    assert all(window[0] <= own[0] and own[1] <= window[1] for window, own in zip(spans, owned, strict=True))


def test_owner_keeps_away_from_its_window_edges() -> None:
    spans = windows(1000, 254, 64)
    for window, own in list(zip(spans, owners(1000, spans), strict=True))[1:-1]:
        assert own[0] - window[0] >= 30
        assert window[1] - own[1] >= 30


def test_split_keeps_line_feeds_and_offsets() -> None:
    text = "Überschrift  \n\nDie Straße in Köln."
    parts = split(text, load_tagger(DEFAULT_MODEL).tokenizer)
    pieces = [text[start:end] for start, end in zip(parts.starts, parts.ends, strict=True)]
    assert "".join(pieces).replace("\n", "") == text.replace(" ", "").replace("\n", "")
    assert BREAK not in text
    assert "\n" in "".join(pieces)


def test_split_of_a_long_text_equals_its_chunks() -> None:
    tokenizer = load_tagger(DEFAULT_MODEL).tokenizer
    text = "Die Landrätin sprach in Kiel. " * (2 * CHUNK // 30)
    parts = split(text, tokenizer)
    assert int(parts.ends[-1]) == len(text.rstrip())
    assert all(left <= right for left, right in zip(parts.ends, parts.starts[1:], strict=False))


@given(st.text(max_size=300))
def test_split_pieces_are_ordered_and_not_empty(text: str) -> None:
    parts = split(text, load_tagger(DEFAULT_MODEL).tokenizer)
    assert (parts.starts < parts.ends).all()
    assert (parts.ends <= len(text)).all()
