"""Templates to pages, with what every page needs."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from extractor import __version__
from extractor.records import Amount, Approx
from extractor.view import templates
from extractor.view.harmless import harmless
from extractor.web import addresses, assets
from extractor.web.texts import NBSP, Texts, language_of, texts

NAVIGATION = {
    "/": "search",
    "/people": "people",
    "/organisations": "organisations",
    "/programmes": "programmes",
    "/amounts": "amounts",
    "/doubts": "doubts",
    "/corrections": "corrections",
}
"""The rooms of the site by address; their names are the phrases ``nav.…``."""


@cache
def environment() -> Environment:
    """The templates of the pages."""
    found = templates.environment("extractor.web.templates")
    found.globals.update(
        harmless=harmless, asset=assets.address, address=addresses, navigation=NAVIGATION, version=__version__
    )
    return found


def texts_of(request: Request) -> Texts:
    """The phrases in the language of the browser."""
    return texts(language_of(request.headers.get("accept-language", "")))


def page(request: Request, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page in the language of the browser."""
    return HTMLResponse(render(request, template, **values), status_code=status)


def render(request: Request, template: str, /, **values: Any) -> str:
    """The HTML of ``template``."""
    t = texts_of(request)

    def money(amount: Amount) -> str:
        return money_text(t, amount)

    common = {
        "t": t,
        "language": t.language,
        "token": request.app.state.tokens.new(),
        "day": t.day,
        "number": t.number,
        "money": money,
        "here": request.url.path,
    }
    return environment().get_template(template).render(common | values)


def money_text(t: Texts, amount: Amount) -> str:
    """What an amount is worth: hedge, value or range, rate."""
    bounds = [bound for bound in (amount.min, amount.max) if bound is not None]
    worth = [amount.value] if amount.value is not None else bounds
    shown = " – ".join(t.number(value) for value in worth) or "?"
    hedge = "" if amount.approx is Approx.EXACT else t(f"money.{amount.approx.value}") + " "
    per = " " + t("money.per", unit=amount.per) if amount.per else ""
    return f"{hedge}{shown}{NBSP}€{per}"
