"""Reading a step back to the room: large, numbered, table by table."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from facilitator.agenda.model import Step
from facilitator.desk import Desk
from facilitator.keys import ScreenName, bindings
from facilitator.report.aloud import Spoken, pages
from facilitator.report.writers.terminal import Look, Palette, render
from facilitator.screens.closing import Dialog
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.words import Words


class ReadBackScreen(Dialog[None]):
    """What was said in a step, a page for each table, with air around every answer.

    Args:
        desk: The open session.
        step: The step to read back.
    """

    CSS_PATH = "read_back.tcss"
    BINDINGS = bindings("read")

    def __init__(self, desk: Desk, step: Step) -> None:
        super().__init__()
        self.key_set: ScreenName = "read"
        self._desk, self._step, self._at = desk, step, 0

    def compose(self) -> ComposeResult:
        """Whose page it is, what they said, and the keys."""
        with Vertical():
            yield Static(id="whose")
            with VerticalScroll(id="said"):
                yield Static(id="text")
            yield KeyBar("read", self._desk.words)

    def on_mount(self) -> None:
        """Begin with the first table; the arrows scroll."""
        self.query_one("#said").focus()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Set the page to the new width."""
        self.call_after_refresh(self._show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.query_one(KeyBar).speak(words)
        self._show()

    def action_turn(self, by: int) -> None:
        """Scroll on by a page; at its end turn to the next table."""
        said = self.query_one("#said", VerticalScroll)
        if by > 0 and said.scroll_y < said.max_scroll_y:
            said.scroll_page_down(animate=False)
        elif by < 0 and said.scroll_y > 0:
            said.scroll_page_up(animate=False)
        else:
            last = len(pages(self._desk.book, self._step)) - 1
            self._at = min(max(self._at + by, 0), last)
            said.scroll_home(animate=False)
            self._show()

    def action_close(self) -> None:
        """Go back to the line, which keeps its text."""
        self.dismiss(None)

    def _show(self) -> None:
        words, palette = self._desk.words, palette_of(self.app.theme)
        found = pages(self._desk.book, self._step)
        page = found[min(self._at, len(found) - 1)]
        whose = Text.assemble(
            (page.who, f"bold {palette.accent}".strip()),
            ("   " + self._step.title.of(words.language), palette.soft),
            (f"   {words('page {number} of {total}', number=self._at + 1, total=len(found))}", palette.quiet),
        )
        self.query_one("#whose", Static).update(whose)
        width = max(self.query_one("#said").size.width - 2, 20)
        self.query_one("#text", Static).update(_set(page, words, palette, width))


def _set(page: Spoken, words: Words, palette: Palette, width: int) -> RenderableType:
    if not page.rows:
        return render(page.shown, Look(palette, width, words))
    table = Table.grid(padding=(0, 2, 1, 0), expand=True)
    table.add_column(justify="right", width=4)
    table.add_column(ratio=1)
    for number, text, small in page.rows:
        said = [Text(text, style=f"bold {palette.text}".strip())]
        table.add_row(
            Text(str(number), style=palette.accent), Group(*said, *([Text(small, style=palette.soft)] if small else []))
        )
    return table
