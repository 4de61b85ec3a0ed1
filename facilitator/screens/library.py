"""The library: every session, by series; a search line that always takes the typing."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from facilitator.agenda.library import Template, is_sought, own_agendas, program_templates
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.overview import Overview, Shelf, found_in, sought
from facilitator.report.writers.terminal import Palette
from facilitator.screens.closing import WholeScreen
from facilitator.storage.folder import templates_folder
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets import library_agendas, library_preview, library_rows
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.one_line import OneLine
from facilitator.widgets.session_preview import SessionPreview
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp

_WIDE = 120
_SECONDS_BETWEEN_SHOWING = 0.4
# So many of her own agendas, the newest, leave room for the sessions.
_FEW = 3


class LibraryScreen(WholeScreen[None]):
    """All sessions of the app's folder. It reads them again whenever it is come back to."""

    class Read(Message):
        """Sessions were read: all of them where `whole`; else those at hand so far."""

        def __init__(
            self, entries: Sequence[Overview], whole: bool, problem: str = "", agendas: Sequence[Template] = ()
        ) -> None:
            super().__init__()
            self.entries, self.whole, self.problem, self.agendas = entries, whole, problem, agendas

    class Templates(Message):
        """The program's templates were read, because something is looked for."""

        def __init__(self, templates: Sequence[Template]) -> None:
            super().__init__()
            self.templates = templates

    CSS_PATH = "library.tcss"
    BINDINGS = bindings("library")

    def __init__(self) -> None:
        super().__init__()
        self.key_set: ScreenName = "library"
        self._shelf: Shelf | None = None
        self._entries: tuple[Overview, ...] = ()
        self._own: tuple[Template, ...] = ()
        self._templates: tuple[Template, ...] | None = None
        self._agendas: dict[str, Template] = {}
        self._whole = False
        self._problem = ""
        self._shown: dict[str, Overview] = {}
        self._found: dict[str, list[str]] = {}
        self._chosen = ""
        self._moved = False
        self._clicked = ""
        self._wanted = ""

    @property
    def home(self) -> "FacilitatorApp":
        """The app this is a screen of."""
        return cast("FacilitatorApp", self.app)

    @property
    def words(self) -> Words:
        """The interface's language."""
        return self.home.words

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return palette_of(self.app.theme)

    def compose(self) -> ComposeResult:
        """Head, search line and list; the preview beside or below; the keys."""
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield Static(id="head")
                yield Static(id="demo")
                yield OneLine(id="search", select_on_focus=False)
                yield MarkedList(id="sessions", takes_keys=False)
                yield Static(id="empty")
                yield SessionPreview(id="below", tall=False)
            yield SessionPreview(id="preview", tall=True)
        yield KeyBar("library", self.words)

    def on_mount(self) -> None:
        """Let the search line have the keyboard."""
        self._shelf = Shelf(self.home.folder)
        self.query_one("#demo").display = self.home.demo
        self.query_one(OneLine).focus()
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self.show))

    def on_screen_resume(self) -> None:
        """Read the sessions again: something may have been recorded meanwhile. The window may have another size too."""
        self.call_after_refresh(self.show)
        self._read()

    def on_resize(self) -> None:
        """Set everything to the new size; what is typed stays."""
        self.call_after_refresh(self.show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.query_one(KeyBar).speak(words)
        self.show()
        self._read()

    def show(self) -> None:
        """Show the sessions that fit what is typed."""
        if not self.is_mounted:
            return
        words, line = self.words, self.query_one(OneLine)
        line.placeholder = words("Search a name, a series or something somebody answered")
        self.query_one("#demo", Static).update(Content(words("A copy to look around in; nothing here is kept.")))
        query = clean(line.value)
        hits = {str(entry.path): sought(entry, query) for entry in self._entries}
        self._found = {name: texts for name, texts in hits.items() if texts is not None}
        entries = [entry for entry in self._entries if str(entry.path) in self._found]
        top = self.query_one("#head", Static)
        width = max(top.content_size.width, 20)
        top.update(library_rows.head(entries, len(self._entries), width, words, self.palette))
        found = bool(self._list(entries, query))
        empty = self.query_one("#empty", Static)
        empty.display = not found
        self.query_one("#sessions").display = found
        if not found:
            empty.update(self._nothing(query))
        self._preview()

    def action_move(self, by: int) -> None:
        """Go to another session; the search line keeps the keyboard."""
        self.query_one(MarkedList).move(by)

    def action_page(self, by: int) -> None:
        """Go a page down or up."""
        sessions = self.query_one(MarkedList)
        sessions.move(by * max(sessions.size.height - 1, 1))

    def action_first(self) -> None:
        """Go to the first session."""
        self.query_one(MarkedList).move(-len(self._shown) - len(self._agendas))

    def action_last(self) -> None:
        """Go to the last session."""
        self.query_one(MarkedList).move(len(self._shown) + len(self._agendas))

    def action_clear(self) -> None:
        """Clear the search."""
        self.query_one(OneLine).value = ""

    def action_begin(self) -> None:
        """Make a new session, and open it."""
        from facilitator.screens.new_session import NewSessionScreen

        def opened(path: Path | None) -> None:
            if path is not None:
                self._chosen, self._moved = str(path), True
                self.query_one(OneLine).value = ""
                self.home.open_session(path)

        series = sorted({entry.series for entry in self._entries if entry.series})
        entry = self._shown.get(self._chosen)
        session = entry.path if entry is not None and not entry.problem else None
        agenda = self._agendas.get(self._chosen)
        screen = NewSessionScreen(self.home.folder, self.words, series, session=session,
                                  named=agenda.name if agenda is not None else "")  # fmt: skip
        self.app.push_screen(screen, opened)

    def action_plan(self) -> None:
        """Choose an agenda, and prepare it."""
        entry = self._shown.get(self._chosen)
        self.home.choose_plan((entry.path, entry.name) if entry is not None and not entry.problem else None)

    def action_review(self) -> None:
        """Look at a session without changing it."""
        self._open(review=True)

    def action_export(self) -> None:
        """Write a session's summary."""
        from facilitator.screens.export_dialog import ExportScreen
        from facilitator.screens.export_sources import OfSession

        entry = self._readable()
        if entry is not None:
            self.app.push_screen(ExportScreen(OfSession(entry.path, entry.name), self.words))

    def action_add_up(self) -> None:
        """Add up all sessions of the series that the chosen one belongs to."""
        entry = self._readable()
        if entry is None:
            return
        if not entry.series:
            self.home.tell(self.words("{name} belongs to no series; only sessions of a series are added up.",
                                      name=entry.name))  # fmt: skip
        elif self._whole:
            self._compare(entry.series)
        else:
            # A series is added up when all of it is known.
            self._wanted = entry.series

    def action_help(self) -> None:
        """Show what can be typed and pressed here."""
        from facilitator.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("library", self.words, None))

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        if event.value and self._templates is None:
            self._templates = ()
            self._read_templates()
        self.show()

    @on(Input.Submitted, "#search")
    def _enter(self) -> None:
        self._open(review=False)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option.id in self._shown or event.option.id in self._agendas:
            self._chosen, self._moved = event.option.id or "", True
            self._preview()

    @on(OptionList.OptionSelected)
    def _clicked_on(self, event: OptionList.OptionSelected) -> None:
        """A click chooses a session, another one opens it."""
        name = event.option.id or ""
        if name == self._clicked:
            self._open(review=False)
        self._clicked = name

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def _read(self) -> None:
        """Read the sessions, and show the first while the rest are still read."""
        worker, entries, shown = get_current_worker(), [], time.monotonic()
        problem = ""
        try:
            for entry in (self._shelf or Shelf(self.home.folder)).read(self.words):
                if worker.is_cancelled:
                    return
                entries.append(entry)
                if not self._whole and time.monotonic() - shown > _SECONDS_BETWEEN_SHOWING:
                    self.post_message(self.Read(tuple(entries), whole=False))
                    shown = time.monotonic()
        except FacilitatorError as error:
            problem = str(error)
        own = own_agendas(self.words, templates_folder(self.home.folder.path))
        if not worker.is_cancelled:
            self.post_message(self.Read(tuple(entries), whole=True, problem=problem, agendas=own))

    @work(thread=True, exit_on_error=False)
    def _read_templates(self) -> None:
        """Read the program's templates: they are shown where something is looked for."""
        self.post_message(self.Templates(program_templates(self.words)))

    def on_library_screen_templates(self, message: Templates) -> None:
        """Show those that are looked for."""
        self._templates = tuple(message.templates)
        self.show()

    def on_library_screen_read(self, message: Read) -> None:
        """Show what was read."""
        own = tuple(message.agendas) if message.whole else self._own
        unchanged = self._whole and message.entries == self._entries and message.problem == self._problem
        unchanged = unchanged and own == self._own
        before = {(one.own, one.saved) for one in self._own}
        new = [one for one in own if (one.own, one.saved) not in before]
        if self._whole and new:
            # What was saved just now is what is gone on with, whatever was looked for before.
            self._chosen, self._moved = library_agendas.id_of(new[0]), True
            self.query_one(OneLine).value = ""
        self._entries, self._own = tuple(message.entries), own
        self._whole, self._problem = self._whole or message.whole, message.problem
        if not unchanged:
            self.show()
        if self._whole and self._wanted and self.app.screen is self:
            wanted, self._wanted = self._wanted, ""
            self._compare(wanted)

    def _compare(self, series: str) -> None:
        from facilitator.screens.compare import CompareScreen

        paths = [one.path for one in self._entries if one.series == series and not one.problem]
        folders = {path.parent for path in paths} - {self.home.folder.path}
        broken = [one.problem for one in self._entries if one.problem and one.path.parent in folders]
        self.app.push_screen(CompareScreen(paths, self.words, broken))

    def _list(self, entries: Sequence[Overview], query: str) -> int:
        """Fill the list, and stay at what was chosen; return how many rows there are."""
        sessions, words, palette = self.query_one(MarkedList), self.words, self.palette
        width, airy = max(self.query_one("#left").content_size.width - 3, 20), self.size.width >= _WIDE
        own = [one for one in self._own if is_sought(one, query, words)]
        shown = own if query else own[:_FEW]
        others = [one for one in self._templates or () if query and is_sought(one, query, words)]
        more = words("{count} more: F6", count=len(own) - len(shown)) if len(shown) < len(own) else ""
        told = (more, library_agendas.folder_words(templates_folder(self.home.folder.path)))
        parts = [
            library_agendas.options(words("Your own agendas"), shown, told, width, airy, words, palette),
            library_rows.options(entries, width, airy, words, palette) if entries else [],
            library_agendas.options(words("Templates"), others, ("", ""), width, airy, words, palette),
        ]
        options: list[Option] = []
        for part in filter(None, parts):
            options += [*([Option("", disabled=True)] if options else []), *part]
        self._shown = {str(entry.path): entry for entry in entries}
        self._agendas = {library_agendas.id_of(one): one for one in (*shown, *others)}
        stays = self._moved and (self._chosen in self._shown or self._chosen in self._agendas)
        first = library_rows.most_wanted(entries, words) or next(iter(self._agendas), "")
        chosen = self._chosen if stays else first
        with self.prevent(OptionList.OptionHighlighted):
            sessions.set_options(options)
            sessions.highlighted = next((at for at, option in enumerate(options) if option.id == chosen), None)
        self._chosen = chosen
        return len(options)

    def _preview(self) -> None:
        """Show the chosen session, beside the list or below it."""
        entry, agenda = self._shown.get(self._chosen), self._agendas.get(self._chosen)
        wide = self.size.width >= _WIDE
        self.query_one("#below").display = (entry or agenda) is not None and not wide
        nothing = ("open", "review", "add-up", "export") if entry is None else ()
        self.query_one(KeyBar).leave_out(*nothing, *(("open-agenda",) if agenda is None else ()))
        seen = self.query_one("#preview" if wide else "#below", SessionPreview)
        if agenda is not None:
            seen.show_agenda(agenda, self.words)
        else:
            seen.show(entry, self._found.get(self._chosen, []), self.words)

    def _nothing(self, query: str) -> Text:
        """Return what stands where there is no session to show."""
        words, palette = self.words, self.palette
        if self._problem:
            return Text(f"! {self._problem}", style=palette.alarm)
        if not self._whole:
            return Text(words("Reading the sessions …"), style=palette.quiet)
        if query:
            return Text(words("Nothing holds «{text}». Esc clears the search.", text=query), style=palette.soft)
        return library_preview.welcome(clean(str(self.home.folder.path)), words, palette)

    def _readable(self) -> Overview | None:
        """Return the chosen session; of one that cannot be read, tell why."""
        entry = self._shown.get(self._chosen)
        if entry is not None and entry.problem:
            self.home.tell(entry.problem, wrong=True)
            return None
        return entry

    def _open(self, review: bool) -> None:
        agenda = self._agendas.get(self._chosen)
        if agenda is not None:
            if not review:
                self._prepare(agenda)
            return
        entry = self._readable()
        if entry is not None:
            self._clicked, self._moved = "", True
            step = found_in(entry, clean(self.query_one(OneLine).value))
            self.home.open_session(entry.path, review=review or entry.standing == "done", step=step)

    def _prepare(self, agenda: Template) -> None:
        """Prepare an agenda; where its file cannot be read at all, tell why."""
        from facilitator.agendas import prepare

        try:
            prepared = prepare(str(agenda.own) if agenda.own else agenda.name, self.home.folder, self.words)
        except FacilitatorError as error:
            self.home.tell(str(error), wrong=True)
            return
        self.home.open_planner(prepared)
