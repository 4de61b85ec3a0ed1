"""Which kind of step to add: each with a sentence on what it does."""

from typing import cast

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.keys import ScreenName, bindings
from facilitator.planning.new_step import Recipe, recipes
from facilitator.report.writers.terminal.cells import shorten
from facilitator.screens.closing import Dialog
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words

_NAME = 15
_TITLE = 40


def place_after(number: int, title: str, words: Words) -> str:
    """Return the sentence that a new step comes after one, which people know by its number and title."""
    return words("It comes after step {number}, «{title}».", number=number, title=shorten(clean(title) or "–", _TITLE))


class AddStepScreen(Dialog[Recipe | None]):
    """A list of what can be added. Dismissed with what was chosen, None where nothing was.

    Args:
        words: The interface's language.
        where: A sentence on the place that the step will have.
        first: What is highlighted to begin with.
    """

    CSS_PATH = "planner_dialogs.tcss"
    BINDINGS = bindings("add")

    def __init__(self, words: Words, where: str, first: Recipe = "break") -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "add"
        self._words = words
        self._where = where
        self._first = first

    def compose(self) -> ComposeResult:
        """The kinds of step."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._words("What should happen?")), id="title")
            yield Static(Content(self._where), id="place")
            yield MarkedList(id="recipes")
            yield KeyBar("add", self._words)

    def on_mount(self) -> None:
        """Begin at what is added most often."""
        palette, shown = palette_of(self.app.theme), self.query_one(MarkedList)
        for recipe, (name, does) in recipes(self._words).items():
            row = Text.assemble((f" {name:<{_NAME}}", palette.text), (does, palette.soft))
            shown.add_option(Option(row, id=recipe))
        shown.highlighted = shown.get_option_index(self._first)
        shown.focus()

    def action_close(self) -> None:
        """Add nothing."""
        self.dismiss(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Add what was chosen."""
        self.dismiss(cast("Recipe", event.option.id))
