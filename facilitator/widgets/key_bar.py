"""The last row: the keys that matter here, never more than fit."""

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from facilitator.keys import ScreenName, keys_of
from facilitator.words import Words

_GAP = 2


class KeyBar(Static):
    """Keys and what they do. What does not fit is left out from the end; F1 and Ctrl+P always stay."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        width: 1fr;
        color: $quiet;
    }
    """

    def __init__(self, screen: ScreenName, words: Words) -> None:
        super().__init__()
        self._screen: ScreenName = screen
        self._words = words
        self._left_out: frozenset[str] = frozenset()

    def leave_out(self, *ids: str) -> None:
        """Show all keys but these, which do nothing just now.

        Args:
            ids: Their ids in the registry; none shows all.
        """
        if self._left_out != frozenset(ids):
            self._left_out = frozenset(ids)
            self.refresh(layout=True)

    def turn_to(self, screen: ScreenName) -> None:
        """Show the keys of another part of the screen, where the keyboard is now."""
        if self._screen != screen:
            self._screen = screen
            self.refresh(layout=True)

    def speak(self, words: Words) -> None:
        """Change the language."""
        self._words = words
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the keys that fit in the width there is."""
        pairs = [(key.id, key.face, self._words(key.label)) for key in keys_of(self._screen)
                 if key.shown and key.id not in self._left_out]  # fmt: skip
        always = {"help", "palette"}
        while pairs and _width(pairs) > self.size.width:
            last = next((at for at in range(len(pairs) - 1, -1, -1) if pairs[at][0] not in always), None)
            pairs.pop(last if last is not None else -1)
        parts: list[Content | tuple[str, str]] = []
        for _, face, label in pairs:
            if parts:
                parts.append((" " * _GAP, ""))
            parts += [(face, "$text"), (f" {label}", "$quiet")]
        return Content.assemble(*parts)


def _width(pairs: list[tuple[str, str, str]]) -> int:
    return sum(cell_len(face) + 1 + cell_len(label) + _GAP for _, face, label in pairs) - _GAP
