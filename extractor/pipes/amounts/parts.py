"""Totals that a text breaks down: 39.4 = 19.6 + 14.5 + 5.3 million, checked within hedges and rounding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.pipes.amounts.vocabulary import SCALES
from extractor.text.document import FoundAmount

_MOST_PARTS = 40
_FEWEST_PARTS = 2
_FARTHEST = 700
_MOST_SLACK = Decimal("0.03")
_SCALED = re.compile(r"\d(?:[.,](?P<decimals>\d+))?\s?(?P<scale>[A-Za-z]+)")
_BREAKDOWN = re.compile(
    r"\b(?:[Dd]avon|[Dd]arunter|[Dd]abei|[Dd]arin|[Hh]iervon|[Aa]ufgeteilt|verteil\w*|[Ss]etzt\s+sich|setzen\s+sich|zusammen|"
    r"[Ii]nsgesamt|[Zz]usammen|gesamt\w*|Gesamt\w*|Summe|[Jj]eweils|[Aa]nteil\w*|getragen|finanziert|entfallen|entfällt|"
    r"stammen|trägt|tragen|übernimmt|übernehmen|Töpfe|\w*töpfe|und\s+zwar|nämlich|folgend\w*)\b"
)


def link_parts(text: str, amounts: Sequence[FoundAmount]) -> None:
    """Set ``parts`` of each total; its parts take over its year, and its purpose where they have none of their own."""
    steps = [_step(text[amount.start : amount.end]) for amount in amounts]
    taken: set[int] = set()
    for total, amount in enumerate(amounts):
        behind = range(total + 1, min(len(amounts), total + 1 + _MOST_PARTS))
        ahead = range(total - 1, max(-1, total - 1 - _MOST_PARTS), -1)
        for positions in (behind, ahead):
            found = sorted(_run(amounts, steps, total, positions, taken))
            if found and _is_broken_down(text, amounts, total, found):
                amount.parts = found
                taken.update(found)
                _share(amount, [amounts[at] for at in found])
                break


def _share(total: FoundAmount, parts: Sequence[FoundAmount]) -> None:
    for part in parts:
        part.year = total.year if total.year is not None else part.year
        part.purpose = part.purpose or total.purpose


def _run(
    amounts: Sequence[FoundAmount], steps: Sequence[Decimal], total: int, positions: range, taken: set[int]
) -> list[int]:
    """The amounts next to the total, in the order of ``positions``, that add up to it; empty if they do not."""
    whole = amounts[total].value
    if whole is None or whole <= 0:
        return []
    found: list[int] = []
    added = Decimal(0)
    for at in positions:
        value = amounts[at].value
        near = found[-1] if found else total
        if value is None or value >= whole or at in taken or _apart(amounts, near, at):
            break
        found.append(at)
        added += value
        slack = _slack(amounts, steps, total, found)
        if len(found) >= _FEWEST_PARTS and abs(added - whole) <= slack:
            return found
        if added > whole + slack:
            break
    return []


def _apart(amounts: Sequence[FoundAmount], one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return amounts[high].start - amounts[low].end > _FARTHEST


def _slack(amounts: Sequence[FoundAmount], steps: Sequence[Decimal], total: int, found: Sequence[int]) -> Decimal:
    """How far the sum may miss: half a step of the finest written digit each, its own for a hedged amount."""
    group = (total, *found)
    finest = min(steps[at] for at in group)
    slack = sum(((finest if amounts[at].approx == "exact" else steps[at]) / 2 for at in group), Decimal(0))
    return min(slack, (amounts[total].value or Decimal(0)) * _MOST_SLACK)


def _step(written: str) -> Decimal:
    """The worth of the last digit of a rounded amount: 100.000 for ``39,4 Millionen``; nothing without a scale."""
    match = _SCALED.search(written)
    scale = SCALES.get(match["scale"].casefold()) if match else None
    if match is None or scale is None:
        return Decimal(0)
    return scale / Decimal(10) ** len(match["decimals"] or "")


def _is_broken_down(text: str, amounts: Sequence[FoundAmount], total: int, found: Sequence[int]) -> bool:
    """Whether words say so; a sum that merely happens to fit is none."""
    positions = sorted([total, *found])
    start, end = amounts[positions[0]].start, amounts[positions[-1]].end
    return bool(_BREAKDOWN.search(text, max(0, start - 80), min(len(text), end + 120)))
