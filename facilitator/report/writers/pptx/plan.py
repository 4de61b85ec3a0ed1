"""Slides before they are set: what stands on each, and how those of one title are numbered."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from facilitator.report.writers.pptx.canvas import BODY_BOTTOM, Heads, Page, body_top, new_page
from facilitator.report.writers.pptx.house import slide_layout
from facilitator.report.writers.pptx.notes import put_notes
from facilitator.words import Words

if TYPE_CHECKING:
    from pptx.presentation import Presentation


class Planned(Struct, frozen=True):
    """A slide before it is set; `notes` are lines for who presents it."""

    heads: Heads
    draw: Callable[[Page], object]
    notes: tuple[str, ...] = ()


def add_slides(deck: "Presentation", planned: Iterator[Planned], words: Words) -> None:
    """Set slides; those that share a title say which of how many they are."""
    slides, layout = list(planned), slide_layout(deck)
    titles = [slide.heads.title for slide in slides]
    seen: dict[str, int] = {}
    for slide in slides:
        title = slide.heads.title
        seen[title] = seen.get(title, 0) + 1
        if titles.count(title) > 1:
            title = _numbered(title, seen[title], titles.count(title), words)
        page = new_page(deck, layout, replace(slide.heads, title=title))
        slide.draw(page)
        if slide.notes:
            put_notes(deck, page.slide, slide.notes)


def _numbered(title: str, page: int, of: int, words: Words) -> str:
    return words("{title} ({page} of {pages})", title=title, page=page, pages=of)


def room_below(heads: Heads, words: Words) -> float:
    """Return the room below heads, also where the title has to say which of several slides it is."""
    return BODY_BOTTOM - max(body_top(heads), body_top(replace(heads, title=_numbered(heads.title, 10, 10, words))))
