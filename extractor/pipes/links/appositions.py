"""Roles beside names: ``Landrätin A``, ``B, Leiter des Amtes``, ``die Künstler C und D``."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.pipes.links.offices import is_party
from extractor.pipes.links.phrases import BodyPhrase, PersonPhrase, Phrase, RolePhrase, is_profession
from extractor.pipes.links.scene import CHAIN, Scene
from extractor.pipes.links.vocabulary import AND_OTHER, APPOSITION, TO_NAME

BODY_BEHIND = re.compile(r"\s*(?:,|\()\s*[„»\"“]?")
ARTICLE_FIRST = re.compile(r"\s*(?:der|die|das|den|dem|des|eine?[nmrs]?|unsere?[nmrs]?|seine?[nmrs]?|ihre?[nmrs]?)\s")


def tie_appositions(scene: Scene) -> None:
    """Tie roles to the names beside them."""
    for position, phrase in enumerate(scene.phrases):
        if isinstance(phrase, RolePhrase):
            _apposition(scene, position, phrase)


def _apposition(scene: Scene, position: int, phrase: RolePhrase) -> None:
    before = scene.phrases[position - 1] if position else None
    after = scene.phrases[position + 1] if position + 1 < len(scene.phrases) else None
    if _body_between(scene, position, phrase):
        return
    ahead = isinstance(after, PersonPhrase) and bool(TO_NAME.fullmatch(scene.gap(phrase, after)))
    back = isinstance(before, PersonPhrase) and _apposed(scene.gap(before, phrase))
    if isinstance(before, PersonPhrase) and before.served and not ahead:
        back = back or scene.gap(before, phrase).strip() in {"und", "sowie", "und zugleich", "sowie zugleich"}
    if back and isinstance(before, PersonPhrase) and _goes_back(scene, position, phrase, before, ahead):
        _body_behind(scene, position, phrase)
        scene.hold(before, phrase, "apposition")
    elif ahead and isinstance(after, PersonPhrase):
        colon = ":" in scene.gap(phrase, after)
        _bracket_body(after, phrase)
        scene.hold(after, phrase, "list-head" if phrase.plural else "apposition", serves=not (phrase.plural and colon))
        if phrase.plural:
            _spread(scene, position + 1, phrase)


def _apposed(gap: str) -> bool:
    """Whether a gap between name and role makes an apposition; without a sign between them no word may stand there."""
    return bool(APPOSITION.fullmatch(gap)) and (
        gap.lstrip()[:1] in {",", "–", "—", "|", "-"} or not ARTICLE_FIRST.match(gap)
    )


def _body_between(scene: Scene, position: int, phrase: RolePhrase) -> bool:
    """``A, Kern GmbH, Geschäftsführer``: the body is the role's where it has no other."""
    if position < 2:
        return False
    name, body = scene.phrases[position - 2 : position]
    if (
        not isinstance(name, PersonPhrase)
        or not isinstance(body, BodyPhrase)
        or body.mention.label != "ORG"
        or name.served
    ):
        return False
    if scene.gap(name, body).strip() != "," or scene.gap(body, phrase).strip() != ",":
        return False
    if all(said.body for said in phrase.said):
        scene.belongs(name, body, "apposition")
    for said in phrase.said:
        said.body = said.body or scene.bodies.name(body.mention)
    scene.hold(name, phrase, "apposition")
    return True


def _goes_back(scene: Scene, position: int, phrase: RolePhrase, before: PersonPhrase, ahead: bool) -> bool:
    gap = scene.gap(before, phrase)
    sexes = {phrase.sex, scene.sex(before.person)}
    if sexes == {"w", "m"} and (ahead or phrase.article):
        return False
    if not ahead:
        return True
    after = scene.phrases[position + 1]
    if isinstance(after, PersonPhrase) and {phrase.sex, scene.sex(after.person)} == {"w", "m"}:
        return True
    if before.served or (phrase.article and "–" not in gap):
        return False
    if gap.strip() in {"–", "-", "—"}:
        return True
    return _chain_ends_with_role(scene, position)


def _chain_ends_with_role(scene: Scene, position: int) -> bool:
    """Whether the run of names and roles that goes on here ends with a role, so that roles follow their names."""
    for left, right in pairwise(scene.phrases[position : position + CHAIN]):
        gap = scene.gap(left, right)
        if isinstance(left, RolePhrase) and isinstance(right, PersonPhrase) and TO_NAME.fullmatch(gap):
            continue
        if isinstance(left, PersonPhrase) and isinstance(right, RolePhrase) and _apposed(gap):
            continue
        if isinstance(left, PersonPhrase) and isinstance(right, BodyPhrase) and gap.strip() == ",":
            continue
        if isinstance(left, BodyPhrase) and isinstance(right, RolePhrase) and gap.strip() == ",":
            continue
        return not isinstance(left, PersonPhrase)
    return not isinstance(scene.phrases[-1], PersonPhrase)


def _body_behind(scene: Scene, position: int, phrase: RolePhrase) -> None:
    """``A, Regionalleiter, Kern GmbH``."""
    if position + 1 >= len(scene.phrases) or (phrase.said[-1].body and not phrase.said[-1].by_place):
        return
    after = scene.phrases[position + 1]
    if (
        not isinstance(after, BodyPhrase)
        or after.mention.label != "ORG"
        or not BODY_BEHIND.fullmatch(scene.gap(phrase, after))
    ):
        return
    following = scene.phrases[position + 2] if position + 2 < len(scene.phrases) else None
    if isinstance(following, PersonPhrase) and scene.gap(after, following).strip() in {"", ":"}:
        return
    for said in phrase.said:
        if said.body is None or said.by_place:
            said.body = scene.bodies.name(after.mention)


def _bracket_body(holder: PersonPhrase, phrase: RolePhrase) -> None:
    """``Direktorin A (Kern AG)``: the body in brackets is the office's, a party is not."""
    body = next((body for body in holder.bodies if not is_party(body)), None)
    for said in phrase.said:
        if said.body is None and not phrase.plural and not is_profession(said.role):
            said.body = body or holder.place_for(said)


def _spread(scene: Scene, position: int, phrase: RolePhrase) -> None:
    """Give a plural role to all the names of the list that it heads."""
    colon = ":" in scene.gap(phrase, scene.phrases[position])
    last: Phrase = scene.phrases[position]
    for other in scene.phrases[position + 1 : position + CHAIN]:
        gap = scene.gap(last, other)
        if isinstance(other, PersonPhrase) and (
            AND_OTHER.fullmatch(gap) or (colon and gap.strip() in {"", ",", "|", ";"})
        ):
            for said in phrase.said:
                scene.tie(other.person, said, said.body or other.place_for(said), "list-head", other.mention.start)
            other.served = not colon
        elif not (colon and isinstance(other, RolePhrase) and APPOSITION.fullmatch(gap)):
            return
        last = other
