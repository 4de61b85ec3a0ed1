"""Lines that were pasted: joined into one, or shown with what each means; what cannot be read comes to the line."""

from collections.abc import Sequence

from textual import on

from facilitator.entry.pasted import as_one_line
from facilitator.screens.likeness import Likeness
from facilitator.steps.line import Reading, Target
from facilitator.widgets.entry_line import EntryLine, LineInput


class Pasting(Likeness):
    """A screen with an entry line that takes several lines at once.

    Attributes:
        target: Who the line is for.
        waiting: Pasted lines that could not be read; they come to the line one after another, to be mended.
    """

    target: Target
    waiting: list[str]

    async def record_reading(self, reading: Reading, clear: bool = True, rows: Sequence[str] = ()) -> bool:
        """Record a reading, and from which rows of a file it came; return whether it is on disk."""
        raise NotImplementedError

    @on(LineInput.Pasted)
    def _pasted(self, event: LineInput.Pasted) -> None:
        """Join pasted answers into one line, seen before Enter; of ballots and lines that name tables show each."""
        line = self.query_one(EntryLine)
        readings = [self.desk.read(self.viewed, self.target, text) for text in event.lines]
        joined, taken = as_one_line(self.viewed, line.text, event.lines, readings)
        if taken == len(event.lines):
            line.text = joined
        else:
            self._preview(event.lines, readings)

    def _preview(self, lines: Sequence[str], readings: Sequence[Reading]) -> None:
        """Show what pasted lines mean; record those that can be read when that is wanted, and keep the others."""
        from facilitator.screens.paste import PasteScreen

        async def take(wanted: list[str] | None) -> None:
            if wanted is None:
                return
            self.waiting = [line for line, reading in zip(lines, readings, strict=True) if not reading.events]
            for at, line in enumerate(wanted):
                if not await self._take_line(line):
                    # It is on the line now; what comes after it waits with the others.
                    self.waiting = [*wanted[at + 1 :], *self.waiting]
                    return
            self.next_waiting()

        self.app.push_screen(PasteScreen(lines, readings, self.desk.words), take)

    async def _take_line(self, text: str) -> bool:
        """Record a line as if it was typed; one that cannot be read, or that the disk refuses, is left on the line."""
        reading = self.desk.read(self.viewed, self.target, text)
        if reading.events and await self.record_reading(reading, clear=False):
            return True
        self.query_one(EntryLine).text = text
        return False

    def next_waiting(self) -> None:
        """Put the next pasted line that waits on the line, where that is empty."""
        line = self.query_one(EntryLine)
        if self.waiting and not line.text.strip():
            line.text = self.waiting.pop(0)
            left = self.desk.words.n("{count} pasted line still waits", "{count} pasted lines still wait",
                                     len(self.waiting)) if self.waiting else self.desk.words("the last pasted line")
            told = self.desk.words("This line cannot be read yet: mend it, or Esc passes it over ({left}).", left=left)
            self.app.notify(told, markup=False, timeout=4)
