"""What an amount is for, in the text's words."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractor.pipes.amounts.phrases import Phrase, nominative, purpose_at, tidy, without_genitive
from extractor.pipes.amounts.scene import Scene
from extractor.pipes.amounts.vocabulary import (
    ARTICLES,
    COST_VERBS,
    FUNDED_PARTICIPLES,
    GENERIC_NOUNS,
    GROUPS,
    NO_NOUNS,
    NO_PURPOSES,
    PAYER_VERBS,
    PRICE_ENDINGS,
)

_HEDGE = (
    r"(?:\s*(?:rund|rd\.|ca\.|circa|etwa|über|unter|fast|knapp|gut|bis\s+zu|bis|maximal|max\.|mindestens|höchstens|"
    r"mehr\s+als|weniger\s+als|insgesamt|jeweils|je|lediglich|voraussichtlich|nur|weitere|zusätzliche|zwischen|noch))*"
)
_HEIGHT = (
    r"(?:in\s+(?:einer\s+|der\s+)?(?:Gesamth|H)öhe\s+von|im\s+(?:Gesamtw|W)ert\s+von|im\s+Umfang\s+von|"
    r"zum\s+Preis(?:\s+von)?|von|über|bis(?:\s+zu)?|ab)"
)
_NOUNS = r"(?:[A-ZÄÖÜ]\w+-\s+(?:und|oder)\s+)?[A-ZÄÖÜ][\w*-]*"
_LABEL = re.compile(r"(?P<label>[^:;•|\n.!?,–]{2,70}?)\s*(?:\([^()\n]{0,40}\)\s*)?:\s*[„“\"]?" + _HEDGE + r"\s*$")
_ITEM = re.compile(r"(?:^|[•·▪*|\n:]|,\s)\s*(?P<item>[^•·▪|\n€:]{2,90}?)\s+[–—-]\s+" + _HEDGE + r"\s*$")
_REDUCED = re.compile(
    r"^[\s,;/(]*(?:und\s+|oder\s+)?(?:(?:[Ee]rmäßigt\w*|[Ee]rm\b\.?|im\s+(?:VVK|Vorverkauf)|Abendkasse|AK|VVK|"
    r"an\s+der\s+Abendkasse|bzw\.|beziehungsweise|/|oder|inklusive\s+\w+,)\s*:?\s*(?:(?:mit|für)\s+[\w-]+\s*)?)+"
    + _HEDGE
    + r"\s*$"
)
_PRICE_LIST = re.compile(r"^[^.:;!?\n]{0,60}(?:\bund|,|\bbzw\.|/|,\s+ermäßigt)\s*$")
_ADJUNCTS = (
    r"\s*(?:\([^()\n]{0,60}\)\s*)?(?:[A-ZÄÖÜ]\w*(?:mittel|mitteln|gelder|ausgaben|kapital|zuschuss|zuschüsse)\s+)?"
    r"(?:(?:im\s+Jahre?|in)\s+\d{4}\s+|(?:pro|je)\s+\w+\s+|jährlich\s+|zur\s+Verfügung,?\s+)*"
)
_PREPOSITION = r"(?P<prep>für|zur|zum|zugunsten|zu\s+Gunsten|in(?=\s+(?:die|den|das)\s))\s+(?=\S)"
_GIVEN_FOR = re.compile(_ADJUNCTS + _PREPOSITION)
_LATER_FOR = re.compile(r"(?<!zusätzlich )\b" + _PREPOSITION)
_LEAD_FOR = re.compile(r"\b(?P<prep>[Ff]ür|(?<![Bb]is\s)(?<!gleich\s)[Zz]u[rm]|[Zz]ugunsten)\s+(?=\S)")
_NOUN_OF = re.compile(
    rf"(?P<noun>{_NOUNS})\s+(?:\([^()\n]{{1,60}}\)\s*)?(?:(?:ab|bis\s+zu)\s+)?(?:–\s+)?{_HEIGHT}{_HEDGE}\s*$"
)
_CAPITALISED_LAST = re.compile(r"(?:^|\s)(?P<word>[A-ZÄÖÜ][\w-]+)\s+$")
_COST_OF = re.compile(
    r"\b(?:(?:[A-ZÄÖÜ]\w*k|K)osten|Wert|Summe|(?:[A-ZÄÖÜ]\w*)?[Aa]usgaben|Höhe|Preis)\s+(?P<link>des|der|für|zur|zum)\s+(?=\S)"
)
_MONEY_FOR = re.compile(r"\b(?P<noun>[A-ZÄÖÜ][\w-]+)\s+(?P<link>für)\s+(?=\S)")
_INVESTING = re.compile(r"\b(?:invest|steck|fließ|fliess|floss)\w*")
_INTO = re.compile(r"\bin\s+(?=(?:die|den|das|neue\w*)\s|[A-ZÄÖÜ]|[a-zäöüß]+e\s+[A-ZÄÖÜ])")
_GIVES_TO = re.compile(rf"\b(?:{'|'.join(PAYER_VERBS)})\s+(?:[a-zäöü]+\s+){{0,1}}?(?=(?:dem|den|der|einem|einer)\s)")
_RECEIVES = re.compile(r"\b(?:erhält|erhalten|erhielt|erhielten|bekommt|bekommen|bekam|bekamen)\b")
_RECIPIENT = re.compile(r"^\s*(?:Fördermittel\s+|Euro\s+)?(?P<prep>an)\s+(?=(?:die|den|das)\s|[A-ZÄÖÜ])")
_PRICED = re.compile(
    rf"(?P<nouns>(?:[A-ZÄÖÜ][\w*-]*\s+(?:(?:und|für|der|die)\s+){{0,2}}){{0,5}}?[A-ZÄÖÜ][\w*-]*)\s*[(:]?{_HEDGE}\s*$"
)
_GROUP = re.compile(rf"\s+(?:{'|'.join(GROUPS)})(?=\s*:?\s*$)")
_COSTS = re.compile(rf"\b(?:{'|'.join(COST_VERBS)})\b")
_COSTS_LATE = re.compile(r"\s+(?:kosten|betragen|verschlingen)\b")
_ESTIMATED = re.compile(r"\bauf\s*" + _HEDGE + r"\s*$")
_FUNDED = re.compile(rf"\b(?:{'|'.join(FUNDED_PARTICIPLES)})\b")
_WORTH = re.compile(r"\s+(?:teure[nmrs]?|schwere[nmrs]?|kostende[nmrs]?|umfassende[nmrs]?)\s+")
_NOUN_BEHIND = re.compile(r"\s+(?P<noun>[A-ZÄÖÜ][\w*-]{3,})")
_WITH = re.compile(r"\bmit\s+(?:einer\s+(?:[a-zäöü]+\s+)?\w+\s+(?:in\s+Höhe\s+)?von\s+)?" + _HEDGE + r"\s*$")
_AUXILIARY = re.compile(r"(?:wird|werden|wurde|wurden|ist|sind|war|waren)\b\s*")
_FUNDING_VERB = re.compile(r"\b(?:fördert\w*|unterstützt\w*|bezuschusst\w*|finanziert\w*|prämiert\w*)\s+(?=\S)")
_RELATIVE = re.compile(r"(?P<before>[^,]{0,160}),\s+(?:der|die|das)\s+[^,]{0,80}$")
_OPENING = re.compile(r"[\s„“\"»(•*·-]*")
_MASCULINE = frozenset({"für", "in", "an", "zugunsten"})


def find_purpose(scene: Scene, before: str | None) -> str | None:
    """The purpose of one amount; ``before`` is that of the amount before it in the same sentence.

    A reduced price and a further price of one list share the purpose of the price before.
    """
    if before and (_REDUCED.match(scene.near_lead) or _continues_prices(scene, before)):
        return before
    return next(iter(purpose_answers(scene).values()), None)


def purpose_answers(scene: Scene) -> dict[str, str]:
    """What each rule says, by its name; the most reliable rule first."""
    rules: tuple[Callable[[Scene], str | None], ...] = (
        _label, _list_item, _worth, _funded, _cost_subject, _cost_directly_of, _noun_of, _given_for,
        _invested, _cost_of, _lead_for, _later_for, _priced, _noun_behind, _recipient,
    )  # fmt: skip
    return {rule.__name__.strip("_"): answer for rule in rules if (answer := rule(scene))}


def is_generic(noun: str) -> bool:
    """Whether a noun names money as such."""
    return noun.casefold() in GENERIC_NOUNS


def is_price(noun: str) -> bool:
    """Whether a noun is the label of a price."""
    return noun.casefold().endswith(PRICE_ENDINGS)


def _continues_prices(scene: Scene, before: str) -> bool:
    """``9 Euro bzw. 6 Euro für Kinder und 3 Euro für …``: one price list."""
    return is_price(before.split()[0]) and bool(_PRICE_LIST.match(scene.near_lead))


def _phrase(scene: Scene, at: int, limit: int, preposition: str = "") -> str | None:
    """The purpose that starts at ``at``; null for idioms like ``zur Verfügung``."""
    phrase = purpose_at(scene.text, at)
    if phrase is None or phrase.start >= limit or phrase.head in NO_PURPOSES or re.match(r"\d+\.", phrase.text):
        return None
    if phrase.article.startswith(("dies", "jede")) or (is_generic(phrase.head) and phrase.text.endswith(phrase.head)):
        return None
    return nominative(phrase, accusative=preposition.casefold() in _MASCULINE)


def _label(scene: Scene) -> str | None:
    """``Eintritt: 5 Euro``."""
    match = _LABEL.search(scene.near_lead[-140:])
    if match is None:
        return None
    label = _GROUP.sub("", match["label"].rstrip())
    words = re.findall(
        r"(?:\d{1,2}\.\s+)?[A-ZÄÖÜ][\w*/-]+(?:\s+für\s+(?:das\s+|die\s+|den\s+)?[A-ZÄÖÜ][\w*/-]+)?", label
    )
    if not words or not label.endswith(words[-1]) or re.search(r"\b(?:wird|werden|wurde|ist|sind)\b", label):
        return None
    noun = words[-1].split()[0]
    rest = re.search(r"\bfür\s+(?:das\s+|die\s+|den\s+)?(?P<rest>.+)", words[-1])
    if is_generic(noun):
        return rest["rest"] if rest else None
    return str(words[-1])


def _list_item(scene: Scene) -> str | None:
    """``• Kochbuch – 400 EUR``."""
    match = _ITEM.search(scene.near_lead[-140:])
    if match is None:
        return None
    item = match["item"].strip(" •·-–:\n")
    sentence = re.search(r"\w{3,}[.!?]\s+[A-ZÄÖÜ]", item)
    if sentence or len(item.split()) > 9 or not re.match(r"[A-ZÄÖÜ„“\"\d]", item):
        return None
    return re.sub(r"^(?:Die|Der|Das)\s+(?=[A-ZÄÖÜ]\w+$)", "", tidy(item)) or None


def _worth(scene: Scene) -> str | None:
    """``der 50 Millionen Euro teure Neubau``."""
    match = _WORTH.match(scene.tail)
    return _phrase(scene, scene.money.end + match.end(), scene.right) if match else None


def _funded(scene: Scene) -> str | None:
    """``Der Preis ist mit 5.000 Euro dotiert``, ``unterstützt den Verein mit 5.000 Euro``."""
    lead = scene.lead
    if not _WITH.search(lead[-90:]):
        return None
    if not _FUNDED.search(scene.tail[:120]):
        verbs = list(_FUNDING_VERB.finditer(lead))
        return _object(scene, scene.left + verbs[-1].end()) if verbs else None
    relative = _RELATIVE.search(lead)
    if relative:
        return _last_simple(relative["before"])
    clause = _clause_start(scene)
    phrase = purpose_at(scene.text, clause)
    if phrase and phrase.end <= scene.money.start and not is_generic(phrase.head):
        rest = scene.text[phrase.end : scene.money.start].lstrip()
        if _AUXILIARY.match(rest):
            return nominative(phrase)
        held = re.match(r"\s*(?:hat|haben)\s+", scene.text[phrase.end : scene.money.start])
        if held:
            return _object(scene, phrase.end + held.end())
    after = re.search(r"\b(?:wird|werden|wurde|wurden)\s+(?=(?:der|die|das|ein|eine)\s|[A-ZÄÖÜa-zäöü]+e\s)", lead)
    return _object(scene, scene.left + after.end()) if after else None


def _object(scene: Scene, at: int) -> str | None:
    """The noun phrase between ``at`` and the amount."""
    phrase = purpose_at(scene.text, at)
    if phrase is None or phrase.end > scene.money.start or is_generic(phrase.head):
        return None
    return None if phrase.article == "der" else nominative(phrase, accusative=True)


def _last_simple(stretch: str) -> str | None:
    nouns = list(
        re.finditer(
            r"(?:(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|\d+)\s+)?[A-ZÄÖÜ][\w*-]+(?:\s+[A-ZÄÖÜ][\w*-]+)*",
            stretch,
        )
    )
    return nouns[-1][0] if nouns else None


def _clause_start(scene: Scene) -> int:
    """Behind the last semicolon, colon, bullet or dash of the lead."""
    start = max((match.end() for match in re.finditer(r"[:;•]\s+|[–—]\s+", scene.lead)), default=0)
    opening = _OPENING.match(scene.text, scene.left + start)
    return opening.end() if opening else scene.left + start


def _cost_subject(scene: Scene) -> str | None:
    """``Der Eintritt kostet``, ``Die Kosten für die Schilder liegen bei``, ``Der Schaden wird auf … geschätzt``."""
    lead = scene.lead
    if _COSTS_LATE.match(scene.tail):
        verb = re.search(r"\b(?:wird|werden|soll|sollen|würde|dürfte)\s+(?=\S)", lead)
        if verb:
            return _object(scene, scene.left + verb.end())
    auxiliary = re.search(r"\b(?:wird|werden|wurde|wurden|ist|sind)\b", lead) if _ESTIMATED.search(lead[-40:]) else None
    found = next(reversed(list(_COSTS.finditer(lead))), None) or auxiliary
    if found is None or (found[0] == "kosten" and found.start() == 0):
        return None
    phrase = purpose_at(scene.text, _clause_start(scene))
    if phrase is None or phrase.end > scene.left + found.start() + 1:
        return None
    return _specific(phrase)


def _specific(phrase: Phrase) -> str | None:
    """The phrase, or what follows its generic noun: ``Kosten für X`` → ``X``."""
    words = nominative(phrase)
    if not is_generic(phrase.head):
        return re.sub(r"^(?:reguläre|normale|volle)\w*\s+", "", words)
    return None if phrase.head.casefold().endswith("anteil") else _behind_generic(words)


def _behind_generic(words: str) -> str | None:
    """What the costs are for."""
    match = re.search(r"^\S+\s+(?P<link>für|zur|zum|der|des|einer|eines)\s+(?=\S)", words)
    phrase = purpose_at(words, match.end()) if match else None
    if match is None or phrase is None:
        return None
    link = match["link"]
    return _from_genitive(phrase, link) if link in {"der", "des"} else nominative(phrase, accusative=link == "für")


def _given_for(scene: Scene) -> str | None:
    """``… Euro für die Arbeit der Einrichtungen``."""
    match = _GIVEN_FOR.match(scene.near_tail)
    return _phrase(scene, scene.money.end + match.end(), scene.right, match["prep"]) if match else None


def _invested(scene: Scene) -> str | None:
    """``investiert 5 Euro in neue Leitungen``."""
    if not _INVESTING.search(scene.lead) and not _INVESTING.search(scene.tail[:60]):
        return None
    into = _INTO.search(scene.near_tail) or _INTO.search(scene.own_lead)
    if into is None:
        return None
    offset = scene.money.end if _INTO.search(scene.near_tail) else scene.own
    return _phrase(scene, offset + into.end(), scene.right, "in")


def _noun_of(scene: Scene) -> str | None:
    """``Anmeldegebühr von 10 Euro``."""
    match = _NOUN_OF.search(scene.near_lead[-200:])
    if match is None or _follows_noun(scene.near_lead[-200:][: match.start()]):
        return None
    noun = str(match["noun"])
    return None if is_generic(noun.split()[-1]) or noun in NO_PURPOSES else noun


def _follows_noun(lead: str) -> bool:
    """``Stadtwerke Hagen in Höhe von``: the second noun is a name and no purpose."""
    match = _CAPITALISED_LAST.search(lead)
    return match is not None and match["word"].casefold() not in ARTICLES and match["word"] not in NO_NOUNS


def _cost_directly_of(scene: Scene) -> str | None:
    """``Kosten des Projektes von insgesamt 10 Euro``: no other noun stands between."""
    return _cost_of(scene, between=re.compile(r"[^A-ZÄÖÜ]*"))


def _cost_of(scene: Scene, between: re.Pattern[str] | None = None) -> str | None:
    """``Die Kosten für die Farben werden bis zu einer Höhe von 10 Euro übernommen``."""
    for match in reversed(list(_COST_OF.finditer(scene.lead))):
        phrase = purpose_at(scene.text, scene.left + match.end())
        if phrase is None or phrase.end > scene.money.start or is_generic(phrase.head):
            continue
        if between and not between.fullmatch(scene.text, phrase.end, scene.money.start):
            continue
        if match["link"] in {"für", "zur", "zum"}:
            return nominative(phrase, accusative=True)
        return _from_genitive(phrase, match["link"])
    return None


def _from_genitive(phrase: Phrase, article: str) -> str:
    """``(des) fünfjährigen Projektes`` → ``fünfjähriges Projekt``, as far as endings tell."""
    case = "dem" if article == "des" else "der"
    text = nominative(Phrase(phrase.start, phrase.end, phrase.text, case))
    return without_genitive(text) if article == "des" else text


def _lead_for(scene: Scene) -> str | None:
    """``Für das Programm stehen 5 Euro``."""
    for match in reversed(list(_LEAD_FOR.finditer(scene.near_lead))):
        start = scene.after + match.start()
        phrase = purpose_at(scene.text, scene.after + match.end())
        if phrase is None or phrase.end > scene.money.start or _is_authority(scene.text[max(0, start - 40) : start]):
            continue
        found = _phrase(scene, scene.after + match.end(), scene.money.start, match["prep"])
        if found:
            return found
    return None


def _is_authority(lead: str) -> bool:
    """``Senatsverwaltung`` before ``für``."""
    return bool(
        re.search(
            r"(?:verwaltung|amt|ministerium|ministerin|minister|stiftung|bundesprogramm|institut|zentrum|[Ff]onds)e?s?\s+$",
            lead,
        )
    )


def _later_for(scene: Scene) -> str | None:
    """``… Euro stellt der Bund für den Ausbau``."""
    for match in _LATER_FOR.finditer(scene.near_tail[:200]):
        if _is_authority(scene.near_tail[: match.start()][-40:]):
            continue
        found = _phrase(scene, scene.money.end + match.end(), scene.right, match["prep"])
        if found:
            return found
    return None


def _priced(scene: Scene) -> str | None:
    """``Eintritt sieben Euro``, ``Kombiticket Erwachsene 9,00 €``."""
    lead = _GROUP.sub("", scene.near_lead[-120:].rstrip())
    match = _PRICED.search(lead)
    if match is None:
        return None
    words = match["nouns"].split()
    starts = [at for at, word in enumerate(words) if is_price(word) and not is_generic(word)]
    return " ".join(words[starts[-1] :]) if starts else None


def _recipient(scene: Scene) -> str | None:
    """``Der Verein erhält 5 Euro``, ``5 Euro an den Verein``."""
    to = _RECIPIENT.match(scene.near_tail)
    if to:
        return _phrase(scene, scene.money.end + to.end(), scene.right, "an")
    given = next(reversed(list(_GIVES_TO.finditer(scene.lead))), None)
    dative = purpose_at(scene.text, scene.left + given.end()) if given else None
    if dative and dative.article in {"dem", "einem", "den", "einer"} and dative.end <= scene.money.start:
        return nominative(dative)
    verb = next(reversed(list(_RECEIVES.finditer(scene.lead))), None)
    if verb is None:
        return None
    subject = purpose_at(scene.text, _clause_start(scene))
    if subject and subject.end <= scene.left + verb.start():
        return nominative(subject) if subject.article not in {"dem", "den", "des"} else None
    return _object(scene, scene.left + verb.end() + 1)


def _noun_behind(scene: Scene) -> str | None:
    """``5 Mio. € Stiftungskapital``."""
    match = _NOUN_BEHIND.match(scene.near_tail)
    if (
        match is None
        or is_generic(match["noun"])
        or not match["noun"]
        .casefold()
        .endswith(
            ("kapital", "darlehen", "hilfe", "hilfen", "umsatz", "schaden", "gewinn", "strafe", "bußgeld", "miete")
        )
    ):
        return None
    return str(match["noun"])
