"""What an agenda is called when it is saved, and so what its file is called: no other file is written over unasked."""

from pathlib import Path

from msgspec import Struct
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.agendas import place_of
from facilitator.keys import ScreenName, bindings
from facilitator.storage.folder import Folder
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.one_line import OneLine
from facilitator.words import Words


class Named(Struct, frozen=True):
    """The title an agenda is saved under, and its file."""

    title: str
    path: Path


class NamePlanScreen(ModalScreen[Named | None]):
    """Asks for a name. Dismissed with it, None where nothing shall be saved.

    Args:
        title: The agenda's title, which is the name to begin with.
        path: Its file, where it has one: it may also be saved there.
        folder: Where sessions lie.
        words: The interface's language.
    """

    CSS_PATH = "planner_dialogs.tcss"
    BINDINGS = bindings("name")

    def __init__(self, title: str, path: Path | None, folder: Folder, words: Words) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "name"
        self._title, self._path = title, path
        self._folder, self._words = folder, words
        self._asked: Path | None = None

    def compose(self) -> ComposeResult:
        """The name, and where that will be."""
        bar = KeyBar("name", self._words)
        if self._path is None:
            bar.leave_out("same-file")
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._words("What is it called?")), id="title")
            yield OneLine(self._title, id="name", select_on_focus=True)
            yield Static(id="where")
            yield Static(id="trouble")
            yield bar

    def on_mount(self) -> None:
        """Begin with all of the name taken, so that another one replaces it."""
        self.query_one(OneLine).focus()
        self._show()

    def on_input_changed(self) -> None:
        """Say where it will be."""
        self._asked = None
        self._show()

    def action_close(self) -> None:
        """Save nothing."""
        self.dismiss(None)

    def action_same(self) -> None:
        """Save it where it was, under its name."""
        name = self._written()
        if self._path is not None and name:
            self.dismiss(Named(name, self._path))

    def on_input_submitted(self) -> None:
        """Save it under the name; where another file would be lost, ask once."""
        name, words = self._written(), self._words
        if not name:
            self._show(words("Write a name."))
            return
        path = place_of(name, self._folder, words)
        if path.exists() and path not in (self._path, self._asked):
            self._asked = path
            self._show(words("There is an agenda of that name. Enter again writes over it; another name keeps both."))
            return
        self.dismiss(Named(name, path))

    def _written(self) -> str:
        return clean(self.query_one(OneLine).value)

    def _show(self, trouble: str = "") -> None:
        words, palette, name = self._words, palette_of(self.app.theme), self._written()
        lines = []
        if name:
            lines.append(words("Its file: {file}", file=str(place_of(name, self._folder, words))))
        if self._path is not None:
            lines.append(words("Until now: {file}", file=str(self._path)))
        self.query_one("#where", Static).update(Text("\n".join(lines), style=palette.quiet))
        shown = self.query_one("#trouble", Static)
        shown.display = bool(trouble)
        shown.update(Text(f"! {trouble}"))
