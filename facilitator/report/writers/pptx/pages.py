"""Charts, tables and text as slides, as many as they need."""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from facilitator.blocks import Shift
from facilitator.report.writers.pptx import charts, slopes, tables
from facilitator.report.writers.pptx.canvas import LEFT, ROOM, Heads, Page, overlong, put_text, shortened
from facilitator.report.writers.pptx.harmless import one_line
from facilitator.report.writers.pptx.plan import Planned, room_below
from facilitator.report.writers.pptx.prose import rows_in_words
from facilitator.report.writers.pptx.text import Paragraph, height, largest, pages, paragraph
from facilitator.words import Words

_TEXT_SIZES = (28.0, 24.0, 22.0, 20.0, 18.0, 16.0)
_STATEMENT_SIZES = (36.0, 32.0, 28.0)
# Words below a chart or table: their size, and how high they may be.
CAPTION, MOST_CAPTION = 16.0, 96.0
_GAP = 12.0
_CUT = 0.875


def chart_slides(
    heads: Heads, chart: charts.BarChart, fit: charts.Fit, below: Sequence[Paragraph]
) -> Iterator[Planned]:
    """Give a chart on as many slides as its rows need, on one scale; each has the base, the last all that is below."""
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


def foot_of(below: Sequence[Paragraph]) -> float:
    """Return how high the words below a chart or table are, with the air above them."""
    return height(below, CAPTION, ROOM) + _GAP if below else 0


def cut_words(cut: str) -> Paragraph:
    """Return the words of a cut as they stand below a chart, or in a list."""
    return paragraph(f"┄┄ {cut} ┄┄", tone="quiet", scale=_CUT, gap=0.2)


def cut_is_below(chart: charts.BarChart, fit: charts.Fit) -> bool:
    """Tell whether the words of a cut stand below the chart, because no bar leaves room for them."""
    return bool(chart.cut) and (chart.above >= len(chart.rows) or not charts.cut_has_room(chart, fit))


def _drawing(chart: charts.BarChart, fit: charts.Fit, below: Sequence[Paragraph]) -> Callable[[Page], None]:
    said = list(below)
    if cut_is_below(chart, fit):
        said.append(cut_words(chart.cut))

    def draw(page: Page) -> None:
        foot = foot_of(said)
        end = charts.draw(page, chart, fit, page.top, page.room - foot)
        put_below(page, said, end)

    return draw


def one_slide(
    heads: Heads, chart: charts.BarChart, fit: charts.Fit, rest: tables.Grid | None, below: Sequence[Paragraph],
    words: Words,
) -> Planned | None:  # fmt: skip
    """Return chart and table on one slide, where both are small."""
    if rest is None or len(chart.rows) > fit.rows:
        return None
    foot = foot_of(below)
    room = room_below(heads, words) - foot - 2 * _GAP
    least = charts.HEAD + len(chart.rows) * fit.least
    shared = tables.sheets(rest, room - least)
    if len(shared) > 1 or shared[0].high > room - least or len(chart.rows) > 5:
        return None

    def draw(page: Page) -> None:
        end = charts.draw(page, chart, fit, page.top, page.room - foot - 2 * _GAP - shared[0].high)
        end = tables.draw(page, shared[0], end + 2 * _GAP, words("Table: {title}", title=heads.title))
        put_below(page, below, end)

    return Planned(heads, draw)


def slope_slide(heads: Heads, block: Shift, below: Sequence[Paragraph], words: Words) -> Planned | None:
    """Return two moments as slopes on a slide of their own; None where they have no room."""
    unit = " · ".join((words("share"), one_line(block.unit), words("shift")))
    said = [*below, paragraph(unit, tone="quiet", scale=_CUT, gap=0.2)]
    made = slopes.fitting(block, room_below(heads, words) - foot_of(said), words)
    if made is None:
        return None

    def draw(page: Page) -> None:
        put_below(page, said, slopes.draw(page, made))

    return Planned(heads, draw)


def table_slides(heads: Heads, grid: tables.Grid, below: Sequence[Paragraph], words: Words) -> Iterator[Planned]:
    """Give a table on as many slides as it needs; one with heads that leave no room is set as text."""
    foot = foot_of(below)
    room = room_below(heads, words) - foot
    shared = tables.sheets(grid, room)
    if any(sheet.high > room + 0.1 for sheet in shared):
        yield from text_slides(heads, [*rows_in_words(grid), *below], words)
        return
    for sheet in shared:
        yield Planned(heads, _tabling(sheet, below, words("Table: {title}", title=heads.title)))


def _tabling(sheet: tables.Sheet, below: Sequence[Paragraph], alt: str) -> Callable[[Page], None]:
    def draw(page: Page) -> None:
        put_below(page, below, tables.draw(page, sheet, page.top, alt))

    return draw


def put_below(page: Page, below: Sequence[Paragraph], end: float) -> None:
    """Set what belongs to a chart, a table or a list below where that ends."""
    if below:
        put_text(page.slide, below, CAPTION, (LEFT, end + _GAP, ROOM, height(below, CAPTION, ROOM)))


def text_slides(heads: Heads, said: Sequence[Paragraph], words: Words) -> Iterator[Planned]:
    """Give text on as many slides as it needs; one short paragraph stands large."""
    above, heads = overlong(heads), shortened(heads)
    said = [*above, *said] if not said or said[: len(above)] != above else list(said)
    room = room_below(heads, words)
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
