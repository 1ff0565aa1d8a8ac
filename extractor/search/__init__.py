"""An embedded full-text index over records.

>>> from extractor.search import Filters, Index
>>> results = Index.open("releases.index").search("integration", filters=Filters(person=("Güler",)))  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.search.errors import SearchError
    from extractor.search.filters import AmountRange, Filters
    from extractor.search.index import Index
    from extractor.search.results import Counted, Hit, Results, Snippet
    from extractor.search.writer import Writer

__all__ = ["AmountRange", "Counted", "Filters", "Hit", "Index", "Results", "SearchError", "Snippet", "Writer"]

_HOMES = {
    "AmountRange": "filters",
    "Counted": "results",
    "Filters": "filters",
    "Hit": "results",
    "Index": "index",
    "Results": "results",
    "SearchError": "errors",
    "Snippet": "results",
    "Writer": "writer",
}


def __getattr__(name: str) -> Any:
    """Load the index only when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'extractor.search' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"extractor.search.{_HOMES[name]}"), name)
