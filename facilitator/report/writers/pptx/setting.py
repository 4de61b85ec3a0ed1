"""Sections as slides: which of a section's parts stand together, below which heads."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from facilitator.blocks import Bullets, Counted, Mentions, Note, Para, Quotes, Shift, Table
from facilitator.report.model import Report, Section
from facilitator.report.writers.pptx import charts
from facilitator.report.writers.pptx.canvas import ROOM, Heads, overlong, shortened
from facilitator.report.writers.pptx.columns import (
    card_slides,
    column_slides,
    is_card,
    is_numbered,
    is_short,
    list_slides,
    numbered_slides,
    together,
)
from facilitator.report.writers.pptx.counted import chart_of, grid_of, rest_of
from facilitator.report.writers.pptx.harmless import one_line
from facilitator.report.writers.pptx.notes import shared
from facilitator.report.writers.pptx.pages import (
    CAPTION,
    MOST_CAPTION,
    chart_slides,
    cut_is_below,
    cut_words,
    foot_of,
    one_slide,
    slope_slide,
    table_slides,
    text_slides,
)
from facilitator.report.writers.pptx.parts import Part, parts
from facilitator.report.writers.pptx.plan import Planned, add_slides, room_below
from facilitator.report.writers.pptx.prose import Prose, captions, paragraphs
from facilitator.report.writers.pptx.tables import Grid
from facilitator.report.writers.pptx.text import Paragraph, height
from facilitator.words import Words

if TYPE_CHECKING:
    from pptx.presentation import Presentation


# A table of answers on more slides than these becomes a list.
_MOST_TABLES = 2
# More quotes than these stand in two columns, if none is very long.
_MOST_QUOTES, _LONG_QUOTE = 6, 600
_QUOTE_SIZES = (22.0, 21.0, 20.0, 19.0, 18.0, 16.0)


def set_sections(deck: "Presentation", report: Report, words: Words) -> None:
    """Set every section of a report; short texts that follow each other share slides."""
    for short, group in groupby(report.sections, is_short):
        sections = list(group)
        if short and len(sections) > 1:
            add_slides(deck, _noted(together(sections, words), sections, words), words)
        else:
            for section in sections:
                add_slides(deck, _noted(_slides(section, report, words), [section], words), words)


def _noted(slides: Iterable[Planned], sections: Sequence[Section], words: Words) -> Iterator[Planned]:
    """Give slides with the notes of their sections, each line of theirs a line."""
    planned = list(slides)
    notes = [one_line(line) for section in sections for line in section.notes]
    pages = shared(notes, len(planned), words) if notes else []
    yield from (replace(slide, notes=tuple(page)) for slide, page in zip(planned, pages, strict=False))
    yield from planned[len(pages) :]


def _slides(section: Section, report: Report, words: Words) -> Iterator[Planned]:
    own = [*parts(section)] or [Part()]
    names = sorted({one.title for one in report.sections if one.title}, key=len, reverse=True)
    cards: list[Part] = []
    lead = one_line(section.lead)
    several = sum(is_card(part) for part in own) > 1
    for number, part in enumerate(_folded(own)):
        heads = _heads(section, part, report, lead if not number else "")
        if several and is_card(part):
            cards.append(part)
            continue
        if cards:
            yield from card_slides(_card_heads(section, report, lead), cards, words)
            cards = []
        yield from _part_slides(heads, section, part, names, words)
    if cards:
        yield from card_slides(_card_heads(section, report, lead), cards, words)


def _heads(section: Section, part: Part, report: Report, lead: str) -> Heads:
    name = one_line(section.title) or one_line(report.title) or "–"
    if part.heading:
        return Heads(one_line(part.heading), name, lead)
    if section.finding and part.counted:
        return Heads(one_line(section.finding), name, lead)
    return Heads(name, "", lead)


def _card_heads(section: Section, report: Report, lead: str) -> Heads:
    return Heads(one_line(section.title) or one_line(report.title) or "–", "", lead)


def _folded(own: Sequence[Part]) -> list[Part]:
    """Return parts, where a few lines below their own heading stand with what was counted before them.

    Headings below which the same is said stand beside each other, as those of a hidden step.
    """
    folded: list[Part] = []
    for part in own:
        before = folded[-1] if folded else None
        if before and before.heading and part.heading and not before.counted and before.words == part.words:
            folded[-1] = Part(f"{before.heading} · {part.heading}", part.counted, part.words)
            continue
        if before and before.counted and not part.counted and part.heading:
            more = [*before.words, Note(part.heading), *part.words]
            if height(captions(more), CAPTION, ROOM) <= MOST_CAPTION:
                items = [item for block in part.words if isinstance(block, Bullets) for item in block.items]
                if len(items) == 1 and len(part.words) == 1:
                    more = [*before.words, Para(f"{part.heading}: {items[0]}")]
                folded[-1] = Part(before.heading, before.counted, more)
                continue
        folded.append(part)
    return folded


def _with_bold_names(said: Sequence[Paragraph], names: Sequence[str]) -> Iterator[Paragraph]:
    """Give paragraphs, those that begin with the name of a section with that name in bold."""
    for one in said:
        name = next((name for name in names if one.text.startswith(name) and len(one.runs) == 1), "")
        look = one.runs[0]
        rest = replace(look, text=one.text[len(name) :])
        yield replace(one, runs=(replace(look, text=name, bold=True), rest)) if name and one.bullet else one


def _part_slides(heads: Heads, section: Section, part: Part, names: Sequence[str], words: Words) -> Iterator[Planned]:
    above = overlong(heads)
    heads = shortened(heads)
    if part.counted is None and not above and _is_many_quotes(part):
        yield from column_slides(heads, paragraphs(part.words), _QUOTE_SIZES, (2,), [], room_below(heads, words))
        return
    if part.counted is None:
        yield from text_slides(heads, [*above, *_with_bold_names(paragraphs(part.words), names)], words)
        return
    if above:
        yield from text_slides(heads, [*above, *paragraphs(part.words)], words)
        yield from _counted_slides(heads, section, part, [], words)
        return
    fits = _captioned(part.words)
    yield from _counted_slides(heads, section, part, captions(part.words[:fits]), words)
    if fits < len(part.words):
        yield from text_slides(heads, paragraphs(part.words[fits:]), words)


def _is_many_quotes(part: Part) -> bool:
    """Tell whether a part is more short quotes than a slide has room for below each other."""
    rows = [row for block in part.words if isinstance(block, Quotes) for row in block.rows]
    return len(part.words) == 1 and len(rows) > _MOST_QUOTES and max(len(said) for said, _ in rows) <= _LONG_QUOTE


def _captioned(words: Sequence[Prose]) -> int:
    """Return how many of the words that belong to a chart have room below it; the others follow on a slide."""
    counts = range(len(words), 0, -1)
    return next((count for count in counts if height(captions(words[:count]), CAPTION, ROOM) <= MOST_CAPTION), 0)


def _counted_slides(
    heads: Heads, section: Section, part: Part, below: Sequence[Paragraph], words: Words
) -> Iterator[Planned]:
    """Give what was counted as a chart, and as a table or a list what no chart has."""
    block = part.counted
    assert block is not None
    if isinstance(block, Shift) and (slide := slope_slide(heads, block, below, words)):
        yield slide
        return
    rest = rest_of(block, words)
    chart = chart_of(block, words)
    foot = foot_of(below)
    fit = charts.fitting(chart, room_below(heads, words) - foot) if chart else None
    if chart and fit and cut_is_below(chart, fit):
        fit = charts.fitting(chart, room_below(heads, words) - foot_of([*below, cut_words(chart.cut)]))
    if chart is None or fit is None:
        yield from _table_slides(heads, block, below, words)
        return
    both = one_slide(heads, chart, fit, rest, below, words)
    if both:
        yield both
        return
    yield from chart_slides(heads, chart, fit, below)
    if rest:
        name = one_line(part.heading or section.title) or heads.title
        heads = shortened(Heads(name, heads.kicker if part.heading else ""))
        yield from _table_slides(heads, block, [], words, rest)


def _table_slides(
    heads: Heads, block: Counted | Table, below: Sequence[Paragraph], words: Words, grid: Grid | None = None
) -> Iterator[Planned]:
    """Give a table; many answers as a list in columns, where that takes fewer slides, as do things with numbers."""
    made = list(table_slides(heads, grid or grid_of(block, words), below, words))
    if isinstance(block, Table) and len(made) > 1 and is_numbered(block):
        made = list(numbered_slides(heads, block, below, words))
    if isinstance(block, Mentions) and len(made) > _MOST_TABLES:
        listed = list(list_slides(heads, block, below, words))
        made = listed if len(listed) < len(made) else made
    yield from made
