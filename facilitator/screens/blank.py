"""Nothing at all, where the facilitator's own screen is what the room sees. Any key brings it back."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitator.screens.closing import Dialog
from facilitator.words import Words


class BlankScreen(Dialog[None]):
    """A blank page.

    Args:
        words: The interface's language.
    """

    DEFAULT_CSS = """
    BlankScreen {
        background: $background;
        align: center bottom;
        & > Static {
            width: auto;
            color: $quiet;
        }
    }
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Say quietly how it comes back."""
        yield Static(Content(self._words("Any key shows it again")))

    def on_key(self, event: events.Key) -> None:
        """Come back; the key does nothing else."""
        event.stop()
        self.dismiss(None)
