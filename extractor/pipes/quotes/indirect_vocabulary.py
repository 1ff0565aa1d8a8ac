"""Words of indirect speech: forms of reported speech, verbs and nouns that report, and what looks like them.

Written for this project from a German grammar's point of view.
"""

from __future__ import annotations

from typing import Final

from extractor.pipes.quotes.vocabulary import LIGHT_VERBS, SPEECH_VERBS

REPORTED_FORMS: Final = frozenset("sei seien seiest habe werde könne müsse solle dürfe wolle möge wisse tue".split())
"""Konjunktiv I of the auxiliaries and modals, where it differs from the indicative."""

REPORTED_STEMS: Final = frozenset(
    "absichtig anreg antwort arbeit aufreg aufweis bau bedarf bedürf beeinträchtig beginn benötig berg berücksichtig "
    "beteilig beweis bezweck biet bild bleib brauch bring dauer denk deut dien dräng drück eil entfalt ereign "
    "ermöglich erweis eröffn fahr fall fehl find folg forder freu förder füg führ füll fürcht geb gefährd geh gehör "
    "gelang gelt genüg gewinn glaub greif gründ halt handel handl heg helf hinder hinweis hoff hör kauf kenn klär "
    "knüpf komm kost kümmer lad lass laub lauf leb leg lehn leist leit lern les liefer lieg lier ling lohn mach meld "
    "merk mess mut nachweis nehm nenn nutz ordn pass pfleg plan prüf rechn rechtfertig red renn ruf ruh sag schaff "
    "scheid schein schick schlag schließ schneid schreib schätz schütz seh setz sink sitz sorg spar sprech spür staun "
    "steh steig steiger stell sterb stimm stoß streb streit stärk stör stürz stütz such taug tausch teil tracht trag "
    "treff treib trenn tret unterlieg verhalt verlang verletz vermittel vermittl vermut versicher vertret verweis "
    "wachs wag wart wechsel wechsl wehr wend wirk wohn währ wünsch zahl zeig zerstör zieh zurückweis zusicher zweifel "
    "zwing zähl änder öffn übersteig beobacht beschäm last start bemüh blick deck droh frag herrsch hol lös nütz "
    "samml sammel scheiter schwank spiel stamm stock wiederhol zöger ausreich wirtschaft warn misch schenk".split()
)
"""Stems whose form in *-e* is Konjunktiv I; left out are those whose form is also an adjective or a pronoun."""

LOOK_ALIKES: Final = frozenset("zufolge anstelle angenehme karriere zunutze freiere schiere gesetze".split())
"""Words that end like a Konjunktiv I and are none."""

PREFIXES: Final = tuple(
    "ab an auf aus be bei dar durch ein ent er fest fort ge her heraus herein hervor hin hinaus hinein hinweg hinzu "
    "mit nach statt teil über um unter ver vor voran voraus vorbei weg weiter wider wieder zer zu zurück zusammen "
    "entgegen gegenüber bereit frei klar nahe sicher".split()
)
"""Prefixes of verbs."""

SUBSTITUTE_FORMS: Final = frozenset(
    "hätte hätten wäre wären würde würden müsste müssten könnten käme kämen gäbe gäben bräuchte bräuchten ließe ließen "
    "stünde stünden bestünde bestünden ginge gingen bliebe blieben fände fänden läge lägen bekäme bekämen "
    "wüsste wüssten müßte müßten wüßte wüßten".split()
)
"""Konjunktiv II that stands in for Konjunktiv I where that looks like the indicative."""

OPTATIVE: Final = frozenset(
    "gesagt erwähnt angemerkt hingewiesen gedankt verwiesen erlaubt gestattet empfohlen erinnert genannt dank "
    "danke denn lebe nehme".split()
)
"""Words beside *sei* that make it a wish or a phrase: ``es sei erwähnt``, ``es sei denn``."""

FIRST_PERSON: Final = frozenset("ich wir uns mich mir unser unsere unserem unseren unserer unseres du dich dir".split())
"""Words of who speaks and who is spoken to: a sentence with them is no indirect speech."""

NO_CONTENT_VERBS: Final = frozenset(
    "bezeichnet bezeichnete bezeichnen bezeichneten nennt nannte nennen nannten zitiert zitierte zitieren zitierten "
    "ruft rief rufen riefen weiß wusste wissen wussten dachte dachten denkt denken widerspricht widersprach wirbt warb "
    "werben warben "
    "charakterisiert charakterisierte lächelt lachte lacht lächelte träumt träumte klagt klagte "
    "befindet befand befanden definiert definierte referiert referierte notiert notierte erinnert".split()
)
"""Verbs of saying that govern no clause of what is said, or none that somebody utters."""

CONTENT_VERBS: Final = (
    SPEECH_VERBS
    | frozenset(
        "erwähnt erwähnte erwähnen erwähnten meldet meldete melden meldeten unterstellt unterstellte "
        "erklärten wiederholt wiederholte wiederholten rechnet rechnete bittet bestreitet bestritt "
        "bestritten droht drohte drohten vermeldet vermeldete beantragt beantragte erwartet erwartete "
        "erwarteten verlangt verlangte verlangten ersucht ersuchte ersuchten".split()
    )
) - NO_CONTENT_VERBS
"""Finite verbs that report what the clause after them says."""

FEELING_VERBS: Final = frozenset(
    "meint meinte meinen meinten glaubt glaubte glauben glaubten hofft hoffte hoffen hofften freut freute freuen "
    "freuten bedauert bedauerte bedauern bedauerten begrüßt begrüßte begrüßen begrüßten befürchtet befürchtete "
    "befürchten befürchteten wünscht wünschte wünschen wünschten findet fand finden fanden vermutet vermutete "
    "vermuten vermuteten lobt lobte loben lobten dankt dankte danken dankten wundert wunderte rechnet rechnete "
    "begründet begründete verdeutlicht verdeutlichte verdeutlichen signalisiert signalisierte signalisieren "
    "veranschaulicht schildert beschreibt unterstreicht unterstrich folgert ärgert ärgerte staunt staunte "
    "bestätigt bestätigen bestätigte bestätigten belegt würdigt würdigte urteilt urteilte verspricht versprechen "
    "verrät verraten ist sind war waren zeigt zeigte zeigen zeigten macht machte machen machten sieht sah sahen "
    "spricht sprach stellt stellte gibt gab nimmt nahm führt erwartet erwartete erwarteten "
    "verlangt verlangte verlangten".split()
)
"""Verbs that report only with a person or a body as their subject: things show and make clear as well."""

_LIGHT = (
    "hat hatte haben hatten gibt gab gaben macht machte machen machten bringt brachte führt führte führen führten fügt "
    "fügte setzt setzte hebt hob heben hoben stellt stellte stellen stellten hält hielt weist wies weisen wiesen teilt "
    "teilte teilen teilten merkt merkte kündigt kündigte kündigten wirft warf räumt räumte legt legte sichert sicherte "
    "sagt lässt ließ rechnet rechnete ruft rief regt regte heißt hieß"
).split()
_DROPPED = frozenset("sich auskunft mut preis nahe bilanz stellung heraus".split())
_SAID = tuple(
    "ausgeführt geschildert hingewiesen beteuert behauptet eingeräumt dargelegt bekanntgegeben klargestellt "
    "unterstrichen bemängelt begrüßt argumentiert vorgetragen moniert bedauert zugesagt zugesichert gebeten appelliert "
    "angegeben bestätigt gehalten gemacht gegeben geschrieben vermutet erwähnt verlangt verwiesen verdeutlicht "
    "geurteilt zugegeben zugestanden vorgeworfen aufgefordert aufgerufen beklagt beantragt".split()
)
_VIEW = "auffassung meinung ansicht standpunkt"
_CONVINCED = "überzeugt zuversichtlich erfreut begeistert beeindruckt optimistisch"
_SURE = f"sicher stolz froh {_CONVINCED} {_VIEW}"

CONTENT_LIGHT: Final[dict[str, frozenset[str]]] = {
    verb: frozenset(LIGHT_VERBS[verb]) - _DROPPED | frozenset(_SAID if verb.startswith("ha") else ()) for verb in _LIGHT
} | {
    verb: frozenset(words.split())
    for verbs, words in (
        ("zeigt zeigte zeigen zeigten", _CONVINCED),
        ("ist sind war waren", _SURE),
        ("gaben", "bekannt an bedenken"),
        ("geht ging gehen gingen", "davon"),
        ("trägt trug tragen trugen", "vor"),
        ("schlägt schlug schlagen schlugen", "vor"),
        ("forderte forderten", "auf"),
        ("verweist verwies verweisen verwiesen", "darauf"),
        ("will wollte wollen wollten", "wissen"),
        ("zählt zählte zählten", "auf"),
        ("bietet bot bieten boten", "an"),
        ("stellt stellte stellen stellten", "fest klar heraus aussicht"),
        ("vertritt vertrat vertreten vertraten", _VIEW),
    )
    for verb in verbs.split()
}
"""Verbs that report together with one of these words in their clause."""

_PARTICLES = frozenset("mit aus an hinzu hervor fest klar dar hin ein zu auf bekannt vor zurück fort".split())

FINDING_VERBS: Final = frozenset(
    "stellt stellte stellen stellten feststellt feststellte feststellen feststellten bemerkt bemerkte bemerken "
    "bemerkten".split()
)
"""Verbs that report only with a person as their subject: bodies establish facts."""

AUXILIARY_TAGS: Final = frozenset("hat hatte haben hatten gibt gab gaben ist sind war waren".split())
"""Verbs that open a tag only where what completes them ends it: ``…, hat Anna Beispiel betont``."""

NO_TAG_VERBS: Final = frozenset(
    "bittet bat bitten baten meldet meldete melden meldeten wiederholt wiederholte wiederholten beantragt beantragte "
    "droht drohte drohten".split()
)
"""Verbs of saying that open a main clause behind another more often than a tag."""

OBJECTS: Final = frozenset("den das einen eine ihr sein ihre seine ihren seinen".split())
"""Words that begin an object: what says more than who speaks is no tag."""

NO_NAMERS: Final = frozenset("name titel begriff untertitel sprichwort".split())
"""Nouns that say nothing in ``wie der Name sagt``."""

NO_TAG: Final = frozenset(
    "dass daß etwa wie als auch zum bei beim in im unter am an auf genannte genannten sehr viel viele dieser diese "
    "dieses dass es".split()
)
"""Words after *so* with which it names nobody."""

FINAL_VERBS: Final = (
    (SPEECH_VERBS - NO_CONTENT_VERBS)
    | {"weiß"}
    | {particle + verb for verb, words in LIGHT_VERBS.items() for particle in words if particle in _PARTICLES}
) - frozenset(
    "bitten finden findet fanden freut freute freuen freuten ergänzt ergänzte ergänzen ergänzten lobt lobte loben "
    "lobten dankt dankte danken dankten".split()
)
"""Verbs at the end of ``wie die Polizei mitteilte``, the separable ones in one word."""

JOINED_VERBS: Final = frozenset(
    particle + verb for verb, words in LIGHT_VERBS.items() for particle in words if particle in _PARTICLES
)
"""Separable verbs of saying in one word, as they end a subordinate clause."""

PARTICIPLES: Final = frozenset((*LIGHT_VERBS["hat"], *_SAID)) - frozenset(
    "gehalten gemacht gegeben bezeichnet genannt gerufen formuliert fabuliert geschrieben".split()
)
"""Participles that report with *hat*; those that do so only with a noun or a particle are left out."""

AUXILIARIES: Final = frozenset("hat hatte haben hatten".split())
"""Verbs before :data:`PARTICIPLES`."""

PASSIVE: Final = frozenset("wird wurde werden wurden worden".split())
"""Verbs with which nobody is said to speak."""

INFINITIVE_VERBS: Final = frozenset(
    "fordert forderte fordern forderten verspricht versprach versprechen versprachen appelliert appellierte "
    "appellieren appellierten rät riet raten rieten warnt warnte warnen warnten bittet bat bitten baten mahnt mahnte "
    "mahnen mahnten empfiehlt empfahl empfehlen empfahlen plädiert plädierte plädieren plädierten ermuntert ermunterte "
    "ermutigt ermutigte kündigt kündigte kündigten ruft rief rufen riefen sagt sagte sichert sicherte versichert "
    "versicherte regt regte verlangt verlangte verlangten drängt drängte droht drohte drohten bestreitet bestritt "
    "bestreiten bestritten ersucht ersuchte ersuchten wirft warf werfen warfen bietet bot bieten boten gibt gab geben "
    "gaben stellt stellte stellten zeigt zeigte zeigten beantragt beantragte beantragten beteuert beteuerte".split()
)
"""Verbs of saying after which an infinitive with *zu* is what was said."""

INFINITIVE_PARTICLES: Final = {
    "kündigt": "an",
    "kündigte": "an",
    "kündigten": "an",
    "ruft": "auf",
    "rief": "auf",
    "rufen": "auf",
    "riefen": "auf",
    "sagt": "zu",
    "sagte": "zu",
    "sichert": "zu",
    "sicherte": "zu",
    "regt": "an",
    "regte": "an",
    **dict.fromkeys(("wirft", "warf", "werfen", "warfen"), "vor"),
    **dict.fromkeys(("bietet", "bot", "bieten", "boten", "gibt", "gab", "geben", "gaben"), "an"),
    **dict.fromkeys(("stellt", "stellte", "stellten"), "aussicht"),
    **dict.fromkeys(("zeigt", "zeigte", "zeigten"), "zuversichtlich"),
}
"""What some of :data:`INFINITIVE_VERBS` need in their clause."""

SUBORDINATORS: Final = frozenset(
    "dass daß ob weil wenn falls obwohl obgleich nachdem bevor ehe indem sofern soweit solange sobald wodurch womit "
    "wofür worauf woran worüber wovon wozu weshalb weswegen warum wieso wo wohin woher wobei wonach was wer wen wem "
    "wessen welche welcher welches welchem welchen zumal sodass woraufhin um ohne anstatt".split()
)
"""Words that open a clause which depends on another."""

DOUBTFUL_SUBORDINATORS: Final = frozenset("andernfalls da während als bis seit damit wie so".split())
"""Words that open one only where its verb stands at the end."""

RELATIVES: Final = frozenset("der die das den dem des denen deren dessen".split())
"""Words that open a relative clause."""

OPENERS: Final = frozenset("und oder aber sondern doch denn sowie auch selbst nur bzw insbesondere".split())
"""Words that may stand before the one that opens a clause."""

QUESTION_WORDS: Final = frozenset(
    "ob wie was warum weshalb wieso inwieweit inwiefern welche welcher welches welchem welchen wofür worauf woran "
    "worüber wohin woher wann".split()
)
"""Words that open a question inside a sentence."""

WORDED_NOUNS: Final = frozenset(
    "worten hinweis hoffnung wunsch überzeugung appell bitte forderung feststellung meinung auffassung ansicht "
    "versprechen mahnung warnung erwartung einwand vorwurf behauptung argument".split()
)
"""Nouns right before a comma that name what somebody says: ``schloss mit den Worten, dass …``."""

PROMISED: Final = frozenset(
    "zugesagt versprochen angekündigt zugesichert gefordert gewarnt geraten empfohlen gebeten appelliert vorgeworfen "
    "aufgefordert aufgerufen angeboten verlangt bestritten".split()
)
"""Participles with *hat* after which an infinitive with *zu* is what was said."""

ORDERING: Final = frozenset("forderte forderten fordert fordern".split())
"""Verbs with a particle that bodies use for what they do rather than say: ``forderte den Mann auf, …``."""

TAG_FEELINGS: Final = frozenset(
    "bestätigt bestätigte meint meinte glaubt glaubte hofft hoffte befürchtet befürchtete vermutet vermutete "
    "verspricht versprach findet urteilt urteilte".split()
)
"""Those of :data:`FEELING_VERBS` that tag a plain sentence which the speaker ends: ``…, bestätigt Anna Beispiel.``"""

TIMES: Final = frozenset(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag woche monat jahr tag abend morgen januar "
    "februar märz april mai juni juli august september oktober november dezember zweifel bedenken sorge".split()
)
"""Nouns behind a verb of saying that a clause does not describe: days, months and doubts."""

CLEAR_VERBS: Final = frozenset(
    "schildert schilderte schilderten beschreibt beschrieb beschrieben unterstreicht unterstrich unterstrichen "
    "verdeutlicht verdeutlichte verdeutlichten veranschaulicht verrät verriet rechnet rechnete".split()
)
"""Verbs of :data:`FEELING_VERBS` that questions follow all the same."""

CLAIMS: Final = frozenset("kritik mahnung warnung forderung antwort".split())
"""Nouns that tell of saying without a verb of it: ``Kritik übte Anna Beispiel``."""

WEAK_PLURALS: Final = frozenset(
    "fehlten ersetzten brauchten reichten kosteten machten zeigten führten bedeuteten gehörten arbeiteten leisteten "
    "warteten müssten müßten dürften sollten könnten".split()
)
"""Plurals that are past or Konjunktiv II: behind a colon that a speaker leads to they report."""

WISHES: Final = frozenset("gern gerne lieber".split())
"""Words beside ``hätte`` and ``wäre`` with which that reports nothing."""

GOVERNING_NOUNS: Final = frozenset(
    "entscheidung entscheidungen beschluss tatsache umstand idee fall ziel grund gründe vorteil chance möglichkeit "
    "gefahr risiko voraussetzung bedingung vereinbarung nachricht trend verdacht anteil sinne weise folge dafür "
    "sorge anspruch regelung vorgabe".split()
)
"""Nouns that a clause with *dass* explains: after a verb of saying they take the clause for themselves."""

SAYINGS: Final = frozenset(
    "angaben angabe worten auskunft auskünften einschätzung einschätzungen ansicht meinung auffassung überzeugung "
    "aussage aussagen zeugenaussagen zeugenaussage darstellung schätzung schätzungen bekunden mitteilung "
    "schilderung schilderungen rechnung berechnung berechnungen informationen".split()
)
"""Nouns of what somebody says, after *nach* and before *zufolge*."""

ESTIMATES: Final = frozenset(
    "einschätzung einschätzungen schätzung schätzungen darstellung mitteilung schilderung schilderungen rechnung "
    "berechnung berechnungen informationen".split()
)
"""Those of :data:`SAYINGS` that may be of a thing as well as by somebody."""

SPEAKER_ENDS: Final = tuple(
    "polizei feuerwehr staatsanwaltschaft gericht gerichts gerichte kammer senat ministerium ministeriums amt amts "
    "amtes behörde verwaltung regierung partei fraktion verein vereins verband verbands verbandes stadt gemeinde "
    "kreis kreises land landes bund bundes firma konzern unternehmen unternehmens betreiber betreibers betreiberin "
    "veranstalter veranstalters veranstalterin hersteller herstellers träger trägers trägerin sprecher sprecherin "
    "sprechers zeuge zeugen zeugin zeuginnen experten expertin experte expertinnen anwohner anwohnern anwohnerin "
    "ärzte ärzten ärztin arzt arztes jährige jährigen jähriger fahrer fahrers fahrerin opfer opfers mann mannes frau "
    "täter täters geschädigten geschädigte geschädigter betroffenen betroffene angegriffene angegriffenen freund "
    "freundes mieter vermieter richter richterin richters vorsitzende vorsitzenden vorsitzender kläger klägerin "
    "klägers beklagte beklagten antragsteller antragstellerin antragstellers organisierenden organisatoren "
    "organisatorin organisator organisatorinnen initiatoren initiatorin verantwortlichen beteiligten "
    "teilnehmer teilnehmerin teilnehmenden forscher forscherin forschern forschenden wissenschaftler "
    "wissenschaftlerin wissenschaftlern leiter leiterin leitung redaktion verlag projekt jury gutachter "
    "gutachterin polizisten beamten ermittler ermittlern bewohner bewohnerin nachbarn nachbarin passanten passantin "
    "kritiker eltern mitarbeiter mitarbeiterin mitarbeitern mitarbeiterinnen mitarbeiters schülerin schüler schülers "
    "landrat landrätin bürgermeister bürgermeisterin minister ministerin senator senatorin stadtrat stadträtin "
    "rat präsident präsidentin direktor direktorin kommission agentur zentrale institut instituts bank union "
    "bündnis initiative besucher besucherin gast gäste kommando trio duo bericht".split()
)
"""Ends of nouns that mean people and bodies who speak."""

BODY_ENDS: Final = tuple(
    "amt minister gericht senat verein verband kreis konzern hersteller betreiber veranstalter träger sender verlag "
    "rat vertreter sprecher leiter".split()
)
"""Ends of nouns that look like a man's and may mean a body, or too many people to tell which."""

DOCUMENT_ENDS: Final = tuple(
    "gesetz gesetzes verordnung satzung plan planes plans programm programms umfrage studie statistik statistiken "
    "beschluss beschlusses vertrag vertrags liste anfrage aktenlage konzept konzepts gutachten gutachtens prognose "
    "prognosen broschüre broschüren film buch ausstellung ausstellungen flyer vortrag artikel "
    "paragraf paragraph richtlinie regelung erkenntnissen ermittlungen informationen befragung auswertung daten "
    "bericht berichts berichtes grafik website webseite seite text tafel tafeln schilder karte workshop seminar "
    "ergebnis ergebnisse zahlen beispiel beispiele projekt kampagne fotos bilder geschichte geschichten roman stück "
    "performance inszenierung installation schau reihe lesung führung musik dokumentation podcast video videos "
    "erhebung analyse untersuchung vergleich blick".split()
)
"""Ends of nouns that tell without speaking: laws, plans, studies, books."""

POSSESSIVES: Final = {
    "seiner": "er",
    "seinen": "er",
    "seinem": "er",
    "ihrer": "sie",
    "ihren": "sie",
    "ihrem": "sie",
}
"""Possessives after *nach* and before *zufolge*, and the pronoun of whom they mean."""

NOUN_LINKS: Final = frozenset(
    "der des die den dem einer eines einem von vom für in im am an aus bei beim zu zum zur auf und sowie oder bzw "
    "mit unter über gegen nach beider aller zweier dreier seines ihres".split()
)
"""Words that may stand between the nouns of one phrase."""

NO_VERBS: Final = frozenset(
    "mit seit nicht jetzt erst dort fast oft selbst sonst laut insgesamt statt nächst bereits zuletzt gut weit "
    "nächste heute gesamte dritte vierte fünfte sechste achte letzte erste zweite beste größte meiste "
    "samt zunächst damit somit womit hiermit weitere alte neue bekannte genannte geehrte beliebte geplante "
    "bestimmte beauftragte jüngste älteste wichtigste längst möglichst ernst fest recht rechte leicht "
    "vielleicht direkt überhaupt derzeit mitunter sogenannte".split()
)
"""Words in *-t* and *-te* that are no verbs."""
