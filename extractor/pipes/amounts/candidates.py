"""Phrases around an amount that may say who pays or what it is for: what the ranking chooses from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.pipes.amounts.phrases import Phrase, nominative, payer_at, purpose_at, simple_at, tidy, without_genitive
from extractor.pipes.amounts.scene import Scene
from extractor.pipes.amounts.vocabulary import NO_PURPOSES
from extractor.text.document import Mention

_BACK, _AHEAD, _HEADLINE = 330, 160, 160
_WORD = re.compile(r"\w+(?:[-/*:’'&]\w+)*")
_QUOTED = re.compile(r"[„“\"»«‚›‹](?P<name>[^„“”\"»«\n]{2,70})[“”\"«»‘‹›]")
_FIRST_NOUN = re.compile(r"(?:[a-zäöüß][\w-]*\s+)*(?:[A-ZÄÖÜ]\w+-\s+(?:und|oder)\s+)?[A-ZÄÖÜ][\w*-]*")
_LABELS = frozenset({"ORG", "LOC", "PERSON", "PROGRAMME"})
_PREPOSITION = re.compile(r"(?P<word>[a-zäöüßA-ZÄÖÜ]+)\s+(?:(?:de[rnms]|die|das|eine[rnms]?|diese[rnms]?)\s+)?$")
_ARTICLE = re.compile(r"\b(?P<word>[Dd](?:e[rnms]|ie|as)|[Ee]ine[rnms]?|[Ee]in)\s+$")
_ACCUSATIVE = frozenset({"für", "in", "an", "durch", "ohne", "gegen", "um"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase ``[start, end)`` of the text; ``text`` is what the record would say, ``kinds`` how it was found."""

    start: int
    end: int
    text: str
    article: str
    kinds: frozenset[str]


def candidates(scene: Scene, mentions: Sequence[Mention]) -> list[Candidate]:
    """Every phrase near the amount and in the headline, each span once, in text order.

    ``mentions`` are in text order.
    """
    found: dict[tuple[int, int], Candidate] = {}
    for start, end in _regions(scene):
        for kind, phrase in (*_phrases(scene.text, start, end), *_names(scene.text, start, end, mentions)):
            if phrase.end <= scene.money.start or phrase.start >= scene.money.end:
                _add(found, kind, phrase, scene.text)
    return sorted(found.values(), key=lambda one: (one.start, one.end))


def _regions(scene: Scene) -> Iterator[tuple[int, int]]:
    start = max(0, min(scene.left, scene.money.start - _BACK))
    start = scene.text.find(" ", start, scene.money.start) + 1 if start else 0
    end = min(len(scene.text), max(min(scene.right, scene.money.end + 2 * _AHEAD), scene.money.end + _AHEAD))
    headline = len(scene.text) - len(scene.text.lstrip())
    stop = scene.text.find("\n", headline)
    stop = min(len(scene.text) if stop < 0 else stop, headline + _HEADLINE)
    if stop <= start:
        yield headline, stop
    yield start, end


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[str, Phrase]]:
    """Noun phrases, short and long, that start in ``[start, end)``."""
    done = start
    for word in _WORD.finditer(text, start, end):
        if word.start() < done:
            continue
        phrase = simple_at(text, word.start())
        if phrase is None:
            continue
        done = max(word.end(), phrase.start)
        first = re.search(r"[A-ZÄÖÜ]", text[phrase.start : phrase.end])
        done = max(done, phrase.start + (first.start() + 1 if first else 0))
        yield "simple", phrase
        noun = _FIRST_NOUN.match(phrase.text)
        if noun and noun.end() < len(phrase.text):
            yield "noun", Phrase(phrase.start, phrase.start + noun.end(), noun[0], phrase.article)
        for kind, longer in (("long", purpose_at(text, word.start())), ("payer", payer_at(text, word.start()))):
            if longer is not None and longer.end > phrase.end:
                yield kind, longer


def _names(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[tuple[str, Phrase]]:
    """Names in quotation marks and mentions."""
    for match in _QUOTED.finditer(text, start, end):
        yield "quoted", Phrase(match.start("name"), match.end("name"), match["name"], "")
    for mention in mentions[bisect_left(mentions, Mention(start, start, "")) :]:
        if mention.start >= end:
            break
        if mention.label in _LABELS:
            yield mention.label, Phrase(mention.start, mention.end, text[mention.start : mention.end], "")


def _add(found: dict[tuple[int, int], Candidate], kind: str, phrase: Phrase, text: str) -> None:
    place = (phrase.start, phrase.end)
    kinds = frozenset({kind}) | (found[place].kinds if place in found else frozenset())
    said = found[place].text if place in found else _said(phrase, text)
    if said and phrase.text not in NO_PURPOSES:
        found[place] = Candidate(*place, said, phrase.article or _article(text, phrase.start), kinds)


def _article(text: str, start: int) -> str:
    match = _ARTICLE.search(text[max(0, start - 10) : start])
    return match["word"].casefold() if match else ""


def _said(phrase: Phrase, text: str) -> str:
    """The phrase in the nominative, as far as its article and the preposition before it tell."""
    before = _PREPOSITION.search(text[max(0, phrase.start - 30) : phrase.start])
    preposition = before["word"].casefold() if before else ""
    if phrase.article == "des":
        return without_genitive(nominative(Phrase(phrase.start, phrase.end, phrase.text, "dem")))
    return nominative(phrase, accusative=preposition in _ACCUSATIVE) if phrase.article else tidy(phrase.text)
