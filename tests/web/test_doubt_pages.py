"""Answering doubts: forms and API write the same file, and nobody overrules another unseen."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient
from web.conftest import HOSTILE, record

from extractor.entities.curation import parse
from extractor.records import Person, Record, Role
from extractor.search import Index
from extractor.web import addresses
from extractor.web.archive import Archive

FORM = {"Accept": "text/html"}


def release(id_: str, name: str, role: str, body: str) -> Record:
    text = f"{role} {name} von {body} kam."
    held = Role(role=role, organisation=body, evidence="test")
    *given, family = name.split(" ")
    person = Person(name=name, given_name=" ".join(given) or None, family_name=family, mentions=[0], roles=[held])
    return record(id_, text, people=[person], found=[("PERSON", name)], title=f"Von {name}")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Two doubts: a surname that may be either of two, and a hostile name with an accent or without."""
    index = Index.create(tmp_path_factory.mktemp("doubts") / "a.index")
    with index.writer() as writer:
        writer.add(release("one", "Kim Kolb", "Sprecherin", "Stadtwerke Nauen"))
        writer.add(release("two", "Kolb", "Leiterin", "Stadtwerke Nauen"))
        writer.add(release("three", "Ana Čelik", "Rektorin", "Uni"))
        writer.add(release("four", "Ana Celik", "Rektorin", "Uni"))
    return index


@pytest.fixture
def ready(client: TestClient, archive: Archive) -> TestClient:
    assert archive.entities.wait(30)
    return client


def doubt(client: TestClient, at: int = 0) -> dict:
    return client.get(f"/api/doubts?at={at}").json()


def ids(found: dict) -> list[str]:
    return [side["id"] for side in found["doubt"]["sides"]]


def post(client: TestClient, token: str, **fields: object):
    return client.post("/doubts/answer", data={"token": token, **fields}, follow_redirects=False)


def test_doubts_show_both_with_the_words_around_them(ready: TestClient) -> None:
    found = doubt(ready)
    assert found["total"] == 2
    assert found["doubt"]["sides"][0]["examples"][0]["mention"]
    page = ready.get("/doubts").text
    for side in found["doubt"]["sides"]:
        assert f"<mark>{side['examples'][0]['mention']}</mark>" in page


def test_doubts_an_answer_is_in_the_file_of_the_command(ready: TestClient, archive: Archive, token: str) -> None:
    found = doubt(ready)
    answer = post(
        ready, token, do="merge", ids=ids(found), seen=found["doubt"]["seen"], by="Eva Rot", remark="=Telefonat"
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/doubts?kind=person")
    [(_, action)] = parse(archive.entities.answers.path.read_text(encoding="utf-8").split("\n"))
    assert action.do == "merge"
    assert re.fullmatch(r"Eva Rot · 20\d\d-\S+\+00:00 · =Telefonat", action.note or "")
    assert doubt(ready)["total"] == 1
    assert archive.entities.wait(30)
    assert doubt(ready)["total"] == 1
    assert 'value="Eva Rot"' in ready.get("/doubts").text


def test_doubts_all_answers_can_be_taken_back(ready: TestClient, archive: Archive, token: str) -> None:
    post(ready, token, do="keep", ids=ids(doubt(ready)))
    post(ready, token, do="rename", ids=["person:kim-kolb"], name=" Kim  Kolb-Neu ", back="entity")
    first, second = ready.get("/api/answers").json()
    assert second["name"] == "Kim Kolb-Neu"
    taken = ready.post("/doubts/undo", data={"token": token, "key": first["key"]}, follow_redirects=False)
    assert taken.status_code == 303
    assert ready.get("/api/answers").json() == [second]
    again = ready.post("/doubts/undo", data={"token": token, "key": first["key"]})
    assert again.status_code == 409
    assert ready.post("/api/answers/undo", json={"key": first["key"]}, headers={"X-Token": token}).status_code == 409
    assert doubt(ready)["total"] == 2


def test_doubts_two_tabs_are_told_of_each_other(ready: TestClient, token: str) -> None:
    found = doubt(ready)
    seen, pair = found["doubt"]["seen"], ids(found)
    post(ready, token, do="merge", ids=pair, seen=seen, by="Eva")
    refused = post(ready, token, do="keep", ids=pair, seen=seen, by="Uwe")
    assert refused.status_code == 409
    assert "Eva" in refused.text
    told = ready.post("/api/answers", json={"do": "keep", "ids": pair, "seen": seen}, headers={"X-Token": token})
    assert told.status_code == 409
    assert [one["do"] for one in told.json()["answers"]] == ["merge"]
    [now] = re.findall(r'name="seen" value="([0-9a-f]+)"', refused.text)
    assert post(ready, token, do="keep", ids=pair, seen=now).status_code == 303
    assert [one["do"] for one in ready.get("/api/answers").json()] == ["merge", "keep"]


def test_doubts_entries_are_hidden_renamed_and_split(ready: TestClient, archive: Archive, token: str) -> None:
    celik = "person:ana-celik"
    hidden = post(ready, token, do="hide", ids=[celik], back="entity")
    assert hidden.headers["location"] == addresses.entity("person", celik)
    assert post(ready, token, do="split", ids=["person:kim-kolb"], releases=["one"]).status_code == 303
    assert archive.entities.wait(30)
    assert "ana-celik" not in ready.get("/api/people").text
    page = ready.get(f"/people/{celik}")
    assert "Hidden" in page.text
    assert "could not be carried out" in ready.get("/doubts").text  # it was in no other release


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"do": "merge", "ids": ["person:kim-kolb", "person:nobody"]}, 404),
        ({"do": "merge", "ids": ["person:kim-kolb"]}, 400),
        ({"do": "merge", "ids": ["person:kim-kolb", "person:kim-kolb"]}, 400),
        ({"do": "hide", "ids": ["../../etc/passwd"]}, 400),
        ({"do": "rename", "ids": ["person:kim-kolb"], "name": "  "}, 400),
        ({"do": "rename", "ids": ["person:kim-kolb"], "name": "x" * 300}, 400),
        ({"do": "split", "ids": ["person:kim-kolb"]}, 400),
        ({"do": "drop", "ids": ["person:kim-kolb"]}, 400),
    ],
)
def test_doubts_wrong_answers_write_nothing(
    ready: TestClient, archive: Archive, token: str, fields: dict, status: int
) -> None:
    assert post(ready, token, **fields).status_code == status
    answer = ready.post("/api/answers", json=fields, headers={"X-Token": token})
    assert answer.status_code == status
    assert "message" in answer.json()
    assert not archive.entities.answers.path.exists()


def test_doubts_nothing_is_written_without_the_token(ready: TestClient, archive: Archive) -> None:
    for path in ("/doubts/answer", "/doubts/undo", "/api/answers", "/api/answers/undo"):
        assert ready.post(path, data={"token": "0" * 48}).status_code == 403
    assert not archive.entities.answers.path.exists()


def test_doubts_a_broken_file_is_told_and_left_alone(ready: TestClient, archive: Archive, token: str) -> None:
    archive.entities.answers.path.write_text("{no json", encoding="utf-8")
    assert "damaged" in ready.get("/doubts").text
    assert post(ready, token, do="hide", ids=["person:kim-kolb"]).status_code == 500
    assert archive.entities.answers.path.read_text(encoding="utf-8") == "{no json"


def test_doubts_hostile_answers_are_shown_as_text(ready: TestClient, archive: Archive, token: str) -> None:
    post(ready, token, do="rename", ids=["person:kim-kolb"], name=HOSTILE, by=f"<b>{HOSTILE[:40]}")
    assert archive.entities.wait(30)
    for path in ("/doubts", "/people", "/people/person:kim-kolb"):
        page = ready.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "\u202e" not in page
    table = ready.get("/doubts?format=csv").text
    assert json.dumps(HOSTILE[:10])[1:-1] in table


def test_doubts_say_loading_meanwhile(archive: Archive, client: TestClient) -> None:
    archive.entities._snapshot = None
    archive.entities.stop()
    assert "http-equiv" in client.get("/doubts").text
    assert client.get("/api/doubts").status_code == 503
