"""Writing a summary: which kinds of file, where they will be, and that they are there."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.export import file_of, style_of
from facilitator.keys import ScreenName, bindings
from facilitator.report.audience import AUDIENCES, USUAL, Audience
from facilitator.report.writers.terminal.cells import shorten, wrap
from facilitator.screens.closing import Dialog
from facilitator.screens.export_sources import KINDS, OfSession, Source
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp


_USUAL = ("html", "md")
_INDENT = 11
# Where the screen is lower than this there is no room for more than a row for each thing that can be chosen.
LOW = 40


class ExportScreen(Dialog[None]):
    """Chooses kinds of file and writes them beside the session, in the session's own language.

    Args:
        source: What the summary is of.
        words: The interface's language.
        hint: What should be known before it is written, as that the last step is still running.
        marked: The kinds of file that are marked to begin with; those settled where there are none.
        desk: The session where it is open for recording: what came out is edited there.
    """

    class Reading(Message):
        """So many sessions are read."""

        def __init__(self, done: int) -> None:
            super().__init__()
            self.done = done

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
        self, source: Source, words: Words, hint: str = "", marked: Sequence[str] = (), desk: Desk | None = None
    ) -> None:
        super().__init__(classes="dialog")
        self._hint = hint
        self._desk = desk
        self._audience = USUAL
        self._done = 0
        self.key_set: ScreenName = "export"
        self._source = source
        self._words = words
        self._marked = set(marked)
        self._written: list[Path] = []
        self._told: list[str] = []
        self._problem = ""
        self._working = False
        self._ended = False

    @property
    def home(self) -> "FacilitatorApp":
        """The app this is a screen of."""
        return cast("FacilitatorApp", self.app)

    def compose(self) -> ComposeResult:
        """What can be written, and below it how the writing goes."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            yield MarkedList(id="kinds")
            yield Static(id="outcome")
            yield KeyBar("export", self._words)

    def on_mount(self) -> None:
        """Begin at the first kind of file, as it is settled."""
        settled = self.home.settings
        self._marked = self._marked or set(settled.formats or _USUAL)
        self._audience = next((one for one in AUDIENCES if one == settled.audience), USUAL)
        if not isinstance(self._source, OfSession):
            self.query_one(KeyBar).leave_out("edit")
        kinds = self.query_one(MarkedList)
        kinds.set_options([Option(self._row(name), id=name) for name in KINDS])
        kinds.highlighted = next((at for at, name in enumerate(KINDS) if name in self._marked), 0)
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
        if number > len(KINDS):
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

        if self._working or self._ended or not isinstance(self._source, OfSession):
            return
        try:
            desk = self._desk or Desk(self._source.path, self._words)
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

        if self._working or self._ended or not isinstance(self._source, OfSession):
            return
        beside = self._source.beside
        try:
            state = (self._desk or Desk(self._source.path, self._words, read_only=True)).state
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
            self._working, self._problem, self._done = True, "", 0
            self._show()
            self._write([name for name in KINDS if name in self._marked], self._words, self._audience)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _write(self, names: Sequence[str], words: Words, audience: Audience) -> None:
        """Write file after file; told to stop, not the next one."""
        worker, problem, settled = get_current_worker(), "", self.home.settings

        def read(done: int) -> None:
            if worker.is_cancelled:
                raise _StoppedError
            self.post_message(self.Reading(done))

        try:
            told: list[str] = []
            style = style_of(settled, names, words, told.append)
            write = self._source.open(audience, style, words, read, told.append)
            for name in names:
                if worker.is_cancelled:
                    return
                written = write(name, told.append)
                self.post_message(self.Wrote(written, told=list(dict.fromkeys(told))))
                told.clear()
        except _StoppedError:
            return
        except FacilitatorError as error:
            problem = str(error)
        self.post_message(self.Wrote((), problem, last=True))

    def on_export_screen_reading(self, message: Reading) -> None:
        """Tell how far the reading has come."""
        self._done = message.done
        self._show()

    def on_export_screen_wrote(self, message: Wrote) -> None:
        """Show what is written so far, or what went wrong."""
        self._written += message.paths
        self._told += [told for told in message.told if told not in self._told]
        self._problem = message.problem
        if message.last:
            self._working, self._ended = False, not message.problem
        if self._ended:
            self.query_one(KeyBar).leave_out("write", "mark-first", "audience", "edit")
        self._show()

    def _show(self) -> None:
        kinds = self.query_one(MarkedList)
        self.query_one("#title", Static).update(self._title())
        for name in KINDS:
            kinds.replace_option_prompt(name, self._row(name))
        # A row that is marked grows by the name of its file.
        self.call_after_refresh(kinds.scroll_to_highlight)
        self.query_one("#outcome", Static).update(self._outcome())

    def _title(self) -> Text:
        """Return what this is, and the way to what is printed before the day: the last row has no room for it."""
        palette, words = palette_of(self.app.theme), self._words
        told = words("print for the day")
        has_paper = isinstance(self._source, OfSession) and not self._ended
        other = [("   P ", palette.text), (told, f"not bold {palette.quiet}".strip())] if has_paper else []
        return Text.assemble(self._source.title(words), *other)

    def _row(self, name: str) -> Text:
        """Return a kind of file: whether it is taken, what it is for, and where it will be."""
        palette, words = palette_of(self.app.theme), self._words
        taken = name in self._marked
        there = taken and not self._ended and self._target(name).exists()
        kind = self._source.kinds[name]
        purpose = words(kind)
        space = max(self.query_one(MarkedList).content_size.width - _INDENT - 2, 20)
        replaced = words("There is one already; it is replaced.")
        if self.size.height < LOW:
            # All kinds are seen at once: one row each.
            told = [shorten(replaced if there else purpose, space)]
        else:
            told = wrap(purpose, space)
            told += [clean(self._target(name).name)] if taken and not self._ended else []
            told += [replaced] if there else []
        tone = palette.soft if taken else palette.quiet
        return Text.assemble(
            (" ✓ " if taken else " · ", palette.accent if taken else palette.quiet),
            (f"{list(KINDS).index(name) + 1} ", palette.accent),
            (f"{name:<{_INDENT - 5}}", f"bold {palette.text}" if taken else palette.quiet),
            (told[0], palette.text if taken else palette.quiet),
            *((f"\n{' ' * _INDENT}{line}", tone) for line in told[1:]),
        )

    def _outcome(self) -> Text:
        palette, words = palette_of(self.app.theme), self._words
        rows: list[Text] = []
        folder = clean(str(self._source.beside.parent))
        rows.append(Text(words("In the folder {folder}.", folder=folder), style=palette.soft))
        if self.size.height < LOW and not self._ended:
            # The rows have no room for what their files are called.
            names = [clean(self._target(name).name) for name in KINDS if name in self._marked]
            rows += [Text(" · ".join(names), style=palette.accent)] if names else []
        rows += [Text(kept, style=palette.text) for kept in self.home.copy_told()]
        rows += [Text(self._source.left_out(self._audience, words), style=palette.text)] if not self._ended else []
        rows += [Text(f"! {self._hint}", style=palette.text)] if self._hint and not self._ended else []
        if self._written:
            rows.append(Text("✓ " + words("Written:"), style=f"bold {palette.text}"))
            rows.append(Text(" · ".join(clean(path.name) for path in self._written), style=palette.accent))
            rows += [Text(f"! {clean(told)}", style=palette.text) for told in self._told]
        if self._problem:
            rows.append(Text(f"! {self._problem}", style=palette.alarm))
        elif self._working:
            rows.append(Text(self._progress(), style=palette.soft))
        elif not self._marked:
            rows.append(Text(words("Nothing is marked: the numbers mark."), style=palette.soft))
        return Text("\n").join(rows)

    def _progress(self) -> str:
        words, count = self._words, self._source.count
        if count > 1 and not self._written and self._done < count - 1:
            return words("Reading the sessions: {done} of {count}. Esc stops.", done=self._done, count=count)
        return words("Writing … Esc stops.")

    def _target(self, name: str) -> Path:
        return file_of(self._source.beside, name, self._audience)


class _StoppedError(Exception):
    """Nobody waits for these files any more."""
