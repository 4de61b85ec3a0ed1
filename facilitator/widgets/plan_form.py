"""The form of what is prepared: a row for each thing that can be said, filled in by typing or by choosing."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from facilitator.planning.form import Field
from facilitator.report.writers.terminal.cells import shorten
from facilitator.theme import palette_of
from facilitator.widgets.plan_fields import Chooser, Entered, Left, Line, Lines, Row, filled_with
from facilitator.widgets.plan_read import set_rows
from facilitator.words import Words

_LABEL = 29
Identity = tuple[object, ...]


class Filled(Message):
    """Something was typed or chosen in a row.

    Args:
        identity: What the form shows.
        field: The row's field.
        value: The text, or the value of the choice.
    """

    def __init__(self, identity: Identity, field: Field, value: Any) -> None:
        super().__init__()
        self.identity, self.field, self.value = identity, field, value


class Done(Message):
    """Enter was pressed in a row, to go on; what was typed in it has been told."""


class Seen(Message):
    """Other rows are in view, or the keyboard is in another row."""


class PlanForm(VerticalScroll, inherit_bindings=False):
    """Rows that are filled in.

    Args:
        id: The widget's id.

    Attributes:
        filling: Whether it is filled in; else it is only read.
    """

    def __init__(self, id: str) -> None:
        super().__init__(id=id, can_focus=False)
        self._fresh: set[str] = set()
        self._identity: Identity = ()
        self._rows: tuple[Row, ...] = ()
        self._below: tuple[Field, ...] = ()
        self._words = Words("en")
        self.filling = False

    def compose(self) -> ComposeResult:
        """While nobody fills it in the form is one text, which costs nothing as one goes from step to step."""
        yield Static(id="read")

    @property
    def below(self) -> tuple[Field, ...]:
        """The fields that are out of view, below."""
        if not self.filling:
            return self._below
        end = self.content_region.bottom
        return tuple(line.field for line in self.query(_Line) if line.region.bottom > end)

    @property
    def here(self) -> Field | None:
        """The field where the keyboard is."""
        line = self._line_here()
        return line.field if line else None

    @property
    def at_end(self) -> bool:
        """Whether the keyboard is in the last field."""
        return bool(self._rows) and self.here == self._rows[-1].field

    @property
    def goes_on(self) -> bool:
        """Whether Enter goes on from where the keyboard is."""
        found = self.screen.focused
        return not isinstance(found, Lines) or found.goes_on

    def text_here(self) -> str:
        """Return what stands in the line where the keyboard is, as it was typed."""
        found = self.screen.focused
        return found.value if isinstance(found, Line) else ""

    async def show(self, identity: Identity, rows: Sequence[Row], words: Words, anew: bool = False) -> None:
        """Show rows. Where the keyboard is, what is typed stays as it was typed, unless it is shown `anew`.

        Args:
            identity: What is filled in; another one, or other rows, make a new form.
            rows: The rows.
            words: The language of the labels.
            anew: Also the row where the keyboard is.
        """
        lines = list(self.query(_Line))
        same = identity == self._identity and [row.field for row in rows] == [line.field for line in lines]
        at_hand = self._line_here()
        here, place = self.here, lines.index(at_hand) if at_hand else 0
        if identity != self._identity:
            self._fresh = set()
        self._identity, self._rows, self._words = identity, tuple(rows), words
        read = self.query_one("#read", Static)
        read.display = not self.filling
        if not self.filling:
            self._fresh = set()
            if lines:
                await self.remove_children(lines)
            self._show_read()
            return
        if not same:
            # The new rows first: the keyboard must have somewhere to go.
            await self.mount_all([_Line(row) for row in rows])
            self.scroll_home(animate=False)
            if here is not None:
                stays = here.key in [row.field.key for row in rows]
                self.go_to(here.key if stays else rows[min(place, len(rows) - 1)].field.key)
            await self.remove_children(lines)
        for row, line in zip(rows, self.query(_Line), strict=True):
            line.label(row, words)
            if anew or row.field != here or row.choices:
                self._put(line.query_one(".field"), row)
        self.call_after_refresh(self._keep_in_view)

    def go_to(self, key: str = "") -> None:
        """Give the keyboard to a row, the first where there is none of that name."""
        widgets = self._widgets()
        found = widgets.get(key) or next(iter(widgets.values()), None)
        if found is not None:
            self.screen.set_focus(found)

    def fill_anew(self) -> None:
        """Let the first letter typed in a row replace what stands there: it is only a beginning."""
        self._fresh = {row.field.key for row in self._rows}

    def replace_next(self, key: str) -> None:
        """Let the first letter typed in a row replace what stands there."""
        self._fresh.add(key)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show the row where the keyboard is, and take all of what is only a beginning."""
        line, field = event.widget.parent, event.widget
        if isinstance(line, _Line) and line.name in self._fresh and isinstance(field, Input | TextArea):
            field.select_all()
        self.call_after_refresh(self._keep_in_view)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Show what was understood of what was typed, "12:00" for "12"."""
        line = event.widget.parent
        row = next((row for row in self._rows if isinstance(line, _Line) and row.field == line.field), None)
        # What is told of a text of several lines is read from it later, so that it has to stay.
        if row is not None and isinstance(event.widget, Line):
            self._put(event.widget, row)

    def on_resize(self) -> None:
        """Keep the row where the keyboard is in view."""
        if not self.filling:
            self._show_read()
        self.call_after_refresh(self._keep_in_view)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other rows are in view."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(Seen())

    def move(self, by: int) -> bool:
        """Give the keyboard to the next row, or the one before; returns whether there was one."""
        lines, line = list(self.query(_Line)), self._line_here()
        here = lines.index(line) if line else 0
        if not 0 <= here + by < len(lines):
            return False
        self.go_to(lines[here + by].field.key)
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what was typed."""
        event.stop()
        self._tell(event.input, event.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell what was typed."""
        event.stop()
        self._tell(event.text_area, event.text_area.text)

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Tell that the keyboard is elsewhere in a text."""
        event.stop()
        self.post_message(Seen())

    def on_left(self, event: Left) -> None:
        """Go on from a text of several lines."""
        event.stop()
        self.move(event.by)

    def on_chooser_taken(self, event: Chooser.Taken) -> None:
        """Tell what was chosen."""
        event.stop()
        self.post_message(Filled(self._identity, event.chooser.row.field, event.chooser.row.chosen))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell that this row is done."""
        event.stop()
        self.post_message(Done())

    def on_entered(self, event: Entered) -> None:
        """Tell that this row is done."""
        event.stop()
        self.post_message(Done())

    def _tell(self, widget: Widget, text: str) -> None:
        line = widget.parent
        if not isinstance(line, _Line):
            return
        rows = {row.field: row for row in self._rows}
        if line.field in rows and text != rows[line.field].text:
            self._rows = tuple({**rows, line.field: replace(rows[line.field], text=text)}.values())
            self._fresh.discard(line.field.key)
            self.post_message(Filled(self._identity, line.field, text))

    def _keep_in_view(self) -> None:
        here = self._line_here()
        if here is not None:
            self.scroll_to_widget(here, animate=False)
        self.post_message(Seen())

    def _line_here(self) -> "_Line | None":
        # The screen knows at once where the keyboard is, a widget a little later.
        focused = self.screen.focused
        found = focused.parent if focused is not None else None
        return found if isinstance(found, _Line) else None

    def _widgets(self) -> dict[str, Widget]:
        return {line.name or "": line.query_one(".field") for line in self.query(_Line)}

    def _put(self, widget: Widget, row: Row) -> None:
        with self.prevent(Input.Changed, TextArea.Changed):
            match widget:
                case Chooser():
                    widget.show(row)
                case Line() if widget.value != row.text:
                    widget.value = row.text
                case Lines() if widget.text != row.text:
                    widget.text = row.text
                case _:
                    return
            if isinstance(widget, Line | Lines) and self.screen.focused is widget:
                widget.to_end()

    def _show_read(self) -> None:
        """Show the form as a text."""
        size, indent = self.scrollable_content_region.size, _LABEL + 2
        told, seen = set_rows(self._rows, indent, max(size.width, indent + 10), size.height, self._words,
                              palette_of(self.app.theme))  # fmt: skip
        self._below = tuple(row.field for row in self._rows[seen:])
        self.query_one("#read", Static).update(told)
        self.post_message(Seen())


class _Line(Horizontal):
    """A label and what is filled in."""

    def __init__(self, row: Row) -> None:
        super().__init__(name=row.field.key, classes="plan-row")
        self.field = row.field
        self._shown = row

    def label(self, row: Row, words: Words) -> None:
        """Name the row, and say in it what it takes."""
        self.query_one(".label", Static).update(Content(shorten(row.named(words), _LABEL - 1)))
        self.set_class(row.wrong, "-wrong")
        widget = self.query_one(".field")
        if isinstance(widget, Line | Lines):
            widget.placeholder = words(row.field.hint) if row.field.hint else ""

    def compose(self) -> ComposeResult:
        yield Static(classes="label")
        yield filled_with(self._shown)
