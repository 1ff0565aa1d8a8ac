"""From ties to the roles of each person: forms of one office are one role, and an office alone means its holder."""

from __future__ import annotations

import re
from bisect import bisect_left

from extractor.pipes.links.offices import fuller, is_deputy, is_party, same_office, sex_of
from extractor.pipes.links.phrases import RolePhrase, Said
from extractor.pipes.links.scene import Scene
from extractor.pipes.links.vocabulary import DEFINITE
from extractor.pipes.roles.heads import kind
from extractor.text.document import FoundRole

CROWD = 60
"""Of more holders of one office than this, only the one named last is asked."""
CONTACT_WINDOW = 110
SUBJECT = re.compile(r"\s*(?:Der|Die|Das)\s(?:\w[\w-]*e[rn]?\s){0,2}")
"""From the start of a sentence to the office that is its subject."""


def merged(scene: Scene) -> list[list[FoundRole]]:
    """The roles of each person, in the order of the text."""
    held: list[list[FoundRole]] = [[] for _ in scene.people]
    for tie in sorted(scene.ties, key=lambda tie: tie.at):
        roles = held[tie.person]
        if tie.said is not None:
            _add(scene, roles, tie.said, tie.body, tie.evidence)
    for tie in sorted(scene.ties, key=lambda tie: tie.at):
        if tie.said is None and all(role.organisation != tie.body for role in held[tie.person]):
            evidence = "party" if tie.evidence == "bracket" and is_party(tie.body or "") else tie.evidence
            held[tie.person].append(FoundRole(None, tie.body, "current", [], evidence))
    return held


def join_alone(scene: Scene, held: list[list[FoundRole]]) -> None:
    """Join roles without a name to those who hold them."""
    for phrase in scene.phrases:
        if not isinstance(phrase, RolePhrase) or phrase.said[0].mention.start in scene.linked or phrase.plural:
            continue
        for said in phrase.said:
            _alone_role(scene, held, said, phrase)


def _alone_role(scene: Scene, held: list[list[FoundRole]], said: Said, phrase: RolePhrase) -> None:
    sex = sex_of(said.role)
    near = _of_office(scene, held, said.role)
    last = scene.last_named(said.mention.start, sex) if len(near) > 1 else None
    if len(near) > CROWD:
        near = {last: near[last]} if last in near else {}
    fitting = [
        (number, role)
        for number, roles in near.items()
        for role in roles
        if not (said.body and role.organisation and said.body != role.organisation) and scene.fits(number, sex)
    ]
    if len({number for number, _ in fitting}) > 1:
        fitting = [pair for pair in fitting if pair[0] == last]
    if fitting:
        role = fitting[0][1]
        role.role = _fuller(scene, role.role or said.role, said.role)
        role.mentions.append(said.mention)
        role.organisation = role.organisation or said.body
    else:
        person = _described(scene, held, phrase)
        if person is not None:
            _add(scene, held[person], said, said.body, "definite")
            scene.offices.clear()


def _of_office(scene: Scene, held: list[list[FoundRole]], office: str) -> dict[int, list[FoundRole]]:
    """The roles of each person that may be ``office``."""
    if office not in scene.offices:
        scene.offices[office] = {
            number: fitting
            for number, roles in enumerate(held)
            if (fitting := [role for role in roles if role.role is not None and _may_be(role.role, office)])
        }
    return scene.offices[office]


def _described(scene: Scene, held: list[list[FoundRole]], phrase: RolePhrase) -> int | None:
    """Who was named last, where ``der Maler`` can be nobody else, or a sentence begins ``Die Leiterin der Kern AG``."""
    said = phrase.said[0]
    floor = scene.sentence_start(phrase.start)
    if not DEFINITE.search(scene.text[max(0, phrase.start - CONTACT_WINDOW) : phrase.start]):
        return None
    person = scene.last_named(said.mention.start, sex_of(said.role))
    if said.body is None:
        return person if kind(said.role.split()[-1]) == "profession" else None
    begins = SUBJECT.fullmatch(scene.text[floor : phrase.start]) is not None
    return person if begins and person is not None and not held[person] and _alone(scene, person, floor) else None


def _alone(scene: Scene, person: int, floor: int) -> bool:
    """Whether the sentence before ``floor`` names that person and no other."""
    start = scene.sentence_start(max(0, floor - 1))
    names = scene.names[bisect_left(scene.name_starts, start) : bisect_left(scene.name_starts, floor)]
    return {name.person for name in names} == {person}


def _add(scene: Scene, roles: list[FoundRole], said: Said, body: str | None, evidence: str) -> None:
    """Add what is said, or join it to the role of the same office."""
    for role in roles:
        if role.role is None or role.status != said.status or not _may_be(role.role, said.role):
            continue
        if body and role.organisation and body != role.organisation:
            continue
        role.role = _fuller(scene, role.role, said.role)
        role.organisation = role.organisation or body
        if role.mentions[-1:] != [said.mention]:
            role.mentions.append(said.mention)
        return
    roles.append(FoundRole(said.role, body, said.status, [said.mention], evidence))


def _fuller(scene: Scene, one: str, other: str) -> str:
    """The fuller form; a body before a hyphen makes none, for the record has it as the role's organisation."""
    if scene.bodies.of_compound(one) and not scene.bodies.of_compound(other):
        return other if " für " in other or " für " not in one else one
    return one if scene.bodies.of_compound(other) and not scene.bodies.of_compound(one) else fuller(one, other)


def _may_be(one: str, other: str) -> bool:
    return same_office(one, other) and is_deputy(one) == is_deputy(other)
