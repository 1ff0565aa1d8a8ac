"""Organisations of one release: certain mentions added, boundaries repaired, one entry per body."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.pipes.organisations.boundaries import cover_of
from extractor.pipes.organisations.cover import apply
from extractor.pipes.organisations.finder import bodies, companies
from extractor.pipes.organisations.kinds import named, without_plurals
from extractor.pipes.organisations.merging import entries, shortens_organisation
from extractor.pipes.organisations.rules import LABEL, RULES
from extractor.pipes.organisations.units import resolved
from extractor.pipes.organisations.vocabulary import BARE_KINDS
from extractor.text.document import FoundEntry, Mention, of_label


def with_organisations(text: str, mentions: Iterable[Mention], *, find: bool = False) -> list[Mention]:
    """``mentions`` in text order, those of organisations repaired and joined by what the rules are sure of."""
    found = resolved(text, named(text, mentions, LABEL, BARE_KINDS))
    cover = cover_of(text, without_plurals(text, found, LABEL), LABEL)
    marked = apply((companies, bodies, *RULES) if find else RULES, cover)
    return without_plurals(text, marked, LABEL)


def organisations(text: str, mentions: Iterable[Mention]) -> list[FoundEntry]:
    """One entry per body among the mentions labelled ``ORG``."""
    return entries(text, of_label(mentions, LABEL), shortens_organisation)
