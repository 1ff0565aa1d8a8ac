"""What stands around an amount and qualifies it: hedge, rate and year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.pipes.amounts.vocabulary import (
    ABBREVIATED_UNITS,
    ABOUT,
    ABOVE,
    BELOW,
    DOCUMENTS,
    HEDGE_FILLERS,
    LIMITS,
    MONTHS,
    OVER_VERBS,
    PREPOSITIONS,
    RATE_PHRASES,
    RATE_WORDS,
)

_WORD = re.compile(r"\w+(?:-\w+)*")
_LIMIT_NOUN = re.compile(
    r"\b(?P<low>bis\s+zu|maximal|höchstens|nicht\s+mehr\s+als)?(?P<high>\bab|\bmindestens)?\s+eine[rmn]\s+"
    r"(?:[a-zäöüß]+\s+)?[A-ZÄÖÜ][\w-]+\s+(?:in\s+(?:einer\s+|der\s+)?Höhe\s+)?von\s*$"
)
_CEILING = re.compile(
    r"(?:(?:[Hh]öchst|[Mm]aximal)(?:betrag|satz|summe|wert|preis|förderung)s?\s+(?:in\s+Höhe\s+)?|Obergrenze\s+)von\s*$"
)
_FLOOR = re.compile(r"(?:[Mm]indest(?:betrag|satz|summe|wert|preis|höhe)s?\s+(?:in\s+Höhe\s+)?|Untergrenze\s+)von\s*$")
_AFTER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*\(?(?:mindestens|mind\.)(?=\s*(?:[.,;)]|$))"), "above"),
    (re.compile(r"\s+(?:und|oder)\s+mehr\b|\s+aufwärts\b"), "above"),
    (re.compile(r"\s*\(?(?:maximal|max\.|höchstens)(?=\s*(?:[.,;)]|$))"), "below"),
    (re.compile(r"[^.;!?\n]{0,60}\bnicht\s+(?:überschreiten|übersteigen|überschritten)\b"), "below"),
)


# --- hedge

_PHRASED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:nicht mehr als|weniger als|bis zu)$"), "below"),
    (re.compile(r"\b(?:nicht weniger als|mehr als|größer als|höher als)$"), "above"),
    (re.compile(r"\bin etwa$"), "about"),
)


def find_hedge(left: str, right: str) -> str:
    """``exact``, ``about``, ``below`` or ``above``."""
    return _hedge_before(left) or next((kind for pattern, kind in _AFTER if pattern.match(right)), "exact")


def is_limit(left: str) -> bool:
    """Whether the hedge before an amount sets a limit, which holds for coordinated amounts too."""
    words = _WORD.findall(left.casefold())[-3:]
    return bool(words) and any(word in LIMITS for word in words) and _hedge_before(left) is not None


def _hedge_before(left: str) -> str | None:
    named = _limit_noun(left)
    if named:
        return named
    sign = re.search(r"(?P<sign>[<>:;])\s*$", left)
    if sign:
        return {">": "above", "<": "below"}.get(sign["sign"])
    words = _WORD.findall(left[-120:].casefold())
    while words and words[-1] in HEDGE_FILLERS:
        if words[-1] == "die" and words[-2:-1] in (["an"], ["um"]):
            return "about"
        words.pop()
    return _hedge_of(words, left)


def _hedge_of(words: Sequence[str], left: str) -> str | None:
    """The hedge at the end of ``words``."""
    tail = " ".join(words[-3:])
    for pattern, kind in _PHRASED:
        if pattern.search(tail):
            return kind
    last = words[-1] if words else ""
    if last == "über":
        return "above" if _is_hedge_over(words[:-1], left) else None
    return next((kind for kind, group in (("about", ABOUT), ("below", BELOW), ("above", ABOVE)) if last in group), None)


def _limit_noun(left: str) -> str | None:
    if _CEILING.search(left[-80:]):
        return "below"
    if _FLOOR.search(left[-80:]):
        return "above"
    match = _LIMIT_NOUN.search(left[-120:])
    if match is None:
        return None
    return "below" if match["low"] else "above" if match["high"] else None


def _is_hedge_over(words: Sequence[str], left: str) -> bool:
    """``von über 5 Euro`` hedges; ``Scheck über 5 Euro`` and ``verfügt über 5 Euro`` do not."""
    before = words[-1] if words else ""
    if before in PREPOSITIONS or before in {"weit", "deutlich", "noch", "insgesamt", "etwas"}:
        return True
    if before.split("-")[-1].endswith(DOCUMENTS):
        return False
    clause = re.split(r"[,;:–()]", left)[-1].casefold()
    return not any(re.search(rf"\b(?:ge|be|ver)?{verb}", clause) for verb in OVER_VERBS)


# --- rate

_EACH = re.compile(
    r"[\s(]*(?:/\s?|(?:brutto|netto|warm|kalt)?\s*(?:pro|je|per|für\s+jede[nrs]?|jede[nrsm]?)\s+)"
    r"(?:angefangene[rnm]?\s+|einzelne[rnm]?\s+)?"
    r"(?P<noun>[A-ZÄÖÜ][\w’*:-]*\w(?:\s+und\s+[A-ZÄÖÜ]\w+)?|mtl|qm\b|kWh\b|kg\b|(?:km|cm|m)(?:[²³]|\d?\b)|[hlt]\b|[A-Z]\b)"
)
_EACH_BEFORE = re.compile(
    r"\b(?:[Pp]ro|[Jj]e)\s+(?:[a-zäöüß]+e[rnms]?\s+)?(?P<noun>[A-ZÄÖÜ][\w-]+)(?:[^.;:!?\n,]{0,40})$"
)
_RATE_AFTER = re.compile(r"[\s(/]*(?:\w+\s+){0,3}?(?P<word>" + "|".join(RATE_WORDS) + r")\b", re.IGNORECASE)
_RATE_BEFORE = re.compile(r"\b(?P<word>" + "|".join(RATE_WORDS) + r")\b[^.;:!?\n,]{0,45}$", re.IGNORECASE)
_PHRASES = tuple((re.compile(rf"\s+(?:\w+\s+)?(?:{pattern})"), unit) for pattern, unit in RATE_PHRASES)
_EACH_ONE = re.compile(r"\b(?:jeweils|je)\b[^.;:!?\n,]{0,40}$")
_NOT_EACH = frozenset({"Jahrgang", "Anhieb", "Euro", "EUR", "Forma"})


def find_rate(left: str, right: str) -> str | None:
    """The unit that the amount is a rate of, in the singular."""
    each = _EACH.match(right)
    if each and each["noun"] not in _NOT_EACH:
        return _unit(each["noun"])
    for pattern, unit in _PHRASES:
        if pattern.match(right):
            return unit
    before = _EACH_BEFORE.search(left)
    if before and not re.search(r"\d", before[0]):
        return _unit(before["noun"])
    for match in (_RATE_AFTER.match(right), _RATE_BEFORE.search(left)):
        if match and not re.search(r"\d", match[0]):
            return RATE_WORDS[match["word"].casefold()]
    return _each_of(left)


def _unit(noun: str) -> str:
    return ABBREVIATED_UNITS.get(noun.casefold(), re.sub(r"(?<=[a-zäöüß])-(?=[a-zäöüß])", "", noun))


def _each_of(left: str) -> str | None:
    """``Die Schulen erhalten jeweils 2000 Euro``: the plural that the amount is given to, in the singular."""
    if not _EACH_ONE.search(left):
        return None
    clause = re.split(r"[.;:!?(]", left)[-1]
    plural = re.search(
        r"\b(?:[Dd]ie|[Dd]en|\d+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)\s+(?:[a-zäöüß]+en?\s+)*"
        r"(?P<noun>[A-ZÄÖÜ][\w-]+)\b",
        clause,
    )
    return singular(plural["noun"]) if plural and plural["noun"] not in _NOT_EACH else None


def singular(plural: str) -> str:
    """The likely singular of a German plural, by its ending."""
    for ending, cut in (
        ("innen", 3), ("ungen", 2), ("heiten", 2), ("keiten", 2), ("schaften", 2), ("ionen", 2), ("täten", 2),
        ("iven", 1), ("ären", 2), ("enten", 2), ("anten", 2), ("isten", 2), ("chen", 0), ("er", 0), ("sen", 1),
        ("en", 1), ("eln", 1), ("ern", 1), ("s", 1), ("e", 1),
    ):  # fmt: skip
        if plural.endswith(ending):
            return plural[: len(plural) - cut]
    return plural


# --- year

_ISSUE_WINDOW = 20_000
_MONTH = "|".join(MONTHS)
_SPAN_OF_YEARS = re.compile(r"(?:19|20)\d\d\s?(?:bis|–|-|/|und)\s?(?:(?:19|20)\d\d|\d\d)\b")
_TIED_YEAR = re.compile(
    r"\b(?:(?:[Ii]m|[Ff]ür\s+das|[Ff]ürs|[Ff]ür|[Dd]es|das|[Dd]as\s+gesamte|[Dd]em|vom|gesamte)\s+)?"
    r"(?:(?:Haushalts|Förder|Geschäfts|Kalender|Schul|Rechnungs|Vor|Wirtschafts)?[Jj]ahre?s?)\s+(?P<jahr>(?:19|20)\d\d)\b"
    r"|\b(?:[Ii]n|[Ff]ür|[Ss]eit|[Aa]b|noch|[Ee]nde|Anfang|Mitte)\s+(?P<bare>(?:19|20)\d\d)\b(?!\s+\w+e[nr]\b\s+[A-Z])"
    rf"|\b(?:[Ii]m|[Ss]eit|[Ee]nde|[Aa]nfang|[Mm]itte|[Aa]b)\s+(?:{_MONTH})\s+(?P<month>(?:19|20)\d\d)\b"
    r"|\b\w*(?:programm|haushalt|budget|etat|plan|mittel)s?\s+(?P<fund>(?:19|20)\d\d)\b"
    r"|\baus\s+(?:[\w-]+\s+){1,8}?(?P<pot>(?:19|20)\d\d)\s+(?:der|des)\b"
    r"|^\W*(?P<first>(?:19|20)\d\d)\s+[a-zäöü]{3,}"
    r"|\b(?:auch|bereits|schon|erst|erstmals|wieder)\s+(?P<again>(?:19|20)\d\d)\b"
    r"|(?<=[a-zäöüß]\s)(?P<adverb>(?:19|20)\d\d)\s+(?:mit|wieder|insgesamt|rund|erstmals)\b"
    rf"|\bmit\s+Wirkung\s+(?:ab|vom|zum)\s+(?:dem\s+)?\d{{1,2}}\.\s?(?:{_MONTH}|\d{{1,2}}\.)\s?(?P<effect>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DIRECT_BEFORE = re.compile(r"\b(?P<year>(?:19|20)\d\d)\s+(?:noch\s+|rund\s+|etwa\s+|insgesamt\s+|bereits\s+|\w+\s+)?$")
_THIS_YEAR = re.compile(r"\b(?:in\s+diesem|im\s+laufenden)\s+Jahr\b", re.IGNORECASE)
_LAST_YEAR = re.compile(
    r"\b(?:im\s+(?:vorigen|vergangenen|letzten)|vergangenes|letztes)\s+Jahr\b|\bim\s+Vorjahr\b", re.I
)
_NEXT_YEAR = re.compile(r"\b(?:im\s+(?:kommenden|nächsten)|nächstes|kommendes)\s+Jahr\b", re.IGNORECASE)
_RELATIVE_YEARS = ((_THIS_YEAR, 0), (_LAST_YEAR, -1), (_NEXT_YEAR, 1))
_HANDED_OVER = re.compile(
    r"\b(?:übergeben|überreicht|übergab|überreichte|gespendet|spendete|überwiesen|bewilligt|bewilligte)\b"
)
_FULL_DATE = re.compile(rf"\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{_MONTH})\s?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<![\d,])(?:19|20)\d\d(?![\d,])")
_WORTH_A_LOOK = re.compile(r"[Jj]ahr|[Ss]umme|[Bb]etrag|Preisgeld|Mittel|(?:19|20)\d\d")
_DEFINITE_SUM = re.compile(
    r"^\W*(?:Die|Das|Diese|Dieser|Der)\s+(?:[a-zäöü]+\s)?(?:[\w-]*[Ss]umme|Preisgeld|[\w-]*[Bb]etrag|Mittel)\b"
)


def find_year(left: str, right: str, *, previous: str = "", issued: int | None = None) -> int | None:
    """The one year that the sentence ties to the amount.

    ``previous`` is the sentence before, ``issued`` the release's own year.
    """
    near_left, near_right = left[-220:], right[:120]
    if not (
        _ANY_YEAR.search(near_left) or _ANY_YEAR.search(near_right) or _WORTH_A_LOOK.search(near_left + near_right)
    ):
        return None
    direct = _DIRECT_BEFORE.search(near_left[-40:])
    if direct and not _SPAN_OF_YEARS.search(near_left[-60:]):
        return int(direct["year"])
    for part, last in ((near_left, True), (near_right, False)):
        if _SPAN_OF_YEARS.search(part):
            continue
        found = list(_TIED_YEAR.finditer(part))
        if found:
            match = found[-1] if last else found[0]
            return int(next(group for group in match.groups() if group))
    handed = _FULL_DATE.search(near_left) if _HANDED_OVER.search(left[-220:] + right[:120]) else None
    if handed:
        return int(handed["year"])
    return _year_by_reference(near_left, near_right, previous, issued)


def _year_by_reference(left: str, right: str, previous: str, issued: int | None) -> int | None:
    """``in diesem Jahr``, and ``Die Fördersumme`` that takes up the sentence before."""
    named = set(_ANY_YEAR.findall(previous))
    only = int(named.pop()) if len(named) == 1 else None
    if _DEFINITE_SUM.search(left):
        return only
    for pattern, shift in _RELATIVE_YEARS:
        if pattern.search(left) or pattern.search(right[:60]):
            return issued + shift if issued is not None else only if shift < 0 else None
    return None


def issue_year(text: str) -> int | None:
    """The year a release speaks in: the one that it names most often, if it stands out."""
    counts = Counter(
        re.findall(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)|(?<=\.\d\d\.)(?:19|20)\d\d\b", text[:_ISSUE_WINDOW])
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] <= ranked[1][1]):
        return None
    return int(ranked[0][0])
