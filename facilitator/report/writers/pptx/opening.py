"""The title slide."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from facilitator.report.model import Report
from facilitator.report.writers.pptx.canvas import LEFT, ROOM, Heads, fill, new_page, put_at, put_text
from facilitator.report.writers.pptx.harmless import one_line
from facilitator.report.writers.pptx.house import slide_layout, title_layout
from facilitator.report.writers.pptx.text import Paragraph, Run, height, largest, pages, paragraph
from facilitator.words import Words

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_TITLE_SIZES = (54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)
_SUBTITLE_SIZES = (28.0, 24.0, 20.0, 18.0)
_FACT_SIZES = (20.0, 18.0, 16.0, 14.0)
_TOP, _TITLE_ROOM, _SUBTITLE_ROOM, _FACT_ROOM = 120.0, 140.0, 60.0, 130.0
_LONGEST_SHORT = 90


class _Head(Struct, frozen=True):
    """A text of the title slide as it fits there, and whether something of it was left out."""

    said: list[Paragraph]
    size: float
    high: float
    cut: bool


def set_opening(deck: "Presentation", report: Report, words: Words) -> None:
    """Set the title slide; what has no room there follows whole on slides of its own."""
    slide = deck.slides.add_slide(title_layout(deck))
    title, subtitle = one_line(report.title) or "–", one_line(report.subtitle)
    facts = [Paragraph((Run(f"{what}  ", tone="quiet"), Run(value)), gap=0.25) for what, value in report.facts]
    head = _fitted(paragraph(title, bold=True), _TITLE_SIZES, _TITLE_ROOM)
    below = _fitted(paragraph(subtitle, tone="soft"), _SUBTITLE_SIZES, _SUBTITLE_ROOM)
    _place(slide.shapes.title, head, _TOP)
    top = _TOP + head.high + 10
    if subtitle:
        _place(slide.placeholders[1], below, top)
        top += below.high
    else:
        slide.placeholders[1]._element.getparent().remove(slide.placeholders[1]._element)
    shown, size = _fitting(facts)
    if shown:
        put_text(slide, shown, size, (LEFT, top + 30, ROOM, height(shown, size, ROOM)))
    more = [paragraph(title, bold=True)] if head.cut else []
    more += [paragraph(subtitle, tone="soft")] if below.cut else []
    more += [fact for fact in facts if fact not in shown]
    if more:
        _follow(deck, title if not head.cut else head.said[0].text, more, words)


def _fitting(facts: Sequence[Paragraph]) -> tuple[list[Paragraph], float]:
    """Return the facts that have room, and their size; the longest ones give way."""
    shown = list(facts)
    while (size := largest(shown, _FACT_SIZES, ROOM, _FACT_ROOM)) is None:
        shown.remove(max(shown, key=lambda fact: len(fact.text)))
    return shown, size


def _fitted(said: Paragraph, sizes: Sequence[float], room: float) -> _Head:
    size = largest([said], sizes, ROOM, room)
    if size is not None:
        return _Head([said], size, height([said], size, ROOM), cut=False)
    look = said.runs[0]
    short = [paragraph(look.text[:_LONGEST_SHORT].strip() + "…", look.bold, look.tone)]
    return _Head(short, sizes[-1], height(short, sizes[-1], ROOM), cut=True)


def _place(shape: Any, head: _Head, top: float) -> None:
    put_at(shape, (LEFT, top, ROOM, head.high))
    fill(shape, head.said, head.size)


def _follow(deck: "Presentation", title: str, more: Sequence[Paragraph], words: Words) -> None:
    size, shared = pages(more, (20.0, 18.0, 16.0, 14.0), ROOM, 340)
    for number, page in enumerate(shared, 2):
        heads = Heads(words("{title} ({page} of {pages})", title=title, page=number, pages=len(shared) + 1))
        made = new_page(deck, slide_layout(deck), heads)
        put_text(made.slide, page, size, (LEFT, made.top, ROOM, made.room))
