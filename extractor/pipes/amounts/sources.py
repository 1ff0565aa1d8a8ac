"""Who pays: the payer that the sentence names, without shares or channel."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractor.pipes.amounts.phrases import Phrase, dative_cut, nominative, payer_at, tidy, without_genitive
from extractor.pipes.amounts.scene import Scene
from extractor.pipes.amounts.vocabulary import (
    CHANNEL_ENDINGS,
    FUND_ENDINGS,
    GIVEN_PARTICIPLES,
    NO_PAYERS,
    PAYER_VERBS,
    PUBLIC_ADJECTIVES,
)

_VERB = rf"(?<!\b[Ee]s )\b(?:{'|'.join(PAYER_VERBS)})\b"
_GIVEN = re.compile(rf"\b(?:{'|'.join(GIVEN_PARTICIPLES)})\b")
_OUT_OF = re.compile(r"\b(?:[Aa]us|[Ii]m\s+Rahmen(?=\s+de[rs]\s)|[Ii]m(?=\s+\w*(?:[Hh]aushalt|[Ee]tat)))\s+(?=\S)")
_FROM = re.compile(
    r"(?<!\bder )(?<!\bdie )(?<!\bdas )(?<!\bden )(?<!\bdem )(?<!\bdes )\b"
    r"(?P<word>vom|[Vv]on(?:\s+(?:der|den|dem|einem|einer|dem))?|[Dd]urch(?:\s+(?:die|das|den))?)\s+"
    r"(?=[A-ZÄÖÜ„]|[a-zäöü]+e[nmr]?\s[A-ZÄÖÜ])"
)
_IS = re.compile(r"\s+(?:waren|sind|ist|war|kamen\s+als)\s+(?:davon\s+)?(?=[A-ZÄÖÜ]|[a-zäöü]+e\s[A-ZÄÖÜ])")
_FLOWED = re.compile(
    r"\b(?:stamm|komm|kam|fließ|floss|flöss|finanzier|bezahl|gedeckt|bestritten|entnommen|gespeist)\w*"
)
_DIRECTLY_FROM = re.compile(r"\s+(?P<word>vom|von(?:\s+(?:der|den|dem))?)\s+(?=[A-ZÄÖÜ]|[a-zäöü]+en\s+[A-ZÄÖÜ])")
_SHARE = re.compile(r"\b(?:Eigena|A)nteil\s+(?P<case>der|des)\s+(?=\S)")
_INVERTED = re.compile(r"(?:^|[,;:–]\s*|\b[a-zäöü]+\s+)(?:hat|haben)\s+(?=(?:der|die|das)\s)")
_SPENT = re.compile(
    r"\b(?:gestellt|übergeben|überreicht|gespendet|bewilligt|unterstützt|gefördert|verausgabt|investiert|ermöglicht|"
    r"bereitgestellt|gezahlt|ausgegeben|beigesteuert|aufgebracht|investieren|spenden|bereitstellen|fördern|unterstützen|"
    r"zahlen|geben|stellen|ausgeben|beisteuern)\b"
)
_PUBLIC_GRANT = re.compile(
    r"\beine[rmsn]?\s+(?P<phrase>(?:"
    + "|".join(PUBLIC_ADJECTIVES)
    + r")e[rnms]?\s+[A-ZÄÖÜ]\w+)\s+(?:in\s+Höhe\s+)?von\s*$"
)
_ADVERBIAL = re.compile(
    r"[\s„“\"»]*(?:(?:Für|Mit|Im|In|Von|Aus|Seit|Bis|Zum|Zur|Beim|Bei|Nach|Am|Ab|Durch)\s[^,;:!?\n]{1,120}"
    r"|[A-ZÄÖÜ][a-zäöü]+)\s+$"
)
_SUBJECT_AFTER = re.compile(rf"{_VERB}(?!\s+es\b)\s+(?:[a-zäöü]+\s+){{0,2}}?(?=(?:der|die|das|ein|eine|[A-ZÄÖÜ])\s*)")
_FINITE = re.compile(
    rf"\s+(?:\w+\s+){{0,3}}?(?P<verb>{_VERB}|(?:hat|haben|hatte|will|wird|werden)\b)(?!\s+(?:es|sich)\b)"
)
_GIFT = re.compile(
    r"\b(?:Spende|Förderung|Zuwendung|Fördermitteln?|Mitteln?|Zuschuss|Zuschüsse|Unterstützung|Finanzierung|Mittel)\s+"
    r"(?:(?P<by>durch|von|vom)\s+|(?=(?:der|des)\s))"
)
_MOST_CLAUSES = 6
_OPENING = re.compile(r"[\s„“\"»(]*(?:(?:[Aa]uch|[Ss]ogar|[Uu]nd|[Zz]udem)\s+)?")


def find_source(scene: Scene) -> str | None:
    """The payer in the text's words, in the nominative as far as endings tell."""
    return next(iter(source_answers(scene).values()), None)


def source_answers(scene: Scene) -> dict[str, str]:
    """What each rule says, by its name; the most reliable rule first."""
    rules: tuple[Callable[[Scene], str | None], ...] = (
        _predicate, _fund_after, _directly_from, _agent, _fund_before, _gift, _share, _subject_behind, _subject_ahead,
        _subject_before,
    )  # fmt: skip
    return {rule.__name__.strip("_"): answer for rule in rules if (answer := rule(scene))}


def _predicate(scene: Scene) -> str | None:
    """``14,5 Millionen Euro waren Landesmittel``."""
    match = _IS.match(scene.near_tail)
    if match is None:
        return None
    phrase = payer_at(scene.text, scene.money.end + match.end())
    return tidy(phrase.text) if phrase and _is_fund(phrase) else None


def _fund_after(scene: Scene) -> str | None:
    """``… aus den kommunalen Haushalten`` behind the amount."""
    return _fund(scene, scene.money.end, scene.near_tail)


def _fund_before(scene: Scene) -> str | None:
    """``aus dem Haushalt … 200.000 Euro``."""
    return _fund(scene, scene.own, scene.own_lead)


def _fund(scene: Scene, offset: int, stretch: str) -> str | None:
    flowed = _FLOWED.search(stretch)
    for match in _OUT_OF.finditer(stretch):
        phrase = payer_at(scene.text, offset + match.end())
        if phrase is None or phrase.end > scene.right:
            continue
        named = _channelled(phrase)
        if named:
            return named
        if phrase.text in {"Mittel", "Mitteln", "Geldern", "Kosten"}:
            continue
        if _is_fund(phrase) or (flowed and phrase.head not in NO_PAYERS):
            return _named(phrase)
    return None


def _channelled(phrase: Phrase) -> str | None:
    """Of ``(aus dem) Instandsetzungsprogramm 2019 der Senatsverwaltung`` the body in the genitive pays."""
    match = re.match(
        r"(?P<channel>(?:[a-zäöüß]+\s+)*[A-ZÄÖÜ][\w-]*(?:\s+\d{4})?)\s+(?P<case>der|des|vom|von\s+der)\s+(?P<body>.+)",
        tidy(phrase.text),
    )
    if match is None or not re.sub(r"\s\d+$", "", match["channel"]).casefold().endswith(CHANNEL_ENDINGS):
        return None
    body = match["body"]
    return without_genitive(body) if match["case"] == "des" else body


def _named(phrase: Phrase) -> str:
    """The name in quotation marks alone, if the noun before it only says what it is."""
    text = tidy(phrase.text)
    quoted = re.fullmatch(
        r"(?:Förder)?(?:[Pp]rogramm|[Ff]onds|[Tt]opf|[Pp]rojekt)s?\s+[„“\"»](?P<name>[^“”\"«]+)[“”\"«]", text
    )
    if quoted:
        return quoted["name"]
    bare = re.fullmatch(r"Programms?\s+(?P<name>[A-ZÄÖÜ]\w+.*)", text)
    if bare:
        return bare["name"]
    return _short_fund(nominative(phrase))


def _short_fund(name: str) -> str:
    return re.sub(r"\b[\w-]*-?[Mm]itteln\b", lambda match: dative_cut(match[0]), name)


def _is_fund(phrase: Phrase) -> bool:
    nouns = re.findall(r"[A-ZÄÖÜ][\w-]*", phrase.text)
    return any(noun.casefold().endswith(FUND_ENDINGS) for noun in nouns[:4]) and nouns[0] not in {"Euro"}


def _agent(scene: Scene) -> str | None:
    """``vom Land Berlin … getragen``, ``durch die Senatskanzlei in Höhe von``."""
    clause = scene.tail
    if not _GIVEN.search(clause[:260]):
        return None
    for offset, stretch in ((scene.money.end, scene.near_tail), (scene.own, scene.own_lead)):
        for match in _FROM.finditer(stretch):
            phrase = payer_at(scene.text, offset + match.end())
            if phrase is None or _unfit(phrase) or phrase.end > scene.right:
                continue
            if offset != scene.money.end or phrase.start < scene.before:
                return _agent_name(phrase, match["word"])
    return None


def _agent_name(phrase: Phrase, word: str) -> str:
    article = phrase.article or ("dem" if word == "vom" else word.split()[-1].casefold())
    article = article if article in {"der", "den", "dem", "einem", "einer"} else ""
    accusative = word.casefold().startswith("durch")
    return nominative(Phrase(phrase.start, phrase.end, phrase.text, article), accusative=accusative)


def _unfit(phrase: Phrase) -> bool:
    first = re.match(r"\d", phrase.text)
    return phrase.head in NO_PAYERS or bool(first)


def _gift(scene: Scene) -> str | None:
    """``Spende der Wohnkompanie Berlin in Höhe von``."""
    lead = scene.near_lead
    public = _PUBLIC_GRANT.search(lead)
    if public:
        return re.sub(r"^(\w+?)e[rnms]?\s", r"\1e ", public["phrase"])
    for match in reversed(list(_GIFT.finditer(lead))):
        phrase = payer_at(scene.text, scene.after + match.end())
        if phrase is None or _unfit(phrase) or phrase.end > scene.money.start:
            continue
        rest = scene.text[phrase.end : scene.money.start]
        if (
            re.fullmatch(r"\s*(?:in\s+(?:der\s+)?Höhe\s+von|von|über)?\s*(?:[\w.]+\s+){0,3}", rest)
            and match["by"] != "von"
        ):
            return without_genitive(tidy(phrase.text)) if phrase.article == "des" else tidy(phrase.text)
    return None


def _directly_from(scene: Scene) -> str | None:
    """``5,6 Mio. Euro vom Europäischen Forschungsrat``."""
    match = _DIRECTLY_FROM.match(scene.near_tail)
    phrase = payer_at(scene.text, scene.money.end + match.end()) if match else None
    if match is None or phrase is None or _unfit(phrase) or phrase.end > scene.right:
        return None
    return _agent_name(phrase, match["word"])


def _share(scene: Scene) -> str | None:
    """``Der Anteil der Nutzer beträgt``."""
    match = next(reversed(list(_SHARE.finditer(scene.near_lead))), None)
    phrase = payer_at(scene.text, scene.after + match.end()) if match else None
    if match is None or phrase is None or phrase.end > scene.money.start:
        return None
    return without_genitive(tidy(phrase.text)) if match["case"] == "des" else tidy(phrase.text)


def _subject_behind(scene: Scene) -> str | None:
    """``5 Mrd. Euro stellt der Bund``: amount, verb, subject."""
    match = _SUBJECT_AFTER.search(scene.near_tail)
    if match is None or match.start() > 90:
        return None
    phrase = payer_at(scene.text, scene.money.end + match.end())
    if phrase is None or _unfit(phrase) or phrase.end > scene.right:
        return None
    close = match.start() <= 12
    return tidy(phrase.text) if phrase.article in {"der", "die", "das"} or (close and not phrase.article) else None


def _subject_ahead(scene: Scene) -> str | None:
    """``Zusätzlich unterstützt der Bund mit 5 Euro``: verb, subject, amount."""
    inverted = _INVERTED.search(scene.lead)
    if inverted and _SPENT.search(scene.tail):
        phrase = payer_at(scene.text, scene.left + inverted.end())
        if phrase and not _unfit(phrase) and phrase.end <= scene.money.start:
            return tidy(phrase.text)
    verb = next(reversed(list(_SUBJECT_AFTER.finditer(scene.lead))), None)
    phrase = payer_at(scene.text, scene.left + verb.end()) if verb else None
    if verb is None or phrase is None or _unfit(phrase) or phrase.end > scene.money.start + 1:
        return None
    opening = scene.lead[_last_clause(scene.lead[: verb.start()]) : verb.start()]
    adverbial = _ADVERBIAL.fullmatch(opening) and payer_at(opening, len(opening) - len(opening.lstrip())) is None
    return tidy(phrase.text) if phrase.article == "der" or (adverbial and phrase.article != "den") else None


def _subject_before(scene: Scene) -> str | None:
    """``Der Lionsclub spendete 700 €``: a phrase right before a verb of giving."""
    starts = [match.end() for match in re.finditer(r"^|[,:;•]\s+|\bund\s+", scene.lead)][-_MOST_CLAUSES:]
    own = scene.after - scene.left
    for start in sorted(starts, key=lambda start: (start < own, start)):
        opening = _OPENING.match(scene.text, scene.left + start)
        phrase = payer_at(scene.text, opening.end() if opening else scene.left + start)
        if phrase is None or _unfit(phrase) or phrase.article in {"den", "dem", "des", "einem", "einen"}:
            continue
        finite = _FINITE.match(scene.text, phrase.end, scene.right)
        if finite and _gives(finite["verb"], scene):
            return tidy(phrase.text)
    return None


def _gives(verb: str, scene: Scene) -> bool:
    """An auxiliary needs its participle or infinitive behind the amount; ``wird gefördert`` is passive."""
    if verb in {"wird", "werden"}:
        return (
            bool(re.search(r"\b\w+(?:en|eln)\b(?<!werden)\s*[.,]?\s*$", scene.tail))
            and bool(_SPENT.search(scene.tail))
            and not _GIVEN.search(scene.tail)
        )
    if verb in {"hat", "haben", "hatte", "will"}:
        return bool(_SPENT.search(scene.tail))
    return True


def _last_clause(lead: str) -> int:
    """Where the main clause of ``lead`` starts: behind a colon, a bullet or a semicolon."""
    return max((match.end() for match in re.finditer(r"[:;•]\s+", lead)), default=0)


def find_list_source(scene: Scene) -> str | None:
    """The payer that the head of a list names: ``durch den Senat folgende Projekte gefördert:``."""
    head = scene.lead.rpartition(":")[0]
    if not _GIVEN.search(head):
        return None
    for match in _FROM.finditer(head):
        phrase = payer_at(scene.text, scene.left + match.end())
        if phrase and not _unfit(phrase) and phrase.end <= scene.money.start:
            return _agent_name(phrase, match["word"])
    return None
