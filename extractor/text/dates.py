"""Dates and times as German text writes them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from extractor.text.abbreviations import MONTHS

CENTURY_TURN = 70
"""Two-digit years from here on are of the twentieth century."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE_PATTERN = (
    r"(?<![\d.])(?:"
    rf"(?P<day>\d{{1,2}})\.\s?(?:(?P<name>{_MONTH})\b\.?|(?P<month>\d{{1,2}})\.)\s?(?P<year>\d{{4}}|\d\d)(?![\d.]*\d)"
    r"|(?P<iso>\d{4}-\d\d-\d\d)(?!\d)"
    r")"
)
"""A whole date; may be used once in a pattern (its groups are named), with ``re.IGNORECASE``."""

_DATE = re.compile(DATE_PATTERN, re.IGNORECASE)
_TIME = re.compile(r"(?<![\d.,])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?:Uhr|h)\b(?:\s?(?P<extra>[0-5]\d)\b)?")
_CLOCK = re.compile(r"(?<![\d.,])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?!\d)")


def find_date(text: str) -> date | None:
    """The first whole date in ``text`` that the calendar knows.

    >>> find_date("Musterstadt, den 4.5.1998")
    datetime.date(1998, 5, 4)
    """
    for match in _DATE.finditer(text):
        if found := _date(match):
            return found
    return None


def find_datetime(text: str) -> datetime | None:
    """The first date in ``text`` with the time of day after it; midnight where none stands there.

    >>> find_datetime("12. März 2015, 10 Uhr")
    datetime.datetime(2015, 3, 12, 10, 0)
    """
    for match in _DATE.finditer(text):
        if day := _date(match):
            rest = text[: match.start()] + " " + text[match.end() :]
            return datetime(day.year, day.month, day.day) + _time(rest)
    return None


def _date(match: re.Match[str]) -> date | None:
    if match["iso"]:
        parts = [int(part) for part in match["iso"].split("-")]
    else:
        month = MONTHS[match["name"].lower()] if match["name"] else int(match["month"])
        parts = [_year(match["year"]), month, int(match["day"])]
    try:
        return date(*parts)
    except ValueError:
        return None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= CENTURY_TURN else 2000)


def _time(text: str) -> timedelta:
    match = _TIME.search(text) or _CLOCK.search(text)
    if not match:
        return timedelta()
    minute = int(match["minute"] or match.groupdict().get("extra") or 0)
    hour = int(match["hour"])
    return timedelta(hours=hour, minutes=minute) if hour <= 24 and minute < 60 else timedelta()
