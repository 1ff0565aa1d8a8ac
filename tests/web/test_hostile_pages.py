"""Releases made to break something are shown harmlessly: nothing of them runs, and the layout holds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from extractor.archive.formats import Options
from extractor.archive.readers import read
from extractor.archive.release import Release
from extractor.archive.unread import Unread
from extractor.evaluation.hostile.kinds import Lure, kinds
from extractor.evaluation.screenshots import FLAGS
from extractor.evaluation.served import served
from extractor.pipeline import RULES, Extractor
from extractor.records import Record
from extractor.search import Index
from extractor.web.addresses import release as address

pytestmark = pytest.mark.needs("chromium")

ATTACKS = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>",
    "</article></main><style>*{display:none}</style><a href=javascript:alert(4)>Landrätin Petra Kolb</a>",
    "\u202eEuro 5 tbag Kolb Petra nitärdnaL\u202c {{ 7*7 }} ${7*7} <!-- --> ]]> &lt;b&gt;",
    "Landrätin Petra " + "Donaudampfschifffahrts" * 400 + " gab 1,2 Mio. Euro.",
    "„<script>alert(5)</script>“, sagte Landrätin Petra Kolb von der Kern AG.",
)
MOST_BYTES = 1 << 16
"""Larger files take long and are cut by limits; how they are read has tests of its own."""
CONTAINERS = (".zip", ".tar", ".tgz", ".pdf", ".docx", ".parquet", ".warc")
"""What is in them is no other text."""
NARROW = {"width": 360, "height": 800}


def records(folder: Path) -> Iterator[Record]:
    folder.mkdir()
    lure = Lure(folder / "secret.txt", "http://127.0.0.1:9/", ("a", "b", "c"))
    shown = (kind for kind in kinds() if kind.small and not kind.suffix.endswith(CONTAINERS))
    for number, kind in enumerate(shown):
        content = kind.make(Random(number), lure)
        if len(content) <= MOST_BYTES:
            (folder / f"{number:03}-{kind.name}{kind.suffix}").write_bytes(content)
    extractor = Extractor(RULES)
    seen: set[str] = set()
    for item in read([folder], Options(later=True, max_bytes=4 * MOST_BYTES, max_unpacked=16 * MOST_BYTES)):
        release = item.read() if isinstance(item, Unread) else item
        if isinstance(release, Release) and len(release.text) <= MOST_BYTES and release.id not in seen:
            seen.add(release.id)
            yield extractor.extract_release(release)
    for number, text in enumerate(ATTACKS):
        yield extractor.extract(text, id=f"{number}<script>alert(6)</script>")


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    folder = tmp_path_factory.mktemp("hostile-pages")
    index = Index.create(folder / "index")
    found = []
    with index.writer() as writer:
        for record in records(folder / "files"):
            writer.add(record)
            found.append(address(record.id))
    with served(str(folder / "index")) as server:
        yield server.url.rstrip("/"), found


def test_hostile_releases_are_shown_harmlessly(addresses: tuple[str, list[str]]) -> None:
    from playwright.sync_api import sync_playwright

    url, releases = addresses
    assert len(releases) > 45
    told: list[str] = []
    asked: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        page: Any = chromium.new_page(viewport=NARROW)
        page.on("console", lambda message: told.append(f"{page.url}: {message.text}"))  # violations of the policy too
        page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
        page.on("dialog", lambda dialog: (told.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        wide = []
        for path in ["/", "/people", "/organisations", "/amounts", "/doubts", *releases]:
            assert page.goto(url + path).status == 200, path
            if page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
                wide.append(path)
        chromium.close()
    assert told == []
    assert [one for one in asked if not one.startswith(url)] == []
    assert wide == []
