"""All that is amiss in what is prepared, and all advice: more than there is room for below the steps."""

from collections.abc import Sequence
from textwrap import wrap

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.keys import ScreenName, bindings
from facilitator.planning.arithmetic import Warned
from facilitator.planning.preview import counted, placed
from facilitator.screens.closing import Dialog
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.plan_rows import mark
from facilitator.words import Words

_INDENT = 3


class AmissScreen(Dialog[int | None]):
    """A list of what is amiss, then of advice.

    Dismissed with the number of the step to go to, 0 for the whole; None for none.

    Args:
        told: What is amiss, and advice.
        seen: The advice that is not told any more; what is marked here as seen, or not, changes it.
        words: The interface's language.
    """

    CSS_PATH = "planner_dialogs.tcss"
    BINDINGS = bindings("amiss")

    def __init__(self, told: Sequence[Warned], seen: set[str], words: Words) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "amiss"
        self._told = sorted(told, key=lambda one: (one.advice != "", one.number))
        self._seen = seen
        self._words = words

    def compose(self) -> ComposeResult:
        """What is amiss, from the first step to the last, and advice in the same order."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            yield MarkedList(id="amiss")
            yield KeyBar("amiss", self._words)

    def on_mount(self) -> None:
        """Begin at the first."""
        self.query_one(MarkedList).focus()

    def on_resize(self) -> None:
        """Set the sentences to the new width; the one chosen stays so."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        shown, here = self.query_one(MarkedList), self.query_one(MarkedList).highlighted or 0
        shown.set_options([Option(self._row(one)) for one in self._told])
        shown.highlighted = here
        self._show_title()

    def _show_title(self) -> None:
        words, palette = self._words, palette_of(self.app.theme)
        parts = [counted([one for one in self._told if one.advice not in self._seen], words)]
        if seen := sum(one.advice in self._seen for one in self._told):
            parts.append(words("{count} seen", count=seen))
        title, beside = words("What is amiss, and what to consider"), ", ".join(filter(None, parts))
        self.query_one("#title", Static).update(
            Text.assemble(title, (f"   {beside}", f"not bold {palette.soft}".strip()))
        )

    def _row(self, one: Warned) -> Text:
        palette = palette_of(self.app.theme)
        width = max(self.query_one(MarkedList).scrollable_content_region.width - _INDENT - 1, 20)
        said = f"\n{' ' * _INDENT}".join(wrap(placed(one, self._words), width))
        if one.advice in self._seen:
            return Text(f" ✓ {said}", style=palette.quiet)
        return Text.assemble(" ", mark(one, palette), f" {said}", style=palette.text)

    def action_seen(self) -> None:
        """Put advice aside, or let it be told again."""
        shown = self.query_one(MarkedList)
        one = self._told[shown.highlighted or 0]
        if one.advice:
            self._seen ^= {one.advice}
            shown.replace_option_prompt_at_index(shown.highlighted or 0, self._row(one))
            self._show_title()

    @on(OptionList.OptionHighlighted)
    def _at(self, event: OptionList.OptionHighlighted) -> None:
        """Offer to have seen it where that is possible: a mistake has to be mended."""
        is_advice = self._told[event.option_index].advice != ""
        self.query_one(KeyBar).leave_out(*(() if is_advice else ("seen",)))

    def action_close(self) -> None:
        """Stay where it was."""
        self.dismiss(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the step."""
        self.dismiss(self._told[event.option_index].number)
