"""Indirect speech: own sentences with the expected spans marked inline.

``⟦0:…⟧`` is the reported content with person 0 as speaker (``⟦-:…⟧`` of nobody named), ``⟪0:…⟫`` a direct quote,
``{…}`` a PERSON (one person a last word, numbered as they come), ``<…>`` a ROLE, ``[…]`` an ORG.
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
from extractor.pipes.quotes.subjunctive import is_reported
from extractor.text.document import FoundQuote, Mention, Zone
from extractor.text.sentences import split

Expected = tuple[int, int, str, int | None]

_MARKUP = re.compile(r"(?P<begin>[⟦⟪])(?P<who>[-\d]):|(?P<end>[⟧⟫])|(?P<open>[{<\[])|(?P<close>[}>\]])")
_LABELS = {"{": "PERSON", "<": "ROLE", "[": "ORG"}
_KINDS = {"⟦": "indirect", "⟪": "direct"}


def read(marked: str) -> tuple[str, list[Mention], list[Expected]]:
    """The plain text of ``marked``, its mentions and its expected quotes."""
    text, at = "", 0
    mentions: list[Mention] = []
    quotes: list[Expected] = []
    speaking: list[tuple[str, str, int]] = []
    opened = ("", 0)
    for match in _MARKUP.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match["begin"]:
            speaking.append((_KINDS[match["begin"]], match["who"], len(text)))
        elif match["end"]:
            kind, who, start = speaking.pop()
            quotes.append((start, len(text), kind, None if who == "-" else int(who)))
        elif match["open"]:
            opened = (_LABELS[match["open"]], len(text))
        else:
            mentions.append(Mention(opened[1], len(text), opened[0]))
    return text + marked[at:], mentions, sorted(quotes, key=lambda quote: (quote[0], -quote[1]))


def found(marked: str) -> tuple[str, list[FoundQuote], list[Expected]]:
    """What the pipe finds in a marked text, and what it should find."""
    text, mentions, expected = read(marked)
    humans = people(text, mentions)
    link(text, mentions, humans, [], [], split(text))
    return text, find_quotes(text, split(text), mentions, humans), expected


CLAUSES = [
    "{Ida Probe} betonte, ⟦0:dass die Halle fertig sei⟧.",
    "<Bürgermeisterin> {Ida Probe} sagte am Montag im Rathaus, ⟦0:dass die Halle fertig ist⟧.",
    "{Karl Test}, <Leiter> der Schule, erläuterte, ⟦0:wie die Halle geheizt wird⟧.",
    "{Karl Test} fragte, ⟦0:ob die Halle im Mai fertig werde⟧.",
    "Bei der Feier erläuterte <Minister> {Karl Test} vor den Gästen, ⟦0:wie wichtig die Halle für das Dorf sei⟧.",
    "{Karl Test} hat bei der Feier darauf hingewiesen, ⟦0:dass die Halle fertig sei⟧.",
    "{Karl Test} wies darauf hin, ⟦0:dass die Halle fertig ist⟧.",
    "{Karl Test} zeigte sich überzeugt, ⟦0:dass die Halle gut genutzt wird⟧.",
    "{Karl Test} ist sicher, ⟦0:dass die Halle gut genutzt wird⟧.",
    "{Karl Test} freut sich, ⟦0:dass die Halle fertig ist⟧.",
    "{Karl Test} hofft, ⟦0:dass viele Gäste kommen⟧: „⟪0:Alle sind bei uns willkommen.⟫“",
    "{Karl Test} freut sich mitteilen zu können, ⟦0:dass die Halle fertig ist⟧.",
    "{Karl Test} schloss die Feier mit den Worten, ⟦0:dass er sich auf die Spiele freue⟧.",
    "Das [Jugendamt] teilt mit, ⟦-:dass die Halle geschlossen bleibt⟧.",
    "Ein Zeuge teilte der Polizei am Montag, den 3. Mai, telefonisch mit, ⟦-:dass die Halle brenne⟧.",
    "Die Polizei teilte {Karl Test} mit, ⟦-:dass die Halle geschlossen bleibt⟧.",
    "⟦0:Dass die Halle fertig sei⟧, betonte {Ida Probe}.",
    "{Ida Probe} betonte, ⟦0:dass die Halle fertig ist⟧, und dankte den Helfern für ihre Arbeit.",
    "{Ida Probe} betont, ⟦0:dass alle eingeladen sind⟧ und fordert die Gäste auf, ⟦0:sich zu beteiligen⟧.",
    "{Ida Probe} sagte, ⟦0:dass die Halle fertig ist⟧ und hofft, ⟦0:dass alle kommen⟧.",
    "{Ida Probe} dankte den Helfern und betonte, ⟦0:dass die Halle fertig sei⟧.",
    "{Ida Probe}, die betonte, ⟦0:dass die Halle fertig sei⟧, lud alle ein.",
    "Während {Ida Probe} berichtet, ⟦0:sie habe die Halle gebaut⟧, ist dort nichts zu sehen.",
]

INFINITIVES = [
    "{Ida Probe} forderte, ⟦0:die Mittel zu erhöhen⟧.",
    "{Ida Probe} versprach den Vereinen, ⟦0:die Halle bis Mai fertigzustellen⟧.",
    "Die <Landrätin> rief die Vereine auf, ⟦-:Bälle, Netze und Tore zu spenden⟧.",
    "{Ida Probe} kündigte an, ⟦0:die Halle im Mai zu öffnen⟧.",
]

BODIES = [
    "Der Betreiber kündigte an, ⟦-:die Halle zu prüfen⟧.",
    "[GLS Nord] kündigte an, ⟦-:zwei Verträge zu lösen⟧.",
    "Die Verbraucherzentrale riet Betroffenen, ⟦-:einen Gutachter zu beauftragen⟧.",
    "Das Bezirksamt bittet, ⟦-:Hunde zu Hause zu lassen⟧.",
    "Das [Bauamt] hat zugesagt, ⟦-:die Ampel umzurüsten⟧.",
    "In Bonn erklärte das Außenministerium, ⟦-:man beobachte die Lage⟧.",
    "Der Verband erwartet, ⟦-:dass viele Gäste kommen⟧.",
    "Dem Mann wird vorgeworfen, ⟦-:die Halle beschädigt zu haben⟧.",
    "{Ida Probe} bestreitet, ⟦0:davon gewusst zu haben⟧.",
    "{Ida Probe} warf dem Rat vor, ⟦0:die Halle vergessen zu haben⟧.",
    "{Ida Probe} versprach, ⟦0:das Thema „mitzunehmen“⟧.",
    "{Karl Test} hat versprochen, ⟦0:die Miete zu übernehmen⟧, der Rat sagt dazu am Dienstag Ja oder Nein.",
    "{Karl Test} kam früh. Deren <Vorsitzende> {Ida Probe} forderte, ⟦1:die Mittel zu erhöhen⟧.",
    "Aus den Reihen der [SPD] hielt {Karl Test} dagegen, ⟦0:der Bund habe gespart⟧.",
    "Beim Termin in der [Bücherei] am Markt erzählte <Leiterin> {Ida Probe}, ⟦0:was die Kinder gern lesen⟧.",
    "<Leiterin> {Ida Probe} verlas einen Brief, in dem es heißt, ⟦-:der Rat habe die Halle vergessen⟧.",
    "Im Radio hieß es, ⟦-:das Buch „⟪-:beschäme jede Sonntagsrede⟫“⟧.",
    "{Ida Probe} konterte, ⟦0:der Rechnungshof, pardon, der Rat, habe die Halle gerügt⟧.",
    "{Ida Probe} ergänzte, ⟦0:im Kreis würden in diesem Jahr zehn Hallen gebaut⟧.",
    "{Ida Probe} erklärte, ⟦0:sie warte ab⟧; die [SPD] verlangt Kameras.",
]

COLONS = [
    "Weniger froh klang {Ida Probe}: ⟦0:Der Druck halte an⟧.",
    "Kritisch äußerte sich <Sprecherin> {Ida Probe}: ⟦0:Hallen allein ersetzten keine Bäder⟧.",
    "Auf Nachfrage der Zeitung: ⟦-:Nein, eine Schließung stehe nicht zur Debatte⟧.",
    "{Ida Probe} sieht den Rat gefordert: ⟦0:Die Kosten müssten anders verteilt werden⟧.",
    "Der Verein stellt sich hinter den Bau: ⟦0:Die Halle sei ein Gewinn⟧, so {Ida Probe}.",
    "{Ida Probe} lobte den Bau. ⟦0:Ein Umzug sei nicht gemeint⟧: Der Rat zieht nächstes Jahr um.",
    "Zugleich dankte {Ida Probe} Herrn {Karl Test}: ⟦0:In dessen Amtszeit sei die Halle gewachsen⟧.",
    "Der Bau gelingt; ⟦0:drei Hallen seien fertig⟧, bestätigte <Leiterin> {Ida Probe}.",
    "⟦-:Der Verein hat nach Angaben der Polizei drei Hallen⟧; der Rat nennt keine Zahl.",
    "Eine Ablöse fließt nicht, ⟦0:der Bau kostet laut {Ida Probe} zwei Millionen Euro⟧.",
]

VERB_SECOND = [
    "{Ida Probe} sagte, ⟦0:die Halle sei fertig⟧.",
    "{Ida Probe} erklärte am Montag, ⟦0:die Halle sei fertig und werde gut genutzt⟧.",
    "{Ida Probe} hatte vor Gericht geltend gemacht, ⟦0:die Halle sei zu laut⟧.",
    "{Ida Probe} sagte, ⟦0:wenn es regne, werde man in der Halle feiern⟧.",
    "Zur Begründung hat das Gericht ausgeführt: ⟦-:Die Halle sei zu laut⟧.",
    "{Ida Probe} sagte, ⟦0:die Halle ist fertig⟧.",
]

TAGS = [
    "⟦0:Die Halle sei fertig⟧, so {Ida Probe}.",
    "⟦0:Die Halle ist fertig⟧, so <Bürgermeisterin> {Ida Probe}, Vorsitzende des Vereins.",
    "⟦0:Die Halle, so {Ida Probe}, sei fertig⟧.",
    "⟦0:Die Halle nutzen, so Professor {Karl Test}, vor allem Vereine⟧.",
    "⟦0:Die Halle sei fertig⟧, sagte {Ida Probe} bei der Feier.",
    "⟦0:Die Halle sei fertig, sagte {Ida Probe}, und werde gut genutzt⟧.",
    "⟦-:Die Halle sei fertig⟧, so die Polizei.",
    "⟦-:Die Halle sei fertig⟧, hieß es.",
    "⟦-:Die Halle soll, so die Angaben eines Zeugen, gebrannt haben⟧.",
    "Wie {Ida Probe} mitteilte, ⟦0:ist die Halle fertig⟧.",
    "Wie Mitarbeiter, die das Feuer sahen, später berichteten, ⟦-:brannte die Halle⟧.",
    "⟦0:Die Halle ist fertig⟧, wie {Ida Probe} mitteilte.",
    "{Ida Probe} kam früh. ⟦0:Die Halle sei fertig⟧, so sie weiter.",
    "⟦0:Auch der Verein hat Zeiten gebucht⟧, bestätigt <Leiterin> {Ida Probe}.",
    "⟦-:Die Halle soll im Sommer öffnen⟧, kündigte das Ministerium an.",
    "⟦0:Ob Minister Hausaufgaben haben⟧, wollte die fünfjährige {Ida Probe} wissen.",
    "⟦-:Die Halle, so hofft der Verein, werde im Mai fertig⟧.",
    "{Karl Test} kam. ⟦1:<Vorsitzender> {Jonas Muster} mußte, wie er einräumte, „zweimal schlucken“⟧.",
]

PHRASES = [
    "Laut {Ida Probe} ⟦0:ist die Halle fertig⟧.",
    "Laut <Bürgermeisterin> {Ida Probe} ⟦0:ist die Halle fertig⟧.",
    "Laut Polizei ⟦-:brannte die Halle⟧.",
    "⟦0:Die Halle ist laut {Ida Probe} fertig⟧.",
    "⟦0:Für den Bau kommt es laut dem <Leiter> des Amtes, {Karl Test}, auf die Vereine an⟧.",
    "⟦-:Die Halle brannte⟧, laut Polizei.",
    "Nach Angaben des [Ministeriums] ⟦-:ist die Halle fertig⟧.",
    "Nach Angaben der Polizei in Nauen ⟦-:waren drei Leute in der Halle⟧.",
    "Nach den Worten von {Ida Probe} ⟦0:ist die Halle fertig⟧.",
    "{Ida Probe} kam früh. ⟦0:Die Halle ist nach ihrer Ansicht der beste Ort für das Fest⟧.",
    "Ihren Angaben zufolge ⟦-:ist die Halle fertig⟧.",
    "Der Polizei zufolge ⟦-:brannte die Halle⟧.",
    "Nr. 12 Zeugenaussagen zufolge ⟦-:brannte die Halle⟧.",
    "Die Gäste verließen die Halle, ⟦-:in der es laut Polizei brannte⟧, und gingen auf den Platz.",
    "Denn laut {Ida Probe} ⟦0:ist die Halle fertig⟧.",
    "Laut {Ida Probe}, der <Leiterin> der Schule, ⟦0:ist die Halle fertig⟧.",
    "⟦0:<Lehrer> {Karl Test} wusste nach eigenem Bekunden nichts davon⟧.",
    "⟦-:Die Halle bringt nach Berechnungen des [Bauamts] etwa 30.000 Euro⟧.",
    "⟦-:Im Land gibt es nach Angaben des Verbandes 1.340 Hallen⟧.",
    "Nach Angaben beider Vereine ⟦-:kostet die Halle wenig⟧.",
]

CHAINS = [
    "{Ida Probe} betonte, ⟦0:dass die Halle fertig sei⟧. ⟦0:Man habe lange gewartet⟧. Es gab Kuchen.",
    "„⟪0:Die Halle ist endlich fertig⟫“, so {Ida Probe}. ⟦0:Man habe lange gewartet⟧.",
    "{Ida Probe} lobte die Helfer. ⟦0:Sie hätten viel geleistet und seien ein Vorbild⟧.",
    "Das Gericht wies die Klage ab. ⟦-:Die Halle sei zu laut⟧. ⟦-:Die Nachbarn hätten keine Ruhe⟧.",
    "{Ida Probe} sagte, ⟦0:die Halle sei fertig⟧. Die Feier begann. Es könnten noch Gäste kommen.",
    "{Ida Probe} kam. Das Gericht wies sie ab. ⟦-:Die im Mai gebaute Halle, die laut sei, habe sie nie gestört⟧.",
    "⟦-:Die Nachbarn müssten den Lärm dulden; dies stelle keine Härte dar⟧.",
    "{Ida Probe} berichtete über den Bau. ⟦0:2022 hätten 318 Kinder mitgemacht⟧.",
    "<Leiterin> {Ida Probe} nannte {Karl Test} einen Freund. ⟦0:Im Mai habe man ihn vermisst⟧.",
    "Sorgen macht <Leiterin> {Ida Probe} das Gesetz, ⟦0:dessen Folgen noch niemand überblicke⟧.",
    "Ohne Erfolg blieb der Einwand, ⟦-:in Köln werde anders verfahren⟧.",
    "Der Mann erklärte, ⟦-:er sei krank⟧. ⟦-:Um gesund zu werden, brauche er Geld⟧.",
]

MIXED = [
    "{Ida Probe} betonte, ⟦0:die Halle sei „⟪0:ein großer Gewinn für das ganze Dorf⟫“⟧.",
    "⟦0:Die Halle sei „⟪0:ein großer Gewinn⟫“⟧, so {Ida Probe}.",
    "„⟪0:Die Halle ist fertig⟫“, sagte {Ida Probe} und betonte, ⟦0:dass alle willkommen seien⟧.",
    "{Ida Probe} sagte, ⟦0:das Fest „Alle da“ sei gut besucht⟧.",
]

NONE = [
    "{Ida Probe} kündigte Investitionen an.",
    "{Ida Probe} lobte die Arbeit der Vereine und dankte den Helfern.",
    "{Ida Probe} hofft auf viele Gäste, die am Montag kommen.",
    "{Ida Probe} weiß, dass die Halle fertig ist.",
    "Laut § 5 ist die Halle fertig.",
    "Laut Satzung ist die Halle offen, laut einer Studie der Universität auch.",
    "Es war laut und bunt.",
    "{Ida Probe} war da. <Pfarrer> {Karl Test} hätte die Halle gern behalten.",
    "{Ida Probe} weint, und die Halle steht da, als sei nichts gewesen.",
    "Erinnert sei daran: Die Halle war zu klein.",
    "Die Software sagt voraus, wann die Halle voll ist.",
    "Das Land hat 6 Millionen zugesagt, die Gemeinde trägt den Rest.",
    "Zum Schluss gratulierte der <Landrat> dem Verein: Die Halle erhielt einen Preis.",
    "Ein Gast erhielt laut Urteil mehr Geld.",
    "Ersten Erkenntnissen zufolge brannte die Halle.",
    "Nach bisherigen Ermittlungen brannte die Halle.",
    "Befragt man die Gäste, so zählen diese die Halle zum Besten.",
    "So schön die Halle ist, so klein ist sie auch.",
    "Die Halle ist schön und ich komme gern”, so {Ida Probe}.",
    "Für den Bau der Halle, die neu ist, bat {Ida Probe} um Spenden.",
    "Auf dem Platz, der leer war, bemerkt er den Turm.",
    "Der Gast bemerkte, dass die Halle brannte.",
    "Es sind, wie der Name sagt, alte Hallen.",
    "Die Presse wurde darüber informiert, dass die Halle brennt.",
    "Die Performance fragt, was die Halle zu bieten hat.",
    "Nach Einschätzung der Lage wird die Halle geöffnet.",
    "Die Messung ergab hohe Werte, wie sie die Feuerwehr bestätigte.",
    "Die Ausstellung zeigt, wie die Halle gebaut wurde.",
    "Der Film macht deutlich, dass die Halle gut ist.",
    "Das bedeutet, dass die Halle fertig ist.",
    "Wussten Sie, dass die Halle fertig ist?",
    "Bitte teilen Sie uns mit, ob Sie kommen.",
    "Wir freuen uns, dass die Halle fertig ist.",
    "Es sei erwähnt, dass die Halle fertig ist.",
    "Die Halle ist offen, es sei denn, es regnet.",
    "Alle kommen gern, sei es zum Spielen oder zum Feiern.",
    "Einige Bauten sind noch zu sehen, so die Halle und der Turm.",
    "Die Halle war voll, so dass viele draußen blieben.",
    "{Ida Probe}: Ich habe mich gefreut, dass die Halle fertig ist.",
    "Wenn es regnet, erklärt {Ida Probe} den Gästen die Halle.",
    "Damit alle kommen können, ruft {Ida Probe} die Vereine auf den Platz.",
    "Die Polizei forderte den Mann auf, die Halle zu verlassen.",
    "Es stellte sich heraus, dass die Halle zu klein ist.",
    "Die Jury begrüßt die Entscheidung des Gerichts, dass die Halle bleibt.",
    "Um zu verdeutlichen, dass die Halle fertig ist, wurde gefeiert.",
    "„⟪0:Die Halle ist fertig⟫“, so {Ida Probe}.",
    "Zum Abschluss: „⟪0:Die Halle ist nun fertig⟫“, so {Ida Probe}.",
    "",
    ", ; : – so laut, wie",
]


@pytest.mark.parametrize(
    "marked", [*CLAUSES, *INFINITIVES, *BODIES, *COLONS, *VERB_SECOND, *TAGS, *PHRASES, *CHAINS, *MIXED, *NONE]
)
def test_indirect_quotes_with_speakers(marked: str) -> None:
    text, quotes, expected = found(marked)
    assert [(text[q.start : q.end], q.kind, q.speaker) for q in quotes] == [
        (text[start:end], kind, who) for start, end, kind, who in expected
    ]


@pytest.mark.parametrize(
    ("marked", "evidence"),
    [(CLAUSES[0], "governed"), (TAGS[0], "so-tag"), (TAGS[4], "verb-tag"), (TAGS[9], "as-tag"), (PHRASES[0], "phrase")],
)
def test_indirect_quotes_name_their_rule(marked: str, evidence: str) -> None:
    assert [quote.evidence for quote in found(marked)[1]] == [evidence]


def test_indirect_quotes_pass_over_the_contact_block() -> None:
    text = "Laut Polizei brannte die Halle."
    assert find_quotes(text, split(text), [], [], [Zone("contact", 0, len(text))]) == []


@pytest.mark.parametrize(
    ("form", "expected"),
    [("sei", True), ("habe", True), ("bestehe", True), ("funktioniere", True), ("vorhabe", True)]
    + [(word, False) for word in "ist hat Habe eine bitte zufolge teilweise Tiere gerade".split()],
)
def test_subjunctive_is_told_by_its_form(form: str, expected: bool) -> None:
    assert is_reported(form) is expected


_PIECES = st.sampled_from(
    ["laut ", "Polizei ", "sagte ", "Ida ", ", ", "dass ", "sei ", "so ", "wie ", ". ", "„", "“", "(", ")", ": "]
)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_indirect_quotes_of_any_text_stand_apart(text: str) -> None:
    quotes = find_quotes(text, split(text), [], [])
    indirect = [quote for quote in quotes if quote.kind == "indirect"]
    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)
    assert all(one.end <= two.start for one, two in pairwise(indirect))
    for two in (quote for quote in quotes if quote.kind == "direct"):
        assert all(
            one.end <= two.start or two.end <= one.start or one.start <= two.start <= two.end <= one.end
            for one in indirect
        )


@pytest.mark.parametrize(
    "pattern",
    [
        "sagte, dass ",
        "laut Polizei ",
        ", so ",
        "wie, ",
        "(",
        "zu ",
        "Er sei da. ",
        ", und sagte",
        "zufolge ",
        "„sei “, so ",
        "Sie klang: Er sei da; ",
        "es gibt; laut Polizei ist es; ",
        "der, habe, ",
    ],
)
def test_indirect_quotes_take_linear_time(pattern: str) -> None:
    def seconds(size: int) -> float:
        text = pattern * (size // len(pattern))
        sentences = split(text)
        begin = time.process_time()
        find_quotes(text, sentences, [], [])
        return time.process_time() - begin

    assert seconds(64_000) < 24 * max(seconds(8_000), 0.02)
