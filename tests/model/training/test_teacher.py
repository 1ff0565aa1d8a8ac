"""Soft labels: what is labelled, how it is kept, and how another tokeniser's pieces get it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import tags
from extractor.model.folder import DEFAULT_MODEL
from extractor.model.pieces import Pieces
from extractor.model.tagger import load_tagger
from extractor.model.training import teacher
from extractor.model.training.teacher import Cache, Labelled, SoftLabelsError, label, labelled, projected, wanted

TEXTS = [f"Landrätin Petra Kolb übergab in Nauen {number} Millionen Euro." for number in range(2, 7)]
LABEL = tags.LABELS.index("ORG")
B, I = tags.begin(LABEL), tags.inside(LABEL)  # noqa: E741


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    rows = [{"title": "Neue Brücke", "text": text} for text in [*TEXTS, TEXTS[0]]]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def soft(spans: list[tuple[int, int]], chances: list[dict[int, float]]) -> Labelled:
    rows = np.full((len(spans), 13), 1e-7)
    for row, values in zip(rows, chances, strict=True):
        for tag, chance in values.items():
            row[tag] = chance
    starts, ends = (np.array(column, np.int32) for column in zip(*spans, strict=True))
    ids = np.arange(len(spans), dtype=np.int32)
    return Labelled("x" * int(ends[-1]), ids, starts, ends, np.log(rows).astype(np.float16))


def pieces(spans: list[tuple[int, int]]) -> Pieces:
    starts, ends = (np.array(column, np.int64) for column in zip(*spans, strict=True))
    return Pieces(np.zeros(len(spans), np.int64), starts, ends, np.ones(len(spans), np.bool_))


def test_only_the_first_of_several_pieces_begins_a_mention() -> None:
    text = soft([(0, 6), (6, 9)], [{B: 0.9, 0: 0.1}, {I: 0.8, 0: 0.2}])
    found = projected(text, pieces([(0, 3), (3, 6), (6, 9)]))
    assert found[0, B] == pytest.approx(0.9, abs=1e-3)
    assert (found[1, B], found[1, I]) == (0, pytest.approx(0.9, abs=1e-3))
    assert found[2, I] == pytest.approx(0.8, abs=1e-3)


def test_a_piece_over_several_begins_what_begins_in_it() -> None:
    text = soft([(0, 2), (2, 4), (4, 6)], [{0: 1.0}, {B: 1.0}, {I: 1.0}])
    assert projected(text, pieces([(0, 4), (4, 6)])).argmax(1).tolist() == [B, I]
    assert projected(text, pieces([(0, 2), (2, 6)])).argmax(1).tolist() == [0, B]


@given(st.data())
def test_projection_of_any_pieces_is_a_distribution(data: st.DataObject) -> None:
    length = data.draw(st.integers(1, 30))
    places = st.sets(st.integers(1, length - 1)) if length > 1 else st.just(set())
    one, other = (sorted({0, length, *data.draw(places)}) for _ in range(2))
    rng = np.random.default_rng(length)
    chances = rng.dirichlet(np.full(13, 0.2), len(one) - 1)
    text = soft(list(pairwise(one)), [dict(enumerate(row)) for row in chances])
    found = projected(text, pieces(list(pairwise(other))))
    assert found.min() >= -1e-6
    assert np.allclose(found.sum(1), 1, atol=0.02)
    if one == other:
        assert np.allclose(found, chances, atol=0.01)


def test_labels_are_kept_and_give_the_same_mentions(archive: Path, tmp_path: Path) -> None:
    cache = label([archive], [], DEFAULT_MODEL, tmp_path / "soft", threads=1).whole()
    texts = cache.read(0)
    assert [text.text for text in texts] == [f"Neue Brücke\n\n{text}" for text in TEXTS]
    assert list(cache.texts()) == [text.text for text in texts]
    tagger = load_tagger(DEFAULT_MODEL)
    again = labelled(texts[1].text, tagger)
    assert np.array_equal(again.scores, texts[1].scores)
    assert np.array_equal(again.starts, texts[1].starts)
    path = tags.viterbi(texts[1].scores.astype(np.float32) - tags.beginnings(tags.LABELS))
    found = [tags.LABELS[label] for *_, label in tags.spans(path)]
    assert found == [label for *_, label in tagger.tag(texts[1].text)]


def test_a_broken_run_goes_on(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teacher, "SHARD", 2)
    whole = label([archive], [], DEFAULT_MODEL, tmp_path / "whole", threads=1)
    broken = label([archive], [], DEFAULT_MODEL, tmp_path / "broken", threads=1)
    assert broken.shards == 3
    for number in (1, 2):
        (tmp_path / "broken" / f"shard-{number:05}.npz").unlink()
    with pytest.raises(SoftLabelsError, match="1 of 3 shards"):
        broken.whole()
    label([archive], [], DEFAULT_MODEL, tmp_path / "broken", threads=1).whole()
    for number in range(3):
        for one, other in zip(whole.read(number), broken.read(number), strict=True):
            assert one.text == other.text
            assert np.array_equal(one.scores, other.scores)


def test_what_is_held_out_is_not_labelled(archive: Path, tmp_path: Path) -> None:
    gold = tmp_path / "dev.jsonl"
    gold.write_text(json.dumps({"text": f"Neue Brücke\n\n{TEXTS[2]}", "spans": []}) + "\n", encoding="utf-8")
    held_out = teacher.HeldOut(teacher.texts_of(gold))
    assert [text.split()[-3] for text in wanted([archive], held_out)] == ["2", "3", "5", "6"]


def test_a_folder_of_other_texts_is_refused(archive: Path, tmp_path: Path) -> None:
    label([archive], [], DEFAULT_MODEL, tmp_path / "soft", threads=1)
    archive.write_text(json.dumps({"title": "", "text": "Kein Name."}) + "\n", encoding="utf-8")
    with pytest.raises(SoftLabelsError, match="other texts"):
        label([archive], [], DEFAULT_MODEL, tmp_path / "soft", threads=1)
    with pytest.raises(SoftLabelsError, match="extractor model label"):
        Cache(tmp_path).whole()
