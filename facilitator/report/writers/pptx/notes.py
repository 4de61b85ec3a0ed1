"""A slide's notes for who presents it: on as many of a section's slides as print them whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from facilitator.report.writers.pptx.canvas import place
from facilitator.report.writers.pptx.drawing import plain, replaced
from facilitator.words import Words

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

# On a page of 540 by 720.
_PAGE = {"SLIDE_IMAGE": (54.0, 48.0, 432.0, 243.0), "BODY": (54.0, 306.0, 432.0, 372.0)}
_SIZE = 10.0
# What a printed page has room for: lines, of about so many signs.
_LINES, _SIGNS = 30, 80


def shared(lines: Sequence[str], slides: int, words: Words) -> list[list[str]]:
    """Return notes as the slides of a section have them, a printed page each.

    Where that takes more slides than there are, the first has them all, and says where the same stands on paper.

    Args:
        lines: The notes.
        slides: How many slides the section has.
        words: The language of what is said.
    """
    pages: list[list[str]] = []
    used = _LINES
    for line in lines:
        high = 1 + len(line) // _SIGNS
        if used + high > _LINES:
            pages.append([])
            used = 0
        pages[-1].append(line)
        used += high
    if len(pages) <= slides:
        return pages
    return [[longer(words), *lines]]


def longer(words: Words) -> str:
    """Return what notes begin with that a printed page has no room for."""
    return words("More than a printed page holds. All figures also stand in the Excel workbook and at the end of the "
                 "PDF.")  # fmt: skip


def put_notes(deck: "Presentation", slide: "Slide", lines: Sequence[str]) -> None:
    """Set lines in a slide's notes, below its picture, which the library makes 4:3 and too short for them."""
    master: Any = deck.notes_master
    for shape in master.placeholders:
        box = _PAGE.get(shape.placeholder_format.type.name)
        if box:
            shape.left, shape.top, shape.width, shape.height = map(place, box)
    holder: Any = slide.notes_slide.notes_placeholder
    replaced(holder._element.txBody, "p:txBody", plain(lines, _SIZE))
