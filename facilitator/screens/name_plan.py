"""What an agenda is called when it is saved, and so what its file is called: no other file is written over unasked."""

from pathlib import Path

from msgspec import Struct
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.agendas import free_title, place_of
from facilitator.keys import ScreenName, bindings
from facilitator.report.writers.terminal.cells import shorten
from facilitator.screens.closing import Dialog
from facilitator.storage.folder import Folder
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.one_line import OneLine
from facilitator.words import Words

# Of a name that is told in a sentence, so much.
_NAME = 40


class Named(Struct, frozen=True):
    """The title an agenda is saved under, and its file."""

    title: str
    path: Path


class NamePlanScreen(Dialog[Named | None]):
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
        self._proposed: set[Path] = set()
        self._asked: Path | None = None
        self._told = ("", "")

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
        """Begin with all of the name marked, so that another one replaces it; with a free one where it is taken."""
        self.query_one(OneLine).focus()
        self._show()
        if self._title and self._is_taken(path := self._place(self._title)):
            self._propose(self._title, path)

    def on_input_changed(self) -> None:
        """Say where it will be; what was said of another name is over."""
        if self._written() != self._told[0]:
            self._asked, self._told = None, ("", "")
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
        """Save it under the name; where another file would be lost propose a free name first, and then ask once."""
        name, words = self._written(), self._words
        if not name:
            self._tell(words("Write a name."))
            return
        path = self._place(name)
        if self._is_taken(path) and path not in self._proposed:
            self._propose(name, path)
        elif self._is_taken(path) and path != self._asked:
            self._asked = path
            self._tell(words("There is an agenda of that name. Enter again writes over it; another name keeps both."))
        else:
            self.dismiss(Named(name, path))

    def _propose(self, name: str, path: Path) -> None:
        """Put a free name on the line, marked whole: neither Enter nor a letter too much loses anything."""
        self._proposed.add(path)
        free, line = free_title(name, self._folder, self._words), self.query_one(OneLine)
        line.value = free
        line.select_all()
        told = self._words(
            "«{name}» is another agenda of yours. Enter saves this one as «{free}», or write another name.",
            name=shorten(name, _NAME),
            free=shorten(free, _NAME),
        )
        self._tell(told)

    def _is_taken(self, path: Path) -> bool:
        return path.exists() and path != self._path

    def _place(self, name: str) -> Path:
        return place_of(name, self._folder, self._words)

    def _tell(self, trouble: str) -> None:
        self._told = self._written(), trouble
        self._show()

    def _written(self) -> str:
        return clean(self.query_one(OneLine).value)

    def _show(self) -> None:
        words, palette, name = self._words, palette_of(self.app.theme), self._written()
        lines = []
        if name:
            lines.append(words("Its file: {file}", file=str(self._place(name))))
        if self._path is not None:
            lines.append(words("Until now: {file}", file=str(self._path)))
        self.query_one("#where", Static).update(Text("\n".join(lines), style=palette.quiet))
        shown, trouble = self.query_one("#trouble", Static), self._told[1]
        shown.display = bool(trouble)
        shown.update(Text(f"! {trouble}"))
