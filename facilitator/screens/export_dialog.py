"""Writing a session's summary: which kinds of file, where they will be, and that they are there."""

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.export import export, file_of
from facilitator.keys import ScreenName, bindings
from facilitator.report.audience import AUDIENCES, USUAL, Audience, left_out
from facilitator.report.writers.terminal.cells import wrap
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


_KINDS = {
    "html": _("one page for the browser: to read, print and send"),
    "md": _("plain text with headings and tables: to edit and paste"),
    "docx": _("minutes for Word: to edit, to file and to print"),
    "xlsx": _("a workbook: a sheet for each step, and all that was given"),
    "csv": _("all figures in one table: for a spreadsheet or statistics"),
    "json": _("figures, findings and the log: for other programs"),
    "pdf": _("pages for print: to send and to file"),
    "pptx": _("slides: to show on the wall and to go on with"),
}
_USUAL = ("html", "md")
_INDENT = 11


class ExportScreen(ModalScreen[None]):
    """Chooses kinds of file and writes them beside the session, in the session's own language.

    Args:
        path: The session's file.
        words: The interface's language.
        hint: What should be known before it is written, as that the last step is still running.
        marked: The kinds of file that are marked to begin with.
        desk: The session where it is open for recording: what came out is edited there.
    """

    class Wrote(Message):
        """A file is written, or could not be; `told` is what it does not show; `last` is the end of the work."""

        def __init__(
            self, paths: Sequence[Path], problem: str = "", last: bool = False, told: Sequence[str] = ()
        ) -> None:
            super().__init__()
            self.paths, self.problem, self.last, self.told = paths, problem, last, told

    CSS_PATH = "export_dialog.tcss"
    BINDINGS = bindings("export")

    def __init__(
        self, path: Path, words: Words, hint: str = "", marked: Sequence[str] = _USUAL, desk: Desk | None = None
    ) -> None:
        super().__init__(classes="dialog")
        self._hint = hint
        self._desk = desk
        self._audience = USUAL
        self.key_set: ScreenName = "export"
        self._path = path
        self._words = words
        self._marked = set(marked)
        self._written: list[Path] = []
        self._told: list[str] = []
        self._problem = ""
        self._working = False
        self._ended = False

    def compose(self) -> ComposeResult:
        """What can be written, and below it how the writing goes."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            yield MarkedList(id="kinds")
            yield Static(id="outcome")
            yield KeyBar("export", self._words)

    def on_mount(self) -> None:
        """Begin at the first kind of file."""
        kinds = self.query_one(MarkedList)
        kinds.set_options([Option(self._row(name), id=name) for name in _KINDS])
        kinds.highlighted = next((at for at, name in enumerate(_KINDS) if name in self._marked), 0)
        kinds.focus()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Set the rows to the new width."""
        self.call_after_refresh(self._show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self._words = words
        self.query_one(KeyBar).speak(words)
        self._show()

    def action_mark(self, number: int) -> None:
        """Take a kind of file, or leave it: the one with this number, or for 0 the one highlighted."""
        kinds = self.query_one(MarkedList)
        if number > len(_KINDS):
            return
        if number:
            kinds.highlighted = number - 1
        option = kinds.highlighted_option
        if option is not None and option.id and not self._working and not self._ended:
            self._marked ^= {option.id}
            self._show()

    def action_audience(self, by: int) -> None:
        """Write it for somebody else."""
        if not self._working and not self._ended:
            self._audience = AUDIENCES[(AUDIENCES.index(self._audience) + by) % len(AUDIENCES)]
            self._show()

    def action_edit(self) -> None:
        """Edit what came out, in the session that is open, else in its file."""
        from facilitator.screens.own_words import OwnWordsScreen

        if self._working or self._ended:
            return
        try:
            desk = self._desk or Desk(self._path, self._words)
        except FacilitatorError as error:
            self._problem = str(error)
            self._show()
            return
        self._problem = ""
        self.app.push_screen(OwnWordsScreen(desk, self._words), self._edited if desk is not self._desk else None)

    def action_paper(self) -> None:
        """Print what the day needs before it begins."""
        from facilitator.report.paper.planned import of_session
        from facilitator.screens.print_dialog import PrintScreen

        if self._working or self._ended:
            return
        beside = self._path.with_suffix("")
        try:
            state = (self._desk or Desk(self._path, self._words, read_only=True)).state
            spoken, fixed = Words(state.language), bool(state.active_groups)
            screen = PrintScreen(lambda count: of_session(state, spoken, groups=count), beside, self._words, fixed)
        except FacilitatorError as error:
            self._problem = str(error)
            self._show()
            return
        self._problem = ""
        self.app.push_screen(screen)

    def _edited(self, desk: Desk | None) -> None:
        """Close the file that was opened for editing."""
        try:
            if desk is not None:
                desk.close()
        except FacilitatorError as error:
            self._problem = str(error)
        self._show()

    def action_close(self) -> None:
        """Close; what is being written stops after the file at hand."""
        self.workers.cancel_node(self)
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _enter(self) -> None:
        if self._ended:
            self.action_close()
        elif not self._working and self._marked:
            self._working, self._problem = True, ""
            self._show()
            self._write([name for name in _KINDS if name in self._marked], self._words, self._audience)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _write(self, names: Sequence[str], words: Words, audience: Audience) -> None:
        """Write file after file; told to stop, not the next one."""
        worker, problem = get_current_worker(), ""
        try:
            desk = Desk(self._path, words, read_only=True)
            desk.speak(Words(desk.state.language))
            for name in names:
                if worker.is_cancelled:
                    return
                told: list[str] = []
                beside, records = self._path.with_suffix(""), desk.documents()
                written = export(desk.book, records, [name], beside, words, audience=audience, tell=told.append)
                self.post_message(self.Wrote(written, told=told))
        except FacilitatorError as error:
            problem = str(error)
        self.post_message(self.Wrote((), problem, last=True))

    def on_export_screen_wrote(self, message: Wrote) -> None:
        """Show what is written so far, or what went wrong."""
        self._written += message.paths
        self._told += message.told
        self._problem = message.problem
        if message.last:
            self._working, self._ended = False, not message.problem
        if self._ended:
            self.query_one(KeyBar).leave_out("write", "mark-first", "audience", "edit")
        self._show()

    def _show(self) -> None:
        kinds = self.query_one(MarkedList)
        self.query_one("#title", Static).update(self._title())
        for name in _KINDS:
            kinds.replace_option_prompt(name, self._row(name))
        # A row that is marked grows by the name of its file.
        self.call_after_refresh(kinds.scroll_to_highlight)
        self.query_one("#outcome", Static).update(self._outcome())

    def _title(self) -> Text:
        """Return what this is, and the way to what is printed before the day: the last row has no room for it."""
        palette, words = palette_of(self.app.theme), self._words
        told = words("print for the day")
        other = [] if self._ended else [("   P ", palette.text), (told, f"not bold {palette.quiet}".strip())]
        return Text.assemble(words("Write the summary"), *other)

    def _row(self, name: str) -> Text:
        """Return a kind of file: whether it is taken, what it is for, and where it will be."""
        palette, words = palette_of(self.app.theme), self._words
        taken = name in self._marked
        there = taken and not self._ended and self._target(name).exists()
        kind = _KINDS[name]
        told = wrap(words(kind), max(self.query_one(MarkedList).content_size.width - _INDENT - 2, 20))
        told += [clean(self._target(name).name)] if taken and not self._ended else []
        if there:
            told.append(words("There is one already; it is replaced."))
        tone = palette.soft if taken else palette.quiet
        return Text.assemble(
            (" ✓ " if taken else " · ", palette.accent if taken else palette.quiet),
            (f"{list(_KINDS).index(name) + 1} ", palette.accent),
            (f"{name:<{_INDENT - 5}}", f"bold {palette.text}" if taken else palette.quiet),
            (told[0], palette.text if taken else palette.quiet),
            *((f"\n{' ' * _INDENT}{line}", tone) for line in told[1:]),
        )

    def _outcome(self) -> Text:
        palette, words = palette_of(self.app.theme), self._words
        rows: list[Text] = []
        folder = clean(str(self._path.parent))
        rows.append(Text(words("In the folder {folder}.", folder=folder), style=palette.soft))
        rows += [Text(left_out(self._audience, words), style=palette.text)] if not self._ended else []
        rows += [Text(f"! {self._hint}", style=palette.text)] if self._hint and not self._ended else []
        if self._written:
            rows.append(Text("✓ " + words("Written:"), style=f"bold {palette.text}"))
            rows.append(Text(" · ".join(clean(path.name) for path in self._written), style=palette.accent))
            rows += [Text(f"! {clean(told)}", style=palette.text) for told in self._told]
        if self._problem:
            rows.append(Text(f"! {self._problem}", style=palette.alarm))
        elif self._working:
            rows.append(Text(words("Writing … Esc stops."), style=palette.soft))
        elif not self._marked:
            rows.append(Text(words("Nothing is marked: the numbers mark."), style=palette.soft))
        return Text("\n").join(rows)

    def _target(self, name: str) -> Path:
        return file_of(self._path.with_suffix(""), name, self._audience)
