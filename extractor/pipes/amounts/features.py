"""What a candidate is like and how it stands to its amount, as names that the ranking has weights for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from extractor.pipes.amounts.candidates import Candidate
from extractor.pipes.amounts.scene import Scene
from extractor.pipes.amounts.vocabulary import (
    COST_VERBS,
    FUND_ENDINGS,
    FUNDED_PARTICIPLES,
    GENERIC_NOUNS,
    GIVEN_PARTICIPLES,
    GROUPS,
    PAYER_VERBS,
    PRICE_ENDINGS,
)
from extractor.text.document import Mention

_WORD = re.compile(r"\w+(?:-\w+)*")
_LAST_WORD = re.compile(r"[\w-]+(?=\W*$)")
_NOUN = re.compile(r"[A-ZÄÖÜ][\w-]*")
_STOP = re.compile(r"\w{3,}[.!?][“\"”]?\s|\n")
_BREAK = re.compile(r"[;:•·▪*|–—(]")
_TOKEN = re.compile(r"[\w-]+|[^\w\s]|\n")
_INNER = re.compile(r"(?<= )(?:für|in|und|der|des|von)(?= )|,|\d(?=\d)")
_MARKS = ' „“"»–-•·*('
_FEW, _NEAR = 3, 400
_HEADLINE, _FARTHEST = 160, 700
"""Characters of a first line that count as headline, and between candidate and amount that are looked at."""

_VERBS = {
    **dict.fromkeys(PAYER_VERBS, "pay"),
    **dict.fromkeys((*GIVEN_PARTICIPLES, *FUNDED_PARTICIPLES), "given"),
    **dict.fromkeys(COST_VERBS, "cost"),
    **dict.fromkeys("erhält erhalten erhielt erhielten bekommt bekommen bekam bekamen bekomme erhalte".split(), "get"),
    **dict.fromkeys("fließen flossen fließt floss stammen stammt kommen kommt kam kamen kommen".split(), "flow"),
    **dict.fromkeys("wird werden wurde wurden ist sind war waren sei seien".split(), "be"),
    **dict.fromkeys("hat haben hatte hatten habe".split(), "have"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """An amount with what the features of all its candidates share."""

    scene: Scene
    verbs: str
    before: str
    after: str
    headline: int
    mentions: tuple[Mention, ...]
    starts: Sequence[int]


def setting(scene: Scene, mentions: Sequence[Mention], starts: Sequence[int]) -> Setting:
    """What all candidates of ``scene`` share; ``starts`` are those of all amounts of the text."""
    before = _LAST_WORD.search(scene.lead[-30:])
    after = _WORD.search(scene.tail[:40])
    begin = len(scene.text) - len(scene.text.lstrip())
    headline = scene.text.find("\n", begin, begin + _HEADLINE)
    return Setting(
        scene,
        _kinds_of_verbs(scene.lead + " " + scene.tail, without={"be", "have"}),
        before[0].casefold() if before else "^",
        after[0].casefold() if after else "$",
        min(len(scene.text), begin + _HEADLINE) if headline < 0 else headline,
        _around(mentions, scene.left - _NEAR, scene.right + _NEAR),
        starts,
    )


def _around(mentions: Sequence[Mention], left: int, right: int) -> tuple[Mention, ...]:
    """The mentions at the head of the text and those that begin in ``[left, right]``."""
    first, last = (bisect_left(mentions, Mention(max(0, at), 0, "")) for at in (left, right + 1))
    head = bisect_left(mentions, Mention(_NEAR, 0, ""))
    return (*mentions[:head], *mentions[max(head, first) : last])


def _kinds_of_verbs(stretch: str, without: AbstractSet[str] = frozenset()) -> str:
    return "+".join(sorted({_VERBS[word] for word in _WORD.findall(stretch) if word in _VERBS} - without))


def features(candidate: Candidate, where: Setting) -> Iterator[str]:
    """Names of what holds for ``candidate``."""
    place = _place(candidate, where)
    word, further = _words_before(candidate, where)
    following = _following(candidate, where)
    yield from ("bias", f"place:{place}", f"prep:{word}", f"prep:{word}:{place}", f"prep2:{further}:{word}")
    yield from (f"article:{candidate.article}:{place}", f"next:{following}", f"next:{following}:{place}")
    yield from (f"verbs:{where.verbs}:{place}", f"before:{where.before}:{place}", f"after:{where.after}:{place}")
    yield from _form(candidate, place, where)
    yield from _way(candidate, place, where)
    for label in _labels(candidate, where):
        yield from (f"mention:{label}", f"mention:{label}:{place}", f"mention:{label}:{word}")
    for kind in candidate.kinds:
        yield f"kind:{kind}"


def absent(where: Setting) -> Iterator[str]:
    """Names of what holds for the answer that the text says nothing."""
    yield from ("null", f"null:before:{where.before}", f"null:after:{where.after}", f"null:verbs:{where.verbs}")


def _place(candidate: Candidate, where: Setting) -> str:
    """Headline, sentence before, lead, tail or sentence after."""
    scene = where.scene
    if candidate.end <= where.headline and scene.left > candidate.start and scene.left >= where.headline:
        return "headline"
    if candidate.end <= scene.left:
        return "prev"
    if candidate.start >= scene.right:
        return "next"
    return "lead" if candidate.start < scene.money.start else "tail"


def _words_before(candidate: Candidate, where: Setting) -> tuple[str, str]:
    """The two words or marks before the candidate and its article, the farther one by its kind."""
    words = _TOKEN.findall(where.scene.text[max(0, candidate.start - 45) : candidate.start])
    if words and words[-1].casefold() == candidate.article:
        words.pop()
    return (words[-1].casefold() if words else "^"), (_kind(words[-2]) if len(words) > 1 else "^")


def _following(candidate: Candidate, where: Setting) -> str:
    """The word or mark after the candidate by its kind; ``€`` is the amount."""
    scene = where.scene
    if candidate.end <= scene.money.start and not scene.text[candidate.end : scene.money.start].strip():
        return "€"
    match = _TOKEN.search(scene.text[candidate.end : candidate.end + 30])
    return _kind(match[0]) if match else ""


def _kind(word: str) -> str:
    return _VERBS.get(word, "N" if word[:1].isupper() else word)


def _form(candidate: Candidate, place: str, where: Setting) -> Iterator[str]:
    """Features of the phrase itself."""
    nouns = _NOUN.findall(candidate.text)
    words = len(candidate.text.split())
    yield from (f"words:{min(words, 7)}", f"words:{min(words, 4)}:{place}", f"nouns:{min(len(nouns), 4)}")
    yield f"capital:{candidate.text[:1].isupper()}"
    for word in _INNER.findall(candidate.text):
        yield from (f"inner:{word}", f"inner:{word}:{place}")
    if nouns:
        head, last = nouns[0].casefold(), nouns[-1].casefold()
        yield from (f"head:{head}", f"ending:{head[-3:]}", f"ending:{head[-5:]}", f"last:{last[-4:]}")
        yield f"repeats:{min(_count(where.scene.text, nouns[0]), 4)}"
        if where.scene.text.find(nouns[0], 0, where.headline) >= 0:
            yield "in-headline"
        for name in _classes(head, last):
            yield from (f"is:{name}", f"is:{name}:{place}")


@lru_cache(maxsize=1 << 12)
def _count(text: str, noun: str) -> int:
    return text.count(noun)


def _classes(head: str, last: str) -> Iterator[str]:
    if head in GENERIC_NOUNS:
        yield "generic"
    if last in GENERIC_NOUNS:
        yield "generic-last"
    if head.endswith(PRICE_ENDINGS):
        yield "price"
    if head.endswith(FUND_ENDINGS):
        yield "fund"
    if head.capitalize() in GROUPS:
        yield "group"


def _way(candidate: Candidate, place: str, where: Setting) -> Iterator[str]:
    """Features of what stands between the candidate and the amount."""
    if place == "headline":
        return
    scene = where.scene
    ahead = candidate.end <= scene.money.start
    low, high = (candidate.end, scene.money.start) if ahead else (scene.money.end, candidate.start)
    low, high = (max(low, high - _FARTHEST), high) if ahead else (low, min(high, low + _FARTHEST))
    side, between = "l" if ahead else "r", scene.text[low:high]
    words = _WORD.findall(between)
    yield f"far:{side}:{min(len(words), 6) + max(0, min(len(words), 30) - 5) // 5}"
    crossed = bisect_left(where.starts, high) - bisect_left(where.starts, low)
    yield from (f"crossed:{side}:{min(crossed, 3)}", f"crossed:{side}:{min(crossed, 3)}:{where.after}")
    for name, count in (
        ("stops", len(_STOP.findall(between))),
        ("breaks", len(_BREAK.findall(between))),
        ("commas", between.count(",")),
        ("lines", between.count("\n")),
        ("nouns", len(_NOUN.findall(between)) // 2),
    ):
        yield f"{name}:{side}:{min(count, 3)}"
    yield f"between:{side}:{_kinds_of_verbs(between)}:{min(crossed, 1)}"
    if len(words) <= _FEW and not crossed:
        yield f"way:{side}:{' '.join(between.split()).casefold()}"
    opening = scene.text[max(0, min(scene.left, candidate.start)) : candidate.start]
    if not opening.strip(_MARKS):
        yield "opens-sentence"
    if "\n" in scene.text[max(0, candidate.start - 3) : candidate.start]:
        yield "opens-line"


def _labels(candidate: Candidate, where: Setting) -> Iterator[str]:
    """How the candidate stands to the mentions that it touches."""
    touched = [one for one in where.mentions if one.start < candidate.end and candidate.start < one.end]
    for one in touched:
        if (one.start, one.end) == (candidate.start, candidate.end):
            yield one.label
        elif candidate.start <= one.start and one.end <= candidate.end:
            yield f"has-{one.label}{'-first' * (one.start == candidate.start)}{'-last' * (one.end == candidate.end)}"
        else:
            yield f"in-{one.label}"
    if not touched:
        yield "none"
