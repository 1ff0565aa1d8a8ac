"""What the lines of a press release begin with: its own name, embargo, contact, salutation, event data."""

from __future__ import annotations

RELEASE = (
    "presse",
    "presseeinladung",
    "pressedienst",
    "presseerklärung",
    "presseinfo",
    "presseinformation",
    "presseinformationen",
    "pressemeldung",
    "pressemitteilung",
    "pressemitteilungen",
    "pressenotiz",
    "pressetermin",
    "presseaussendung",
    "medieninformation",
    "medienmitteilung",
    "medieneinladung",
    "mitteilung",
    "ots",
)
"""Words that a line above the headline consists of, with number, date or sender."""

EMBARGO = ("sperrfrist", "sperrvermerk")
"""What an embargo line begins with."""

EMBARGO_WITH_DATE = ("gesperrt bis", "embargo", "frei ab", "freigabe ab", "freigegeben ab")
"""What an embargo line with a date begins with; without one it may be any headline (``Frei ab 16 Jahren``)."""

CONTACT = (
    "pressekontakt",
    "presse-kontakt",
    "pressekontakte",
    "medienkontakt",
    "medienkontakte",
    "kontakt",
    "kontakte",
    "kontaktdaten",
    "ihr kontakt",
    "ihre ansprechpartner",
    "ihre ansprechpartnerin",
    "ihr ansprechpartner",
    "ansprechpartner",
    "ansprechpartnerin",
    "ansprechpartner:in",
    "ansprechpartner*in",
    "ansprechpartner/in",
    "ansprechperson",
    "ansprechpersonen",
    "rückfragen",
    "rückfragehinweis",
    "für rückfragen",
    "bei rückfragen",
    "presserückfragen",
    "für weitere informationen",
    "weitere informationen",
    "weitere auskünfte",
    "nähere informationen",
    "auskünfte",
    "auskunft",
    "pressestelle",
    "presseverantwortlich",
    "pressesprecher",
    "pressesprecherin",
    "pressereferent",
    "pressereferentin",
    "ansprechstelle",
    "medienstelle",
    "redaktion",
    "redaktionskontakt",
    "herausgeber",
    "herausgeberin",
    "impressum",
    "v.i.s.d.p",
    "v. i. s. d. p",
    "visdp",
    "verantwortlich",
)
"""What a contact block begins with; it is one only where a telephone number or mail address follows."""

SALUTATION = ("sehr geehrte", "liebe", "guten tag", "hallo", "meine damen und herren", "werte")

EVENT_DATA = (
    "zeit",
    "ort",
    "datum",
    "wann",
    "wo",
    "was",
    "wer",
    "termin",
    "termine",
    "eintritt",
    "treffpunkt",
    "uhrzeit",
    "beginn",
    "ende",
    "einlass",
    "anmeldung",
    "foto",
    "bild",
    "bildunterschrift",
    "hinweis",
    "hintergrund",
    "programm",
    "tel",
    "telefon",
    "fax",
    "e-mail",
    "email",
    "mail",
    "internet",
    "web",
)
"""Names of fields, before a colon: such a line is neither headline nor sub-headline."""

PLACE_LINKS = r"(?:am|an der|an|bei|im|in der|in|ob der|vor der|auf der|unter|der|die|zu|a\.|i\.|d\.|b\.|v\.)"
"""What stands between the parts of a place name: ``Frankfurt am Main``, ``Rothenburg ob der Tauber``."""

PLACE_PREFIXES = (
    r"Bad|Sankt|St\.|Groß|Klein|Alt|Neu|Markt|Hann\.|Lutherstadt|Landkreis|Kreis|Stadt|Königs|Schwäbisch"
    "|Den|New|San|Los"
)
"""First words of place names of two words."""

PLACE_REGIONS = (
    "Oder|Main|Ems|Inn|Isar|Lech|Saale|Havel|Eder|Ruhr|Donau|Spree|Sieg|Lahn|Dill|Fulda|Mosel|Elbe|Weser|Aller|Rhein|Neckar|Unstrut|Elster"
    "|Harz|Taunus|Eifel|Rhön|Hunsrück|Westerwald|Odenwald|Schwarzwald|Sauerland|Allgäu|Vogtland|Erzgebirge|Lausitz|Altmark"
    "|Mark|Holstein|Westfalen|Westf|Sachsen|Thüringen|Hessen|Pfalz|Oberpfalz|Oberbayern|Niederbayern|Oldenburg|Ostfriesland"
)
"""Rivers and regions that stand in brackets after a place name: ``Frankfurt (Oder)``."""

BODIES = (
    "ministerium", "ministeriums", "amt", "gericht", "kanzlei", "verwaltung", "behörde", "anstalt", "kammer", "verband",
    "verein", "bund", "gewerkschaft", "partei", "fraktion", "fraktionen", "gruppe", "kirche", "kirchenkreis", "bistum",
    "erzbistum", "dekanat", "diözese", "gemeinde", "universität", "hochschule", "schule", "gymnasium", "institut",
    "akademie", "klinikum", "klinik", "krankenhaus", "museum", "theater", "oper", "philharmonie", "orchester",
    "stiftung",
    "gesellschaft", "genossenschaft", "bank", "sparkasse", "werke", "kreis", "stadt", "landeshauptstadt", "kanton",
    "land", "freistaat", "senat", "magistrat", "präsidium", "direktion", "departement", "polizei", "feuerwehr",
    "jobcenter", "zentrum", "agentur", "club", "klub", "zentrale", "rat", "bibliothek", "archiv", "wacht", "werk",
    "dienst", "forum", "netzwerk", "initiative", "konzern", "holding", "redaktion", "regierung", "region", "union",
    "university", "college", "school", "grünen", "spd", "cdu", "csu", "fdp", "övp", "spö", "fpö", "svp", "awo", "drk",
    "thw", "sv", "tsv", "fc", "sc", "ehc", "vfl", "vfb",
)  # fmt: skip
"""How names of bodies end, whole or as a compound."""

LEGAL_FORMS = (
    r"GmbH(?: & Co\. KG(?:aA)?)?", "gGmbH", "AG", "SE", "KG", "KGaA", "OHG", "UG", r"e\. ?V\.", r"e\. ?G\.", "eG",
    r"K\. ?d\. ?ö\. ?R\.", "KdöR", "AöR", "mbH", r"Ges\. ?m\. ?b\. ?H\.", "GesmbH",
)  # fmt: skip

OFFICES = (
    "pressestelle", "presseamt", "pressereferat", "presse-info", "presse-information", "pressedienst", "medienstelle",
    "mediendienst", "presse- und öffentlichkeitsarbeit", "öffentlichkeitsarbeit", "kommunikation", "geschäftsstelle",
    "pressebüro", "newsroom", "referat", "abteilung", "stabsstelle", "medienmitteilung", "pressemitteilung",
    "presseinformation", "presseaussendung", "medieninformation", "pressemeldung", "rundschreiben", "newsletter",
    "elternbrief", "mitteilungen", "investor relations", "corporate communications", "ad-hoc-mitteilung", "ots",
)  # fmt: skip
"""What sends releases within a body, and what such sheets are called."""

ISSUES = ("nr", "nummer", "no", "ausgabe", "heft", "jahrgang", "lfd. nr", "mitteilung nr")
"""What a number of a sheet begins with."""

ADDRESSEES = (
    "an die redaktion", "an die redaktionen", "an alle redaktionen", "an die medien", "an die presse",
    "an die vertreterinnen und vertreter", "mit der bitte um veröffentlichung", "mit der bitte um abdruck",
    "zur sofortigen veröffentlichung", "zur veröffentlichung", "zum sofortigen abdruck", "abdruck honorarfrei",
)  # fmt: skip

LINKS = frozenset(
    "für und u der die das des dem den im in am an von vom zu zum zur auf bei beim mit unter über nach aus gemäss "
    "gemäß of for and & the e d i a b v art".split()
)
"""Small words that stand in names of bodies."""

GENITIVES = frozenset({"und", "u", "der", "die", "das", "des", "d"})
"""Those of them that may stand before a body: its head's and its own article."""
