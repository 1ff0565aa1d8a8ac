"""Correcting a release by its form and by the API."""

from __future__ import annotations

import html
import json
import re

from starlette.testclient import TestClient
from web.conftest import HOSTILE

from extractor.evaluation.corpus_check import Severity, check
from extractor.web import addresses
from extractor.web.archive import Archive

PATH = "/corrections/bad"


def shown(page: str) -> tuple[str, dict]:
    """The tag and the gold in a form."""
    [tag] = re.findall(r'name="tag" value="([^"]+)">\s*<div class="editing"', page)
    [gold] = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.S)
    return tag, json.loads(html.unescape(gold))


def save(client: TestClient, token: str, tag: str, gold: object, by: str = "Eva"):
    written = gold if isinstance(gold, str) else json.dumps(gold)
    return client.post(PATH, data={"token": token, "tag": tag, "gold": written, "by": by}, follow_redirects=False)


def test_corrections_a_form_without_a_script_saves(client: TestClient, archive: Archive, token: str) -> None:
    tag, gold = shown(client.get(PATH).text)
    assert tag == "-"
    gold["people"][0]["titles"] = ["Dr."]
    answer = save(client, token, tag, gold)
    assert (answer.status_code, answer.headers["location"]) == (303, PATH + "?saved=1")
    page = client.get(PATH + "?saved=1").text
    assert "Saved" in page
    assert shown(page)[1]["people"][0]["titles"] == ["Dr."]
    assert [one for one in check(archive.corrections.path) if one.severity is Severity.ERROR] == []
    assert "Eva" in client.get("/corrections").text


def test_corrections_errors_stand_in_the_form_and_nothing_is_written(
    client: TestClient, archive: Archive, token: str
) -> None:
    tag, gold = shown(client.get(PATH).text)
    gold["spans"].append({"start": 0, "end": 12, "label": "ORG"})
    gold["title"] = "Mein Titel"
    answer = save(client, token, tag, gold)
    assert answer.status_code == 422
    assert "overlaps" in answer.text
    assert shown(answer.text)[1]["title"] == "Mein Titel"
    for broken in ("{", "[]", '{"spans": 3}', json.dumps(gold | {"id": "../x"})):
        answer = save(client, token, tag, broken)
        assert answer.status_code == 422
        assert html.escape(broken, quote=False)[:5] in html.unescape(answer.text)
    assert not archive.corrections.path.exists()


def test_corrections_two_tabs_see_both_versions(client: TestClient, archive: Archive, token: str) -> None:
    tag, gold = shown(client.get(PATH).text)
    save(client, token, tag, gold | {"title": "Ihres"}, by="Eva")
    refused = save(client, token, tag, gold | {"title": "Meins"}, by="Uwe")
    assert refused.status_code == 409
    assert "Ihres" in refused.text
    assert "Eva" in refused.text
    new, mine = shown(refused.text)
    assert mine["title"] == "Meins"
    assert save(client, token, new, mine).status_code == 303
    assert len(archive.corrections.all()) == 1
    assert client.get("/api/corrections/bad").json()["version"] == 2


def test_corrections_the_api_keeps_the_same_rules(client: TestClient, token: str) -> None:
    headers = {"X-Token": token}
    start = client.get("/api/corrections/bad").json()
    body = {"tag": start["tag"], "corrected": start["corrected"] | {"title": "Neu"}, "by": "Eva"}
    saved = client.post("/api/corrections/bad", json=body, headers=headers)
    assert saved.status_code == 200
    assert saved.json()["saved"]["by"] == "Eva"
    again = body | {"corrected": start["corrected"] | {"title": "Anders"}}
    refused = client.post("/api/corrections/bad", json=again, headers=headers)
    assert refused.status_code == 409
    assert refused.json()["current"]["corrected"]["title"] == "Neu"
    assert ["+", 'title: "Anders"'] in refused.json()["differences"]
    wrong = {"tag": saved.json()["saved"]["tag"], "corrected": start["corrected"] | {"amounts": []}}
    rejected = client.post("/api/corrections/bad", json=wrong, headers=headers)
    assert rejected.status_code == 422
    assert rejected.json()["findings"][0]["code"] == "amounts"
    restore = {"tag": saved.json()["saved"]["tag"], "version": 0}
    assert client.post("/api/corrections/restore/bad", json=restore, headers=headers).json()["version"] == 0
    assert client.post("/api/corrections/restore/bad", json=restore, headers=headers).status_code == 409
    assert client.get("/api/corrections").json() == []


def test_corrections_undo_in_the_form(client: TestClient, token: str) -> None:
    tag, gold = shown(client.get(PATH).text)
    for title in ("Eins", "Zwei"):
        save(client, token, tag, gold | {"title": title})
        tag = shown(client.get(PATH).text)[0]
    form = {"token": token, "tag": tag, "version": "1"}
    assert client.post("/corrections/restore/bad", data=form, follow_redirects=False).status_code == 303
    assert shown(client.get(PATH).text)[1]["title"] == "Eins"
    assert client.post("/corrections/restore/bad", data=form).status_code == 409


def test_corrections_need_the_token(client: TestClient, archive: Archive) -> None:
    for path in (PATH, "/corrections/restore/bad", "/api" + PATH, "/api/corrections/restore/bad"):
        assert client.post(path, data={"tag": "-", "gold": "{}", "version": "0"}).status_code == 403
    assert not archive.corrections.path.exists()


def test_corrections_of_hostile_releases_are_shown_as_text(client: TestClient, archive: Archive, token: str) -> None:
    id_ = f"../{HOSTILE}"
    path = addresses.correction(id_)
    page = client.get(path).text
    assert "<script>alert" not in page
    assert "<img" not in page
    tag, gold = shown(page)
    gold["title"] = f"</textarea>{HOSTILE}"
    answer = client.post(path, data={"token": token, "tag": tag, "gold": json.dumps(gold)}, follow_redirects=False)
    assert answer.status_code == 303
    page = client.get(path).text
    assert "<script>alert" not in page
    assert shown(page)[1]["title"] == gold["title"]
    assert client.get("/corrections/none").status_code == 404
    [one] = archive.corrections.all()
    assert one.release == id_
    assert ".." not in one.stem


def test_corrections_a_file_broken_by_hand_is_told(client: TestClient, archive: Archive, token: str) -> None:
    tag, gold = shown(client.get(PATH).text)
    save(client, token, tag, gold)
    [file] = archive.corrections.path.glob("*.gold.json")
    file.write_text(file.read_text(encoding="utf-8").replace('"Petra Kolb"', "3"), encoding="utf-8")
    assert client.get(PATH + "?saved=1").status_code == 200
    answer = client.get("/api/corrections/bad")
    assert answer.status_code == 422
    assert "spans.1.text" in answer.json()["message"]
