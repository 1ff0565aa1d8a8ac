"""Noun phrases of German, read from capitals, articles and endings alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.pipes.amounts.vocabulary import ARTICLES, BODY_ENDINGS, DATIVE_E, NEUTER_ENDINGS, NO_ADJECTIVES, NO_NOUNS

_LONGEST = 400
_ARTICLE = rf"(?:(?i:{'|'.join(ARTICLES)})\b\s+)"
_NO_ADJECTIVE = rf"(?!(?:{'|'.join(sorted(NO_ADJECTIVES, key=len, reverse=True))})\b)"
_ADJECTIVE = (
    rf"(?:{_NO_ADJECTIVE}[a-zäöüß][\w-]*(?:e|en|er|es|em)\b(?:,?\s+)|(?:[A-ZÄÖÜ][\w-]+er)\s+(?=[A-ZÄÖÜ])"
    r"|\d{1,4}\.?\s+(?=[a-zäöüßA-ZÄÖÜ])|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\s+)"
)
_QUOTED = r"(?:[„“\"»«‚][^„“”\"»«\n]{1,80}[“”\"«»‘])"
_NO_NOUN = rf"(?!(?:{'|'.join(sorted(NO_NOUNS, key=len, reverse=True))})\b(?!-))"
_NOUN = rf"(?:{_NO_NOUN}[A-ZÄÖÜ]\w*(?:[-/*:’'`‘´]\w+)*|{_QUOTED})"
_HALF = r"(?:[A-ZÄÖÜ]\w+-\s+(?:und|oder|bzw\.)\s+)"
_ADJECTIVES = rf"(?:{_ADJECTIVE}(?:und\s+(?=[a-zäöüß]+e[nrsm]?\s))?){{0,4}}"
_NUMBER = r"\d{1,4}\b(?![.,]\d|\s*(?:€|Euro|EUR|Uhr|Prozent|%|Mi|Mr))"
_CORE = rf"{_ADJECTIVES}{_HALF}{{0,2}}{_NOUN}(?:\s+(?:e\.\s?V\.|{_NUMBER}|{_NOUN})){{0,6}}"
_FOR = rf"\s+(?:für|zum|zur)\s+{_ARTICLE}?{_CORE}(?:,\s+{_CORE}){{0,4}}(?:\s+und\s+{_CORE})?"
_GENITIVE = rf"\s+(?:der|des|eines|einer|dieser|dieses|unserer|ihrer|seiner)\s+{_CORE}"
_BARE_GENITIVE = r"\s+(?:[a-zäöüß]+er)\s+[A-ZÄÖÜ]\w+"
_AND = rf"(?:,\s+{_ARTICLE}?{_CORE}){{0,3}}\s+(?:und|sowie)\s+(?:in\s+|für\s+)?{_ARTICLE}?{_CORE}"
_ATTACHED = rf"\s+(?:von|für|in|im|an|am|auf)\s+{_ARTICLE}?(?!(?:Höhe|Jahr|Wert|Rahmen|Umfang)\b){_CORE}"

_PAYER = rf"{_ARTICLE}?(?P<core>{_CORE}(?:{_FOR})?(?:{_GENITIVE})?(?:{_AND})?(?:{_FOR})?)"
_PURPOSE = (
    rf"{_ARTICLE}?(?P<core>{_CORE}(?:{_AND})?"
    rf"(?:(?:{_GENITIVE}|{_BARE_GENITIVE}){{1,2}}(?:{_AND})?|{_ATTACHED}(?:{_GENITIVE})?(?:{_AND})?)?)"
)
_SIMPLE = rf"{_ARTICLE}?(?P<core>{_CORE})"
_compiled = cache(re.compile)
"""These are long: compiling them takes as long as reading some releases, and few releases need them at once."""

_COMPANY = re.compile(r"\b(?:g?GmbH|AG|SE|KG|eG|mbH|e\.\s?V\.)$")
_AIM = re.compile(r"\s+(?:für|zum|zur)\s+(?P<idiom>Verfügung)?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without its article; ``article`` is kept for its case."""

    start: int
    end: int
    text: str
    article: str

    @property
    def head(self) -> str:
        """The first noun."""
        nouns = re.findall(r"[A-ZÄÖÜ][\w*:-]*", self.text)
        return nouns[0] if nouns else self.text


def payer_at(text: str, at: int) -> Phrase | None:
    """The name of a payer that starts at ``at``: its own genitive and ``für`` belong to it."""
    phrase = _read(_compiled(_PAYER), text, at)
    if phrase is None:
        return None
    aim = _AIM.search(phrase.text)
    if (
        aim is None
        or _COMPANY.search(phrase.text)
        or (phrase.text[: aim.start()].casefold().endswith(BODY_ENDINGS) and not aim["idiom"])
    ):
        return phrase
    return Phrase(phrase.start, phrase.start + aim.start(), phrase.text[: aim.start()], phrase.article)


def purpose_at(text: str, at: int) -> Phrase | None:
    """What money is for, from ``at`` on: with coordination, genitives and one prepositional attribute."""
    return _read(_compiled(_PURPOSE), text, at)


def simple_at(text: str, at: int) -> Phrase | None:
    """A bare noun phrase without attributes behind it."""
    return _read(_compiled(_SIMPLE), text, at)


def _read(pattern: re.Pattern[str], text: str, at: int) -> Phrase | None:
    match = pattern.match(text, at, min(len(text), at + _LONGEST))
    if match is None:
        return None
    article = match[0][: match.start("core") - match.start()].strip()
    core = match["core"].rstrip(" ,")
    return Phrase(match.start("core"), match.start("core") + len(core), core, article.casefold())


def tidy(phrase: str) -> str:
    """White space folded, articles inside a coordination left out, quotation marks around the whole too."""
    folded = re.sub(r"\s+", " ", phrase).strip(" ,;:–-")
    folded = re.sub(
        r"\b(und|sowie)\s+(?:die|der|das|den|dem|in|für)\s+(?:die|der|das|den|dem)?\s*(?=\S)", r"\1 ", folded
    )
    folded = re.sub(r",\s+(?:die|der|das|den|dem)\s+(?=[A-ZÄÖÜa-zäöü])", ", ", folded)
    inner = re.fullmatch(r"[„“\"»«‚](?P<inner>[^„“”\"»«]+)[“”\"«»‘]", folded)
    return inner["inner"] if inner else folded


def nominative(phrase: Phrase, *, accusative: bool = False) -> str:
    """``(den) kommunalen Haushalten`` → ``kommunale Haushalte``, as far as endings tell.

    ``accusative`` tells that ``den`` is a masculine singular: ``(für den) baulichen Unterhalt``.
    """
    text = tidy(phrase.text)
    if phrase.article in {"den", ""} and not accusative:
        text = _plural(text) if phrase.article == "den" or re.match(r"\w*n\b", text) else text
    ending = {"den": "e", "der": "e", "die": "e", "das": "e"}.get(phrase.article)
    if phrase.article in {"dem", "einem", "einen"} or (accusative and phrase.article == "den"):
        head = re.sub(r"e?s$", "", phrase.head.casefold())
        ending = "es" if head.endswith(NEUTER_ENDINGS) else "er"
    elif phrase.article == "einer":
        ending = "e"
    if ending is None:
        return text
    text = re.sub(r"^([A-ZÄÖÜ][\w-]*sch)e[nmr]\b(?=\s+[A-ZÄÖÜ])", rf"\g<1>{ending}", text)
    return re.sub(r"^([a-zäöüß][\w-]*?)e[nmr]\b", rf"\g<1>{ending}", text)


def _plural(text: str) -> str:
    """The dative ``-n`` of the first nouns cut, where the nominative plural has none."""
    return re.sub(r"\b[A-ZÄÖÜ][\w-]*n\b", lambda match: dative_cut(match[0]), text, count=2)


def dative_cut(noun: str) -> str:
    """``Haushalten`` → ``Haushalte``, ``Mitteln`` → ``Mittel``; ``Stiftungen`` stays."""
    folded = noun.casefold()
    if folded.endswith(("eln", "mitteln", "geldern", "ländern", "trägern", "partnern", "bürgern")):
        return noun[:-1]
    if folded.endswith(DATIVE_E):
        return noun[:-1]
    if re.search(r"[äöü][^aeiouäöü]{1,4}en$", folded) and not folded.endswith(("behörden",)):
        return noun[:-1]
    return noun


def without_genitive(name: str) -> str:
    """``Bundes`` → ``Bund``, ``Kreises Olpe`` → ``Kreis Olpe``, for the first noun of a masculine or neuter name."""
    match = re.match(r"(?P<lead>(?:[a-zäöüß][\w-]*\s+)*)(?P<noun>[A-ZÄÖÜ][\w-]*)", name)
    if match is None:
        return name
    noun = match["noun"]
    if noun.endswith(("ses", "zes", "ßes")) or re.search(r"[^aeiouäöü\W]es$", noun):
        noun = noun[:-2]
    elif noun.endswith("s") and not noun.endswith(("ss", "us", "fonds", "is")):
        noun = noun[:-1]
    return match["lead"] + noun + name[match.end() :]
