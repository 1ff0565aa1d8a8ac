"""Words about names: titles, salutations, particles, given names."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

DEGREE_FIELDS = (
    "agr|biol|dent|disc|e|et|forest|h|c|hc|habil|hum|Ing|ing|iur|jur|math|med|mont|mult|nat|oec|paed|päd|pharm|phil|"
    "pol|psych|publ|rer|sc|soc|sport|techn|theol|troph|univ|vet"
)
"""What follows ``Dr.`` and belongs to it."""

DOCTOR = rf"D?Dr(?:\.|in\b\.?)(?:[ -]{{0,2}}(?:{DEGREE_FIELDS})\b\.?){{0,6}}"
PROFESSOR = (
    r"(?:(?:apl|ao|em|Univ|Hon|Jun|Ass|Assoc|Prof)\.[ -]?|Junior|Honorar|Univ(?:ersitäts)?)?"
    r"Prof(?:\.?in\b|\.?’in\b|\.|essorin\b|essor\b)(?:\s(?:em|i\.\s?R|a\.\s?D)\.)?"
)
DIPLOMA = r"Dipl\.[ -]?[A-ZÄÖÜ][\wäöüß]{0,20}\.?(?:\s?\((?:FH|BA|TU|Univ\.)\))?"
OTHER_TITLES = (
    r"PD|Priv\.-Doz\.|Privatdozent(?:in)?|Univ\.-Doz\.|M?Mag\.(?:\s?a\b\.?)?(?:\s?\(FH\))?|Magister|DI|Dkfm\.|Ing\.|"
    r"Lic\.|Bakk\.|"
    r"Doktor|Med\.-Rat|OStR"
)
TITLE = re.compile(rf"(?<![\w.-])(?:{PROFESSOR}|{DOCTOR}|{DIPLOMA}|{OTHER_TITLES})[\s,]{{0,3}}$")
"""One title at the end of a text."""

SALUTATION = re.compile(r"(?<!\w)(Frau|Fräulein|Herrn|Herr|Hr\.|Fr\.)\s{1,3}$")
FEMALE_SALUTATIONS = frozenset({"Frau", "Fräulein", "Fr."})

LEADING = re.compile(
    rf"(?:(?:{PROFESSOR}|{DOCTOR}|{DIPLOMA}|{OTHER_TITLES}|Frau|Fräulein|Herrn|Herr|Familie|Eheleute|"
    rf"Ehepaar)(?!\w)[\s,]{{1,3}})"
)
"""What a name mention may not begin with."""

TRAILING = re.compile(
    r"[\s,]*(?<!\w)(?:Md[BLAEH]|MdBB|MdEP|MdHB|a\.\s?D\.|i\.\s?R\.|LL\.?M\.?|M\.?A\.?|B\.?A\.?|M\.?Sc\.?|B\.?Sc\.?|"
    r"MBA|Ph\.?D\.?)$"
)
"""What a name mention may not end with: seats in parliament, retirement, degrees after the name."""

FAMILY_WORDS = re.compile(r"(?<!\w)(?:Familie|Familien|Eheleuten?|Ehepaars?|Brüdern?|Geschwistern?|Schwestern)\s{1,3}$")
"""Before a surname they say that several people are meant."""

PARTICLES = frozenset(
    "von van vom zu zum zur de del della der den dem des di da dos du la le ten ter af av al el ibn bin ben und".split()
)
NUMERAL = re.compile(r"[IVX]+\.?")

THING_ENDINGS = (
    "abend album amt amtszeit arbeit arbeiten archiv atelier aussage auftritt ausstellung band besuch bild bilder "
    "biografie biographie "
    "briefe buch bücher büro einsatz erbe ergebnis familie figur film filme forderung fraktion fund gedicht gedichte "
    "geburtstag geschichte haus heit idee ideen initiative kabinett karriere keit kinder klassiker komödie "
    "kompositionen konzert "
    "leben lebenswerk lied lieder lob melodie melodien musik nachfolge nachlass namen novelle oper opern person plan "
    "pläne position politik porträt rede regierung rolle roman romane sammlung schaffen schaffens schaft schriften "
    "sinne "
    "sohn sohnes sonate stelle stil stück stücke symphonie tagebuch tagebücher team texte theorie tion tochter tod "
    "todes "
    "ung verse vorgänger vorgängerin vorschlag vorwurf wahl weg werk werke werken werkes witwe wort worte wunsch zeit"
).split()
"""Ends of nouns that a name in the genitive belongs to; none of them names a human who is called so."""


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given names with ``w`` or ``m``."""
    text = files("extractor.pipes.people").joinpath("given_names.txt").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
