"""The language of a text, by its function words."""

from __future__ import annotations

import re
from collections import Counter

WORDS = 3000
"""Words looked at, from the beginning."""

MIN_WORDS, MIN_HITS = 8, 2
"""Below these a text is too short to tell."""

MIN_SHARE = 0.08
"""Share of words that are function words of the language; running text has .25 to .5, a list of names next to none."""

PROFILES: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "de": "der die das und in den von zu mit ist des im für auf dem ein eine nicht auch sich es an werden aus er"
        " hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur"
        " bis mehr durch man sein wurde sei wir ich ihr unter kann vom beim",
        "en": "the of and to in is that for it with as was on be by at from this are have has an not but they which"
        " you or his her their will would been were we our its can there more who when about all said",
        "fr": "le la les de des du et en un une est que qui dans pour sur pas au aux par plus ce cette avec sont il"
        " elle nous vous se ne ou mais leur été ont comme son sa ses être fait d l",
        "nl": "de het een van en in is dat op te zijn voor met die niet aan er om ook als door maar bij naar uit heeft"
        " worden wordt nog over hij ze deze tot kan geen werd hebben wij onze meer hun",
        "it": "il lo la i gli le di del della dei delle e in un una è che per con non si da al alla sono nel nella come"
        " anche più ha questo questa dal dalla suo sua ma o hanno essere stato",
        "es": "el la los las de del y en un una es que por con para no se al su sus como más lo pero está han este esta"
        " son fue entre ha sobre también muy hay sin o ya desde",
        "pt": "o a os as de do da dos das e em um uma é que por com para não se ao no na nos nas como mais mas foi são"
        " pelo pela também seu sua ou ser está já entre",
        "pl": "i w na z do się nie że jest to o od za po dla przez jak są oraz który która które ale co tym będzie"
        " może ich jego przy ze tego już być ma tylko lub został",
        "cs": "a v na se je že s z do o to ve pro jsou za by jako které který která ale po od při bude také jeho není"
        " si nebo byl byla podle až tak",
        "da": "og i at det en den til er som på de med af for ikke der var et har fra ved om men han skal kan også sig"
        " vil blev efter være eller vi",
        "sv": "och i att det en som är på för av med den till har de inte om ett var från men sig vi kan vid också ska"
        " eller efter så när under blev nu",
        "tr": "ve bir bu da de için ile olarak çok daha olan gibi ne var en kadar sonra ama ya her mi o değil ancak"
        " tarafından göre olduğu yeni ise",
        "ru": "и в не на что с по это как из у за к для от он она они а но его её же бы так или были был было до при"
        " мы вы также который",
        "uk": "і в не на що з по це як із у за до для від він вона вони а але його її та або були був було при ми"
        " ви також який й є",
    }.items()
}
"""The most frequent function words of each language, written for this package."""

_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str | None:
    """The language's code, or None where the text is too short or too much of a list to tell."""
    words = _first_words(text)
    counts = Counter(words)
    if len(words) < MIN_WORDS:
        return None
    hits = {code: sum(counts[word] for word in profile) for code, profile in PROFILES.items()}
    best = max(hits, key=lambda code: hits[code])
    return best if hits[best] >= max(MIN_HITS, MIN_SHARE * len(words)) else None


def _first_words(text: str) -> list[str]:
    words: list[str] = []
    for match in _WORD.finditer(text):
        words.append(match.group().lower())
        if len(words) == WORDS:
            break
    return words
