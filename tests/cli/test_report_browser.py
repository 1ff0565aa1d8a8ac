"""The pages of ``evaluate --format html`` and ``show --html`` in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.cli.page import html_page
from extractor.cli.report import html_report
from extractor.evaluation.evaluate import evaluate
from extractor.evaluation.gold import read_all
from extractor.pipeline import Extractor

CORPUS = Path(__file__).parents[2] / "corpus"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SHOWN = ("article", "gruene-almgau-bezirksliste")
NARROW, WIDE = 360, 1280
HOSTILE = "<script>document.title = 'x'</script><img src=http://example.org/x.png onerror=alert(1)> \u202etxet "

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def report() -> str:
    gold = read_all(CORPUS, split="regression")
    hostile = {"id": HOSTILE[:40], "text": HOSTILE * 30, "spans": []}
    extractor = Extractor("rules")
    texts = {one["id"]: one for one in (*(gold[id_] for id_ in SHOWN), hostile)}
    records = {id_: extractor.extract(one["text"], id=id_).model_dump(mode="json") for id_, one in texts.items()}
    return html_report(evaluate(texts, records))


@pytest.fixture(scope="module")
def page() -> str:
    return html_page(Extractor("rules").extract(HOSTILE * 30 + (CORPUS / "article.txt").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["report", "page"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_the_screen_load_nothing_and_run_no_script(
    browser: Any, request: pytest.FixtureRequest, tmp_path: Path, name: str, width: int, scheme: str
) -> None:
    file = tmp_path / f"{name}.html"
    file.write_text(request.getfixturevalue(name), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    shown = context.new_page()
    asked: list[str] = []
    told: list[str] = []
    shown.on("request", lambda found: asked.append(found.url))
    shown.on("console", lambda message: told.append(message.text))
    shown.on("dialog", lambda dialog: told.append(dialog.message))
    shown.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert told == []
    assert shown.title() != "x"
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.evaluate("document.querySelectorAll('script, img, iframe, object').length") == 0
    assert "Güler" in shown.text_content("body")
    context.close()
