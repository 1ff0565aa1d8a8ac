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


@dataclass(slots=True)
class _Human:
    namings: list[_Naming]

    @property
    def best(self) -> _Naming:
        return max(self.namings, key=_fullness)

    @property
    def sex(self) -> str | None:
        return next((naming.sex for naming in self.namings if naming.sex), None)


def repaired(text: str, mentions: list[Mention]) -> list[Mention]:
    """``mentions`` with titles, salutations, seats and punctuation cut from the names."""
    result = [_repaired(text, mention) if mention.label == "PERSON" else mention for mention in mentions]
    return [mention for mention in result if mention.start < mention.end]


def people(text: str, mentions: list[Mention]) -> list[FoundPerson]:
    """The humans that ``mentions`` name, in the order of their first mention."""
    ordered = sorted(mentions)
    namings = [_naming(text, ordered, position) for position, m in enumerate(ordered) if m.label == "PERSON"]
    _strip_genitives(text, namings)
    _share_surnames(text, namings)
    humans = _full_names(namings)
    humans += _short_names(namings, humans)
    humans.sort(key=lambda human: min(naming.mention.start for naming in human.namings))
    return [_found(human) for human in humans]


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


def _full_names(namings: list[_Naming]) -> list[_Human]:
    humans: list[_Human] = []
    order = sorted((n for n in namings if n.name.full or len(n.name.given) > 1), key=_fullness, reverse=True)
    for naming in order:
        fitting = [human for human in humans if any(same_human(naming.name, other.name) for other in human.namings)]
        exact = [human for human in fitting if any(other.text == naming.text for other in human.namings)]
        if len(chosen := exact or fitting) == 1:
            chosen[0].namings.append(naming)
        else:
            humans.append(_Human([naming]))
    return humans


def _short_names(namings: list[_Naming], humans: list[_Human]) -> list[_Human]:
    """Join surnames and given names that stand alone; what fits nobody, or several, is a human of its own."""
    alone: dict[tuple[str, str | None], _Human] = {}
    surnames = {bare(naming.name.family) for naming in namings if naming.name.family}
    for naming in namings:
        if naming.name.full or len(naming.name.given) > 1:
            continue
        fitting = _fitting(naming, humans)
        if naming.plural and (fitting or bare(naming.text) in surnames - {bare(naming.text)}):
            continue
        if len(fitting) == 1:
            fitting[0].namings.append(naming)
            continue
        key = (bare(naming.text), naming.sex if len(fitting) > 1 else None)
        if key in alone:
            alone[key].namings.append(naming)
        else:
            alone[key] = _Human([naming])
    return list(alone.values())


def _fitting(naming: _Naming, humans: list[_Human]) -> list[_Human]:
    by_family = [h for h in humans if any(n.name.full and same_family(n.name.family, naming.text) for n in h.namings)]
    exact = [h for h in by_family if any(bare(n.name.family) == bare(naming.text) for n in h.namings if n.name.full)]
    found = exact or by_family
    if not found and not naming.before.titles and not naming.before.sex:
        found = [h for h in humans if any(n.name.given and same_given((naming.text,), n.name.given) for n in h.namings)]
    if naming.sex and not naming.plural:
        found = [human for human in found if human.sex in (None, naming.sex)]
    return _narrowed(naming, found or [h for h in humans if any(naming.text in nicknames(n.text) for n in h.namings)])


def _narrowed(naming: _Naming, humans: list[_Human]) -> list[_Human]:
    """Of several, the only one named so far, else the one who is called by the same role or title."""
    if len(humans) < 2:
        return humans
    known = [human for human in humans if any(n.mention.start < naming.mention.start for n in human.namings)]
    if len(known) == 1:
        return known
    role = naming.role and naming.role.casefold()
    if role and (same := [h for h in humans if any(_alike(role, n.role) for n in h.namings)]):
        return same
    titles = naming.before.titles
    if titles and (same := [h for h in humans if any(n.before.titles == titles for n in h.namings)]):
        return same
    return humans


def _alike(role: str, other: str | None) -> bool:
    if not other:
        return False
    one, two = role.split()[0], other.casefold().split()[0]
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
