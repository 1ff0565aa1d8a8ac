"""Who holds which role, where, and in which status."""

from __future__ import annotations

from extractor.pipes.links.appositions import tie_appositions
from extractor.pipes.links.bodies import Bodies
from extractor.pipes.links.brackets import tie_brackets
from extractor.pipes.links.contacts import tie_bodies, tie_contacts
from extractor.pipes.links.elections import tie_elected
from extractor.pipes.links.holding import join_alone, merged
from extractor.pipes.links.leading import tie_leading
from extractor.pipes.links.phrases import Reader
from extractor.pipes.links.predicates import tie_coordinated, tie_members, tie_predicates
from extractor.pipes.links.scene import Scene
from extractor.text.document import FoundEntry, FoundPerson, Mention


def link(
    text: str,
    mentions: list[Mention],
    people: list[FoundPerson],
    organisations: list[FoundEntry],
    places: list[FoundEntry],
    sentences: list[tuple[int, int]],
) -> None:
    """Give each of ``people`` its roles."""
    holders = {mention: number for number, person in enumerate(people) for mention in person.mentions}
    bodies = Bodies(text, mentions, organisations, places)
    scene = Scene(text, people, Reader(text, mentions, holders, bodies), bodies, sentences)
    for rule in (
        tie_brackets,
        tie_appositions,
        tie_bodies,
        tie_contacts,
        tie_predicates,
        tie_coordinated,
        tie_members,
        tie_leading,
        tie_elected,
    ):
        rule(scene)
    held = merged(scene)
    join_alone(scene, held)
    for person, roles in zip(people, held, strict=True):
        person.roles = roles


def speaker_of_role(role: Mention, people: list[FoundPerson]) -> int | None:
    """The position of the person who holds the office that a role mention names; None where the text names nobody."""
    for number, person in enumerate(people):
        if any(role in held.mentions for held in person.roles):
            return number
    return None
