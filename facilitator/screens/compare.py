"""The comparison: a series added up, step by step, with a column for each forum."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from facilitator.agenda.model import Act
from facilitator.counting.stability import Stability
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.screens.closing import WholeScreen
from facilitator.series.deciding import Decisions
from facilitator.series.gather import Gathered, gather
from facilitator.series.opening import summary_path
from facilitator.series.place import Place, Shown
from facilitator.series.whole import Series
from facilitator.theme import palette_of
from facilitator.widgets.compare_page import ComparePage
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp

# What does nothing while there is no series to see.
_ABSENT = ("behind", "row", "way", "step-next", "part-of-all", "columns", "same-words", "undo-same", "export")


class CompareScreen(WholeScreen[None]):
    """A step of a series at a time. It reads the sessions in a worker and tells how far it has come.

    Args:
        paths: The sessions of the series.
        words: The interface's language.
        left_out: Sentences on files of the series that cannot be read.
    """

    class Reading(Message):
        """So many sessions are read."""

        def __init__(self, done: int) -> None:
            super().__init__()
            self.done = done

    class Loaded(Message):
        """The sessions are read, the first time with the list of what is the same in them; or they cannot be."""

        def __init__(self, gathered: Gathered | None, decisions: Decisions | None, problem: str = "") -> None:
            super().__init__()
            self.gathered, self.decisions, self.problem = gathered, decisions, problem

    class Counted(Message):
        """What hangs on single forums is counted."""

        def __init__(self, series: Series, shown: Shown, stability: Stability[int]) -> None:
            super().__init__()
            self.series, self.shown, self.stability = series, shown, stability

    CSS_PATH = "compare.tcss"
    BINDINGS = bindings("compare")

    def __init__(self, paths: Sequence[Path], words: Words, left_out: Sequence[str] = ()) -> None:
        super().__init__()
        self.key_set: ScreenName = "compare"
        self._paths, self._words, self._left_out = tuple(paths), words, tuple(left_out)
        self._decisions: Decisions | None = None
        self._place: Place | None = None
        self._problem = ""
        self._done = 0

    @property
    def home(self) -> "FacilitatorApp":
        """The app this is a screen of."""
        return cast("FacilitatorApp", self.app)

    def compose(self) -> ComposeResult:
        """How far the reading has come, then the step; the keys."""
        yield Static(id="waiting")
        yield ComparePage(self._left_out)
        yield KeyBar("compare", self._words)

    def on_mount(self) -> None:
        """Begin to read."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self.show))
        self._load()
        self.show()

    def on_resize(self) -> None:
        """Set everything to the new size; the row stays chosen."""
        self.call_after_refresh(self.show)

    def on_screen_resume(self) -> None:
        """Take over what was decided about wordings meanwhile."""
        if self._decisions is not None and self._place is not None:
            if self._decisions.series is not self._place.series:
                self._place.take(self._decisions.series)
                self._place.marked = frozenset()
            self.show()

    def speak(self, words: Words) -> None:
        """Change the interface's language: the sessions are read anew in it."""
        self._words = words
        self.query_one(KeyBar).speak(words)
        self._load()

    def show(self) -> None:
        """Show the step as it stands."""
        if not self.query(ComparePage):
            return
        place = self._place if self._place is not None and self._place.steps else None
        waiting, page = self.query_one("#waiting", Static), self.query_one(ComparePage)
        waiting.display, page.display = place is None, place is not None
        if place is None:
            waiting.update(self._waiting())
            self.query_one(KeyBar).leave_out(*_ABSENT)
            return
        if self.focused is None:
            self.query_one(MarkedList).focus()
        page.show(place, self._words)
        self._keys(place)
        if place.stability is None and place.page is not None and place.page.lines:
            self._count(place.series, place.shown)

    def action_move(self, by: int) -> None:
        """Go to another row."""
        self.query_one(MarkedList).move(by)

    def action_look(self, by: int) -> None:
        """Turn to another step that was held."""
        self._turn(lambda place: place.look(by))

    def action_part(self, by: int) -> None:
        """Turn to another part of the step."""
        self._turn(lambda place: place.turn_part(by))

    def action_way(self, by: int) -> None:
        """Add up in another way."""
        self._turn(lambda place: place.turn_way(by))

    def action_mark(self) -> None:
        """Mark the row, to join it with others."""
        if self._place is not None:
            self._choose(self._place)
        self._turn(Place.mark)

    def action_columns(self, by: int) -> None:
        """Show other forums, where not all have a column."""
        self._turn(lambda place: self.query_one(ComparePage).turn_columns(place, by))

    @on(OptionList.OptionSelected)
    def action_behind(self) -> None:
        """Show what stands behind the row."""
        from facilitator.screens.behind import BehindScreen

        place = self._place
        if place is not None and place.steps and self._choose(place) and place.line is not None:
            step, part, _ = place.shown
            self.app.push_screen(
                BehindScreen(place.series, place.series.whole(step), part, place.line.number, self._words))

    def action_same(self) -> None:
        """Show what may be the same in other words, first what is marked."""
        from facilitator.screens.wordings import WordingsScreen

        place = self._place
        if self._decisions is not None and place is not None and place.steps:
            lines = place.page.lines if place.page is not None else ()
            marked = [line.name for line in lines if line.name in place.marked]
            self.app.push_screen(WordingsScreen(self._decisions, self._words, place.shown[0], marked))

    def action_export(self) -> None:
        """Write the summary of the whole series."""
        from facilitator.screens.export_dialog import ExportScreen
        from facilitator.screens.export_sources import OfSeries

        if self._place is not None and self._place.steps:
            source = OfSeries(self._paths, summary_path(self._place.series), self._place.series)
            self.app.push_screen(ExportScreen(source, self._words))

    def action_undo(self) -> None:
        """Take the last decision on wordings back."""
        if self._decisions is not None and self._place is not None and self._decisions.can_undo:
            try:
                self._decisions.undo()
            except FacilitatorError as error:
                self.home.tell(str(error), wrong=True)
            self._place.take(self._decisions.series)
            self.show()

    def action_close(self) -> None:
        """Go back; what is being read stops."""
        self.workers.cancel_node(self)
        self.dismiss(None)

    def action_help(self) -> None:
        """Show what can be pressed here."""
        from facilitator.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("compare", self._words, None))

    def on_compare_screen_reading(self, message: Reading) -> None:
        """Tell how far the reading has come."""
        self._done = message.done
        self.show()

    def on_compare_screen_loaded(self, message: Loaded) -> None:
        """Show the series, at the step where it was, else at the first vote or ranking."""
        self._problem = message.problem
        if message.decisions is not None:
            self._decisions = message.decisions
            self._place = Place(message.decisions.series)
        elif message.gathered is not None and self._decisions is not None and self._place is not None:
            try:
                self._decisions.speak(message.gathered, self._words)
            except FacilitatorError as error:
                self.home.tell(str(error), wrong=True)
            self._place.take(self._decisions.series)
        elif self._place is not None:
            self.home.tell(message.problem, wrong=True)
        self.show()

    def on_compare_screen_counted(self, message: Counted) -> None:
        """Show what hangs on single forums."""
        if self._place is not None and message.series is self._place.series:
            self._place.counted(message.shown, message.stability)
            self.show()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        if self._place is not None and self._choose(self._place):
            self.query_one(ComparePage).show_row(self._place)

    def _choose(self, place: Place) -> bool:
        """Go to the row where the keyboard is, of which the list may not have told yet; tells whether there is one."""
        option = self.query_one(MarkedList).highlighted_option
        return option is not None and place.choose(option.id or "")

    def _turn(self, turn: Callable[[Place], None]) -> None:
        if self._place is not None and self._place.steps:
            turn(self._place)
            self.show()

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def _load(self) -> None:
        worker, words, first = get_current_worker(), self._words, self._decisions is None

        def tell(done: int) -> None:
            if worker.is_cancelled:
                raise _StoppedError
            self.post_message(self.Reading(done))

        try:
            gathered = gather(self._paths, words, tell)
            decisions = Decisions(gathered, words) if first else None
            if decisions is not None:
                for step in decisions.series.steps:
                    decisions.series.whole(step)
        except _StoppedError:
            return
        except FacilitatorError as error:
            self.post_message(self.Loaded(None, None, str(error)))
            return
        if not worker.is_cancelled:
            self.post_message(self.Loaded(gathered, decisions))

    @work(thread=True, exclusive=True, group="stability", exit_on_error=False)
    def _count(self, series: Series, shown: Shown) -> None:
        step, part, way = shown
        stability = series.whole(step).ways[part].stability(way)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Counted(series, shown, stability))

    def _keys(self, place: Place) -> None:
        rows = place.page is not None and bool(place.page.lines)
        there = {
            "part-of-all": place.whole.tally.parted and len(place.whole.parts) > 1,
            "columns": self.query_one(ComparePage).has_more_columns(place),
            "behind": rows,
            "way": rows and not isinstance(place.whole.step, Act),
            "undo-same": self._decisions is not None and self._decisions.can_undo,
        }
        self.query_one(KeyBar).leave_out(*(name for name, is_there in there.items() if not is_there))

    def _waiting(self) -> Text:
        words, palette = self._words, palette_of(self.app.theme)
        if self._problem:
            return Text(f"! {self._problem}", style=palette.alarm)
        if self._place is not None:
            return Text(words("Nothing was asked in these sessions yet."), style=palette.soft)
        told = words("Reading the sessions: {done} of {count}. Esc stops.", done=self._done, count=len(self._paths))
        return Text(told, style=palette.soft)


class _StoppedError(Exception):
    """Nobody waits for these sessions any more."""
