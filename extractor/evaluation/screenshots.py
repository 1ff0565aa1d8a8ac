"""Pictures of the main pages of ``extractor serve --demo``, to look at: two widths, light and dark.

Needs ``playwright`` and Debian's ``chromium``: ``python -m extractor.evaluation.screenshots FOLDER``.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extractor.evaluation.served import served

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES: Final = {
    "search": "/?q=Millionen&sort=newest&place=Berlin",
    "release": "/releases/article",
    "people": "/people",
    "amounts": "/amounts",
    "doubts": "/doubts",
    "correction": "/corrections/article",
}
WIDTHS: Final = (360, 1280)
SCHEMES: Final = ("light", "dark")
HEIGHT: Final = 900
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def pictures(url: str, folder: Path, *, language: str = "de") -> Iterator[Path]:
    """Take the pictures of the site at ``url`` into ``folder``."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        for scheme, width in product(SCHEMES, WIDTHS):
            shape = {"width": width, "height": HEIGHT}
            context = browser.new_context(viewport=shape, color_scheme=scheme, locale=language)  # type: ignore[arg-type]
            page = context.new_page()
            for name, path in PAGES.items():
                yield _picture(page, url.rstrip("/") + path, folder / f"{name}-{width}-{scheme}.png")
            context.close()
        browser.close()


def _picture(page: Page, address: str, file: Path) -> Path:
    page.goto(address, wait_until="networkidle")
    page.wait_for_selector("main h1", state="attached")
    page.screenshot(path=file)
    return file


def main() -> None:
    """Take the pictures, and name them."""
    with served("--demo") as server:
        for file in pictures(server.url, Path(sys.argv[1])):
            sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
