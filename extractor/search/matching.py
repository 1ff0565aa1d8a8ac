"""Parsed queries and filters as queries of the engine. No text of a user reaches its own query language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractor.search.filters import AmountRange, Filters, NameFilter
from extractor.search.query import Clause, Kind
from extractor.search.query import Query as Wanted
from extractor.search.schema import AMOUNT, DAY, MAX_CENTS, RANGES, STEMS, TITLE, WORDS, cents, day_number, schema
from extractor.search.terms import stem

if TYPE_CHECKING:
    from tantivy import Query

TITLE_BOOST, EXACT_BOOST = 2.0, 0.5
"""What a word counts more in the title, and where the text has the very form that was asked for."""


def matching(query: Wanted, filters: Filters) -> Query:
    """The engine's query for all that is asked."""
    from tantivy import Occur, Query

    parts = [(Occur.Must, _any([_clause(one) for one in group])) for group in query.wanted]
    parts += [(Occur.Must, Query.const_score_query(one, 0.0)) for one in _filters(filters)]
    if not parts:
        parts.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
    parts += [(Occur.MustNot, _clause(one)) for one in query.unwanted]
    return Query.boolean_query(parts)


def _clause(clause: Clause) -> Query:
    from tantivy import Occur, Query

    if clause.kind is not Kind.WORD:
        return _phrase(WORDS, clause.words, prefix=clause.kind is Kind.PREFIX)
    word = clause.words[0]
    stemmed = stem(word)
    exact = Query.boost_query(Query.term_query(schema(), WORDS, word, index_option="freq"), EXACT_BOOST)
    heading = Query.boost_query(Query.term_query(schema(), TITLE, stemmed, index_option="freq"), TITLE_BOOST)
    inflected = Query.term_query(schema(), STEMS, stemmed, index_option="freq")
    return Query.boolean_query([(Occur.Must, inflected), (Occur.Should, exact), (Occur.Should, heading)])


def _phrase(field: str, words: tuple[str, ...], *, prefix: bool) -> Query:
    """Words one behind the other. They hold letters and digits only, so that none means anything in a pattern."""
    from tantivy import Query

    if prefix and len(words) == 1:
        return Query.regex_query(schema(), field, f"{words[0]}.*")
    if prefix:
        return Query.regex_phrase_query(schema(), field, [*words[:-1], f"{words[-1]}.*"])
    if len(words) == 1:
        return Query.term_query(schema(), field, words[0], index_option="freq")
    return Query.phrase_query(schema(), field, list(words))


def _filters(filters: Filters) -> Iterable[Query]:
    for name in filters.names():
        yield _name(name)
    for amount in filters.amount:
        yield _amount(amount)
    if days := filters.days():
        yield _between(DAY, *map(day_number, days))


def _name(wanted: NameFilter) -> Query:
    return _phrase(wanted.name, wanted.words, prefix=wanted.prefix)


def _amount(wanted: AmountRange) -> Query:
    """Amounts and ends of ranges within the filter, or ranges around it."""
    low = cents(wanted.low) if wanted.low is not None else 0
    high = cents(wanted.high) if wanted.high is not None else MAX_CENTS
    around = [_all([_between(low_end, 0, low), _between(high_end, high, MAX_CENTS)]) for low_end, high_end in RANGES]
    return _any([_between(AMOUNT, low, high), *around])


def _between(field: str, low: int, high: int) -> Query:
    from tantivy import FieldType, Query

    if low > high:
        return Query.empty_query()
    return Query.range_query(schema(), field, FieldType.Unsigned, low, high)


def _any(queries: list[Query]) -> Query:
    from tantivy import Occur, Query

    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def _all(queries: list[Query]) -> Query:
    from tantivy import Occur, Query

    return Query.boolean_query([(Occur.Must, one) for one in queries])
