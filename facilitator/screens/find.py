"""Finding what was said in a session, by words and by table, and going to the step where it was said."""

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.desk import Desk
from facilitator.entry.find import Hit, find
from facilitator.keys import ScreenName, bindings
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten
from facilitator.screens.closing import Dialog
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.one_line import OneLine
from facilitator.words import Words

# More than this nobody reads; a word more finds it.
_MOST = 200


class FindScreen(Dialog[Hit | None]):
    """A search line over what it finds; dismissed with what was chosen, None where nothing was.

    Args:
        desk: The open session.
    """

    CSS_PATH = "find.tcss"
    BINDINGS = bindings("find")

    def __init__(self, desk: Desk) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "find"
        self._desk = desk
        self._hits: list[Hit] = []

    def compose(self) -> ComposeResult:
        """The line, how much it finds, and the hits."""
        with Vertical(classes="dialog-box"):
            yield OneLine(id="query", select_on_focus=False)
            yield Static(id="count")
            yield MarkedList("hits", takes_keys=False)
            yield KeyBar("find", self._desk.words)

    def on_mount(self) -> None:
        """Find everything to begin with."""
        self.query_one(OneLine).focus()
        self.call_after_refresh(self._show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.query_one(KeyBar).speak(words)
        self._show()

    def action_move(self, by: int) -> None:
        """Go to another hit; the line keeps the typing."""
        self.query_one(MarkedList).move(by)

    def action_choose(self) -> None:
        """Look at the step where it was said."""
        at = self.query_one(MarkedList).highlighted
        self.dismiss(self._hits[at] if at is not None and at < len(self._hits) else None)

    def action_close(self) -> None:
        """Stay where it was."""
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.action_choose()

    @on(Input.Changed)
    def _show(self) -> None:
        words, palette = self._desk.words, palette_of(self.app.theme)
        line, hits = self.query_one(OneLine), self.query_one(MarkedList)
        line.placeholder = words("words that were said; 3: words finds what table 3 said")
        self._hits = find(self._desk.book, line.value)
        told = words.n("{count} hit", "{count} hits", len(self._hits))
        if len(self._hits) > _MOST:
            told += " · " + words("the first {count} are shown", count=_MOST)
        self.query_one("#count", Static).update(Content(told))
        width = max(hits.content_size.width - 2, 30)
        hits.set_options([Option(_row(self._desk, hit, width, palette)) for hit in self._hits[:_MOST]])
        hits.highlighted = 0 if self._hits else None
        if not self._hits:
            self.query_one("#count", Static).update(Text(words("Nobody said that."), style=palette.soft))


def _row(desk: Desk, hit: Hit, width: int, palette: Palette) -> Text:
    where = desk.words("step {number}", number=desk.agenda.number(hit.step.id))
    beside = " · ".join(filter(None, (hit.who, hit.form)))
    title = hit.step.title.of(desk.words.language)
    return Text.assemble(
        " ",
        (shorten(hit.text, width - 1), palette.text),
        "\n ",
        (shorten(" · ".join(filter(None, (where, title, beside))), width - 1), palette.quiet),
    )
