"""Going back through the lines of a step with ↑ and ↓; what was being typed waits at the end."""

from collections.abc import Sequence


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
