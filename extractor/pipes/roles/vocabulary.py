"""Words about roles: heads of offices and professions, what may stand before and after them."""

from __future__ import annotations

import re

OFFICES = (
    "bürgermeister minister präsident sprecher senator staatssekretär staatsekretär sekretär leiter führer direktor "
    "kanzler kommissar "
    "inspektor rektor dekan intendant vorsteher dezernent referent kämmerer hauptmann botschafter konsul "
    "superintendent "
    "bischof propst abt dekan vikar pastor pfarrer schulrat landrat stadtrat ministerialrat baurat magistratsrat "
    "stadtverordneter generalsekretär schatzmeister schriftführer kassenwart kassierer obmann geschäftsführer "
    "gesellschafter manager koordinator kurator moderator kapitän trainer coach stellvertreter amtmann amtsrat "
    "kommandant kommandeur brandmeister brandinspektor gouverneur regent premier chef landeshauptmann prokurist "
    "inhaber gründer "
    "unternehmer verleger ombudsmann obermeister innungsmeister kreishandwerksmeister richter staatsanwalt notar "
    "schirmherr senatspräsident ammann regierungsrat nationalrat bundesrat kantonsrat stadtammann syndikus aufseher"
).split()
"""Heads in the masculine that name an office, also as end of a compound."""

PROFESSIONS = (
    "autor schriftsteller dichter lyriker künstler maler bildhauer grafiker zeichner illustrator fotograf musiker "
    "sänger pianist "
    "gitarrist geiger cellist komponist dirigent schauspieler regisseur filmemacher drehbuchautor tänzer choreograf "
    "choreograph "
    "historiker archäologe politologe soziologe psychologe philosoph theologe ökonom biologe chemiker physiker "
    "mathematiker "
    "informatiker wissenschaftler forscher ingenieur architekt stadtplaner planer designer gestalter journalist "
    "redakteur "
    "reporter publizist lektor übersetzer bibliothekar archivar pädagoge lehrer erzieher dozent professor assistent "
    "mitarbeiter berater therapeut anwalt jurist arzt zahnarzt tierarzt apotheker chirurg mediziner "
    "unternehmensberater "
    "kaufmann bankier verkäufer handwerker tischler schreiner bäcker koch winzer landwirt gärtner förster jäger "
    "bildner profi fußballer spieler torwart stürmer verteidiger läufer schwimmer boxer torhüter politiker diplomat "
    "offizier polizist "
    "feuerwehrmann pilot kabarettist komiker clown kameramann produzent veranstalter experte analyst volkswirt händler "
    "saxophonist saxofonist trompeter schlagzeuger bassist organist kantor chorleiter"
).split()
"""Heads in the masculine that name a profession."""

FEMININE = {
    "rat": "rätin",
    "arzt": "ärztin",
    "anwalt": "anwältin",
    "koch": "köchin",
    "bischof": "bischöfin",
    "abt": "äbtissin",
    "hauptmann": "hauptfrau",
    "mann": "frau",
    "herr": "herrin",
    "ammann": "amtsfrau",
}
"""Ends whose feminine is not made with ``-in`` alone."""

ADJECTIVAL = (
    "vorsitzende vorstandsvorsitzende beauftragte abgeordnete beigeordnete bevollmächtigte angeordnete stadtverordnete "
    "gemeindevertreterin bezirksverordnete delegierte vizepräsidierende vorstehende geschäftsführende "
    "verantwortliche gesandte"
).split()
"""Heads that are declined like adjectives."""

NEUTRAL = (
    "leitung doppelspitze geschäftsleitung projektleitung schulleitung kita-leitung bereichsleitung "
    "pressesprechertandem "
    "ceo cfo cto coo cio cmo vorstandsmitglied aufsichtsratsmitglied präsidiumsmitglied ratsmitglied stadtoberhaupt "
    "staatsoberhaupt geschäftsführung vorstandsassistenz öffentlichkeitsarbeit pressearbeit"
).split()
"""Heads that fit any holder."""

SURE_IN_BRACKETS = (
    "leitung",
    "vorsitz",
    "stellvertretung",
    "moderation",
    "regie",
    "geschäftsführung",
    "ceo",
    "cfo",
    "cto",
    "coo",
)
"""Words that name the holder's office where they stand in brackets behind a name."""

ABBREVIATED = r"stellv\.|stv\.|stellvertr\.|stellvertret\.|komm\.|ltd\.|wiss\.|päd\.|künstl\.|parl\.|kfm\.|techn\.|gf\."
MODIFIERS = (
    rf"(?:{ABBREVIATED}|[Ss]tellvertretende|[Kk]ommissarische|[Ll]eitende|[Gg]eschäftsführende|[Ee]rste|[Zz]weite|"
    rf"[Dd]ritte|"
    r"[Rr]egierende|[Pp]arlamentarische|[Ww]issenschaftliche|[Kk]ünstlerische|[Kk]aufmännische|[Tt]echnische|"
    r"[Pp]ädagogische|[Oo]perative|[Hh]auptamtliche|[Ee]hrenamtliche|[Öö]ffentlich bestellte|[Ss]tändige|[Ff]achliche|"
    r"[Mm]edizinische|[Ää]rztliche|[Kk]linische|[Pp]olitische|[Ss]portliche|[Gg]eistliche|[Pp]ersönliche|"
    r"[1-9]\.|1\. stellvertretende|2\. stellvertretende)(?:(?<=e)(?:[rnms])?)?"
)
"""What belongs to an office and stands before its head."""

SURE_MODIFIERS = rf"{ABBREVIATED}|(?:[Ss]tellvertretende|[Kk]ommissarische|Regierende|Parlamentarische)[rnms]?"
"""Those that belong to an office whatever it is."""
RANKED = ("Beigeordnet", "Bürgermeister", "Kreis", "Polizei", "Staats", "Stadt")
"""Beginnings of offices that ``Erster`` ranks."""

OUTSIDE = re.compile(
    r"(?:(?:die|der|das|den|dem|des|eine?[nmrs]?|[Uu]nsere?[nmrs]?|[Ss]eine?[nmrs]?|[Ii]hre?[nmrs]?|[Dd]ie|[Dd]er|"
    r"[Dd]as|[Dd]en|[Dd]em|[Dd]es|"
    r"[Ee]ine?[nmrs]?|Herrn?|Frau|als|[Nn]eue[nrms]?|[Ll]angjährige[nrms]?|[Ee]hemalige[nrms]?|[Ff]rühere[nrms]?|"
    r"[Dd]amalige[nrms]?|[Hh]eutige[nrms]?|[Bb]isherige[nrms]?|[Kk]ünftige[nrms]?|[Zz]ukünftige[nrms]?|"
    r"[Jj]etzige[nrms]?|"
    r"[Aa]mtierende[nrms]?|[Dd]esignierte[nrms]?|[Zz]uständige[nrms]?|[Vv]ormalige[nrms]?|[Ee]instige[nrms]?|"
    r"[Dd]erzeitige[nrms]?|[Ss]cheidende[nrms]?|[Gg]ewählte[nrms]?|[Nn]eu gewählte[nrms]?|"
    r"[Nn]eugewählte[nrms]?)\s+)+(?=\S)"
)
"""What a role may not begin with: articles, salutations, words about its time."""

RETIRED = re.compile(r"\s+(?:a|i)\.\s?(?:D|R)\.")
"""``a. D.`` and ``i. R.`` behind a role belong to it."""


def _feminine(head: str) -> str:
    for end, other in sorted(FEMININE.items(), key=lambda pair: -len(pair[0])):
        if head.endswith(end):
            return head.removesuffix(end) + other
    return head.removesuffix("e") + "in"


def _forms(heads: list[str]) -> frozenset[str]:
    forms = set()
    for head in heads:
        forms |= {head, head + "s", _feminine(head)}
        forms |= (
            {head.removesuffix("e") + "en"}
            if head.endswith(("e", "ent", "ist", "at", "ant", "oge", "arch", "osoph"))
            else set()
        )
    return frozenset(forms)


OFFICE_FORMS = _forms(OFFICES)
"""Offices in the singular, both genders."""
PROFESSION_FORMS = _forms(PROFESSIONS)
ADJECTIVAL_FORMS = frozenset(head + end for head in ADJECTIVAL for end in ("", "r", "n", "m"))
ADJECTIVAL_ENDS = tuple(head + end for head in ADJECTIVAL for end in ("", "r", "n", "m"))
NEUTRAL_FORMS = frozenset(NEUTRAL)
WEAK = frozenset(
    "führer meister rat chef leiter spieler planer läufer koch abt inhaber jäger verteidiger händler förster richter "
    "herr".split()
)
"""Heads that end too many other nouns to count without a name beside them."""

NO_ROLES = frozenset(
    "gemeinderat stadtrat bundesrat nationalrat kantonsrat regierungsrat aufsichtsrat verwaltungsrat betriebsrat "
    "personalrat "
    "beirat elternrat ältestenrat ortsbeirat vorrat hausrat zentralrat ethikrat sachverständigenrat wissenschaftsrat "
    "reiseführer blutführer stadtführer museumsführer begleiter streuner gutachter behälter filter parameter leiter "
    "blitzableiter konverter computer drucker anführer halbleiter supraleiter kunstführer audioguide kulturführer "
    "konzertführer wanderführer weltmeister europameister hausmeister europarat koordinierungsrat rundfunkrat "
    "ministerrat "
    "kreisrat bezirksrat sicherheitsrat pfarrgemeinderat kirchenrat apparat attentat zitat monat kandidat".split()
)
"""Nouns that end like a role but name a body or a thing where no name stands beside them."""

PERSON_BODIES = frozenset(
    "stadtrat bundesrat nationalrat kantonsrat regierungsrat kreisrat bezirksrat gemeinderat kirchenrat".split()
)
"""Of those, titles of a person where a name stands directly behind."""

TASK = r"(?:(?!der\s|des\s|den\s|dem\s)[a-zäöü]+(?:e[nrs]?)\s)?[A-ZÄÖÜ][\w-]*"
FOR_TASK = re.compile(
    rf"\s+für\s+(?:die\s|den\s|das\s)?{TASK}(?:(?:,\s|\s(?:und|"
    rf"sowie)\s){TASK}){{0,8}}(?:\smit\sBehinderung(?:en)?)?(?<!-)"
)
"""What an office is for: ``für Schule, Jugend und Sport``."""
COMPLEMENT = re.compile(
    r"(?:\s(?:von|vom|des|der|beim?|bei\s(?:der|den)|im|in|am|an\sder|für|zu|zur)\s[^,;:.()!?\n]{1,70}?)?(?:\s?[,:–]|"
    r"\s?\n)?\s?"
)
"""Between an office and the name of its holder."""
BEFORE_ONE = re.compile(
    r"(?<!\w)([Dd]er|[Dd]ie|[Dd]en|[Dd]em|[Dd]es|[Uu]nsere?[nmr]?|[Ii]hre?[nmr]?|[Ss]eine?[nmr]?|[Aa]ls|[Ss]o|[Zz]um|"
    r"[Zz]ur|[Vv]om|[Bb]eim)"
    r"\s+(?:[a-zäöüß]+(?:e[nrms]?)\s+|[A-ZÄÖÜ]\w+er\s+){0,2}$"
)
"""Says that one holder is meant."""
BEFORE_SEVERAL = re.compile(
    r"(?<!\w)(?:[Aa]lle[nr]?|[Vv]iele[nr]?|[Mm]ehrere[nr]?|[Ee]inige[nr]?|[Kk]eine?[nrm]?|[Jj]ede[nrsm]?|[Bb]eiden?|"
    r"[Zz]wei|[Dd]rei|[Vv]ier|\d+)\s+(?:\w+\s+)?$"
)
"""Says that several, any or none are meant."""
PARTICLE = r"(?:(?:von|van|zu|zum|zur|de|del|di|du|la|le|ten|ter|al|el)\s(?:(?:der|den|dem|la|und\szu)\s)?)"
NO_NAMES = frozenset(
    "Der Die Das Den Dem Des Ein Eine Einen Einem Einer Am Im In An Auf Aus Bei Beim Mit Nach Von Vom Vor Zu Zum Zur "
    "Für Und Oder Aber Auch Als "
    "Wie Dr Prof Wir Ihr Ihre Sie Er Es Ich Alle Unser Unsere Weitere Weiterer Bitte Telefon Tel Fax Mail Email "
    "Kontakt Straße Platz Uhr Euro Ecke Str "
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember "
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Herr Frau Herrn Damen Herren Ende Anfang Seite "
    "Stadt Kreis Land Bund Amt Haus Schule Verein Landkreis Presse Jahr Jahre Jahren Foto Fotos Bild Berlin Hamburg "
    "Bremen Wien Paris London "
    "Vertreter Vertreterin Vertretern Mitglied Mitglieder Partner Gäste Redner Musik Text Moderation Ort Zeit Datum "
    "Eintritt Treffpunkt "
    "Information Informationen Anmeldung Rückfragen Hintergrund Betrieb Abteilung Grußwort Grußworte Programm "
    "Projekt Gesang".split()
)
"""Capitalised words that are no part of a name."""
NO_SURNAME = re.compile(
    r"(?:straße|str|platz|weg|allee|schule|gymnasium|preis|haus|hauses|stiftung|museum|institut|gmbh|verein|brücke|"
    r"ufer|damm|amt|park|ring|halle|"
    r"bibliothek|verwaltung|zentrum|theater|kirche|universität|hochschule|klinik|krankenhaus|verlag|kontakt|ung|"
    r"ungen|heit|keit|schaft|tion|tionen|"
    r"beitrag|orientierte)$",
    re.IGNORECASE,
)
"""Ends of words that are no surnames."""
