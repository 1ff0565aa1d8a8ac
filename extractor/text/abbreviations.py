"""Words that tell a full stop from the end of a sentence: abbreviations, months, and words that open sentences.

General German (Duden's usual abbreviations), written for this package; no source but the language.
"""

from __future__ import annotations

ALWAYS_INSIDE = frozenset(
    """
    abs abt akad allg anl anm apl aufl ausg ausschl az bd begr bes betr bez bearb bzgl bzw ca cand dgl dipl dir doz
    dr ehem einschl em entspr erg etw evang ev evtl exkl fa fam forts frl geb gebr geg gegr gen gepr geschf geschl
    gez ggf ggfs gymn ggü gr hg hl hon hr hrn hrsg inkl insb insbes ing kap kath kfm kgl lfd lic mind med nachf nat
    nr nrn österr phil pol priv prof prot prov ref rer resp röm sc schriftl sel sog soz spez st staatl städt stellv
    stellvertr stv stud svw techn telef tlw überarb übers univ urspr verantw verf verh vermutl verst vgl vorm vors
    wg wiss wirtsch zus zzgl bspw dt dtsch engl franz frz ital jur theol oec habil mag.a bay westf württ jan jän feb
    mrz apr aug sept okt nov dez
    """.split()
)
"""Abbreviations that stand before what they belong to: no sentence ends after them."""

MAYBE_LAST = frozenset(
    """
    usw etc uvm uva ua uä oä mio mrd bio tsd mill std stdn sek min max str pl jh jhd jhdt sen jun jr co corp ltd tel
    mobil chr hd zt ff art mag sep entf verl inh
    """.split()
)
"""Abbreviations that end a sentence where a word follows that opens one."""

PAIRS_INSIDE = (
    "z.B",
    "z.T",
    "d.h",
    "i.d.R",
    "z.Hd",
    "u.zw",
    "v.l.n.r",
    "m.E",
    "i.H.v",
    "i.S.d",
    "i.S.v",
    "Ph.D",
    "h.c",
)
"""Abbreviations of several parts after which no sentence ends, with or without spaces between the parts."""

NAMES_WITH_STOP = frozenset({"LINKE"})
"""Names that end in a full stop of their own (a party, spelled in capitals)."""

STREET_ENDINGS = ("str", "pl")
"""Compounds with these at the end are abbreviations too: ``Goethestr.``, ``Marktpl.``."""

MONTHS = {
    month: number
    for number, forms in enumerate(
        (
            "januar jänner jan jän",
            "februar feber feb",
            "märz maerz mrz mär",
            "april apr",
            "mai",
            "juni jun",
            "juli jul",
            "august aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "dezember dez",
        ),
        1,
    )
    for month in forms.split()
}
"""Month names and their usual short forms, in lower case, Austrian ones among them."""

OPENERS = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines kein keine keiner keinen dieser diese dieses diesen
    diesem dies jener jene jedes jede jeder jeden alle alles allen aller viele vieles wenige einige manche mehrere
    beide beides solche weitere weiterer weiteres weitere sämtliche
    ich du er sie es wir ihr man ihn ihm ihnen uns euch sein seine seinen seiner seinem ihre ihren ihrem ihrer
    unser unsere unseren unserem unserer mein meine meinen dein deine wer was wen wem wessen welche welcher welches
    und oder aber denn doch sondern sowie weil da dass daß wenn ob obwohl falls als während nachdem bevor bis seit
    seitdem sobald solange soweit sofern damit indem wie wo woher wohin wann warum weshalb wieso womit wodurch
    wofür
    in im ins am an ans auf aufs aus bei beim mit nach von vom vor für über unter um ums zu zum zur zwischen durch
    gegen ohne trotz wegen dank laut gemäß anlässlich angesichts aufgrund infolge innerhalb außerhalb anhand mithilfe
    mittels entlang ab neben hinter statt anstatt anstelle hinsichtlich bezüglich zugunsten
    auch so nun nur noch schon hier dort dann dabei dafür dagegen daher dadurch danach daneben daran darauf daraus
    darin darüber darum darunter davon davor dazu deshalb deswegen somit sonst trotzdem zudem außerdem ferner
    allerdings jedoch dennoch bereits bislang bisher derzeit zurzeit aktuell heute gestern morgen jetzt inzwischen
    mittlerweile zuletzt zunächst zuvor anschließend schließlich gleichzeitig zugleich ebenso ebenfalls insgesamt
    insbesondere besonders vielmehr allein erst erstmals rund etwa circa mehr weniger etwas nichts nicht nie niemand
    jemand immer oft häufig manchmal vielleicht natürlich leider
    ist sind war waren wird werden wurde wurden hat haben hatte kann können soll sollen muss müssen darf dürfen
    möchte bitte
    """.split()
)
"""Words whose capital letter means that a sentence begins (no nouns, names or polite forms of address among them)."""
