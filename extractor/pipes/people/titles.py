"""What stands before a name: titles and salutations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.pipes.people.vocabulary import FEMALE_SALUTATIONS, SALUTATION, TITLE

WINDOW = 80
"""No chain of titles is longer."""
MOST_TITLES = 6


@dataclass(frozen=True, slots=True)
class Prefix:
    """Titles and salutation before a name; ``start`` is where they begin."""

    start: int
    titles: tuple[str, ...] = ()
    sex: str | None = None


def prefix(text: str, start: int, floor: int = 0) -> Prefix:
    """What stands between ``floor`` and the name at ``start``.

    >>> prefix("mit Frau Prof. Dr. Kern", 19)
    Prefix(start=4, titles=('Prof.', 'Dr.'), sex='w')
    """
    floor = max(floor, start - WINDOW)
    end, titles, sex = start, list[str](), None
    for _ in range(MOST_TITLES):
        window = text[floor:end]
        if found := TITLE.search(window):
            titles.append(_folded(found.group()))
        elif sex is None and (found := SALUTATION.search(window)):
            sex = "w" if found.group(1) in FEMALE_SALUTATIONS else "m"
        else:
            break
        end = floor + found.start()
    return Prefix(end, tuple(reversed(titles)), sex)


def _folded(title: str) -> str:
    return re.sub(r"\s+", " ", title.strip(" ,\n\t\u00a0"))
