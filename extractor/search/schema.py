"""The fields of the index, and the document of a record.

The record itself is stored in the document. Its words are indexed as they are folded (for phrases and beginnings) and
by their stems; names by their folded words, one value a name; amounts in cents, dates as days.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from datetime import date as Date  # noqa: N812 (as in records)
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from extractor.records import SCHEMA_VERSION, Amount, Mention, Quote, Record
from extractor.search.errors import SearchError
from extractor.search.terms import stem, terms

if TYPE_CHECKING:
    from tantivy import Document, Schema

VERSION: Final = f"1.{SCHEMA_VERSION}"
"""Changes with the fields, with how words are folded, and with the record."""

TERMS = "terms"
"""The name of the tokenizer: our terms come with spaces between them."""

KEY, STORED, ORDER, RUN = "key", "record", "order", "run"
WORDS, STEMS, TITLE = "words", "stems", "title"
DAY, AMOUNT = "day", "amount"
RANGES = tuple((f"range_{number}_low", f"range_{number}_high") for number in range(4))
"""Places for amounts that are ranges; where a record has more, the last place spans the others."""

FACETS = ("person", "role", "organisation", "programme", "place", "sender", "year")
MAX_CENTS = 2**62
"""Sums above are indexed as this; the record keeps the exact decimal."""
LONGEST_NAME = 200
"""Characters of a name that a facet shows."""
LEVEL = 6
TIE_BITS = 42


@lru_cache(maxsize=1)
def schema() -> Schema:
    """The fields. Raises ``SearchError`` where tantivy is not installed."""
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(STORED, stored=True)
    builder.add_text_field(WORDS, tokenizer_name=TERMS, index_option="position")
    builder.add_text_field(STEMS, tokenizer_name=TERMS, index_option="freq")
    builder.add_text_field(TITLE, tokenizer_name=TERMS, index_option="freq")
    for name in FACETS[:-1]:
        builder.add_text_field(name, tokenizer_name=TERMS, index_option="position")
        builder.add_text_field(facet(name), tokenizer_name="raw", index_option="basic", fast=True)
    for name in (facet("year"), DAY, AMOUNT, ORDER, *(end for ends in RANGES for end in ends)):
        builder.add_unsigned_field(name, fast=True)
    builder.add_unsigned_field(RUN, indexed=True)
    return builder.build()


def need_engine() -> None:
    """Raises ``SearchError`` where tantivy is not installed."""
    try:
        import tantivy  # noqa: F401
    except ImportError as error:
        raise SearchError("search needs tantivy: python -m pip install 'presse-extractor[search]'") from error


def facet(name: str) -> str:
    """The field that counts values of ``name``."""
    return f"{name}_facet"


def key(id_: str) -> str:
    """What stands for a record's id, of any length, in the index."""
    return hashlib.blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def order(record: Record) -> int:
    """A number by which records stand newest first when it falls; those of one day by a key of their ids."""
    tie = int(key(record.id), 16) >> (128 - TIE_BITS)
    return ((record.date.toordinal() if record.date else 0) << TIE_BITS) | tie


def cents(value: Decimal) -> int:
    """Whole cents as the index holds them.

    >>> cents(Decimal("99.5")), cents(Decimal(10) ** 30) == MAX_CENTS
    (9950, True)
    """
    if value.is_nan():
        return 0
    if value >= MAX_CENTS // 100:
        return MAX_CENTS
    return int((value * 100).to_integral_value(ROUND_HALF_EVEN)) if value > 0 else 0


def document(record: Record, run: int) -> Document:
    """The document of a record, added in the ``run`` of that number."""
    from tantivy import Document

    made = Document()
    made.add_text(KEY, key(record.id))
    made.add_unsigned(RUN, run)
    made.add_unsigned(ORDER, order(record))
    made.add_bytes(STORED, zlib.compress(record.to_json().encode(), LEVEL))
    _add_words(made, record)
    _add_names(made, record)
    if record.date:
        made.add_unsigned(DAY, record.date.toordinal())
        made.add_unsigned(facet("year"), record.date.year)
    _add_amounts(made, record.amounts)
    return made


def restored(stored: bytes) -> bytes:
    """The JSON of a stored record. Raises ``ValueError`` where it is damaged."""
    try:
        return zlib.decompress(stored)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _add_words(made: Document, record: Record) -> None:
    parts = [record.text] if record.text is not None else list(_said(record))
    if record.title:
        heading = terms(record.title)
        made.add_text(TITLE, " ".join(map(stem, heading)))
        if record.text is None or record.title not in record.text:
            parts.insert(0, record.title)
    for part in parts:
        found = terms(part)
        made.add_text(WORDS, " ".join(found))
        made.add_text(STEMS, " ".join(map(stem, found)))


def _said(record: Record) -> Iterator[str]:
    """What a record without its text still tells of it."""
    found: list[Quote | Amount | Mention] = [*record.quotes, *record.amounts, *record.mentions]
    yield from dict.fromkeys(one.text for one in found)


def names(record: Record) -> dict[str, list[str]]:
    """The names that are filtered by and counted, by filter; the first form of an entry is the one that is counted."""
    return {
        "person": [person.name for person in record.people],
        "role": [role.role for person in record.people for role in person.roles if role.role],
        "organisation": [entry.name for entry in record.organisations],
        "programme": [entry.name for entry in record.programmes],
        "place": [*([record.place] if record.place else []), *(entry.name for entry in record.places)],
        "sender": [record.sender] if record.sender else [],
    }


def _aliases(record: Record) -> dict[str, list[str]]:
    """Further forms, which are filtered by and not counted."""
    return {
        "organisation": [alias for entry in record.organisations for alias in entry.aliases],
        "programme": [alias for entry in record.programmes for alias in entry.aliases],
    }


def _add_names(made: Document, record: Record) -> None:
    aliases = _aliases(record)
    for name, found in names(record).items():
        for value in dict.fromkeys([*found, *aliases.get(name, ())]):
            made.add_text(name, " ".join(terms(value)))
        for value in dict.fromkeys(" ".join(value.split())[:LONGEST_NAME] for value in found):
            made.add_text(facet(name), value)


def _add_amounts(made: Document, amounts: Iterable[Amount]) -> None:
    spans: list[tuple[int, int]] = []
    for amount in amounts:
        ends = [cents(value) for value in (amount.value, amount.min, amount.max) if value is not None]
        for end in dict.fromkeys(ends):
            made.add_unsigned(AMOUNT, end)
        if amount.value is None and ends:
            low = cents(amount.min) if amount.min is not None else 0
            high = cents(amount.max) if amount.max is not None else MAX_CENTS
            spans.append((min(low, high), max(low, high)))
    rest = spans[len(RANGES) - 1 :]
    if rest:
        spans[len(RANGES) - 1 :] = [(min(low for low, _ in rest), max(high for _, high in rest))]
    for (low_field, high_field), (low, high) in zip(RANGES, spans, strict=False):
        made.add_unsigned(low_field, low)
        made.add_unsigned(high_field, high)


def day_number(day: Date) -> int:
    """A day as the index holds it."""
    return day.toordinal()
