"""Which persons of many records are one: exact folded names, and context that does not contradict.

A name in full is one person as long as nothing speaks strongly for two. A bare surname, or one with an initial, is
joined to a name in full only where the context agrees and fits one candidate; without that it stays alone.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor.entities.folding import PersonKey, organisation_key, person_key, role_key, without_genitive
from extractor.entities.grouping import Doubt
from extractor.entities.occurrences import Held, Occurrences, runs
from extractor.text.folding import fold, without_accents
from extractor.text.joined import Joined

FAR_APART = 10 * 365
"""Days without a release between two careers that share nothing else."""
RARE = 10
"""One role of the other sex among so many is an error."""
MOST_CANDIDATES = 3
"""More than so many possible persons make a surname a common one, and no doubt worth an answer."""
MOST_HOLDERS = 100
"""A context that so many persons of one surname share says nothing."""
MOST_COMPARED = 500
"""Occurrences of a name whose contexts are compared for a doubt."""

TWO_PEOPLE = "the same name, but the contexts contradict each other"
NO_TELLING = "the same name as of two people, and nothing that says which of them is meant"
NO_CONTEXT = "the surname fits, but role and organisation do not settle it"
SEVERAL = "role and organisation fit more than one person of this surname"
MORE_GIVEN = "one has more given names than the other"
GENITIVE = "the names differ in a last s, which may be a genitive"
SPELLING = "the names differ in accents only"

Context = tuple[str, ...]
Holders = dict[Context, dict[int, int]]
"""The groups with a context, each with its first occurrence that has it."""


@dataclass(frozen=True, slots=True)
class Roles:
    """What a list of roles says: bodies, roles, their heads and the sexes that they mark."""

    bodies: frozenset[str]
    roles: frozenset[str]
    heads: frozenset[str]
    sexes: frozenset[str]
    held: tuple[tuple[str | None, str | None], ...]

    @classmethod
    def of(cls, held: Sequence[Held]) -> Roles:
        """The folded content of ``held``."""
        keys = [role_key(one.role) if one.role else None for one in held]
        bodies = [organisation_key(one.organisation) if one.organisation else None for one in held]
        known = [key for key in keys if key]
        return cls(
            frozenset(body for body in bodies if body),
            frozenset(key.text for key in known),
            frozenset(key.head for key in known),
            frozenset(key.sex for key in known if key.sex),
            tuple((key and key.text, body) for key, body in zip(keys, bodies, strict=True)),
        )


@dataclass(slots=True)
class Profile:
    """What is known of occurrences that are one person for certain."""

    members: list[int] = field(default_factory=list)
    bodies: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    sexes: Counter[str] = field(default_factory=Counter)
    places: set[Context] = field(default_factory=set)
    first: int | None = None
    last: int | None = None

    def take(self, other: Profile) -> None:
        """Take in what ``other`` says."""
        self.members += other.members
        self.bodies |= other.bodies
        self.heads |= other.heads
        self.sexes += other.sexes
        self.places |= other.places
        for day in (other.first, other.last):
            self.see(day)

    def see(self, day: int | None) -> None:
        """Note a day."""
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)

    def contradicts(self, other: Profile) -> bool:
        """Whether much speaks for two people."""
        if self.bodies & other.bodies:
            return False
        return self._other_sex(other) or self._other_life(other)

    def _other_sex(self, other: Profile) -> bool:
        """Whether the roles are of two sexes; few against many are somebody else's roles, read wrongly."""
        (mine, count), (theirs, others) = self._sex, other._sex
        return bool(mine and theirs and mine != theirs) and RARE * min(count, others) > max(count, others)

    @property
    def _sex(self) -> tuple[str | None, int]:
        """The sex that (nearly) all roles mark, and how many do."""
        (sex, count), (_, others), *_ = [*self.sexes.most_common(), (None, 0), (None, 0)]
        return (sex, count) if RARE * others <= count else (None, 0)

    def _other_life(self, other: Profile) -> bool:
        if not (self.heads and other.heads and self.settled and other.settled):
            return False
        return (
            self.heads.isdisjoint(other.heads) and self.places.isdisjoint(other.places) and self._years_between(other)
        )

    @property
    def settled(self) -> bool:
        """Whether a body, sender or place is known."""
        return bool(self.bodies or self.places)

    def _years_between(self, other: Profile) -> bool:
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return max(other.first - self.last, self.first - other.last) >= FAR_APART


class People:
    """The persons of ``occurrences``: ``group`` of each occurrence, and what is in doubt."""

    def __init__(self, occurrences: Occurrences) -> None:
        self.occurrences = occurrences
        self.group = array("i", [-1]) * len(occurrences)
        self.doubts: list[Doubt] = []
        self._said: list[Roles] = [Roles.of(held) for held in occurrences.role_lists.values]
        self._senders = [sender and fold(sender) for sender in occurrences.senders.values]
        self._groups = 0
        self.keys = self._keys()
        self._name_full()
        self._name_short()
        self._doubt_alike()

    def _keys(self) -> list[PersonKey]:
        """The key of each name; a genitive counts as the name where the archive has that too."""
        keys = [person_key(*name) for name in self.occurrences.names.values]
        by_text = {key.text: key for key in keys if key.full}
        said = defaultdict[str, set[str]](set)
        for name, roles in set(zip(self.occurrences.name, self.occurrences.roles, strict=True)):
            said[keys[name].text] |= self._said[roles].bodies | self._said[roles].roles
        return [self._nominative(key, by_text, said) if key.full else key for key in keys]

    @staticmethod
    def _nominative(key: PersonKey, by_text: dict[str, PersonKey], said: dict[str, set[str]]) -> PersonKey:
        """The key without a genitive ending, unless the roles say that ``Jacobs`` is another than ``Jacob``."""
        bare = by_text.get(without_genitive(key.text) or "")
        if bare is None or bare is key:
            return key
        mine, other = said[key.text], said[bare.text]
        return key if mine and not mine & other else bare

    @cached_property
    def _by_key(self) -> dict[str, array[int]]:
        """The occurrences of each key."""
        numbers: dict[str, int] = {}
        of_name = [numbers.setdefault(key.text, len(numbers)) for key in self.keys]
        texts = list(numbers)
        return {texts[number]: found for number, found in runs(of_name[name] for name in self.occurrences.name)}

    def key(self, occurrence: int) -> PersonKey:
        """The key of the name of ``occurrence``."""
        return self.keys[self.occurrences.name[occurrence]]

    def _roles(self, occurrence: int) -> Roles:
        return self._said[self.occurrences.roles[occurrence]]

    def _sender(self, occurrence: int) -> str | None:
        return self._senders[self.occurrences.record_sender[self.occurrences.record[occurrence]]]

    def _places(self, occurrence: int) -> Iterator[Context]:
        place = self.occurrences.place(occurrence)
        if place:
            yield "place", fold(place)
        if sender := self._sender(occurrence):
            yield "sender", sender

    def _new_group(self, members: Iterable[int]) -> None:
        for member in members:
            self.group[member] = self._groups
        self._groups += 1

    def _name_full(self) -> None:
        for members in self._by_key.values():
            if self.key(members[0]).full:
                self._divide(members) if self._may_be_two(members) else self._new_group(members)

    def _may_be_two(self, members: Sequence[int]) -> bool:
        sexes = {sex for member in members for sex in self._roles(member).sexes}
        first, last = self.occurrences.ordinal(members[0]), None
        for member in reversed(members):
            last = self.occurrences.ordinal(member)
            if last is not None:
                break
        return len(sexes) > 1 or (first is not None and last is not None and last - first >= FAR_APART)

    def _divide(self, members: Sequence[int]) -> None:
        """Part the occurrences of one name where their contexts contradict each other."""
        parts = [self._profile([members[item] for item in group]) for group in self._agreeing(members)]
        people: list[Profile] = []
        alone: list[Profile] = []
        for part in sorted(parts, key=_telling_first):
            fitting = _fitting(part, people)
            if len(fitting) > 1 and not part.sexes:
                alone.append(part)
            elif fitting:
                fitting[0].take(part)
            else:
                people.append(part)
        for person in (*people, *alone):
            self._new_group(person.members)
        self._doubt_parts(people, alone)

    def _agreeing(self, members: Sequence[int]) -> list[list[int]]:
        """Positions in ``members`` that a body, a role or, where roles are silent, a sender or place ties together."""
        joined = Joined(len(members))
        joined.join_shared(self._ties(member) for member in members)
        return joined.groups()

    def _ties(self, member: int) -> Iterator[Context]:
        roles = self._roles(member)
        yield from (("body", body) for body in roles.bodies)
        yield from (("role", role) for role in roles.roles)
        if not roles.held:
            yield ("silent", *(part for place in self._places(member) for part in place))

    def _profile(self, members: list[int]) -> Profile:
        profile = Profile(members)
        for member in members:
            roles = self._roles(member)
            profile.bodies |= roles.bodies
            profile.heads |= roles.heads
            profile.sexes.update(roles.sexes)
            profile.places.update(self._places(member))
            profile.see(self.occurrences.ordinal(member))
        return profile

    def _doubt_parts(self, people: Sequence[Profile], alone: Sequence[Profile]) -> None:
        firsts = [min(person.members) for person in people]
        self.doubts += [Doubt(firsts[0], other, TWO_PEOPLE) for other in firsts[1:]]
        for part in alone:
            self.doubts += [Doubt(first, min(part.members), NO_TELLING) for first in firsts[:MOST_CANDIDATES]]

    def _name_short(self) -> None:
        """Bare surnames and initials: to the one name in full that has their context, else alone."""
        short: dict[str, list[int]] = defaultdict(list)
        for members in self._by_key.values():
            key = self.key(members[0])
            if not key.full:
                short[key.family].extend(members)
        for family, found in sorted(short.items(), key=lambda pair: min(pair[1])):
            self._place(sorted(found), self._families.get(family, []))

    @cached_property
    def _families(self) -> dict[str, list[int]]:
        """The occurrences with a name in full of each surname."""
        found: dict[str, list[int]] = defaultdict(list)
        for members in self._by_key.values():
            key = self.key(members[0])
            if key.full:
                found[key.family].extend(members)
        return found

    def _place(self, members: Sequence[int], full: Sequence[int]) -> None:
        holders: Holders = {}
        for other in sorted(full):
            for context in (*self._contexts(other), *self._hints(other)):
                holders.setdefault(context, {}).setdefault(self.group[other], other)
        joined = Joined(len(members))
        joined.join_shared(self._same_short(member) for member in members)
        for group in joined.groups():
            self._place_one([members[item] for item in group], holders)

    def _same_short(self, member: int) -> Iterator[Context]:
        name = self.key(member).text
        yield from ((name, *context) for context in self._contexts(member))

    def _place_one(self, members: list[int], holders: Holders) -> None:
        fits = self._candidates(members, holders, self._contexts)
        if len(fits) == 1:
            [group] = fits
            for member in members:
                self.group[member] = group
            return
        self._new_group(members)
        why = SEVERAL if fits else NO_CONTEXT
        candidates = fits or self._candidates(members, holders, self._hints)
        if len(candidates) <= MOST_CANDIDATES:
            self.doubts += [Doubt(first, members[0], why) for first in sorted(candidates.values())]

    def _candidates(
        self, members: Sequence[int], holders: Holders, contexts: Callable[[int], Iterator[Context]]
    ) -> dict[int, int]:
        """The groups with a name in full that share a context with one of ``members``, each with its first."""
        found: dict[int, int] = {}
        for member in members:
            key = self.key(member)
            for context in contexts(member):
                shared = holders.get(context, {})
                if len(shared) <= MOST_HOLDERS:
                    found |= {group: first for group, first in shared.items() if _initials_fit(key, self.key(first))}
        return found

    def _contexts(self, member: int) -> Iterator[Context]:
        """Role and body; a role without a body is one of the sender's."""
        sender = self._sender(member)
        for role, body in self._roles(member).held:
            if role and body:
                yield "body", role, body
            elif role and sender:
                yield "sender", role, sender

    def _hints(self, member: int) -> Iterator[Context]:
        """What makes two persons of one surname worth a question."""
        roles = self._roles(member)
        yield from (("body", body) for body in roles.bodies)
        yield from (("head", head) for head in roles.heads)
        yield from self._places(member)

    def _doubt_alike(self) -> None:
        """Full names that are no more than nearly the same: never joined, asked about where something agrees."""
        loose: dict[str, str] = {}
        for text, members in sorted(self._by_key.items(), key=lambda pair: pair[1][0]):
            key = self.key(members[0])
            if not key.full:
                continue
            other = loose.setdefault(without_accents(text), text)
            if other != text:
                self._doubt(other, text, SPELLING, agreeing=False)
            for shorter in _shorter(key):
                self._doubt(shorter, text, MORE_GIVEN, agreeing=True)
            self._doubt(without_genitive(text) or text, text, GENITIVE, agreeing=False)

    def _doubt(self, one: str, other: str, why: str, *, agreeing: bool) -> None:
        if one == other or one not in self._by_key:
            return
        mine, others = self._by_key[one], self._by_key[other]
        if not agreeing or not self._said_of(mine).isdisjoint(self._said_of(others)):
            self.doubts.append(Doubt(mine[0], others[0], why))

    def _said_of(self, members: Sequence[int]) -> set[Context]:
        return {context for member in members[:MOST_COMPARED] for context in self._hints(member)}


def _telling_first(part: Profile) -> tuple[int, int, int]:
    telling = 0 if part.sexes else 1 if part.heads else 2
    return telling, -len(part.members), min(part.members)


def _fitting(part: Profile, people: Sequence[Profile]) -> list[Profile]:
    """The people whom ``part`` does not contradict; of several, the one with the same sender or place, if it is one."""
    fitting = [person for person in people if not person.contradicts(part)]
    near = [person for person in fitting if person.places & part.places or person.heads & part.heads]
    return near if len(near) == 1 else fitting


def _initials_fit(short: PersonKey, full: PersonKey) -> bool:
    return all(word.startswith(initial) for initial, word in zip(short.given, full.given, strict=False))


def _shorter(key: PersonKey) -> list[str]:
    """Names that leave given names out."""
    if len(key.given) < 2:
        return []
    given = [key.given[:1], key.given[-1:], key.given[:-1]]
    return list(dict.fromkeys(" ".join((*words, key.family)) for words in given if len(words[0]) > 1))
