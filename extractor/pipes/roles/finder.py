"""Finds roles and people by vocabulary and morphology, for pipelines whose model does not know them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.pipes.people.names import is_given
from extractor.pipes.people.titles import prefix
from extractor.pipes.roles.heads import is_weak, kind
from extractor.pipes.roles.vocabulary import (
    ADJECTIVAL_ENDS,
    BEFORE_ONE,
    BEFORE_SEVERAL,
    COMPLEMENT,
    FOR_TASK,
    MODIFIERS,
    NO_NAMES,
    NO_SURNAME,
    PARTICLE,
    RETIRED,
)
from extractor.text.document import Mention

WORD = re.compile(r"(?<![\w-])[A-ZÄÖÜ][\w’]*(?:-\w+)*(?!\w)")
MODIFIER_BEFORE = re.compile(rf"(?<![\w.])(?:{MODIFIERS})\s+$")
SPLIT_COMPOUND = re.compile(r"(?<!\w)[A-ZÄÖÜ]\w*-\s+und\s+$")
PART = r"[A-ZÄÖÜÇŞİŠŽČ](?:’[A-Z])?[a-zäöüßçşığéèêáàâóòôúùûñíîïëåšžčćłńřý]+(?:[A-Z][a-zäöüß]+)?(?:-[A-ZÄÖÜ][\wäöüß]+)*"
FIRST_PARTICLE = re.compile(PARTICLE)
NAME_PART = re.compile(rf"(?:{PART}|[A-ZÄÖÜ]\.)(?![\w-])")
FURTHER = re.compile(rf"\s({PARTICLE})?({PART}|[A-ZÄÖÜ]\.)(?![\w-])")
SALUTED = re.compile(r"(?<!\w)(?:Frau|Herrn?|Dr\.|Prof\.)\s")
GIVEN_BEFORE = re.compile(rf"(?<=[a-zäöüß,:] )({PART}) $")
ARTICLE_BEFORE = re.compile(
    r"(?<!\w)(?:der|die|das|den|dem|des|eine?[nmrs]?|im|am|zum|zur|vom|beim|[a-zäöüß]+e[nrms])\s$", re.I
)
JOINED = re.compile(r"\s*(?:und|sowie|&|/|,)\s*")
VON = re.compile(r"(?:von|zu|zum|zur)\s")
OTHER_HOLDERS = ("Vertreter", "Vertreterin", "Vertretern", "Mitglied", "Mitglieder", "Mitgliedern")
JOINT = 12
WINDOW = 60
FAR = 90
MOST_PARTS = 4


def found_roles(text: str, people: Sequence[Mention] = ()) -> list[Mention]:
    """Roles whose surroundings show that one holder is meant; ``people`` are the names in the text."""
    people = sorted(people)
    starts, ends = [person.start for person in people], [person.end for person in people]
    spans: list[tuple[int, int, bool]] = []
    for word in WORD.finditer(text):
        what = kind(word.group())
        if what is None:
            continue
        after = bisect_left(starts, word.end())
        stop = prefix(text, starts[after], word.end()).start if after < len(starts) else len(text)
        start, end = _whole(text, word.start(), word.end(), stop)
        if spans and start < spans[-1][1]:
            continue
        spans.append((start, end, _meant(text, start, word.group(), what, _beside(text, start, end, starts, ends))))
    return [Mention(start, end, "ROLE", "role-vocabulary") for start, end, meant in _with_joined(text, spans) if meant]


def _with_joined(text: str, spans: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """What a comma or ``und`` joins to a role that is meant is meant too."""
    for _ in range(2):
        spans.reverse()
        for number, ((start, end, meant), (other_start, other_end, other)) in enumerate(pairwise(spans)):
            left, right = sorted(((start, end), (other_start, other_end)))
            if meant and not other and right[0] - left[1] <= JOINT and JOINED.fullmatch(text, left[1], right[0]):
                spans[number + 1] = (other_start, other_end, True)
    return spans


def _whole(text: str, start: int, end: int, stop: int) -> tuple[int, int]:
    if split := SPLIT_COMPOUND.search(text[max(0, start - WINDOW) : start]):
        start -= len(split.group())
    while modifier := MODIFIER_BEFORE.search(text[max(0, start - WINDOW) : start]):
        start -= len(modifier.group())
    if task := FOR_TASK.match(text, end, stop):
        end = _less_roles(text, end, task.end())
    if retired := RETIRED.match(text, end):
        end = retired.end()
    return start, end


def _less_roles(text: str, start: int, end: int) -> int:
    """The end of what an office is for, which other roles and their holders do not belong to."""
    for word in WORD.finditer(text, start, end):
        if kind(word.group()) or word.group() in OTHER_HOLDERS:
            return start + len(re.sub(r"(?:,|\s|und|sowie)+$", "", text[start : word.start()]))
    return end


def _beside(text: str, start: int, end: int, starts: list[int], ends: list[int]) -> str:
    """Where the name of the holder stands: ``after``, ``before`` or nowhere near."""
    after = bisect_left(starts, end)
    if after < len(starts) and starts[after] - end <= FAR:
        begin = prefix(text, starts[after], end).start
        if COMPLEMENT.fullmatch(text, end, begin):
            return "after"
    before = bisect_left(ends, start)
    before -= int(before == len(ends) or ends[before] > start)
    if (
        before >= 0
        and start - ends[before] <= FAR
        and re.fullmatch(r"\s?[,(–-]?\s?(?:d(?:er|ie|em|en)\s)?", text[ends[before] : start])
    ):
        return "before"
    return ""


def _meant(text: str, start: int, word: str, what: str, beside: str) -> bool:
    if beside:
        return what != "body" or beside == "after"
    before = text[max(0, start - WINDOW) : start]
    article = BEFORE_ONE.search(before)
    if not article or what == "body" or is_weak(word) or BEFORE_SEVERAL.search(before):
        return False
    first, declined = article.group(1).casefold(), word.casefold().endswith(ADJECTIVAL_ENDS)
    if what == "profession":
        return word.endswith("in") or first == "als"
    if first in {"die", "unsere", "ihre", "seine"}:
        return word.endswith("in") or (declined and word.endswith("e"))
    return not (first in {"den", "der"} and word.endswith("n") and (declined or first == "den"))


def found_people(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Names: a given name with a surname, a name behind a title, salutation or office, and surnames met again."""
    found = [*_full_names(text), *_introduced(text)]
    names = [text[m.start : m.end].split()[-1] for m in (*found, *mentions) if m.label == "PERSON"]
    return [*found, *_met_again(text, {name for name in names if len(name) > 2 and not _is_word(name)})]


def _is_word(name: str) -> bool:
    """Whether a capitalised word is no surname."""
    return name in NO_NAMES or bool(NO_SURNAME.search(name)) or kind(name) is not None


def _full_names(text: str) -> Iterator[Mention]:
    last = 0
    for word in WORD.finditer(text):
        if word.start() < last or not is_given(word.group()) or _is_word(word.group()):
            continue
        last = _name_end(text, word.start())
        if " " in text[word.start() : last]:
            yield Mention(word.start(), last, "PERSON", "given-name")


def _name_end(text: str, start: int, *, introduced: bool = False) -> int:
    """Where the name that begins at ``start`` ends: given names, initials, particles, one surname.

    Behind a title the first part counts as a given name whatever it is, where another part follows.
    """
    first = NAME_PART.match(text, start)
    if not first or _is_word(first.group()):
        return start
    end, last = first.end(), first.group()
    for _ in range(MOST_PARTS):
        further = FURTHER.match(text, end)
        if not further or _is_word(further.group(2)):
            break
        if not (is_given(last) or last.endswith(".") or (introduced and end == first.end())):
            break
        end, last = further.end(), further.group(2)
    return end if not last.endswith(".") else start


def _introduced(text: str) -> Iterator[Mention]:
    """Names behind a salutation, a title or an office."""
    for word in WORD.finditer(text):
        office = kind(word.group()) == "office" and not is_weak(word.group())
        if office and text[word.end() : word.end() + 1] == " " and not VON.match(text, word.end() + 1):
            yield from _name_at(text, word.end() + 1)
    for saluted in SALUTED.finditer(text):
        yield from _name_at(text, saluted.end())


def _name_at(text: str, start: int) -> Iterator[Mention]:
    for _ in range(MOST_PARTS):
        saluted = SALUTED.match(text, start)
        if not saluted:
            break
        start = saluted.end()
    particle = FIRST_PARTICLE.match(text, start)
    begin = particle.end() if particle else start
    end = _name_end(text, begin, introduced=True)
    if end > begin:
        yield Mention(start, end, "PERSON", "introduced-name")


def _met_again(text: str, surnames: set[str]) -> Iterator[Mention]:
    for word in WORD.finditer(text):
        name = word.group()
        known = name in surnames or (name.endswith("s") and name[:-1] in surnames)
        if known and not ARTICLE_BEFORE.search(text[max(0, word.start() - WINDOW) : word.start()]):
            given = GIVEN_BEFORE.search(text, max(0, word.start() - WINDOW), word.start())
            start = given.start(1) if given and not _is_word(given.group(1)) else word.start()
            yield Mention(start, word.end(), "PERSON", "surname-again")
