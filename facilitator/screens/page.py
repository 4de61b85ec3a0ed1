"""The page of a step: where we are, what is asked, which part, and the tally as it comes in."""

from collections.abc import Set

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.agenda.model import Step
from facilitator.report.writers.terminal import Palette
from facilitator.screens.wording import crown, parts_line
from facilitator.steps.book import Book
from facilitator.steps.kinds import blocks, note_blocks
from facilitator.widgets.tally_view import TallyView


class Page(Vertical):
    """A step as the room sees it."""

    def compose(self) -> ComposeResult:
        """The style sheet decides which of these are seen at which size."""
        yield Static(id="crown")
        yield Static(id="prompt")
        yield Static(id="parts")
        yield TallyView()

    def show(self, book: Book, step: Step, part: int, newest: Set[int], palette: Palette) -> None:
        """Show a step as it stands.

        Args:
            book: The session.
            step: The step.
            part: The part shown, from 1; 0 where all are.
            newest: The numbers of the items that just came in.
            palette: Colours.
        """
        self.query_one("#crown", Static).update(crown(book, step, palette))
        prompt = step.prompt.of(book.language)
        self.query_one("#prompt", Static).update(Content(prompt))
        self.query_one("#prompt").display = bool(prompt)
        self.query_one("#parts", Static).update(parts_line(book, step, part, palette))
        self.query_one("#parts").display = bool(part)
        shown = [*blocks(book, step, part), *note_blocks(book, step)]
        self.query_one(TallyView).show(shown, book.words, palette, frozenset(newest))
