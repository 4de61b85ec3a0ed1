"""When the disk refuses: what happened, that all before is safe, and where to go on."""

from pathlib import Path

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.screens.closing import Dialog
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.one_line import OneLine
from facilitator.words import Words


class TroubleScreen(Dialog[bool]):
    """Asks where to go on when a session's file takes no more. Dismissed with whether the session goes on elsewhere.

    It comes in the middle of typing, so neither letters nor Enter do anything here until they are asked for.

    Args:
        desk: The session.
        cause: Why nothing was recorded, as a sentence.
    """

    class Saved(Message):
        """A copy is written, or could not be."""

        def __init__(self, path: Path, problem: str = "") -> None:
            super().__init__()
            self.path, self.problem = path, problem

    CSS_PATH = "trouble.tcss"
    AUTO_FOCUS = ""
    BINDINGS = bindings("trouble")

    def __init__(self, desk: Desk, cause: str) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "trouble"
        self._desk = desk
        self._cause = cause
        self._problem = ""
        self._working = False

    def compose(self) -> ComposeResult:
        """What happened, what is safe, and a field for the place to go on."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            yield Static(id="cause")
            yield OneLine(str(elsewhere(self._desk.path)), id="path", select_on_focus=False)
            yield Static(id="outcome")
            yield KeyBar("trouble", self._desk.words)

    def on_mount(self) -> None:
        """Say what happened."""
        self._show()

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.query_one(KeyBar).speak(words)
        self._show()

    def action_close(self) -> None:
        """Go back to the line, which keeps its text."""
        self.dismiss(False)

    def action_change(self) -> None:
        """Take the typing into the field."""
        self.query_one(OneLine).focus()

    def action_accept(self) -> None:
        """Save all that was recorded in the place that is written, and go on there."""
        written = self.query_one(OneLine).value.strip()
        if not written or self._working:
            return
        self._working, self._problem = True, ""
        self._show()
        self._save(_file(written, self._desk.path.name))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _save(self, path: Path) -> None:
        try:
            self._desk.save_copy(path)
        except FacilitatorError as error:
            self.post_message(self.Saved(path, str(error)))
        else:
            self.post_message(self.Saved(path))

    def on_trouble_screen_saved(self, message: Saved) -> None:
        """Go on in the copy, or say why not."""
        self._working, self._problem = False, message.problem
        if not self._problem:
            try:
                self._desk.go_on_in(message.path)
            except FacilitatorError as error:
                self._problem = str(error)
            else:
                # The library does not list what lies elsewhere, so quitting says once more where it is.
                told = self._desk.words("The session goes on in {path}.", path=clean(str(message.path)))
                getattr(self.app, "parting_words", []).append(told)
                self.dismiss(True)
                return
        self._show()

    def _show(self) -> None:
        words, palette = self._desk.words, palette_of(self.app.theme)
        self.query_one("#title", Static).update(Content(words("The line could not be saved")))
        safe = words("Everything saved before is safe, and your line is still there. "
                     "Save the session in another place, such as a memory stick or your home folder, and go on there:"
                     )  # fmt: skip
        self.query_one("#cause", Static).update(
            Text.assemble(("! ", f"bold {palette.alarm}"), (self._cause, palette.alarm), "\n\n", (safe, palette.text))
        )
        outcome = Text(words("Saving …"), style=palette.soft) if self._working else Text("")
        if self._problem:
            outcome = Text(f"! {self._problem}", style=palette.alarm)
        self.query_one("#outcome", Static).update(outcome)


def elsewhere(path: Path) -> Path:
    """Return a place to propose for a session whose file takes no more: a free name in the home folder."""
    home, number = Path.home(), 1
    found = home / path.name
    while found.exists() or found == path:
        number += 1
        found = home / f"{path.stem} ({number}){path.suffix}"
    return found


def _file(written: str, name: str) -> Path:
    """Return the file that is meant: in a folder that is named, under the session's own name."""
    path = Path(clean(written)).expanduser()
    if path.is_dir():
        return path / name
    return path if path.suffix == ".json" else path.with_name(f"{path.name}.json")
