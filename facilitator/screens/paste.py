"""Several pasted lines: what each of them means, before any is recorded."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.keys import ScreenName, bindings
from facilitator.report.writers.terminal import Palette
from facilitator.screens.closing import Dialog
from facilitator.steps.line import Reading
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.words import Words


class PasteScreen(Dialog[list[str] | None]):
    """Shows pasted lines with what they mean. Dismissed with those that can be read, None where none is wanted.

    Args:
        lines: The lines.
        readings: What each means as the session stands now.
        words: The interface's language.
    """

    CSS_PATH = "paste.tcss"
    BINDINGS = bindings("paste")

    def __init__(self, lines: Sequence[str], readings: Sequence[Reading], words: Words) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "paste"
        self._read = list(zip(lines, readings, strict=True))
        self._words = words

    def compose(self) -> ComposeResult:
        """How many lines, and what they mean."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            with VerticalScroll(id="lines"):
                yield Static(id="meanings")
            yield KeyBar("paste", self._words)

    def on_mount(self) -> None:
        """Show them; the arrows scroll."""
        self.query_one("#lines").focus()
        good = sum(bool(reading.events) for _, reading in self._read)
        told = self._words("{good} of {count} pasted lines can be recorded", good=good, count=len(self._read))
        self.query_one("#title", Static).update(Content(told))
        palette = palette_of(self.app.theme)
        rows = [_row(line, reading, self._words, palette) for line, reading in self._read]
        self.query_one("#meanings", Static).update(Text("\n").join(rows))

    def action_accept(self) -> None:
        """Record what can be read, in its order."""
        self.dismiss([line for line, reading in self._read if reading.events])

    def action_close(self) -> None:
        """Record nothing."""
        self.dismiss(None)


def _row(line: str, reading: Reading, words: Words, palette: Palette) -> Text:
    if reading.events:
        said = Text.assemble(("✓ ", palette.accent), (clean(line), palette.text), "\n  ", (reading.says, palette.soft))
        return said.append("  " + words("replaces"), style=palette.warn) if reading.replaces else said
    problem = reading.problem or words("records nothing")
    return Text.assemble(("! ", palette.alarm), (clean(line), palette.text), "\n  ", (problem, palette.alarm))
