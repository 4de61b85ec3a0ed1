"""What came out of a step as a headline: one short sentence that names what its figures show; nothing is counted."""

from collections.abc import Sequence

from facilitator.agenda.model import Collect, Merge, Rank, Rate, Step, Vote
from facilitator.blocks import Bars, Block, Grades, Mentions, Shift
from facilitator.steps.book import Book
from facilitator.steps.findings import is_answered, step_of
from facilitator.steps.kinds import blocks
from facilitator.words import Words

_MOST_NAMES = 3
# A headline of more characters is none.
_LONGEST = 110


def headline(book: Book, step: Step) -> str:
    """Return the headline of a step.

    It is empty where it is hidden, where few answered, where no single thing came out, and where the facilitator struck
    a finding of the step: what she left out is no headline either.

    Args:
        book: The session, in the report's language.
        step: A step that was held.
    """
    if not isinstance(step, Vote | Rank | Rate | Collect | Merge) or book.tally(step).hidden:
        return ""
    if not is_answered(book, step) or _is_struck(book, step):
        return ""
    return of_blocks(blocks(book, step), book.words)


def of_blocks(shown: Sequence[Block], words: Words) -> str:
    """Return the headline of a step's blocks; empty where several things were counted in them."""
    counted = [block for block in shown if isinstance(block, Bars | Mentions | Shift | Grades)]
    if len(counted) != 1:
        return ""
    said = _said(counted[0], words)
    return said if len(said) <= _LONGEST else ""


def _is_struck(book: Book, step: Step) -> bool:
    return any(step_of(key) == step.id for key in book.state.own.struck)


def _said(block: Bars | Mentions | Shift | Grades, words: Words) -> str:
    match block:
        case Shift():
            return _moved(block, words)
        case Mentions():
            most = max((row.count for row in block.rows), default=0)
            first = [row.label for row in block.rows if row.count == most > 1]
            return words("{name} is named most", name=first[0]) if len(first) == 1 else ""
        case Bars() | Grades():
            # One alone comes before nothing.
            return _first([row.label for row in block.rows if row.place == 1], words) if len(block.rows) > 1 else ""


def _first(names: Sequence[str], words: Words) -> str:
    if not names:
        return ""
    if len(names) == 1:
        return words("{name} comes first", name=names[0])
    if len(names) <= _MOST_NAMES:
        return words("{names} share first place", names=words.listed(names))
    return words("{count} share first place", count=len(names))


def _moved(block: Shift, words: Words) -> str:
    """Return what rises and what falls most, where it is one of each."""
    points = [row.points for row in block.rows if row.points]
    rising = [row.label for row in block.rows if points and row.points == max(points) > 0]
    falling = [row.label for row in block.rows if points and row.points == min(points) < 0]
    if len(rising) == len(falling) == 1:
        return words("{up} rises most, {down} falls most", up=rising[0], down=falling[0])
    if len(rising) == 1:
        return words("{name} rises most of all", name=rising[0])
    return words("{name} falls most of all", name=falling[0]) if len(falling) == 1 else ""
