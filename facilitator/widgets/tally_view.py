"""The running tally: what fits, and the whole of it one key away."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from facilitator.blocks import Block
from facilitator.report.writers.terminal import Look, Palette, render
from facilitator.words import Words


class TallyView(VerticalScroll, can_focus=False):
    """Blocks as Rich tables, no higher than the screen until more is asked for."""

    DEFAULT_CSS = """
    TallyView {
        height: 1fr;
        overflow-y: hidden;
        scrollbar-size-vertical: 1;
        & > Static {
            height: 1fr;
        }
        &.-whole {
            overflow-y: scroll;
            & > Static {
                height: auto;
            }
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._inner = Static()
        self._whole = False
        self._shown: tuple[Sequence[Block], Words, Palette, frozenset[int]] | None = None

    def compose(self) -> ComposeResult:
        """Hold the one text."""
        yield self._inner

    def show(self, blocks: Sequence[Block], words: Words, palette: Palette, newest: frozenset[int]) -> None:
        """Set the tally anew.

        Args:
            blocks: What to show.
            words: The language.
            palette: Colours.
            newest: Numbers of the items that came just now.
        """
        self._shown = (blocks, words, palette, newest)
        self._draw()

    def more(self, by: int) -> None:
        """Show the whole tally and scroll by a page; back at the top it is cut to fit again."""
        if by > 0:
            self._whole = True
            self.add_class("-whole")
            self._draw()
            self.call_after_refresh(self.scroll_page_down, animate=False)
        elif self.scroll_y <= 0:
            self.rest()
        else:
            self.scroll_page_up(animate=False)

    def rest(self) -> None:
        """Cut the tally to what fits again."""
        self._whole = False
        self.remove_class("-whole")
        self.scroll_home(animate=False)
        self._draw()

    def on_resize(self) -> None:
        """Fit the new size."""
        self._draw()

    def _draw(self) -> None:
        if self._shown is None or self.size.width < 10:
            return
        blocks, words, palette, newest = self._shown
        height = None if self._whole else max(self.size.height, 3)
        width = self.size.width
        look = Look(palette, width, words, height, newest, more_key="Ctrl+↓")
        self._inner.update(render(blocks, look), layout=self._whole)
