"""Who speaks: from the words around a quote to a person of the release, by name, by role or by pronoun."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractor.pipes.links.offices import FAMILIES, sex_of
from extractor.pipes.people.vocabulary import given_names
from extractor.pipes.quotes.indirect_vocabulary import BODY_ENDS
from extractor.pipes.quotes.vocabulary import ADVERBS, MALE_ENDS, MEDIATED, PREPOSITIONS
from extractor.pipes.roles.heads import kind
from extractor.text.document import FoundPerson, Mention

WORD = re.compile(r"\w+")
_SALUTATION = re.compile(r"\b(Frau|Herrn?)\s+(?:(?:Prof|Dr|Dipl)\S*\s+)*$")
_APPOSITION = re.compile(r"[\s,(]*(?:(?:Frau|Herrn?|Prof|Dr|Dipl)\b[\w.-]*\s*)*")
_ARTICLE = re.compile(
    r"\b(der|die|den|dem|des|unser|unsere|ihre?[mnr]?|seine?[mnr]?|deren|dessen)\s+(?:[\w-]+e[nrs]?\s+)?$",
    re.IGNORECASE,
)
_SEX_OF_POSSESSIVES = {"ihr": "m", "sein": "m", "ihre": "w", "seine": "w"}
_POSSESSIVES = ("ihr", "sein", "deren", "dessen")
_SEX_OF_ARTICLES = {"der": "m", "die": "w", "den": "m", "dem": "m"}
_NOUN = re.compile(r"\s*(der|die)\s(?:[a-zäöüß]{3,20}\s){0,2}([A-ZÄÖÜ][a-zäöüß]{3,})\b")
_LAST_NAMED = frozenset("dieser diese letzterer letztere".split())
_AGED = re.compile(r"\s*(der|die)\s(?:\d{1,3}|\w+)-?[Jj]ährige(?!\w|\s[A-ZÄÖÜ])")
PRONOUNS = frozenset({"er", "sie"}) | _LAST_NAMED
_OF_BODY = re.compile(r"\s(?:(?:der|des|von|vom|im|in|bei|beim)\s[\w-]*\s?[A-ZÄÖÜ]|für\s|[A-ZÄÖÜ])")
_LOOK_BACK = 24
_JUST_NAMED = 300
_NAME_REACH = 60
_CLOSE_BY = 600


class Cast:
    """The people of a release and where the text speaks of them."""

    def __init__(self, text: str, mentions: Sequence[Mention], people: Sequence[FoundPerson]) -> None:
        self.text = text
        self.people = people
        self.mentions = sorted(m for m in mentions if m.label in ("PERSON", "ROLE"))
        self.starts = [mention.start for mention in self.mentions]
        self._owner: dict[tuple[int, int], int] = {}
        for index, person in enumerate(people):
            for mention in (*person.mentions, *(m for role in person.roles for m in role.mentions)):
                self._owner.setdefault((mention.start, mention.end), index)
        self._resolved: dict[int, int | None] = {}
        self._sexes: dict[int, str | None] = {}

    def within(self, start: int, end: int) -> list[int]:
        """Indices of the mentions that begin in ``[start, end)``."""
        return list(range(bisect_left(self.starts, start), bisect_left(self.starts, end)))

    def mentioned(self, position: int) -> bool:
        """Whether a name or a role stands at a character."""
        index = bisect_right(self.starts, position) - 1
        return index >= 0 and position < self.mentions[index].end

    def person_at(self, index: int) -> int | None:
        """The person whom mention ``index`` names or stands for."""
        if index not in self._resolved:
            self._resolved[index] = self._resolve(index)
        return self._resolved[index]

    def _resolve(self, index: int) -> int | None:
        mention = self.mentions[index]
        owner = self._owner.get((mention.start, mention.end))
        if owner is not None or mention.label == "PERSON":
            return owner
        beside = self._beside(index)
        return self._described(index) if beside is None else beside

    def _described(self, index: int) -> int | None:
        """Whom ``die Forscherin`` or ``ihr Nachfolger`` means: the only one of that sex who was named close by.

        An office of the kind that everybody knows (``der Bürgermeister``), or with the body that it belongs to, may be
        that of somebody unnamed.
        """
        mention = self.mentions[index]
        role = self.text[mention.start : mention.end]
        article = _ARTICLE.search(self.text[max(0, mention.start - 40) : mention.start])
        word = article[1].casefold() if article else ""
        possessive = word.startswith(_POSSESSIVES)
        if not possessive and word not in _SEX_OF_ARTICLES:
            return None
        if not (possessive or kind(role.split()[0]) == "profession" or self._is_inner_office(mention)):
            return None
        sex = self._sex_at(mention) or _SEX_OF_POSSESSIVES.get(word)
        recent = self._recent(index)
        if possessive:
            recent = [person for person in recent if person != recent[-1]]
        fitting = {person for person in recent if sex is not None and self.sex(person) == sex}
        return fitting.pop() if len(fitting) == 1 else None

    def _is_inner_office(self, mention: Mention) -> bool:
        role = self.text[mention.start : mention.end].casefold()
        return not (any(family in role for family in FAMILIES) or _OF_BODY.match(self.text, mention.end))

    def _recent(self, index: int) -> list[int]:
        """Who was named close by before a mention, in that order."""
        return [
            person
            for at in range(max(0, index - _LOOK_BACK), index)
            if self.mentions[at].label == "PERSON"
            and self.starts[index] - self.starts[at] <= _CLOSE_BY
            and (person := self.person_at(at)) is not None
        ]

    def _beside(self, index: int) -> int | None:
        """The person a role stands next to: ``Bürgermeisterin Anna Beispiel``, ``Anna Beispiel, Bürgermeisterin``."""
        for left, right in ((index, index + 1), (index - 1, index)):
            if left < 0 or right >= len(self.mentions) or right - left != 1:
                continue
            gap = self.text[self.mentions[left].end : self.mentions[right].start]
            other = self.mentions[right if left == index else left]
            if other.label == "PERSON" and len(gap) < 40 and _APPOSITION.fullmatch(gap):
                return self._owner.get((other.start, other.end))
        return None

    def _sex_at(self, mention: Mention) -> str | None:
        """Of a role mention: from its own form, or from its article (``die Vorsitzende``)."""
        sex = sex_of(self.text[mention.start : mention.end])
        if sex is None and (article := _ARTICLE.search(self.text[max(0, mention.start - 40) : mention.start])):
            sex = _SEX_OF_ARTICLES.get(article[1].casefold())
        return sex

    def sex(self, person: int) -> str | None:
        """``w`` or ``m`` where salutations, roles or the given name tell, else ``None``."""
        if person not in self._sexes:
            self._sexes[person] = self._find_sex(self.people[person])
        return self._sexes[person]

    def _find_sex(self, person: FoundPerson) -> str | None:
        for mention in person.mentions[:8]:
            salutation = _SALUTATION.search(self.text[max(0, mention.start - 40) : mention.start])
            if salutation:
                return "w" if salutation[1] == "Frau" else "m"
        told = {self._sex_at(mention) for role in person.roles for mention in role.mentions[:4]}
        told |= {sex_of(role.role) for role in person.roles if role.role}
        told -= {None}
        return told.pop() if len(told) == 1 else given_names().get((person.given_name or "").split(" ")[0])

    def by_pronoun(self, pronoun: str, before: int, last_speaker: int | None) -> int | None:
        """Whom ``er`` or ``sie`` means: who was last named and fits; ``None`` where two fit equally well."""
        sex = "w" if pronoun.casefold() in ("sie", "diese", "letztere") else "m"
        recent: list[int] = []
        at = bisect_left(self.starts, before)
        for index in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
            if before - self.starts[index] > _CLOSE_BY and recent:
                break
            person = self.person_at(index)
            if person is not None and person not in recent and self.sex(person) in (None, sex):
                recent.append(person)
        sure = [person for person in recent if self.sex(person) == sex]
        if pronoun.casefold() in _LAST_NAMED:
            return recent[0] if recent and (recent[0] in sure or len(recent) == 1) else None
        if last_speaker is not None and self.sex(last_speaker) in (None, sex) and last_speaker in recent[:2]:
            return last_speaker
        if sure:
            return sure[0]
        return recent[0] if len(recent) == 1 else None

    def subject(self, start: int, end: int, *, mediated: bool = False) -> int | None:
        """Index of the first mention in ``[start, end)`` that can be the subject there; ``None`` without one.

        A name after a preposition is none, unless ``mediated`` (``so die Einschätzung von …``) and it follows *von*.
        """
        for index in self.within(start, end):
            preposition = self._preposition(index, start)
            if self._is_possessor(index):
                continue
            if preposition is None or (mediated and preposition in MEDIATED):
                return self.full(index, end)
        return None

    def _is_possessor(self, index: int) -> bool:
        """Whether a name stands in the genitive before an office: ``Tadsens Kollegin Frauke Test``."""
        mention = self.mentions[index]
        person = self._owner.get((mention.start, mention.end))
        name = self.text[mention.start : mention.end]
        if mention.label != "PERSON" or person is None or not name.endswith("s"):
            return False
        last = (self.people[person].family_name or self.people[person].name).split()[-1]
        return name.split()[-1] == f"{last}s" and self.text[mention.end + 1 : mention.end + 2].isupper()

    def named_by_noun(self, start: int, end: int, before: int) -> int | None:
        """Whom ``der Kanadier`` or ``die frühere Lehrerin`` at ``start`` means: the only one just named whom it fits.

        ``before`` is where the words end in which that one has to be named.
        """
        noun = _NOUN.match(self.text, start, min(end, start + 80))
        if (
            noun is None
            or is_body(noun[2])
            or self._name_follows(noun.start(2), end)
            or (self.mentioned(noun.start(2)) and kind(noun[2]) == "office")
        ):
            return None
        sex = "w" if noun[2].endswith("in") else "m"
        if sex == "m" and (noun[1] == "die" or not noun[2].endswith(MALE_ENDS)):
            return None
        for reach in (_JUST_NAMED // 3, _JUST_NAMED):
            near = self.within(max(0, before - reach), before)
            named = {person for index in near if (person := self.person_at(index)) is not None}
            fitting = [person for person in named if self.sex(person) in (None, sex)]
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
        return None

    def _name_follows(self, position: int, end: int) -> bool:
        """Whether a noun at ``position`` leads to a name: ``die norwegische Astronomin Solheim``."""
        near = self.within(position + 1, min(end, position + _NAME_REACH))
        return any(self.mentions[index].label == "PERSON" for index in near)

    def full(self, index: int, end: int) -> int:
        """The name that belongs to a role (``der Vorsitzende des Vereins, Anna Beispiel``), else ``index``."""
        if self.mentions[index].label == "PERSON" or self.person_at(index) is not None:
            return index
        for following in self.within(self.mentions[index].end, end):
            gap = self.text[self.mentions[following - 1].end : self.mentions[following].start]
            if "." in gap.replace("Dr.", "").replace("Prof.", "") or (";" in gap or ":" in gap):
                break
            if self.mentions[following].label == "PERSON" and (following == index + 1 or not gap.strip(" ,")):
                return following if self._preposition(following, start=self.mentions[index].end) is None else index
            if self.mentions[following].label == "PERSON":
                break
        return index

    def can_be_subject(self, index: int) -> bool:
        """Whether no preposition governs a mention."""
        return self._preposition(index, max(0, self.mentions[index].start - 60)) is None

    def _preposition(self, index: int, start: int) -> str | None:
        """The preposition that governs a mention, looking left over articles, titles, adjectives and roles.

        ``Herrn`` is never a subject either and counts as one.
        """
        left = max(start, self.mentions[index].start - 60)
        if index and self.mentions[index - 1].end > left and self.mentions[index].label == "PERSON":
            previous = self.mentions[index - 1]
            if previous.label == "ROLE" and _APPOSITION.fullmatch(self.text[previous.end : self.mentions[index].start]):
                return self._preposition(index - 1, start)
        words = [match[0] for match in WORD.finditer(self.text, left, self.mentions[index].start)]
        for word in reversed(words[-5:]):
            if word in PREPOSITIONS:
                return word
            if word == "Herrn":
                return "an"
            if not _belongs_to_name(word):
                return None
        return None

    def pronoun(self, start: int, end: int) -> str | None:
        """``er`` or ``sie`` (also ``dieser``, ``der 71-Jährige``) as the first thing after a tag, adverbs aside."""
        if aged := _AGED.match(self.text, start, min(end, start + 60)):
            return "dieser" if aged[1] == "der" else "diese"
        for match in list(WORD.finditer(self.text, start, min(end, start + 60)))[:4]:
            if match[0].casefold() in PRONOUNS:
                return match[0]
            if match[0] not in ADVERBS:
                return None
        return None


def is_body(noun: str) -> bool:
    """Whether a noun means a body, not a person."""
    return noun.casefold().endswith(BODY_ENDS)


def _belongs_to_name(word: str) -> bool:
    """Whether a word can stand between a preposition and the name it governs."""
    if word in ("Herr", "Herrn", "Frau", "Dr", "Prof", "Dipl", "Ing", "med", "h", "c"):
        return True
    return (
        word in ("der", "die", "den", "dem", "des", "einer", "einem", "einen")
        or (word[0].islower() and word.endswith(("en", "er", "em", "e")))
        or word.endswith(("er", "ers"))
    )
