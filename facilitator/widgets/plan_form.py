"""The form of what is prepared: a row for each thing that can be said, filled in by typing or by choosing."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from facilitator.planning.form import Choice, Field
from facilitator.theme import palette_of
from facilitator.words import Words

_LABEL = 29
Identity = tuple[object, ...]


class Row(Struct, frozen=True):
    """What a row shows: the field, and its text, or its choices and the one taken. `wrong`: something is amiss.

    `beside` is what the label says besides, of what stands in other rows.
    """

    field: Field
    text: str = ""
    choices: tuple[Choice, ...] = ()
    chosen: Any = None
    wrong: bool = False
    beside: str = ""

    def named(self, words: Words) -> str:
        """Return its label."""
        return ", ".join(filter(None, [words(self.field.label), self.beside]))


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
    """Enter was pressed in a row.

    Args:
        field: The row's field.
        text: What stands in it.
    """

    def __init__(self, field: Field, text: str) -> None:
        super().__init__()
        self.field, self.text = field, text


def _chosen(row: Row) -> str:
    """Return the label of the choice taken."""
    return next((one.label for one in row.choices if one.value == row.chosen), "")


class Chooser(Static, can_focus=True):
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
        label = _chosen(self.row)
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
        self.post_message(Done(self.row.field, ""))


class Lines(TextArea):
    """A text of several lines; the arrows leave it where it ends."""

    class Left(Message):
        """An arrow was pressed that leads out of the text.

        Args:
            by: 1 below it, -1 above it.
        """

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def action_cursor_down(self, select: bool = False) -> None:
        """Go a line down, or out of the text."""
        self._step(1, super().action_cursor_down, select)

    def action_cursor_up(self, select: bool = False) -> None:
        """Go a line up, or out of the text."""
        self._step(-1, super().action_cursor_up, select)

    def _step(self, by: int, move: Callable[[bool], None], select: bool) -> None:
        before = self.cursor_location
        move(select)
        if self.cursor_location == before and not select:
            self.post_message(self.Left(by))


class PlanForm(VerticalScroll, inherit_bindings=False):
    """Rows that are filled in.

    Args:
        id: The widget's id.
    """

    # The arrows go from row to row, also where there are more rows than fit; scrolling follows.
    BINDINGS = [  # noqa: RUF012
        Binding("down", "go(1)", show=False),
        Binding("up", "go(-1)", show=False),
    ]

    def __init__(self, id: str) -> None:
        super().__init__(id=id, can_focus=False)
        self._fresh: set[str] = set()
        self._identity: Identity = ()
        self._rows: tuple[Row, ...] = ()
        self.filling = False

    def compose(self) -> ComposeResult:
        """While nobody fills it in the form is one text, which costs nothing as one goes from step to step."""
        yield Static(id="read")

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
        here = next((name for name, widget in self._widgets().items() if widget.has_focus), None)
        self._identity, self._rows = identity, tuple(rows)
        read = self.query_one("#read", Static)
        read.display = not self.filling
        if not self.filling:
            self._fresh = set()
            if lines:
                await self.remove_children(lines)
            read.update(self._read(words))
            return
        if not same:
            self._fresh = set()
            # The new rows first: the keyboard must have somewhere to go.
            await self.mount_all([_Line(row) for row in rows])
            self.scroll_home(animate=False)
            if here is not None:
                self.go_to(here)
            await self.remove_children(lines)
        for row, line in zip(rows, self.query(_Line), strict=True):
            line.label(row, words)
            if anew or row.field.key != here or row.choices:
                self._put(line.query_one(".field"), row)
        self.call_after_refresh(self._keep_in_view)

    def _read(self, words: Words) -> Table:
        """Return the form as a text."""
        palette = palette_of(self.app.theme)
        table = Table.grid(padding=0, expand=True)
        # Where the texts stand when they are filled in, so that nothing moves then.
        table.add_column(width=_LABEL + 2)
        table.add_column(ratio=1)
        for row in self._rows:
            label = Text(f" {'! ' if row.wrong else ''}{row.named(words)}")
            label.stylize(palette.warn if row.wrong else palette.soft)
            table.add_row(label, Text(row.text or _chosen(row), style=palette.text) if row.text or row.choices
                          else Text(words(row.field.hint) if row.field.hint else "", style=palette.quiet))  # fmt: skip
        return table

    def go_to(self, key: str = "") -> None:
        """Give the keyboard to a row, the first where there is none of that name."""
        widgets = self._widgets()
        found = widgets.get(key) or next(iter(widgets.values()), None)
        if found is not None:
            found.focus()

    def fill_anew(self) -> None:
        """Let the first letter typed in a row replace what stands there: it is only a beginning."""
        self._fresh = {row.field.key for row in self._rows}

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show the row where the keyboard is, and take all of what is only a beginning."""
        line, field = event.widget.parent, event.widget
        if isinstance(line, _Line) and line.name in self._fresh and isinstance(field, Input | TextArea):
            field.select_all()
        self.call_after_refresh(self._keep_in_view)

    def on_resize(self) -> None:
        """Keep the row where the keyboard is in view."""
        self.call_after_refresh(self._keep_in_view)

    def action_go(self, by: int) -> None:
        """Go to the next row, or the one before."""
        self.move(by)

    def move(self, by: int) -> None:
        """Give the keyboard to the next row, or the one before; it stops at both ends."""
        widgets = list(self._widgets().values())
        here = next((at for at, widget in enumerate(widgets) if widget.has_focus), 0)
        if widgets:
            widgets[min(max(here + by, 0), len(widgets) - 1)].focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what was typed."""
        event.stop()
        self._tell(event.input, event.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell what was typed."""
        event.stop()
        self._tell(event.text_area, event.text_area.text)

    def on_lines_left(self, event: Lines.Left) -> None:
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
        found = self._row(event.input)
        if found is not None:
            self.post_message(Done(found.field, event.value))

    def _tell(self, widget: Widget, text: str) -> None:
        found = self._row(widget)
        if found is not None and text != found.text:
            self._fresh.discard(found.field.key)
            self.post_message(Filled(self._identity, found.field, text))

    def _keep_in_view(self) -> None:
        here = next((line for line in self.query(_Line) if line.has_focus_within), None)
        if here is not None:
            self.scroll_to_widget(here, animate=False)

    def _row(self, widget: Widget) -> Row | None:
        return next((row for row in self._rows if self._widgets().get(row.field.key) is widget), None)

    def _widgets(self) -> dict[str, Widget]:
        return {line.name or "": line.query_one(".field") for line in self.query(_Line)}

    def _put(self, widget: Widget, row: Row) -> None:
        with self.prevent(Input.Changed, TextArea.Changed):
            match widget:
                case Chooser():
                    widget.show(row)
                case Input() if widget.value != row.text:
                    widget.value = row.text
                case TextArea() if widget.text != row.text:
                    widget.text = row.text


class _Line(Horizontal):
    """A label and what is filled in."""

    def __init__(self, row: Row) -> None:
        super().__init__(name=row.field.key, classes="plan-row")
        self.field = row.field
        self._shown = row

    def label(self, row: Row, words: Words) -> None:
        """Name the row, and say in it what it takes."""
        self.query_one(".label", Static).update(Content(("! " if row.wrong else "") + row.named(words)))
        self.set_class(row.wrong, "-wrong")
        widget = self.query_one(".field")
        if isinstance(widget, Input | TextArea):
            widget.placeholder = words(row.field.hint) if row.field.hint else ""

    def compose(self) -> ComposeResult:
        row = self._shown
        yield Static(classes="label")
        match row.field.how:
            case "choice":
                yield Chooser(row)
            case "lines":
                yield Lines(row.text, classes="field", compact=True, highlight_cursor_line=False)
            case _:
                yield Input(row.text, classes="field", select_on_focus=False)
