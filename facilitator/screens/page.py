"""The page of a step: where we are, what is asked, which part, and the tally as it comes in."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from facilitator.agenda.clock import StepTime
from facilitator.agenda.model import Step
from facilitator.blocks import Block, Mentions
from facilitator.report.writers.terminal import Palette
from facilitator.screens.wording import crown, parts_line
from facilitator.session.day import day_of
from facilitator.session.events import Event
from facilitator.steps.book import Book
from facilitator.steps.kinds import blocks, note_blocks
from facilitator.widgets.steady import Steady
from facilitator.widgets.tally_view import TallyView


class Page(Vertical):
    """A step as the room sees it."""

    def compose(self) -> ComposeResult:
        """The style sheet decides which of these are seen at which size."""
        yield Steady(id="crown")
        yield Steady(id="prompt")
        yield Steady(id="parts")
        yield Steady(id="proposal")
        yield TallyView()

    def show(self, book: Book, step: Step, part: int, marked: tuple[frozenset[int], frozenset[int]], palette: Palette,
             only: Collection[int] = (), typed: Sequence[Event] = ()) -> None:  # fmt: skip
        """Show a step as it stands.

        Args:
            book: The session.
            step: The step.
            part: The part shown, from 1; 0 where all are.
            marked: The numbers of the items that just came in, and of those that are pointed at.
            palette: Colours.
            only: The numbers of the items to show, where a search found some; all where empty.
            typed: What is being typed and not recorded yet.
        """
        self.query_one("#crown", Steady).put(crown(book, step, palette, _time(book, step)))
        prompt = step.prompt.of(book.language)
        self.query_one("#prompt", Steady).put(Content(prompt))
        self.query_one("#prompt").display = bool(prompt)
        self.query_one("#parts", Steady).put(parts_line(book, step, part, palette))
        self.query_one("#parts").display = bool(part)
        shown = [*(_only(block, only) for block in blocks(book, step, part, typed)), *note_blocks(book, step)]
        self.query_one(TallyView).show(shown, book.words, palette, *marked)

    def propose(self, rows: Text | None) -> None:
        """Show what may be joined; None where nothing may."""
        proposal = self.query_one("#proposal", Steady)
        proposal.display = rows is not None
        if rows is not None:
            proposal.put(rows)


def _only(block: Block, numbers: Collection[int]) -> Block:
    if not numbers or not isinstance(block, Mentions):
        return block
    return replace(block, rows=[row for row in block.rows if row.number in numbers], cut="")


def _time(book: Book, step: Step) -> StepTime | None:
    """Return the times of a step that is over."""
    last = book.state.last_at
    if last is None or book.happened(step).left is None:
        return None
    return day_of(book.state, last).steps[book.state.agenda.position(step.id)]
