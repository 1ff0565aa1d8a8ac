"""Answering doubts and correcting a release in a real browser, with the keyboard alone and without scripts."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from web.conftest import pool, record
from web.test_doubt_pages import release

from extractor.search import Index
from extractor.web.app import create_app
from extractor.web.archive import Archive

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
NARROW, WIDE = 360, 1280
EMOJI = record(
    "emoji", "😀😀 Frau Ida Berg\r\nist \u202eda\u202c. Sie bekam 5 Euro.", found=[("MONEY", "5 Euro")], amounts=[]
)

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    index = Index.create(tmp_path / "a.index")
    with index.writer() as writer:
        writer.add(pool())
        writer.add(EMOJI)
        writer.add(release("one", "Kim Kolb", "Sprecherin", "Stadtwerke Nauen"))
        writer.add(release("two", "Kolb", "Leiterin", "Stadtwerke Nauen"))
        writer.add(release("three", "Ana Čelik", "Rektorin", "Uni"))
        writer.add(release("four", "Ana Celik", "Rektorin", "Uni"))
    return Archive.open(index.path)


@pytest.fixture
def site(archive: Archive) -> Iterator[str]:
    """The address of a running site."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(create_app(archive), port=0, log_level="critical", lifespan="on"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    assert archive.entities.wait(60)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def opened(chromium: Any, site: str) -> Iterator[Callable[..., Any]]:
    """Opens a page that must load nothing from elsewhere and log no error."""
    contexts, told = [], []

    def open_(path: str, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": WIDE, "height": 800}, locale="en", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(site) else told.append(asked.url))
        page.goto(site + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [one for one in told if "409" not in one and "422" not in one] == []


def gold_of(archive: Archive, id_: str) -> dict[str, Any]:
    found = archive.corrections.of(archive.index.record(id_))
    assert found
    return dict(found.gold)


def spans(gold: dict[str, Any]) -> list[tuple[str, str]]:
    return [(span["label"], span["text"]) for span in gold["spans"]]


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_doubts_are_answered_with_single_keys(opened: Callable[..., Any], archive: Archive) -> None:
    page = opened("/doubts")
    asked = archive.entities.answers
    first = page.locator(".pair h2").first.text_content()
    press(page, "s")
    page.wait_for_url("**/doubts?kind=person&at=1")
    assert page.locator(".pair h2").first.text_content() != first
    press(page, "m")
    page.wait_for_selector(".log tbody tr")
    assert [one.action.do for one in asked.read().answers] == ["merge"]
    press(page, "k")
    page.wait_for_selector(".log tr:nth-child(2)")
    assert [one.action.do for one in asked.read().answers] == ["merge", "keep"]
    press(page, "u")
    page.wait_for_selector(".log tr:nth-child(2)", state="detached")
    assert [one.action.do for one in asked.read().answers] == ["merge"]


def test_doubts_keys_are_letters_in_fields_and_can_be_turned_off(opened: Callable[..., Any], archive: Archive) -> None:
    page = opened("/doubts")
    page.fill("#remark", "")
    page.focus("#remark")
    press(page, "m", "k")
    assert page.input_value("#remark") == "mk"
    page.uncheck("#use-keys")
    page.reload()
    press(page, "m", "k", "s")
    page.wait_for_timeout(200)
    assert page.url.endswith("/doubts")
    assert archive.entities.answers.read().answers == ()


def test_corrections_by_keyboard_alone(opened: Callable[..., Any], archive: Archive) -> None:
    page = opened("/corrections/bad")
    page.focus("#text")
    press(page, "n", "Shift+ArrowRight", "Shift+ArrowLeft", "o")  # the first mention becomes an organisation
    press(page, "n", "Delete")  # the second goes
    press(page, "z")  # and comes back
    page.locator("#by").fill("Eva")
    page.get_by_label("Titles").first.fill("Dr.; h. c.")
    page.get_by_label("Euros").first.fill("3.000.000,50")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.wait_for_url("**saved=1")
    gold = gold_of(archive, "bad")
    assert spans(gold)[:2] == [("ORG", "Landrätin"), ("PERSON", "Petra Kolb")]
    assert gold["people"][0]["titles"] == ["Dr.", "h. c."]
    assert [(one["value"], one["parts"]) for one in gold["amounts"]] == [(3000000.5, [1]), (2000000, [])]
    assert gold["quotes"][0]["speaker"] == 0
    assert gold["corrected"]["by"] == "Eva"


def test_corrections_borders_move_and_words_are_marked_by_arrows(opened: Callable[..., Any], archive: Archive) -> None:
    page = opened("/corrections/bad")
    page.focus("#text")
    press(page, "n", "n", "Alt+ArrowRight", "Alt+ArrowRight", "Shift+ArrowLeft")
    press(page, "Escape", "ArrowRight", "ArrowRight")
    press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft")
    press(page, "g")
    page.click("button[type=submit].main")
    page.wait_for_url("**saved=1")
    found = spans(gold_of(archive, "bad"))
    assert ("PERSON", "tra Kol") in found
    assert ("PROGRAMME", "eröffnete in") in found


def test_corrections_count_characters_of_any_kind(opened: Callable[..., Any], archive: Archive) -> None:
    page = opened("/corrections/emoji")
    assert "\u202e" not in page.text_content("#text")
    page.evaluate(
        """() => { const node = document.getElementById("text").firstChild;
        const at = node.data.indexOf("Ida"); getSelection().setBaseAndExtent(node, at - 1, node, at + 9); }"""
    )
    page.focus("#text")
    press(page, "p")
    page.locator("details[data-name=people] > button").press("Enter")
    page.get_by_label("Euros").first.fill("5")
    page.click("button[type=submit].main")
    page.wait_for_url("**saved=1")
    gold = gold_of(archive, "emoji")
    assert spans(gold) == [("PERSON", "Ida Berg"), ("MONEY", "5 Euro")]
    assert gold["text"] == EMOJI.text
    assert gold["people"] == [{"name": "Ida Berg", "titles": [], "roles": []}]


def test_corrections_of_two_tabs_are_both_shown(opened: Callable[..., Any], archive: Archive) -> None:
    mine, theirs = opened("/corrections/bad"), opened("/corrections/bad")
    for page, title in ((theirs, "Ihres"), (mine, "Meins")):
        page.locator("details[data-name=head] summary").click()
        page.get_by_label("Title", exact=True).fill(title)
        page.click("button[type=submit].main")
        page.wait_for_load_state()
    assert "Ihres" in mine.text_content("#refused")
    assert "Meins" in mine.text_content("#refused")
    assert gold_of(archive, "bad")["title"] == "Ihres"
    mine.click("button[type=submit].main")
    mine.wait_for_url("**saved=1")
    assert gold_of(archive, "bad")["title"] == "Meins"


def test_corrections_and_doubts_work_without_scripts(opened: Callable[..., Any], archive: Archive) -> None:
    page = opened("/corrections/bad", java_script_enabled=False)
    gold = json.loads(page.input_value("#gold"))
    page.fill("#gold", json.dumps(gold | {"amounts": []}))
    page.click("button[type=submit].main")
    assert "2 MONEY spans" in page.text_content("[role=alert]")
    page.fill("#gold", json.dumps(gold | {"title": "Ohne"}))
    page.click("button[type=submit].main")
    assert gold_of(archive, "bad")["title"] == "Ohne"
    page = opened("/doubts", java_script_enabled=False)
    page.click("button[value=keep]")
    assert [one.action.do for one in archive.entities.answers.read().answers] == ["keep"]


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_the_screen_and_are_accessible(opened: Callable[..., Any], width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened("/doubts", color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    site = page.url.removesuffix("/doubts")
    for path in ("/doubts", "/people", "/people/person:petra-kolb", "/amounts", "/corrections", "/corrections/bad"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found = [(one["id"], one["nodes"][0]["html"][:200]) for one in axe.run(page).response["violations"]]
        assert found == [], path
