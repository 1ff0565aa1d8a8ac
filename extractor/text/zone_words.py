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
    "Oder|Main|Saale|Havel|Eder|Ruhr|Donau|Spree|Sieg|Lahn|Dill|Fulda|Mosel|Elbe|Weser|Aller|Rhein|Neckar|Unstrut|Elster"
    "|Harz|Taunus|Eifel|Rhön|Hunsrück|Westerwald|Odenwald|Schwarzwald|Sauerland|Allgäu|Vogtland|Erzgebirge|Lausitz|Altmark"
    "|Mark|Holstein|Westfalen|Westf|Sachsen|Thüringen|Hessen|Pfalz|Oberpfalz|Oberbayern|Niederbayern|Oldenburg|Ostfriesland"
)
"""Rivers and regions that stand in brackets after a place name: ``Frankfurt (Oder)``."""
