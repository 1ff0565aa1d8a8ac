from __future__ import annotations

import random

from extractor.model.folder import DEFAULT_MODEL
from extractor.model.pieces import split
from extractor.model.tagger import load_tagger
from extractor.model.tags import LABELS, begin, inside
from extractor.model.training.corpora import PUBLIC_LABELS, Example, parse_marked
from extractor.model.training.examples import IGNORED, OPEN, batches, padded, targets, windows

RELEASE = parse_marked("⟦Landrätin|ROLE⟧ ⟦Petra Kolb|PERSON⟧ sprach in ⟦Bad Freienwalde|LOC⟧ über Geld. " * 30)
MARKS = (0, 2)


def test_targets_begin_once_a_span() -> None:
    parts = split(RELEASE.text, load_tagger(DEFAULT_MODEL).tokenizer)
    tags = targets(RELEASE, parts).tolist()
    for label in ("ROLE", "PERSON", "LOC"):
        assert tags.count(begin(LABELS.index(label))) == 30
    assert all(tags[i - 1] in {tag, tag - 1} for i, tag in enumerate(tags) if tag and tag % 2 == 0)


def test_targets_outside_stay_open_in_public_sets() -> None:
    example = Example("Kiel liegt am Meer", ((0, 4, "LOC"),), PUBLIC_LABELS)
    tags = targets(example, split(example.text, load_tagger(DEFAULT_MODEL).tokenizer)).tolist()
    assert tags[0] == begin(LABELS.index("LOC"))
    assert set(tags[1:]) <= {OPEN, inside(LABELS.index("LOC"))}


def test_windows_hold_every_piece_once_and_cut_spans_carry_no_loss() -> None:
    tokenizer = load_tagger(DEFAULT_MODEL).tokenizer
    for seed in range(20):
        found = windows(RELEASE, tokenizer, MARKS, size=50, rng=random.Random(seed))
        assert sum(len(item.ids) - 2 for item in found) == len(split(RELEASE.text, tokenizer))
        for item in found:
            inner = item.targets[1:-1].tolist()
            assert not (inner[0] > 0 and inner[0] % 2 == 0)
            assert item.targets[0] == item.targets[-1] == IGNORED


def test_batches_hold_everything_within_the_budget() -> None:
    tokenizer = load_tagger(DEFAULT_MODEL).tokenizer
    items = windows(RELEASE, tokenizer, MARKS, size=50, rng=random.Random(0))
    made = batches(items, 200, random.Random(0))
    assert sorted(id(item) for batch in made for item in batch) == sorted(map(id, items))
    for batch in made:
        ids, mask, wanted = padded(batch, 1)
        assert ids.size <= 200
        assert (wanted[mask == 0] == IGNORED).all()
