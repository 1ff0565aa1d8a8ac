"""Bodies that a clause says somebody leads, works for or acts for: ``A leitet das Institut``, ``Chor unter A``."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from extractor.pipes.links.offices import is_party
from extractor.pipes.links.phrases import BodyPhrase, PersonPhrase, Phrase, RolePhrase
from extractor.pipes.links.scene import CHAIN, Scene
from extractor.pipes.links.vocabulary import (
    BEHIND_RELATIVE,
    BY_LEADER,
    IN_BRACKET,
    LED,
    LINE_UP,
    MEMBERS,
    RELATIVE_TO_BODY,
    TEAM_GAP,
    TO_LED,
    UNDER,
)

CLAUSE = 60


def tie_leading(scene: Scene) -> None:
    """Tie names to the bodies of their clauses, and to the body whose brackets or line-up name them."""
    for position, (left, right) in enumerate(pairwise(scene.phrases)):
        if isinstance(left, BodyPhrase) and left.mention.label == "ORG":
            _from_body(scene, position, left, right)
        elif isinstance(left, PersonPhrase) and isinstance(right, BodyPhrase) and right.mention.label == "ORG":
            _to_body(scene, left, right)


def _to_body(scene: Scene, name: PersonPhrase, body: BodyPhrase) -> None:
    gap = scene.gap(name, body)
    behind = scene.text[body.end : body.end + CLAUSE]
    if TO_LED.fullmatch(gap) or (RELATIVE_TO_BODY.fullmatch(gap) and BEHIND_RELATIVE.match(behind)):
        _belongs(scene, name, body)


def _from_body(scene: Scene, position: int, body: BodyPhrase, after: Phrase) -> None:
    gap = scene.gap(body, after)
    if isinstance(after, RolePhrase):
        holder = scene.phrases[position + 2] if position + 2 < len(scene.phrases) else None
        named = isinstance(holder, PersonPhrase) and scene.ties_at(after, holder)
        if named and (UNDER.fullmatch(gap) or IN_BRACKET.fullmatch(gap)):
            _complete(scene, after, body)
    elif isinstance(after, PersonPhrase):
        behind = scene.text[after.end : after.end + CLAUSE]
        led = BY_LEADER.fullmatch(gap) and LED.match(behind)
        if led or UNDER.fullmatch(gap) or IN_BRACKET.fullmatch(gap):
            _belongs(scene, after, body)
        elif _names_members(scene, body, gap):
            _line_up(scene, body, after)


def _names_members(scene: Scene, body: BodyPhrase, gap: str) -> bool:
    if gap.strip() == ":" and LINE_UP.search(scene.text[max(0, body.start - CLAUSE) : body.start]):
        return True
    return bool(MEMBERS.fullmatch(gap))


def _line_up(scene: Scene, body: BodyPhrase, first: PersonPhrase) -> None:
    """Tie the names of the list that begins with ``first``, to the end of its line."""
    last = first
    start = bisect_right(scene.name_starts, first.mention.start) - 1
    for name in scene.names[start : start + CHAIN]:
        if name is not first and not TEAM_GAP.fullmatch(scene.gap(last, name)):
            return
        _belongs(scene, name, body)
        last = name


def _belongs(scene: Scene, name: PersonPhrase, body: BodyPhrase) -> None:
    if not is_party(scene.bodies.name(body.mention)):
        scene.belongs(name, body, "clause")


def _complete(scene: Scene, phrase: RolePhrase, body: BodyPhrase) -> None:
    for said in phrase.said:
        for tie in scene.ties_of.get(id(said), []):
            tie.body = tie.body or scene.bodies.name(body.mention)
