"""What brackets behind names say: ``A (Leitung), B (SPD)``."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.pipes.links.offices import is_party
from extractor.pipes.links.phrases import PersonPhrase
from extractor.pipes.links.scene import CHAIN, Scene
from extractor.pipes.links.vocabulary import AND_OTHER


def tie_brackets(scene: Scene) -> None:
    """Tie what stands in brackets behind names; a body in the last bracket holds for all."""
    for group in _lists(scene):
        last = group[-1]
        bodies = [body for body in last.bodies if not is_party(body)] if len(group) > 1 and not last.roles else []
        spread = bodies[0] if bodies else None
        for phrase in group:
            for said in phrase.roles:
                evidence = "coordination" if spread and said.body is None and phrase is not last else "bracket"
                said.body = said.body or (spread if any(p.roles for p in group) else None)
                scene.tie(phrase.person, said, said.body, evidence, said.mention.start)
                scene.linked.add(said.mention.start)
            for body in phrase.bodies:
                scene.tie(phrase.person, None, body, "bracket", phrase.end)
    _shared_brackets(scene)


def _lists(scene: Scene) -> Iterator[list[PersonPhrase]]:
    """Runs of names with brackets that commas and ``und`` join."""
    group: list[PersonPhrase] = []
    for phrase in scene.phrases:
        if isinstance(phrase, PersonPhrase) and phrase.bracketed:
            if group and not AND_OTHER.fullmatch(scene.gap(group[-1], phrase)):
                yield group
                group = []
            group.append(phrase)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _shared_brackets(scene: Scene) -> None:
    """``A und B (beide CDU)``."""
    for number, phrase in enumerate(scene.names):
        if not phrase.shared or not phrase.bodies:
            continue
        count = 1 if phrase.shared == "beide" else CHAIN
        floor = scene.sentence_start(phrase.start)
        for other in reversed(scene.names[max(0, number - count) : number]):
            if other.start >= floor:
                scene.tie(other.person, None, phrase.bodies[0], "bracket", phrase.end)
