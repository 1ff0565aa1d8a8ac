"""Places of one release: mentions of one name, also in the genitive, gathered into one entry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extractor.pipes.organisations.cover import Cover
from extractor.pipes.organisations.merging import article_before
from extractor.pipes.organisations.naming import nominative
from extractor.pipes.organisations.vocabulary import LANDS
from extractor.pipes.places.vocabulary import GENITIVE_AFTER, SEVERAL
from extractor.text.document import FoundEntry, Mention, of_label

LABEL = "LOC"
SHORTEST_BASE = 4
ABBREVIATED = re.compile(r"(?:\b\w|[Ss]tr|[Pp]l|St|Kr|Bez)\.$")


def with_places(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """``mentions`` in text order, places without stray marks at their ends, and the Länder named where none lies."""
    cover = Cover(
        text,
        (
            part
            for mention in sorted(mentions)
            for part in (_parts(text, mention) if mention.label == LABEL else [mention])
        ),
    )
    for land in sorted(LANDS & cover.words.keys() | {land for land in LANDS if "-" in land}):
        for found in re.finditer(rf"(?<![\w-]){land}(?![\w-])", text):
            cover.add(Mention(found.start(), found.end(), LABEL, "land"))
    return sorted(cover.mentions)


def _parts(text: str, mention: Mention) -> list[Mention]:
    """The places in one mention: ``U7 Rathaus``, ``Kiel und Husum``, ``Ring / Ecke Damm``, ``Villa Rot Seestr. 5``."""
    name = text[mention.start : mention.end]
    found = next(filter(None, (pattern.fullmatch(name) for pattern in SEVERAL)), None)
    if found is None:
        return [_trimmed(text, mention)]
    spans = [found.span(number) for number in range(1, len(found.groups()) + 1) if found[number]]
    return [
        _trimmed(text, replace(mention, start=mention.start + start, end=mention.start + end)) for start, end in spans
    ]


def _trimmed(text: str, mention: Mention) -> Mention:
    """``mention`` without a full stop that is no abbreviation's: ``Kiel.``, but ``Frankfurt a. M.``, ``Müllerstr.``."""
    name = text[mention.start : mention.end].rstrip(",;:/ ")
    if name.endswith(".") and not ABBREVIATED.search(name):
        name = name[:-1]
    return replace(mention, end=mention.start + len(name)) if name else mention


def places(text: str, mentions: Iterable[Mention]) -> list[FoundEntry]:
    """One entry per place among the mentions labelled ``LOC``, in the order of their first mentions."""
    found = sorted(of_label(mentions, LABEL))
    names = [nominative(text[m.start : m.end], article_before(text, m.start)) for m in found]
    known = set(names)
    entries: dict[str, FoundEntry] = {}
    for mention, name in zip(found, names, strict=True):
        base = without_genitive(name, known)
        entry = entries.setdefault(base.casefold(), FoundEntry(base))
        entry.name = base if entry.name.isupper() else entry.name
        entry.mentions.append(mention)
    return list(entries.values())


def without_genitive(name: str, known: Iterable[str] = ()) -> str:
    """``name`` without a genitive s: where it stands without it elsewhere, or ends like a place that takes one."""
    base = name.removesuffix("s")
    if base == name or len(base) < SHORTEST_BASE:
        return name
    return base if base in known or (" " not in base and base.endswith(GENITIVE_AFTER)) else name
