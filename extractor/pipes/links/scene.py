"""What the rules of linking share: the text as phrases, and the ties they find."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from extractor.pipes.links.bodies import Bodies
from extractor.pipes.links.phrases import BodyPhrase, PersonPhrase, Phrase, Reader, RolePhrase, Said
from extractor.pipes.people.names import is_given, split_name
from extractor.pipes.people.vocabulary import given_names
from extractor.text.document import FoundPerson, FoundRole

CHAIN = 40
"""No run of names is followed further."""
SENTENCE = 800
"""No sentence is read further back or ahead than this."""


@dataclass(slots=True)
class Tie:
    """A person tied to what is said of a role, to a body, or to both."""

    person: int
    said: Said | None
    body: str | None
    evidence: str
    at: int


class Scene:
    """A release as phrases, with the ties found so far."""

    def __init__(
        self, text: str, people: list[FoundPerson], reader: Reader, bodies: Bodies, sentences: list[tuple[int, int]]
    ) -> None:
        self.text = text
        self.people = people
        self.reader = reader
        self.bodies = bodies
        self.starts = [start for start, _ in sentences]
        self.phrases = reader.phrases()
        self.ties: list[Tie] = []
        self.ties_of: dict[int, list[Tie]] = {}
        self.linked: set[int] = set()
        self.offices: dict[str, dict[int, list[FoundRole]]] = {}
        self.placed: set[int] = set()
        self.blocks: dict[int, BodyPhrase] = {}
        self.names = [phrase for phrase in self.phrases if isinstance(phrase, PersonPhrase)]
        self.name_starts = [phrase.mention.start for phrase in self.names]

    def gap(self, left: Phrase, right: Phrase) -> str:
        """The text between two phrases; where they are too far apart, or a paragraph ends, one that no rule fits."""
        gap = self.reader.gap(left.end, right.start)
        return "\x00" if gap is None or "\n\n" in gap else gap

    def tie(self, person: int, said: Said | None, body: str | None, evidence: str, at: int) -> None:
        """Note a tie, which the text makes at ``at``."""
        tie = Tie(person, said, body, evidence, at)
        self.ties.append(tie)
        if said is not None:
            self.ties_of.setdefault(id(said), []).append(tie)
        elif evidence == "contact":
            self.placed.add(at)

    def sentence_start(self, position: int, back: int = 0) -> int:
        """Where the sentence at ``position`` starts, or the one ``back`` before it."""
        number = bisect_right(self.starts, position) - 1 - back
        return max(self.starts[max(0, number)] if self.starts else 0, position - SENTENCE * (back + 1))

    def sentence_end(self, position: int) -> int:
        """Where the sentence at ``position`` ends."""
        number = bisect_right(self.starts, position)
        return min(self.starts[number] if number < len(self.starts) else len(self.text), position + SENTENCE)

    def sex(self, person: int) -> str | None:
        """What the name of a person says of the sex."""
        name = split_name(self.people[person].name)
        return name.sex if name.given and is_given(name.given[0]) else given_names().get(self.people[person].name)

    def fits(self, person: int, sex: str | None) -> bool:
        """Whether somebody of that sex may be meant."""
        return sex is None or self.sex(person) in (None, sex)

    def last_named(self, start: int, sex: str | None, reach: int = 3) -> int | None:
        """Who was named last before ``start``, within some sentences, and is of that sex."""
        number = bisect_right(self.name_starts, start)
        floor = self.sentence_start(start, reach)
        for name in reversed(self.names[max(0, number - CHAIN) : number]):
            if name.mention.start < floor:
                return None
            if self.fits(name.person, sex):
                return name.person
        return None

    def hold(self, holder: PersonPhrase, phrase: RolePhrase, evidence: str, *, serves: bool = True) -> None:
        """Note that the roles of ``phrase`` are those of ``holder``."""
        holder.served = serves
        for said in phrase.said:
            body = said.body or (holder.place_for(said) if phrase.plural else None)
            self.tie(holder.person, said, body, evidence, said.mention.start)
            self.linked.add(said.mention.start)

    def belongs(self, name: PersonPhrase, body: BodyPhrase, evidence: str) -> None:
        """Note that a name is tied to a body."""
        self.tie(name.person, None, self.bodies.name(body.mention), evidence, name.mention.start)

    def ties_at(self, phrase: Phrase, name: PersonPhrase) -> bool:
        """Whether ``phrase`` is a role of the one named."""
        ties = (
            [tie for said in phrase.said for tie in self.ties_of.get(id(said), [])]
            if isinstance(phrase, RolePhrase)
            else []
        )
        return any(tie.person == name.person for tie in ties)
