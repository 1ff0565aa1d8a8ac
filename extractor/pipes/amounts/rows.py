"""Rows of a list: ``Name, Titel, Sparte, 11.370,00 €`` again and again, and what their head says about all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.pipes.amounts.phrases import tidy

_LONGEST_ROW = 170
_SENTENCE_END = re.compile(r"(?<!\b[A-ZÄÖÜ])(?<!\d)[.!?]\s+[A-ZÄÖÜ„]")
_FEWEST_ROWS = 3


def lists(gaps: Sequence[str]) -> list[list[int]]:
    """Positions of the amounts that follow each other closely, list by list; ``gaps[i]`` stands before amount i."""
    groups: list[list[int]] = []
    for at, gap in enumerate(gaps):
        if at > 0 and len(gap) <= _LONGEST_ROW and not _SENTENCE_END.search(gap):
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def titles(gaps: Sequence[str]) -> list[str | None]:
    """The title of each row; a last field that comes back row after row is a category, not a title."""
    fields = [_fields(gap) for gap in gaps]
    if sum(len(row) >= 2 for row in fields) < _FEWEST_ROWS:
        return [None] * len(gaps)
    last = Counter(row[-1].casefold() for row in fields if len(row) >= 2)
    repeated = sum(count for count in last.values() if count > 1)
    with_category = repeated * 2 > sum(last.values())
    return [_title(row, with_category) for row in fields]


def _fields(gap: str) -> list[str]:
    stripped = gap.strip()
    if not stripped.endswith(","):
        return []
    return [field.strip() for field in re.split(r",\s+", stripped[:-1]) if field.strip()]


def _title(row: Sequence[str], with_category: bool) -> str | None:
    if len(row) < 2 + with_category:
        return None
    return tidy(row[-2] if with_category else row[-1]) or None
