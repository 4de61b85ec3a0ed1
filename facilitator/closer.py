"""A closer look at one session, for the library's preview: where it stopped, what it has found so far, its steps."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from facilitator.agenda.model import Act, Collect, Merge, Rank, Rate, Step, Talk, Vote
from facilitator.blocks import Bar, Bars, Base
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.overview import Overview
from facilitator.session.state import Status
from facilitator.steps.book import Book, strength
from facilitator.steps.kinds import blocks
from facilitator.tally import Item
from facilitator.words import Words

_MOST_RESULTS = 2
_MOST_ROWS = 5


class StepLine(Struct, frozen=True):
    """A step in the preview: how it stands, and how much came in, in words."""

    number: int
    title: str
    status: Status
    amount: str


class Result(Struct, frozen=True):
    """The best of a counted step, best first; `more` items are not among them."""

    title: str
    base: str
    bars: Bars
    more: int


class Closer(Struct, frozen=True):
    """What the preview shows of a session besides its overview.

    `at` is the step it stopped at, or None before the first and after the last.
    """

    overview: Overview
    at: StepLine | None = None
    last_at: datetime | None = None
    note: str = ""
    results: tuple[Result, ...] = ()
    steps: tuple[StepLine, ...] = ()


def look_closer(entry: Overview, words: Words) -> Closer:
    """Return a closer look at a session; of one that cannot be read only its overview.

    Args:
        entry: The session.
        words: The interface's language.
    """
    try:
        book = Desk(entry.path, words, read_only=True).book
    except FacilitatorError:
        return Closer(entry)
    state = book.state
    steps = tuple(_line(book, number, step) for number, step in state.agenda.numbered)
    begun = [line for line in steps if line.status != "not started"]
    running = next((line for line in steps if line.status == "running"), None)
    return Closer(
        overview=entry,
        at=None if state.finished else running or (begun[-1] if begun else None),
        last_at=state.last_at,
        note=state.note,
        results=tuple(_results(book)),
        steps=steps,
    )


def _line(book: Book, number: int, step: Step) -> StepLine:
    status = book.state.status(step.id)
    amount = _amount(book, step) if status != "not started" or book.happened(step).entries else ""
    return StepLine(number, step.title.of(book.language), status, amount)


def _amount(book: Book, step: Step) -> str:
    words = book.words
    match step:
        case Talk():
            notes = sum(not note.withdrawn for note in book.happened(step).notes.values())
            return words.n("{count} note", "{count} notes", notes) if notes else ""
        case Collect():
            answers = sum(1 for _ in book.happened(step).standing)
            return words.n("{count} answer", "{count} answers", answers) if answers else ""
        case Merge():
            return words.n("{count} item", "{count} items", len(book.tally(step).items))
        case Act():
            actions = len(book.tally(step).items)
            return words.n("{count} action", "{count} actions", actions) if actions else ""
        case _:
            return _base(book, step)


def _base(book: Book, step: Step) -> str:
    return next((block.main for block in blocks(book, step) if isinstance(block, Base)), "")


def _results(book: Book) -> Iterator[Result]:
    """Give the last steps that something was counted in, the newest first; answers only where nothing was chosen."""
    begun = [step for step in book.state.agenda.steps if book.happened(step).entries]
    counted: list[Step] = [step for step in begun if isinstance(step, Vote | Rank | Rate)]
    joined: list[Step] = [step for step in begun if isinstance(step, Merge)]
    said: list[Step] = [step for step in begun if isinstance(step, Collect)]
    found = 0
    for step in reversed(counted or joined or said):
        tally = book.tally(step)
        best = sorted(
            (item for item in tally.items if (strength(item) or 0) > 0), key=lambda item: -(strength(item) or 0)
        )
        if tally.hidden or not best:
            continue
        rows = [_bar(book, item) for item in best[:_MOST_ROWS]]
        yield Result(step.title.of(book.language), _base(book, step), Bars(rows, _unit(book, step)),
                     len(tally.items) - len(rows))  # fmt: skip
        found += 1
        if found == _MOST_RESULTS:
            return


def _bar(book: Book, item: Item) -> Bar:
    value = strength(item) or 0
    return Bar(None, item.item, value, book.words.number(value, 0 if value == int(value) else 1), place=item.place)


def _unit(book: Book, step: Step) -> str:
    words = book.words
    match step:
        case Vote():
            return words("votes") if step.by == "group" and step.max_per_item == 1 else words("dots")
        case Rank():
            return words("points")
        case Rate():
            return words("mean")
        case _:
            return words("tables") if book.state.groups else words("answers")
