"""Words of German that announce or make the name of a programme; written for this package."""

from __future__ import annotations

TYPES = (
    r"[Pp]rojekt(?:e?s)?", r"[Pp]rogramm(?:e?s)?", r"[Ii]nitiative", r"[Kk]ampagne", r"[Ww]ettbewerb(?:e?s)?",
    r"[Pp]reis(?:es)?", r"[Ff]onds", r"[Oo]ffensive", r"[Ff]ördertopf(?:e?s)?",
    r"[Vv]eranstaltungsreihe", r"[Vv]ortragsreihe", r"[Gg]esprächsreihe", r"[Kk]onzertreihe", r"[Dd]ialogreihe",
    r"Reihe", r"[Aa]ktionswochen?", r"[Bb]ürgerdialog(?:e?s)?", r"[Vv]olksbegehrens?", r"Kurs(?:es)?",
    r"[Ss]tipendiums?", r"[Mm]asterplan(?:e?s)?", r"[Vv]orhabens?",
    r"-Kurs(?:es)?",
)  # fmt: skip
"""Type words in their singular cases; the name follows in quotation marks."""
NO_TYPE = (
    "rahmenprogramm", "abendprogramm", "bühnenprogramm", "konzertprogramm", "kinoprogramm", "tagesprogramm",
    "soloprogramm", "filmprojekt", "bauvorhaben", "wahlprogramm", "parteiprogramm", "musikprogramm",
    "kabarettprogramm", "hörspielreihe", "buchreihe", "fernsehreihe", "filmreihe", "computerprogramm",
)  # fmt: skip
"""Compounds whose quoted name is a show, a book, a film or a text."""

LIST_HEADS = (
    "angebote", "angeboten", "projekte", "projekten", "programme", "programmen", "maßnahmen", "kurse", "kursen",
    "formate", "formaten", "initiativen", "kampagnen", "wettbewerbe", "wettbewerben", "förderprogramme",
)  # fmt: skip
"""Plural heads of a list of offerings, also as the last part of a compound."""

NO_OFFERING = ("motto", "thema", "titel", "ausstellung", "film", "buch", "lied", "stück", "vortrag", "roman")
"""Words before a quoted name that make a work or a motto of it."""

NAME_ENDS = ("preis", "medaille", "stipendium", "offensive")
"""Ends of words that, with a name before them, are a programme's name by themselves."""

BARE_KINDS = (
    "projekt", "modellprojekt", "pilotprojekt", "programm", "förderprogramm", "initiative", "kampagne", "wettbewerb",
    "preis", "reihe", "veranstaltungsreihe", "ausstellung", "festival", "fest", "förderung", "aktion", "netzwerk",
    "offensive", "fonds", "maßnahme", "kurs", "angebot", "vorhaben", "stipendium", "beratung", "workshop", "seminar",
    "vortrag", "schulung", "treffen", "fortbildung", "integration", "sprachkurs",
)  # fmt: skip
"""Generic words that name no programme when they stand alone."""
