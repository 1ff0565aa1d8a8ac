"""Who answers: the name in the form, remembered by the browser, else that of the user who started the pages."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from getpass import getuser
from typing import Final
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from extractor.view.harmless import harmless

COOKIE: Final = "extractor-editor"
MAX_NAME: Final = 80
YEAR: Final = 365 * 24 * 3600


def name_of(request: Request, given: str = "") -> str:
    """The name of who sends ``request``; ``given`` is what its form says."""
    return cleaned(given) or cleaned(unquote(request.cookies.get(COOKIE, ""))) or _user()


def cleaned(text: str, longest: int = MAX_NAME) -> str:
    """A text in one short line."""
    return " ".join(harmless(text).split())[:longest]


def remember(response: Response, name: str) -> None:
    """Let the browser keep ``name`` for the next form."""
    response.set_cookie(COOKIE, quote(name), max_age=YEAR, httponly=True, samesite="strict")


def now() -> datetime:
    """The time of an answer."""
    return datetime.now(UTC).replace(microsecond=0)


@cache
def _user() -> str:
    try:
        return cleaned(getuser())
    except (OSError, KeyError, ImportError):  # a container without a list of users
        return "-"
