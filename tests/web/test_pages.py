"""The pages of the search and of a release, without scripts."""

from __future__ import annotations

import csv
import gzip
import io
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extractor.search import Index
from extractor.web import addresses, assets
from extractor.web.app import create_app
from extractor.web.archive import Archive

LARGEST = 100_000
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """Reads a page and refuses what is not well formed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        if id_ := named.get("id"):
            self.ids.append(id_)
        if tag == "a" and (href := named.get("href")):
            self.links.append(href)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def hostile_id(index: Index) -> str:
    return next(record.id for record in index.records() if record.id.startswith("../"))


def test_the_first_page_lists_the_newest(client: TestClient) -> None:
    answer = client.get("/")
    page = Page(answer.text)
    assert "27 releases" in answer.text
    assert page.links.index("/releases/bad") < page.links.index("/releases/wald-24")
    assert len(gzip.compress(answer.content)) < LARGEST
    assert answer.headers["content-encoding"] == "gzip"


def test_a_search_shows_what_was_found_and_how_to_narrow_it(client: TestClient) -> None:
    answer = client.get("/", params={"q": "bäume", "person": "Jan Eich", "sort": "newest"})
    page = Page(answer.text)
    assert "25 releases" in answer.text
    assert "<mark>Bäume</mark>" in answer.text
    assert "/?q=b%C3%A4ume&sort=newest" in page.links  # the chip takes the person away
    assert "/?q=b%C3%A4ume&person=Jan+Eich&role=F%C3%B6rster&sort=newest" in " ".join(page.links).replace(
        "&sort=newest&role=F%C3%B6rster", "&role=F%C3%B6rster&sort=newest"
    )
    assert '<input type="hidden" name="person" value="Jan Eich">' in answer.text
    following = next(link for link in page.links if "after=" in link)
    assert "/releases/wald-0" in Page(client.get(following).text).links


def test_no_hit_says_what_helps(client: TestClient) -> None:
    answer = client.get("/", params={"q": "gibtesnicht"})
    assert answer.status_code == 200
    assert "Nothing found." in answer.text


def test_a_wrong_filter_keeps_the_form(client: TestClient) -> None:
    answer = client.get("/", params={"q": "bad", "amount": "viel"})
    assert answer.status_code == 400
    assert "no range of euros" in answer.text
    assert 'value="bad"' in answer.text


@pytest.mark.parametrize(("language", "words"), [("de-DE", "27 Mitteilungen"), ("en", "27 releases")])
def test_the_page_speaks_the_language_of_the_browser(client: TestClient, language: str, words: str) -> None:
    answer = client.get("/", headers={"Accept-Language": language})
    assert words in answer.text
    assert f'<html lang="{language[:2]}">' in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_release_shows_its_text_and_what_was_read_from_it(client: TestClient) -> None:
    answer = client.get("/releases/bad", headers={"Accept-Language": "de"})
    page = Page(answer.text)
    assert {"m0", "m1", "p0", "a0", "a1", "z0", "t0", "l0"} <= set(page.ids)
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))
    assert 'data-why="Person; gefunden durch: model"' in answer.text
    assert "/?sender=Landkreis+Havelland" in page.links
    assert re.search(r'class="e MONEY depth-1" id="a1"', answer.text)
    assert "2\xa0000\xa0000\xa0€" in answer.text


def test_what_strangers_wrote_does_nothing(client: TestClient, index: Index) -> None:
    for path in (addresses.release(hostile_id(index)), "/?q=alert", "/?q=%3Cscript%3Ealert(1)%3C/script%3E"):
        answer = client.get(path)
        assert answer.status_code == 200
        page = Page(answer.text)
        assert "<script>alert" not in answer.text
        assert "img" not in page.tags
        assert not [link for link in page.links if not link.startswith(("/", "#"))]
        assert "\u202e" not in re.sub(r"<bdi>[^<]*</bdi>", "", answer.text)
        assert "49" not in re.sub(r"[0-9a-f]{12,}", "", answer.text)


def test_there_is_no_release_that_is_a_path(client: TestClient) -> None:
    for path in ("/releases/..%2f..%2fetc%2fpasswd", "/releases/%2fetc%2fpasswd", "/releases/nichts", "/releases/"):
        assert client.get(path).status_code == 404
    for path in ("/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/app.py", "/static/"):
        assert client.get(path).status_code == 404


def test_a_list_can_be_taken_away(client: TestClient) -> None:
    answer = client.get("/", params={"sort": "newest", "format": "csv", "limit": 1000})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 28
    assert all(len(row) == 6 for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert client.get("/", headers={"Accept": "application/json"}).json()["total"] == 27
    assert client.get("/releases/bad?format=json").json()["id"] == "bad"
    assert client.get("/releases/bad?format=csv").text.splitlines()[1] == "0;9;ROLE;Landrätin;model"


def test_files_of_the_pages_are_kept_by_the_browser(client: TestClient) -> None:
    for name, asset in assets.assets().items():
        answer = client.get(assets.address(name))
        assert answer.content == asset.content
        assert "immutable" in answer.headers["Cache-Control"]
        assert client.get(f"/static/{name}").headers["Cache-Control"] == "no-cache"
    again = client.get("/static/web.css", headers={"If-None-Match": f'"{assets.assets()["web.css"].digest}"'})
    assert again.status_code == 304


def test_an_index_that_is_gone_is_no_fault_of_the_reader(tmp_path: Path) -> None:
    Index.create(tmp_path / "gone.index")
    archive = Archive.open(tmp_path / "gone.index")
    with TestClient(create_app(archive, entities=False), base_url="http://127.0.0.1") as client:
        shutil.rmtree(tmp_path / "gone.index")
        for path in ("/", "/api/search", "/releases/bad"):
            answer = client.get(path, headers={"Accept": "text/html"})
            assert answer.status_code == 500
            assert "gone.index" not in answer.text
