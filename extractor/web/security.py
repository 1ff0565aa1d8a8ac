"""Who may ask: this site's own pages, for what is small enough; answers forbid all that is not of this site."""

from __future__ import annotations

import hmac
import ipaddress
import logging
import secrets
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import Security
from fastapi.security import APIKeyHeader
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.web.problems import Problem

logger = logging.getLogger("extractor.web")

MAX_BODY: Final = 64 * 1024
MAX_CORRECTION: Final = 1024 * 1024
"""Bytes of a corrected release: it is sent whole."""
CORRECTIONS: Final = ("/corrections/", "/api/corrections/")
MAX_QUERY: Final = 8 * 1024
MAX_PATH: Final = 4 * 1024
READING: Final = ("GET", "HEAD", "OPTIONS")
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer browsers send a form's Origin as null
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Tokens:
    """Tokens that only pages of this process have; each page has another, so that none shows by its compressed size."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def new(self) -> str:
        """A token for a page."""
        nonce = secrets.token_hex(8)
        return nonce + self._sign(nonce)

    def valid(self, token: str) -> bool:
        """Whether ``token`` is one of this process."""
        return hmac.compare_digest(self._sign(token[:16]).encode(), token[16:].encode())

    def _sign(self, nonce: str) -> str:
        return hmac.new(self._secret, nonce.encode(), "sha256").hexdigest()[:32]


_HEADER = APIKeyHeader(name="X-Token", auto_error=False, description="The token in the pages of this site.")


async def writing(request: Request, header: Annotated[str | None, Security(_HEADER)]) -> None:
    """Let only those write who have a page of this site: its token is in a header or the form. Raises ``Problem``."""
    token: object = header
    if token is None and request.headers.get("content-type", "").startswith(FORMS):
        token = (await request.form()).get("token")
    if not isinstance(token, str) or not request.app.state.tokens.valid(token):
        raise Problem(403, "problem.token")


class Guard:
    """Refuses what is not meant for this site or too large, adds the headers, and keeps errors to itself."""

    def __init__(self, app: ASGIApp, names: Iterable[str], refuse: Callable[[Request, Problem], Response]) -> None:
        self.app, self.refuse = app, refuse
        self.names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, status = perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                headers.add_vary_header("Accept, Accept-Language")
            await send(message)

        request = Request(scope, receive)
        try:
            self._check(scope)
            receive = await _limited(receive, _most(scope["path"]))
            await self.app(scope, receive, sent)
        except Problem as problem:
            await self.refuse(request, problem)(scope, receive, sent)
        except Exception as error:  # the reader gets a plain page, the log no words of the request
            logger.error("%s in %s", type(error).__name__, _place(error))
            if status:
                raise _CutError from None
            await self.refuse(request, Problem(500))(scope, receive, sent)
        finally:
            route = getattr(scope.get("route"), "path", "-")
            logger.debug("%s %s %d %.0f ms", scope["method"], route, status, 1000 * (perf_counter() - start))

    def _check(self, scope: Scope) -> None:
        """Raises ``Problem``."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_here(host):
            raise Problem(403, "problem.host")
        if len(scope["query_string"]) > MAX_QUERY or len(scope["path"]) > MAX_PATH:
            raise Problem(414)
        if scope["method"] not in READING:
            site, origin = headers.get("sec-fetch-site", "same-origin"), headers.get("origin")
            if site not in ("same-origin", "none") or (origin is not None and urlsplit(origin).netloc != host):
                raise Problem(403, "problem.origin")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:12]) > _most(scope["path"]):
            raise Problem(413)

    def _is_here(self, host: str) -> bool:
        """Whether ``host`` is a name of this site. A number is: only a name can be made to point here by others."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in self.names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


class _CutError(Exception):
    """The answer had begun when something went wrong; the connection is closed."""


async def _limited(receive: Receive, most: int) -> Receive:
    """The whole body of a request, read ahead. Raises ``Problem`` where it is too large."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return receive
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            raise Problem(413)
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _most(path: str) -> int:
    return MAX_CORRECTION if path.startswith(CORRECTIONS) else MAX_BODY


def _place(error: BaseException) -> str:
    """The line of code that raised."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "?"
