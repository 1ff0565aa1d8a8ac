"""Words of the quotes pipe: verbs and nouns of saying, nouns that announce a title, prepositions, pronouns.

Written for this project from a German grammar's point of view (verbs of saying and the nouns made from them).
"""

from __future__ import annotations

import re


def _regular(stems: str) -> set[str]:
    """Third person, singular and plural, present and past, of regular verbs."""
    forms: set[str] = set()
    for stem in stems.split():
        link = "e" if stem[-1] in "dt" or stem.endswith(("chn", "ffn", "gn", "dm", "tm", "rdn")) else ""
        plural = "n" if stem.endswith(("er", "el")) and not stem.endswith("ier") else "en"
        forms |= {f"{stem}{link}t", f"{stem}{link}te", f"{stem}{plural}", f"{stem}{link}ten"}
    return forms


SPEECH_VERBS = frozenset(
    _regular(
        "sag erklär beton lob mein erläuter ergänz freu mahn warn forder fabulier kritisier dank gratulier "
        "versicher resümier bilanzier konstatier bekräftig bestätig bericht erzähl schilder begründ argumentier "
        "kommentier urteil bedauer begrüß antwort frag zitier äußer plädier ermunter ermutig verkünd informier "
        "präzisier beteuer beklag monier rüg tadel prophezei prognostizier skizzier würdig appellier erinner "
        "glaub hoff schwärm scherz flüster klag jubel zürn spott seufz entgegn erwider beschwör postulier "
        "signalisier verdeutlich veranschaulich bemerk bemängel befürcht behaupt vermut folger schlussfolger "
        "wünsch charakterisier notier formulier lach lächel staun wunder ärger empör konter erkundig "
        "philosophier schimpf träum definier referier bitt bezeichn denk"
    )
    | set(
        "schreibt schrieb schreiben schrieben ruft rief rufen riefen verspricht versprach versprechen "
        "versprachen unterstreicht unterstrich unterstreichen unterstrichen beschreibt beschrieb beschreiben "
        "beschrieben gesteht gestand gestehen gestanden findet fand finden fanden weiß wusste wissen wussten "
        "wirbt warb werben warben empfiehlt empfahl empfehlen empfahlen rät riet raten rieten verrät verriet "
        "verraten verrieten widerspricht widersprach widersprechen widersprachen dachte dachten nennt nannte "
        "nennen nannten bat baten befand befanden befindet".split()
    )
)
"""Finite forms of verbs that by themselves say that somebody speaks."""

_PARTICIPLES = tuple(
    "gesagt erklärt betont gemeint erläutert ergänzt gewarnt gefordert kritisiert gerufen formuliert bekräftigt "
    "versichert berichtet erzählt angekündigt mitgeteilt festgestellt hervorgehoben verkündet gemahnt geäußert "
    "bezeichnet genannt gefragt geantwortet versprochen fabuliert gelobt".split()
)

_UTTERANCES = tuple(
    "fazit appell botschaft bilanz rat antwort urteil resümee credo überzeugung versprechen forderung kommentar".split()
)

LIGHT_VERBS = {
    "hat": _PARTICIPLES,
    "hatte": _PARTICIPLES,
    "haben": _PARTICIPLES,
    "hatten": _PARTICIPLES,
    "ist": ("überzeugt", "sicher", "begeistert", "zuversichtlich", "optimistisch", "stolz", "erfreut", "froh"),
    "sind": ("überzeugt", "sicher", "begeistert", "zuversichtlich", "stolz"),
    "war": ("überzeugt", "sicher", "begeistert", "zuversichtlich", "stolz"),
    "zeigt": ("sich",),
    "zeigte": ("sich",),
    "zeigen": ("sich",),
    "zeigten": ("sich",),
    "gibt": ("sich", "bedenken", "bekannt", "preis", "auskunft", "an", "zu", "mit", "zurück"),
    "gab": ("sich", "bedenken", "bekannt", "preis", "auskunft", "an", "zu", "mit", "zurück"),
    "gaben": ("sich", "bedenken", "bekannt", "zu", "mit"),
    "macht": ("deutlich", "klar", "mut", "aufmerksam"),
    "machte": ("deutlich", "klar", "mut", "aufmerksam"),
    "machen": ("deutlich", "klar"),
    "machten": ("deutlich", "klar"),
    "bringt": ("punkt", "ausdruck"),
    "brachte": ("punkt", "ausdruck"),
    "führt": ("aus", "an", "fort"),
    "führte": ("aus", "an", "fort"),
    "führen": ("aus", "an"),
    "führten": ("aus", "an"),
    "fügt": ("hinzu", "an"),
    "fügte": ("hinzu", "an"),
    "setzt": ("hinzu", "fort"),
    "setzte": ("hinzu", "fort"),
    "hebt": ("hervor",),
    "hob": ("hervor",),
    "heben": ("hervor",),
    "hoben": ("hervor",),
    "stellt": ("fest", "klar", "heraus", "aussicht"),
    "stellte": ("fest", "klar", "heraus", "aussicht"),
    "stellen": ("fest", "klar", "heraus"),
    "stellten": ("fest", "klar", "heraus"),
    "hält": ("fest", "entgegen", "dagegen"),
    "hielt": ("fest", "entgegen", "dagegen"),
    "weist": ("hin", "zurück"),
    "wies": ("hin", "zurück"),
    "weisen": ("hin", "zurück"),
    "wiesen": ("hin", "zurück"),
    "verweist": ("auf",),
    "verwies": ("auf",),
    "fasst": ("zusammen",),
    "fasste": ("zusammen",),
    "teilt": ("mit",),
    "teilte": ("mit",),
    "teilen": ("mit",),
    "teilten": ("mit",),
    "merkt": ("an",),
    "merkte": ("an",),
    "kündigt": ("an",),
    "kündigte": ("an",),
    "kündigten": ("an",),
    "wirft": ("ein", "vor"),
    "warf": ("ein", "vor"),
    "räumt": ("ein",),
    "räumte": ("ein",),
    "lädt": ("ein",),
    "lud": ("ein",),
    "legt": ("nach", "dar", "nahe"),
    "legte": ("nach", "dar", "nahe"),
    "pflichtet": ("bei",),
    "pflichtete": ("bei",),
    "stimmt": ("zu", "ein"),
    "stimmte": ("zu", "ein"),
    "sichert": ("zu",),
    "sicherte": ("zu",),
    "sagt": ("zu",),
    "zieht": ("bilanz", "fazit", "resümee"),
    "zog": ("bilanz", "fazit", "resümee"),
    "lässt": ("wissen", "verlauten", "ausrichten", "zitieren"),
    "ließ": ("wissen", "verlauten", "ausrichten", "zitieren"),
    "nimmt": ("stellung",),
    "nahm": ("stellung",),
    "blickt": ("zurück", "voraus", "zukunft"),
    "blickte": ("zurück", "voraus", "zukunft"),
    "schließt": ("ab", "sich"),
    "schloss": ("ab", "sich"),
    "rechnet": ("vor",),
    "rechnete": ("vor",),
    "ruft": ("auf",),
    "rief": ("auf",),
    "regt": ("an",),
    "regte": ("an",),
    "spricht": ("aus", "von", "vom"),
    "sprach": ("aus", "von", "vom"),
    "lautet": _UTTERANCES,
    "lautete": _UTTERANCES,
    "heißt": ("es",),
    "hieß": ("es",),
    "sieht": ("sich", "es", "darin"),
    "sah": ("sich", "es", "darin"),
}
"""Verbs that say so only together with one of these words (lower case) in their clause."""

STATEMENT_NOUNS = (
    "fazit appell bilanz resümee einschätzung meinung ansicht überzeugung botschaft wunsch rat antwort urteil "
    "worte worten aussage satz ausspruch kommentar reaktion begründung forderung bitte hoffnung mahnung warnung "
    "ankündigung erklärung stellungnahme versprechen aufruf zusammenfassung befund prognose statement zitat "
    "credo dank lob"
).split()
"""Nouns that name what somebody says: ``so das Fazit von …``."""

WORK_NOUNS = frozenset(
    "thema themas themen titel titeln titels motto mottos slogan slogans überschrift film filmes films filme "
    "buch buches roman romans lied liedes song stück gedicht gedichts märchen oper musical theaterstück gemälde "
    "skulptur installation vortrag vortrags vorträge ausstellung ausstellungen workshop workshops seminar "
    "seminars lesung devise leitsatz leitspruch begriff begriffs begriffe betreff hashtag schlagwort stichwort "
    "schlagzeile namens aufschrift inschrift kategorie rubrik broschüre artikel studie podcast sendung album "
    "werk werkes frage".split()
)
"""Nouns of works, themes and mottos: what is quoted after them is their name even behind a colon."""

TITLE_NOUNS = WORK_NOUNS | frozenset(
    "projekt projekts projekte projekten programm programms programme programmen namen reihe serie leitbild "
    "initiative initiativen kampagne aktion preis preises wettbewerb wettbewerbs verein vereins veranstaltung "
    "veranstaltungen konzert konzerts kurs kurses tagung konferenz fachtag fachtags festes festival messe flyer "
    "magazin zeitschrift zeitung bericht handbuch leitfaden plakat stiftung gesellschaft schule kita verband "
    "bündnis bündnisses netzwerk netzwerks restaurant restaurants café firma gruppe band modul bereich "
    "abschnitt siegel prädikat auszeichnung performance videoreihe video website webseite internetseite portal "
    "führung exkursion schild formel prinzip konzept strategie gesetz richtlinie antrag antrags drucksache "
    "rahmen marke format werkstatt spiel zusatz vermerk kennwort passwort fonds museum haus fragen kolumne".split()
)
"""Nouns before (or after) a quotation mark that make what is quoted a name: ``unter dem Motto „…“``."""

TITLE_VERBS = frozenset("heißt hieß heißen hießen lautet lautete lauten genannt namens sogenannte sogenannten".split())
"""Words directly before a quotation mark that make what is quoted a name."""

PREPOSITIONS = frozenset(
    "mit bei gegenüber an am in im für über zu zum zur nach neben durch um gegen ohne von vom beim samt statt wegen "
    "auf aus unter vor seit trotz dank zwischen hinter außer mitsamt inklusive einschließlich namens laut".split()
)
"""Words that make a name after them something other than the subject."""

MEDIATED = frozenset({"von", "vom", "laut", "nach", "zufolge"})
"""Prepositions that may name the speaker after a noun of saying, or by themselves (``laut``)."""

ADVERBS = frozenset(
    "weiter auch dazu abschließend noch sich etwa dabei daher deshalb dann hier heute gestern jüngst zudem "
    "weiterhin unter anderem ebenfalls anschließend schließlich zuletzt wiederum jedoch aber kürzlich nun es da "
    "hierzu darum außerdem ferner gleichzeitig zugleich damals einst später zum abschluss am im rahmen".split()
)
"""Words that may stand between a tag and its subject."""

FINITE = frozenset(
    "ist sind war waren bin seid bist wird werden wurde wurden werde hat haben hatte hatten habe kann können "
    "konnte konnten könnte könnten muss müssen musste müssten müsste soll sollen sollte sollten will wollen "
    "wollte wollten darf dürfen durfte dürfte mag mögen möchte möchten gibt geht gehen kommt kommen macht "
    "machen bleibt bleiben steht stehen liegt liegen zeigt zeigen braucht brauchen brauche freue freuen danke "
    "danken hoffe hoffen wünsche wünschen finde finden weiß wissen sehe sieht sehen nehmen nimmt lässt lassen "
    "setzt setzen bietet bieten leistet leisten trägt tragen hilft helfen gilt gelten gehört gehören bringt "
    "bringen schafft schaffen stärkt stärken profitiert profitieren freut bedeutet sorgt sorgen verdient "
    "verdienen wäre wären hätte hätten würde würden sei beginnt beginnen endet wächst wachsen fordern fordert "
    "lade laden bitte appelliere rufe glaube denke meine sage erwarten erwartet ermöglicht fehlt fehlen "
    "funktioniert lebt leben verbindet".split()
)
"""Frequent finite verbs: a quoted stretch that holds one is a statement."""

SPEAKING_PERSON = frozenset(
    "ich wir uns mich mir unser unsere unserem unseren unserer unseres meine meiner meinem meinen".split()
)
"""Words of the first person: they, too, make a statement."""

PREDICATE_ENDINGS = ("bar", "lich", "isch", "sam", "voll", "los", "haft", "ig", "reich", "iert", "fähig", "wert")
"""Ends of adjectives that open a headline which states something without a verb (``Unverzichtbar für …``)."""

PARTICLES = frozenset(word for words in LIGHT_VERBS.values() for word in words) - {"sich", "es", "auf", "von"}
"""The second halves of :data:`LIGHT_VERBS`: they may stand between a verb and its quotation mark."""

NAMING = re.compile(
    r"(?<!\w)(?:(?:sprach|spricht|sprachen|sprechen)\s[^.!?;:]{0,60}?\b(?:von|vom)|(?:bezeichne|charakterisier|beschr[ie]{2}b)\w*"
    r"\s[^.!?;:]{0,80}?\bals|(?:nann?n?te?n?|nennt)\s[^.!?;:]{0,80}?|warn(?:t|te|ten)\s[^.!?;:]{0,60}?\bvor|"
    r"kritisier\w+\s[^.!?;:]{0,60}?\bals|(?:lob|würdig)\w+\s[^.!?;:]{0,60}?\bals|(?:hält|hielt)\s[^.!?;:]{0,60}?\bfür|"
    r"begründet\w*\s[^.!?;:]{0,60}?\bmit)"
    r"\s(?:(?:einer|einem|einen|eine|ein|der|dem|den|die|das)\s)?(?:[a-zäöüß]+e[nrsm]?\s)?$"
)
"""Before words that somebody uses for a thing: ``sprach von einer „Sammelbestellung ohne Konzept“``."""

VERDICTS = frozenset(
    _regular("lob kritisier tadel rüg forder wünsch prophezei befürcht beklag monier bemängel würdig")
    | set("verspricht versprach versprechen versprachen".split())
)
"""Verbs right before a mark that make what follows somebody's words: ``lobte „Witz, Wachs und gute Statistik“``."""

FOLLOWED_NAMINGS = frozenset("warnt warnte bezeichnet bezeichnete beschreibt beschrieb kritisiert kritisierte".split())
"""Verbs right behind a mark that do so after ``als`` and ``vor``: ``als „Insulaner auf Probe“ bezeichnete``."""

CONDITIONS = frozenset("Wer Wenn Was".split())
"""Words that begin a sentence whose verbs need no list: ``Wer jetzt bremst, zahlt doppelt``."""

STRONG_PAST = frozenset(
    "ging kam blieb sah fand nahm ließ zog trug begann verlor gewann klang saß fuhr schlug fiel stieg sank wuchs starb "
    "schien stand lag hing bekam half traf las sang lief rief schuf verließ schloss entschied gelang erschien betrug "
    "gab sprach schrieb bat riet empfahl befand".split()
)
"""Past forms of strong verbs."""

MALE_ENDS = tuple("er ist ant ent or eur mann beamte kollege".split())
"""Ends of nouns that mean a man: ``sagte der Kanadier``."""
