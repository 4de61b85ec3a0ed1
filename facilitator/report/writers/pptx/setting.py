"""Sections as slides: first what stands on each, so that slides of one title can be numbered, then the setting."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from facilitator.blocks import Bullets, Mentions, Note, Para
from facilitator.report.model import Report, Section
from facilitator.report.writers.pptx import charts, measure, tables
from facilitator.report.writers.pptx.canvas import BODY_BOTTOM as BOTTOM
from facilitator.report.writers.pptx.canvas import (
    LEFT,
    ROOM,
    Heads,
    Page,
    body_top,
    new_page,
    overlong,
    put_text,
    shortened,
)
from facilitator.report.writers.pptx.counted import chart_of, grid_of, rest_of
from facilitator.report.writers.pptx.harmless import one_line
from facilitator.report.writers.pptx.house import slide_layout
from facilitator.report.writers.pptx.parts import Part, parts
from facilitator.report.writers.pptx.prose import captions, paragraphs, rows_in_words
from facilitator.report.writers.pptx.text import Paragraph, Run, balanced, height, largest, pages, paragraph
from facilitator.words import Words

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_TEXT_SIZES = (28.0, 24.0, 22.0, 20.0, 18.0, 16.0)
_STATEMENT_SIZES = (36.0, 32.0, 28.0)
_CAPTION, _MOST_CAPTION = 16.0, 96.0
_GAP = 12.0
_CUT = 0.875
_COLUMN_GAP = 48.0
_COLUMN = (ROOM - _COLUMN_GAP) / 2
_COLUMN_SIZES = (22.0, 20.0, 18.0, 16.0, 14.0)
# A text that a column has room for at this size stands beside others.
_SHORT = 18.0


class Planned(Struct, frozen=True):
    """A slide before it is set."""

    heads: Heads
    draw: Callable[[Page], object]


def set_sections(deck: "Presentation", report: Report, words: Words) -> None:
    """Set every section of a report; short texts that follow each other share slides."""
    for short, group in groupby(report.sections, _is_short):
        sections = list(group)
        if short and len(sections) > 1:
            _add(deck, _together(sections, words), words)
        else:
            for section in sections:
                _add(deck, _slides(section, report, words), words)


def _add(deck: "Presentation", planned: Iterator[Planned], words: Words) -> None:
    """Set slides; those that share a title say which of how many they are."""
    slides = list(planned)
    titles = [slide.heads.title for slide in slides]
    seen: dict[str, int] = {}
    for slide in slides:
        title = slide.heads.title
        seen[title] = seen.get(title, 0) + 1
        if titles.count(title) > 1:
            title = _numbered(title, seen[title], titles.count(title), words)
        slide.draw(new_page(deck, slide_layout(deck), replace(slide.heads, title=title)))


def _numbered(title: str, page: int, of: int, words: Words) -> str:
    return words("{title} ({page} of {pages})", title=title, page=page, pages=of)


def _room(heads: Heads, words: Words) -> float:
    """Return the room below heads, also where the title has to say which of several slides it is."""
    return BOTTOM - max(body_top(heads), body_top(replace(heads, title=_numbered(heads.title, 10, 10, words))))


def _is_short(section: Section) -> bool:
    """Tell whether a section is a text that a column has room for."""
    own = list(parts(section))
    if len(own) != 1 or own[0].counted or own[0].heading or section.lead or not section.title:
        return False
    said = [paragraph(section.title, bold=True), *paragraphs(own[0].words)]
    return len(said) > 1 and height(said, _SHORT, _COLUMN) <= BOTTOM - body_top(Heads("\n"))


def _together(sections: Sequence[Section], words: Words) -> Iterator[Planned]:
    """Give slides of short sections in two columns, as many on a slide as it holds."""
    cards = [
        [paragraph(one_line(section.title), bold=True, tone="accent", gap=1.0), *paragraphs(next(parts(section)).words)]
        for section in sections
    ]
    size, columns = _columns(cards, _COLUMN_SIZES, BOTTOM - body_top(Heads("\n")))
    names = {id(card): one_line(section.title) for card, section in zip(cards, sections, strict=True)}
    for start in range(0, len(columns), 2):
        shown = columns[start : start + 2]
        title = " · ".join(names[id(card)] for column in shown for card in column)
        yield Planned(shortened(Heads(title)), _carding(shown, size))


def _slides(section: Section, report: Report, words: Words) -> Iterator[Planned]:
    own = [*parts(section)] or [Part()]
    names = sorted({one.title for one in report.sections if one.title}, key=len, reverse=True)
    cards: list[Part] = []
    lead = one_line(section.lead)
    several = sum(_is_card(part) for part in own) > 1
    for number, part in enumerate(_folded(own)):
        heads = _heads(section, part, report, lead if not number else "")
        if several and _is_card(part):
            cards.append(part)
            continue
        if cards:
            yield from _card_slides(_card_heads(section, report, lead), cards, words)
            cards = []
        yield from _part_slides(heads, section, part, names, words)
    if cards:
        yield from _card_slides(_card_heads(section, report, lead), cards, words)


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
    """Return parts, where a few lines below their own heading stand with what was counted before them."""
    folded: list[Part] = []
    for part in own:
        before = folded[-1] if folded else None
        if before and before.counted and not part.counted and part.heading:
            more = [*before.words, Note(part.heading), *part.words]
            if height(captions(more), _CAPTION, ROOM) <= _MOST_CAPTION:
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


def _part_slides(
    heads: Heads, section: Section, part: Part, names: Sequence[str], words: Words
) -> Iterator[Planned]:
    above = overlong(heads)
    heads = shortened(heads)
    if part.counted is None:
        yield from _text_slides(heads, [*above, *_with_bold_names(paragraphs(part.words), names)], words)
        return
    below = captions(part.words)
    if above or height(below, _CAPTION, ROOM) > _MOST_CAPTION:
        yield from _text_slides(heads, [*above, *paragraphs(part.words)], words)
        below = []
    rest = rest_of(part.counted, words)
    chart = chart_of(part.counted, words)
    foot = height(below, _CAPTION, ROOM) + _GAP if below else 0
    fit = charts.fitting(chart, _room(heads, words) - foot) if chart else None
    if chart and fit and _cut_is_below(chart, fit):
        fit = charts.fitting(chart, _room(heads, words) - foot - _CAPTION * 1.5)
    if chart is None or fit is None:
        yield from _table_slides(heads, grid_of(part.counted, words), below, words)
        return
    both = _one_slide(heads, chart, fit, rest, below, words)
    if both:
        yield both
        return
    yield from _chart_slides(heads, chart, fit, below)
    if rest:
        name = one_line(part.heading or section.title) or heads.title
        yield from _table_slides(shortened(Heads(name, heads.kicker if part.heading else "")), rest, [], words)


def _chart_slides(
    heads: Heads, chart: charts.BarChart, fit: charts.Fit, below: Sequence[Paragraph]
) -> Iterator[Planned]:
    for start in range(0, len(chart.rows), fit.rows):
        above = chart.above - start
        shown = replace(
            chart,
            rows=chart.rows[start : start + fit.rows],
            above=above,
            cut=chart.cut if 0 <= above < fit.rows else "",
        )
        last = start + fit.rows >= len(chart.rows)
        yield Planned(heads, _drawing(shown, fit, below if last else below[:1]))


def _cut_is_below(chart: charts.BarChart, fit: charts.Fit) -> bool:
    """Tell whether the words of a cut stand below the chart, because no bar leaves room for them."""
    return bool(chart.cut) and (chart.above >= len(chart.rows) or not charts.cut_has_room(chart, fit))


def _drawing(chart: charts.BarChart, fit: charts.Fit, below: Sequence[Paragraph]) -> Callable[[Page], None]:
    said = list(below)
    if _cut_is_below(chart, fit):
        said.append(paragraph(f"┄┄ {chart.cut} ┄┄", tone="quiet", scale=_CUT, gap=0.2))

    def draw(page: Page) -> None:
        foot = height(said, _CAPTION, ROOM) + _GAP if said else 0
        end = charts.draw(page, chart, fit, page.top, page.room - foot)
        _put_below(page, said, end)

    return draw


def _one_slide(
    heads: Heads, chart: charts.BarChart, fit: charts.Fit, rest: tables.Grid | None, below: Sequence[Paragraph],
    words: Words,
) -> Planned | None:  # fmt: skip
    """Return chart and table on one slide, where both are small."""
    if rest is None or len(chart.rows) > fit.rows:
        return None
    foot = height(below, _CAPTION, ROOM) + _GAP if below else 0
    room = _room(heads, words) - foot - 2 * _GAP
    least = charts.HEAD + len(chart.rows) * fit.least
    shared = tables.sheets(rest, room - least)
    if len(shared) > 1 or shared[0].high > room - least or len(chart.rows) > 5:
        return None

    def draw(page: Page) -> None:
        end = charts.draw(page, chart, fit, page.top, page.room - foot - 2 * _GAP - shared[0].high)
        end = tables.draw(page, shared[0], end + 2 * _GAP, words("Table: {title}", title=heads.title))
        _put_below(page, below, end)

    return Planned(heads, draw)


def _table_slides(heads: Heads, grid: tables.Grid, below: Sequence[Paragraph], words: Words) -> Iterator[Planned]:
    foot = height(below, _CAPTION, ROOM) + _GAP if below else 0
    room = _room(heads, words) - foot
    shared = tables.sheets(grid, room)
    if any(sheet.high > room + 0.1 for sheet in shared):
        yield from _text_slides(heads, [*rows_in_words(grid), *below], words)
        return
    for sheet in shared:
        yield Planned(heads, _tabling(sheet, below, words("Table: {title}", title=heads.title)))


def _tabling(sheet: tables.Sheet, below: Sequence[Paragraph], alt: str) -> Callable[[Page], None]:
    def draw(page: Page) -> None:
        _put_below(page, below, tables.draw(page, sheet, page.top, alt))

    return draw


def _put_below(page: Page, below: Sequence[Paragraph], end: float) -> None:
    if below:
        put_text(page.slide, below, _CAPTION, (LEFT, end + _GAP, ROOM, height(below, _CAPTION, ROOM)))


def _text_slides(heads: Heads, said: Sequence[Paragraph], words: Words) -> Iterator[Planned]:
    above, heads = overlong(heads), shortened(heads)
    said = [*above, *said] if not said or said[: len(above)] != above else list(said)
    room = _room(heads, words)
    if len(said) == 1:
        said = [replace(said[0], bullet=False)]
    if len(said) == 1 and (size := largest(said, _STATEMENT_SIZES, ROOM, room * 0.6)):
        yield Planned(heads, _wording(said, size, middle=True))
        return
    size, shared = pages(said, _TEXT_SIZES, ROOM, room)
    for page in shared if said else [[]]:
        yield Planned(heads, _wording(page, size))


def _wording(said: Sequence[Paragraph], size: float, middle: bool = False) -> Callable[[Page], None]:
    def draw(page: Page) -> None:
        if said:
            high = height(said, size, ROOM)
            down = max(0.0, (page.room - high) * 0.35) if middle else 0.0
            put_text(page.slide, said, size, (LEFT, page.top + down, ROOM, page.room - down))

    return draw


def _is_card(part: Part) -> bool:
    """Tell whether a part is a short list that has no slide of its own."""
    return isinstance(part.counted, Mentions) and not part.counted.cut and bool(part.heading) and (
        len(part.counted.rows) <= 8 and all(row.count <= 2 or len(part.counted.rows) <= 3 for row in part.counted.rows)
    )


def _card(part: Part) -> list[Paragraph]:
    assert isinstance(part.counted, Mentions)
    block = part.counted
    said = [Paragraph((Run(one_line(part.heading), bold=True, tone="accent"),), scale=1.15, gap=1.0)]
    said += [replace(one, scale=0.85) for one in captions(part.words)]
    for row in block.rows:
        names = ", ".join(name for name, mark in zip(block.names, row.marks, strict=True) if mark)
        answers = f" ({row.answers})" if row.answers != row.count else ""
        more = " · ".join((*row.fields, *(f"«{text}»" for text in row.texts)))
        runs = [Run(row.label), Run(f"  {row.count}", bold=True)]
        runs.append(Run(f"{answers}  ({names})" if names else answers, tone="quiet"))
        runs += [Run(f"\n{more}", tone="soft")] if more else []
        said.append(Paragraph(tuple(runs), bullet=True, gap=0.25))
    return said


def _card_slides(heads: Heads, own: Sequence[Part], words: Words) -> Iterator[Planned]:
    """Give short lists in two columns, as many on a slide as it holds."""
    above, heads = overlong(heads), shortened(heads)
    room = _room(heads, words)
    cards = [_card(part) for part in own]
    if above or max(height(card, _COLUMN_SIZES[-1], _COLUMN) for card in cards) > room:
        yield from _text_slides(heads, [*above, *(one for card in cards for one in card)], words)
        return
    size, columns = _columns(cards, _COLUMN_SIZES, room)
    for start in range(0, len(columns), 2):
        yield Planned(heads, _carding(columns[start : start + 2], size))


def _columns(
    cards: Sequence[list[Paragraph]], sizes: Sequence[float], room: float
) -> tuple[float, list[list[list[Paragraph]]]]:
    """Return the largest size of those that need the fewest slides, and the cards of each column."""
    tried = []
    for size in sizes:
        heights = [height(card, size, _COLUMN) + size * measure.LINE for card in cards]
        if max(heights) - size * measure.LINE <= room:
            tried.append((size, balanced(cards, heights, room + size * measure.LINE)))
    fewest = min(ceil(len(columns) / 2) for _, columns in tried)
    size, columns = next((size, columns) for size, columns in tried if ceil(len(columns) / 2) == fewest)
    if len(columns) % 2 and len(cards) > len(columns):
        # A column is left: the cards are shared out over it too.
        heights = [height(card, size, _COLUMN) + size * measure.LINE for card in cards]
        columns = balanced(cards, heights, room + size * measure.LINE, len(columns) + 1)
    return size, columns


def _carding(columns: Sequence[Sequence[Sequence[Paragraph]]], size: float) -> Callable[[Page], None]:
    def draw(page: Page) -> None:
        for at, column in enumerate(columns):
            said = [one for card in column for one in card]
            put_text(page.slide, said, size, (LEFT + at * (_COLUMN + _COLUMN_GAP), page.top, _COLUMN, page.room))

    return draw
