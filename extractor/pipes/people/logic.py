"""Which mentions name the same human, and what that human is called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor.pipes.people.names import (
    Name,
    bare,
    folded,
    is_given,
    nicknames,
    same_family,
    same_given,
    same_human,
    split_name,
    without_genitive,
)
from extractor.pipes.people.titles import Prefix, prefix
from extractor.pipes.people.vocabulary import FAMILY_WORDS, LEADING, THING_ENDINGS, TRAILING
from extractor.text.document import FoundPerson, Mention

TOGETHER = re.compile(r"\s*(?:,|und|&|/|sowie)\s*")
LONGEST_NAME = 120
FEMALE_ROLE = re.compile(r"(?:in|frau|schwester)(?=\s|$)")
NEIGHBOUR = 40


@dataclass(slots=True)
class _Naming:
    """One mention of a human with what its surroundings say."""

    mention: Mention
    text: str
    name: Name
    before: Prefix
    sex: str | None
    role: str | None = None
    plural: bool = False
    shared: bool = field(default=False)


class _Human:
    """Mentions that name one human, and the different names among them."""

    def __init__(self, naming: _Naming) -> None:
        self.namings = [naming]
        self.names: dict[str, _Naming] = {naming.text: naming}
        self.roles = {naming.role.casefold()} if naming.role else set[str]()
        self.titles = {naming.before.titles}
        self.sex = naming.sex
        self.first = naming.mention.start

    def add(self, naming: _Naming) -> None:
        """Count ``naming`` as one more mention of this human."""
        self.namings.append(naming)
        self.names.setdefault(naming.text, naming)
        self.titles.add(naming.before.titles)
        self.sex = self.sex or naming.sex
        self.first = min(self.first, naming.mention.start)
        if naming.role:
            self.roles.add(naming.role.casefold())

    @property
    def best(self) -> _Naming:
        """The mention with the fullest name."""
        return max(self.namings, key=_fullness)


class _Known:
    """Humans by the words of their names, so that each name meets only those it might be."""

    def __init__(self) -> None:
        self.humans: list[_Human] = []
        self._by_word: dict[str, dict[int, _Human]] = {}

    def add(self, naming: _Naming) -> None:
        """A human not met before."""
        human = _Human(naming)
        self.humans.append(human)
        self.index(human, naming)

    def index(self, human: _Human, naming: _Naming) -> None:
        """Make ``human`` known by the words of ``naming``."""
        for word in _words(naming):
            self._by_word.setdefault(word, {})[id(human)] = human

    def near(self, naming: _Naming) -> list[_Human]:
        """Those whom ``naming`` might name."""
        single = bare(naming.text)
        alone = not naming.name.full and len(naming.name.given) < 2
        found: dict[int, _Human] = {}
        for word in {single, single.split("-")[0], f"{single.split('-')[0]} "} if alone else _surnames(naming):
            found |= self._by_word.get(word, {})
        return list(found.values())


def _words(naming: _Naming) -> set[str]:
    """What a human is found by: surname, its first part, given names, nicknames."""
    given = {f"{word.casefold().split('-')[0]} " for word in naming.name.given}
    return _surnames(naming) | given | {name.casefold() for name in nicknames(naming.text)}


def _surnames(naming: _Naming) -> set[str]:
    """The surname and its first part; its ends beside the given names, one of which a slip leaves as it is."""
    family = bare(naming.name.family)
    if not family:
        return {form for word in naming.name.given for form in (word.casefold(), f"{word.casefold()} ")}
    given = " ".join(naming.name.given).casefold()
    return {family, family.split("-")[0], f"{given} {family[:2]}-", f"{given} -{family[-3:]}"}


def repaired(text: str, mentions: list[Mention]) -> list[Mention]:
    """``mentions`` with titles, salutations, seats and punctuation cut from the names; a name has a letter."""
    result = [_repaired(text, mention) if mention.label == "PERSON" else mention for mention in mentions]
    return [mention for mention in result if mention.label != "PERSON" or _has_letter(text, mention)]


def _has_letter(text: str, mention: Mention) -> bool:
    return any(map(str.isalpha, text[mention.start : mention.end]))


def people(text: str, mentions: list[Mention]) -> list[FoundPerson]:
    """The humans that ``mentions`` name, in the order of their first mention."""
    ordered = sorted(mentions)
    namings = [_naming(text, ordered, position) for position, m in enumerate(ordered) if m.label == "PERSON"]
    _strip_genitives(text, namings)
    _share_surnames(text, namings)
    known = _full_names(namings)
    humans = known.humans + _short_names(namings, known)
    return [_found(human) for human in sorted(humans, key=lambda human: human.first)]


def _repaired(text: str, mention: Mention) -> Mention:
    start, end = mention.start, mention.end
    if end - start > LONGEST_NAME:
        return mention
    while found := LEADING.match(text, start, end):
        start = found.end()
    while found := TRAILING.search(text[start:end]):
        end = start + found.start()
    while start < end and text[start] in " ,;:\t\n\u00a0":
        start += 1
    while start < end and text[end - 1] in " ,;:\t\n\u00a0":
        end -= 1
    return mention if (start, end) == (mention.start, mention.end) else replace(mention, start=start, end=end)


def _naming(text: str, mentions: list[Mention], position: int) -> _Naming:
    mention = mentions[position]
    last = mentions[position - 1] if position else None
    before = prefix(text, mention.start, last.end if last else 0)
    surface = folded(text[mention.start : mention.end])
    name = split_name(surface)
    role = None
    if last and last.label == "ROLE" and before.start - last.end <= 2 and not text[last.end : before.start].strip(" ,"):
        role = text[last.start : last.end]
    single = not name.given
    if single and not role and not before.titles and not before.sex and is_given(surface):
        name = Name((surface,), "")
    sex = before.sex or name.sex or (role and ("w" if FEMALE_ROLE.search(role) else None)) or None
    plural = bool(FAMILY_WORDS.search(text[max(0, before.start - NEIGHBOUR) : before.start]))
    return _Naming(mention, surface, name, before, sex, role, plural)


def _strip_genitives(text: str, namings: list[_Naming]) -> None:
    """Bring names into the nominative where a base form stands in the text or the grammar leaves no doubt."""
    known = {naming.text for naming in namings} | {naming.name.family for naming in namings if naming.name.full}
    known |= {naming.name.given[0] for naming in namings if naming.name.full}
    families = {bare(family) for family in known if family}
    for naming in namings:
        base = without_genitive(naming.text)
        if base is None:
            continue
        name = split_name(base)
        in_text = base in known or (not name.given and bare(base) in families)
        if in_text or _owns_a_thing(text, naming):
            naming.text = base
            naming.name = Name((base,), "") if not name.given and is_given(base) and not naming.role else name


def _owns_a_thing(text: str, naming: _Naming) -> bool:
    if naming.before.start != naming.mention.start or naming.role:
        return False
    before = text[max(0, naming.mention.start - NEIGHBOUR) : naming.mention.start].split()
    after = re.match(r"\s([A-ZÄÖÜ]\w+)", text[naming.mention.end : naming.mention.end + NEIGHBOUR])
    noun = before[-1] if before and before[-1][:1].isupper() else after.group(1) if after else ""
    return noun.casefold().endswith(tuple(THING_ENDINGS))


def _share_surnames(text: str, namings: list[_Naming]) -> None:
    """``Hans und Gerda Kern``: Hans is a Kern too."""
    for left, right in reversed(list(pairwise(namings))):
        gap = text[left.mention.end : right.before.start]
        if left.name.full or not right.name.full or not is_given(left.text) or not TOGETHER.fullmatch(gap):
            continue
        if (gap.strip() == "," or left.name.family) and not right.shared:
            continue
        left.name = Name((left.text,), right.name.family)
        left.text = f"{left.text} {right.name.family}"
        left.shared = right.shared = True


def _full_names(namings: list[_Naming]) -> _Known:
    known = _Known()
    by_text: dict[str, _Human] = {}
    for naming in sorted((n for n in namings if n.name.full or len(n.name.given) > 1), key=_fullness, reverse=True):
        human = by_text.get(naming.text) or _only([h for h in known.near(naming) if _is_called(h, naming)])
        if human is None:
            known.add(naming)
            human = known.humans[-1]
        else:
            human.add(naming)
            known.index(human, naming)
        by_text[naming.text] = human
    return known


def _is_called(human: _Human, naming: _Naming) -> bool:
    return any(same_human(naming.name, other.name) for other in human.names.values())


def _only(humans: list[_Human]) -> _Human | None:
    return humans[0] if len(humans) == 1 else None


def _short_names(namings: list[_Naming], known: _Known) -> list[_Human]:
    """Join surnames and given names that stand alone; what fits nobody, or several, is a human of its own."""
    alone: dict[tuple[str, str | None], _Human] = {}
    for naming in namings:
        if naming.name.full or len(naming.name.given) > 1:
            continue
        fitting = _fitting(naming, known.near(naming))
        if naming.plural and fitting:
            continue
        key = (bare(naming.text), naming.sex if len(fitting) > 1 else None)
        if len(fitting) == 1:
            fitting[0].add(naming)
        elif key in alone:
            alone[key].add(naming)
        else:
            alone[key] = _Human(naming)
    return list(alone.values())


def _fitting(naming: _Naming, humans: list[_Human]) -> list[_Human]:
    by_family = [
        h for h in humans if any(n.name.full and same_family(n.name.family, naming.text) for n in h.names.values())
    ]
    found = [
        h for h in by_family if any(n.name.full and bare(n.name.family) == bare(naming.text) for n in h.names.values())
    ]
    found = found or by_family
    if not found and not naming.before.titles and not naming.before.sex:
        found = [h for h in humans if any(same_given((naming.text,), n.name.given) for n in h.names.values())]
    if naming.sex and not naming.plural:
        found = [human for human in found if human.sex in (None, naming.sex)]
    return _narrowed(naming, found or [h for h in humans if any(naming.text in nicknames(text) for text in h.names)])


def _narrowed(naming: _Naming, humans: list[_Human]) -> list[_Human]:
    """Of several, the only one named so far, else the one who is called by the same role or title."""
    if len(humans) < 2:
        return humans
    known = [human for human in humans if human.first < naming.mention.start]
    if len(known) == 1:
        return known
    role = naming.role and naming.role.casefold()
    if role and (same := [human for human in humans if role in human.roles]):
        return same
    if role and (same := [human for human in humans if any(_alike(role, other) for other in human.roles)]):
        return same
    titles = naming.before.titles
    return (titles and [human for human in humans if titles in human.titles]) or humans


def _alike(role: str, other: str) -> bool:
    one, two = role.split()[0], other.split()[0]
    return one.endswith(two) or two.endswith(one)


def _fullness(naming: _Naming) -> tuple[int, int, int, int]:
    """Full names before others, the text's own before joined ones, then more words, then the earlier mention."""
    inverted = naming.text.count(",")
    words = len(naming.text.split()) - inverted * 2
    complete = sum(not word.endswith(".") for word in naming.name.given)
    return (int(naming.name.full) + complete, words, len(naming.text), -naming.mention.start)


def _found(human: _Human) -> FoundPerson:
    best = human.best
    titles = max((naming.before.titles for naming in human.namings), key=len)
    mentions = sorted(naming.mention for naming in human.namings)
    return FoundPerson(
        name=best.text,
        given_name=" ".join(best.name.given) or None,
        family_name=best.name.family or None,
        titles=list(titles),
        mentions=mentions,
    )
