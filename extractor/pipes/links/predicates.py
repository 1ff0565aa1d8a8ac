"""Roles that a sentence says of its subject: ``A ist Vorsitzende``, ``Sie arbeitet als Ärztin``; membership."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractor.pipes.links.phrases import BodyPhrase, PersonPhrase, RolePhrase
from extractor.pipes.links.scene import CHAIN, Scene
from extractor.pipes.links.vocabulary import (
    ADJECTIVE,
    CLAUSE_END,
    INVERTED,
    MEMBER,
    OF_ANOTHER,
    PREDICATE,
    PRONOUN,
    UNTIL_NOW,
    WAS,
    WILL_BE,
)

AND_ROLE = re.compile(rf"(?<!\w)(?:und|sowie)\s(?:(?:zugleich|auch|seit\s\d{{4}})\s)?(?:{ADJECTIVE}\s){{0,2}}$")
"""Between two roles of one holder; an article would begin another's."""
FIRST_PERSON = re.compile(r"(?<!\w)(?:[Ii]ch|[Mm]ich|[Mm]ir|[Ww]ir)(?!\w)")
CONTACT_WINDOW = 110
PREDICATE_WINDOW = 130


def tie_predicates(scene: Scene) -> None:
    """Tie roles to the subjects of their sentences."""
    for position, phrase in enumerate(scene.phrases):
        if isinstance(phrase, RolePhrase) and phrase.said[0].mention.start not in scene.linked:
            after = scene.phrases[position + 1] if position + 1 < len(scene.phrases) else None
            if isinstance(after, PersonPhrase) and _inverted(scene, phrase, after):
                if WILL_BE.search(scene.gap(phrase, after)):
                    for said in phrase.said:
                        said.status = "designated" if said.status == "current" else said.status
                scene.hold(after, phrase, "predicate", serves=False)
            else:
                _predicate(scene, phrase)


def tie_coordinated(scene: Scene) -> None:
    """``A ist Direktor des Instituts und Sprecherin der Kammer``: the second role is the first one's holder's."""
    for position, phrase in enumerate(scene.phrases):
        if isinstance(phrase, RolePhrase) and phrase.said[0].mention.start not in scene.linked and not phrase.plural:
            person = _holder_before(scene, position, phrase)
            if person is not None and scene.fits(person, phrase.sex):
                for said in phrase.said:
                    scene.tie(person, said, said.body, "coordination", said.mention.start)
                    scene.linked.add(said.mention.start)


def _holder_before(scene: Scene, position: int, phrase: RolePhrase) -> int | None:
    """Who holds the role before ``und`` in the same sentence, where no other name stands between."""
    floor = scene.sentence_start(phrase.start)
    if not AND_ROLE.search(scene.text[max(floor, phrase.start - CONTACT_WINDOW) : phrase.start]):
        return None
    for other in reversed(scene.phrases[max(0, position - CHAIN) : position]):
        if other.start < floor or isinstance(other, PersonPhrase):
            return None
        if isinstance(other, RolePhrase):
            holders = {tie.person for said in other.said for tie in scene.ties_of.get(id(said), [])}
            return holders.pop() if len(holders) == 1 and not other.plural else None
    return None


def _inverted(scene: Scene, phrase: RolePhrase, name: PersonPhrase) -> bool:
    """``Neue Leiterin ist A.``"""
    ends = CLAUSE_END.match(scene.text, name.end, name.end + CHAIN)
    return bool(INVERTED.fullmatch(scene.gap(phrase, name))) and bool(ends) and scene.fits(name.person, phrase.sex)


def _predicate(scene: Scene, phrase: RolePhrase) -> None:
    floor = scene.sentence_start(phrase.start)
    before = scene.text[max(floor, phrase.start - PREDICATE_WINDOW) : phrase.start]
    if (
        not PREDICATE.search(before)
        or OF_ANOTHER.search(before)
        or FIRST_PERSON.search(scene.text, floor, phrase.start + CONTACT_WINDOW)
    ):
        return
    subject = _subject(scene, phrase, floor)
    if subject is None:
        return
    past = WAS.search(before) and not UNTIL_NOW.search(before)
    status = "former" if past else "designated" if WILL_BE.search(before) else "current"
    for said in phrase.said:
        if said.status == "current":
            said.status = status
        scene.tie(subject, said, said.body, "predicate", said.mention.start)
        scene.linked.add(said.mention.start)


def _subject(scene: Scene, phrase: RolePhrase, floor: int) -> int | None:
    sex = phrase.sex
    number = bisect_right(scene.name_starts, phrase.start)
    inside = [name for name in scene.names[max(0, number - CHAIN) : number] if name.mention.start >= floor]
    end = scene.sentence_end(phrase.end)
    for name in reversed(inside):
        if scene.fits(name.person, sex):
            return name.person
    pronoun = PRONOUN.get(sex or "")
    said_of_pronoun = any(p.search(scene.text, floor, end) for p in ([pronoun] if pronoun else PRONOUN.values()))
    after = scene.names[number] if number < len(scene.names) and scene.names[number].start < end else None
    if after is not None and not inside and not said_of_pronoun and scene.fits(after.person, sex):
        return after.person
    if inside:
        return None
    if said_of_pronoun:
        return _topic(scene, phrase.start, sex)
    return None


def _topic(scene: Scene, start: int, sex: str | None, reach: int = 4) -> int | None:
    """Who the sentences before speak of: the first name of that sex in the nearest of them that has one."""
    number = bisect_right(scene.name_starts, start)
    near = scene.names[max(0, number - CHAIN) : number]
    end = scene.sentence_start(start)
    for back in range(1, reach + 1):
        floor = scene.sentence_start(start, back)
        for name in () if _goes_on(scene, floor, end, sex, near) else near:
            if floor <= name.mention.start < end and scene.fits(name.person, sex):
                return name.person
        end = floor
    return None


def _goes_on(scene: Scene, start: int, end: int, sex: str | None, near: list[PersonPhrase]) -> bool:
    """Whether a sentence speaks by a pronoun of somebody named before it."""
    first = next((name.mention.start for name in near if start <= name.mention.start < end), end)
    return any(pronoun.search(scene.text, start, first) for key, pronoun in PRONOUN.items() if sex in (None, key))


def tie_members(scene: Scene) -> None:
    """Tie members to their bodies."""
    for phrase in scene.phrases:
        if not isinstance(phrase, BodyPhrase) or phrase.mention.label != "ORG":
            continue
        floor = scene.sentence_start(phrase.start)
        if not MEMBER.search(scene.text[max(floor, phrase.start - CONTACT_WINDOW) : phrase.start]):
            continue
        number = bisect_right(scene.name_starts, phrase.start)
        inside = [name for name in scene.names[max(0, number - CHAIN) : number] if name.mention.start >= floor]
        person = inside[-1].person if inside else _topic(scene, phrase.start, None)
        if person is not None:
            scene.tie(person, None, scene.bodies.name(phrase.mention), "member", phrase.start)
