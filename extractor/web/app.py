"""The site: routes, what guards them, and how errors look."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from extractor import __version__
from extractor.search import SearchError
from extractor.search.errors import IndexFolderError
from extractor.web import amount_pages, api, correction_pages, doubt_pages, entity_pages, pages, problems
from extractor.web.archive import Archive
from extractor.web.problems import Problem, ProblemAnswer
from extractor.web.security import Guard, Tokens

logger = logging.getLogger("extractor.web")

ROUTERS = [
    pages.router,
    api.router,
    entity_pages.router,
    amount_pages.router,
    doubt_pages.router,
    correction_pages.router,
]
LOCAL_NAMES = ("localhost",)


def create_app(archive: Archive, *, names: Iterable[str] = LOCAL_NAMES, entities: bool = True) -> FastAPI:
    """The site over ``archive``; ``names`` are those that it may be asked by, beside numbers.

    ``entities=False`` leaves who is who for later: tests of other pages need not wait.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        if entities:
            archive.entities.start()
        yield
        archive.entities.stop()

    app = FastAPI(
        title="extractor",
        version=__version__,
        description="Records of press releases: search, entities, amounts, and what people decided about them.",
        docs_url=None,  # these load from elsewhere
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
        responses={400: {"model": ProblemAnswer, "description": "What was asked makes no sense."}},
    )
    app.state.archive, app.state.tokens = archive, Tokens()
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(SearchError, _search)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guard, names=names, refuse=problems.answer)
    return app


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problems.answer(request, error)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = problems.answer(request, Problem(error.status_code))
    answer.headers.update(error.headers or {})
    return answer


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return problems.answer(
        request, Problem(400, "problem.parameter", name=str(first["loc"][-1])[:40], why=first["msg"][:200])
    )


async def _search(request: Request, error: Exception) -> Response:
    if isinstance(error, IndexFolderError):  # it tells of the disk: that is for the log
        logger.error("%s", error)
        return problems.answer(request, Problem(500))
    return problems.answer(request, Problem(400, "problem.search", why=str(error)[:300]))
