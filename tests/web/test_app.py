"""The site as a whole: what its API promises holds for anything that is asked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

from extractor.web.app import create_app
from extractor.web.archive import Archive

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "8"))
"""Requests of each kind; more by hand: SCHEMATHESIS_EXAMPLES=500."""
SOME = settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def test_the_api_is_described(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert {"/api/archive", "/api/search", "/api/releases/{segment}"} <= set(described["paths"])
    assert all(path.startswith("/api/") for path in described["paths"])
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation.get("description"), f"{method} {path}"


def test_no_page_of_the_framework_is_left(client: TestClient) -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert client.get(path).status_code == 404


def test_pages_name_nothing_of_elsewhere(client: TestClient) -> None:
    for path in ("/", "/releases/bad", "/nothing"):
        page = client.get(path).text
        assert not re.search(r"""(?:src|href|action)=["']?(?:https?:|//|data:|javascript:)""", page), path
        assert " style=" not in page
        assert not re.search(r"<script(?![^>]* src=)", page)
        assert not re.search(r"\son\w+=[\"']", page)


def test_an_error_is_a_page_or_json(client: TestClient) -> None:
    page = client.get("/nothing", headers={"Accept-Language": "de"})
    assert page.status_code == 404
    assert "Diese Seite gibt es nicht." in page.text
    for path in ("/api/nothing", "/nothing?format=json"):
        assert client.get(path).json() == {"status": 404, "message": "There is no such page."}
    assert client.post("/").status_code == 405
    assert client.get("/?year=abc").status_code == 400


@pytest.fixture
def app(archive: Archive) -> Iterator[FastAPI]:
    archive.entities.start()
    assert archive.entities.wait(60)
    yield create_app(archive, names={"testserver"})
    archive.entities.stop()


def test_nothing_that_is_asked_breaks_the_api(app: FastAPI) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 3
    for operation in operations:

        @SOME
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            answer = case.call(headers={"X-Token": app.state.tokens.new()})
            assert answer.status_code < 500, f"{answer.status_code} {case.as_curl_command()}"

        ask()
