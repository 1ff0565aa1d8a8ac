"""Quotes: own sentences with the expected quotes marked inline.

``⟦0:…⟧`` is a quote of person 0 (``⟦-:…⟧`` of nobody named), ``{…}`` a PERSON (one person a last word, numbered as they
come), ``<…>`` a ROLE, ``[…]`` a PROGRAMME.
"""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.pipes.links.logic import link
from extractor.pipes.people.logic import people
from extractor.pipes.quotes.logic import find_quotes
from extractor.text.document import FoundPerson, FoundQuote, Mention
from extractor.text.sentences import split

_MARKUP = re.compile(r"⟦(?P<who>[-\d]):|(?P<end>⟧)|(?P<open>[{<\[])|(?P<close>[}>\]])")
_LABELS = {"{": "PERSON", "<": "ROLE", "[": "PROGRAMME"}


def read(marked: str) -> tuple[str, list[Mention], list[tuple[int, int, int | None]]]:
    """The plain text of ``marked``, its mentions and its expected quotes."""
    text, at = "", 0
    mentions: list[Mention] = []
    quotes: list[tuple[int, int, int | None]] = []
    opened: tuple[str, int] = ("", 0)
    speaking: tuple[str, int] = ("", 0)
    for match in _MARKUP.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match["who"]:
            speaking = (match["who"], len(text))
        elif match["end"]:
            quotes.append((speaking[1], len(text), None if speaking[0] == "-" else int(speaking[0])))
        elif match["open"]:
            opened = (_LABELS[match["open"]], len(text))
        else:
            mentions.append(Mention(opened[1], len(text), opened[0]))
    return text + marked[at:], mentions, quotes


def cast(text: str, mentions: list[Mention]) -> list[FoundPerson]:
    """People with the roles that the pipes before give them."""
    humans = people(text, mentions)
    link(text, mentions, humans, [], [], split(text))
    return humans


def found(marked: str) -> tuple[str, list[FoundQuote], list[tuple[int, int, int | None]]]:
    """The direct quotes that the pipe finds in a marked text, and those it should find."""
    text, mentions, expected = read(marked)
    quotes = find_quotes(text, split(text), mentions, cast(text, mentions))
    return text, [quote for quote in quotes if quote.kind == "direct"], expected


AFTER = [
    "„⟦0:Wir bauen eine neue Halle für alle Vereine⟧“, so {Anna Beispiel}.",
    "„⟦0:Wir bauen eine neue Halle.⟧“, so <Bürgermeisterin> {Anna Beispiel} am Montag.",
    "„⟦0:Das war ein guter Tag für uns⟧“, sagte {Jonas Muster}.",
    "„⟦0:Das war ein guter Tag für uns⟧”, betont {Jonas Muster} von der Feuerwehr.",
    '„⟦0:Das war ein guter Tag für uns⟧", erklärte {Jonas Muster}.',
    '"⟦0:Das war ein guter Tag für uns⟧", erklärte {Jonas Muster}.',
    "»⟦0:Das war ein guter Tag für uns⟧«, erklärte {Jonas Muster}.",
    "«⟦0:Das war ein guter Tag für uns⟧», erklärte {Jonas Muster}.",
    "‚⟦0:Das war ein guter Tag für uns⟧‘, erklärte {Jonas Muster}.",
    "›⟦0:Das war ein guter Tag für uns⟧‹, erklärte {Jonas Muster}.",
    ",,⟦0:Das war ein guter Tag für uns⟧'', erklärte {Jonas Muster}.",
    "“⟦0:Das war ein guter Tag für uns⟧”, erklärte {Jonas Muster}.",
    "„⟦0:Das Fest war schön,⟧“ so {Jonas Muster}.",
    "„⟦0:Das Fest war schön,⟧ “so {Jonas Muster} gestern.",
    "„⟦0:Wir freuen uns über jeden Gast⟧“, freut sich <Vereinsvorsitzende> {Ida Probe}.",
    "„⟦0:Wir schaffen das gemeinsam⟧“, zeigt sich {Ida Probe} überzeugt.",
    "„⟦0:Wir schaffen das gemeinsam⟧“, ist sich {Ida Probe} sicher.",
    "„⟦0:Das reicht noch nicht⟧“, gibt {Ida Probe} zu bedenken.",
    "„⟦0:Das reicht noch nicht⟧“, so das Fazit von <Stadtrat> {Karl Probe}.",
    "„⟦0:Das reicht noch nicht⟧“, hatte {Karl Probe} im Juni gesagt.",
    "„⟦0:Das reicht noch nicht⟧“, sagte der <Vorsitzende> des Vereins, {Karl Probe}.",
    "„⟦0:Das reicht noch nicht⟧“, meint <Stadtrat> und <Kämmerer> {Karl Probe}.",
    "„⟦1:Das reicht noch nicht⟧“, erklärte gegenüber {Karl Probe} die <Leiterin> {Ida Test}.",
    "„⟦0:Jedes Kind soll schwimmen lernen.⟧“ – {Ida Probe}, <Schulleiterin>",
]

BEFORE = [
    "{Anna Beispiel}: „⟦0:Wir bauen eine neue Halle.⟧“",
    "{Anna Beispiel}, <Leiterin> der Schule: „⟦0:Wir bauen eine neue Halle.⟧“",
    "{Anna Beispiel} sagte: „⟦0:Wir bauen eine neue Halle.⟧“ Danach gab es Suppe.",
    "Dazu erklärt <Ministerin> {Anna Beispiel}: „⟦0:Die Arbeit geht weiter.⟧“",
    "Im Gespräch mit {Jonas Muster} sagte {Ida Probe}: „⟦1:Die Arbeit geht weiter.⟧“",
    "{Ida Probe} dankte dem Helfer Herrn {Jonas Muster}: „⟦0:Ohne ihn ginge es nicht.⟧“",
    "Die Feier begann früh. {Ida Probe} lobte die Ausdauer der Gäste: „⟦0:Ihr seid großartig.⟧“",
    "Die <Landrätin> gratulierte der neuen <Vorsitzenden>, {Ida Probe}: „⟦-:Alles Gute für das Amt.⟧“",
    "{Ida Probe} betonte, „⟦0:wir werden diesen Weg weitergehen⟧“.",
    "{Ida Probe} führte aus: “⟦0:Die Halle ist fertig.⟧“",
    "{Ida Probe} nannte die Halle „⟦0:einen großen Gewinn für das Dorf⟧“.",
    "Eröffnet wurde das Fest von {Ida Probe} mit den Worten „⟦0:Heute ist unser Tag gekommen⟧“.",
    "{Ida Probe} kam im Mai. Sie ergänzt: „⟦0:Die Halle ist fertig.⟧“",
    "Amtlich heißt es: „⟦-:Die Halle ist seit gestern wieder geöffnet.⟧“",
    "{Ida Probe} erklärt: _„⟦0:Die Halle ist fertig.⟧“_ Weitere Informationen folgen.",
]

ROLES_AND_PRONOUNS = [
    "<Ministerin> {Ida Probe} kam früh. Die <Ministerin> lobte die Helfer: „⟦0:Das ist gut gelungen.⟧“",
    "<Landrätin> {Ida Probe} kam früh. „⟦0:Das ist gut gelungen⟧“, so die <Landrätin>.",
    "<Stadtrat> {Karl Test} traf <Landrätin> {Ida Probe}. „⟦1:Das ist gut gelungen⟧“, sagte die <Landrätin>.",
    "<Stadtrat> {Karl Test} traf <Landrätin> {Ida Probe}. „⟦1:Das ist gut gelungen⟧“, sagte sie.",
    "<Stadtrat> {Karl Test} traf <Landrätin> {Ida Probe}. „⟦0:Das ist gut gelungen⟧“, sagte er.",
    "Frau {Ida Probe} und Herr {Karl Test} kamen früh. „⟦0:Das ist gut gelungen⟧“, so sie weiter.",
    "{Testmann} traf {Probst}. „⟦-:Das ist gut gelungen⟧“, sagte sie.",
    "<Wirtschaftsministerin> {Ida Probe} war da. „⟦0:Das ist gut⟧“, so die <Ministerin> weiter.",
    "<Staatsekretärin> {Ida Probe} war da. „⟦0:Das ist gut⟧“, so die <Staatssekretärin>.",
    "Der <Bürgermeister> {Karl Test} war da. „⟦0:Das ist gut⟧“, so das Lob des <Bürgermeisters>.",
    "„⟦-:Das ist eine schöne Überraschung⟧“, sagte eine Besucherin.",
    "„⟦-:Das ist eine schöne Überraschung⟧“, sagten sie. {Ida Probe} lachte.",
]

SEVERAL = [
    "„⟦0:Wir bauen eine Halle⟧“, so {Ida Probe}, „⟦0:und wir bauen sie bald.⟧“",
    "„⟦0:Wir bauen eine Halle⟧“, so {Ida Probe}. „⟦0:Sie wird im Mai fertig.⟧“ Es gibt Kuchen.",
    "{Ida Probe}: „⟦0:Wir bauen eine Halle.⟧“ {Karl Test}: „⟦1:Das war nötig.⟧“",
    "„⟦0:Wir bauen eine Halle⟧“, so {Ida Probe}. „⟦1:Das war wirklich nötig⟧“, meint {Karl Test}.",
    "{Ida Probe} sagte: „⟦0:Die Halle ist da.\n\n⟧„⟦0:Sie wird gut genutzt.\n\n⟧„⟦0:Danke!⟧“".replace("\n\n⟧", "⟧\n\n"),
    "{Ida Probe} sagte: „⟦0:Die Halle ist da.\nSie wird gut genutzt.⟧“",
    "{Ida Probe} sagte: „⟦0:Unser Fest „Wir sind alle da“ war schön.⟧“",
    "{Ida Probe} sagte: „⟦0:Unser Fest ‚Wir sind alle da‘ war schön.⟧“",
    "{Ida Probe} sagte: „⟦0:Die Halle ist endlich fertig.⟧\nEs gab Kuchen.",
    "{Ida Probe} eröffnete die Halle. „⟦0:Ich danke allen, die geholfen haben.⟧“ Es gab Kuchen.",
]

INTERRUPTED = [
    "„⟦0:Wir haben das geschafft⟧“, sagte {Ida Probe}, „⟦0:und zwar gemeinsam.⟧“",
    "„⟦0:Wir haben das geschafft,⟧“ sagte {Ida Probe}, „⟦0:und zwar gemeinsam.⟧“",
    "„⟦0:Wir haben das geschafft⟧“ – so {Ida Probe} – „⟦0:und zwar gemeinsam.⟧“",
    "„⟦0:Wir haben das⟧“, sagte {Ida Probe} am Montag im Rathaus, „⟦0:gemeinsam geschafft⟧“.",
    "„⟦0:Das ist⟧“, so {Ida Probe}, „⟦0:ein guter Tag⟧“.",
    "„Ja“, sagte {Ida Probe}, „⟦0:wir haben es geschafft.⟧“",
    "„Natürlich“, so {Ida Probe}, „⟦0:war das nicht leicht.⟧“",
    "„⟦0:Wir haben das geschafft⟧“, so {Ida Probe} weiter: „⟦0:Das war nicht leicht.⟧“",
    "„⟦0:Es ist geschafft⟧“, so {Ida Probe}, „⟦0:und gemeinsam⟧“, sagte sie und ergänzte: „⟦0:Das war nicht leicht.⟧“",
    "„⟦0:Die Halle ist da⟧“, freut sich {Ida Probe}, „⟦0:nach drei Jahren.⟧“ „⟦0:Jetzt wird darin gespielt.⟧“",
    "{Ida Probe} sagte: „⟦0:Die Halle ist da.⟧“\n\n„⟦0:Sie wird gut genutzt.⟧“\n\nEs gab Kuchen.",
    "{Ida Probe} sagte: „⟦0:Die Halle ist da.\n\nSie wird genutzt.\n\nDanke an alle.⟧“ Es gab Kuchen.",
]

NESTED = [
    "„⟦0:Das Motto „Wir sind da“ passt gut zu uns⟧“, so {Ida Probe}.",
    '"⟦0:Das Motto "Wir sind da" passt gut zu uns⟧", so {Ida Probe}.',
    "“⟦0:Das Motto “Wir sind da” passt gut zu uns⟧”, so {Ida Probe}.",
    "»⟦0:Das Motto »Wir sind da« passt gut zu uns⟧«, so {Ida Probe}.",
    "»⟦0:Das Motto ›Wir sind da‹ passt gut zu uns⟧«, so {Ida Probe}.",
    "„⟦0:Das Motto ‚Wir sind da‘, ‚Hier sind wir‘ und „Alle da“ passt gut⟧“, so {Ida Probe}.",
    "„⟦0:Heute ist „unser großer Tag“⟧“, so {Ida Probe}.",
    "„⟦0:Heute ist ‚unser großer Tag‘⟧“, so {Ida Probe}.",
    "„⟦0:„Unser großer Tag“ ist heute gekommen⟧“, so {Ida Probe}.",
    "{Ida Probe} sagte: „⟦0:Heute ist „unser großer Tag“.⟧“ Es gab Kuchen.",
    "{Ida Probe} sagte: „⟦0:Mein Vater sagte immer: „Das schaffen wir gemeinsam.“ Er hatte recht.⟧“ Es gab Kuchen.",
]

WRONG_MARKS = [
    "„⟦0:Wir sind alle da⟧„, sagte {Ida Probe}.",
    "»⟦0:Wir sind alle da⟧», sagte {Ida Probe}.",
    "”⟦0:Wir sind alle da⟧”, sagte {Ida Probe}.",
    "“⟦0:Wir sind alle da⟧„, sagte {Ida Probe}.",
    "„⟦0:Wir sind alle da⟧’’, sagte {Ida Probe}.",
    "‚‚⟦0:Wir sind alle da⟧‘‘, sagte {Ida Probe}.",
    "„⟦0:Wir sind alle da⟧«, sagte {Ida Probe}.",
]

NONE = [
    "Das Fest „Wir sind alle da“ beginnt um drei.",
    "Das Programm „[Gemeinsam in die Zukunft]“, so {Ida Probe}, läuft weiter.",
    "Unter dem Motto „Wir sind alle dabei!“ feiert das Dorf.",
    "Das Motto lautet: „Wir sind alle dabei!“",
    "{Ida Probe} liest aus dem Roman „Ich bin der Anfang von allem“.",
    "Die „Experten“ kamen zu spät.",
    "„Spannend“, so {Ida Probe}.",
    "„Wir sind alle dabei!“ Unter diesem Titel lädt {Ida Probe} ein.",
    "„Wir sind alle dabei“ heißt das Stück.",
    "Die „Hier und Jetzt“-Gruppe trifft sich.",
    "{Ida Probe} spricht über das Thema: „Wie wollen wir wohnen?“",
    "Sie schrieb: „Ohne Ende und ohne Namen geht der Satz weiter und",
    "Peters’ Haus und Hans’ Garten sind ‘ne Reise wert.",
    "14 Uhr: „Die Kunst der Fuge“ 16 Uhr: „Der Mond über dem Fluss“",
    "",
    '„“ »« ""',
]

HEADLINES = [
    "“⟦-:Unverzichtbar für die Arbeit vor Ort⟧”\n\n{Ida Probe} kam zu Besuch.",
    "„⟦-:Die Halle ist ein Gewinn für alle⟧“\n\n{Ida Probe} eröffnet die Halle.",
    "„⟦-:Guter Tag für das Dorf⟧“\n\n„⟦0:Das ist ein guter Tag für das ganze Dorf⟧“, so {Ida Probe}.",
    "„⟦-:Ich verdiene, was ich verdiene⟧“: Klage gegen das Werk erfolgreich\n\n{Ida Probe} hat recht bekommen.",
    "Verband Nord\n\nINFO 31/2024\n\n„⟦-:Wer Bürokratie sät, erntet Abwanderung⟧“\n\n{Ida Probe} war da.",
    "„WIR HABEN KEINE ANGST“\n\n{Ida Probe} liest.",
    "„Der Mond über dem Fluss“\n\nEine Lesung mit {Ida Probe}.",
    "„Der Mond über dem Fluss“ – Lesung im Park\n\n{Ida Probe} liest.",
]


DESCRIBED = [
    "{Helmut Rot} singt im Chor. „⟦0:Man versteht mich jetzt am Telefon⟧“, scherzt der 71-Jährige.",
    "{Lea Rot} misst das Eis. „⟦0:Ein gesunder Gletscher ist laut⟧“, erzählt die <Forscherin>.",
    "{Lea Rot} misst, {Ida Blau} zählt. „⟦1:Ein gesunder Gletscher ist laut⟧“, erzählt die <Forscherin>.",
    "{Max Rot} misst das Eis. „⟦-:Ein gesunder Gletscher ist laut⟧“, erzählt der <Bürgermeister>.",
]


NAMINGS = [
    "{Jonas Muster} sprach von einer „⟦0:Sammelbestellung ohne jedes Konzept⟧“.",
    "{Jonas Muster} sprach von der „[Grünen Woche]“.",
    "»⟦0:Ein Haushalt ohne Ideen⟧«, befand {Jonas Muster}.",
    "„⟦0:Da habe ich einmal nicht geflüstert⟧“, gab <Trainer> {Jonas Muster} zu.",
    "{Jonas Muster} sagte, das Vorhaben komme „⟦0:ohne Zeigefinger und ohne Jargon⟧“ aus.",
]


LED_IN = [
    "Dazu erklärt {Ida Probe}, Vorsitzende der Fraktion:\n\n»⟦0:Seit Jahren wird hier nur geredet.⟧«\n\nEs gab Kuchen.",
    "Neue Halle steht auf\n<Bischof> {Jonas Muster}: „⟦0:Wärme braucht manchmal ein Dach⟧“",
    "Unvergessen ist {Jonas Muster}, wie er im Rathaus rief: „⟦0:Die Halle muss bleiben!⟧“",
    "{Karl Test} kam mit {Ida Probe}. Letztere hob das Fest hervor: „⟦1:Hier wird getanzt.⟧“",
    "„⟦0:Eine Halle ist billiger als ein Neubau.⟧“ <Präsident> {Jonas Muster} nahm sich Zeit.",
    "{Jonas Tadsen} fehlte. Tadsens Kollegin {Frauke Test} sagte: „⟦1:Das ist ein guter Tag.⟧“",
    "„⟦0:Diese Halle bleibt offen⟧“ – mit diesen Worten begrüßte {Ida Probe} die Gäste.",
]

ANY_VERB = [
    "„⟦0:Das kann man nie wissen⟧“, grinste <Trainer> {Jonas Muster}.",
    "„⟦0:Das kann man nie wissen⟧“, wird {Jonas Muster} zitiert.",
    "<Präsident> {Karl Test} kam. „⟦0:Wer nicht wagt, der nicht gewinnt⟧“, schloss der <Präsident>.",
    "{Jonas Muster} hielt den Ball. „⟦0:Ich habe nur gelacht⟧“, erzählte der Kanadier.",
    "{Jonas Muster} traf {Karl Test}. „⟦-:Ich habe nur gelacht⟧“, erzählte der Kanadier.",
    "{Ida Probe} kam. „⟦1:Ich habe nur gelacht⟧“, sagte die norwegische Forscherin {Lea Blau}.",
    "„Der Mond über dem Fluss“, mit {Ida Probe} als Gast.",
]

TAKEN = [
    "{Jonas Muster} sprach vom „⟦0:hartnäckigsten Fall seit Jahren⟧“.",
    "{Jonas Muster} verspricht „⟦0:Kaffee, Lupen und eine Schulung⟧“.",
    "Die Jury lobte „⟦-:Witz, Wachs und saubere Statistik⟧“.",
    "Der Rat um {Jonas Muster} lobte „⟦-:Witz, Wachs und saubere Statistik⟧“.",
    "Als „⟦0:Insulaner auf Probe⟧“ bezeichnete sich <Lehrer> {Jonas Muster}.",
    "Während {Jonas Muster} vor „⟦0:Kosten auf dem Rücken der Mieter⟧“ warnte, lobte {Ida Probe} den Plan.",
    "<Minister> {Jonas Muster} hält die Zahlen für „⟦0:Kaffeesatz mit Nachkommastelle⟧“.",
    "{Jonas Muster} begründete das mit „⟦0:Abstimmung zwischen drei Ländern⟧“.",
    "{Jonas Muster} will „⟦0:erst lesen, dann jubeln⟧“.",
    "{Jonas Muster} sagte, das Dorf könne „⟦0:Förderung schreiben, aber nicht buchstabieren⟧“.",
    "{Ida Probe} nannte das Vorhaben „⟦0:[die beste Idee, die wir je hatten]⟧“.",
    "{Ida Probe}: „⟦0:[Der Preis ist kein Lorbeer, er ist ein Auftrag.]⟧“",
    "{Ida Probe} leitet das Projekt „gemeinsam in die Zukunft“.",
    "Das Weinfest wird verlängert, sein Slogan bleibt: „Trink, was klar ist“.",
]


ALL = [
    *LED_IN,
    *ANY_VERB,
    *TAKEN,
    *AFTER,
    *BEFORE,
    *ROLES_AND_PRONOUNS,
    *SEVERAL,
    *INTERRUPTED,
    *NESTED,
    *WRONG_MARKS,
    *NONE,
    *HEADLINES,
    *NAMINGS,
    *DESCRIBED,
]


@pytest.mark.parametrize("marked", ALL)
def test_quotes_with_speakers(marked: str) -> None:
    text, quotes, expected = found(marked)
    assert [(text[q.start : q.end], q.speaker) for q in quotes] == [(text[a:b], who) for a, b, who in expected]
    assert [(q.start, q.end) for q in quotes] == [(a, b) for a, b, _ in expected]


@pytest.mark.parametrize(
    ("marked", "evidence"),
    [
        (AFTER[0], ["so-tag"]),
        (AFTER[2], ["verb-tag"]),
        (AFTER[-1], ["byline"]),
        (BEFORE[0], ["colon"]),
        (BEFORE[10], ["partial"]),
        (SEVERAL[0], ["so-tag", "interrupted"]),
        (SEVERAL[1], ["so-tag", "continuation"]),
        (SEVERAL[-1], ["context"]),
        (HEADLINES[0], ["headline"]),
    ],
)
def test_quotes_name_their_rule(marked: str, evidence: list[str]) -> None:
    assert [quote.evidence for quote in found(marked)[1]] == evidence


@given(st.text(alphabet="„“”\"»«‚‘›‹'., ABab:\n", max_size=200))
def test_quotes_of_any_text_are_stretches_without_overlap(text: str) -> None:
    quotes = [quote for quote in find_quotes(text, split(text), [], []) if quote.kind == "direct"]
    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)
    assert all(text[quote.start : quote.end].strip() == text[quote.start : quote.end] for quote in quotes)
    assert all(one.end <= two.start for one, two in pairwise(quotes))


@pytest.mark.parametrize(
    "pattern",
    [
        "„",
        '"',
        "„a“ ",
        "„a b\n\n",
        "X sagte: „",
        "X:\n\n„a b c d“ ",
        "lobte „a b c“, ",
        "‚»",
        "„Wir sind da.“, so X. ",
        '" ',
    ],
)
def test_quotes_take_linear_time_on_hostile_marks(pattern: str) -> None:
    def seconds(size: int) -> float:
        text = pattern * (size // len(pattern))
        begin = time.process_time()
        find_quotes(text, [(0, len(text))], [], [])
        return time.process_time() - begin

    assert seconds(64_000) < 24 * max(seconds(8_000), 0.02)


DESCRIBED_ONLY = [
    "{Djamila Kern} kam. Mit ihr kam {Jan Rau}. „⟦0:Das muss besser werden.⟧“, sagte {Kern}. „⟦1:Viel besser⟧“, "
    "ergänzte ihr <Nachfolger>.",
    "Eine Bilanz zog {Max Rau}. „⟦0:Zwei Funkkreise, ein Tunnel, das geht nicht.⟧“, sagte der <Betriebsleiter>.",
    "Eine Bilanz zog {Max Rau}. „⟦-:Zwei Funkkreise, das geht nicht.⟧“, sagte der <Betriebsleiter> der Bahn AG.",
    "{Jan Rau} und {Max Kern} kamen. „⟦-:Zwei Funkkreise, das geht nicht.⟧“, sagte der <Betriebsleiter>.",
    "{Yuki Kern} sagte, sie sei müde. „⟦0:Aber wir machen weiter, bis es geht.⟧“",
]


@pytest.mark.parametrize("marked", DESCRIBED_ONLY)
def test_quotes_of_who_is_described_only(marked: str) -> None:
    _, quotes, expected = found(marked)
    assert [(quote.start, quote.end, quote.speaker) for quote in quotes] == expected
