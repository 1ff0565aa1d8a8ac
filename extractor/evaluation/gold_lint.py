"""Where gold does not follow the annotation guidelines, as far as a rule can tell: each finding is a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.evaluation.gold import Gold
from extractor.pipes.amounts.grammar import Money, find_money
from extractor.pipes.amounts.vocabulary import ABOUT, ABOVE, BELOW
from extractor.pipes.people.vocabulary import LEADING, TRAILING
from extractor.records import Label
from extractor.text.view import clean

Doubt = tuple[str, str, str]
"""Place, code and message."""

HEDGES = (ABOUT | BELOW | ABOVE | {"über", "mehr", "weniger", "nicht"}) - {"gute", "guten", "guter"}
ARTICLES = frozenset(
    "der die das dem den des ein eine einem einen einer eines dieser diese dieses diesem diesen ihr ihre unser".split()
)
MARKS_AT_START, MARKS_AT_END = '„“”"»«‚‘’›‹([{,;:', '„“”"»«‚‘›‹([{,;:'
PAIRS = (("„", "“"), ("„", "”"), ("“", "”"), ('"', '"'), ("»", "«"), ("«", "»"), ("(", ")"), ("[", "]"), ("‚", "‘"))
_WORD = re.compile(r"\w+")


def lint(gold: Gold) -> Iterator[Doubt]:
    """What the guidelines would have otherwise, where the offsets are right."""
    text = gold["text"]
    sound = [s for s in gold["spans"] if s["start"] >= 0 and text[s["start"] : s["end"]] == s["text"] and s["text"]]
    for span in sound:
        place = f"span {span['start']}-{span['end']}"
        for code, message in (*_inside(span), *_edges(text, span)):
            yield place, code, f"{message} in {span['label']} {span['text']!r}"
    if len(sound) == len(gold["spans"]):
        yield from _values(gold)
    yield from _people(gold)


def _inside(span: Gold) -> Iterator[tuple[str, str]]:
    held, label = span["text"], span["label"]
    first = _WORD.match(held)
    word = first.group() if first else ""
    if label == Label.PERSON and (LEADING.match(held) or TRAILING.search(held)):
        yield "title", "a title, salutation or degree"
    if label in {Label.ORG, Label.PROGRAMME, Label.ROLE, Label.LOC} and word in ARTICLES and word != held:
        yield "article", f"the article {word!r}"
    if label == Label.MONEY and word.casefold() in HEDGES:
        yield "hedge", f"the hedge {word!r}"


def _edges(text: str, span: Gold) -> Iterator[tuple[str, str]]:
    held = span["text"]
    if any(held.startswith(left) and held.endswith(right) and len(held) > 1 for left, right in PAIRS):
        if held[1:-1].strip() and not any(mark in held[1:-1] for pair in PAIRS for mark in pair):
            yield "marks", "marks around the name"
    elif held[-1] in ",;:" or held[0] in ",;:)]":
        yield "marks", "punctuation at an end"
    before, after = text[span["start"] - 1 : span["start"]], text[span["end"] : span["end"] + 1]
    if (before.isalnum() and held[0].isalnum()) or (after.isalnum() and held[-1].isalnum()):
        yield "token", "a cut word"


def _values(gold: Gold) -> Iterator[Doubt]:
    """Amounts that our grammar reads otherwise, or not at all."""
    money = sorted((span for span in gold["spans"] if span["label"] == Label.MONEY), key=lambda span: span["start"])
    if len(money) != len(gold.get("amounts", [])):
        return
    view = clean(gold["text"])
    inside = {view.home(found.start, found.end): found for found in find_money(view.text)}
    for at, (span, amount) in enumerate(zip(money, gold.get("amounts", []), strict=True)):
        found = inside.get((span["start"], span["end"])) or _alone(span["text"])
        said = tuple(_decimal(amount.get(key)) for key in ("value", "min", "max"))
        if found is None:
            yield f"amount {at}", "amount-unread", f"{span['text']!r} does not read as an amount"
        elif not _agree(said, (found.value, found.min, found.max)):
            yield f"amount {at}", "amount-value", f"{span['text']!r} reads as {_written(found)}, not {_shown(said)}"


def _alone(text: str) -> Money | None:
    found = find_money(clean(text).text)
    return found[0] if len(found) == 1 else None


def _decimal(value: object) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _agree(said: tuple[Decimal | None, ...], read: tuple[Decimal | None, ...]) -> bool:
    return all(one == other for one, other in zip(said, read, strict=True))


def _written(found: Money) -> str:
    return _shown((found.value, found.min, found.max))


def _shown(values: tuple[Decimal | None, ...]) -> str:
    value, low, high = values
    return f"{low} to {high}" if value is None else f"{value}"


def _people(gold: Gold) -> Iterator[Doubt]:
    """People none of whose words is a mention."""
    names = (span["text"].replace("-\n", "") for span in gold["spans"] if span["label"] == Label.PERSON)
    mentioned = {word for name in names for word in _WORD.findall(name.casefold())}
    for person in gold.get("people", []):
        words = _WORD.findall(person["name"].casefold())
        if not any(word in mentioned or f"{word}s" in mentioned for word in words):
            yield f"person {person['name']!r}", "no-mention", "no PERSON span says any of the name"
