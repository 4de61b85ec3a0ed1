"""A text that is set for the room it has, when it is painted."""

from collections.abc import Callable

from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget


class Fitting(Widget):
    """Shows what is set for its size, so that it can be told what to show before it has one.

    It is painted anew only where that gives another text.
    """

    _draw: Callable[[Size], Text] | None = None
    _drawn: tuple[Size, Text] | None = None

    def fit(self, draw: Callable[[Size], Text]) -> None:
        """Show what `draw` gives for the size there is; it takes no more and no less room than that."""
        self._draw = draw
        if not self.size or not self.display:
            self._drawn = None
            return
        drawn = self.size, draw(self.size)
        if drawn != self._drawn:
            self._drawn = drawn
            self.refresh()

    def render(self) -> Text:
        """Return the text for the size."""
        if self._draw is not None and (self._drawn is None or self._drawn[0] != self.size):
            self._drawn = self.size, self._draw(self.size)
        return self._drawn[1] if self._drawn else Text()
