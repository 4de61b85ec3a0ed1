"""Who has been heard from in a step, table by table."""


from msgspec import Struct

from facilitator.agenda.model import Act, Collect, Merge, Step, Talk, unit_of
from facilitator.session import events as ev
from facilitator.steps.book import Book
from facilitator.steps.common import is_hidden


class Heard(Struct, frozen=True):
    """A table in the roll: whether it is in, and with how much, in words."""

    number: int
    name: str
    came: bool
    amount: str


def roll(book: Book, step: Step, part: int = 0) -> list[Heard]:
    """Return the tables a step waits for; empty where it waits for none.

    Args:
        book: The session.
        step: The step.
        part: Which part of a collect step is asked for now; 0 for all.
    """
    if isinstance(step, Talk | Merge | Act) or unit_of(step) == "facilitator":
        return []
    out = []
    for group in book.state.active_groups:
        voter = f"group:{group.number}"
        amount = _answers(book, step, voter, part) if isinstance(step, Collect) else _given(book, step, voter)
        out.append(Heard(group.number, book.group_name(group), bool(amount), amount))
    return out


def _answers(book: Book, step: Collect, voter: str, part: int) -> str:
    happened = book.happened(step)
    count = sum(answer.voter == voter and part in (0, answer.part) for answer in happened.standing)
    if count:
        return book.words.n("{count} answer", "{count} answers", count)
    return book.words("nothing to add") if any(who == voter and part in (0, at) for at, who in happened.nothing) else ""


def _given(book: Book, step: Step, voter: str) -> str:
    entries = [entry for (_, who), entry in sorted(book.happened(step).given.items(), key=lambda one: one[0])
               if who == voter]  # fmt: skip
    if not entries:
        return ""
    if is_hidden(book, step):
        return book.words("in")
    dots = [
        str(sum(count for _, count in entry.dots))
        for entry in entries
        if isinstance(entry, ev.BallotGiven | ev.CountEntered)
    ]
    return " · ".join(dots) if dots else book.words("in")
