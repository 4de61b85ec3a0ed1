"""All that is amiss in what is prepared, and what will not work: more than there is room for below the steps."""

from collections.abc import Sequence
from textwrap import wrap

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.keys import ScreenName, bindings
from facilitator.planning.arithmetic import Warned
from facilitator.planning.preview import placed
from facilitator.screens.closing import Dialog
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words

_INDENT = 3


class AmissScreen(Dialog[int | None]):
    """A list of what is amiss. Dismissed with the number of the step to go to, 0 for the whole; None for none.

    Args:
        told: What is amiss.
        words: The interface's language.
    """

    CSS_PATH = "planner_dialogs.tcss"
    BINDINGS = bindings("amiss")

    def __init__(self, told: Sequence[Warned], words: Words) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "amiss"
        self._told = sorted(told, key=lambda one: one.number)
        self._words = words

    def compose(self) -> ComposeResult:
        """What is amiss, from the first step to the last."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._words("What is amiss, and what will not work")), id="title")
            yield MarkedList(id="amiss")
            yield KeyBar("amiss", self._words)

    def on_mount(self) -> None:
        """Begin at the first."""
        self.query_one(MarkedList).focus()

    def on_resize(self) -> None:
        """Set the sentences to the new width; the one chosen stays so."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        shown, palette = self.query_one(MarkedList), palette_of(self.app.theme)
        width, here = max(shown.scrollable_content_region.width - _INDENT - 1, 20), shown.highlighted or 0
        rows = []
        for one in self._told:
            lines = wrap(placed(one, self._words), width)
            said = f"\n{' ' * _INDENT}".join(lines)
            rows.append(Text.assemble((" ! ", f"bold {palette.warn}".strip()), (said, palette.text)))
        shown.set_options([Option(row) for row in rows])
        shown.highlighted = here

    def action_close(self) -> None:
        """Stay where it was."""
        self.dismiss(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the step."""
        self.dismiss(self._told[event.option_index].number)
