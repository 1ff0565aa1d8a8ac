"""One entry per named thing: inflected, shortened and abbreviated forms joined, different ones kept apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.pipes.organisations.naming import is_adjective, known_noun, nominative, weak_nominative
from extractor.pipes.organisations.vocabulary import (
    ARTICLES,
    COMPANY_TYPES,
    DIFFERENT_BODY,
    FUNCTION_WORDS,
    PARTIES,
    PLACE_ADJECTIVE,
    SHORT_WORDS,
    SINGULAR,
)
from extractor.pipes.organisations.words import WORD, composes, expands, fold, is_acronym, spells, stems, tidy
from extractor.text.document import FoundEntry, Mention
from extractor.text.joined import Joined

BEFORE = re.compile(r"(\w+)\s+$")
OPENING = re.compile(
    r"[“”\"»«]?\s*(?:[(\[]|[–,-]\s*(?:kurz|abgekürzt):?\s)\s*"
    r"(?:(?:kurz|im Folgenden|auch):?\s+)?[„“\"»«]?"
)
SHARED_HEAD = re.compile(r"(?P<head>[A-ZÄÖÜ]\w+) (?P<places>[A-ZÄÖÜ][\w-]+(?:, [A-ZÄÖÜ][\w-]+)* und [A-ZÄÖÜ][\w-]+)")
LEGAL_FORM_END = re.compile(r",?\s(?:e\.\s?V\.|g?GmbH|AG|eG)$")
PLACES = re.compile(r"[A-ZÄÖÜ][\w-]+")
LONGEST_HEAD = 4
OTHER_LEVEL = ("hoch", "fach", "bundes", "landes", "ober", "unter", "förder", "volks")
"""First parts of compounds that make another body: ``Schule``, ``Hochschule``; ``Amt``, ``Landesamt``."""
MOST_CANDIDATES = 64
"""A form that so many longer ones contain is a kind of body, not the short form of one."""


@dataclass(slots=True)
class Form:
    """Mentions that agree but for inflection and case of letters."""

    key: tuple[str, ...]
    text: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)


def article_before(text: str, start: int) -> str:
    """The word before ``start`` if it is an article (or a preposition that holds one)."""
    found = BEFORE.search(text[max(0, start - 24) : start])
    return found.group(1) if found and found.group(1).casefold() in ARTICLES else ""


def forms_of(text: str, mentions: Iterable[Mention]) -> list[Form]:
    """The different forms among ``mentions``, each with all its mentions, in text order."""
    found: dict[tuple[str, ...], Form] = {}
    for mention in sorted(mentions):
        for raw in coordinated(text[mention.start : mention.end]):
            key = stems(raw) or (raw,)
            name = nominative(raw, article_before(text, mention.start))
            form = found.setdefault(key, Form(key, raw, name))
            form.mentions.append(mention)
            form.raw.append(tidy(raw))
    return list(found.values())


def coordinated(name: str) -> list[str]:
    """The bodies that one span names by one shared head in the plural: ``Hauptzollämter A und B``; else the name."""
    found = SHARED_HEAD.fullmatch(tidy(name))
    if not found:
        return [name]
    head = found.group("head")
    plural = next((plural for plural in SINGULAR if head.casefold().endswith(plural)), None)
    if plural is None:
        return [name]
    singular = SINGULAR[plural] if len(head) > len(plural) else SINGULAR[plural].capitalize()
    return [f"{head[: len(head) - len(plural)]}{singular} {place}" for place in PLACES.findall(found.group("places"))]


def entries(text: str, mentions: Iterable[Mention], shortens: Callable[[Form, Form], bool]) -> list[FoundEntry]:
    """One entry per group of forms, in the order of their first mentions."""
    forms = forms_of(text, mentions)
    groups = Joined(len(forms))
    _join_spellings(forms, groups)
    _join_short_words(forms, groups)
    _join_compound_heads(forms, groups)
    bound = _join_bracketed(text, forms, groups)
    _join_shortened(forms, groups, bound, shortens)
    _join_initials(forms, groups, bound)
    members: dict[int, list[Form]] = defaultdict(list)
    for position, form in enumerate(forms):
        members[groups.leader(position)].append(form)
    return [_entry(group) for group in members.values()]


def _join_spellings(forms: Sequence[Form], groups: Joined) -> None:
    """Join what differs in hyphens, spaces and punctuation only."""
    seen: dict[str, int] = {}
    for position, form in enumerate(forms):
        groups.join(position, seen.setdefault(_run_together(form.text), position))


def _join_short_words(forms: Sequence[Form], groups: Joined) -> None:
    """Join what differs only in how German puts it.

    A word may be shortened (``VHS Kiel``, ``LKA``), a place be an adjective (``Kieler Polizei``, ``Polizei Kiel``), or
    the type of a company stand behind a hyphen (``Bravax-Konzern``).
    """
    seen: dict[tuple[str, ...], int] = {}
    for position, form in enumerate(forms):
        words = [full for word in WORD.findall(form.text) for full in SHORT_WORDS.get(word, word).split()]
        for spelling in {_in_full(words), _place_behind(words), _without_type(words)}:
            groups.join(position, seen.setdefault(spelling, position))


def _join_compound_heads(forms: Sequence[Form], groups: Joined) -> None:
    """Join ``Direktion 5`` to the one body whose compound it ends: ``Polizeidirektion 5 (Nord)``."""
    behind: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, form in enumerate(forms):
        for size in range(2, min(len(form.key), LONGEST_HEAD) + 1):
            behind[form.key[1:size]].append(position)
    for position, form in enumerate(forms):
        others = behind[form.key[1:]] if 1 < len(form.key) <= LONGEST_HEAD else []
        longer = [other for other in others if _ends_compound(form.key[0], forms[other].key[0])]
        if len(others) <= MOST_CANDIDATES and len({groups.leader(other) for other in longer}) == 1:
            groups.join(position, longer[0])


def _ends_compound(head: str, compound: str) -> bool:
    return len(head) > 3 and compound != head and compound.endswith(head) and not compound.startswith(OTHER_LEVEL)


def _in_full(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(fold, words))


def _place_behind(words: Sequence[str]) -> tuple[str, ...]:
    """The stems with a place adjective put behind as the place: ``Kieler Polizei`` as ``Polizei Kiel``."""
    if len(words) > 1 and PLACE_ADJECTIVE.fullmatch(words[0]) and words[0].endswith("er"):
        words = [*words[1:], words[0].removesuffix("er")]
    return tuple(fold(word) for word in words if word != "von")


def _without_type(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(fold, words[:-1] if len(words) > 1 and words[-1] in COMPANY_TYPES else words))


def _run_together(name: str) -> str:
    """``name`` without spaces and marks: ``Europa-Universität`` and ``Europauniversität`` agree."""
    parts = ("".join(filter(str.isalnum, part)) for part in tidy(name).split(" "))
    return "".join(fold(part) for part in parts if part) or name


def _join_bracketed(text: str, forms: Sequence[Form], groups: Joined) -> set[int]:
    """Join a name and the acronym in brackets behind it, in either order; returns the acronyms' positions."""
    at = sorted((mention, position) for position, form in enumerate(forms) for mention in form.mentions)
    bound: set[int] = set()
    for (left, one), (right, other) in pairwise(at):
        if right.start - left.end > 24 or not OPENING.fullmatch(text[left.end : right.start]):
            continue
        short, long = (other, one) if right.end - right.start <= left.end - left.start else (one, other)
        if short in bound or not abbreviates(forms[short].text, forms[long].text):
            continue
        groups.join(short, long)
        bound.add(short)
    return bound


def abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` in brackets beside ``long`` is its acronym."""
    word = tidy(LEGAL_FORM_END.sub("", short))
    if len(WORD.findall(word)) > 2 or len(word) >= len(tidy(long)):
        return False
    compact = word.replace("-", "").replace(" ", "")
    return spells(word, tidy(long)) and (is_acronym(compact) or (compact.islower() and len(compact) <= 6))


def _join_shortened(
    forms: Sequence[Form], groups: Joined, bound: set[int], shortens: Callable[[Form, Form], bool]
) -> None:
    """Join each shortened form to the one body whose longer form it shortens; to none where several fit."""
    holding: dict[str, list[int]] = defaultdict(list)
    for position, form in enumerate(forms):
        for stem in dict.fromkeys(form.key):
            holding[stem].append(position)
    for position in sorted(range(len(forms)), key=lambda item: -len(forms[item].key)):
        form = forms[position]
        if position in bound:
            continue
        candidates = min((holding[stem] for stem in form.key), key=len)
        if len(candidates) > MOST_CANDIDATES:
            continue
        longer = [other for other in candidates if other != position and shortens(form, forms[other])]
        if len({groups.leader(other) for other in longer}) == 1:
            groups.join(position, longer[0])


def _join_initials(forms: Sequence[Form], groups: Joined, bound: set[int]) -> None:
    """Join an acronym that no bracket explains to the one name that it spells: ``UdK Berlin``."""
    first: dict[str, list[int]] = defaultdict(list)
    for position, form in enumerate(forms):
        if len(form.key) > 1:
            first[form.name[0].casefold()].append(position)
    for position, form in enumerate(forms):
        words = WORD.findall(form.text)
        place = next((n for n, word in enumerate(words) if len(word) > 2 and is_acronym(word)), None)
        others = first[form.text[0].casefold()]
        if position in bound or place is None or len(others) > MOST_CANDIDATES:
            continue
        spelt = [other for other in others if _spelt_out(words, place, WORD.findall(forms[other].name))]
        if len({groups.leader(other) for other in spelt}) == 1:
            groups.join(position, spelt[0])


def _spelt_out(short: Sequence[str], place: int, long: Sequence[str]) -> bool:
    """Whether ``long`` is ``short`` with the acronym at ``place`` written in full."""
    tail = len(short) - place - 1
    same = [fold(word) for word in long[:place]] == [fold(word) for word in short[:place]]
    ends = [fold(word) for word in long[len(long) - tail :]] == [fold(word) for word in short[place + 1 :]]
    middle = long[place : len(long) - tail]
    spelt = expands(short[place], middle) or composes(short[place], middle)
    return same and ends and len(middle) > 1 and spelt


def contains(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether the words of ``short`` stand in ``long`` in their order."""
    rest = iter(long)
    return all(word in rest for word in short)


def _entry(group: Sequence[Form]) -> FoundEntry:
    fullest = max(group, key=lambda form: (len(form.name), not form.name.isupper()))
    aliases = {
        form.key: alias_of(form) for form in sorted(group, key=lambda form: form.mentions[0]) if form is not fullest
    }
    mentions = sorted(mention for form in group for mention in form.mentions)
    return FoundEntry(fullest.name, list(aliases.values()), mentions)


def alias_of(form: Form) -> str:
    """The form as the text has it where it stands in the nominative, else its nominative."""
    return next((raw for raw in form.raw if weak_nominative(raw, form.name)), form.name)


def shortens_organisation(short: Form, long: Form) -> bool:
    """Whether ``short`` leaves words of ``long`` out and still names the same body."""
    if len(short.key) >= len(long.key) or not contains(long.key, short.key) or short.text in PARTIES:
        return False
    if _other_body(short, long):
        return False
    if long.key[: len(short.key)] == short.key:
        return _opens(short, long)
    if long.key[-len(short.key) :] == short.key:
        return _closes(short, long)
    return len(short.key) > 1 and (short.key[0] == long.key[0] or short.key[-1] == long.key[-1])


def _other_body(short: Form, long: Form) -> bool:
    """Whether ``long`` adds the type of another body: ``Stadtbibliothek``, ``Förderverein Stadtbibliothek``."""
    known = set(short.key)
    extra = (word.casefold() for word in WORD.findall(long.name) if fold(word) not in known)
    return any(word.endswith(DIFFERENT_BODY) for word in extra)


def _opens(short: Form, long: Form) -> bool:
    """``Bezirksamt`` opens ``Bezirksamt Mitte``; ``DGB`` is not short for ``DGB-Jugend``."""
    end = list(WORD.finditer(long.name))[len(short.key) - 1].end()
    return not (long.name[end : end + 1] == "-" and is_acronym(short.text))


def _closes(short: Form, long: Form) -> bool:
    """``Senat`` closes ``Berliner Senat``, ``Siemens-Gymnasium`` closes ``Wilhelm-von-Siemens-Gymnasium``."""
    words = list(WORD.finditer(long.name))
    extra = [word.group() for word in words[: len(long.key) - len(short.key)]]
    if long.name[words[len(extra)].start() - 1] == "-":
        return len(short.key) > 1
    if extra[-1].casefold() in FUNCTION_WORDS:
        return False
    return known_noun(extra[0]) is not None or all(
        is_adjective(word) or PLACE_ADJECTIVE.fullmatch(word) for word in extra
    )
