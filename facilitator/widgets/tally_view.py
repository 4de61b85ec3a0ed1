"""The running tally: what fits, and the whole of it one key away."""

from collections.abc import Callable, Hashable, Mapping, Sequence

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from facilitator.blocks import Block
from facilitator.report.writers.terminal import Look, Palette, Row, render_rows, single
from facilitator.words import Words


class Rows(Widget):
    """Rows that are set when they are painted; one that was painted the last time is not painted anew.

    An answer changes a few rows of many, and Rich takes longer to set a table than the session to count it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._give: Callable[[Size], Sequence[Row]] = lambda size: ()
        self._strips_shown: list[Strip] = []
        self._fits: Size | None = None
        self._known: dict[Hashable, list[Strip]] = {}

    def put(self, rows: Callable[[Size], Sequence[Row]], layout: bool) -> None:
        """Show rows.

        Args:
            rows: Gives the rows for a size.
            layout: Whether they may take more or less room than those shown.
        """
        self._give, self._fits = rows, None
        self.refresh(layout=layout)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the rows take."""
        return len(self._paint(Size(width, container.height)))

    def render_line(self, y: int) -> Strip:
        """Return a line of the rows, or an empty one below them."""
        lines = self._paint(self.size)
        style = self.visual_style.rich_style
        return lines[y] if y < len(lines) else Strip.blank(self.size.width, style)

    def _paint(self, size: Size) -> list[Strip]:
        if size != self._fits:
            style = self.visual_style.rich_style
            before, self._known = self._known, {}
            self._strips_shown = [
                line for row in self._give(size) for line in self._strips(row, size.width, style, before)
            ]
            self._fits = size
        return self._strips_shown

    def _strips(self, row: Row, width: int, style: Style, before: Mapping[Hashable, list[Strip]]) -> list[Strip]:
        looks = row.looks, width, style
        if looks not in self._known:
            self._known[looks] = before.get(looks) or self._painted(row, width, style)
        return self._known[looks]

    def _painted(self, row: Row, width: int, style: Style) -> list[Strip]:
        console = self.app.console
        lines = console.render_lines(single(row), console.options.update(width=width, height=None), style=style)
        return Strip.from_lines(lines, width)


class TallyView(VerticalScroll, can_focus=False):
    """Blocks as Rich tables, no higher than the screen until more is asked for.

    Attributes:
        pages: By how many pages it is turned, 0 where it is cut to fit.
    """

    DEFAULT_CSS = """
    TallyView {
        height: 1fr;
        overflow-y: hidden;
        scrollbar-size-vertical: 1;
        & > Rows {
            height: 1fr;
        }
        &.-whole {
            overflow-y: scroll;
            & > Rows {
                height: auto;
            }
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.pages = 0
        self._text = Rows()
        self._whole = False
        self._shown: tuple[Sequence[Block], Words, Palette, frozenset[int], frozenset[int]] | None = None

    def compose(self) -> ComposeResult:
        """Hold the one text."""
        yield self._text

    def show(self, blocks: Sequence[Block], words: Words, palette: Palette, newest: frozenset[int],
             pointed: frozenset[int]) -> None:  # fmt: skip
        """Set the tally anew.

        Args:
            blocks: What to show.
            words: The language.
            palette: Colours.
            newest: Numbers of the items that came just now.
            pointed: Numbers of the items that were looked for.
        """
        self._shown = (blocks, words, palette, newest, pointed)
        self._draw()

    def more(self, by: int) -> None:
        """Show the whole tally and scroll by a page; back at the top it is cut to fit again."""
        if by > 0:
            self.pages += 1
            self._whole = True
            self.add_class("-whole")
            self._draw()
            self.call_after_refresh(self.scroll_page_down, animate=False)
        elif self.scroll_y <= self.size.height:
            self.rest()
        else:
            self.pages = max(self.pages - 1, 1)
            self.scroll_page_up(animate=False)

    def rest(self) -> None:
        """Cut the tally to what fits again."""
        self.pages = 0
        self._whole = False
        self.remove_class("-whole")
        self.scroll_home(animate=False)
        self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            return
        blocks, words, palette, newest, pointed = self._shown
        whole = self._whole

        def rows(size: Size) -> Sequence[Row]:
            height = None if whole else max(size.height, 3)
            look = Look(palette, max(size.width, 10), words, height, newest, pointed, "Ctrl+↓")
            return render_rows(blocks, look)

        self._text.put(rows, layout=whole)
