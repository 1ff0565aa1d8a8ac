"""The phrases of the pages in German and English, and which of them a browser wants."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 (as in records)
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from extractor.records import plain
from extractor.view.harmless import harmless

LANGUAGES = ("de", "en")
NBSP = "\xa0"
_FOLDER = "phrases"
_MAX_HEADER = 500

Phrase = Mapping[str, str | list[str]]


@cache
def phrases() -> Mapping[str, Phrase]:
    """All phrases by their keys, ``area.name``; each has its languages, and one and several where it counts."""
    found: dict[str, Phrase] = {}
    for file in files(__package__).joinpath(_FOLDER).iterdir():
        if file.name.endswith(".toml"):
            for area, entries in tomllib.loads(file.read_text(encoding="utf-8")).items():
                found |= {f"{area}.{name}": entry for name, entry in entries.items()}
    return found


class Texts:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: Any) -> str:
        """The phrase ``key`` with ``values`` in it; ``n`` chooses between one and several."""
        phrase = phrases()[key][self.language]
        if isinstance(phrase, list):
            phrase = phrase[0 if values["n"] == 1 else 1]
        return phrase.format(**{name: self._shown(value) for name, value in values.items()})

    def __contains__(self, key: str) -> bool:
        return key in phrases()

    def _shown(self, value: Any) -> str:
        if isinstance(value, int | Decimal):
            return self.number(value)
        return self.day(value) if isinstance(value, Date) else harmless(str(value))

    def number(self, value: int | Decimal) -> str:
        """A number as the language writes it, thousands set apart by a space."""
        whole, _, rest = plain(Decimal(value)).partition(".")
        point = "," if self.language == "de" else "."
        return f"{int(whole):,}".replace(",", NBSP) + (f"{point}{rest:0<2}" if rest else "")

    def day(self, value: Date) -> str:
        """A day as the language writes it."""
        if self.language == "de":
            return f"{value.day}.{value.month}.{value.year}"
        return f"{value.day} {value:%b} {value.year}"


@cache
def texts(language: str) -> Texts:
    """The phrases of ``language``."""
    return Texts(language)


def language_of(header: str) -> str:
    """The language that an ``Accept-Language`` header wants most, English where it names neither.

    >>> language_of("fr, de-AT;q=0.8, en;q=0.5")
    'de'
    """
    best, most = "en", 0.0
    for part in header[:_MAX_HEADER].split(","):
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        weight = _weight(parameter)
        if language in LANGUAGES and weight > most:
            best, most = language, weight
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
