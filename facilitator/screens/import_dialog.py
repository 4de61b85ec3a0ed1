"""Answers from a file: what its columns mean and what would be recorded, before anything is."""

from pathlib import Path

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from facilitator.agenda.model import Collect, Step
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.importing.mapping import guess, lacking, shapes_of
from facilitator.importing.meaning import Columns, Shape, may_repeat, meanings
from facilitator.importing.plan import Plan, Scratch, counted, plan
from facilitator.importing.sheet import Sheet, read_sheet
from facilitator.keys import ScreenName, bindings
from facilitator.languages import in_language
from facilitator.report.writers.terminal import Palette
from facilitator.screens.closing import Dialog
from facilitator.screens.import_rows import column_rows, fate_rows
from facilitator.steps.line import Target
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.one_line import OneLine
from facilitator.words import Words

_OFTEN = 100


class ImportScreen(Dialog[Plan | None]):
    """Reads a file and shows what it would record. Dismissed with that, None where nothing is wanted.

    Args:
        desk: The open session.
        step: The step that is imported into.
        target: Who the line in the runner is for; in a step of answers the file too, where no column says so.
        file: The file, as it was typed; empty to ask for it.
    """

    class Loaded(Message):
        """A file is read, or cannot be."""

        def __init__(self, file: str, sheet: Sheet | None, problem: str = "") -> None:
            super().__init__()
            self.file, self.sheet, self.problem = file, sheet, problem

    class Read(Message):
        """So many rows are read, at the end with what they would record; `columns` are what they were read by."""

        def __init__(self, columns: Columns, rows: int, planned: Plan | None = None) -> None:
            super().__init__()
            self.columns, self.rows, self.planned = columns, rows, planned

    CSS_PATH = "import_dialog.tcss"
    BINDINGS = bindings("import")

    def __init__(self, desk: Desk, step: Step, target: Target, file: str = "") -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "import"
        self._desk, self._step, self._typed = desk, step, file
        self._target = _default(step, target)
        self._file = ""
        self._sheet: Sheet | None = None
        self._columns: Columns | None = None
        self._planned: Plan | None = None
        self._problem = ""
        self._rows_read: int | None = None
        self._again = False

    def compose(self) -> ComposeResult:
        """The file, its columns, how many rows would be recorded, and the rows."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            yield OneLine(self._typed, id="file", select_on_focus=False)
            yield MarkedList("columns")
            yield Static(id="outcome")
            with VerticalScroll(id="rows", can_focus=False):
                yield Static(id="fates")
            yield KeyBar("import", self._desk.words)

    def on_mount(self) -> None:
        """Read the file that was named, or ask for one."""
        self.query_one(OneLine).focus()
        try:
            shapes_of(self._desk.book, self._step)
        except FacilitatorError as error:
            self._problem = str(error)
        else:
            if self._typed.strip():
                self.action_accept()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Set the columns to the new width."""
        self.call_after_refresh(self._show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.query_one(KeyBar).speak(words)
        self._plan_again()

    def action_accept(self) -> None:
        """Read the file that is named; when it is read, record what can be; what replaces something wants two."""
        typed = self.query_one(OneLine).value
        if typed != self._file or self._sheet is None:
            self._load(typed)
        elif self._planned is not None and self._planned.events:
            if self._planned.replacing and not self._again:
                self._again = True
                self._show()
            else:
                self.dismiss(self._planned)

    def action_close(self) -> None:
        """Record nothing; what is being read stops."""
        self.workers.cancel_node(self)
        self.dismiss(None)

    def action_file(self) -> None:
        """Take the typing to the file's name, or back to the columns."""
        line = self.query_one(OneLine)
        (self.query_one(MarkedList) if line.has_focus and self._sheet is not None else line).focus()

    def action_move(self, by: int) -> None:
        """Go to another column."""
        if self._sheet is not None:
            self.query_one(MarkedList).focus()
            self.query_one(MarkedList).move(by)

    def action_mean(self, by: int) -> None:
        """Give the column another meaning that no other column has; while the file's name is typed, move in that."""
        line, at = self.query_one(OneLine), self.query_one(MarkedList).highlighted
        if line.has_focus:
            line.cursor_position += by
        elif self._columns is not None and at is not None:
            now, taken = self._columns.meanings[at], set(self._columns.meanings)
            free = [one for one in meanings(self._desk.book, self._step, self._columns.shape)
                    if one == now or may_repeat(one) or one not in taken]  # fmt: skip
            self._columns = self._columns.but(at, free[(free.index(now) + by) % len(free)])
            self._plan_again()

    def action_shape(self) -> None:
        """Take rows as ballots, or as counts, where a step has both."""
        shapes = shapes_of(self._desk.book, self._step)
        if self._sheet is not None and self._columns is not None and len(shapes) > 1:
            self._guess(shapes[(shapes.index(self._columns.shape) + 1) % len(shapes)])

    def action_sheet(self) -> None:
        """Read the next sheet of the workbook."""
        if self._sheet is not None and self._sheet.others:
            self._load(self._file, self._sheet.others[0])

    def action_scroll(self, by: int) -> None:
        """Show more of the rows."""
        rows = self.query_one("#rows", VerticalScroll)
        rows.scroll_relative(y=by * max(rows.size.height - 1, 1), animate=False)

    def on_import_screen_loaded(self, message: Loaded) -> None:
        """Guess what the columns of a file mean, and see what it would record."""
        self._file, self._sheet, self._problem = message.file, message.sheet, message.problem
        self._rows_read = None
        if self._sheet is not None:
            self._guess(None)
            self.query_one(MarkedList).highlighted = 0
            self.query_one(MarkedList).focus()
        self._show()

    def on_import_screen_read(self, message: Read) -> None:
        """Show how far the rows are read; what was read by other columns does not matter any more."""
        if message.columns is self._columns and self._planned is None:
            self._rows_read, self._planned = message.rows, message.planned
            self._show()

    def _load(self, file: str, sheet: str = "") -> None:
        self._sheet = self._columns = self._planned = None
        self._problem, self._again, self._rows_read = "", False, None
        if file.strip():
            self._rows_read = 0
            self._read_file(file, sheet, self._desk.words)
        self._show()

    def _guess(self, shape: Shape | None) -> None:
        if self._sheet is not None:
            self._columns = guess(self._desk.book, self._step, self._sheet, shape)
            self._plan_again()

    def _plan_again(self) -> None:
        """Read the rows anew, by the columns as they are now."""
        self._planned, self._again, self._rows_read = None, False, None
        if self._sheet is not None and self._columns is not None:
            part = self._target.part if self._target else 0
            self._problem = lacking(self._desk.book, self._step, self._columns, part)
            if not self._problem:
                self._rows_read = 0
                self._read_rows(Scratch(self._desk.book, self._step), self._sheet, self._columns)
        self._show()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read_file(self, file: str, sheet: str, words: Words) -> None:
        try:
            self.post_message(self.Loaded(file, read_sheet(_path(file), words, sheet)))
        except FacilitatorError as error:
            self.post_message(self.Loaded(file, None, str(error)))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read_rows(self, scratch: Scratch, sheet: Sheet, columns: Columns) -> None:
        worker = get_current_worker()

        def tell(rows: int) -> None:
            if worker.is_cancelled:
                raise _StoppedError
            if rows % _OFTEN == 0:
                self.post_message(self.Read(columns, rows))

        try:
            planned = plan(scratch, sheet, columns, self._target, tell)
        except _StoppedError:
            return
        self.post_message(self.Read(columns, len(sheet.rows), planned))

    def _show(self) -> None:
        words, palette = self._desk.words, palette_of(self.app.theme)
        title = words("Import into «{title}»", title=self._step.title.of(words.language))
        self.query_one("#title", Static).update(Content(title))
        self.query_one(OneLine).placeholder = words(
            "a CSV or Excel file, such as {example}", example=f"~/{in_language('answers', words.language)}.xlsx"
        )
        columns = self.query_one(MarkedList)
        at = columns.highlighted
        rows = []
        if self._sheet is not None and self._columns is not None:
            width = columns.content_size.width
            rows = column_rows(self._desk.book, self._step, self._sheet, self._columns, width, palette)
        columns.set_options([Option(row) for row in rows])
        columns.highlighted = at if at is not None and at < len(rows) else None
        columns.display = bool(rows)
        one_shape = self._columns is None or self._step.kind not in ("vote", "rate")
        one_sheet = self._sheet is None or not self._sheet.others
        self.query_one(KeyBar).leave_out(*(["shape"] if one_shape else []), *(["sheet"] if one_sheet else []))
        self.query_one("#outcome", Static).update(self._outcome(palette))
        self.query_one("#fates", Static).update(fate_rows(self._planned, self._desk.book, palette))

    def _outcome(self, palette: Palette) -> Text:
        words = self._desk.words
        rows: list[Text] = []
        if self._sheet is not None and self._sheet.others:
            others = words("The sheet «{sheet}»; ^N reads the next.", sheet=self._sheet.name)
            rows.append(Text(others, style=palette.soft))
        if self._problem:
            rows.append(Text(f"! {self._problem}", style=palette.alarm))
        elif self._planned is not None:
            rows.append(Text(counted(self._planned, words, is_recorded=False), style=f"bold {palette.text}"))
            if self._again:
                rows.append(Text(f"! {words('Enter again replaces')}", style=palette.warn))
        elif self._rows_read is not None:
            whole = len(self._sheet.rows) if self._sheet is not None else 0
            rows.append(Text(words("Reading … {done} of {count} rows. Esc stops.", done=self._rows_read, count=whole)
                             if whole else words("Reading … Esc stops."), style=palette.soft))  # fmt: skip
        return Text("\n").join(rows)

class _StoppedError(Exception):
    """Nobody waits for these rows any more."""


def _default(step: Step, target: Target) -> Target | None:
    """Return who answers are from where no column says so; ballots and counts are nobody's without one."""
    if not isinstance(step, Collect):
        return None
    return target if step.by == "group" else Target("room", target.part)


def _path(typed: str) -> Path:
    """Return the file that is meant; a terminal puts quotation marks round one that is dropped on it."""
    return Path(clean(typed).strip("'\"")).expanduser()
