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
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from facilitator.closer import Closer, look_closer
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.overview import Overview, Shelf, sought
from facilitator.report.writers.terminal import Palette
from facilitator.screens import library_preview, library_rows
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp

_SECONDS_BETWEEN_SHOWING = 0.2
_SECONDS_BEFORE_LOOKING = 0.06


class LibraryScreen(Screen[None]):
    """All sessions of the app's folder. It reads them again whenever it is come back to."""

    class Read(Message):
        """Sessions were read: all of them where `whole`; else those at hand so far."""

        def __init__(self, entries: Sequence[Overview], whole: bool, problem: str = "") -> None:
            super().__init__()
            self.entries, self.whole, self.problem = entries, whole, problem

    class Looked(Message):
        """A session was looked at closer."""

        def __init__(self, closer: Closer) -> None:
            super().__init__()
            self.closer = closer

    CSS_PATH = "library.tcss"
    BINDINGS = bindings("library")

    def __init__(self) -> None:
        super().__init__()
        self.key_set: ScreenName = "library"
        self._shelf: Shelf | None = None
        self._entries: tuple[Overview, ...] = ()
        self._whole = False
        self._problem = ""
        self._shown: dict[str, Overview] = {}
        self._found: dict[str, list[str]] = {}
        self._closer: dict[Path, Closer] = {}
        self._chosen = ""
        self._moved = False
        self._clicked = ""
        self._looking: Timer | None = None

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
                yield Input(id="search", select_on_focus=False)
                yield MarkedList(id="sessions", takes_keys=False)
                yield Static(id="empty")
                yield Static(id="below")
            yield Static(id="preview")
        yield KeyBar("library", self.words)

    def on_mount(self) -> None:
        """Let the search line have the keyboard."""
        self._shelf = Shelf(self.home.folder)
        self.query_one("#demo").display = self.home.demo
        self.query_one(Input).focus()
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self.show))

    def on_screen_resume(self) -> None:
        """Read the sessions again: something may have been recorded meanwhile."""
        self._read()

    def on_resize(self) -> None:
        """Set everything to the new size; what is typed stays."""
        self.call_after_refresh(self.show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.query_one(KeyBar).speak(words)
        self._closer.clear()
        self.show()
        self._read()

    def show(self) -> None:
        """Show the sessions that fit what is typed."""
        if not self.is_mounted:
            return
        words, line = self.words, self.query_one(Input)
        line.placeholder = words("Search a name, a series or something somebody answered")
        self.query_one("#demo", Static).update(Content(words("A copy to look around in; nothing here is kept.")))
        query = clean(line.value)
        hits = {str(entry.path): sought(entry, query) for entry in self._entries}
        self._found = {name: texts for name, texts in hits.items() if texts is not None}
        entries = [entry for entry in self._entries if str(entry.path) in self._found]
        self.query_one("#head", Static).update(self._head(entries, query))
        self._list(entries)
        empty = self.query_one("#empty", Static)
        empty.display = not entries
        self.query_one("#sessions").display = bool(entries)
        if not entries:
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
        self.query_one(MarkedList).move(-len(self._shown))

    def action_last(self) -> None:
        """Go to the last session."""
        self.query_one(MarkedList).move(len(self._shown))

    def action_clear(self) -> None:
        """Clear the search."""
        self.query_one(Input).value = ""

    def action_begin(self) -> None:
        """Make a new session, and open it."""
        from facilitator.screens.new_session import NewSessionScreen

        def opened(path: Path | None) -> None:
            if path is not None:
                self._chosen, self._moved = str(path), True
                self.query_one(Input).value = ""
                self.home.open_session(path)

        series = sorted({entry.series for entry in self._entries if entry.series})
        self.app.push_screen(NewSessionScreen(self.home.folder, self.words, series), opened)

    def action_review(self) -> None:
        """Look at a session without changing it."""
        self._open(review=True)

    def action_export(self) -> None:
        """Write a session's summary."""
        from facilitator.screens.export_dialog import ExportScreen

        entry = self._readable()
        if entry is not None:
            self.app.push_screen(ExportScreen(entry.path, self.words))

    def action_help(self) -> None:
        """Show what can be typed and pressed here."""
        from facilitator.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("library", self.words, None))

    @on(Input.Changed, "#search")
    def _typed(self) -> None:
        self.show()

    @on(Input.Submitted, "#search")
    def _enter(self) -> None:
        self._open(review=False)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option.id in self._shown:
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
        if not worker.is_cancelled:
            self.post_message(self.Read(tuple(entries), whole=True, problem=problem))

    def on_library_screen_read(self, message: Read) -> None:
        """Show what was read."""
        unchanged = self._whole and message.entries == self._entries and message.problem == self._problem
        self._entries = tuple(message.entries)
        self._whole, self._problem = self._whole or message.whole, message.problem
        if not unchanged:
            self.show()

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def _look(self, entry: Overview, words: Words) -> None:
        closer = look_closer(entry, words)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Looked(closer))

    def on_library_screen_looked(self, message: Looked) -> None:
        """Show the closer look."""
        self._closer[message.closer.overview.path] = message.closer
        self._preview()

    def _head(self, entries: Sequence[Overview], query: str) -> Text:
        words, palette = self.words, self.palette
        name = Text(words("Library"), style=f"bold {palette.text}")
        left = Text.assemble(("facilitator", f"bold {palette.accent}"), "  ", name)
        counts = [words.n("{count} session", "{count} sessions", len(self._entries))]
        if query:
            counts = [words("{count} of {all}", count=len(entries), all=len(self._entries))]
        series = len({entry.series for entry in entries} - {""})
        if series:
            counts.append(words.n("{count} series", "{count} series", series))
        right = Text(" · ".join(counts) if self._entries else "", style=palette.quiet)
        return library_rows.spread(left, right, max(self.query_one("#head").content_size.width, 20))

    def _list(self, entries: Sequence[Overview]) -> None:
        """Fill the list, and stay at the session that was chosen."""
        sessions, words, palette = self.query_one(MarkedList), self.words, self.palette
        width = max(self.query_one("#left").content_size.width - 3, 20)
        shown = library_rows.in_series(entries, words)
        wide = library_rows.columns(shown, width - 3, words)
        options: list[Option] = []
        tall = self.size.width >= 120
        for at, series in enumerate(shown):
            head = Text.assemble(" ", library_rows.heading(series, width - 1, words, palette))
            air = [Text()] if at else []
            options.append(Option(Text("\n").join([*air, head, *([Text()] if tall else [])]), disabled=True))
            for entry in series.entries:
                row = Text.assemble("  ", library_rows.row(entry, series, wide, width - 3, words, palette))
                options.append(Option(row, id=str(entry.path)))
        self._shown = {str(entry.path): entry for entry in entries}
        stays = self._moved and self._chosen in self._shown
        chosen = self._chosen if stays else _most_wanted(shown)
        with self.prevent(OptionList.OptionHighlighted):
            sessions.set_options(options)
            sessions.highlighted = next((at for at, option in enumerate(options) if option.id == chosen), None)
        self._chosen = chosen

    def _preview(self) -> None:
        """Show the chosen session; what is not known of it yet comes a moment later."""
        beside, below = self.query_one("#preview", Static), self.query_one("#below", Static)
        entry = self._shown.get(self._chosen)
        below.display = entry is not None and self.size.width < 120
        if entry is None:
            beside.update("")
            return
        known = self._closer.get(entry.path)
        closer = known if known is not None and known.overview is entry else Closer(entry)
        found = self._found.get(self._chosen, [])
        if self.size.width >= 120:
            size = beside.content_size
            beside.update(library_preview.column(closer, found, size.width, size.height, self.words, self.palette))
        else:
            width = max(self.query_one("#head").content_size.width, 20)
            below.update(library_preview.rows(closer, found, width, self.words, self.palette))
        if closer is not known:
            self._look_soon(entry)

    def _look_soon(self, entry: Overview) -> None:
        """Look closer when the arrows rest."""
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(_SECONDS_BEFORE_LOOKING, lambda: self._look(entry, self.words))

    def _nothing(self, query: str) -> Text:
        """Return what stands where there is no session to show."""
        words, palette = self.words, self.palette
        if self._problem:
            return Text(f"! {self._problem}", style=palette.alarm)
        if not self._whole:
            return Text(words("Reading the sessions …"), style=palette.quiet)
        if query:
            return Text(words("Nothing holds «{text}». Esc clears the search.", text=query), style=palette.soft)
        key = f"bold {palette.accent}"
        return Text("\n").join([
            Text(words("Welcome. There are no sessions yet."), style=f"bold {palette.text}"),
            Text(),
            Text.assemble(("F2 ", key), (words("starts the first one: choose an agenda, say how many tables, begin."),
                                         palette.text)),
            Text.assemble(("F1 ", key), (words("tells what every key does."), palette.text)),
            Text(),
            Text(words("Every answer is on the disk the moment you press Enter, in {folder}.",
                       folder=clean(str(self.home.folder.path))), style=palette.soft),
            Text(words("A whole series to look around in: leave with Ctrl+Q and type {command}.",
                       command="facilitator demo"), style=palette.soft),
        ])  # fmt: skip

    def _readable(self) -> Overview | None:
        """Return the chosen session; of one that cannot be read, tell why."""
        entry = self._shown.get(self._chosen)
        if entry is not None and entry.problem:
            self.home.tell(entry.problem, wrong=True)
            return None
        return entry

    def _open(self, review: bool) -> None:
        entry = self._readable()
        if entry is not None:
            self._clicked, self._moved = "", True
            self.home.open_session(entry.path, review=review or entry.standing == "done")


def _most_wanted(shown: Sequence[library_rows.Series]) -> str:
    """Return the session to begin at: the newest that is running, else the first."""
    entries = [entry for series in shown for entry in series.entries]
    running = [entry for entry in entries if entry.standing == "running"]
    best = max(running, key=lambda entry: entry.date) if running else next(iter(entries), None)
    return str(best.path) if best else ""
