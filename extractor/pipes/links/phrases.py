"""Reads a release's mentions as phrases: a name with its brackets, a role with the body it belongs to, a body alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.pipes.links.bodies import Bodies
from extractor.pipes.links.offices import sex_of
from extractor.pipes.links.vocabulary import (
    ACTING,
    ADJECTIVE,
    ALL,
    ANAPHORS,
    AND,
    BELONGS,
    BELONGS_TO_BODY,
    CLOSE,
    DESIGNATED,
    ENUMERATION,
    FORMER,
    FORMER_ROLE,
    IN_PLACE,
    LOCAL_OFFICE,
    LOOSE,
    OPEN,
    POSSESSIVE,
    UNNAMED_BODY,
)
from extractor.pipes.people.titles import prefix
from extractor.pipes.roles.heads import kind
from extractor.text.document import Mention

LONGEST_GAP = 100
LONGEST_BRACKET = 160
LONGEST_POSSESSIVE = 60
TIGHT = re.compile(r"[ \u00a0]{1,3}|[ \u00a0]?\n[ \u00a0]?")
PLAIN_BRACKET = re.compile(r"\s?\([^()]{1,200}\)")
SEVERAL = re.compile(r"(?<!\w)(?:[Dd]ie|[Bb]eiden|[Dd]en beiden|zwei|drei)\s(?:[a-zäöüß]+e?n?\s|[A-ZÄÖÜ]\w+er\s)?$")
BRACKET_INNER = re.compile(r"\s*\(\s*")
ARTICLE_LAST = re.compile(rf"(?:,|und|sowie|&|/|auch)\s(?:der|die|das|dem|den|des)\s(?:{ADJECTIVE}\s){{0,2}}$")
ADJECTIVES_BEFORE = re.compile(r"(?:(?<![\w.-])[\w.-]+\s){0,3}$")


@dataclass(slots=True)
class Said:
    """A role as one place of the text says it, with the body it names there."""

    mention: Mention
    role: str
    body: str | None = None
    by_place: bool = False
    ahead: bool = False
    status: str = "current"


@dataclass(slots=True)
class RolePhrase:
    """One or more roles of one holder."""

    start: int
    end: int
    said: list[Said]
    article: bool = False
    plural: bool = False

    @property
    def sex(self) -> str | None:
        """What the roles say of their holder's sex."""
        return sex_of(self.said[0].role)


@dataclass(slots=True)
class PersonPhrase:
    """A name from its titles to the brackets behind it."""

    start: int
    end: int
    person: int
    mention: Mention
    roles: list[Said] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    place: str | None = None
    shared: str = ""
    served: bool = False

    @property
    def bracketed(self) -> bool:
        """Whether brackets behind the name say who this is."""
        return bool(self.roles or self.bodies)

    def place_for(self, said: Said) -> str | None:
        """The place in brackets behind the name where the office is a mayor's or the like."""
        return self.place if LOCAL_OFFICE.search(said.role.split()[0]) else None


@dataclass(slots=True)
class BodyPhrase:
    """An organisation or place that belongs to no role so far."""

    start: int
    end: int
    mention: Mention


@dataclass(slots=True)
class OtherPhrase:
    """Any other mention."""

    start: int
    end: int


Phrase = RolePhrase | PersonPhrase | BodyPhrase | OtherPhrase


class Reader:
    """Turns mentions into phrases."""

    def __init__(self, text: str, mentions: list[Mention], holders: dict[Mention, int], bodies: Bodies) -> None:
        self.text = text
        self.mentions = sorted(mentions)
        self.holders = holders
        self.bodies = bodies

    def phrases(self) -> list[Phrase]:
        """All phrases in text order."""
        result: list[Phrase] = []
        position = 0
        while position < len(self.mentions):
            phrase, position = self._phrase(position)
            result.append(phrase)
        return result

    def gap(self, start: int, end: int) -> str | None:
        """The text between two places, None where they are too far apart."""
        return self.text[start:end] if 0 <= end - start <= LONGEST_GAP else None

    def _phrase(self, position: int) -> tuple[Phrase, int]:
        mention = self.mentions[position]
        if mention.label == "ROLE":
            return self._role(position)
        if mention.label == "PERSON" and mention in self.holders:
            return self._person(position)
        if mention.label in {"ORG", "LOC"}:
            return self._body(position)
        return OtherPhrase(mention.start, mention.end), position + 1

    def _body(self, position: int) -> tuple[BodyPhrase, int]:
        mention = self.mentions[position]
        phrase = BodyPhrase(mention.start, self._closed(mention.end), mention)
        position += 1
        if position < len(self.mentions) and self.mentions[position].label == mention.label:
            short = self.mentions[position]
            gap = self.gap(phrase.end, short.start)
            if gap is not None and BRACKET_INNER.fullmatch(gap) and (closed := CLOSE.match(self.text, short.end)):
                phrase.end = closed.end()
                position += 1
        inside = PLAIN_BRACKET.match(self.text, phrase.end)
        if inside and not (position < len(self.mentions) and self.mentions[position].start < inside.end()):
            phrase.end = inside.end()
        return phrase, position

    def _said(self, position: int, *, first: bool = True) -> Said:
        mention = self.mentions[position]
        role = " ".join(self.text[mention.start : mention.end].split())
        last = self.mentions[position - 1] if position and first else None
        body = (self.bodies.before(self.text, last, mention) if first else None) or self.bodies.of_compound(role)
        if body is None and POSSESSIVE.search(self.text, max(0, mention.start - LONGEST_POSSESSIVE), mention.start):
            body = self.bodies.last_before(mention.start)
        return Said(mention, role, body, status=self._status(mention, role))

    def _status(self, mention: Mention, role: str) -> str:
        found = ADJECTIVES_BEFORE.search(self.text, max(0, mention.start - 60), mention.start)
        before = found.group() if found else ""
        if FORMER.search(before) or FORMER_ROLE.search(role):
            return "former"
        if DESIGNATED.search(before) or DESIGNATED.search(role):
            return "designated"
        return "acting" if ACTING.search(before) or ACTING.search(role) else "current"

    def _role(self, position: int) -> tuple[RolePhrase, int]:
        first = self._said(position)
        phrase = RolePhrase(first.mention.start, first.mention.end, [first])
        before = self.text[max(0, first.mention.start - 60) : first.mention.start]
        phrase.article = bool(
            re.search(r"(?<!\w)(?:der|die|das|dem|den|des|Der|Die|Dem|Den|Des)\s(?:[\w-]+\s){0,2}$", before)
        )
        phrase.plural = _plural(first.role, before)
        group = [first]
        position += 1
        while position < len(self.mentions):
            mention = self.mentions[position]
            gap = self.gap(phrase.end, mention.start)
            if gap is None or not self._extends(phrase, group, position, mention, gap):
                break
            position += 1
        if phrase.said[-1].body is None:
            self._unnamed(phrase, group)
        inside = PLAIN_BRACKET.match(self.text, phrase.end)
        if inside and not (position < len(self.mentions) and self.mentions[position].start < inside.end()):
            phrase.end = inside.end()
        return phrase, position

    def _unnamed(self, phrase: RolePhrase, group: list[Said]) -> None:
        """``Leiterin der Tagesklinik`` where one organisation is a Tagesklinik; ``des Hauses``."""
        found = UNNAMED_BODY.match(self.text, phrase.end, phrase.end + LONGEST_GAP)
        noun = found.group(1) if found else ""
        body = self.bodies.of_kind(noun) if noun else None
        if body is None and noun.casefold().endswith(ANAPHORS):
            body = self.bodies.only_near(phrase.start)
        for said in group if body else ():
            said.body = said.body or body

    def _extends(self, phrase: RolePhrase, group: list[Said], position: int, mention: Mention, gap: str) -> bool:
        if mention.label == "ROLE":
            return self._joins_role(phrase, group, position, gap)
        if mention.label == "PROGRAMME" and BELONGS.fullmatch(gap):
            phrase.end = self._closed(mention.end)
            return True
        if mention.label not in {"ORG", "LOC"}:
            return False
        if BRACKET_INNER.fullmatch(gap) and (closed := CLOSE.match(self.text, mention.end)) and phrase.said[-1].body:
            phrase.end = closed.end()
            return True
        if gap.strip() in {"und", "sowie"} and mention.label == "ORG" and group and group[-1].ahead:
            last = group[-1]
            phrase.said.append(Said(last.mention, last.role, self.bodies.name(mention), status=last.status))
        elif self._goes_with(group[-1], mention, gap):
            self._belongs(group, mention, gap)
        else:
            return False
        phrase.end = self._closed(mention.end)
        return True

    @staticmethod
    def _goes_with(said: Said, mention: Mention, gap: str) -> bool:
        """Whether a body or place behind a role belongs to it."""
        if TIGHT.fullmatch(gap):
            return "\n" not in gap and not (said.ahead or (said.body and mention.label == "LOC"))
        if mention.label == "LOC":
            return bool(BELONGS.fullmatch(gap))
        return bool(BELONGS_TO_BODY.fullmatch(gap) or LOOSE.fullmatch(gap))

    def _closed(self, end: int) -> int:
        return end + 1 if self.text[end : end + 1] in {"”", "“", "«", "»", '"', "’", "‘"} else end

    def _belongs(self, group: list[Said], mention: Mention, gap: str) -> None:
        place = mention.label == "LOC"
        for said in group:
            if said is not group[-1] and is_profession(said.role) and not is_profession(group[-1].role):
                continue
            if place and (said.body or (IN_PLACE.match(gap) and is_profession(said.role))):
                continue
            if not said.ahead and (said.body is None or not place):
                said.body, said.by_place, said.ahead = self.bodies.name(mention), place, not place

    def _joins_role(self, phrase: RolePhrase, group: list[Said], position: int, gap: str) -> bool:
        said = self._said(position, first=False)
        conflict = {phrase.sex, sex_of(said.role)} == {"w", "m"}
        article = ARTICLE_LAST.search(gap) and "zugleich" not in gap
        joined = AND.fullmatch(gap) or ENUMERATION.fullmatch(gap) or TIGHT.fullmatch(gap)
        if conflict or article or not joined:
            return False
        if group[-1].body is None:
            self._unnamed(phrase, group)
        if group[-1].body is not None and said.body is None:
            group.clear()
        group.append(said)
        phrase.said.append(said)
        phrase.end = said.mention.end
        return True

    def _person(self, position: int) -> tuple[PersonPhrase, int]:
        mention = self.mentions[position]
        floor = self.mentions[position - 1].end if position else 0
        phrase = PersonPhrase(
            prefix(self.text, mention.start, floor).start, self._closed(mention.end), self.holders[mention], mention
        )
        position += 1
        opened = OPEN.match(self.text, mention.end)
        close = self.text.find(")", mention.end, mention.end + LONGEST_BRACKET) if opened else -1
        if opened and close < 0 and position < len(self.mentions) and self.mentions[position].start == opened.end():
            close = self.mentions[position].end
        if opened and close > 0 and position < len(self.mentions) and self.mentions[position].start < close:
            inside = position
            while position < len(self.mentions) and self.mentions[position].start < close:
                position += 1
            if not self._bracket(phrase, inside, position, opened):
                return phrase, inside
            phrase.end = max(close + 1, self.mentions[position - 1].end)
        elif found := PLAIN_BRACKET.match(self.text, mention.end):
            phrase.end = found.end()
        return phrase, position

    def _bracket(self, phrase: PersonPhrase, first: int, last: int, opened: re.Match[str]) -> bool:
        """Read what stands in brackets behind a name; False where another human does."""
        inside = self.mentions[first:last]
        if any(mention.label == "PERSON" for mention in inside):
            return False
        phrase.roles = [self._said(at) for at in range(first, last) if self.mentions[at].label == "ROLE"]
        organisations = [mention for mention in inside if mention.label == "ORG"]
        places = [mention for mention in inside if mention.label == "LOC"]
        if phrase.roles:
            for body in (organisations or places)[:1]:
                for said in phrase.roles:
                    said.body = said.body or self.bodies.name(body)
        else:
            phrase.bodies = list(dict.fromkeys(self.bodies.name(mention) for mention in organisations))[:1]
            phrase.place = self.bodies.name(places[0]) if len(places) == 1 and not organisations else None
        if ALL.match(opened.group()):
            phrase.shared = opened.group().strip(" (").split()[0]
        return True


def is_profession(role: str) -> bool:
    """Whether a role is a profession rather than an office."""
    return kind(role.split()[-1]) == "profession"


def _plural(role: str, before: str) -> bool:
    word = role.split()[0] if " " in role else role
    lower = word.casefold()
    if lower.endswith(("innen", "räte", "räten", "leute", "leuten", "anwälte", "ärzte", "oren")):
        return True
    return bool(SEVERAL.search(before)) and lower.endswith(("er", "ern", "enden", "eten", "gten", "enten", "isten"))
