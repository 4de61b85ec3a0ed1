"""A step of a series on the screen: where we are, the rows, what is told of them, and the chosen row in full."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from facilitator.report.writers.terminal import Look, Palette, render, render_rows
from facilitator.series.blocks import shift
from facilitator.series.page import Page
from facilitator.series.place import Place
from facilitator.series.whole import Whole
from facilitator.theme import palette_of
from facilitator.widgets import compare_detail, compare_rows
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.steady import Steady
from facilitator.words import Words

# The fields beside the rows; those that stand below them take what room is left.
_AROUND = ("crown", "notices", "heads", "told")
_ROWS = ("told", "detail", "rows", "moments")
_TALL, _TALLER = 30, 40
# So many rows are set at a time; to set thousands takes longer than a key may.
_AT_ONCE = 300


class ComparePage(Vertical):
    """Sets a place in a series for the room there is.

    Args:
        left_out: Sentences on files of the series that cannot be read.
    """

    def __init__(self, left_out: Sequence[str] = ()) -> None:
        super().__init__()
        self._left_out = tuple(left_out)
        self._place: Place | None = None
        self._words = Words("en")
        self._most = _AT_ONCE

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Steady(id="crown")
        yield Steady(id="notices")
        yield Steady(id="heads")
        yield MarkedList("rows")
        yield Steady(id="told")
        yield Steady(id="detail")
        yield Static(id="moments")

    def show(self, place: Place, words: Words) -> None:
        """Show a place.

        Args:
            place: Where somebody is; it has a step.
            words: The language.
        """
        self._place, self._words = place, words
        width, palette, page = self._width, self._palette, place.page
        crown = compare_detail.crown(place.series, place.whole, *place.shown[1:], place.turn, width, palette)
        self.query_one("#crown", Steady).put(crown)
        warned = compare_detail.notices(place.series, self._left_out, width, palette)
        self.query_one("#notices", Steady).put(warned)
        self.query_one("#notices").display = bool(warned)
        for name in _ROWS:
            self.query_one(f"#{name}").display = page is not None and bool(page.lines)
        if page is None or not page.lines:
            self._bare(place.whole)
            return
        at = compare_rows.columns(page, width, place.first, words)
        tall = self.screen.size.height >= _TALL
        self.query_one("#heads", Steady).put(compare_rows.heads(page, at, tall, width, words, palette))
        more = compare_rows.left_out(page, at, words)
        told = compare_detail.told(place.series, page, place.stability, more, width, self._heights[0], palette)
        self.query_one("#told", Steady).put(told)
        self.query_one("#told").display = bool(told)
        self.show_row(place)
        self._fill(place, page, at)
        # How much room there is for rows is known when the rest is laid out.
        self.call_after_refresh(self._fit)

    def show_row(self, place: Place) -> None:
        """Show the chosen row in full."""
        page, line = place.page, place.line
        if page is not None and len(page.lines) > self._most and line is page.lines[self._most - 1]:
            self._most += _AT_ONCE
            self._fill(place, page, compare_rows.columns(page, self._width, place.first, self._words))
        if page is not None and line is not None:
            self.query_one("#detail", Steady).put(compare_detail.detail(
                place.series, page, line, place.stability, self._width, self._heights[1], self._palette))  # fmt: skip

    def turn_columns(self, place: Place, by: int) -> None:
        """Turn to the next forums, or those before, where not all have a column."""
        if place.page is not None:
            at = compare_rows.columns(place.page, self._width, place.first, self._words)
            place.first = min(max(at.first + by * at.count, 0), max(len(place.page.forums) - at.count, 0))

    def has_more_columns(self, place: Place) -> bool:
        """Tell whether there are forums without a column."""
        page = place.page
        if page is None or not page.lines:
            return False
        at = compare_rows.columns(page, self._width, place.first, self._words)
        return bool(compare_rows.left_out(page, at, self._words))

    @property
    def _palette(self) -> Palette:
        return palette_of(self.app.theme)

    @property
    def _width(self) -> int:
        """The cells of a row, beside the mark and the scrollbar."""
        return max(self.content_size.width - 2, 20)

    @property
    def _heights(self) -> tuple[int, int]:
        """The most lines of what is told, and of the chosen row."""
        height = self.screen.size.height
        return (8, 6) if height >= _TALLER else (5, 5) if height >= _TALL else (3, 4)

    def _bare(self, whole: Whole) -> None:
        """Show a step without figures: hidden, or without items."""
        text = self._words("Hidden until it is revealed.") if whole.tally.hidden else self._words("Nothing yet")
        self.query_one("#heads", Steady).put(Text(text, style=self._palette.soft))
        self.query_one(MarkedList).set_options([])

    def _fill(self, place: Place, page: Page, at: compare_rows.Columns) -> None:
        rows, line = self.query_one(MarkedList), place.line
        places = len({one.place for one in page.lines})
        if line is not None:
            self._most = max(self._most, page.lines.index(line) + 2)
        airy = 2 * places <= len(page.lines) and len(page.lines) + places + 1 <= self._room
        options = compare_rows.options(page, at, place.stability, place.marked, airy, self._most, self._width,
                                       self._words, self._palette)  # fmt: skip
        with self.prevent(OptionList.OptionHighlighted):
            rows.set_options(options)
            wanted = str(line.number) if line is not None else None
            rows.highlighted = next((at for at, one in enumerate(options) if one.id == wanted), None)

    def _fit(self) -> None:
        rows, room = self.query_one(MarkedList), self._room
        rows.styles.max_height = room
        if self._place is not None and self._place.steps and rows.option_count:
            left = room - rows.option_count + self._heights[1] - self.query_one("#detail").outer_size.height - 1
            self._moments(self._place, left)

    def _moments(self, place: Place, room: int) -> None:
        """Show both moments of a vote that asks for two, where there is room for them below."""
        field = self.query_one("#moments", Static)
        block = shift(place.series, place.whole)
        look = Look(self._palette, self._width, self._words, height=max(room, 1))
        rows = render_rows([block], look) if block is not None else []
        field.display = block is not None and sum(row.items for row in rows) == len(block.rows)
        if block is not None and field.display:
            field.update(render([block], look))

    @property
    def _room(self) -> int:
        """How many rows the list may have, beside everything else."""
        fields = [self.query_one(f"#{name}") for name in _AROUND]
        taken = sum(field.outer_size.height + field.styles.margin.height for field in fields if field.display)
        return max(self.content_size.height - taken - self._heights[1] - 1, 3)
