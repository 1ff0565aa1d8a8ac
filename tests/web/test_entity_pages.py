"""Pages of people, organisations and programmes, and of amounts."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from web.conftest import HOSTILE

from extractor.web import addresses
from extractor.web.archive import Archive

HTML = {"Accept": "text/html"}


@pytest.fixture
def ready(client: TestClient, archive: Archive) -> TestClient:
    assert archive.entities.wait(30)
    return client


def test_entities_lists_find_by_folded_words_and_page(ready: TestClient) -> None:
    found = ready.get("/api/people", params={"q": "EICH"}).json()
    assert [(one["name"], one["count"]) for one in found["entities"]] == [("Jan Eich", 25)]
    page = ready.get("/people?q=eich").text
    assert "Jan Eich" in page
    assert "Petra Kolb" not in page
    assert ready.get("/people?q=niemand").status_code == 200
    assert ready.get("/people?format=csv").text.splitlines()[1] == "person:jan-eich;Jan Eich;25"


def test_entities_a_person_has_roles_quotes_amounts_and_years(ready: TestClient) -> None:
    found = ready.get("/api/people/person:petra-kolb").json()
    assert found["entity"]["roles"][0]["role"] == "Landrätin"
    [release] = found["releases"]
    assert [quote["text"] for quote in release["quotes"]] == ["Wir sind sehr froh"]
    assert [(one["value"], one["part"]) for one in release["amounts"]] == [("3000000", False), ("2000000", True)]
    assert found["years"] == [{"year": 2016, "count": 1}]
    page = ready.get("/people/person:petra-kolb").text
    for text in ("Landrätin", "Wir sind sehr froh", "Hallenbad eröffnet"):
        assert text in page


def test_entities_releases_come_in_pages_and_by_choice(ready: TestClient) -> None:
    found = ready.get("/api/people/person:jan-eich", params={"page": 2}).json()
    assert (found["pages"], len(found["releases"]), found["matching"]) == (2, 5, 25)
    dates = [one["date"] for one in found["releases"]]
    assert dates == sorted(dates, reverse=True)
    for choice, number in (
        ({"year": 2015}, 25),
        ({"year": 2016}, 0),
        ({"only": "quotes"}, 0),
        ({"only": "amounts"}, 0),
    ):
        assert ready.get("/api/people/person:jan-eich", params=choice).json()["matching"] == number
    assert "No release fits" in ready.get("/people/person:jan-eich?only=quotes").text


@pytest.mark.parametrize(
    "path", ["/people/person:nobody", "/people/~zz", "/people/organisation:x", "/programmes/person:jan-eich"]
)
def test_entities_that_are_none_are_not_found(ready: TestClient, path: str) -> None:
    assert ready.get(path).status_code == 404
    assert ready.get("/api" + path).status_code == 404


@pytest.mark.parametrize("path", ["/people?page=0", "/people?page=x", "/people?q=" + "x" * 201, "/amounts?by=none"])
def test_entities_senseless_parameters_are_told(ready: TestClient, path: str) -> None:
    assert ready.get(path).status_code == 400


def test_entities_hostile_names_are_shown_as_text(ready: TestClient) -> None:
    [found] = ready.get("/api/organisations").json()["entities"]
    assert found["name"] == HOSTILE
    for path in ("/organisations", addresses.entity("organisation", found["id"])):
        page = ready.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
        assert "\u202e" not in page.text
        assert "49" not in page.text.split("{{")[0][-20:]


def test_entities_say_loading_meanwhile(archive: Archive, client: TestClient) -> None:
    archive.entities.stop()
    archive.entities._snapshot = None
    for path in ("/people", "/people/person:jan-eich", "/amounts"):
        page = client.get(path)
        assert page.status_code == 200
        assert 'http-equiv="refresh"' in page.text
        assert client.get("/api" + path).status_code == 503
    assert client.get("/").status_code == 200


def test_amounts_are_exact_and_in_order(ready: TestClient) -> None:
    found = ready.get("/api/amounts").json()
    assert [(one["value"], one["part"]) for one in found["amounts"]] == [("3000000", False), ("2000000", True)]
    assert found["years"] == [{"year": 2016, "total": "3000000", "count": 1}]  # a part counts once only
    up = ready.get("/api/amounts", params={"order": "up"}).json()
    assert [one["value"] for one in up["amounts"]] == ["2000000", "3000000"]
    by_source = ready.get("/api/amounts", params={"by": "source", "order": "up"}).json()
    assert [one["source"] for one in by_source["amounts"]] == ["Land", None]


@pytest.mark.parametrize(
    ("params", "number"),
    [
        ({"q": "Hallenbad"}, 2),
        ({"q": "Stadtwald"}, 0),
        ({"person": "Kolb"}, 2),
        ({"amount": "2500000.."}, 1),
        ({"amount_from": "2,5 Mio", "q": "Nauen"}, 1),
        ({"inside": "lan"}, 1),
        ({"inside": "mio"}, 0),
        ({"hedge": "about"}, 0),
        ({"hedge": "", "amount_year": ""}, 2),
        ({"amount_year": "2016"}, 0),
        ({"year": "2015"}, 0),
    ],
)
def test_amounts_follow_the_search_and_their_own_filters(
    ready: TestClient, params: dict[str, str], number: int
) -> None:
    assert ready.get("/api/amounts", params=params).json()["total"] == number
    assert ready.get("/amounts", params=params).status_code == 200


def test_amounts_table_is_a_file_with_plain_decimals(ready: TestClient) -> None:
    lines = ready.get("/amounts?format=csv").text.splitlines()
    assert lines[1].startswith("3000000;;;exact;")
    assert lines[2].startswith("2000000;;;exact;;;;Land;x;2 Mio. Euro;bad;")


def test_amounts_a_wrong_search_is_told_on_the_page(ready: TestClient) -> None:
    page = ready.get("/amounts", params={"q": '"'})
    assert page.status_code in (200, 400)
    assert ready.get("/api/amounts", params={"person": "?"}).status_code == 400
    assert 'role="alert"' in ready.get("/amounts", params={"person": "?"}).text
