"""The language of queries: words, "phrases", prefixes*, -exclusions, OR.

All clauses must hold; ``OR`` stands between two of which one is enough and binds closer. A query is data: whatever
has no meaning here is no operator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from extractor.search.errors import QueryError
from extractor.search.filters import SHORTEST_PREFIX
from extractor.search.terms import terms

MAX_CHARACTERS = 1000
MAX_CLAUSES = 32
MAX_WORDS = 64
MAX_OPEN_PHRASES = 3
"""Phrases whose last word may go on: each reads the places of all words that begin so."""

OR = "OR"
_PART = re.compile(r"""(?P<minus>-)?(?:["„“”«»](?P<phrase>[^"„“”«»]*)(?:["„“”«»]|\Z)|(?P<bare>[^\s"„“”«»]+))""")


class Kind(Enum):
    """How the words of a clause are matched."""

    WORD = auto()
    """By the stem."""
    PHRASE = auto()
    """As they stand, one behind the other."""
    PREFIX = auto()
    """As a phrase whose last word may go on."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of a query that belong together."""

    kind: Kind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read: of each of ``wanted`` one clause must hold, none of ``unwanted``."""

    wanted: tuple[tuple[Clause, ...], ...] = ()
    unwanted: tuple[Clause, ...] = ()


def parse(text: str) -> Query:
    """Read a query; an empty one wants nothing in particular. Raises ``QueryError``.

    >>> parse('häuser "neue Wege" integra* -berlin').unwanted
    (Clause(kind=<Kind.WORD: 1>, words=('berlin',)),)
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryError(f"the query is longer than {MAX_CHARACTERS} characters")
    wanted: list[list[Clause]] = []
    unwanted: list[Clause] = []
    joins = False
    for found in _PART.finditer(text):
        if found["bare"] == OR and not found["minus"]:
            joins = bool(wanted)
            continue
        clause = _clause(found)
        if clause is None:
            continue
        if found["minus"]:
            unwanted.append(clause)
        elif joins:
            wanted[-1].append(clause)
        else:
            wanted.append([clause])
        joins = False
    query = Query(tuple(dict.fromkeys(map(tuple, wanted))), tuple(dict.fromkeys(unwanted)))
    _check(query, text)
    return query


def _clause(found: re.Match[str]) -> Clause | None:
    """The clause of a part; None where it holds no word."""
    if found["phrase"] is not None:
        words = tuple(terms(found["phrase"]))
        return Clause(Kind.PHRASE, words) if words else None
    bare: str = found["bare"]
    words = tuple(terms(bare))
    if not words:
        return None
    if bare.endswith("*"):
        if len(words[-1]) < SHORTEST_PREFIX:
            raise QueryError(f"a beginning needs {SHORTEST_PREFIX} letters before *")
        return Clause(Kind.PREFIX, words)
    return Clause(Kind.WORD if len(words) == 1 else Kind.PHRASE, words)


def _check(query: Query, text: str) -> None:
    """Raises ``QueryError`` for one that is too large or says nothing."""
    clauses = [*query.unwanted, *(clause for group in query.wanted for clause in group)]
    if len(clauses) > MAX_CLAUSES:
        raise QueryError(f"the query has more than {MAX_CLAUSES} clauses")
    if sum(len(clause.words) for clause in clauses) > MAX_WORDS:
        raise QueryError(f"the query has more than {MAX_WORDS} words")
    if sum(clause.kind is Kind.PREFIX and len(clause.words) > 1 for clause in clauses) > MAX_OPEN_PHRASES:
        raise QueryError(f"the query has more than {MAX_OPEN_PHRASES} phrases that end in *")
    if text.strip() and not clauses:
        raise QueryError("the query holds no word")
