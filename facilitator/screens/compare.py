"""The comparison: a series added up, step by step, with a column for each forum."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from facilitator.agenda.model import Act
from facilitator.counting.stability import Stability
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.report.writers.terminal import Look, Palette, render, render_rows
from facilitator.screens.place import Place, Shown
from facilitator.series.blocks import shift
from facilitator.series.deciding import Decisions
from facilitator.series.gather import gather
from facilitator.series.page import Page
from facilitator.series.whole import Series, Whole
from facilitator.theme import palette_of
from facilitator.widgets import compare_detail, compare_rows
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.steady import Steady
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp

_FIELDS = ("crown", "notices", "heads", "rows", "told", "detail", "moments")
# What does nothing while there is no series to see.
_ABSENT = ("behind", "row", "way", "step-next", "part-of-all", "columns", "same-words", "undo-same")
_TALL, _TALLER = 30, 40


class CompareScreen(Screen[None]):
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
        """The series is read and added up, or cannot be."""

        def __init__(self, decisions: Decisions | None, problem: str = "") -> None:
            super().__init__()
            self.decisions, self.problem = decisions, problem

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

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return palette_of(self.app.theme)

    def compose(self) -> ComposeResult:
        """Where we are; the heads and the rows; what is told of them; the chosen row in full; the keys."""
        with Vertical(id="body"):
            yield Static(id="waiting")
            yield Steady(id="crown")
            yield Steady(id="notices")
            yield Steady(id="heads")
            yield MarkedList("rows")
            yield Steady(id="told")
            yield Steady(id="detail")
            yield Static(id="moments")
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
        if not self.is_mounted:
            return
        place = self._place if self._place is not None and self._place.steps else None
        waiting = self.query_one("#waiting", Static)
        waiting.display = place is None
        for name in _FIELDS:
            self.query_one(f"#{name}").display = place is not None
        if place is None:
            waiting.update(self._waiting())
            self.query_one(KeyBar).leave_out(*_ABSENT)
            return
        if self.focused is None:
            self.query_one(MarkedList).focus()
        self._show(place)

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
        self._turn(Place.mark)

    def action_columns(self, by: int) -> None:
        """Show other forums, where not all have a column."""

        def turn(place: Place) -> None:
            if place.page is not None:
                at = compare_rows.columns(place.page, self._width(), place.first, self._words)
                place.first = min(max(at.first + by * at.count, 0), max(len(place.page.forums) - at.count, 0))

        self._turn(turn)

    @on(OptionList.OptionSelected)
    def action_behind(self) -> None:
        """Show what stands behind the row."""
        from facilitator.screens.behind import BehindScreen

        place = self._place
        if place is not None and place.steps and place.line is not None:
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
            if self._place is None:
                self._place = Place(message.decisions.series)
            else:
                self._place.take(message.decisions.series)
        elif self._place is not None:
            self.home.tell(message.problem, wrong=True)
        self.show()

    def on_compare_screen_counted(self, message: Counted) -> None:
        """Show what hangs on single forums."""
        if self._place is not None and message.series is self._place.series:
            self._place.counted(message.shown, message.stability)
            self.show()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if self._place is not None and self._place.choose(event.option.id or ""):
            self._detail(self._place)

    def _turn(self, turn: Callable[[Place], None]) -> None:
        if self._place is not None and self._place.steps:
            turn(self._place)
            self.show()

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def _load(self) -> None:
        worker, words, decisions = get_current_worker(), self._words, self._decisions

        def tell(done: int) -> None:
            if worker.is_cancelled:
                raise _StoppedError
            self.post_message(self.Reading(done))

        try:
            gathered = gather(self._paths, words, tell)
            if decisions is None:
                decisions = Decisions(gathered, words)
            else:
                decisions.speak(gathered, words)
            for step in decisions.series.steps:
                decisions.series.whole(step)
        except _StoppedError:
            return
        except FacilitatorError as error:
            self.post_message(self.Loaded(None, str(error)))
            return
        if not worker.is_cancelled:
            self.post_message(self.Loaded(decisions))

    @work(thread=True, exclusive=True, group="stability", exit_on_error=False)
    def _count(self, series: Series, shown: Shown) -> None:
        step, part, way = shown
        stability = series.whole(step).ways[part].stability(way)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Counted(series, shown, stability))

    def _width(self) -> int:
        """Return the cells of a row, beside the mark and the scrollbar."""
        return max(self.query_one("#body").content_size.width - 2, 20)

    def _show(self, place: Place) -> None:
        width, palette, words = self._width(), self.palette, self._words
        whole, page = place.whole, place.page
        crown = compare_detail.crown(place.series, whole, place.shown[1], place.turn, width, palette)
        self.query_one("#crown", Steady).put(crown)
        warned = compare_detail.notices(place.series, self._left_out, width, palette)
        self.query_one("#notices", Steady).put(warned)
        self.query_one("#notices").display = bool(warned)
        self._keys(place)
        if page is None or not page.lines:
            self._bare(whole)
            return
        at = compare_rows.columns(page, width, place.first, words)
        more = compare_rows.left_out(page, at, words)
        self.query_one("#heads", Steady).put(compare_rows.heads(page, at, self._tall, width, words, palette))
        if place.stability is None:
            self._count(place.series, place.shown)
        told = compare_detail.told(place.series, page, place.stability, more, width, self._heights[0], palette)
        self.query_one("#told", Steady).put(told)
        self._detail(place)
        self._fill(place, page, at, width)
        # How much room there is for rows is known when the rest is laid out.
        self.call_after_refresh(self._fit)

    def _keys(self, place: Place) -> None:
        page = place.page
        rows = page is not None and bool(page.lines)
        many = page is not None and rows and bool(compare_rows.left_out(
            page, compare_rows.columns(page, self._width(), place.first, self._words), self._words))  # fmt: skip
        there = {
            "part-of-all": place.whole.tally.parted and len(place.whole.parts) > 1,
            "columns": many,
            "behind": rows,
            "way": rows and not isinstance(place.whole.step, Act),
            "undo-same": self._decisions is not None and self._decisions.can_undo,
        }
        self.query_one(KeyBar).leave_out(*(name for name, is_there in there.items() if not is_there))

    def _bare(self, whole: Whole) -> None:
        """Show a step without figures: hidden, or without items."""
        text = self._words("Hidden until it is revealed.") if whole.tally.hidden else self._words("Nothing yet")
        self.query_one("#heads", Steady).put(Text(text, style=self.palette.soft))
        self.query_one(MarkedList).set_options([])
        for name in ("told", "detail", "rows", "moments"):
            self.query_one(f"#{name}").display = False

    def _fill(self, place: Place, page: Page, at: compare_rows.Columns, width: int) -> None:
        rows, line, room = self.query_one(MarkedList), place.line, self._room()
        places = len({one.place for one in page.lines})
        airy = 2 * places <= len(page.lines) and len(page.lines) + places + 1 <= room
        options = compare_rows.options(page, at, place.stability, place.marked, airy, width, self._words, self.palette)
        with self.prevent(OptionList.OptionHighlighted):
            rows.set_options(options)
            wanted = str(line.number) if line is not None else None
            rows.highlighted = next((at for at, one in enumerate(options) if one.id == wanted), None)

    def _fit(self) -> None:
        rows, room = self.query_one(MarkedList), self._room()
        rows.styles.max_height = room
        if self._place is not None and self._place.steps:
            detail = self.query_one("#detail").outer_size.height
            self._moments(self._place, room - rows.option_count + self._heights[1] - detail - 1)

    def _moments(self, place: Place, room: int) -> None:
        """Show both moments of a vote that asks for two, where there is room for them below."""
        field = self.query_one("#moments", Static)
        block = shift(place.series, place.whole)
        look = Look(self.palette, self._width(), self._words, height=max(room, 1))
        rows = render_rows([block], look) if block is not None else []
        field.display = block is not None and sum(row.items for row in rows) == len(block.rows)
        if block is not None and field.display:
            field.update(render([block], look))

    def _room(self) -> int:
        """Return the rows that the list may have, beside everything else."""
        fields = [self.query_one(f"#{name}") for name in _FIELDS if name not in ("rows", "detail", "moments")]
        taken = sum(field.outer_size.height + field.styles.margin.height for field in fields if field.display)
        return max(self.query_one("#body").content_size.height - taken - self._heights[1] - 1, 3)

    def _detail(self, place: Place) -> None:
        page, line, height = place.page, place.line, self._heights[1]
        if page is None or line is None:
            return
        self.query_one("#detail", Steady).put(
            compare_detail.detail(place.series, page, line, place.stability, self._width(), height, self.palette))

    @property
    def _tall(self) -> bool:
        return self.size.height >= _TALL

    @property
    def _heights(self) -> tuple[int, int]:
        """The most lines of what is told, and the lines of the chosen row."""
        return (8, 8) if self.size.height >= _TALLER else (5, 6) if self._tall else (2, 4)

    def _waiting(self) -> Text:
        words = self._words
        if self._problem:
            return Text(f"! {self._problem}", style=self.palette.alarm)
        if self._place is not None:
            return Text(words("Nothing was asked in these sessions yet."), style=self.palette.soft)
        told = words("Reading the sessions: {done} of {count}. Esc stops.", done=self._done, count=len(self._paths))
        return Text(told, style=self.palette.soft)


class _StoppedError(Exception):
    """Nobody waits for these sessions any more."""
