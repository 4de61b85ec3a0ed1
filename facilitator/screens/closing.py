"""What every screen is made with: it closes once, and only where it is in front.

A key that comes right after the one that closed a screen was meant for it and does nothing more: Textual would close
whatever is in front then, a session behind a dialog too.
"""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

Result = TypeVar("Result")


class WholeScreen(Screen[Result]):
    """A screen that takes the whole window."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close it, with a result; nothing where it is closed already, or another is in front of it."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Dialog(ModalScreen[Result]):
    """A screen in front of another one."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close it, with a result; nothing where it is closed already, or another is in front of it."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
