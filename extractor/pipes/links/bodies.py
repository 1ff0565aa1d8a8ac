"""The canonical names of organisations and places, as roles need them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from extractor.pipes.links.vocabulary import ADJECTIVE, COUNTRIES, NO_BODIES, NO_TOWNS, REGIONS, TOWNS
from extractor.pipes.roles.heads import kind, office_form
from extractor.text.document import FoundEntry, Mention

GENITIVE_BEFORE = re.compile(rf"\s(?:(?:{ADJECTIVE})\s){{0,2}}")
TOWN_BEFORE = re.compile(r"(?<![\w-])((?:[A-ZÄÖÜ]\w{1,30}-\s)?[A-ZÄÖÜ][\w-]{2,39}er)\s(?:[a-zäöüß]+e[rnms]?\s){0,2}$")
INTRODUCED = re.compile(
    r"(?:(?<!\w)(?:[Dd](?:er|ie|en|em|es)|[Vv]om|[Zz]um|[Zz]ur|[Bb]eim|[Ee]ine?[mnrs]?|[Mm]it|[Vv]on|[Ss]o|[a-zäöüß]+e[rnms]?)\s|[.!?:\n]\s?|^)$"
)
REGION_BEFORE = re.compile(r"(?<![\w-])([\w-]{4,40}isch)e[nrms]?\s(?:[a-zäöüß]+e[rnms]?\s){0,2}$")
WINDOW = 80
NEAR = 300
SHORTEST_FIRST = 3
SHORTEST_KIND = 5


class Bodies:
    """Knows the entry that each organisation or place mention belongs to."""

    def __init__(
        self, text: str, mentions: Iterable[Mention], organisations: list[FoundEntry], places: list[FoundEntry]
    ) -> None:
        self._names = {(m.start, m.end): entry.name for entry in [*organisations, *places] for m in entry.mentions}
        self._text = text
        self._organisations = {
            form.casefold(): entry.name for entry in organisations for form in (entry.name, *entry.aliases)
        }
        self._bodies = sorted(mention for mention in mentions if mention.label == "ORG")
        self._starts = [mention.start for mention in self._bodies]
        found = [mention for mention in mentions if mention.label == "LOC"]
        self._places = {" ".join(text[m.start : m.end].split()) for m in found} | {entry.name for entry in places}
        for mention in mentions:
            if mention.label == "ORG":
                surface = text[mention.start : mention.end].casefold()
                self._organisations.setdefault(surface, self.name(mention))

    def name(self, mention: Mention) -> str:
        """The canonical name of what ``mention`` names."""
        known = self._names.get((mention.start, mention.end))
        return known if known is not None else " ".join(self._text[mention.start : mention.end].split())

    def before(self, text: str, last: Mention | None, role: Mention) -> str | None:
        """The body before a role: ``Lichtenbergs Bürgermeister``, ``Berliner Senatorin``, ``Caritas Sprecher``."""
        if last is not None and last.label in {"ORG", "LOC"} and role.start - last.end <= WINDOW:
            gap = text[last.end : role.start]
            genitive = text[last.end - 1] in "s'’" and GENITIVE_BEFORE.fullmatch(gap)
            if genitive and last.label == "LOC":
                return self._nominative(self.name(last))
            if last.label == "ORG" and gap == " ":
                return self.name(last)
        window = text[max(0, role.start - WINDOW, last.end if last else 0) : role.start]
        if found := REGION_BEFORE.search(window):
            adjective = found.group(1).casefold()
            country = COUNTRIES.get(adjective) if _is_office(text[role.start : role.end]) else None
            return REGIONS.get(adjective) or country
        if found := TOWN_BEFORE.search(window):
            return self._town(found.group(1).replace("- ", "-"), sure=bool(INTRODUCED.search(window[: found.start()])))
        return None

    def of_compound(self, role: str) -> str | None:
        """The body that the first part of a compound names, where it has a mention of its own: ``Ufo-Chef``."""
        first, hyphen, _ = role.partition("-")
        if not hyphen or first.endswith(" "):
            return self._of_first_part(role)
        found = self._organisations.get(first.casefold())
        rest = role.rpartition("-")[0].casefold()
        return self._organisations.get(rest) or found or self._of_first_part(role)

    def _of_first_part(self, role: str) -> str | None:
        """The one organisation of the kind that a compound begins with: ``Museumsleiter``, ``Kita-Leiterin``."""
        first = first_part(role)
        return self.of_kind(first, compounds=True) if first else None

    def of_kind(self, noun: str, *, compounds: bool = False) -> str | None:
        """The one organisation whose name holds ``noun``, alone or behind a hyphen; in ``compounds`` as their end."""
        forms = {noun.casefold()} | {noun.casefold().removesuffix(end) for end in ("s", "es")}
        if compounds:
            forms |= {f"{noun.casefold()}e"} | {noun.casefold().removesuffix(end) for end in ("n", "en")}
        names = set(self._organisations.values())
        found = {name for name in names if _ends_in(name.split()[0], forms, compounds)}
        found = found or {name for name in names if any(_ends_in(word, forms, compounds) for word in name.split())}
        return found.pop() if len(found) == 1 else None

    def only_near(self, position: int) -> str | None:
        """The one organisation that the text names in the ``NEAR`` characters before a place, or ``None``."""
        last = bisect_left(self._starts, position)
        first = bisect_left(self._starts, position - NEAR)
        names = {self.name(mention) for mention in self._bodies[first:last]}
        return names.pop() if len(names) == 1 else None

    def last_before(self, position: int) -> str | None:
        """The organisation named last in the ``NEAR`` characters before a place."""
        at = bisect_left(self._starts, position) - 1
        if at < 0 or position - self._starts[at] > NEAR:
            return None
        return self.name(self._bodies[at])

    def _nominative(self, place: str) -> str:
        base = place[:-1]
        return (
            base
            if place.endswith("s") and (base in self._places or place not in self._places)
            else _less_s(place, self._places)
        )

    def _town(self, adjective: str, *, sure: bool) -> str | None:
        if adjective in NO_TOWNS or kind(adjective):
            return None
        if adjective in TOWNS:
            return TOWNS[adjective]
        stem = adjective.removesuffix("er")
        for candidate in (stem, stem + "e", stem + "en", adjective + "n"):
            if candidate in self._places:
                return candidate
        if not sure:
            return None
        return stem + "en" if stem.endswith("ing") else stem


def _ends_in(word: str, forms: set[str], compounds: bool) -> bool:
    lower = word.casefold().strip('„“”"»«()')
    if lower in forms or lower.rpartition("-")[2] in forms:
        return True
    return compounds and any(len(form) >= SHORTEST_KIND and lower.endswith(form) for form in forms)


def first_part(role: str) -> str | None:
    """What the head of an office is put together with, where that may be a kind of body.

    >>> first_part("Museumsdirektorin"), first_part("Kita-Leiterin"), first_part("Landesvorsitzende")
    ('museums', 'kita', None)
    """
    word = role.split()[0] if role else ""
    form = office_form(word)
    first = word.casefold().replace("-", "").removesuffix(form) if form else ""
    first = first.removesuffix("vize")
    return None if len(first) < SHORTEST_FIRST or first.startswith(NO_BODIES) else first


def _is_office(role: str) -> bool:
    return any(kind(word) == "office" for word in role.split())


def _less_s(place: str, places: set[str]) -> str:
    """``Bremens`` is Bremen, ``Paris`` stays: the s goes where it makes no other place and no sibilant is left."""
    if not place.endswith("s") or (place.endswith(("ss", "is", "us", "as", "os")) and place[:-1] not in places):
        return place
    return place[:-1]
