"""The seven kinds side by side: which module reads, counts and shows a step.

Each is loaded when the first step of its kind asks for it: nobody waits for kinds that a session has not.
"""

from collections.abc import Sequence
from typing import assert_never

from facilitator.agenda.model import Act, Collect, Merge, Rank, Rate, Step, Talk, Vote
from facilitator.blocks import Block, Heading, Note, Quotes
from facilitator.session.events import Event
from facilitator.session.state import State
from facilitator.steps.book import Book
from facilitator.steps.line import Call, Reading
from facilitator.tally import Tally
from facilitator.words import Words


def open_book(state: State, words: Words) -> Book:
    """Return a session opened for reading, in the language of `words`."""
    return Book(state, words, count)


def count(book: Book, step: Step) -> Tally:
    """Count a step; a talk step has no figures."""
    match step:
        case Talk():
            return Tally(unit="group", present=None, facets=[])
        case Collect():
            from facilitator.steps import collect

            return collect.tally(book, step)
        case Merge():
            from facilitator.steps import merge

            return merge.tally(book, step)
        case Vote():
            from facilitator.steps import vote

            return vote.tally(book, step)
        case Rank():
            from facilitator.steps import rank

            return rank.tally(book, step)
        case Rate():
            from facilitator.steps import rate

            return rate.tally(book, step)
        case Act():
            from facilitator.steps import act

            return act.tally(book, step)
        case _:
            assert_never(step)


def read(call: Call, step: Step) -> Reading:
    """Read the content of a line for a step.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    match step:
        case Talk():
            from facilitator.steps import talk

            return talk.read(call, step)
        case Collect():
            from facilitator.steps import collect

            return collect.read(call, step)
        case Merge():
            from facilitator.steps import merge

            return merge.read(call, step)
        case Vote():
            from facilitator.steps import vote_line

            return vote_line.read(call, step)
        case Rank():
            from facilitator.steps import rank

            return rank.read(call, step)
        case Rate():
            from facilitator.steps import rate_line

            return rate_line.read(call, step)
        case Act():
            from facilitator.steps import act

            return act.read(call, step)
        case _:
            assert_never(step)


def blocks(book: Book, step: Step, part: int = 0, typed: Sequence[Event] = ()) -> list[Block]:
    """Return what a step's tally looks like.

    Args:
        book: The session.
        step: The step.
        part: Which part to show, from 1; 0 for all.
        typed: What is being typed and not recorded yet; votes show where it would land.
    """
    return [*_blocks(book, step, part, typed), *late_note(book, step)]


def late_note(book: Book, step: Step) -> list[Block]:
    """Return the remark on what was recorded in a step when the session was over; nothing where that was nothing."""
    late = book.happened(step).late
    if not late:
        return []
    said = book.words.n("{count} entry here was made after the session was over, the last {day}.",
                        "{count} entries here were made after the session was over, the last {day}.", len(late),
                        day=book.words.long_date(late[-1].date()))  # fmt: skip
    return [Note(said)]


def _blocks(book: Book, step: Step, part: int, typed: Sequence[Event]) -> list[Block]:
    match step:
        case Talk():
            return []
        case Collect():
            from facilitator.steps import collect

            return collect.blocks(book, step, book.tally(step), part)
        case Merge():
            from facilitator.steps import merge

            return merge.blocks(book, step, book.tally(step), part)
        case Vote():
            from facilitator.steps import vote_blocks

            return vote_blocks.blocks(book, step, book.tally(step), part, typed)
        case Rank():
            from facilitator.steps import rank

            return rank.blocks(book, step, book.tally(step), part)
        case Rate():
            from facilitator.steps import rate

            return rate.blocks(book, step, book.tally(step), part)
        case Act():
            from facilitator.steps import act

            return act.blocks(book, step, book.tally(step), part)
        case _:
            assert_never(step)


def note_blocks(book: Book, step: Step) -> list[Block]:
    """Return the notes of a step, the reasons why items go on among them."""
    from facilitator.steps import talk

    happened = book.happened(step)
    rows: list[tuple[str, str]] = []
    for note in happened.notes.values():
        if note.withdrawn:
            continue
        form = talk.form_name(book, note.form)
        who = f"{form} n{note.number}" + (f", {book.voter_name(note.voter)}" if note.voter else "")
        rows.append((note.text, who))
    for reason in dict.fromkeys(reason for reason in happened.kept.values() if reason):
        numbers = [number for number, why in happened.kept.items() if why == reason]
        names = {item.number: item.item for item in book.tally(step).facet_items()}
        kept = ", ".join(names.get(number, str(number)) for number in numbers)
        rows.append((reason, book.words("Why {names} goes on", names=kept)))
    return [Heading(book.words("Noted in this step"), 3), Quotes(rows)] if rows else []
