"""What may be the same in a series in other words: somebody joins it or says that it is not."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList
from textual.worker import get_current_worker

from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.report.writers.terminal.look import MEASURE
from facilitator.screens.closing import WholeScreen
from facilitator.series.deciding import Decisions
from facilitator.series.heard import Heard, commonest, heard
from facilitator.series.proposing import Proposal, proposals
from facilitator.series.whole import Series
from facilitator.series.wordings import Wordings
from facilitator.text import clean, key
from facilitator.theme import palette_of
from facilitator.widgets import wording_rows
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.one_line import OneLine
from facilitator.widgets.steady import Steady
from facilitator.widgets.wording_rows import Joined
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp


class WordingsScreen(WholeScreen[None]):
    """What may be the same, and what was joined. Every decision is saved at once and can be taken back.

    Args:
        decisions: The series and its list.
        words: The interface's language.
        step: The id of the step that is looked at; what stands in it comes first.
        marked: Wordings that were marked as one thing, to be joined first; none where fewer than two.
    """

    class Counted(Message):
        """What may be the same in the series, and where each wording stands."""

        def __init__(self, series: Series, found: Sequence[Proposal], known: Mapping[str, Heard]) -> None:
            super().__init__()
            self.series, self.found, self.known = series, found, known

    CSS_PATH = "wordings.tcss"
    BINDINGS = bindings("wordings")

    def __init__(self, decisions: Decisions, words: Words, step: str = "", marked: Sequence[str] = ()) -> None:
        super().__init__()
        self.key_set: ScreenName = "wordings"
        self._decisions, self._words, self._step = decisions, words, step
        self._marked = tuple(marked) if len(marked) > 1 else ()
        self._found: list[Proposal] = []
        self._known: Mapping[str, Heard] = {}
        self._counted = False
        self._rows: list[Proposal | Joined] = []

    def compose(self) -> ComposeResult:
        """The list, the line for a name, and the keys."""
        with Vertical(id="body"):
            yield Steady(id="head")
            yield MarkedList("wordings")
            yield Steady(id="ask")
            yield OneLine(id="name", select_on_focus=False)
        yield KeyBar("wordings", self._words)

    def on_mount(self) -> None:
        """Begin at the first proposal, and look for what may be the same."""
        self.query_one(MarkedList).focus()
        self._name_line(None)
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self.show))
        self._count(self._decisions.series)
        self.show()

    def on_resize(self) -> None:
        """Set the list to the new width; the row stays chosen."""
        self.call_after_refresh(self.show)

    def speak(self, words: Words) -> None:
        """Change the interface's language; wordings stay as they are."""
        self._words = words
        self.query_one(KeyBar).speak(words)
        self.show()

    def show(self) -> None:
        """Show what may be the same and what is joined, at the row where it was."""
        if not self.is_mounted:
            return
        words, palette, listed = self._words, palette_of(self.app.theme), self.query_one(MarkedList)
        width = min(max(self.query_one("#body").content_size.width - 3, 20), MEASURE)
        series = self._decisions.series
        marked = [Proposal(self._marked, (), "marked")] if self._marked else []
        proposed = [*marked, *self._found]
        joined = [Joined(one.name, text) for one in series.wordings.same for text in one.texts]
        self._rows = [*proposed, *joined]
        self.query_one("#head", Steady).put(
            wording_rows.head(len(proposed), len(joined), self._counted, width, words, palette))
        options = wording_rows.options(series, proposed, joined, self._known, width, words, palette)
        at = listed.highlighted_option
        here = int(at.id) if at is not None and at.id else 0
        with self.prevent(OptionList.OptionHighlighted):
            listed.set_options(options)
            wanted = str(min(here, len(self._rows) - 1))
            listed.highlighted = next((at for at, one in enumerate(options) if one.id == wanted), None)
        there = {"join": bool(proposed), "part-again": bool(self._rows), "undo-same": self._decisions.can_undo}
        self.query_one(KeyBar).leave_out(*(name for name, is_there in there.items() if not is_there))

    def action_move(self, by: int) -> None:
        """Go to another row."""
        self.query_one(MarkedList).move(by)

    def action_same(self) -> None:
        """Ask what the wordings that may be the same are called; the commonest is on the line."""
        row = self._row
        if isinstance(row, Proposal) and not self._line.has_focus:
            self._name_line(row)

    def action_accept(self) -> None:
        """Join the wordings under the name on the line."""
        row, name = self._row, clean(self._line.value)
        if not self._line.has_focus:
            self.action_same()
        elif isinstance(row, Proposal) and name and self._decide(lambda listed: listed.joined(name, row.texts)):
            self._after(row)

    def action_not_same(self) -> None:
        """Remember that wordings are not the same; let a joined one stand for itself again."""
        row = self._row
        if isinstance(row, Joined):
            if self._decide(lambda listed: listed.split(row.text)):
                self._after(row)
        elif row is not None and not self._line.has_focus and self._decide(lambda listed: listed.held_apart(row.texts)):
            self._after(row)

    def action_undo(self) -> None:
        """Take the last decision back."""
        try:
            self._decisions.undo()
        except FacilitatorError as error:
            self._tell(str(error))
        self._after(None)

    def action_close(self) -> None:
        """Leave the line for a name, else go back to the comparison."""
        if self._line.has_focus:
            self._name_line(None)
        else:
            self.workers.cancel_node(self)
            self.dismiss(None)

    def action_help(self) -> None:
        """Show what can be pressed here."""
        from facilitator.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("wordings", self._words, None))

    def on_wordings_screen_counted(self, message: Counted) -> None:
        """Show what may be the same, unless something else was decided meanwhile."""
        if message.series is self._decisions.series:
            self._found = sorted(message.found, key=lambda one: self._step not in one.steps)
            self._known, self._counted = message.known, True
            self.show()

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        """Another row has another name."""
        if self._line.display:
            self._name_line(None)

    @property
    def _line(self) -> OneLine:
        return self.query_one("#name", OneLine)

    @property
    def _row(self) -> Proposal | Joined | None:
        option = self.query_one(MarkedList).highlighted_option
        at = int(option.id) if option is not None and option.id else -1
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _name_line(self, proposal: Proposal | None) -> None:
        """Take the keyboard to the line for a name, or back to the list."""
        ask = self.query_one("#ask", Steady)
        self._line.display = ask.display = proposal is not None
        if proposal is None:
            self.query_one(MarkedList).focus()
            return
        ask.put(wording_rows.asked(proposal, self._words, palette_of(self.app.theme)))
        self._line.value = commonest(proposal.texts, self._known)
        self._line.cursor_position = len(self._line.value)
        self._line.focus()

    def _decide(self, change: Callable[[Wordings], Wordings]) -> bool:
        try:
            self._decisions.decide(change)
        except FacilitatorError as error:
            self._tell(str(error))
            return False
        return True

    def _after(self, row: Proposal | Joined | None) -> None:
        """Show the list without what was decided, and count again what may be the same."""
        if isinstance(row, Proposal):
            decided = set(map(key, row.texts))
            self._found = [one for one in self._found if set(map(key, one.texts)) != decided]
            if set(map(key, self._marked)) == decided:
                self._marked = ()
        self._name_line(None)
        self._count(self._decisions.series)
        self.show()

    def _tell(self, problem: str) -> None:
        cast("FacilitatorApp", self.app).tell(problem, wrong=True)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _count(self, series: Series) -> None:
        found, known = proposals(series), heard(series)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Counted(series, found, known))
