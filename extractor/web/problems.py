"""What cannot be answered: one plain page, or JSON, in the reader's language; never a trace."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from extractor.web.formats import wanted
from extractor.web.rendering import page, texts_of

_KEYS = {400: "bad", 403: "forbidden", 404: "missing", 405: "method", 413: "too-large", 414: "too-long", 415: "kind"}


class Problem(Exception):  # noqa: N818 (it is what the reader sees, not what went wrong in the code)
    """An answer that says why there is none; ``key`` is a phrase."""

    def __init__(self, status: int, key: str = "", **values: Any) -> None:
        super().__init__(f"{status} {key}")
        self.status, self.key, self.values = status, key, values


class ProblemAnswer(BaseModel):
    """An error as JSON."""

    status: int
    message: str


def answer(request: Request, problem: Problem) -> Response:
    """The page of ``problem``."""
    default = f"problem.{_KEYS.get(problem.status, 'bad' if problem.status < 500 else 'failed')}"
    message = texts_of(request)(problem.key or default, **problem.values)
    if request.url.path.startswith("/api/") or wanted(request) != "html":
        body = ProblemAnswer(status=problem.status, message=message)
        return JSONResponse(body.model_dump(), status_code=problem.status)
    return page(request, "problem.html.jinja", status=problem.status, message=message)
