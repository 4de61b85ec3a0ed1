"""How a day could be made to end in time: which steps become shorter, which are left out."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from facilitator.keys import ScreenName, bindings
from facilitator.planning.day import Fit, minutes_of
from facilitator.planning.draft import Draft
from facilitator.planning.lists import plain
from facilitator.report.writers.terminal.cells import shorten
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.library_rows import spread
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words


class FitPlanScreen(ModalScreen[bool]):
    """The steps that would change, by name. Dismissed with whether it shall be so.

    Args:
        draft: The agenda as it is.
        fit: What would change.
        ends: What is said of the end of the day then.
        language: The language of the steps' titles.
        words: The interface's language.
    """

    CSS_PATH = "planner_dialogs.tcss"
    BINDINGS = bindings("fit")

    def __init__(self, draft: Draft, fit: Fit, ends: Sequence[str], language: str, words: Words) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "fit"
        self._draft, self._fit, self._ends = draft, fit, ends
        self._language, self._words = language, words

    def compose(self) -> ComposeResult:
        """The steps, and how the day ends then."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._words("To end in time")), id="title")
            yield MarkedList(id="changes")
            yield Static(id="ends")
            yield KeyBar("fit", self._words)

    def on_mount(self) -> None:
        """Begin at the first change."""
        self.query_one("#ends", Static).update(Text("\n".join(self._ends), style=palette_of(self.app.theme).soft))
        self.call_after_refresh(self._fill)

    def action_close(self) -> None:
        """Leave the day as it is."""
        self.dismiss(False)

    def on_option_list_option_selected(self) -> None:
        """Take it over."""
        self.dismiss(True)

    def _fill(self) -> None:
        words, palette = self._words, palette_of(self.app.theme)
        changes = self.query_one(MarkedList)
        width = max(changes.content_size.width - 3, 30)
        for at, step in enumerate(self._draft.steps):
            if at in self._fit.out:
                told = Text(words("left out, {count} min", count=minutes_of(step)), style=palette.warn)
            elif at in self._fit.minutes:
                lengths = f"{minutes_of(step)} → {self._fit.minutes[at]}"
                told = Text(words("{minutes} min", minutes=lengths), style=palette.soft)
            else:
                continue
            title = clean(plain(step.get("title"), self._language)) or "–"
            name = Text(f" {at + 1:>3}  {shorten(title, width - told.cell_len - 8)}", style=palette.text)
            changes.add_option(Option(spread(name, told, width)))
        changes.highlighted = 0
        changes.focus()
