"""Printing what a day needs before it begins: which documents, for how many tables, where they will be."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from facilitator.errors import FacilitatorError
from facilitator.export import style_of
from facilitator.keys import ScreenName, bindings
from facilitator.paper import PAPER_FORMATS, paper_file, print_out
from facilitator.report.paper.build import NAMES
from facilitator.report.paper.model import WHATS, What
from facilitator.report.paper.planned import Planned
from facilitator.report.writers.terminal.cells import shorten, wrap
from facilitator.screens.closing import Dialog
from facilitator.screens.export_dialog import LOW
from facilitator.storage import disk
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


_TOLD: dict[What, str] = {
    "agenda": _("for those who take part: times, titles and the purpose, none of your notes"),
    "runsheet": _("for you: times, prompts, notes, what to see to, what to type, room for the real times"),
    "ballots": _("to cut apart, with the numbers that the entry line takes"),
    "worksheets": _("a page for each table and question, and the lists for the wall"),
    "cards": _("a page for each table, to fold and stand up"),
}
_MOST_TABLES = 99
_INDENT = 6


class PrintScreen(Dialog[None]):
    """Chooses documents and writes them, in the room's own language.

    Args:
        planned: Gives the day for so many tables; for its own where None.
        beside: The files are called like this path.
        words: The interface's language.
        fixed: Whether the tables are those of a session, and cannot be chosen.
    """

    class Wrote(Message):
        """A file is written, or could not be; `told` is what it does not show; `last` is the end of the work."""

        def __init__(
            self, paths: Sequence[Path], problem: str = "", last: bool = False, told: Sequence[str] = ()
        ) -> None:
            super().__init__()
            self.paths, self.problem, self.last, self.told = paths, problem, last, told

    CSS_PATH = "export_dialog.tcss"
    BINDINGS = bindings("print")

    def __init__(
        self, planned: Callable[[int | None], Planned], beside: Path, words: Words, fixed: bool = False
    ) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "print"
        self._planned = planned
        self._beside = beside
        self._words = words
        self._fixed = fixed
        self._day = planned(None)
        self._marked: set[What] = set(WHATS)
        self._format = PAPER_FORMATS[0]
        self._written: list[Path] = []
        self._told: list[str] = []
        self._problem = ""
        self._working = False
        self._ended = False

    def compose(self) -> ComposeResult:
        """What can be printed, and below it how the writing goes."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            yield MarkedList(id="kinds")
            yield Static(id="outcome")
            yield KeyBar("print", self._words)

    def on_mount(self) -> None:
        """Begin at the first document."""
        kinds = self.query_one(MarkedList)
        kinds.set_options([Option(self._row(what), id=what) for what in WHATS])
        kinds.highlighted = 0
        kinds.focus()
        if self._fixed:
            self.query_one(KeyBar).leave_out("tables")
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
        """Take a document, or leave it: the one with this number, or for 0 the one highlighted."""
        kinds = self.query_one(MarkedList)
        if number > len(WHATS):
            return
        if number:
            kinds.highlighted = number - 1
        if kinds.highlighted is not None and not self._stands_still:
            self._marked ^= {WHATS[kinds.highlighted]}
            self._show()

    def action_format(self, by: int) -> None:
        """Write another kind of file."""
        if not self._stands_still:
            self._format = PAPER_FORMATS[(PAPER_FORMATS.index(self._format) + by) % len(PAPER_FORMATS)]
            self._show()

    def action_tables(self, by: int) -> None:
        """Print for a table more, or one less."""
        count = len(self._day.groups) + by
        if not self._stands_still and not self._fixed and 1 <= count <= _MOST_TABLES:
            self._day = self._planned(count)
            self._show()

    def action_close(self) -> None:
        """Close; what is being written stops after the file at hand."""
        self.workers.cancel_node(self)
        self.dismiss(None)

    @property
    def _stands_still(self) -> bool:
        """Whether nothing can be chosen: it is being written, or written."""
        return self._working or self._ended

    @on(OptionList.OptionSelected)
    def _enter(self) -> None:
        if self._ended:
            self.action_close()
        elif not self._working and self._marked:
            self._working, self._problem, self._written, self._told = True, "", [], []
            self._show()
            self._write([what for what in WHATS if what in self._marked], self._format, self._day, self._words)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _write(self, whats: Sequence[What], name: str, day: Planned, words: Words) -> None:
        """Write file after file; told to stop, not the next one."""
        settings = cast("FacilitatorApp", self.app).settings
        worker, problem = get_current_worker(), ""
        try:
            disk.make_folder(self._beside.parent, words)
            for what in whats:
                if worker.is_cancelled:
                    return
                told: list[str] = []
                style = style_of(settings, [name], words, told.append)
                written = print_out(day, [what], [name], self._beside, words, style=style, tell=told.append)
                self.post_message(self.Wrote(written, told=told))
        except FacilitatorError as error:
            problem = str(error)
        self.post_message(self.Wrote((), problem, last=True))

    def on_print_screen_wrote(self, message: Wrote) -> None:
        """Show what is written so far, or what went wrong."""
        self._written += message.paths
        self._told += message.told
        self._problem = message.problem
        if message.last:
            self._working, self._ended = False, not message.problem
        if self._ended:
            self.query_one(KeyBar).leave_out("write", "mark-first", "format", "tables")
        self._show()

    def _show(self) -> None:
        kinds = self.query_one(MarkedList)
        self.query_one("#title", Static).update(Content(self._words("Print what the day needs")))
        for what in WHATS:
            kinds.replace_option_prompt(what, self._row(what))
        self.call_after_refresh(kinds.scroll_to_highlight)
        self.query_one("#outcome", Static).update(self._outcome())

    def _row(self, what: What) -> Text:
        """Return a document: whether it is taken, what it is for, and where it will be."""
        palette, words = palette_of(self.app.theme), self._words
        taken = what in self._marked
        name, kind = NAMES[what], _TOLD[what]
        space = max(self.query_one(MarkedList).content_size.width - _INDENT - 2, 20)
        target = paper_file(self._beside, what, self._format, self._day.book.words)
        there = taken and not self._stands_still and target.exists()
        replaced = words("There is one already; it is replaced.")
        if self.size.height < LOW:
            beside = shorten(f"  {replaced if there else words(kind)}", space - cell_len(words(name)))
            told: list[str] = []
        else:
            beside, told = "", [*wrap(words(kind), space), *([replaced] if there else [])]
        return Text.assemble(
            (" ✓ " if taken else " · ", palette.accent if taken else palette.quiet),
            (f"{WHATS.index(what) + 1} ", palette.accent),
            (words(name), f"bold {palette.text}".strip() if taken else palette.quiet),
            (beside, palette.soft if taken else palette.quiet),
            *((f"\n{' ' * _INDENT}{line}", palette.soft if taken else palette.quiet) for line in told),
        )

    def _outcome(self) -> Text:
        palette, words = palette_of(self.app.theme), self._words
        count = words.n("For {count} table", "For {count} tables", len(self._day.groups))
        people = words.n("{count} person", "{count} people", self._day.people)
        rows = [Text(f"{count} · {people} · .{self._format}", style=palette.text)]
        folder = clean(str(self._beside.parent))
        rows.append(Text(words("In the folder {folder}.", folder=folder), style=palette.soft))
        rows += [Text(kept, style=palette.text) for kept in cast("FacilitatorApp", self.app).copy_told()]
        if self._written:
            rows.append(Text("✓ " + words("Written:"), style=f"bold {palette.text}".strip()))
            rows.append(Text(" · ".join(clean(path.name) for path in self._written), style=palette.accent))
        rows += [Text(f"! {clean(told)}", style=palette.text) for told in self._told]
        if self._problem:
            rows.append(Text(f"! {self._problem}", style=palette.alarm))
        elif self._working:
            rows.append(Text(words("Writing … Esc stops."), style=palette.soft))
        elif not self._marked:
            rows.append(Text(words("Nothing is marked: the numbers mark."), style=palette.soft))
        return Text("\n").join(rows)
