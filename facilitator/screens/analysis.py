"""What the answers say together: of the step looked at, or of the whole day."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from facilitator.agenda.model import Step
from facilitator.analysis.blocks import blocks
from facilitator.analysis.gather import profiles
from facilitator.analysis.whole import analysis
from facilitator.blocks import Block, Heading
from facilitator.desk import Desk
from facilitator.keys import ScreenName, bindings
from facilitator.report.writers.terminal import Look, render
from facilitator.screens.closing import Dialog
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.words import Words


class AnalysisScreen(Dialog[None]):
    """The analysis of a step, or of the whole day; counted anew each time it is shown.

    Args:
        desk: The open session.
        step: The step looked at.
    """

    CSS_PATH = "analysis.tcss"
    BINDINGS = bindings("analysis")

    def __init__(self, desk: Desk, step: Step) -> None:
        super().__init__()
        self.key_set: ScreenName = "analysis"
        self._desk, self._step = desk, step
        self._is_whole = self._with_appendix = False

    def compose(self) -> ComposeResult:
        """A page that scrolls, and the keys."""
        with Vertical():
            with VerticalScroll(id="told"):
                yield Static(id="text")
            yield KeyBar("analysis", self._desk.words)

    def on_mount(self) -> None:
        """Begin with the step; the arrows scroll."""
        self.query_one("#told").focus()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Set the page to the new width."""
        self.call_after_refresh(self._show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.query_one(KeyBar).speak(words)
        self._show()

    def action_turn(self, by: int) -> None:
        """Scroll on or back by a page."""
        told = self.query_one("#told", VerticalScroll)
        if by > 0:
            told.scroll_page_down(animate=False)
        else:
            told.scroll_page_up(animate=False)

    def action_whole(self) -> None:
        """Show the whole day, or the step again."""
        self._is_whole = not self._is_whole
        self.query_one("#told", VerticalScroll).scroll_home(animate=False)
        self._show()

    def action_appendix(self) -> None:
        """Show what other ways of counting say, or not."""
        self._with_appendix = not self._with_appendix
        self._show()

    def action_close(self) -> None:
        """Go back to the line, which keeps its text."""
        self.dismiss(None)

    def _show(self) -> None:
        words = self._desk.words
        found = analysis(profiles(self._desk.book), words, None if self._is_whole else self._step.id)
        title = words("The whole day") if self._is_whole else words("This step")
        shown: list[Block] = [Heading(title, 1), *blocks(found, words, self._with_appendix)]
        width = max(min(self.query_one("#told").size.width - 2, 100), 20)
        self.query_one("#text", Static).update(render(shown, Look(palette_of(self.app.theme), width, words)))
