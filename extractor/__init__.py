"""German press releases to data: people, roles, organisations, programmes and euro amounts, tied to their characters.

>>> import extractor
>>> extractor.Extractor().extract("Landrätin Petra Kolb gab 1,2 Millionen Euro frei.")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.pipeline import Extractor, load
    from extractor.records import Record

__version__ = "0.1.0"

__all__ = ["Extractor", "Record", "__version__", "load"]

_HOMES = {"Extractor": "extractor.pipeline", "load": "extractor.pipeline", "Record": "extractor.records"}


def __getattr__(name: str) -> Any:
    """Load spaCy and the models only when a pipeline is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
