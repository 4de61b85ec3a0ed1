"""What ↑, ↓ and Tab put on the line: earlier lines and completions; what was being typed waits at the end."""

from collections.abc import Sequence

from facilitator.agenda.model import Step
from facilitator.steps.book import Book


class Recall:
    """Where somebody is among earlier lines."""

    def __init__(self) -> None:
        self._at = 0
        self._draft = ""
        self._shown = ""

    def go(self, text: str, lines: Sequence[str], by: int) -> str:
        """Return the line to show: an earlier one, a later one, or at the end what was being typed.

        Args:
            text: What stands on the line now.
            lines: The earlier lines, the newest first.
            by: 1 for an earlier one, −1 for a later one.
        """
        if self._at == 0 or text != self._shown:
            # What is not one of the earlier lines is being typed, and must not be lost.
            self._at, self._draft = 0, text
        self._at = min(max(self._at + by, 0), len(lines))
        self._shown = lines[self._at - 1] if self._at else self._draft
        return self._shown


class Completing:
    """Where somebody is among the completions of what was typed."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._at = 0

    def go(self, book: Book, step: Step, text: str, by: int) -> str | None:
        """Return the line completed; pressed again, completed otherwise, and at last as it was typed.

        Args:
            book: The session.
            step: The step that the line is for.
            text: What stands on the line.
            by: 1 for the next completion, −1 for the one before.

        Returns:
            The line; None where there is nothing to complete.
        """
        if not self._found or text != self._found[self._at]:
            from facilitator.entry.complete import completions

            self._found, self._at = [text, *completions(book, step, text)], 0
        if len(self._found) == 1:
            self._found = []
            return None
        self._at = (self._at + by) % len(self._found)
        return self._found[self._at]
