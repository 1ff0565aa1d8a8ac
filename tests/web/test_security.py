"""Who may ask for what."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Annotated

import pytest
from fastapi import Depends, FastAPI, Form
from starlette.testclient import TestClient

from extractor.web.app import create_app
from extractor.web.archive import Archive
from extractor.web.security import HEADERS, MAX_BODY, MAX_CORRECTION, Tokens, writing

HERE = "http://127.0.0.1:8000"


@pytest.fixture
def app(archive: Archive) -> FastAPI:
    app = create_app(archive, names={"localhost", "archiv.example"}, entities=False)

    @app.post("/write", dependencies=[Depends(writing)])
    def write(text: Annotated[str, Form()] = "") -> str:
        return text

    @app.get("/fails")
    def fails() -> None:
        raise RuntimeError("the secret words of a request")

    return app


@pytest.fixture
def site(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE) as site:
        yield site


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("LOCALHOST:9", 200),
        ("[::1]:8000", 200),
        ("192.168.1.5", 200),
        ("archiv.example", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("evil.example:127", 403),
        ("localhost@evil.example", 403),
        ("", 403),
        ("[", 403),
    ],
)
def test_only_own_names_are_answered(site: TestClient, host: str, status: int) -> None:
    assert site.get("/api/archive", headers={"Host": host}).status_code == status


def test_every_answer_has_the_headers(site: TestClient) -> None:
    for path in ("/", "/nothing", "/api/archive", "/static/web.css", "/fails", "/?year=x"):
        answer = site.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
    refused = site.get("/", headers={"Host": "evil.example"})
    assert refused.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_writing_needs_a_token_of_this_process(app: FastAPI, site: TestClient) -> None:
    token = app.state.tokens.new()
    assert site.post("/write", data={"text": "a"}).status_code == 403
    assert site.post("/write", data={"text": "a", "token": Tokens().new()}).status_code == 403
    assert site.post("/write", data={"text": "a", "token": token[:-1] + "x"}).status_code == 403
    assert site.post("/write", data={"text": "a", "token": token}).json() == "a"
    assert site.post("/write", data={"text": "a"}, headers={"X-Token": token}).json() == "a"
    assert app.state.tokens.new() != token


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": HERE}, 200),
        ({"Origin": HERE, "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:9000"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_other_sites_cannot_write(app: FastAPI, site: TestClient, headers: dict[str, str], status: int) -> None:
    fields = {"text": "a", "token": app.state.tokens.new()}
    assert site.post("/write", data=fields, headers=headers).status_code == status


def test_what_is_too_large_is_refused(site: TestClient) -> None:
    assert site.post("/write", content=b"x" * (MAX_BODY + 1)).status_code == 413
    assert site.post("/write", content=(b"x" * 1024 for _ in range(MAX_BODY // 1024 + 1))).status_code == 413
    assert site.post("/write", content=b"", headers={"Content-Length": "9" * 30}).status_code == 413
    assert site.post("/corrections/bad", content=b"x" * (MAX_BODY + 1)).status_code != 413
    assert site.post("/corrections/bad", content=b"x" * (MAX_CORRECTION + 1)).status_code == 413
    assert site.get(f"/?q={'x' * 9000}").status_code == 414
    assert site.get(f"/releases/{'x' * 5000}").status_code == 414


def test_an_error_shows_no_trace_and_logs_no_words(site: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = site.get("/fails?q=geheim", headers={"Accept": "text/html"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    ours = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("extractor"))
    assert "RuntimeError" in ours
    assert "secret" not in ours
    assert "geheim" not in ours
