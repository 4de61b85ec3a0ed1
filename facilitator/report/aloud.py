"""A step to be read aloud: page by page, what each table said, numbered, then the whole of it."""

from collections.abc import Sequence

from msgspec import Struct

from facilitator.agenda.model import Act, Collect, Step
from facilitator.blocks import Base, Block, Note
from facilitator.session.state import Action, Answer
from facilitator.steps.book import Book
from facilitator.steps.common import is_hidden
from facilitator.steps.kinds import blocks


class Spoken(Struct, frozen=True):
    """One page: whose it is, and what they said as (number, text, small print). Without rows `shown` holds blocks."""

    who: str
    rows: Sequence[tuple[int, str, str]] = ()
    shown: Sequence[Block] = ()


def pages(book: Book, step: Step) -> list[Spoken]:
    """Return the pages of a step: one for each table that said something, then everything together.

    A hidden step shows how many are in and nothing else.
    """
    whole = [block for block in blocks(book, step) if not isinstance(block, Note)]
    if is_hidden(book, step):
        return [Spoken(book.words("All"), shown=[block for block in whole if isinstance(block, Base)])]
    spoken: list[Spoken] = []
    if isinstance(step, Collect):
        voters = sorted({answer.voter for answer in book.happened(step).standing}, key=_order)
        spoken = [Spoken(book.voter_name(voter), _said(book, step, voter)) for voter in voters]
    elif isinstance(step, Act):
        actions = [action for action in book.happened(step).actions.values() if action.status == "open"]
        rows = [(action.item, action.fields.get("what", ""), _who_and_when(action)) for action in actions]
        return [Spoken(book.words("All"), rows)] if rows else [Spoken(book.words("All"), shown=whole)]
    return [*spoken, Spoken(book.words("All"), shown=whole)]


def _said(book: Book, step: Collect, voter: str) -> list[tuple[int, str, str]]:
    parts = book.parts(step)
    return [
        (answer.item, answer.text, _small_print(answer, parts))
        for answer in sorted(book.happened(step).standing, key=lambda answer: answer.part)
        if answer.voter == voter
    ]


def _small_print(answer: Answer, parts: Sequence[str]) -> str:
    part = parts[answer.part - 1] if 0 < answer.part <= len(parts) else ""
    return " · ".join(filter(None, (part, *list(answer.fields.values())[1:])))


def _who_and_when(action: Action) -> str:
    return " · ".join(value for name, value in action.fields.items() if name != "what" and value)


def _order(voter: str) -> tuple[str, int]:
    kind, _, number = voter.partition(":")
    return kind, int(number or 0)
