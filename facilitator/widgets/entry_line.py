"""The entry line: who it is for, what is typed, and under it what that means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.timer import Timer

from facilitator.report.writers.terminal import Palette
from facilitator.steps.line import Reading
from facilitator.widgets.one_line import OneLine
from facilitator.widgets.steady import Steady
from facilitator.words import Words

# A reading takes as many rows, and the area around it as many columns.
_MOST_ROWS = 6
_EDGES = 5
# Rows that are free again stay for so long: with each one that goes, everything above is laid out and painted anew.
_ROWS_KEPT = 3.0
# What the style sheet keeps free for the word at the right, so that it comes and goes without moving anything.
_ENTER_CELLS = 12


class LineInput(OneLine):
    """The line, which also runs its screen's keys, and tells of pasted lines instead of dropping all but the first."""

    is_waited_for = False
    # The line has its height and width from the style sheet: a letter more is no reason to lay out the whole screen.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, screen_keys: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self._screen_keys = screen_keys

    @dataclass
    class Pasted(Message):
        """Several lines were pasted."""

        lines: Sequence[str]

    async def _on_key(self, event: events.Key) -> None:
        covered = not self.screen.is_active
        if not covered and event.key not in self._screen_keys:
            return
        event.stop()
        event.prevent_default()
        if covered:
            # The key before it opened what is in front now, and this one was meant for that.
            self.app.post_message(events.Key(event.key, event.character))
            return
        await self.app.run_action(self._screen_keys[event.key], self.screen)

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) < 2:
            super()._on_paste(event)
            return
        event.prevent_default()
        event.stop()
        self.post_message(self.Pasted(lines))


class EntryLine(Vertical):
    """The raised area at the bottom. It always takes the typing.

    Args:
        screen_keys: The screen's actions by key, which act in the order of the typing.
    """

    def __init__(self, screen_keys: Mapping[str, str]) -> None:
        super().__init__()
        self._screen_keys = screen_keys
        self._indent = 0
        self._rows = 0
        self._width = 0
        self._lines: list[Text] = []
        self._giving_back: Timer | None = None
        self._wide = False

    def compose(self) -> ComposeResult:
        """Chip, line and a word at the right; the reading below."""
        with Horizontal(id="line"):
            yield Steady("", id="chip")
            yield LineInput(self._screen_keys, id="input", select_on_focus=False)
            yield Steady("", id="enter")
        yield Steady("", id="reading")

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(LineInput).value

    @text.setter
    def text(self, value: str) -> None:
        line = self.query_one(LineInput)
        line.value = value
        line.cursor_position = len(value)

    def chip(self, name: str, placeholder: str, palette: Palette) -> None:
        """Show who the line is for, and what may be typed while it is empty."""
        most = max(12, self.size.width // 3)
        shown = name if cell_len(name) <= most else set_cell_size(name, most - 1) + "…"
        style = f"bold {palette.on_accent} on {palette.accent}" if palette.accent else "bold reverse"
        self.query_one("#chip", Steady).put(Text(f" {shown} ", style=style))
        self._indent = cell_len(shown) + 3
        self.query_one("#chip", Steady).styles.width = self._indent
        self.query_one(LineInput).placeholder = placeholder
        self.query_one("#reading", Steady).styles.padding = (0, 0, 0, self._indent)

    def reading(self, reading: Reading, words: Words, palette: Palette, again: bool, ask: Text | None = None) -> None:
        """Show what the line means, or why it cannot be read and where.

        Args:
            reading: The reading.
            words: The language.
            palette: Colours.
            again: Whether Enter was pressed once and must be pressed again.
            ask: A row below that asks something, as whether it is the same as an earlier answer.
        """
        rows: list[Text] = []
        if reading.problem and reading.is_begun:
            rows.append(Text(reading.problem, style=palette.soft))
        elif reading.problem:
            rows.append(Text.assemble(("! ", f"bold {palette.alarm}"), (reading.problem, palette.alarm)))
            where = self.text[reading.start : reading.end].strip()
            if where and where != self.text.strip():
                rows.append(Text(words("here: «{text}»", text=where[:40]), style=palette.soft))
        elif reading.says:
            rows.append(Text.assemble((reading.says, f"bold {palette.text}"), "  ", (_joined(reading), palette.soft)))
        for warning in reading.warnings:
            rows.append(Text.assemble(("! ", f"bold {palette.warn}"), (warning, palette.warn)))
        self._put(Text("\n").join(rows), ask)
        self._enter(reading, words, palette, again)

    def say(self, text: str, palette: Palette, wrong: bool = False, alone: bool = False) -> None:
        """Show a sentence in place of a reading.

        Args:
            text: The sentence.
            palette: Colours.
            wrong: Whether it tells of something that went wrong.
            alone: Whether nothing is typed, so that Enter has nothing to do.
        """
        tone = palette.alarm if wrong else palette.soft
        sign = ("! ", f"bold {palette.alarm}") if wrong else ("", "")
        self._put(Text.assemble(sign, (text, tone)))
        if alone:
            self._promise("", palette.soft)

    def _put(self, text: Text, ask: Text | None = None) -> None:
        """Show a reading in the rows there are; what is left out of it is marked, and a question is always seen."""
        width = max(self.size.width - self._indent - _EDGES, 20)
        question = list(ask.wrap(self.app.console, width)) if ask else []
        lines = list(text.wrap(self.app.console, width)) if text else []
        most = max(_MOST_ROWS - len(question), 1)
        if len(lines) > most:
            lines = lines[:most]
            lines[-1].truncate(width - 2)
            lines[-1].append(" …")
        self._lines = lines + question
        self._show_lines(self._rows if width == self._width else 0)
        self._width = width

    def _show_lines(self, least: int) -> None:
        """Show the reading in no less rows than these; the rest is given back after a while."""
        reading = self.query_one("#reading", Steady)
        kept = reading.styles.min_height
        needed = max(len(self._lines), int(kept.value) if kept else 0)
        rows = max(needed, least)
        blank = [Text()] * (rows - len(self._lines))
        reading.put(Text("\n").join([*self._lines, *blank]), layout=rows != self._rows)
        self._rows = rows
        if self._giving_back is not None:
            self._giving_back.stop()
        self._giving_back = self.set_timer(_ROWS_KEPT, lambda: self._show_lines(0)) if needed < rows else None

    def _enter(self, reading: Reading, words: Words, palette: Palette, again: bool) -> None:
        text = ""
        if again:
            text = words("Enter again replaces") if reading.target else words("Enter again does it")
        elif reading.events or reading.intent:
            text = words("Enter saves") if reading.events else "Enter"
        self._promise(text, palette.accent if again else palette.soft)

    def _promise(self, text: str, tone: str) -> None:
        """Say at the right of the line what Enter does."""
        wide = cell_len(text) > _ENTER_CELLS
        self.query_one("#enter", Steady).put(Text(text, style=tone), layout=wide or self._wide)
        self._wide = wide


def _joined(reading: Reading) -> str:
    return "  ".join(reading.details)
