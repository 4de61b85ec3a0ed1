"""The help: what can be typed in this kind of step, every key, every command."""

from collections.abc import Iterable, Sequence
from typing import get_args

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.agenda.model import Kind
from facilitator.entry.examples import EXAMPLES, SIGNS, Example
from facilitator.entry.vocabulary import COMMANDS
from facilitator.keys import ScreenName, bindings, keys_of, keys_together
from facilitator.report.writers.terminal import Palette
from facilitator.screens.closing import Dialog
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.words import Words

_Pair = tuple[str, str]
_KEYS_WIDTH = 10
_LINES_WIDTH = 26


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


TITLES: dict[Kind, str] = {
    "talk": _("What you can type when you talk or take a break"),
    "collect": _("What you can type when you collect answers"),
    "merge": _("What you can type when you join answers"),
    "vote": _("What you can type in a vote"),
    "rank": _("What you can type in a ranking"),
    "rate": _("What you can type when you grade"),
    "act": _("What you can type when you agree on actions"),
}


_PLANNED = (
    Example(_("The whole"), _("the first row: when the day begins and has to end, for how many it is, why it is held, "
                              "and what to see to before the day")),
    Example(_("Steps"),
            _("one on each row, with the time it begins at; Enter fills in its question, length and the like")),
)  # fmt: skip


class HelpScreen(Dialog[None]):
    """What a screen understands.

    Args:
        screen: The screen that was asked from.
        words: The interface's language.
        kind: The kind of the step looked at, or None.
    """

    CSS_PATH = "help.tcss"
    BINDINGS = bindings("help")

    def __init__(self, screen: ScreenName, words: Words, kind: str | None) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "help"
        self._screen: ScreenName = screen
        self._words = words
        self._kind: Kind | None = next((one for one in get_args(Kind) if one == kind), None)

    def compose(self) -> ComposeResult:
        """A page that scrolls."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            with VerticalScroll(id="page"):
                yield Static(id="text")
            yield KeyBar("help", self._words)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#page").focus()
        self._fill()

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self._words = words
        self.query_one(KeyBar).speak(words)
        self._fill()

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss(None)

    def _fill(self) -> None:
        words, palette = self._words, palette_of(self.app.theme)
        self.query_one("#title", Static).update(Content(words("Help")))
        parts: list[RenderableType] = []
        for title, pairs, width in self._sections():
            if parts:
                parts.append(Text())
            parts += [Text(title, style=f"bold {palette.text}"), Text(), _table(pairs, width, palette)]
        self.query_one("#text", Static).update(Group(*parts))

    def _sections(self) -> Iterable[tuple[str, Sequence[_Pair], int]]:
        """Give the parts of the help: in a step first what can be typed, for that is asked with the room waiting."""
        words = self._words
        typed = self._kind is not None and self._screen == "runner"
        if typed and self._kind is not None:
            title = TITLES[self._kind]
            yield words(title), self._translated(EXAMPLES[self._kind]), _LINES_WIDTH
            yield words("Signs, the same in every step"), self._translated(SIGNS), _KEYS_WIDTH
        elif self._screen == "library":
            finds = words("finds sessions by name, series, title and date, and by what somebody answered in them")
            yield words("Searching"), [(words("any words"), finds)], _KEYS_WIDTH
        elif self._screen in ("planner", "form"):
            yield words("What you see"), self._translated(_PLANNED), _KEYS_WIDTH
        keys = keys_together(self._screen) if self._screen in ("planner", "form") else keys_of(self._screen)
        yield words("Keys"), [(key.face, words(key.help)) for key in keys if key.help], _KEYS_WIDTH
        if typed:
            language = words.language
            commands = [(one.line(language), words(one.does)) for one in COMMANDS]
            yield words("Commands, in every step"), commands, _LINES_WIDTH

    def _translated(self, examples: Iterable[Example]) -> list[_Pair]:
        return [(self._words(example.line), self._words(example.means)) for example in examples]


def _table(pairs: Sequence[_Pair], width: int, palette: Palette) -> Table:
    """Return two columns: what is typed or pressed, and what it does."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=width)
    table.add_column(ratio=1)
    for typed, means in pairs:
        table.add_row(Text(typed, style=palette.accent), Text(means, style=palette.soft))
    return table
