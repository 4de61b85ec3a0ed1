"""A session that another window writes to: since when, and that it can be looked at meanwhile."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.keys import ScreenName, bindings
from facilitator.screens.closing import Dialog
from facilitator.widgets.key_bar import KeyBar
from facilitator.words import Words


class LockedScreen(Dialog[bool]):
    """Offers to review a session that is open elsewhere. Dismissed with whether to.

    Args:
        cause: Since when it is open, as a sentence.
        words: The interface's language.
    """

    CSS_PATH = "trouble.tcss"
    BINDINGS = bindings("locked")

    def __init__(self, cause: str, words: Words) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "locked"
        self._cause, self._words = cause, words

    def compose(self) -> ComposeResult:
        """The sentence, and what can be done."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._words("Open in another window")), id="title")
            yield Static(Content(self._cause))
            yield Static(Content(self._words("You can look at it here and follow what is recorded there.")))
            yield KeyBar("locked", self._words)

    def action_accept(self) -> None:
        """Look at it."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss(False)
