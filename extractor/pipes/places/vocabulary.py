"""Endings of place names after which an s is the genitive's; written for this package."""

from __future__ import annotations

GENITIVE_AFTER = (
    "land", "burg", "berg", "dorf", "heim", "stadt", "feld", "bach", "furt", "kreis", "tal", "wald", "see", "brück",
    "brücken", "hafen", "hagen", "hausen", "hof", "hofen", "ingen", "ungen", "kirchen", "münde", "rode", "roda",
    "stein", "thal", "walde", "weiler", "wig", "winkel", "itz", "ow", "in", "ien", "ern", "sen", "den", "men",
    "reich", "köln", "kölln", "park", "nick", "ika", "ina", "opa", "uba", "ela", "ana", "dau", "nau", "sau", "gau",
    "tau", "irak", "rael", "iran", "japan",
)  # fmt: skip
