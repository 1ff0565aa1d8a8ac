"""Words that tell bare organs from names, and women's roles from men's."""

from __future__ import annotations

import re

ARTICLES = frozenset({"der", "die", "das"})

LEGAL_FORM = re.compile(
    r",?\s(?:e\.\s?V\.?|eV|eingetragener Verein|(?:gemeinnützige\s)?(?:g|m|gem)?GmbH(?:\s&\sCo\.?\s(?:KG|OHG)(?:aA)?)?|"
    r"gGmbH|mbH|gAG|AG|KG|OHG|GbR|UG(?:\s\(haftungsbeschränkt\))?|SE|eG|e\.\s?G\.|AöR|A\.\s?ö\.\s?R\.|KdöR|Inc\.?|Ltd\.?)"
    r"\s*$"
)
"""A legal form at the end of a name; it does not count. Written apart only: a ``Garten-AG`` is no company."""

ORGANS = tuple(
    "agentur akademie amt anwaltschaft archiv aufsicht ausschuss beirat behörde beratung betrieb betriebe bibliothek "
    "bücherei büro bund bündnis center dekanat dezernat dienst direktion fachbereich fachdienst fakultät feuerwehr "
    "förderung fraktion galerie gemeinde genossenschaft gericht gesellschaft gruppe gymnasium haus hochschule "
    "initiative inspektion institut jury kammer kanzlei kasse kindergarten kirche kita klinik klinikum kommissariat "
    "kommission koordinierung krankenhaus kreis kreistag kreisverband kriminaldauerdienst land landesverband landtag "
    "lehrstuhl leitung ministerium museum netzwerk ortsverband parlament polizei präsidium rat referat regierung "
    "sachgebiet schule schutz sekretariat senat staat staatsanwaltschaft stab stadt stelle stiftung team theater "
    "universität verband verein versammlung verwaltung vorstand werke werkstatt wache wehr zentrale zentrum".split()
)
"""Ends of nouns that name an organ or an institution; alone they name the one that the release is about."""

UNITS = frozenset(
    "abteilung amt arbeitsgruppe ausschuss bereich dezernat direktion fachabteilung fachamt fachbereich fachdienst "
    "fachkommissariat geschäftsbereich kommissariat referat sachgebiet serviceeinheit stabsstelle team abschnitt "
    "polizeidirektion polizeiabschnitt polizeiinspektion polizeirevier landesverband kreisverband ortsverband "
    "bezirksverband stadtverband ortsverein geschäftsstelle lehrstuhl".split()
)
"""Parts of a larger body: what they are called behind this word (a task, a number) every such body has."""

OFFICES = frozenset(
    "ministerium staatsministerium landesamt behörde institut klinik zentrum büro stelle referat kommission "
    "beratungsstelle koordinierungsstelle fachstelle servicestelle".split()
)
"""Organs that with a task (``Institut für Informatik``) still fit many."""

ONLY_ONE = ("bundes", "europa")
"""Beginnings of organs that there is one of: ``Bundestag``."""

FEMALE = re.compile(
    r"(?:[eo]rin|ärin|arin|eurin|entin|antin|istin|[aä]tin|atin|ektin|ötin|ztin|ältin|öchin|öfin|issin|login|ogin|grafin|graphin|"
    r"ophin|ngin|ndin|etin|itin|utin|rtin|ftin|stin|sin|zessin|frau|dame|schwester|mutter|tochter)$"
)
MALE = re.compile(
    r"(?:er|or|ent|ant|ist|eur|rat|mann|arzt|anwalt|koch|bischof|herr|är|kommissar|referendar|loge|graf|graph|soph|"
    r"vater|sohn|bruder|abt|vogt|wart)$"
)
GENDER_MARK = re.compile(r"[*:_/·(]-?(?:in|r|innen)\b|[a-zäöü]In(?:nen)?\b", re.ASCII)
"""Says that any sex is meant."""

BEHIND_HEAD = frozenset(
    "für der des dem den die das von vom im in am an bei beim zu zur zum mit aus auf und sowie oder gegen über".split()
)
"""The first of these ends what a role's head and its modifiers are."""

INITIAL = re.compile(r"[^\W\d_]{1,3}\.")
YEARS = re.compile(r"(?:(?:19|20)\d\d)")
SHORT_YEAR = re.compile(r"\d\d")
