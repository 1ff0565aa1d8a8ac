"""Words that tie people, roles and organisations, and words of time and place around them."""

from __future__ import annotations

import re

ARTICLE = r"(?:der|die|das|den|dem|des|eine?[nmrs]?|unsere?[nmrs]?|seine?[nmrs]?|ihre?[nmrs]?|unser|sein|ihr)"
ADJECTIVE = r"(?:[a-zäöüß][\wäöüß-]*(?:e|er|en|em|es)|[A-ZÄÖÜ][\w-]*(?:er|ischen?|ische[rs]?))"
BEFORE_NOW = r"(?:[Bb]isher|[Bb]islang|[Zz]uvor|[Vv]ormals|[Ee]hemals|[Ee]hedem|[Ff]rüher)"
TIME = r"(?:(?:bereits\s)?seit\s(?:dem\s)?(?:\w+\s){0,2}\d{4},?\s)"

APPOSITION = re.compile(
    rf"\s*(?:[,–—|-]|\s-)?\s*(?:(?:zugleich|auch|ebenfalls|selbst|derzeit|derzeit\snoch|heute|{BEFORE_NOW}|zuletzt|künftig)"
    rf"\s)?{TIME}?(?:{ARTICLE}\s)?(?:{ADJECTIVE}\s){{0,3}}"
)
"""Between a name and the role behind it."""

COMPLEMENT = (
    rf"\s(?:des|der|vom|von|beim|bei|im|am|an|für|unsere[rs]|ihre[rs]|seine[rs])\s(?:(?:der|den|dem|die|das)\s)?"
    rf"(?:{ADJECTIVE}\s){{0,2}}[A-ZÄÖÜ][\w-]*"
)
"""A body without a name behind a role."""
TO_NAME = re.compile(
    rf"(?:{COMPLEMENT}){{0,2}}\s*(?:\([^()]{{1,40}}\))?\s*(?:vor:|[,:|–—-]|\s-)?\s*[„\"(]?(?:[•*]\s)?(?:und\szwar\s)?"
)
"""Between a role and the name behind it."""
UNNAMED_BODY = re.compile(
    rf"\s(?:des|der|vom|von\sder|beim|bei\sder|im|in\sder|am|an\sder|an\sunserer|unsere[rs]|ihre[rs]|"
    rf"seine[rs])\s(?:{ADJECTIVE}\s){{0,2}}([A-ZÄÖÜ][\w-]{{3,}})(?!\w)"
)
"""A body named by its kind alone behind a role."""

AND = re.compile(
    rf"(?:{COMPLEMENT})?\s*(?:,?\s*(?:und|sowie|&|/|bzw\.|oder|wie auch)\s*|/)(?:zugleich\s|auch\s|später\s|"
    rf"dann\s)?(?:{ARTICLE}\s)?(?:{ADJECTIVE}\s){{0,2}}"
)
"""Between two things said of one person."""

ENUMERATION = re.compile(rf"\s*,\s*(?:{ARTICLE}\s)?(?:{ADJECTIVE}\s){{0,2}}")

AND_OTHER = re.compile(r"\s*(?:,|;|,?\s*und|,?\s*sowie(?:\sauch)?|&|\||/)\s*(?:auch\s|mit\s|von\s|durch\s|an\s)?")
"""Between two people of one list."""

DESCRIBER = (
    r"(?:Landes|Bundeslandes|Bezirke?s|Stadt|Landeshauptstadt|Hansestadt|Kreisstadt|Gemeinde|Kreises|Landkreises|"
    r"Ortsteils|Region|"
    r"Vereins|Verbands?|Verbandes|Firma|Unternehmens|Band|Gruppe|Start[- ][Uu]ps?|Tageszeitung|Zeitschrift|Zeitung|"
    r"Verlags?|"
    r"Projekte?s|Initiative|Stiftung|Partei|Abteilung|Fachbereichs?|Agentur|Restaurants?|Teams?|Netzwerks?|"
    r"Bündnisses|Orchesters|"
    r"Chores|Hotels?|Instituts?|Galerie|Schule|Bundes)"
)
TO_BELONGING = (
    rf"\s+(?:(?:des|der|dem|den|vom|von|bei|beim|im|in|am|an|zur|zum|zu|auf|aus|für|[Uu]nsere[rs]|[Ii]hre[rs]|seine[rs])\s)"
    rf"(?:(?:der|dem|den|des|die|das)\s)?(?:{ADJECTIVE}\s){{0,3}}(?:{DESCRIBER}\s){{0,2}}"
)
BELONGS = re.compile(rf"{TO_BELONGING}[„»\"“‚']?")
"""Between a role and the body or place it belongs to."""
BELONGS_TO_BODY = re.compile(rf"{TO_BELONGING}(?:[A-ZÄÖÜ][\w-]{{3,}}\s)?[„»\"“‚']?")
"""The same with a noun that says what the body is: ``Chef der Gewerkschaft``."""

LOOSE = re.compile(
    r"\s(?:im|am|in|an|bei|beim|des|der)\s(?:(?:[A-ZÄÖÜ][\w-]*|(?!und\s|ist\s|hat\s|"
    r"war\s)[a-zäöüß]+(?<!t)(?<!te)(?<!ten))\s){1,6}(?:der|des|am|im|beim|bei|in|von|vom)\s"
)
"""The same with the task between: ``im Studiengang Bau an der``."""
IN_PLACE = re.compile(r"\s+(?:in|im|aus|auf)\s")

GENITIVE = re.compile(rf"\s(?:des|der)\s(?:(?:{ADJECTIVE})\s){{0,2}}(?:{DESCRIBER}\s){{0,2}}[„»\"“‚']?")
"""Between the name of an office-holder and the body of the office."""
FROM_BODY = re.compile(
    rf"\s*,?\s+(?:vom|von|von\sder|von\sden|von\sdem|aus\sdem|aus\sder)\s"
    rf"(?:(?:{ADJECTIVE})\s){{0,2}}(?:{DESCRIBER}\s){{0,2}}(?:[A-ZÄÖÜ][\w-]{{3,}}\s)?[„»\"“‚']?"
)
"""Between a name and the body somebody comes from; of a place it says nothing."""
WITH_COMPANY = re.compile(rf"\s+mit\s(?:seinem|ihrem|seiner|ihrer)\s(?:{ADJECTIVE}\s){{0,3}}[A-ZÄÖÜ][\w-]*\s[„»\"“‚']?")
TO_BODY = re.compile(r"\s*(?:[,|/–—-]|\s-)?\s*[„»\"“‚']?")
UNIT_BETWEEN = re.compile(r"\s?[,|/]\s(?:[A-ZÄÖÜ][\w-]{2,}(?:\s[A-ZÄÖÜ][\w-]+)?)\s?[,:|/]\s(?:(?:Frau|Herrn?)\s)?")
"""Between body and name with a unit that has no mention: ``Stadtwerke, Presse, A``."""

OPEN = re.compile(
    r"\s*\(\s*(?:beide\s|alle\s)?(?:parteilos,?\s)?(?:für\s)?(?:(?:die|den|das|der|von|vom)\s)?[„»\"“‚']?"
)
CLOSE = re.compile(r"[”“\"»«’']?\s*\)")
ALL = re.compile(r"\s*\(\s*(?:beide|alle)\s")

POSSESSIVE = re.compile(rf"(?<!\w)(?:[Dd]eren|[Dd]essen)\s(?:{ADJECTIVE}\s){{0,2}}$")
"""Before the role of somebody of the body named last: ``Deren Vorsitzende``."""
NO_BODIES = tuple(
    "bund land stadt städt kreis bezirk gemeinde staat ort region haupt ober unter vize geschäft projekt "
    "gruppe abteilung fach bereich gebiet general ehren erst alt ex jugend presse öffentlich medien kultur "
    "sport finanz innen außen bau bildung gesundheit sozial umwelt verkehr wirtschaft justiz wissenschaft "
    "familie frauen integration vorstand pflege team dienst sach kurs übung einsatz chef kirchen schirm welt "
    "europa euro minister polizei wahl partei".split()
)
"""Beginnings of compound offices that name a place, a rank or a task and no body of their own."""
ANAPHORS = tuple(
    "haus hauses einrichtung unternehmen unternehmens konzern konzerns verband verbands verbandes verein "
    "vereins gesellschaft behörde klub klubs club clubs organisation firma betrieb betriebs betriebes stiftung "
    "hochschule gewerkschaft fraktion genossenschaft kammer institut instituts agentur vereinigung "
    "gemeinschaft initiative".split()
)
"""Nouns by which a text calls again the body it named before."""

INDEFINITE = r"ein|eine[mnr]?|der|die|das|dem|seine?|ihre?|unsere?"
PREDICATE = re.compile(
    rf"(?<!\w)(?:(?:ist|bin|wird|wurde|war|bleibt|fand\ser|fand\ssie|fand)(?:\s(?!nicht)[\w.,-]+){{0,8}}?|als|Als|"
    rf"zum|zur)"
    rf"\s(?:[A-ZÄÖÜ]\w+,\s)?(?:(?:{INDEFINITE})\s)?(?:{ADJECTIVE}\s){{0,3}}$"
)
"""Before a role that is said of the sentence's subject."""
WAS = re.compile(r"(?<!\w)war(?:en)?\s")
UNTIL_NOW = re.compile(r"(?<!\w)(?:seit|heute|inzwischen|nun)\s", re.I)
WILL_BE = re.compile(r"(?<!\w)wird\s(?:(?!von\s|vom\s|durch\s|als\s|nicht\s)[\w.,-]+\s){0,6}$")
PRONOUN = {"w": re.compile(r"(?<!\w)[Ss]ie\s"), "m": re.compile(r"(?<!\w)[Ee]r\s")}
OF_ANOTHER = re.compile(rf"(?<!\w)des\s(?:{ADJECTIVE}\s){{0,2}}$")
"""Before a role in the genitive, which is another human's."""
LOCAL_OFFICE = re.compile(
    r"(?:bürgermeister|amtsdirektor|gemeindedirektor|ortsvorsteher|stadtpräsident|gemeindepräsident|ammann|amtsfrau|"
    r"stadtdirektor|landr[aä]t)(?:in)?$",
    re.I,
)
"""Offices that a place in brackets behind the name completes: ``die Bürgermeister A (Ort) und B (Ort)``."""
DEFINITE = re.compile(
    rf"(?<!\w)(?:[Dd](?:er|ie|en|em|es)|[Ii]hre?[nmrs]?|[Uu]nsere?[nmrs]?|[Ss]eine?[nmrs]?|[Vv]om|[Zz]um|[Zz]ur|"
    rf"[Bb]eim)\s(?:{ADJECTIVE}\s){{0,2}}$"
)

INVERTED = re.compile(
    rf"\s(?:ist|wird|wurde|war|bleibt)\s(?:(?:seit|ab|nun|auch|künftig|weiterhin|zugleich|derzeit|"
    rf"damals)\s(?:\w+\s){{0,2}}?)?"
    rf"(?:(?:der|die)\s(?:{ADJECTIVE}\s)?[A-ZÄÖÜ][\w-]*\s)?"
)
"""Between a role that stands before the verb and the name behind it: ``Neue Leiterin wird A``."""
CLAUSE_END = re.compile(r"\s?(?:[.,;:)(–]|$|(?:und|sowie|aus|von|vom|bei)\s)")

MEMBER = re.compile(
    rf"(?<!\w)(?:(?:Gründungs|Ehren|Vorstands|Aufsichtsrats)?(?:[Mm]itglied|[Mm]itbegründer(?:in)?)\s"
    rf"(?:(?:des|der|im)\s[A-ZÄÖÜ]\w{{3,}}\s)?(?:des|der|im|in|in\sder|bei|beim|vom|von|bei\sder)|(?:trat|tritt)(?:\s\w+)?\s(?:in\sdie|der|dem))"
    rf"\s(?:{ADJECTIVE}\s){{0,2}}[„»\"“]?$"
)
"""Before the body somebody is a member of."""

TO_LED = re.compile(
    rf"\s(?:leite[tn]e?n?|führ(?:t|te|en)|vertritt|vertrat|gründete|übernimmt|übernahm|verlässt|verließ|arbeite[tn]e?n?|"
    rf"forsch(?:t|te)|lehr(?:t|te)|wechsel(?:t|te)|spiel(?:t|te)|studier(?:t|te))(?:\s(?!und\s)[\w.,-]+){{0,6}}?"
    rf"\s(?:das|die|den|der|dem|beim|zum|zur|am|im|bei|an)(?:\s(?:der|die|den))?\s(?:{ADJECTIVE}\s){{0,2}}"
    rf"(?:{DESCRIBER}\s)?[„»\"“]?"
)
"""Between somebody and the body that he leads, works for or changes to."""
RELATIVE_TO_BODY = re.compile(
    rf"\s?,\s(?:der|die)\s(?:\w+\s){{0,4}}?(?:(?:das|die|den|der|dem|beim|am|im|bei|an|für)\s)(?:(?:der|die|den|das)\s)?"
    rf"(?:{ADJECTIVE}\s){{0,2}}(?:\w+\s(?:bei|beim|an|am)\s(?:der\s)?)?(?:{DESCRIBER}\s)?[„»\"“]?"
)
BEHIND_RELATIVE = re.compile(
    r"[“”\"«]?(?:\s(?!und\s)[\w-]+){0,4}?\s(?:leite[tn]e?|führte?|vertritt|vertrat|gründete|gegründet|arbeitete?|forschte?|"
    r"lehrte?|spielte?|beginnt|teilnahm|teilnimmt|aufbaute?|betreute?|angehört)(?!\w)"
)
"""A relative clause from somebody to a body, and its verb behind the body."""
BY_LEADER = re.compile(
    r"[“”\"«]?,?(?:\sdie|\sdas|\sder)?\s(?:wird|wurde|(?:\w+\s){0,5})?(?:\w+\s){0,4}?(?:von|durch)\s"
)
LED = re.compile(r"(?:\s[\w.-]+){0,6}?\s(?:geleitet|gegründet|geführt|vertreten)(?!\w)")
"""``wird von A geleitet``: between the body and its leader, and behind the leader."""
UNDER = re.compile(
    r"[“”\"«]?,?\sunter\s(?:(?:der\s)?Leitung\s(?:von|der|des)\s)?(?:(?:ihrem|seinem|ihrer|seiner|dem|der)\s)?"
)
IN_BRACKET = re.compile(r"[“”\"«]?\s?\((?:[A-ZÄÖÜ][\wäöüß-]*(?:\s[A-ZÄÖÜ]\w+)?\s?[:;,]\s)?(?:(?:Frau|Herr)\s)?")
"""Between a body and who leads it: ``Chor unter A``, ``Kita (Leitung: A)``."""
LINE_UP = re.compile(
    r"(?:Tore|Torschützen|Aufstellung|Es\sspiel(?:t|t?en)|Kader|Team|Aufgebot|Punkte)\s(?:für|von|bei|der|des)\s(?:\w+\s)?$"
)
MEMBERS = re.compile(r"[“”\"«]?\s(?:spiel(?:t|t?en)\smit|trat\san\smit|besteht\saus|mit)\s?:\s")
"""Before or behind a body whose people a list names."""
TEAM_GAP = re.compile(r"(?:\s\([^()]{1,20}\))?\s?(?:,|;|/|–|-|und|sowie)\s?")

ELECTED = re.compile(
    r"(?<!\w)(?:(?:neu|wieder)?gewählt|wähl(?:t|te|ten)|bestimm(?:t|te|ten)|bestellt|berufen|ernannt|bestätigt|"
    r"Neuwahl\w*)(?!\w)"
)
"""Verbs of an election or appointment."""
CHANGE = re.compile(
    rf"{ELECTED.pattern}|(?<!\w)(?:(?:Vorstands|Präsidiums)?[Ww]ahl(?:en)?|Vorstand|Führung|Spitze|Nachfolge\w*|"
    r"(?:Mitglieder|Haupt|Jahreshaupt|General)versammlung|Amt\sübernommen|"
    r"(?:neue[rn]?|künftige[rn]?)\s[A-ZÄÖÜ]\w+)(?!\w)"
)
"""Words of a change of offices."""
INNER_ORGANS = (
    "aufsichtsrat", "aufsichtsrats", "verwaltungsrat", "vorstand", "präsidium", "kuratorium", "beirat",
    "mitgliederversammlung", "hauptversammlung",
)  # fmt: skip
"""Organs of a body that elect or appoint for it."""

CONTACT = re.compile(
    r"(?<!\w)(?:[Kk]ontakt\w*|\w*[Kk]ontakt|Ansprechpartner\w*|Ansprechperson\w*|(?:Weitere\s|"
    r"Nähere\s)?(?:Informationen|Infos?|Auskünfte|Auskunft)"
    r"(?:\szum\s\w+|\sunter|\sbei)?|R(?:ü|ue)ckfragen|Anmeldung\w*|(?:[Ff]reundlichen|[Ff]reundliche|[Hh]erzlichen|[Bb]esten)\sGrüßen?|Im\sAuftrag|gez\.|(?:melden|wenden)|bei:|unter:|Presse|V\.i\.S\.d\.P\.|"
    r"Herausgeber\w*|Veranstalter\w*|Impressum|Redaktion|Rückfragehinweis|Foto|Bild|Verantwortlich\w*)"
    r"[^.!?\n]{0,60}$"
)
"""Before a block of contacts."""
REACHED = re.compile(r"[\s,|]*(?:Tel\.?|Telefon|Fon|Mobil)?[.:]?[\s\d/()–+-]{5,40}[\s,;|]*")
"""A phone number between two names of one office."""
REACH = re.compile(r"[\s,|;]{0,4}(?:\(|Tel|tel|Fon|Mobil|E-?Mail|Mail|mail|Fax|T\s|☎|0\d|\+\d|www|[\w.]{2,30}@)")
"""Phone and mail behind a name."""

FORMER = re.compile(
    rf"(?<!\w){BEFORE_NOW}\s$|"
    r"(?<!\w)(?:[Ee]hemalige[nrms]?|[Ff]rühere[nrms]?|[Vv]ormalige[nrms]?|[Ee]instige[nrms]?|[Dd]amalige[nrms]?|"
    r"[Bb]isherige[nrms]?|"
    r"[Ee]x|[Ll]angjährige[nrms]?\sehemalige[nrms]?|"
    r"[Ee]meritierte[nrms]?|[Aa]usgeschiedene[nrms]?|[Vv]erstorbene[nrms]?)(?:\s|-)"
)
FORMER_ROLE = re.compile(
    r"\bim\s(?:einstweiligen\s)?Ruhestand\b|^(?:Ex-|Alt-|Alt(?=bürger|kanzler|bundes|ober|landr|präsid|minist|bischof)|Ehren(?=bürgerm))|\b[ai]\.\s?[DR]\.|"
    r"(?<!\w)(?:[Ee]hemalig|[Ff]rüher|[Vv]ormalig|[Ee]instig)"
)
DESIGNATED = re.compile(
    r"(?<!\w)(?:[Dd]esignierte[nrms]?|[Kk]ünftige[nrms]?|[Zz]ukünftige[nrms]?|[Nn]eu\s?gewählte[nrms]?|"
    r"[Gg]ewählte[nrms]?)(?:\s|$)|(?<!\w)[Kk]ünftig\s$"
)
ACTING = re.compile(r"(?<!\w)(?:[Kk]ommissarisch|komm\.|[Ii]nterimistisch|[Ii]nterims-?|[Vv]orübergehend)")

COUNTRIES = {
    "belgisch": "Belgien",
    "britisch": "Großbritannien",
    "chinesisch": "China",
    "dänisch": "Dänemark",
    "finnisch": "Finnland",
    "französisch": "Frankreich",
    "griechisch": "Griechenland",
    "irisch": "Irland",
    "israelisch": "Israel",
    "italienisch": "Italien",
    "japanisch": "Japan",
    "kanadisch": "Kanada",
    "kroatisch": "Kroatien",
    "luxemburgisch": "Luxemburg",
    "niederländisch": "Niederlande",
    "norwegisch": "Norwegen",
    "österreichisch": "Österreich",
    "polnisch": "Polen",
    "portugiesisch": "Portugal",
    "rumänisch": "Rumänien",
    "russisch": "Russland",
    "schwedisch": "Schweden",
    "slowakisch": "Slowakei",
    "slowenisch": "Slowenien",
    "spanisch": "Spanien",
    "tschechisch": "Tschechien",
    "türkisch": "Türkei",
    "ukrainisch": "Ukraine",
    "ungarisch": "Ungarn",
}
"""Adjectives of countries; before a profession they tell where somebody comes from, before an office whose it is."""

REGIONS = {
    "baden-württembergisch": "Baden-Württemberg",
    "bayerisch": "Bayern",
    "bayrisch": "Bayern",
    "brandenburgisch": "Brandenburg",
    "bremisch": "Bremen",
    "hamburgisch": "Hamburg",
    "hessisch": "Hessen",
    "mecklenburg-vorpommersch": "Mecklenburg-Vorpommern",
    "mecklenburgisch": "Mecklenburg",
    "niedersächsisch": "Niedersachsen",
    "nordrhein-westfälisch": "Nordrhein-Westfalen",
    "rheinland-pfälzisch": "Rheinland-Pfalz",
    "saarländisch": "Saarland",
    "sächsisch": "Sachsen",
    "sachsen-anhaltisch": "Sachsen-Anhalt",
    "sachsen-anhaltinisch": "Sachsen-Anhalt",
    "schleswig-holsteinisch": "Schleswig-Holstein",
    "thüringisch": "Thüringen",
    "burgenländisch": "Burgenland",
    "kärntnerisch": "Kärnten",
    "niederösterreichisch": "Niederösterreich",
    "oberösterreichisch": "Oberösterreich",
    "steirisch": "Steiermark",
    "tirolerisch": "Tirol",
    "vorarlbergerisch": "Vorarlberg",
}
"""Adjectives of Länder, and the Land."""

TOWNS = {
    "Bremer": "Bremen",
    "Dresdner": "Dresden",
    "Münchner": "München",
    "Münsteraner": "Münster",
    "Hannoveraner": "Hannover",
    "Hallenser": "Halle",
    "Jenaer": "Jena",
    "Emder": "Emden",
    "Gießener": "Gießen",
    "Essener": "Essen",
    "Siegener": "Siegen",
    "Hagener": "Hagen",
    "Aachener": "Aachen",
    "Kasseler": "Kassel",
    "Rostocker": "Rostock",
    "Thüringer": "Thüringen",
    "Zürcher": "Zürich",
    "Basler": "Basel",
    "Wiener": "Wien",
    "Grazer": "Graz",
    "Tiroler": "Tirol",
    "Vorarlberger": "Vorarlberg",
    "Kärntner": "Kärnten",
    "Salzburger": "Salzburg",
    "Schweizer": "Schweiz",
    "Saarbrücker": "Saarbrücken",
    "Zweibrücker": "Zweibrücken",
    "Norder": "Norden",
    "Barmer": "Barmen",
    "Göttinger": "Göttingen",
    "Karlsruher": "Karlsruhe",
    "Pfälzer": "Pfalz",
    "Rheinland-Pfälzer": "Rheinland-Pfalz",
}
"""Adjectives of towns that are not the name and ``-er``."""

NO_TOWNS = frozenset(
    "Der Dieser Jener Jeder Unser Ihrer Seiner Aller Einer Keiner Welcher Solcher Mancher Über Unter Hinter Neuer "
    "Alter Erster Zweiter Dritter "
    "Regierender Stellvertretender Leitender Weiterer Anderer Zuständiger Oder Aber Wieder Leiter Sprecher Immer "
    "Daher Bisher Vorher "
    "Sommer Winter Dezember November Oktober September Wer Früher Später Ehemaliger Langjähriger Amtierender "
    "Herr".split()
)


PARTIES = tuple(
    "cdu csu spd fdp afd bsw linke dielinke grüne diegrünen bündnis90 b90 b'90 piraten freiewähler freiedemokrat volt "
    "ödp ssw tierschutzpartei diepartei spö övp fpö neos svp uwg fwg".split()
)
"""How the names of parties begin, lower case and without spaces."""
