"""Web and mail addresses in a text: what stands in them names nobody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from extractor.text.document import Mention

_WORD = re.compile(r"\S+")
_WEB = re.compile(r"https?://|www\.", re.IGNORECASE)


def addresses(text: str) -> list[tuple[int, int]]:
    """The stretches of ``text`` that are addresses, in its order; linear in time."""
    found: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        web = _WEB.search(word[0])
        mail = word[0].find("@")
        if web:
            found.append((word.start() + web.start(), word.end()))
        elif 0 < mail < word[0].rfind("."):
            found.append(word.span())
    return found


def outside_addresses(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """``mentions`` without those that begin in an address."""
    found = addresses(text)
    starts = [start for start, _ in found]

    def inside(mention: Mention) -> bool:
        at = bisect_right(starts, mention.start) - 1
        return at >= 0 and mention.start < found[at][1]

    return [mention for mention in mentions if not inside(mention)]
