"""Offices that a body gives by election or appointment: ``Die Kammer hat gewählt. Präsidentin ist A.``"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from extractor.pipes.links.phrases import BodyPhrase
from extractor.pipes.links.scene import Scene, Tie
from extractor.pipes.links.vocabulary import CHANGE, ELECTED, INNER_ORGANS
from extractor.pipes.roles.heads import kind

REACH = 2
"""Sentences before an office that may tell of the election."""


def tie_elected(scene: Scene) -> None:
    """Give offices without a body the one body whose change of offices the sentences around them tell of."""
    bodies = [p for p in scene.phrases if isinstance(p, BodyPhrase) and p.mention.label == "ORG"]
    starts = [body.start for body in bodies]
    for tie in scene.ties:
        if tie.body is None and tie.said is not None and tie.evidence in {"predicate", "apposition", "list-head"}:
            _elected(scene, tie, bodies, starts)


def _elected(scene: Scene, tie: Tie, bodies: list[BodyPhrase], starts: list[int]) -> None:
    if tie.said is None or kind(tie.said.role.split()[-1]) == "profession":
        return
    start, end = scene.sentence_start(tie.at, REACH), scene.sentence_end(tie.at)
    told = CHANGE.search(scene.text, start, end) if tie.evidence == "predicate" else None
    if not told and not ELECTED.search(scene.text, scene.sentence_start(tie.at), end):
        return
    near = bodies[bisect_left(starts, start) : bisect_right(starts, end)]
    names = {scene.bodies.name(body.mention) for body in near}
    names = {name for name in names if not name.casefold().endswith(INNER_ORGANS)}
    if len(names) == 1:
        tie.body = names.pop()
