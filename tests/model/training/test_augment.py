from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from extractor.model.training.augment import Names, augmented, change_quotes, glue_words, swap_people, swap_places
from extractor.model.training.corpora import parse_marked

NAMES = Names(given=("Jolanta", "Bernd"), family=("Uhlig", "Çelik-Maier"), places=("Olpe", "Celle", "Nauen"))
RELEASE = parse_marked(
    "Neues aus ⟦Nauen|LOC⟧\n\n⟦Landrätin|ROLE⟧ ⟦Petra von der Kolb|PERSON⟧ sagte: „Das ⟦Amt Nauen|ORG⟧ hilft gern.“ "
    "⟦Kolbs|PERSON⟧ Vertreter ⟦Kolb|PERSON⟧ gab heute ⟦3 Euro|MONEY⟧ für das Projekt „⟦Mut|PROGRAMME⟧“ aus. Ende gut."
)


def texts(example: object, label: str) -> list[str]:
    return [example.text[s:e] for s, e, kind in example.spans if kind == label]  # type: ignore[attr-defined]


def test_swap_people_renames_everywhere_and_keeps_particles() -> None:
    full, genitive, short = texts(swap_people(RELEASE, NAMES, random.Random(1)), "PERSON")
    assert full.split()[0] in NAMES.given
    assert full.split()[1:3] == ["von", "der"]
    assert short in NAMES.family
    assert genitive == short + "s"


def test_swap_places_reaches_into_organisations() -> None:
    swapped = swap_places(RELEASE, Names(places=("Nauen", "Olpe")), random.Random(3))
    assert texts(swapped, "ORG")[0].removeprefix("Amt ") == texts(swapped, "LOC")[0]


def test_change_quotes_keeps_spans() -> None:
    changed = change_quotes(RELEASE, random.Random(5))
    assert texts(changed, "PROGRAMME") == ["Mut"]


def test_glue_words_loses_spaces_outside_spans_only() -> None:
    glued = glue_words(RELEASE, random.Random(2))
    assert len(glued.text) < len(RELEASE.text)
    assert [texts(glued, label) for label in ("PERSON", "ORG", "MONEY")] == [
        texts(RELEASE, label) for label in ("PERSON", "ORG", "MONEY")
    ]


@given(st.integers(0, 10_000))
def test_augmented_spans_stay_sound(seed: int) -> None:
    variant = augmented(RELEASE, NAMES, random.Random(seed))
    assert [label for *_, label in variant.spans] == [label for *_, label in RELEASE.spans]
    assert all(variant.text[s:e].strip() == variant.text[s:e] != "" for s, e, _ in variant.spans)
    assert texts(variant, "MONEY") == ["3 Euro"]
