"""A page in headless Chromium: what axe-core finds in it, what does not fit, and what it is on paper."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

Look = Literal["light", "dark", "print"]
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
# Where the system's own installer puts them, which are on no path.
_CHANNELS = ("chrome", "msedge")
_DESK = 1280

# What reaches past the right edge although the page does not scroll there is cut off, which is no better.
_WIDER = """() => {
  const most = document.documentElement.clientWidth + 1;
  const past = [...document.querySelectorAll("body *")].filter(element => {
    const box = element.getBoundingClientRect();
    const heard = element.closest("thead, .heard");
    if (heard && getComputedStyle(heard).overflow === "hidden") return false;
    return box.width > 1 && box.height > 1 && box.right > most;
  });
  return { page: document.documentElement.scrollWidth, room: most,
           past: past.map(element => element.outerHTML.slice(0, 160)) };
}"""
# Texts of a drawing that is shown, and the drawing itself, in the units of the page.
_DRAWN = """() => [...document.querySelectorAll("svg")].filter(svg => svg.getClientRects().length).map(svg => {
  const box = element => { const found = element.getBoundingClientRect();
    return [found.left, found.top, found.right, found.bottom]; };
  return { drawing: box(svg), texts: [...svg.querySelectorAll("text")].filter(text => text.textContent.trim())
    .map(text => [text.textContent, ...box(text)]) };
})"""
_HEADS = """() => [...document.querySelectorAll("h1, h2, h3, h4, .lead, .base, thead tr")].map(one => one.innerText)"""


@contextmanager
def browsing() -> Iterator["Window"]:
    """Give a window of a Chromium that is on this machine; a test that has none is skipped."""
    with sync_playwright() as driver:
        browser = _launched(driver)
        page = browser.new_page(viewport={"width": _DESK, "height": 900})
        yield Window(page)
        browser.close()


def _launched(driver: Playwright) -> Browser:
    for path in filter(None, map(shutil.which, _NAMES)):
        return driver.chromium.launch(executable_path=path)
    for channel in _CHANNELS:
        try:
            return driver.chromium.launch(channel=channel)
        except Error:
            continue
    pytest.skip("no Chromium, Chrome or Edge on this machine")


class Window:
    """A window that shows one page after another.

    Args:
        page: The browser's page.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        found = find_spec("axe_playwright_python")
        assert found is not None
        assert found.submodule_search_locations is not None
        self._axe = Path(found.submodule_search_locations[0], "axe.min.js").read_text(encoding="utf-8")

    def show(self, html: str, width: int = _DESK, look: Look = "light", letters: int = 100) -> None:
        """Show a page, so wide, with letters of so many hundredths of their size."""
        self.page.set_viewport_size({"width": width, "height": 900})
        if look == "print":
            self.page.emulate_media(media="print", color_scheme="light")
        else:
            self.page.emulate_media(media="screen", color_scheme=look)
        self.page.set_content(html)
        if letters != 100:
            self.page.add_style_tag(content=f"html {{ font-size: {letters}% !important }}")

    def broken_rules(self, only: str = "") -> list[str]:
        """Return what axe-core finds wrong with the page, each with where: by all rules, or by one alone."""
        self.page.evaluate(self._axe)
        rules = {"type": "rule", "values": [only]} if only else {"type": "tag", "values": RULES}
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        found: dict[str, Any] = self.page.evaluate("options => axe.run(document, options)", options)
        broken = [(rule, node) for rule in found["violations"] for node in rule["nodes"]]
        return [f"{rule['id']}: {rule['help']}: {node['html'][:160]}" for rule, node in broken]

    def too_wide(self) -> list[str]:
        """Return what does not fit the window's width, the page itself first."""
        found: dict[str, Any] = self.page.evaluate(_WIDER)
        page = [f"the page is {found['page']} wide"] if found["page"] > found["room"] else []
        return [*page, *found["past"]]

    def drawings(self) -> list["Drawing"]:
        """Return the drawings that are shown."""
        return [Drawing(tuple(one["drawing"]), one["texts"]) for one in self.page.evaluate(_DRAWN)]

    def heads(self) -> list[str]:
        """Return the text of every heading, and of the head of every table."""
        found: list[str] = self.page.evaluate(_HEADS)
        return found

    def paper(self) -> bytes:
        """Return the page printed to a PDF file."""
        self.page.emulate_media(media="print", color_scheme="light")
        return self.page.pdf(prefer_css_page_size=True)


class Drawing:
    """A drawing and its texts, in the page's units.

    Args:
        box: Left, top, right, bottom.
        texts: Each text with its own.
    """

    def __init__(self, box: tuple[float, ...], texts: list[Any]) -> None:
        self.box = box
        self.texts = [(text, tuple(edges)) for text, *edges in texts]

    def overlapping(self, most: float) -> list[tuple[str, str]]:
        """Return texts that lie over one another by more than `most`, which the air in a line of letters may."""
        found = []
        for at, (one, (left, top, right, bottom)) in enumerate(self.texts):
            for other, (its_left, its_top, its_right, its_bottom) in self.texts[at + 1 :]:
                wide = min(right, its_right) - max(left, its_left)
                high = min(bottom, its_bottom) - max(top, its_top)
                if wide > most and high > most:
                    found.append((one, other))
        return found

    def outside(self) -> list[str]:
        """Return texts that leave the drawing."""
        left, top, right, bottom = self.box
        return [
            text
            for text, edges in self.texts
            if edges[0] < left - 1 or edges[1] < top - 1 or edges[2] > right + 1 or edges[3] > bottom + 1
        ]
