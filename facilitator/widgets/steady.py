"""A text that is laid out and painted only when there is something new in it."""

from rich.text import Text
from textual.content import Content
from textual.widgets import Static


class Steady(Static):
    """A Static that knows what it shows. To lay a whole screen out anew costs more than all that is counted on it."""

    _shown: Text | Content | str | None = None

    def put(self, content: Text | Content | str, layout: bool = True) -> None:
        """Show a text.

        Args:
            content: The text; nothing happens where it is shown already.
            layout: Whether it may take more or less room than what was shown.
        """
        if content == self._shown and type(content) is type(self._shown):
            return
        self._shown = content
        self.update(content, layout=layout)
