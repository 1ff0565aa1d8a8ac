"""Words of German that tell an organisation, its gender and its inflection; written for this package."""

from __future__ import annotations

import re


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


MASCULINE = _words(
    "ausschuss ausschuß beirat bereich betrieb bund chor cirkus club dialog dienst fonds funk garten",
    "gerichtshof gipfel handel hof hort kalender kindergarten klub kongress konvent konzern kreis kurs",
    "lauf lehrgang lehrstuhl lernort magistrat markt orden ort pakt pfad plan platz pokal preis rat",
    "ratschlag rechnungshof ring rundfunk salon schutz senat sender service sport staat stab stammtisch",
    "stützpunkt tag tisch treff trupp trust weg damm boulevard graben träger turm verband verbund verein",
    "verlag vorstand wettbewerb workshop zirkel zirkus zoo zug zusammenschluss",
)
FEMININE = _words(
    "administration agenda agentur akademie aktion allianz ambulanz anstalt arena armee auskunft bahn",
    "bank behörde bewegung bibliothek brauerei brigade bücherei bühne bürgerschaft börse caritas charta",
    "charité crew delegation diakonie diözese einheit elf fabrik fakultät feuerwache feuerwehr firma",
    "fraktion front galerie gemeinde genossenschaft gewerkschaft gilde gruppe halle hanse heit hilfe",
    "hochschule holding industrie initiative innung instanz intendantur ion jugend jury justiz kammer",
    "kampagne kantine kanzlei kapelle kasse keit kirche kita klinik koalition kompanie konferenz kultur",
    "liga linke mannschaft marine medaille messe miliz nacht offensive olympiade oper orangerie partei",
    "philharmonie plattform police polizei post praxis presse redaktion regie reihe republik runde schaft",
    "schau schule seelsorge spitze stadt stelle strategie straße stunde tafel taskforce tour truppe tät",
    "ung union wache wacht wehr welle werft werkstatt wirtschaft woche zeitung zentrale zunft aufsicht",
    "staatsanwaltschaft kanzlerei kooperative ökonomie gastronomie philologie pharmazie aidshilfe",
    "artothek allee gasse brücke insel kommission einrichtung bereitschaft mediathek videothek pinakothek",
    "glyptothek apotheke biennale",
)
NEUTER = _words(
    "amt archiv atelier bad bataillon bistum blatt bündnis büro café camp center centrum dekanat dezernat",
    "direktorium ensemble fernsehen fest festival forum gericht gremium gymnasium haus heim hilfswerk",
    "hospital hospiz hotel institut internat jobcenter jugendwerk kabinett kino klinikum kloster kolleg",
    "kollegium komitee kommando kommissariat konservatorium konsortium konsulat kontor konzept kreuz",
    "kuratorium labor laboratorium lager lyzeum magazin management ministerium museum netz netzwerk",
    "notariat observatorium orchester paket palais parlament planetarium plenum präsidium programm",
    "projekt quartett quartier referat regiment rektorat ressort restaurant revier sekretariat seminar",
    "spital stadion stift stipendium studio syndikat team technikum theater tribunal denkmal gelände",
    "reich schloss ufer viertel unternehmen werk zentrum kompetenznetz ordinariat konvikt oratorium",
)
PLURAL = _words(
    "arcaden archive betriebe bibliotheken bäder dienste freunde galerien gärten kliniken museen nationen",
    "philharmoniker sammlungen schulen spiele stationen streitkräfte stätten symphoniker sinfoniker tage",
    "verkehrsbetriebe werke werkstätten wochen ämter universitäten hochschulen lehrer",
)
GENDER_OF_SUFFIX: dict[str, str] = (
    dict.fromkeys(FEMININE, "f")
    | dict.fromkeys(MASCULINE, "m")
    | dict.fromkeys(NEUTER, "n")
    | dict.fromkeys(PLURAL, "p")
)
"""Last part of a head noun (nominative, lower case) to its gender; ``p`` is plural."""
LONGEST_SUFFIX = max(map(len, GENDER_OF_SUFFIX))

STRONG_ENDING = {"m": "er", "n": "es", "f": "e", "p": "e"}
"""What a nominative adjective ends in where no article stands before it."""

ARTICLE_GENDER = {
    "das": "n", "ins": "n", "ans": "n", "zur": "f", "einer": "f", "eine": "f", "keine": "f", "unserer": "f",
    "ihrer": "f", "die": "f", "einen": "m",
}  # fmt: skip
"""Words before a name that leave one gender (``die`` may be plural, which ends alike)."""
GENITIVE_ARTICLES = frozenset(_words("des eines seines ihres unseres dieses jenes jedes"))
ARTICLES = frozenset(
    _words(
        "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem vom zum",
        "zur beim im am ins ans unser unsere unserem unseren unserer unseres ihr ihre ihrem ihren ihrer ihres",
        "sein seine seinem seinen seiner seines",
    )
)
PREPOSITIONS = frozenset(_words("an auf bei durch für in mit sowie und von"))
KIND_SIGNS = frozenset(
    _words(
        "ein eine einem einen einer eines kein keine keinem keinen keiner jedes jeder jede jedem jeden",
        "einzelnes einzelne einzelnen einzelner jeweilige jeweiligen jeweiliges jeweiliger zuständige",
        "zuständigen zuständiges zuständiger anderes andere anderen anderer mancher manches viele mehrere",
        "alle beide welches welche",
    )
)
"""Words that make a kind of body of an organ: ``das zuständige Gesundheitsamt``."""

HEDGES = frozenset(_words("so sogenannte sogenannten sogenannter genannte genannten genannter"))

FUNCTION_WORDS = frozenset(
    _words(
        "an am auf aus bei beim bis das dem den der des die durch e ein eine für gegen im in ins mit nach of",
        "on ohne the um und unter v vom von vor zu zum zur über and for & de la le du del di da",
    )
)

ADJECTIVE_ENDS = (
    "lich", "isch", "ig", "al", "ell", "är", "iv", "ös", "sam", "bar", "haft", "los", "weit", "end", "iert", "igt",
    "ant", "eigen", "nah",
)  # fmt: skip
ADJECTIVE_BASES = frozenset(
    _words(
        "deutsch neu alt groß klein frei vereint rot schwarz grün weiß blau jung evangelisch katholisch",
        "zentral lokal regional sozial national international kommunal angewandt bildend darstellend offen",
        "rund erst zweit dritt ober unter hoh lang kurz gut gemeinsam gesamt arm reich stark digital",
        "europäisch verbunden ander spät schön still bunt früh best schnell warm kalt gold golden silbern",
        "modern anonym autonom elektronisch berufsbildend unabhängig technisch integriert verlässlich oberst",
        "mittler äußer inner vorder letzt nächst jüngst",
    )
)
PLACE_ADJECTIVE = re.compile(
    r"(?!Unser|Dieser|Jeder|Jener|Keiner|Einer|Neuer|Unter|Über)[A-ZÄÖÜ][\w-]{2,}(?:er|ische[rnms]?)|Deutsche[rnms]?"
)
"""A capitalised place adjective: ``Berliner``, ``Bayerischen``."""

# --- bodies that need no name ---

ORGAN_HEADS = (
    # head, endings of its singular cases
    (r"(?:Bundes|Landes|Staats|Kantons)regierung", ""),
    (r"(?:Bundes|Land|Kreis|Bezirks)tag", "(?:e?s)?"),
    (r"(?:Bundes|National|Stände|Kantons|Stadt|Gemeinde|Landes|Markt|Große)rat", "(?:e?s)?"),
    (r"(?:Bundes|Landes)(?:heer|kabinett|parlament|rechnungshof|kriminalamt|verfassungsgericht)", "(?:e?s)?"),
    (
        r"Bundes(?:kanzleramt|präsidialamt|nachrichtendienst|gerichtshof|finanzhof|amt für Verfassungsschutz)",
        "(?:e?s)?",
    ),
    (r"Bundes(?:verwaltungs|arbeits|sozial|patent)?gericht", "(?:e?s)?"),
    (r"Bundes(?:wehr|bank|notenbank|polizei|anwaltschaft|netzagentur|kanzlei|versammlung)", ""),
    (r"(?:Generalbundesanwaltschaft|Staatskanzlei|Senatskanzlei|Präsidentschaftskanzlei)", ""),
    (r"(?:Bezirksverordneten|Stadtverordneten|Gemeinde|Kreis)(?:versammlung|vertretung)", ""),
    (r"(?:Stadt|Kreis|Gemeinde|Bezirks)verwaltung", ""),
    (
        r"(?:Stadt|Kreis|Landes|Bundes|Bezirks|Gemeinde)(?:sport|jugend|frauen|eltern|schüler|senioren|feuerwehr|musik"
        r"|bauern|heimat|schützen)(?:bund|verband|ring|rat|ausschuss|beirat|vertretung)",
        "(?:e?s)?",
    ),
    (r"Landfrauenverband", "(?:e?s)?"),
    (r"(?:Abgeordneten|Repräsentanten)haus", "(?:es)?"),
    (r"Europa(?:parlament|rat)", "(?:e?s)?"),
    (r"(?:Verfassungsgerichtshof|Kammergericht|Landratsamt|Bezirksamt|Magistrat|Senat)", "(?:e?s)?"),
    (
        r"(?:Jugend|Gesundheits|Ordnungs|Schul|Sozial|Bau|Umwelt|Grünflächen|Stadtplanungs|Tiefbau|Veterinär)amt",
        "(?:e?s)?",
    ),
    (
        r"(?:Straßen- und Grünflächen|Umwelt- und Naturschutz|Schul- und Sport|Landeskriminal|Landesdenkmal)amt",
        "(?:e?s)?",
    ),
    (r"(?:Innen|Finanz|Justiz|Kultus|Wirtschafts|Sozial|Umwelt|Verkehrs|Verteidigungs|Gesundheits)ministerium", "s?"),
    (r"(?:Familien|Arbeits|Bildungs|Wissenschafts|Landwirtschafts|Bau|Außen|Integrations|Schul)ministerium", "s?"),
    (r"(?:Kultur|Digital|Klimaschutz|Forschungs|Entwicklungs|Agrar|Heimat|Energie)ministerium", "s?"),
    (r"Bundes(?:innen|finanz|justiz|wirtschafts|umwelt|verkehrs|verteidigungs|gesundheits)ministerium", "s?"),
    (r"Bundes(?:familien|arbeits|bildungs|forschungs|landwirtschafts|bau|entwicklungs|außen)ministerium", "s?"),
    (r"Europäischen? (?:Union|Kommission)|Vereinten? Nationen|EU-Kommission|BVV", ""),
)
"""Unique organs of state, written as whole words, with what their singular cases add."""

PARTIES = (
    "SPD", "CDU", "CSU", "FDP", "AfD", "BSW", "NPD", "SPÖ", "ÖVP", "FPÖ", "SVP", "CDU/CSU", "ÖDP", "PDS", "SED", "DKP",
    "NEOS", "GLP", "Die Linke", "DIE LINKE", "Die Grünen", "DIE GRÜNEN", "Bündnis 90/Die Grünen",
    "Bündnis 90/ Die Grünen", "Bündnis 90 / Die Grünen", "BÜNDNIS 90/DIE GRÜNEN", "Freie Wähler", "FREIE WÄHLER",
    "Piratenpartei",
)  # fmt: skip
PARTIES_IN_BRACKETS = (*PARTIES, "Grüne", "Linke", "GRÜNE", "LINKE", "B90/Grüne", "Piraten", "Volt")
"""Party names after a person's name; the short ones are common words elsewhere."""

NOT_BODIES = frozenset(
    _words(
        "MdB MdL MdA MdEP MdNR MEP MBA LLM MSc BSc PhD MA BA OB AD CEO CFO COO CTO CIO II III IV VI VII VIII",
        "IX XI XII NRW DDR BRD USA UK GB EUR USD CHF MEZ UTC PDF CD DVD EG OG UG WC TV PC IT Nr Tel Fax St Dr",
        "Az AZ GG StGB BGB SGB HGB UrhG BauGB DSGVO",
    )
)
"""Acronym-shaped words that name no body: titles, places, numerals, units, laws."""

DIFFERENT_BODY = _words(
    "förderverein freundeskreis fanclub fraktion landesverband kreisverband ortsverband ortsverein",
    "stiftung freunde betriebsrat elternbeirat landesgruppe chor beirat kuratorium förderkreis",
)
"""Type words before a name that make another body of it (``Förderverein Stadtbibliothek``)."""

# --- finding bodies without a model ---

LEGAL_FORM = re.compile(
    r" (?:gGmbH|GmbH(?: & Co\. KG(?:aA)?)?|mbH|gAG|AG|SE|KGaA|KG|OHG|UG|eG|e\. ?V\.|e\.V\.?|e\. ?G\.|Ltd\.?|Inc\.)"
    r"(?!\w)"
)
BODY_TYPES = _words(
    "amt ministerium verwaltung senatsverwaltung universität hochschule akademie institut gymnasium",
    "schule museum theater bibliothek bücherei galerie stiftung verband verein bund kammer gericht",
    "kirchengemeinde kirchenkreis fraktion gesellschaft genossenschaft gewerkschaft klinikum klinik",
    "krankenhaus agentur behörde zentrale direktion inspektion präsidium staatsanwaltschaft kita",
    "kindertagesstätte jobcenter redaktion verlag sparkasse volksbank bank betriebe werke stadtwerke",
    "kreisverband landesverband ortsverband beirat rat kommission regierung anstalt hilfswerk zentrum",
    "werkstatt netzwerk forum orchester philharmoniker ensemble chor club klub fachbereich abteilung",
    "referat dezernat stabsstelle koordinierungsstelle beratungsstelle leitstelle servicestelle archiv",
)
"""Ends of words that, with a name, make an organisation."""

SINGULAR = {
    "ämter": "amt", "ministerien": "ministerium", "gymnasien": "gymnasium", "museen": "museum", "kammern": "kammer",
    "schulen": "schule", "universitäten": "universität", "gerichte": "gericht", "institute": "institut",
    "verbände": "verband", "verwaltungen": "verwaltung", "direktionen": "direktion", "agenturen": "agentur",
    "fraktionen": "fraktion", "vereine": "verein", "kliniken": "klinik", "bibliotheken": "bibliothek",
    "behörden": "behörde", "staatsanwaltschaften": "staatsanwaltschaft", "regierungen": "regierung",
}  # fmt: skip
"""Plural heads that coordinated names share: ``Hauptzollämter A und B``."""

BARE_KINDS = _words(
    "polizei kriminalpolizei gericht staatsanwaltschaft senatsverwaltung volkshochschule musikschule stiftung",
    "pressestelle verein schule grundschule gymnasium universität hochschule institut ministerium unternehmen firma",
    "konzern gesellschaft verwaltung behörde verband kirche gemeinde kita kindertagesstätte bibliothek museum theater",
    "galerie feuerwehr rettungsdienst kommission jury partei fraktion gewerkschaft kammer krankenhaus klinik stadt",
    "land bezirk kreis redaktion club team mannschaft band chor orchester bank sparkasse versicherung krankenkasse",
    "agentur netzwerk projekt initiative einrichtung aufsichtsrat geschäftsführung jugendzentrum rathaus",
)
"""Kinds of bodies that name none when they stand alone (guidelines, settled case 1)."""

LANDS = frozenset(
    _words(
        "Baden-Württemberg Bayern Brandenburg Hessen Mecklenburg-Vorpommern Niedersachsen Nordrhein-Westfalen",
        "Rheinland-Pfalz Saarland Sachsen Sachsen-Anhalt Schleswig-Holstein Thüringen Burgenland Kärnten",
        "Niederösterreich Oberösterreich Steiermark Tirol Vorarlberg",
    )
)
"""Länder whose names mean nothing else; the city states are left out, since clubs are called like them."""

LAND_ABBREVIATIONS = frozenset(_words("NRW BW BaWü RLP SH MV LSA"))
"""Länder as releases shorten them."""

SHORT_WORDS = {
    "VHS": "Volkshochschule",
    "Kita": "Kindertagesstätte",
    "KiTa": "Kindertagesstätte",
    "Uni": "Universität",
    "TU": "Technische Universität",
    "FU": "Freie Universität",
    "TH": "Technische Hochschule",
    "FH": "Fachhochschule",
    "LKA": "Landeskriminalamt",
    "BKA": "Bundeskriminalamt",
    "BVV": "Bezirksverordnetenversammlung",
    "IHK": "Industrie und Handelskammer",
    "HWK": "Handwerkskammer",
}
"""How German shortens words for kinds of bodies."""

COMPANY_TYPES = frozenset(_words("Konzern Konzerns Gruppe Unternehmensgruppe"))
"""Types that only say that a name is a company's."""
