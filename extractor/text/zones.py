"""Zones of a release: headline, sub-headline, dateline, embargo line, body, contact block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from extractor.text import zone_words
from extractor.text.abbreviations import ALWAYS_INSIDE, MAYBE_LAST, MONTHS, OPENERS
from extractor.text.dates import DATE_PATTERN, find_date, find_datetime
from extractor.text.document import Zone
from extractor.text.letterhead import is_letterhead, is_nominal
from extractor.text.sentences import split

MAX_TITLE, MAX_STOPPED_TITLE = 250, 120
"""Characters of a headline, and of one that ends in a full stop."""

MIN_PROSE = 80
"""Characters from which a line that ends a sentence is running text."""

HEADER_LINES = 12
"""Lines from the top among which headline, sub-headline and dateline stand."""

MAX_HEADLINES = 3
"""Lines of a headline with what stands under it, below a letterhead."""

MAX_SUBTITLE, MAX_HEADER = 200, 160
"""Characters of a sub-headline, and of the other lines above the body."""

MIN_AFTER_DATELINE = 30
"""Characters that a dateline must leave of its line."""

MAX_CONTACT_LINE, MAX_INLINE_CONTACT = 160, 700
"""Characters of a line in a contact block, and of a contact at the end of a paragraph."""

MAX_BLOCK = 30
"""Lines of one paragraph that are looked at for a contact block."""

QUOTE_PAIRS = {"“": "”“", "„": '“”"', "»": "«", "«": "»", '"': '"', "”": "”", "‚": "‘", "'": "'"}


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones in text order and what they say; ``date`` is a dateline's, ``embargo`` None where it names no day."""

    zones: list[Zone] = field(default_factory=list)
    title: str | None = None
    place: str | None = None
    date: date | None = None
    embargo: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it; ``paragraph`` counts the paragraphs."""

    start: int
    end: int
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Dateline:
    length: int
    place: str | None = None
    date: date | None = None


def _words(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


_LINE = re.compile(r"[^\n]+")
_BEFORE_EMBARGO = r"\W{0,4}(?:achtung\W{1,3})?"
_EMBARGO = re.compile(rf"{_BEFORE_EMBARGO}(?:{_words(zone_words.EMBARGO)})\b", re.IGNORECASE)
_EMBARGO_WITH_DATE = re.compile(rf"{_BEFORE_EMBARGO}(?:{_words(zone_words.EMBARGO_WITH_DATE)})\b", re.IGNORECASE)
_RELEASE = re.compile(rf"\W{{0,3}}(?:gemeinsame\s)?(?:{_words(zone_words.RELEASE)})\b(?P<rest>.*)", re.IGNORECASE)
_RELEASE_REST = re.compile(
    rf"[\s:|–—/-]*(?:$|(?:Nr|Nummer|No|vom|der|des)\b|\d[\d\s./|,–-]*(?:{'|'.join(MONTHS)})?[\d\s./]*$)", re.IGNORECASE
)
_CONTACT = re.compile(rf"\W{{0,4}}(?:{_words(zone_words.CONTACT)})\b", re.IGNORECASE)
_INLINE_CONTACT = re.compile(rf"(?:{_words(zone_words.CONTACT)})\b[^.:!?\n]{{0,60}}:", re.IGNORECASE)
_REACHABLE = re.compile(
    r"\w(?:@|\s?\(at\)\s?|\s?\[at\]\s?)\w"
    r"|\b(?:tel|telefon|fon|phone|mobil|handy|fax|telefax|durchwahl|telefonnummer)\b\.?:?\s?\(?(?:\+|0|\d{2})"
    r"|(?<![\w.,])(?:\+\d{2}|\(?0\d{2,5}\)?)[\s/–-]{0,3}\d[\d\s/–-]{4,14}\d",
    re.IGNORECASE,
)
_SALUTATION = re.compile(rf"(?:{_words(zone_words.SALUTATION)})\b", re.IGNORECASE)
_FIELD = re.compile(rf"(?:{_words(zone_words.EVENT_DATA)})\b\.?\s*:", re.IGNORECASE)
_ITEM = re.compile(r"[•*▪·‣◦●■□►-]\s")
_SHORT_STOP = re.compile(r"(?:\d|\.\.|(?<![^\W\d_])[^\W\d_])\.$")
_MARKUP = re.compile(r"(?:#{1,6}\s+|\*\*|__)")

_NAME = r"[A-ZÄÖÜ][\w'’-]*"
_PLACE = (
    rf"(?:(?:{zone_words.PLACE_PREFIXES})\s)?{_NAME}(?:\s(?:{zone_words.PLACE_LINKS}\s?){{1,2}}{_NAME})?"
    rf"(?:\s\((?:{zone_words.PLACE_REGIONS})\)|/(?:{zone_words.PLACE_REGIONS})\b)?"
)
_OTHER_PLACES = rf"(?:\.?\s?/\s?{_PLACE}){{0,3}}"
_AGENCY = r"\s?(?:\([\w./+ -]{1,30}\)|/\s?[a-z]{2,5}\b)"
_WIRE = r"\s?(?:\((?:[a-z]{2,5}(?:/[a-z]{2,5})?|OTS|DPA|EPD|KNA|APA|AFP)\)|/\s?[a-z]{2,5}\b)"
_WEEKDAY = r"(?:[A-ZÄÖÜ][a-zäöü]{2,7}tag|Mittwoch|Sonnabend|Mo|Di|Mi|Do|Fr|Sa|So)\b\.?,?\s"
_DAY = rf"(?:{_WEEKDAY})?(?:de[nmr]\s)?(?i:{DATE_PATTERN})"
_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))
_VAGUE_DAY = rf"(?:im\s|am\s|de[nm]\s)?(?:\d{{1,2}}\.\s?)?(?i:{_MONTHS})\b\.?(?:\s\d{{4}})?"
_DASH = r"(?:[–—|]|--?|//)"
_NEXT = r"(?=[\"“„»‚(]?[A-ZÄÖÜ\d])"

_PLACE_DATE = re.compile(
    rf"(?P<place>{_PLACE}){_OTHER_PLACES}(?:(?:{_AGENCY})?[,.]\s|{_AGENCY}\s|\s(?=de[nm]\s|im\s))(?:(?:am\s)?{_DAY}(?:{_AGENCY})?(?:[.:,]?\s?{_DASH}\s?|[.:,]?\s)"
    rf"|{_VAGUE_DAY}(?:{_AGENCY})?[.:,]?\s?(?:{_DASH}\s?|(?<=[.:])\s)){_NEXT}"
)
_PLACE_ONLY = re.compile(
    rf"(?P<place>{_PLACE}){_OTHER_PLACES}(?:{_WIRE}[.:,]?\s?(?:{_DASH}\s?)?|(?:{_AGENCY})?(?:[.:,]?\s{_DASH}\s|[.:]\s(?<!:\s))){_NEXT}"
)
_DATE_FIRST = re.compile(rf"{_DAY}(?:\s?{_DASH}\s|,?\s(?P<place>{_PLACE})\s?(?:{_DASH}|[:.])\s){_NEXT}")
_INLINE = (_PLACE_DATE, _DATE_FIRST, _PLACE_ONLY)
_DATE_LINE = re.compile(
    rf"(?:(?:Datum|Stand):?\s)?(?:(?P<place>{_PLACE})(?:{_AGENCY})?(?:,\s(?:am\s)?|\s(?=de[nm]\s)))?{_DAY}"
    rf"(?:,\s\d{{1,2}}(?:[.:]\d\d)?\sUhr)?(?:\s?(?:[|/,]|{_DASH})\s?(?P<after>{_PLACE}))?[.:]?"
    rf"(?:\s?[|,–-]\s?(?i:{_words(zone_words.RELEASE)}|nr)\b.{{0,60}})?"
)
_DATE_AT_END = re.compile(rf"(?:[,·|/–—-]\s?|\s{{2,}})(?:(?P<place>{_PLACE}),\s)?{_DAY}$")
_NO_PLACE = re.compile(
    r"(?:\w*(?:ung|heit|keit|schaft|tion|tät|tag|nis|ungen|fest)|mittwoch|sonnabend|stand|datum)$", re.IGNORECASE
)


def zones(text: str) -> Zones:
    """The zones of ``text``; a release that is one block of prose has no title."""
    return _Reader(text).read()


class _Reader:
    """Reads a release from the top: header lines, then the body with contact blocks and embargo lines in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = _lines(text)
        self.zones: list[Zone] = []
        self.datelines: list[_Dateline] = []
        self.title: str | None = None
        self.embargoes: list[str] = []

    def read(self) -> Zones:
        """The zones and what they say."""
        self._body(self._header())
        return Zones(
            zones=_merged(self.zones, self.text),
            title=self.title,
            place=next((line.place for line in self.datelines if line.place), None),
            date=next((line.date for line in self.datelines if line.date), None),
            embargo=next((found for line in self.embargoes if (found := find_datetime(line))), None),
        )

    def _header(self) -> int:
        """Read headline, sub-headline, dates and embargo above the body; the number of the first line below them."""
        number = subtitles = 0
        above = _letterhead(self.lines)
        while number < min(len(self.lines), HEADER_LINES):
            line = self.lines[number]
            if _is_embargo(line.text):
                number = self._embargo(number)
            elif found := _header_date(line.text):
                self.datelines.append(found)
                self._add("dateline", line)
                number += 1
            elif self.title is None and number in above:
                self.datelines += _date_at_end(line.text)
                number += 1
            elif _is_release_line(line.text):
                number += 1
            elif self.title is None and _is_title(self.lines, number):
                self._add_title(line)
                number += 1
            elif self.title is not None and not subtitles and _is_subtitle(self.lines, number):
                self._add("subtitle", line)
                subtitles += 1
                number += 1
            else:
                break
        return number

    def _body(self, number: int) -> None:
        first = self._first_prose(number)
        contacts = _Contacts(self.lines)
        while number < len(self.lines):
            line = self.lines[number]
            if _is_embargo(line.text):
                number = self._embargo(number)
            elif (end := contacts.end(number)) > number:
                self.zones.append(Zone("contact", line.start, self.lines[end - 1].end))
                number = end
            else:
                self._body_line(line, _dateline(line.text) if number == first else None)
                number += 1

    def _first_prose(self, number: int) -> int:
        """The line that a dateline may begin: the body's first that is no salutation."""
        lines = self.lines
        return number + 1 if number < len(lines) and _SALUTATION.match(lines[number].text) else number

    def _body_line(self, line: _Line, dateline: _Dateline | None) -> None:
        start, end = line.start, line.end
        if dateline:
            self.datelines.append(dateline)
            self._add_span("dateline", start, start + dateline.length)
            start += dateline.length
        contact = _inline_contact(line)
        self._add_span("body", start, contact or end)
        if contact:
            self._add_span("contact", contact, end)

    def _embargo(self, number: int) -> int:
        """Take an embargo line, and the next where the date stands there alone."""
        line = self.lines[number]
        self._add("embargo", line)
        told = line.text
        following = self.lines[number + 1] if number + 1 < len(self.lines) else None
        if told.endswith(":") and following and len(following.text) <= MAX_HEADER and find_date(following.text):
            self._add("embargo", following)
            told = following.text
            number += 1
        self.embargoes.append(told)
        return number + 1

    def _add(self, kind: str, line: _Line) -> None:
        self._add_span(kind, line.start, line.end)

    def _add_span(self, kind: str, start: int, end: int) -> None:
        """Add a zone without the white space at its ends."""
        stretch = self.text[start:end]
        start += len(stretch) - len(stretch.lstrip())
        end -= len(stretch) - len(stretch.rstrip())
        if start < end:
            self.zones.append(Zone(kind, start, end))

    def _add_title(self, line: _Line) -> None:
        inner = _without_quotes(_without_markup(line.text))
        start = line.start + line.text.index(inner)
        self.zones.append(Zone("title", start, start + len(inner)))
        self.title = " ".join(inner.split())


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    paragraph = done = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if match.start() - done > 1 or not stripped:
            paragraph += 1
        if stripped:
            start = match.start() + match.group().index(stripped[0])
            lines.append(_Line(start, start + len(stripped), stripped, paragraph))
        done = match.end()
    return lines


def _merged(found: list[Zone], text: str) -> list[Zone]:
    """``found`` with neighbours of one kind as one, save titles and sub-headlines."""
    merged: list[Zone] = []
    for zone in found:
        last = merged[-1] if merged else None
        if last and last.kind == zone.kind == "body" and not text[last.end : zone.start].strip():
            merged[-1] = replace(last, end=zone.end)
        else:
            merged.append(zone)
    return merged


def _without_markup(text: str) -> str:
    """A headline without the marks that Markdown puts around it."""
    text = _MARKUP.sub("", text, count=1) if _MARKUP.match(text) else text
    for mark in ("**", "__"):
        text = text.removesuffix(mark)
    return text.strip()


def _without_quotes(text: str) -> str:
    """A headline without the quotation marks around the whole of it."""
    closing = QUOTE_PAIRS.get(text[:1], "")
    inner = text[1:-1]
    if len(text) < 3 or text[-1] not in closing or any(mark in inner for mark in {text[0], text[-1]}):
        return text
    return inner.strip() or text


def _stopped(text: str) -> bool:
    """Whether a line ends as a sentence of running text does."""
    bare = text.rstrip('"“”»«’‘)')
    return bare.endswith((".", ":", ";", ",")) and not _SHORT_STOP.search(bare[-5:])


def _is_prose(text: str) -> bool:
    return len(text) > MAX_TITLE or (len(text) >= MIN_PROSE and _stopped(text))


def _is_plain_line(text: str) -> bool:
    """Whether a line could be a headline by what it begins with."""
    special = _SALUTATION, _FIELD, _ITEM
    if any(pattern.match(text) for pattern in special) or not any(char.isalpha() for char in text[:MAX_TITLE]):
        return False
    return not _REACHABLE.search(text[:MAX_TITLE])


def _is_embargo(text: str) -> bool:
    if len(text) > MAX_HEADER:
        return False
    return bool(_EMBARGO.match(text) or (_EMBARGO_WITH_DATE.match(text) and find_date(text)))


def _is_title(lines: list[_Line], number: int) -> bool:
    """Whether a line is a headline: short, no running text, with something below it."""
    text = _without_markup(lines[number].text)
    if len(text) > MAX_TITLE or not _is_plain_line(text):
        return False
    below = number + 1 < len(lines)
    if not _stopped(text):
        return below or len(text) <= MAX_STOPPED_TITLE
    bare = text.rstrip('"“”»«’‘)')
    return (
        below
        and bare.endswith(".")
        and len(text) <= MAX_STOPPED_TITLE
        and not _begins_sentence(text)
        and len(split(text)) == 1
        and not _dateline(text)
        and lines[number + 1].paragraph > lines[number].paragraph
    )


def _letterhead(lines: list[_Line]) -> set[int]:
    """The lines above the headline that name sender, office or sheet; none where no headline is below them."""
    found: set[int] = set()
    number = 0
    while number < min(len(lines), HEADER_LINES):
        paragraph = _paragraph(lines, number)
        texts = [lines[at].text for at in paragraph]
        if _headline_below(lines, paragraph.stop):
            if not all(map(_may_stand_above, texts)) or not any(map(_stands_above, texts)):
                break
            found.update(paragraph)
        elif len(texts) == 2 and is_letterhead(texts[0]) and _is_headline(lines, number + 1):
            return found | {number}
        number = paragraph.stop
    return found


def _paragraph(lines: list[_Line], number: int) -> range:
    """The lines of a paragraph from ``number`` on, no more than a header may have."""
    end = number
    while end < min(len(lines), number + HEADER_LINES) and lines[end].paragraph == lines[number].paragraph:
        end += 1
    return range(number, end)


def _headline_below(lines: list[_Line], number: int) -> bool:
    """Whether a headline comes at or below a line, before any running text."""
    while number < min(len(lines), HEADER_LINES) and not _is_prose(lines[number].text):
        paragraph = _paragraph(lines, number)
        if _is_headline(lines, number):
            return True
        if not all(_may_stand_above(lines[at].text) for at in paragraph):
            return False
        number = paragraph.stop
    return False


def _is_headline(lines: list[_Line], number: int) -> bool:
    """Whether a line is a headline, alone or with sub-headlines, with a paragraph below it."""
    paragraph = _paragraph(lines, number)
    few = len(paragraph) <= MAX_HEADLINES and paragraph.stop < len(lines)
    running = any(_stopped(lines[at].text) or _is_prose(lines[at].text) for at in paragraph)
    return few and not running and not _stands_above(lines[number].text) and _is_title(lines, number)


def _stands_above(text: str) -> bool:
    """Whether a line is of a letterhead, whatever stands around it."""
    text = _without_markup(text)
    return is_letterhead(text) or _is_release_line(text) or _is_embargo(text) or bool(_header_date(text))


def _may_stand_above(text: str) -> bool:
    return _stands_above(text) or (len(text) <= MAX_HEADER and is_nominal(text))


def _begins_sentence(text: str) -> bool:
    return text.split()[0].strip('"„“»«').lower() in OPENERS


def _is_subtitle(lines: list[_Line], number: int) -> bool:
    """Whether a line under the headline is one more: no running text, but running text comes after it."""
    text = lines[number].text
    if len(text) > MAX_SUBTITLE or _stopped(text) or not _is_plain_line(text) or _dateline(text):
        return False
    return any(_is_prose(line.text) for line in lines[number + 1 : number + 3])


def _is_release_line(text: str) -> bool:
    """Whether a line only says that this is a press release."""
    found = _RELEASE.match(text[:MAX_HEADER])
    return bool(found and len(text) < MAX_HEADER and not _stopped(text) and _RELEASE_REST.match(found["rest"]))


def _header_date(text: str) -> _Dateline | None:
    """The dateline that a line above the body consists of."""
    if len(text) > MAX_HEADER:
        return None
    if _is_release_line(text) and (day := find_date(text)):
        return _Dateline(len(text), None, day)
    found = _DATE_LINE.fullmatch(text)
    if not found:
        return None
    place = found["place"] or found["after"]
    return _Dateline(len(text), place if place and _may_be_place(place) else None, find_date(text))


def _date_at_end(text: str) -> list[_Dateline]:
    """The place and date that a line of the letterhead ends with."""
    found = _DATE_AT_END.search(text)
    return [_Dateline(0, found["place"], find_date(found.group()))] if found else []


def _dateline(text: str) -> _Dateline | None:
    """The dateline that running text begins with."""
    head = text[:MAX_HEADER]
    for pattern in _INLINE:
        found = pattern.match(head)
        if not found or len(text) - found.end() < MIN_AFTER_DATELINE:
            continue
        place = found["place"]
        if place is None or _may_be_place(place):
            return _Dateline(found.end(), place, find_date(found.group()))
    return None


def _may_be_place(name: str) -> bool:
    first = name.split()[0].lower()
    if len(first) < 2 or any(first in words for words in (OPENERS, MONTHS, ALWAYS_INSIDE, MAYBE_LAST)):
        return False
    return not _NO_PLACE.match(name)


class _Contacts:
    """Finds contact blocks; each line is searched for a number or address once."""

    def __init__(self, lines: list[_Line]) -> None:
        self.lines = lines
        self.known: dict[int, bool] = {}

    def end(self, number: int) -> int:
        """The number of the line behind the contact block that begins at ``number``; ``number`` where none does."""
        line = self.lines[number]
        begins = _CONTACT if len(line.text) <= MAX_CONTACT_LINE else _INLINE_CONTACT
        if not begins.match(line.text):
            return number
        end = self._paragraph_end(number)
        if not self._reachable(number, end):
            end = self._paragraph_end(end)
            if not self._reachable(number, end):
                return number
        while self._reachable(end, following := self._paragraph_end(end)):
            end = following
        return end

    def _paragraph_end(self, number: int) -> int:
        """The number of the line behind the paragraph that ``number`` begins, running text left out."""
        end = number
        for line in self.lines[number : number + MAX_BLOCK]:
            if line.paragraph != self.lines[number].paragraph or len(line.text) > MAX_INLINE_CONTACT:
                break
            end += 1
        return end

    def _reachable(self, start: int, end: int) -> bool:
        return any(self._line_reachable(number) for number in range(start, end))

    def _line_reachable(self, number: int) -> bool:
        if number not in self.known:
            self.known[number] = bool(_REACHABLE.search(self.lines[number].text))
        return self.known[number]


def _inline_contact(line: _Line) -> int | None:
    """Where in a paragraph its last words are a contact (``Pressekontakt: …, Tel. …``)."""
    offset = max(0, len(line.text) - MAX_INLINE_CONTACT)
    for match in _INLINE_CONTACT.finditer(line.text, offset):
        before = line.text[: match.start()][-3:].rstrip('“”") ')
        if before.endswith((".", "!", "?")) and _REACHABLE.search(line.text, match.end()):
            return line.start + match.start()
    return None
