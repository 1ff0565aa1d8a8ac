"""The same name again: full names, single words and acronyms, once marked, are marked wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from extractor.pipes.organisations.cover import Cover
from extractor.pipes.organisations.naming import ADJECTIVE_ENDING, is_adjective, known_noun
from extractor.pipes.organisations.vocabulary import NOT_BODIES
from extractor.pipes.organisations.words import SAME_MARK, TOKEN, WORD, is_acronym
from extractor.text.document import Mention

LONGEST_NAME = 24
SURE_LENGTH = 5
LONGER = re.compile(r" (?:[A-ZÄÖÜ][\w-]*[a-zäöüß-]|von [A-ZÄÖÜ]|& |[–-] [A-ZÄÖÜ]|e\. ?V)")
"""What follows a name that stands for a longer one: ``Galerie Nord & Café``, ``Amt Mitte von Ulm``."""


@dataclass(slots=True)
class _Node:
    """A step in the tree of known names, token by token."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: bool = False


@lru_cache(maxsize=1 << 14)
def token_key(token: str) -> str:
    """What a token is compared by: no case ending, but its number and its first letter's case.

    A plural names a kind of bodies, so ``Volkshochschulen`` does not repeat ``Volkshochschule``.
    """
    if not token[0].isalnum():
        return token.translate(SAME_MARK)
    if is_adjective(token):
        return ADJECTIVE_ENDING.sub("", token)
    noun = known_noun(token)
    return noun.text if noun else token.removesuffix("s")


def repeated_names(cover: Cover, label: str) -> Iterator[Mention]:
    """Every place where a name of two words or more stands again, inflected or not; the longest name wins."""
    root = _tree(filter(sure_name, cover.names(label)))
    starts = (start for word, places in cover.words.items() if token_key(word) in root.next for start in places)
    for start in sorted(starts) if root.next else ():
        end = _longest(root, cover.text, start) if cover.free(start, start + 1) else None
        if end and cover.whole_word(start, end) and not LONGER.match(cover.text, end) and not cover.is_kind(start):
            yield Mention(start, end, label, "repeat")


def sure_name(name: str) -> bool:
    """Whether ``name`` has enough of a name to be the same wherever it stands."""
    words = WORD.findall(name)
    return len(words) > 1 and len(name) >= SURE_LENGTH and any(word[0].isupper() for word in words)


def _tree(names: Iterable[str]) -> _Node:
    root = _Node()
    for name in names:
        node = root
        for token in islice(TOKEN.finditer(name), LONGEST_NAME + 1):
            node = node.next.setdefault(token_key(token.group()), _Node())
        node.ends = True
    return root


def _longest(root: _Node, text: str, start: int) -> int | None:
    """Where the longest known name that begins at ``start`` ends."""
    node, end = root, None
    for token in islice(TOKEN.finditer(text, start), LONGEST_NAME):
        step = node.next.get(token_key(token.group()))
        if step is None:
            break
        node, end = step, token.end() if step.ends else end
    return end


def repeated_words(cover: Cover, label: str) -> Iterator[Mention]:
    """Names of one capitalised word where they stand again alone, as they are or in the genitive."""
    for name in cover.names(label):
        if not name.isalpha() or not name[0].isupper() or len(name) < SURE_LENGTH:
            continue
        for form in (name, name + "s"):
            for start in cover.words.get(form, ()):
                free = cover.free(start, start + len(form))
                if free and cover.stands_alone(start, start + len(form)) and not cover.after_place(start):
                    yield Mention(start, start + len(form), label, "repeat")


def repeated_acronyms(cover: Cover, label: str) -> Iterator[Mention]:
    """Every other bare mention of an acronym."""
    for name in cover.names(label):
        if is_acronym(name) and name not in NOT_BODIES:
            for start in cover.words.get(name, ()):
                if cover.free(start, start + len(name)) and cover.stands_alone(start, start + len(name)):
                    yield Mention(start, start + len(name), label, "acronym")
