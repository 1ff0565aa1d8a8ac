"""The pages in a real browser: they fit, load nothing from elsewhere, and can be used by keyboard and by ear."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from extractor.evaluation.screenshots import FLAGS, PAGES, WIDTHS
from extractor.evaluation.served import served

pytestmark = pytest.mark.needs("chromium")

QUICK = 10_000
"""Milliseconds that a page may take on a busy machine."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served("--demo") as server:
        url = server.url.rstrip("/")
        deadline = time.monotonic() + 60
        while httpx2.get(f"{url}/api/archive").json()["entities"] != "ready":
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield url


@pytest.fixture
def page(browser: Any, url: str) -> Iterator[Any]:
    """A page of a German browser, and what it asked for and complained of."""
    context = browser.new_context(locale="de", base_url=url)
    page = context.new_page()
    page.set_default_timeout(QUICK)
    page.asked, page.told = [], []
    page.on("request", lambda found: page.asked.append(found.url))
    page.on("console", lambda message: page.told.append(message.text))
    page.on("pageerror", lambda error: page.told.append(str(error)))
    yield page
    assert [asked for asked in page.asked if not asked.startswith(url)] == []
    assert page.told == []
    context.close()


@pytest.mark.parametrize("path", [PAGES["search"], PAGES["release"], "/?q=gibtesnicht"])
def test_pages_fit_every_screen_and_are_accessible(page: Any, path: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    page.goto(path)
    for scheme, rules in (("light", None), ("dark", ["color-contrast"])):
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (scheme, width)
        only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
        found = axe.run(page, options={"resultTypes": ["violations"], **only})
        assert found.violations_count == 0, found.generate_report()


def test_results_come_while_one_types(page: Any) -> None:
    from playwright.sync_api import expect

    page.goto("/")
    page.wait_for_load_state("networkidle")
    words, total = page.locator("#q"), page.locator("#total")
    before = total.text_content()
    del page.asked[:]
    words.press_sequentially("Wasser", delay=20)
    page.wait_for_url("**/?q=Wasser")
    page.locator(".snippet mark").first.wait_for()
    expect(total).not_to_have_text(before)
    assert len(page.asked) <= 2
    expect(words).to_be_focused()
    words.press_sequentially("stoff", delay=20)
    page.wait_for_url("**/?q=Wasserstoff")
    page.go_back()
    expect(total).to_have_text(before)
    expect(words).to_have_value("")
    assert not page.url.endswith("Wasser")


def test_a_filter_is_a_chip_that_can_be_taken_away(page: Any) -> None:
    page.goto("/?q=Euro")
    page.locator(".facets .list a").first.click()
    page.locator(".chip").wait_for()
    page.locator("#q").fill("Millionen")
    page.wait_for_url("**/?q=Millionen&person=*")
    page.locator(".chip").click()
    page.locator(".chip").wait_for(state="detached")
    assert page.url.endswith("/?q=Millionen")


def test_a_mention_tells_its_evidence_to_the_keyboard(page: Any) -> None:
    page.goto("/releases/article")
    mention = page.locator(".text a.m.PERSON").first
    mention.focus()
    shown = mention.evaluate("one => getComputedStyle(one, '::after').content")
    assert shown.startswith('"Person; gefunden durch:')
    entry = mention.get_attribute("href")
    assert "lit" in page.locator(entry).get_attribute("class")
    page.keyboard.press("Enter")
    assert page.url.endswith(entry)


def test_from_a_search_to_a_release_to_a_person_and_back(page: Any) -> None:
    from playwright.sync_api import expect

    page.goto("/?q=Sommertour")
    page.locator(".results a, main a").filter(has_text="Unverzichtbar").first.click()
    page.wait_for_url("**/releases/article")
    page.locator(".e.PERSON a.name").first.click()
    page.wait_for_url("**/people/**")
    expect(page.locator("h1")).to_contain_text("Serap Güler")
    page.locator("main a").filter(has_text="Unverzichtbar").first.click()
    page.wait_for_url("**/releases/article*")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Serap Güler")


def test_the_first_key_leads_to_the_content(page: Any) -> None:
    page.goto("/people")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_search_works_without_scripts(browser: Any, url: str) -> None:
    context = browser.new_context(locale="en", base_url=url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#q", "Wasserstoff")
    page.press("#q", "Enter")
    page.wait_for_url("**/?q=Wasserstoff**")
    assert page.locator(".snippet mark").count() >= 1 or page.locator(".notice").count() == 1
    context.close()
