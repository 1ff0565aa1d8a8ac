"""Who holds which role, where, and in which status."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.pipes.links.bodies import Bodies
from extractor.pipes.links.offices import fuller, is_deputy, same_office, sex_of
from extractor.pipes.links.phrases import BodyPhrase, PersonPhrase, Phrase, Reader, RolePhrase, Said
from extractor.pipes.links.vocabulary import (
    AND_OTHER,
    APPOSITION,
    CONTACT,
    DEFINITE,
    FROM_BODY,
    GENITIVE,
    MEMBER,
    OF_ANOTHER,
    PREDICATE,
    PRONOUN,
    REACH,
    REACHED,
    TO_BODY,
    TO_NAME,
    UNTIL_NOW,
    WAS,
    WITH_COMPANY,
)
from extractor.pipes.people.names import is_given, split_name
from extractor.pipes.people.vocabulary import given_names
from extractor.pipes.roles.heads import kind
from extractor.text.document import FoundEntry, FoundPerson, FoundRole, Mention

BODY_BEHIND = re.compile(r"\s*(?:,|\()\s*[„»\"“]?")
PASSIVE = re.compile(r"(?<!\w)(?:wird|werden|wurden?|worden)(?!\w)")
PARTICIPLE = re.compile(
    r"\s(?:[\w-]+\s){0,6}?(?:\w*ge\w+(?:t|en)|\w+iert|[bevz]e?r?\w+(?:t|en))(?:\s(?:worden|werden))?\s?[.,;]"
)
WITH = re.compile(r"(?<!\w)(?:mit|durch|an|bei|für|von|neben|auch)\s$")
FIRST_PERSON = re.compile(r"(?<!\w)(?:[Ii]ch|[Mm]ich|[Mm]ir|[Ww]ir)(?!\w)")
ARTICLE_FIRST = re.compile(r"\s*(?:der|die|das|den|dem|des|eine?[nmrs]?|unsere?[nmrs]?|seine?[nmrs]?|ihre?[nmrs]?)\s")
LABEL = re.compile(r"(?<!\w)[A-ZÄÖÜ][\w-]+:\s$")
CONTACT_WINDOW = 110
PREDICATE_WINDOW = 130
CHAIN = 40
SENTENCE = 800
"""No sentence is read further back or ahead than this."""
CROWD = 60
"""Of more holders of one office than this, only the one named last is asked."""


@dataclass(slots=True)
class _Tie:
    person: int
    said: Said | None
    body: str | None
    evidence: str
    at: int


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
    reader = Reader(text, mentions, holders, bodies)
    linker = _Linker(text, people, reader, bodies, sentences)
    for number, roles in enumerate(linker.roles()):
        people[number].roles = roles


def speaker_of_role(role: Mention, people: list[FoundPerson]) -> int | None:
    """The position of the person who holds the office that a role mention names; None where the text names nobody."""
    for number, person in enumerate(people):
        if any(role in held.mentions for held in person.roles):
            return number
    return None


class _Linker:
    def __init__(
        self, text: str, people: list[FoundPerson], reader: Reader, bodies: Bodies, sentences: list[tuple[int, int]]
    ) -> None:
        self.text = text
        self.people = people
        self.reader = reader
        self.bodies = bodies
        self.starts = [start for start, _ in sentences]
        self.phrases = reader.phrases()
        self.ties: list[_Tie] = []
        self.ties_of: dict[int, list[_Tie]] = {}
        self.linked: set[int] = set()
        self.offices: dict[str, dict[int, list[FoundRole]]] = {}
        self.placed: set[int] = set()
        self.blocks: dict[int, BodyPhrase] = {}
        self.names = [phrase for phrase in self.phrases if isinstance(phrase, PersonPhrase)]
        self.name_starts = [phrase.mention.start for phrase in self.names]

    def roles(self) -> list[list[FoundRole]]:
        """The roles of each person, in the order of the text."""
        self._brackets()
        self._appositions()
        self._bodies_of_names()
        self._contacts()
        self._predicates()
        self._members()
        held = self._merged()
        self._alone(held)
        return held

    def _tie(self, person: int, said: Said | None, body: str | None, evidence: str, at: int) -> None:
        tie = _Tie(person, said, body, evidence, at)
        self.ties.append(tie)
        if said is not None:
            self.ties_of.setdefault(id(said), []).append(tie)
        elif evidence == "contact":
            self.placed.add(at)

    def _gap(self, left: Phrase, right: Phrase) -> str:
        gap = self.reader.gap(left.end, right.start)
        return "\x00" if gap is None or "\n\n" in gap else gap

    # brackets

    def _brackets(self) -> None:
        for group in self._lists():
            last = group[-1]
            spread = last.bodies[0] if len(group) > 1 and last.bodies and not last.roles else None
            for phrase in group:
                for said in phrase.roles:
                    evidence = "coordination" if spread and said.body is None and phrase is not last else "bracket"
                    said.body = said.body or (spread if any(p.roles for p in group) else None)
                    self._tie(phrase.person, said, said.body, evidence, said.mention.start)
                    self.linked.add(said.mention.start)
                for body in phrase.bodies:
                    self._tie(phrase.person, None, body, "bracket", phrase.end)
        self._shared_brackets()

    def _lists(self) -> Iterator[list[PersonPhrase]]:
        """Runs of names with brackets that commas and ``und`` join."""
        group: list[PersonPhrase] = []
        for phrase in self.phrases:
            if isinstance(phrase, PersonPhrase) and phrase.bracketed:
                if group and not AND_OTHER.fullmatch(self._gap(group[-1], phrase)):
                    yield group
                    group = []
                group.append(phrase)
            elif group:
                yield group
                group = []
        if group:
            yield group

    def _shared_brackets(self) -> None:
        """``A und B (beide CDU)``."""
        for number, phrase in enumerate(self.names):
            if not phrase.shared or not phrase.bodies:
                continue
            count = 1 if phrase.shared == "beide" else CHAIN
            floor = self._sentence_start(phrase.start)
            for other in reversed(self.names[max(0, number - count) : number]):
                if other.start >= floor:
                    self._tie(other.person, None, phrase.bodies[0], "bracket", phrase.end)

    # appositions

    def _appositions(self) -> None:
        for position, phrase in enumerate(self.phrases):
            if isinstance(phrase, RolePhrase):
                self._apposition(position, phrase)

    def _apposition(self, position: int, phrase: RolePhrase) -> None:
        before = self.phrases[position - 1] if position else None
        after = self.phrases[position + 1] if position + 1 < len(self.phrases) else None
        if self._body_between(position, phrase):
            return
        back = isinstance(before, PersonPhrase) and self._apposed(self._gap(before, phrase))
        ahead = isinstance(after, PersonPhrase) and bool(TO_NAME.fullmatch(self._gap(phrase, after)))
        if back and isinstance(before, PersonPhrase) and self._goes_back(position, phrase, before, ahead):
            self._body_behind(position, phrase)
            self._hold(before, phrase, "apposition")
        elif ahead and isinstance(after, PersonPhrase):
            colon = ":" in self._gap(phrase, after)
            self._hold(
                after, phrase, "list-head" if phrase.plural else "apposition", serves=not (phrase.plural and colon)
            )
            if phrase.plural:
                self._spread(position + 1, phrase)

    @staticmethod
    def _apposed(gap: str) -> bool:
        """Whether a gap between name and role makes an apposition; without a sign between them no word may stand there."""
        return bool(APPOSITION.fullmatch(gap)) and (
            gap.lstrip()[:1] in {",", "–", "—", "|", "-"} or not ARTICLE_FIRST.match(gap)
        )

    def _body_between(self, position: int, phrase: RolePhrase) -> bool:
        """``A, Kern GmbH, Geschäftsführer``: the body is the role's where it has no other."""
        if position < 2:
            return False
        name, body = self.phrases[position - 2 : position]
        if (
            not isinstance(name, PersonPhrase)
            or not isinstance(body, BodyPhrase)
            or body.mention.label != "ORG"
            or name.served
        ):
            return False
        if self._gap(name, body).strip() != "," or self._gap(body, phrase).strip() != ",":
            return False
        if all(said.body for said in phrase.said):
            self._belongs(name, body, "apposition")
        for said in phrase.said:
            said.body = said.body or self.bodies.name(body.mention)
        self._hold(name, phrase, "apposition")
        return True

    def _goes_back(self, position: int, phrase: RolePhrase, before: PersonPhrase, ahead: bool) -> bool:
        gap = self._gap(before, phrase)
        sexes = {phrase.sex, self._sex(before.person)}
        if sexes == {"w", "m"} and (ahead or phrase.article):
            return False
        if not ahead:
            return True
        after = self.phrases[position + 1]
        if isinstance(after, PersonPhrase) and {phrase.sex, self._sex(after.person)} == {"w", "m"}:
            return True
        if before.served or (phrase.article and "–" not in gap):
            return False
        if gap.strip() in {"–", "-", "—"}:
            return True
        return self._chain_ends_with_role(position)

    def _chain_ends_with_role(self, position: int) -> bool:
        """Whether the run of names and roles that goes on here ends with a role, so that roles follow their names."""
        for left, right in pairwise(self.phrases[position : position + CHAIN]):
            gap = self._gap(left, right)
            if isinstance(left, RolePhrase) and isinstance(right, PersonPhrase) and TO_NAME.fullmatch(gap):
                continue
            if isinstance(left, PersonPhrase) and isinstance(right, RolePhrase) and self._apposed(gap):
                continue
            if isinstance(left, PersonPhrase) and isinstance(right, BodyPhrase) and gap.strip() == ",":
                continue
            if isinstance(left, BodyPhrase) and isinstance(right, RolePhrase) and gap.strip() == ",":
                continue
            return not isinstance(left, PersonPhrase)
        return not isinstance(self.phrases[-1], PersonPhrase)

    def _body_behind(self, position: int, phrase: RolePhrase) -> None:
        """``A, Regionalleiter, Kern GmbH``."""
        if position + 1 >= len(self.phrases) or phrase.said[-1].body and not phrase.said[-1].by_place:
            return
        after = self.phrases[position + 1]
        if (
            not isinstance(after, BodyPhrase)
            or after.mention.label != "ORG"
            or not BODY_BEHIND.fullmatch(self._gap(phrase, after))
        ):
            return
        following = self.phrases[position + 2] if position + 2 < len(self.phrases) else None
        if isinstance(following, PersonPhrase) and self._gap(after, following).strip() in {"", ":"}:
            return
        for said in phrase.said:
            if said.body is None or said.by_place:
                said.body = self.bodies.name(after.mention)

    def _hold(self, holder: PersonPhrase, phrase: RolePhrase, evidence: str, *, serves: bool = True) -> None:
        holder.served = serves
        for said in phrase.said:
            self._tie(holder.person, said, said.body, evidence, said.mention.start)
            self.linked.add(said.mention.start)

    def _spread(self, position: int, phrase: RolePhrase) -> None:
        """Give a plural role to all the names of the list that it heads."""
        colon = ":" in self._gap(phrase, self.phrases[position])
        last: Phrase = self.phrases[position]
        for other in self.phrases[position + 1 : position + CHAIN]:
            gap = self._gap(last, other)
            if isinstance(other, PersonPhrase) and (
                AND_OTHER.fullmatch(gap) or (colon and gap.strip() in {"", ",", "|", ";"})
            ):
                for said in phrase.said:
                    self._tie(other.person, said, said.body, "list-head", other.mention.start)
                other.served = not colon
            elif not (colon and isinstance(other, RolePhrase) and APPOSITION.fullmatch(gap)):
                return
            last = other

    # bodies beside names

    def _bodies_of_names(self) -> None:
        """``Hans Kern vom Institut``, ``Lea Kern mit ihrer Firma Ufo``, ``Landrätin Lea Kern des Kreises``."""
        for position, (left, right) in enumerate(pairwise(self.phrases)):
            if not isinstance(left, PersonPhrase) or not isinstance(right, BodyPhrase) or right.mention.label != "ORG":
                continue
            gap = self._gap(left, right)
            if WITH_COMPANY.fullmatch(gap) or (FROM_BODY.fullmatch(gap) and not self._passive(left, right)):
                self._belongs(left, right, "from-body")
            elif GENITIVE.fullmatch(gap):
                self._completes(position, right)

    def _passive(self, name: PersonPhrase, body: BodyPhrase) -> bool:
        """Whether the body may be the agent: ``A wurde von der Caritas geehrt``."""
        if WITH.search(self.text[max(0, name.start - 10) : name.start]):
            return False
        verb = PASSIVE.search(self.text, self._sentence_start(name.start), name.start)
        return bool(verb) and bool(PARTICIPLE.match(self.text, body.end, body.end + CONTACT_WINDOW))

    def _completes(self, position: int, body: BodyPhrase) -> None:
        """Give the body to the roles that stand before the name at ``position``, and to those who share them."""
        before = next(
            (p for p in reversed(self.phrases[max(0, position - 4) : position]) if isinstance(p, RolePhrase)), None
        )
        for said in before.said if before else ():
            ties = self.ties_of.get(id(said), [])
            if any(tie.person == self._holder(position) for tie in ties):
                for tie in ties:
                    tie.body = tie.body or self.bodies.name(body.mention)

    def _holder(self, position: int) -> int | None:
        phrase = self.phrases[position]
        return phrase.person if isinstance(phrase, PersonPhrase) else None

    def _belongs(self, name: PersonPhrase, body: BodyPhrase, evidence: str) -> None:
        self._tie(name.person, None, self.bodies.name(body.mention), evidence, name.mention.start)

    # contact blocks

    def _contacts(self) -> None:
        for position, phrase in enumerate(self.phrases):
            if isinstance(phrase, PersonPhrase):
                self._contact(position, phrase)

    def _contact(self, position: int, name: PersonPhrase) -> None:
        first = last = position
        if first and isinstance(self.phrases[first - 1], RolePhrase) and self._ties_at(self.phrases[first - 1], name):
            first -= 1
        if (
            last + 1 < len(self.phrases)
            and isinstance(self.phrases[last + 1], RolePhrase)
            and self._ties_at(self.phrases[last + 1], name)
        ):
            last += 1
        roles = [p for p in self.phrases[first : last + 1] if isinstance(p, RolePhrase)]
        said = [said for role in roles for said in role.said] + name.roles
        if any(one.body for one in said) or name.bodies:
            return
        body = (
            self._body_before(first, self.phrases[last].end) or self._body_after(last) or self._body_of_neighbour(first)
        )
        if body is None:
            return
        self.blocks[position] = body
        if not said:
            self._belongs(name, body, "contact")
        for tie in (tie for one in said for tie in self.ties_of.get(id(one), [])):
            if tie.person == name.person:
                tie.body = self.bodies.name(body.mention)

    def _body_of_neighbour(self, first: int) -> BodyPhrase | None:
        """Of two names that only a phone number parts, the second belongs where the first does."""
        if (
            first
            and first - 1 in self.blocks
            and REACHED.fullmatch(self._gap(self.phrases[first - 1], self.phrases[first]))
        ):
            return self.blocks[first - 1]
        return None

    def _ties_at(self, phrase: Phrase, name: PersonPhrase) -> bool:
        ties = (
            [tie for said in phrase.said for tie in self.ties_of.get(id(said), [])]
            if isinstance(phrase, RolePhrase)
            else []
        )
        return any(tie.person == name.person for tie in ties)

    def _body_before(self, first: int, end: int) -> BodyPhrase | None:
        if first == 0:
            return None
        body, name = self.phrases[first - 1], self.phrases[first]
        if not isinstance(body, BodyPhrase) or body.mention.label != "ORG":
            return None
        gap = self._gap(body, name)
        fits = TO_BODY.fullmatch(gap) or gap.strip(' \n”“"«»') == ":"
        if not fits or not self._in_contact(body.start, end):
            return None
        if first > 1 and isinstance(self.phrases[first - 2], PersonPhrase) and "," not in gap and ":" not in gap:
            other = self.phrases[first - 2]
            if TO_BODY.fullmatch(self._gap(other, body)) and not self._served_by_body(other):
                return None
        return body

    def _served_by_body(self, phrase: Phrase) -> bool:
        return isinstance(phrase, PersonPhrase) and phrase.mention.start in self.placed

    def _body_after(self, last: int) -> BodyPhrase | None:
        if last + 1 >= len(self.phrases):
            return None
        name, body = self.phrases[last], self.phrases[last + 1]
        if not isinstance(body, BodyPhrase) or body.mention.label != "ORG":
            return None
        gap = self._gap(name, body)
        if not TO_BODY.fullmatch(gap):
            return None
        label = LABEL.search(self.text[max(0, name.start - CHAIN) : name.start])
        return body if label or self._in_contact(name.start, body.end) or self._in_chain(last) else None

    def _in_chain(self, position: int) -> bool:
        """Whether names and bodies alternate: ``A, Institut B, Institut``."""
        around = self.phrases[max(0, position - 2) : position], self.phrases[position + 2 : position + 4]
        before = len(around[0]) == 2 and isinstance(around[0][0], PersonPhrase) and isinstance(around[0][1], BodyPhrase)
        after = len(around[1]) == 2 and isinstance(around[1][0], PersonPhrase) and isinstance(around[1][1], BodyPhrase)
        if (
            before
            and self._gap(around[0][0], around[0][1]).strip() == ","
            and not self._gap(around[0][1], self.phrases[position]).strip()
        ):
            return True
        return (
            after
            and self._gap(around[1][0], around[1][1]).strip() == ","
            and not self._gap(self.phrases[position + 1], around[1][0]).strip()
        )

    def _in_contact(self, start: int, end: int) -> bool:
        return bool(CONTACT.search(self.text[max(0, start - CONTACT_WINDOW) : start]) or REACH.match(self.text, end))

    # what sentences say

    def _predicates(self) -> None:
        for phrase in self.phrases:
            if isinstance(phrase, RolePhrase) and phrase.said[0].mention.start not in self.linked:
                self._predicate(phrase)

    def _predicate(self, phrase: RolePhrase) -> None:
        floor = self._sentence_start(phrase.start)
        before = self.text[max(floor, phrase.start - PREDICATE_WINDOW) : phrase.start]
        if (
            not PREDICATE.search(before)
            or OF_ANOTHER.search(before)
            or FIRST_PERSON.search(self.text, floor, phrase.start + CONTACT_WINDOW)
        ):
            return
        subject = self._subject(phrase, floor)
        if subject is None:
            return
        past = WAS.search(before) and not UNTIL_NOW.search(before)
        for said in phrase.said:
            if past and said.status == "current":
                said.status = "former"
            self._tie(subject, said, said.body, "predicate", said.mention.start)
            self.linked.add(said.mention.start)

    def _subject(self, phrase: RolePhrase, floor: int) -> int | None:
        sex = phrase.sex
        number = bisect_right(self.name_starts, phrase.start)
        inside = [name for name in self.names[max(0, number - CHAIN) : number] if name.mention.start >= floor]
        end = self._sentence_end(phrase.end)
        for name in reversed(inside):
            if self._fits(name.person, sex):
                return name.person
        pronoun = PRONOUN.get(sex or "")
        said_of_pronoun = any(p.search(self.text, floor, end) for p in ([pronoun] if pronoun else PRONOUN.values()))
        after = self.names[number] if number < len(self.names) and self.names[number].start < end else None
        if after is not None and not inside and not said_of_pronoun and self._fits(after.person, sex):
            return after.person
        if inside:
            return None
        if said_of_pronoun:
            return self._topic(phrase.start, sex)
        return None

    def _topic(self, start: int, sex: str | None, reach: int = 4) -> int | None:
        """Who the sentences before speak of: the first name of that sex in the nearest of them that has one."""
        number = bisect_right(self.name_starts, start)
        near = self.names[max(0, number - CHAIN) : number]
        end = self._sentence_start(start)
        for back in range(1, reach + 1):
            floor = self._sentence_start(start, back)
            for name in () if self._goes_on(floor, end, sex, near) else near:
                if floor <= name.mention.start < end and self._fits(name.person, sex):
                    return name.person
            end = floor
        return None

    def _goes_on(self, start: int, end: int, sex: str | None, near: list[PersonPhrase]) -> bool:
        """Whether a sentence speaks by a pronoun of somebody named before it."""
        first = next((name.mention.start for name in near if start <= name.mention.start < end), end)
        return any(pronoun.search(self.text, start, first) for key, pronoun in PRONOUN.items() if sex in (None, key))

    def _last_named(self, start: int, sex: str | None, reach: int = 3) -> int | None:
        """Who was named last before ``start``, within some sentences, and is of that sex."""
        number = bisect_right(self.name_starts, start)
        floor = self._sentence_start(start, reach)
        for name in reversed(self.names[max(0, number - CHAIN) : number]):
            if name.mention.start < floor:
                return None
            if self._fits(name.person, sex):
                return name.person
        return None

    def _members(self) -> None:
        for phrase in self.phrases:
            if not isinstance(phrase, BodyPhrase) or phrase.mention.label != "ORG":
                continue
            floor = self._sentence_start(phrase.start)
            if not MEMBER.search(self.text[max(floor, phrase.start - CONTACT_WINDOW) : phrase.start]):
                continue
            number = bisect_right(self.name_starts, phrase.start)
            inside = [name for name in self.names[max(0, number - CHAIN) : number] if name.mention.start >= floor]
            person = inside[-1].person if inside else self._topic(phrase.start, None)
            if person is not None:
                self._tie(person, None, self.bodies.name(phrase.mention), "member", phrase.start)

    # one office, one role

    def _merged(self) -> list[list[FoundRole]]:
        held: list[list[FoundRole]] = [[] for _ in self.people]
        for tie in sorted(self.ties, key=lambda tie: tie.at):
            roles = held[tie.person]
            if tie.said is not None:
                self._add(roles, tie.said, tie.body, tie.evidence)
        for tie in sorted(self.ties, key=lambda tie: tie.at):
            if tie.said is None and all(role.organisation != tie.body for role in held[tie.person]):
                evidence = "party" if tie.evidence == "bracket" and tie.body and _is_party(tie.body) else tie.evidence
                held[tie.person].append(FoundRole(None, tie.body, "current", [], evidence))
        return held

    def _alone(self, held: list[list[FoundRole]]) -> None:
        for phrase in self.phrases:
            if not isinstance(phrase, RolePhrase) or phrase.said[0].mention.start in self.linked or phrase.plural:
                continue
            for said in phrase.said:
                self._alone_role(held, said)

    def _alone_role(self, held: list[list[FoundRole]], said: Said) -> None:
        sex = sex_of(said.role)
        near = self._of_office(held, said.role)
        last = self._last_named(said.mention.start, sex) if len(near) > 1 else None
        if len(near) > CROWD:
            near = {last: near[last]} if last in near else {}
        fitting = [
            (number, role)
            for number, roles in near.items()
            for role in roles
            if not (said.body and role.organisation and said.body != role.organisation) and self._fits(number, sex)
        ]
        if len({number for number, _ in fitting}) > 1:
            fitting = [pair for pair in fitting if pair[0] == last]
        if fitting:
            role = fitting[0][1]
            role.role = self._fuller(role.role or said.role, said.role)
            role.mentions.append(said.mention)
            role.organisation = role.organisation or said.body
        elif self._describes_somebody(said):
            person = self._last_named(said.mention.start, sex_of(said.role))
            if person is not None:
                self._add(held[person], said, said.body, "definite")
                self.offices.clear()

    def _of_office(self, held: list[list[FoundRole]], office: str) -> dict[int, list[FoundRole]]:
        """The roles of each person that may be ``office``."""
        if office not in self.offices:
            self.offices[office] = {
                number: fitting
                for number, roles in enumerate(held)
                if (fitting := [role for role in roles if role.role is not None and _may_be(role.role, office)])
            }
        return self.offices[office]

    def _describes_somebody(self, said: Said) -> bool:
        before = self.text[max(0, said.mention.start - CONTACT_WINDOW) : said.mention.start]
        return said.body is None and kind(said.role.split()[-1]) == "profession" and bool(DEFINITE.search(before))

    def _add(self, roles: list[FoundRole], said: Said, body: str | None, evidence: str) -> None:
        """Add what is said, or join it to the role of the same office."""
        for role in roles:
            if role.role is None or role.status != said.status or not _may_be(role.role, said.role):
                continue
            if body and role.organisation and body != role.organisation:
                continue
            role.role = self._fuller(role.role, said.role)
            role.organisation = role.organisation or body
            if role.mentions[-1:] != [said.mention]:
                role.mentions.append(said.mention)
            return
        roles.append(FoundRole(said.role, body, said.status, [said.mention], evidence))

    def _fuller(self, one: str, other: str) -> str:
        """The fuller form; a body before a hyphen makes none, for the record has it as the role's organisation."""
        if self.bodies.of_compound(one) and not self.bodies.of_compound(other):
            return other if " für " in other or " für " not in one else one
        return one if self.bodies.of_compound(other) and not self.bodies.of_compound(one) else fuller(one, other)

    # helpers

    def _sentence_start(self, position: int, back: int = 0) -> int:
        number = bisect_right(self.starts, position) - 1 - back
        return max(self.starts[max(0, number)] if self.starts else 0, position - SENTENCE * (back + 1))

    def _sentence_end(self, position: int) -> int:
        number = bisect_right(self.starts, position)
        return min(self.starts[number] if number < len(self.starts) else len(self.text), position + SENTENCE)

    def _sex(self, person: int) -> str | None:
        name = split_name(self.people[person].name)
        return name.sex if name.given and is_given(name.given[0]) else given_names().get(self.people[person].name)

    def _fits(self, person: int, sex: str | None) -> bool:
        return sex is None or self._sex(person) in (None, sex)


def _may_be(one: str, other: str) -> bool:
    return same_office(one, other) and is_deputy(one) == is_deputy(other)


def _is_party(body: str) -> bool:
    return body.casefold() in {
        "cdu",
        "csu",
        "spd",
        "fdp",
        "afd",
        "bsw",
        "die linke",
        "linke",
        "grüne",
        "bündnis 90/die grünen",
        "die grünen",
        "piraten",
        "piratenpartei",
        "freie wähler",
        "ssw",
        "övp",
        "spö",
        "fpö",
        "neos",
    }
