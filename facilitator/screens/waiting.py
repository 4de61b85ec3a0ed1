"""The room's view before there is a session: it waits for one."""

from pathlib import Path

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.overview import going_on
from facilitator.screens.closing import WholeScreen
from facilitator.storage.folder import Folder
from facilitator.theme import palette_of
from facilitator.words import Words

_LOOK_EVERY = 2.0


class WaitingScreen(WholeScreen[None]):
    """Says that it waits, and shows a session as soon as one runs.

    Args:
        folder: Where sessions lie.
        words: The interface's language.
    """

    CSS_PATH = "present.tcss"
    BINDINGS = bindings("present")

    def __init__(self, folder: Folder, words: Words) -> None:
        super().__init__()
        self.key_set: ScreenName = "present"
        self._folder, self._words = folder, words

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static(id="waiting")

    def on_mount(self) -> None:
        """Look for a session from now on."""
        self._say()
        self.set_interval(_LOOK_EVERY, self._look)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self._words = words
        self._say()

    def action_close(self) -> None:
        """End the view."""
        self.app.exit()

    def action_scroll(self, by: int) -> None:
        """There is nothing to scroll yet."""

    def _say(self) -> None:
        told = self._words("As soon as a session runs it is shown here.")
        self.query_one(Static).update(Text(told, style=palette_of(self.app.theme).soft))

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        try:
            path = going_on(self._folder, self._words)
        except FacilitatorError:
            # A folder that cannot be read just now may be readable the next time.
            return
        if path is not None:
            self.app.call_from_thread(self._found, path)

    def _found(self, path: Path) -> None:
        from facilitator.screens.present import PresentScreen

        if self.is_current:
            self.app.switch_screen(PresentScreen(path, self._words))
