"""The search and releases as JSON."""

from __future__ import annotations

from starlette.testclient import TestClient

from extractor.records import Record
from extractor.search import Index
from extractor.web import addresses

API = {"Accept": "application/json"}


def test_archive_tells_its_size(client: TestClient, index: Index) -> None:
    found = client.get("/api/archive").json()
    assert found["releases"] == len(index)
    assert found["entities"] in ("loading", "ready")


def test_search_finds_with_filters_and_counts(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "hallenbad", "person": "Kolb", "amount": "1000000.."}).json()
    assert [hit["id"] for hit in found["hits"]] == ["bad"]
    assert found["facets"]["person"] == [{"value": "Petra Kolb", "count": 1}]
    snippet = found["hits"][0]["snippet"]
    assert [snippet["text"][start:end] for start, end in snippet["marks"]] == ["Kolb", "Hallenbad", "Kolb"]


def test_pages_follow_each_other(client: TestClient) -> None:
    first = client.get("/api/search", params={"q": "bäume", "limit": 20}).json()
    second = client.get("/api/search", params={"q": "bäume", "limit": 20, "after": first["next"]}).json()
    ids = [hit["id"] for page in (first, second) for hit in page["hits"]]
    assert len(ids) == len(set(ids)) == first["total"] == 25
    assert second["next"] is None


def test_what_cannot_be_searched_says_why(client: TestClient) -> None:
    answer = client.get("/api/search", params={"amount": "viel"})
    assert answer.status_code == 400
    assert "no range of euros" in answer.json()["message"]
    assert client.get("/api/search", params={"after": "1-x"}).status_code == 400
    assert client.get("/api/search", params={"limit": 0}).status_code == 400


def test_every_release_is_a_record(client: TestClient, index: Index) -> None:
    for record in index.records():
        answer = client.get(f"/api{addresses.release(record.id)}")
        assert Record.model_validate_json(answer.content) == record
    assert client.get("/api/releases/keine").status_code == 404
    assert client.get("/api/releases/~zz").status_code == 404
    assert client.get("/api/releases/..%2f..%2fetc%2fpasswd").status_code == 404
