"""Words and pattern pieces of the German money grammar (data only; closed classes of German, compiled by hand)."""

from __future__ import annotations

from decimal import Decimal


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


# --- numbers and units

SCALES: dict[str, Decimal] = {
    "t": Decimal(1_000),
    "k": Decimal(1_000),
    "tsd": Decimal(1_000),
    "tds": Decimal(1_000),
    "tausend": Decimal(1_000),
    "hundert": Decimal(100),
    "m": Decimal(1_000_000),
    "mio": Decimal(1_000_000),
    "mill": Decimal(1_000_000),
    "million": Decimal(1_000_000),
    "millionen": Decimal(1_000_000),
    "viertelmillion": Decimal(250_000),
    "dreiviertelmillion": Decimal(750_000),
    "mrd": Decimal(1_000_000_000),
    "mia": Decimal(1_000_000_000),
    "md": Decimal(1_000_000_000),
    "milliarde": Decimal(1_000_000_000),
    "milliarden": Decimal(1_000_000_000),
    "viertelmilliarde": Decimal(250_000_000),
    "dreiviertelmilliarde": Decimal(750_000_000),
    "bio": Decimal(1_000_000_000_000),
    "bill": Decimal(1_000_000_000_000),
    "billion": Decimal(1_000_000_000_000),
    "billionen": Decimal(1_000_000_000_000),
}
"""Scale words, folded and without a full stop."""

STEM_SCALES = ("tausend", "hundert")
"""Shared by ``vier- bis fünftausend``."""

ENGLISH_SCALES = frozenset({"billion"})
"""In lower case an English word: thousand millions there, a million millions here."""

EURO_UNITS: dict[str, Decimal] = {
    "€": Decimal(1), "€uro": Decimal(1), "Euro": Decimal(1), "Euros": Decimal(1), "euro": Decimal(1),
    "euros": Decimal(1),
    "EURO": Decimal(1), "EUROS": Decimal(1), "EUR": Decimal(1), "Eur": Decimal(1), "eur": Decimal(1),
    "TEUR": Decimal(1_000), "TEuro": Decimal(1_000), "TEURO": Decimal(1_000), "kEUR": Decimal(1_000),
    "KEUR": Decimal(1_000), "MEUR": Decimal(1_000_000), "MioEUR": Decimal(1_000_000),
    "MrdEUR": Decimal(1_000_000_000),
}  # fmt: skip
"""Units as they are written, with their worth in euro."""

CENT = Decimal("0.01")
CENT_UNITS = frozenset({"Cent", "Cents", "cent", "cents", "CENT", "Eurocent", "Eurocents", "EuroCent", "ct", "Ct"})
LETTER_SCALES = frozenset("TkKM")
"""Scales only when they touch the unit: ``T€``, ``k€``."""

LIST_WORDS = frozenset({"und", "oder", "bzw", "beziehungsweise", "respektive", "sowie"})
REDUCED_WORDS = frozenset({"ermäßigt", "ermässigt", "erm"})
SOFT_HEDGES = frozenset(_words("rund etwa ca circa knapp fast gut maximal max höchstens mindestens über"))
"""Hedges that may stand inside a range: ``2,3 bis knapp 2,5 Mio. Euro``."""

ROUNDING_ADJECTIVES: dict[str, str] = {"gute": "above", "guten": "above", "knappe": "below", "knappen": "below"}
"""Inside ``eine gute Million``: part of the span, but a hedge."""

ONES: dict[str, int] = {
    "null": 0, "ein": 1, "eins": 1, "eine": 1, "einem": 1, "einen": 1, "einer": 1, "eines": 1, "zwei": 2, "zwo": 2,
    "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip
TEENS: dict[str, int] = {
    "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
TENS: dict[str, int] = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip
HALVES: dict[str, Decimal] = {"anderthalb": Decimal("1.5"), "einhalb": Decimal("0.5")}
FRACTIONS: dict[str, Decimal] = {
    "halb": Decimal("0.5"), "dreiviertel": Decimal("0.75"), "viertel": Decimal("0.25"),
}  # fmt: skip

VULGAR: dict[str, Decimal] = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "1/2": Decimal("0.5"), "1/4": Decimal("0.25"),
    "3/4": Decimal("0.75"),
}  # fmt: skip
"""Fractions in digits: ``2 1/2 Millionen``."""

VAGUE = frozenset(
    _words(
        "mehrere mehreren mehrerer einige einigen einiger viele vielen vieler etliche etlichen wenige wenigen paar "
        "zig manche manchen hunderte hunderten tausende tausenden dutzende dutzenden zahlreiche zahlreichen"
    )
)
"""Before ``hundert``, ``tausend`` or ``Millionen`` these leave no number."""

NUMBERED = frozenset(
    _words(
        "platz kategorie klasse rang stufe gruppe nummer nr tarif zone los phase modul halle raum kurs teil projekt "
        "abschnitt block saal gleis linie tor haus kapitel paragraf paragraph artikel absatz ziffer seite"
    )
)
"""Nouns whose number follows them: ``Platz 2``."""

YEAR_NOUNS = frozenset(_words("in jahr jahre jahres jahren seit ende anfang mitte herbst frühjahr sommer winter"))
"""Before a four-digit number they make it a year."""

OTHER_CURRENCIES = ("usd", "chf", "gbp", "dollar", "franken", "pfund", "yen", "$", "£")

# --- hedges

ABOUT = frozenset(_words("rund rd circa ca zirka etwa ungefähr annähernd schätzungsweise grob"))
BELOW = frozenset(_words("fast knapp knappe knappen knapper beinahe nahezu maximal max höchstens unter bis"))
ABOVE = frozenset(_words("gut gute guten guter mindestens mind wenigstens ab zumindest minimal"))
LIMITS = frozenset(_words("maximal max höchstens bis mindestens mind"))
"""Hedges that set a limit; they hold for coordinated amounts too."""

HEDGE_FILLERS = frozenset(
    _words(
        "insgesamt jeweils je noch immerhin nochmals weitere weiteren weiterer zusätzlich zusätzliche zusätzlichen "
        "jährlich jährliche monatlich einmalig etwas voraussichtlich geschätzt geschätzte geschätzten lediglich nur "
        "derzeit aktuell allein nochmal stolze stolzen satte satten zusammen die der das den dem eine einer"
    )
)
"""Words that may stand between a hedge and its amount."""

DOCUMENTS = (
    "scheck", "schecks", "bescheid", "bescheide", "spende", "spenden", "rechnung", "rechnungen", "vertrag", "verträge",
    "kredit", "kredite", "darlehen", "auftrag", "aufträge", "antrag", "anträge", "förderung", "zusage", "zuwendung",
    "zuwendungen", "betrag", "summe", "gutschein", "gutscheine", "quittung", "überweisung", "vereinbarung", "anleihe",
    "bürgschaft", "finanzierung", "investition", "investitionen", "zahlung", "zahlungen", "geldstrafe", "bußgeld",
    "beleg", "paket", "erklärung", "vergleich", "stipendium", "stipendien", "zuschuss", "zuschüsse", "bewilligung",
    "police", "hypothek", "order", "urkunde", "mahnung", "förderbescheid", "angebot", "beschluss", "budget",
    "finanzspritze", "preisgeld", "bestellung", "vorschuss", "forderung", "forderungen", "geldbetrag", "prämie",
    "dotierung", "zuwendungsbescheid", "bescheinigung", "titel", "kaufpreis", "freude", "diskussion", "streit",
)  # fmt: skip
"""After these (or compounds that end in them) ``über`` is a plain preposition: ``Scheck über 500 Euro``."""

OVER_VERBS = (
    "freu", "verfüg", "informier", "bericht", "verhandel", "diskutier", "entscheid", "entschied", "berat", "berät",
    "spricht", "sprach", "sprech", "jubel", "abstimm", "beschließ", "beschloss", "streit", "einig", "lautet", "lauten",
)  # fmt: skip
"""Verbs whose object follows ``über``: ``verfügt über 5 Millionen Euro``."""

PREPOSITIONS = frozenset(
    _words("von vom mit auf bei beim um für in im an am aus zu zum zur durch gegen ohne nach seit über unter")
)

# --- year and rate

MONTHS = (
    "januar", "jänner", "februar", "feber", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "dezember",
)  # fmt: skip

RATE_WORDS: dict[str, str] = {
    "jährlich": "Jahr", "jährliche": "Jahr", "jährlichen": "Jahr", "jährlicher": "Jahr", "jährliches": "Jahr",
    "alljährlich": "Jahr", "monatlich": "Monat", "monatliche": "Monat", "monatlichen": "Monat",
    "monatlicher": "Monat", "monatliches": "Monat", "mtl": "Monat", "wöchentlich": "Woche", "wöchentliche": "Woche",
    "wöchentlichen": "Woche", "täglich": "Tag", "tägliche": "Tag", "täglichen": "Tag", "stündlich": "Stunde",
    "vierteljährlich": "Quartal", "halbjährlich": "Halbjahr",
}  # fmt: skip

RATE_PHRASES = (
    (r"im\s+Jahr(?!e?\s+\d)", "Jahr"),
    (r"im\s+Monat(?!\s+[A-ZÄÖÜ])", "Monat"),
    (r"in\s+der\s+Woche", "Woche"),
    (r"am\s+Tag", "Tag"),
    (r"in\s+der\s+Stunde|die\s+Stunde", "Stunde"),
    (r"p\.\s?a\.|per\s+annum|pro\s+anno", "Jahr"),
    (r"p\.\s?P\.|p\.\s?Pers\.", "Person"),
)

ABBREVIATED_UNITS: dict[str, str] = {"mtl": "Monat", "std": "Stunde", "h": "Stunde", "pers": "Person"}

# --- phrases

ARTICLES = _words(
    "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem unser unsere "
    "unserer unseren ihr ihre ihren ihrer ihrem sein seine seinen seiner seinem alle allen aller jede jeden jedes "
    "jeder jedem beide beiden"
)

NO_ADJECTIVES = _words(
    "der die das den dem des ein eine einen einem einer eines keine keinen als wenn aber oder und sowie bzw für "
    "von vom mit auf bei beim um im in an am aus zu zum zur durch gegen ohne nach seit über unter neben zwischen "
    "wegen während wie so auch noch nur nicht sehr mehr weniger rund etwa circa fast knapp gut bis ab insgesamt "
    "jeweils je pro davon dafür damit darüber hierfür hierzu dazu weitere weiteren wird werden wurde wurden "
    "worden ist sind war waren hat haben hatte hatten kann können konnte konnten soll sollen sollte muss müssen "
    "darf dürfen wollen stehen stand standen stellen stellt stellte kamen kommen erhalten erhielten bekommen sich "
    "sie er es wir ihr man dieser diese dieses diesen diesem welche welcher welches deren dessen dass ob sondern "
    "weil da wo hier heute gestern morgen immer wieder bereits schon außerdem zudem ferner zusammen gemeinsam "
    "unter anderem anderen betragen kosten kostete fördern investieren zahlen geben gaben tragen trugen "
    "übernehmen gewähren unterstützen finanzieren belaufen liegen lagen fließen flossen stammen gehen gingen "
    "fallen fielen bleiben blieben entstehen sehen laufen sowohl alle gegenüber alleine sein seien wurden davon "
    "daher deshalb daraus lediglich mittlerweile letztlich vor ermäßigter zuzüglich inklusive exklusive inkl zzgl "
    "erheben enthalten beantragen ausgeben einwerben sammelten sammeln"
)
"""Lower-case words with the ending of an adjective that are none, or that end a noun phrase."""

NO_NOUNS = _words(
    "Davon Insgesamt Dafür Hierfür Dazu Zudem Außerdem Zusätzlich Weitere Im In Für Mit Auf Aus Bei Von Vom Zum "
    "Zur Der Die Das Den Dem Ein Eine Einen Damit Dabei Darin Auch Und Oder So Es Sie Er Wir Ich Hinzu Allein "
    "Alleine Rund Etwa Circa Fast Knapp Über Mehr Mindestens Maximal Höchstens Bis Pro Je Jeweils Ab Unter Nach "
    "Seit Durch An Am Um Zu Als Wie Wenn Während Jetzt Heute Nun Hier Dort Dieser Diese Dieses Diesen Euro EUR "
    "Cent Mio Mrd Millionen Million Milliarden Milliarde Tsd Gut Ca Ermäßigt Dieser Bereits Noch Neben Bisher "
    "Zuvor Danach Alle Beim Dank Wer Was Welche Kein Keine Beide Viele Einige Demgegenüber Sowie Weiterhin "
    "Natürlich Ferner Dadurch Somit Folglich Deshalb Daher Damals Erstmals Künftig Gemeinsam Kann Können "
    "Ist Sind Hat Haben Wird Werden Will Soll Sollen Gibt Gab"
)

GENERIC_NOUNS = frozenset(
    _words(
        "kosten gesamtkosten höhe summe gesamtsumme betrag gesamtbetrag scheck schecks mittel fördermittel "
        "fördersumme förderung gesamtfördersumme volumen fördervolumen investitionsvolumen finanzvolumen "
        "auftragsvolumen zuschuss zuschüsse zuschüssen zuwendung zuwendungen geld gelder fördergelder finanzierung "
        "unterstützung betrags beträge preis wert gesamtwert gegenwert spende geldspende finanzspritze budget etat "
        "höchstbetrag mindestbetrag kostenpunkt baukosten investition investitionen investitionssumme "
        "gesamtinvestition gesamtinvestitionen bausumme aufwand ausgaben gesamtausgaben anteil eigenanteil "
        "förderbescheid bescheid zuwendungsbescheid förderbetrag sachmittel fördersätze förderhöhe "
        "gesamt-fördersumme bereitstellung hingabe zahlung auszahlung übergabe rechnung "
        "gesamtrechnung "
        "insgesamt zusammen gebühr kostenbeteiligung mitteln fördermitteln zuschusses gesamtvolumen euro millionen "
        "projektvolumen bauvolumen investitionskosten projektkosten rahmen rekordsumme teilbetrag restbetrag "
        "landesmittel bundesmittel eu-mittel haushaltsmittel landesförderung bundesförderung kredit darlehen "
        "finanzmittel drittmittel eigenmittel landesmitteln bundesmitteln zuschüsse gesamt entgelt geldbetrag "
        "fördergeld gesamthöhe gelder förderprämien schwelle mittelansatz finanzrahmen landeszuschuss bundeszuschuss"
    )
)
"""Nouns that name money as such, so they say nothing about what it is for."""

FUND_ENDINGS = (
    "mittel", "mitteln", "gelder", "geldern", "haushalt", "haushalts", "haushalten", "haushalte", "etat", "etats",
    "programm", "programms", "programmen", "programme", "fonds", "topf", "töpfen", "stiftung", "stiftungen", "budget",
    "budgets", "kasse", "kassen", "vermögen", "erlös", "erlösen", "erlöse", "spenden", "spende", "förderung", "pakt",
    "paket", "pakets", "initiative", "offensive", "rücklage", "rücklagen", "einnahmen", "beiträgen", "beiträge",
    "zuschüssen", "zuschüsse", "zuwendungen", "zuweisungen", "steuern", "überschüssen", "krediten", "kredit",
    "ressort", "ministerium", "hand", "lotterie", "land", "bund", "sondervermögen", "säckel", "überschuss",
)  # fmt: skip

CHANNEL_ENDINGS = ("mittel", "mitteln", "programm", "programms", "topf", "haushalt", "haushalts", "etat", "etats")
"""Of ``aus dem …programm der Senatsverwaltung`` the payer is the one in the genitive."""

PAYER_VERBS = _words(
    "stellt stellte stellen stellten investiert investierte investieren investierten fördert förderte fördern "
    "förderten gibt gab geben gaben spendet spendete spenden spendeten unterstützt unterstützte unterstützen "
    "unterstützten zahlt zahlte zahlen zahlten finanziert finanzierte finanzieren finanzierten bewilligt "
    "bewilligte bewilligen bewilligten gewährt gewährte gewähren gewährten steuert steuerte steuern steuerten "
    "übernimmt übernahm übernehmen übernahmen trägt trug tragen trugen erbringt erbrachte erbringen erbrachten "
    "vergibt vergab vergeben vergaben bezuschusst bezuschusste bezuschussen überweist überwies überweisen "
    "überreicht überreichte überreichten übergibt übergab übergeben übergaben schenkt schenkte stiftet stiftete "
    "stiften beteiligt beteiligte beteiligen reserviert bringt brachte verausgabt sagt lobt wendet wandte schießt "
    "schoss spendiert spendierte bezahlt bezahlte bezahlen entrichtet entrichten entrichtete entrichteten "
    "sponsert sponserte sponsern steckt steckte stecken aufbringen bereitstellt weist"
)

GIVEN_PARTICIPLES = _words(
    "gefördert unterstützt finanziert getragen bereitgestellt subventioniert übernommen bezuschusst gestellt "
    "bewilligt gewährt gespendet gezahlt bezahlt aufgebracht beigesteuert gestiftet mitfinanziert kofinanziert "
    "ausgezahlt vergeben erbracht zugesagt überwiesen überreicht ausgereicht"
)

FUNDED_PARTICIPLES = _words(
    "gefördert unterstützt finanziert bezuschusst subventioniert dotiert prämiert ausgestattet bewilligt "
    "honoriert ausgezeichnet belohnt mitfinanziert kofinanziert bedacht veranschlagt saniert ertüchtigt "
    "modernisiert"
)

COST_VERBS = _words(
    "kostet kosten kostete kosteten beträgt betragen betrug betrugen beläuft belaufen belief beliefen liegt "
    "liegen lag lagen umfasst umfassen"
)

DATIVE_E = (
    "haushalten", "programmen", "projekten", "kreisen", "betrieben", "vereinen", "werken", "paketen", "etaten",
    "erlösen", "krediten", "überschüssen", "zuschüssen", "beiträgen", "töpfen", "verbänden", "fördertöpfen", "städten",
    "entgelten", "geschäften", "gewinnen", "freunden",
)  # fmt: skip
"""Dative plurals whose nominative ends in ``e``."""

NEUTER_ENDINGS = (
    "programm",
    "budget",
    "paket",
    "land",
    "ministerium",
    "vermögen",
    "amt",
    "konto",
    "kapital",
    "projekt",
)

PRICE_ENDINGS = (
    "eintritt", "eintrittspreis", "eintrittspreise", "karte", "karten", "ticket", "tickets", "gebühr",
    "gebühren", "beitrag", "beiträge", "preis", "preise", "teilnahme", "kosten", "entgelt", "pauschale", "miete",
    "abo", "abonnement", "gedeck", "kurs", "workshop", "fahrt", "führung", "kostenbeitrag", "spende",
)  # fmt: skip
"""Nouns that stand as a label before a price: ``Eintritt 5 Euro``."""

GROUPS = _words(
    "Erwachsene Kinder Kind Schüler Schülerinnen Studierende Studenten Jugendliche Senioren Familien Familie "
    "Gruppen Mitglieder Nichtmitglieder Ermäßigte Rentner Azubis Personen Gäste Einheimische"
)

NO_PURPOSES = frozenset(
    _words(
        "Verfügung Teil Beispiel Zeit Ende Beginn Anfang Vergleich Jahr Jahre Monat Zweck Höhe Euro Woche Jahren "
        "Monaten Wochen Tagen Vorjahren Folge Seiten Mal Hälfte Drittel Großteil Preis Wert Schluss Seite Person Fall"
    )
)
"""After ``für``, ``zur`` and ``zum`` these say nothing about a purpose."""

PUBLIC_ADJECTIVES = (
    "bezirklich", "kommunal", "städtisch", "staatlich", "kirchlich", "europäisch", "privat", "landeseigen",
    "öffentlich", "gemeindlich", "universitär",
)  # fmt: skip
"""Adjectives that name the payer of a grant: ``bezirkliche Zuwendung``."""

BODY_ENDINGS = (
    "verwaltung", "ministerium", "ministeriums", "amt", "amtes", "amts", "stiftung", "fonds", "programm", "programms",
    "zentrum", "institut", "agentur", "gesellschaft", "verband", "verein", "kommission", "behörde", "stelle",
    "direktion", "dezernat", "referat", "senator", "senatorin", "minister", "ministerin", "abteilung", "landesamt",
    "akademie", "kammer", "bank", "anstalt", "fördergesellschaft", "kuratorium", "netzwerk", "bündnis", "initiative",
)  # fmt: skip
"""Bodies whose name goes on with ``für``: ``Ministerium für …``."""

NO_PAYERS = frozenset(
    _words(
        "Höhe Betrag Wert Summe Jahr Jahren Euro Mittel Mitteln Kosten Monat Fall Rahmen Millionen Preis Teilnahme "
        "Eintritt Preise Karten Gebühr Miete Projekt Maßnahme Kurs Bewerbungen Anträge Seite Anfang Beginn Stelle "
        "Meter Umsatz Gewinn Baukosten Gesamtkosten Fördersumme Gesamtsumme Auszeichnung Neubau Sanierung Bau Ausbau "
        "Prozent"
    )
)
"""Heads of phrases that never pay."""
