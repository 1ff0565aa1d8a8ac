"""Bodies beside names: ``A vom Institut``, and who is who in a block of contacts."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.pipes.links.offices import is_party
from extractor.pipes.links.phrases import BodyPhrase, PersonPhrase, Phrase, RolePhrase, is_profession
from extractor.pipes.links.scene import CHAIN, Scene
from extractor.pipes.links.vocabulary import (
    CONTACT,
    FROM_BODY,
    GENITIVE,
    REACH,
    REACHED,
    TO_BODY,
    UNIT_BETWEEN,
    WITH_COMPANY,
)

PASSIVE = re.compile(r"(?<!\w)(?:wird|werden|wurden?|worden)(?!\w)")
PARTICIPLE = re.compile(
    r"\s(?:[\w-]+\s){0,6}?(?:\w*ge\w+(?:t|en)|\w+iert|[bevz]e?r?\w+(?:t|en))(?:\s(?:worden|werden))?\s?[.,;]"
)
WITH = re.compile(r"(?<!\w)(?:mit|durch|an|bei|für|von|neben|auch)\s$")
LABEL = re.compile(r"(?<!\w)[A-ZÄÖÜ][\w-]+:\s$")
BETWEEN = frozenset({"", ",", ";", "|", "und", "sowie"})
"""What may part the members of a list."""
ENDS = re.compile(r"\s?[,.;:)]|\s?\n|$")
BLOCK_MARK = re.compile(
    r"(?:Tel|Fon|Fax|Mobil|Mail|\bwww|@|\b\d{4,5}\s[A-ZÄÖÜ]|[Kk]ontakt|Herausgeber|R(?:ü|ue)ckfrage|V\. ?i\. ?S)"
)
"""What makes lines a block of contacts."""
LINE_START = re.compile(r"\s*(?:[•*–-]\s)?(?:[A-ZÄÖÜ][\w/ *:.-]{0,30}:\s)?(?:(?:Frau|Herrn?)\s)?")
PROSE = re.compile(r"[a-zäöüß]{3,}[.!?](?:\s|$)")
BLOCK = 400
LINE = 90
CONTACT_WINDOW = 110


def tie_bodies(scene: Scene) -> None:
    """``Hans Kern vom Institut``, ``Lea Kern mit ihrer Firma Ufo``, ``Landrätin Lea Kern des Kreises``."""
    for position, (left, right) in enumerate(pairwise(scene.phrases)):
        if not isinstance(left, PersonPhrase) or not isinstance(right, BodyPhrase) or right.mention.label != "ORG":
            continue
        gap = scene.gap(left, right)
        if WITH_COMPANY.fullmatch(gap):
            scene.belongs(left, right, "from-body")
        elif FROM_BODY.fullmatch(gap) and not _passive(scene, left, right):
            _completes(scene, position, right, offices_only=True)
            scene.belongs(left, right, "from-body")
        elif GENITIVE.fullmatch(gap):
            _completes(scene, position, right)


def _passive(scene: Scene, name: PersonPhrase, body: BodyPhrase) -> bool:
    """Whether the body may be the agent: ``A wurde von der Caritas geehrt``."""
    if WITH.search(scene.text[max(0, name.start - 10) : name.start]):
        return False
    verb = PASSIVE.search(scene.text, scene.sentence_start(name.start), name.start)
    return bool(verb) and bool(PARTICIPLE.match(scene.text, body.end, body.end + CONTACT_WINDOW))


def _completes(scene: Scene, position: int, body: BodyPhrase, *, offices_only: bool = False) -> None:
    """Give the body to the roles that stand before the name at ``position``, and to those who share them."""
    before = next(
        (p for p in reversed(scene.phrases[max(0, position - 4) : position]) if isinstance(p, RolePhrase)), None
    )
    for said in before.said if before else ():
        ties = scene.ties_of.get(id(said), [])
        meant = not (offices_only and is_profession(said.role))
        if meant and any(tie.person == _holder(scene, position) for tie in ties):
            for tie in ties:
                tie.body = tie.body or scene.bodies.name(body.mention)


def _holder(scene: Scene, position: int) -> int | None:
    phrase = scene.phrases[position]
    return phrase.person if isinstance(phrase, PersonPhrase) else None


def tie_contacts(scene: Scene) -> None:
    """Tie names to the bodies of contact blocks and lists."""
    for position, phrase in enumerate(scene.phrases):
        if isinstance(phrase, PersonPhrase):
            _contact(scene, position, phrase)


def _contact(scene: Scene, position: int, name: PersonPhrase) -> None:
    first = last = position
    if first and isinstance(scene.phrases[first - 1], RolePhrase) and scene.ties_at(scene.phrases[first - 1], name):
        first -= 1
    if (
        last + 1 < len(scene.phrases)
        and isinstance(scene.phrases[last + 1], RolePhrase)
        and scene.ties_at(scene.phrases[last + 1], name)
    ):
        last += 1
    roles = [p for p in scene.phrases[first : last + 1] if isinstance(p, RolePhrase)]
    said = [said for role in roles for said in role.said] + name.roles
    if any(one.body for one in said) or name.bodies:
        return
    body = (
        _body_before(scene, first, scene.phrases[last].end)
        or _body_after(scene, last)
        or _body_of_neighbour(scene, first)
        or _body_of_block(scene, first)
    )
    if body is None:
        return
    scene.blocks[position] = body
    if not said or is_party(scene.bodies.name(body.mention)):
        scene.belongs(name, body, "contact")
        return
    for tie in (tie for one in said for tie in scene.ties_of.get(id(one), [])):
        if tie.person == name.person:
            tie.body = scene.bodies.name(body.mention)


def _body_of_neighbour(scene: Scene, first: int) -> BodyPhrase | None:
    """Of two names that only a phone number parts, the second belongs where the first does."""
    if (
        first
        and first - 1 in scene.blocks
        and REACHED.fullmatch(scene.gap(scene.phrases[first - 1], scene.phrases[first]))
    ):
        return scene.blocks[first - 1]
    return None


def _body_of_block(scene: Scene, first: int) -> BodyPhrase | None:
    """The body last named in a block of short lines with an address, a phone number or the like above a name."""
    name = scene.phrases[first]
    floor = max(0, name.start - BLOCK)
    start = max(floor, scene.text.rfind("\n\n", floor, name.start))
    end = scene.text.find("\n\n", name.start, name.start + BLOCK)
    block = scene.text[start : end if end > 0 else name.start + CONTACT_WINDOW]
    if not BLOCK_MARK.search(block):
        return None
    for phrase in reversed(scene.phrases[max(0, first - CHAIN) : first]):
        if phrase.start < start:
            return None
        if isinstance(phrase, BodyPhrase) and phrase.mention.label == "ORG":
            lines = scene.text[phrase.end : name.start].split("\n")
            alone = len(lines) > 1 and LINE_START.fullmatch(lines[-1]) and all(len(line) < LINE for line in lines)
            return phrase if alone and not any(PROSE.search(line) for line in lines) else None
    return None


def _body_before(scene: Scene, first: int, end: int) -> BodyPhrase | None:
    if first == 0:
        return None
    body, name = scene.phrases[first - 1], scene.phrases[first]
    if not isinstance(body, BodyPhrase) or body.mention.label != "ORG":
        return None
    gap = scene.gap(body, name)
    fits = TO_BODY.fullmatch(gap) or UNIT_BETWEEN.fullmatch(gap) or gap.strip(' \n”“"«»') == ":"
    if not fits or not _in_contact(scene, body.start, end):
        return None
    if first > 1 and isinstance(scene.phrases[first - 2], PersonPhrase) and "," not in gap and ":" not in gap:
        other = scene.phrases[first - 2]
        if TO_BODY.fullmatch(scene.gap(other, body)) and not _served_by_body(scene, other):
            return None
    return body


def _served_by_body(scene: Scene, phrase: Phrase) -> bool:
    return isinstance(phrase, PersonPhrase) and phrase.mention.start in scene.placed


def _body_after(scene: Scene, last: int) -> BodyPhrase | None:
    if last + 1 >= len(scene.phrases):
        return None
    name, body = scene.phrases[last], scene.phrases[last + 1]
    if not isinstance(body, BodyPhrase) or body.mention.label != "ORG":
        return None
    gap = scene.gap(name, body)
    if not TO_BODY.fullmatch(gap):
        return None
    label = LABEL.search(scene.text[max(0, name.start - CHAIN) : name.start])
    tied = label or _in_contact(scene, name.start, body.end) or _in_chain(scene, last) or _enclosed(scene, last)
    return body if tied else None


def _in_chain(scene: Scene, position: int) -> bool:
    """Whether names and bodies alternate: ``A, Institut B, Institut``."""
    before = _is_pair(scene, position - 2) and scene.gap(*scene.phrases[position - 1 : position + 1]).strip() in BETWEEN
    after = _is_pair(scene, position + 2) and scene.gap(*scene.phrases[position + 1 : position + 3]).strip() in BETWEEN
    return before or after


def _is_pair(scene: Scene, position: int) -> bool:
    """Whether a name stands there with a body behind its comma."""
    if not 0 <= position < len(scene.phrases) - 1:
        return False
    name, body = scene.phrases[position : position + 2]
    return (
        isinstance(name, PersonPhrase) and isinstance(body, BodyPhrase) and scene.gap(name, body).strip() in {",", "/"}
    )


def _enclosed(scene: Scene, position: int) -> bool:
    """Whether signs enclose the body behind a name, and no list of bodies goes on: ``A, Institut, sagt``."""
    name, body = scene.phrases[position : position + 2]
    if scene.gap(name, body).strip() not in {",", "/"} or not ENDS.match(scene.text, body.end):
        return False
    around = (position - 1, position), (position + 1, position + 2)
    neighbours = [(left, right) for left, right in around if left >= 0 and right < len(scene.phrases)]
    return not any(
        isinstance(scene.phrases[other], BodyPhrase)
        and scene.gap(scene.phrases[left], scene.phrases[right]).strip() in BETWEEN
        for left, right in neighbours
        for other in ({left, right} - {position, position + 1})
    )


def _in_contact(scene: Scene, start: int, end: int) -> bool:
    return bool(CONTACT.search(scene.text[max(0, start - CONTACT_WINDOW) : start]) or REACH.match(scene.text, end))
