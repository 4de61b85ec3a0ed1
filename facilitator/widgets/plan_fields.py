"""What a row of the form is filled in with: a line, a text of several lines, a list, one of a few choices."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding
from textual.content import Content
from textual.events import Focus, Key, Paste, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.text_area import Selection

from facilitator.planning.form import Choice, Field
from facilitator.report.writers.terminal.cells import shorten
from facilitator.text import clean, clean_lines
from facilitator.widgets.in_turn import InTurn
from facilitator.widgets.many_lines import ManyLines
from facilitator.widgets.one_line import OneLine
from facilitator.words import Words

# The second and third come only from terminals that tell them from Enter.
_NEW_LINE = ("ctrl+j", "alt+enter", "shift+enter")


class Row(Struct, frozen=True):
    """What a row shows: the field, and its text, or its choices and the one taken. `wrong`: something is amiss."""

    field: Field
    text: str = ""
    choices: tuple[Choice, ...] = ()
    chosen: Any = None
    wrong: bool = False

    def named(self, words: Words) -> str:
        """Return its label, with a mark where something is amiss."""
        return ("! " if self.wrong else "") + words(self.field.label)

    @property
    def at_a_glance(self) -> str:
        """What is read in it in one line: of a list as many of its things as there is room for."""
        return self.text.replace("\n", " · ") if self.field.how == "list" else self.label

    @property
    def label(self) -> str:
        """What is read in it: its text, or the label of the choice taken."""
        return self.text or next((one.label for one in self.choices if one.value == self.chosen), "")


class Entered(Message):
    """Enter was pressed in a field, to go on."""


class Left(Message):
    """An arrow was pressed that leads out of a text.

    Args:
        by: 1 below it, -1 above it.
    """

    def __init__(self, by: int) -> None:
        super().__init__()
        self.by = by


class Chooser(InTurn, Static, can_focus=True):
    """One of a few values; ← and → take another."""

    BINDINGS = [  # noqa: RUF012
        Binding("left", "take(-1)", show=False),
        Binding("right,space", "take(1)", show=False),
        Binding("enter", "done", show=False),
    ]

    class Taken(Message):
        """Another value was taken."""

        def __init__(self, chooser: "Chooser") -> None:
            super().__init__()
            self.chooser = chooser

    def __init__(self, row: Row) -> None:
        super().__init__(classes="field")
        self.row = row

    def render(self) -> Content:
        """Return the value taken, between arrows where the keyboard is."""
        label = self.row.label
        arrows = self.has_focus and len(self.row.choices) > 1
        room = max(self.size.width - (4 if arrows else 0), 4)
        if cell_len(label) > room:
            label = label[: room - 1] + "…"
        return Content(f"‹ {label} ›" if arrows else label)

    def watch_has_focus(self, focus: bool) -> None:
        """Show the arrows where the keyboard is."""
        super().watch_has_focus(focus)
        self.refresh()

    def show(self, row: Row) -> None:
        """Show another value."""
        self.row = row
        self.refresh()

    def action_take(self, by: int) -> None:
        """Take the next value, or the one before."""
        values = [one.value for one in self.row.choices]
        if len(values) > 1:
            at = values.index(self.row.chosen) if self.row.chosen in values else 0
            self.row = Row(self.row.field, choices=self.row.choices, chosen=values[(at + by) % len(values)])
            self.refresh()
            self.post_message(self.Taken(self))

    def action_done(self) -> None:
        """Go on."""
        self.post_message(Entered())


class Line(OneLine):
    """A text of one line. Who comes to it writes on at its end; lines that are pasted become one.

    Args:
        text: The text.
        replaced: Whether it is so short, a number or a time, that who comes to it writes another in its place.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("ctrl+home", "home", show=False),
        Binding("ctrl+end", "end", show=False),
        Binding("ctrl+a", "select_all", show=False),
    ]

    def __init__(self, text: str, replaced: bool) -> None:
        super().__init__(text, classes="field", select_on_focus=False)
        self._replaced = replaced

    def on_focus(self, event: Focus) -> None:
        """Go to the end, with all of it marked where it is to be replaced."""
        if not event.from_app_focus:
            self.to_end()
            if self._replaced:
                self.select_all()

    def to_end(self) -> None:
        """Go to the end of the text."""
        self.cursor_position = len(self.value)

    def on_paste(self, event: Paste) -> None:
        """Take all lines, as one."""
        event.stop()
        event.prevent_default()
        self.replace(clean(event.text), *sorted(self.selection))


class Lines(ManyLines):
    """A text of several lines, or a list with something on each. The arrows leave it where it ends.

    Enter goes on, and a key of its own makes a new line; in a list Enter makes the next line, and goes on from an empty
    one at its end.

    Args:
        text: The text.
        listed: Whether it is a list.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("ctrl+home", "to_start", show=False),
        Binding("ctrl+end", "to_end", show=False),
        Binding("ctrl+a", "select_all", show=False),
    ]

    def __init__(self, text: str, listed: bool) -> None:
        super().__init__(text, classes="field", compact=True, highlight_cursor_line=False)
        self._listed = listed
        self._width = 0

    @property
    def goes_on(self) -> bool:
        """Whether Enter goes on from here; in a list where all is taken as it came, or the line at the end is empty."""
        start, end = sorted(self.selection)
        everything = bool(self.text) and (start, end) == ((0, 0), self.document.end)
        empty = end == self.document.end and not self.document[end[0]].strip()
        return not self._listed or everything or empty

    def on_focus(self, event: Focus) -> None:
        """Go to the end."""
        if not event.from_app_focus:
            self.to_end()

    def on_resize(self, event: Resize) -> None:
        """Take as many lines as the text has in this width, which was not known before."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.call_after_refresh(self.refresh, layout=True)

    def on_blur(self) -> None:
        """Show how the text begins again."""
        self.selection = Selection.cursor((0, 0))

    def to_end(self) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end)

    async def _on_key(self, event: Key) -> None:
        # Before the editor's own handler, which makes a line of every Enter. As bindings these keys would come after
        # letters that are typed fast.
        if event.key not in (*_NEW_LINE, *(["enter"] if self.goes_on else [])):
            return
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            self.post_message(Entered())
        else:
            self.replace("\n", *sorted(self.selection), maintain_selection_offset=False)

    def on_paste(self, event: Paste) -> None:
        """Take only what is harmless; its lines stay."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        done = self.replace(clean_lines(event.text), start, end, maintain_selection_offset=False)
        self.move_cursor(done.end_location)

    def action_to_start(self) -> None:
        """Go to the beginning of the text."""
        self.move_cursor((0, 0))

    def action_to_end(self) -> None:
        """Go to the end of the text."""
        self.to_end()

    def action_cursor_down(self, select: bool = False) -> None:
        """Go a line down, or out of the text."""
        self._step(1, super().action_cursor_down, select)

    def action_cursor_up(self, select: bool = False) -> None:
        """Go a line up, or out of the text."""
        self._step(-1, super().action_cursor_up, select)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in view; none of them any more where the form is gone and its styles with it."""
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return a line; the last in view says that there is more, while the keyboard is elsewhere."""
        strip, height = super().render_line(y), self.size.height
        if self.has_focus or y + 1 < height or self.wrapped_document.height <= height:
            return strip
        width = self.content_size.width
        told = " · ".join(self.document.lines) if self._listed and height == 1 else f"{strip.text.rstrip()}…"
        style = next((segment.style for segment in strip), None)
        text = shorten(told, width) if cell_len(told) > width else told
        return Strip([Segment(text, style)]).adjust_cell_length(strip.cell_length, style)

    def _step(self, by: int, move: Callable[[bool], None], select: bool) -> None:
        before = self.cursor_location
        move(select)
        if self.cursor_location == before and not select:
            self.post_message(Left(by))



def filled_with(row: Row) -> Widget:
    """Return what a row is filled in with."""
    match row.field.how:
        case "choice":
            return Chooser(row)
        case "lines" | "list":
            return Lines(row.text, listed=row.field.how == "list")
        case _:
            return Line(row.text, replaced=row.field.how in ("number", "clock"))
