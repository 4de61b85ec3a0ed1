"""What came out of a step in one short line: the title of its slide. Names what its own figures show, counts nothing.

As with the findings, what fewer than half of those who were there answered is no headline.
"""

from collections.abc import Sequence

from facilitator.agenda.model import Step
from facilitator.blocks import Bars, Block, Grades, Heading, Mentions, Shift
from facilitator.report.findings import is_answered, moved
from facilitator.steps.book import Book
from facilitator.words import Words

_MOST_NAMES = 3


def headline(book: Book, step: Step, blocks: Sequence[Block]) -> str:
    """Return what came out of a step in one line; empty where nothing did, or in each of its parts something else.

    Args:
        book: The session, in the report's language.
        step: The step.
        blocks: The step's figures, as its section has them.
    """
    if any(isinstance(block, Heading) for block in blocks) or book.tally(step).hidden or not is_answered(book, step):
        return ""
    counted = [block for block in blocks if isinstance(block, Bars | Grades | Mentions | Shift)]
    return _said(counted[0], book.words) if len(counted) == 1 else ""


def _said(block: Bars | Grades | Mentions | Shift, words: Words) -> str:
    match block:
        case Bars() | Grades():
            return _first([(row.label, row.place) for row in block.rows if row.place is not None], words)
        case Mentions():
            return _most([(row.label, row.count) for row in block.rows], words)
        case Shift():
            return "; ".join(moved(block, words))


def _first(rows: Sequence[tuple[str, int | None]], words: Words) -> str:
    """Return who has the first place, and who follows where one has it alone."""
    leading = [label for label, place in rows if place == rows[0][1]]
    if len(leading) > _MOST_NAMES:
        return words("{count} share the first place", count=len(leading))
    if len(leading) > 1:
        return words("{names} share the first place", names=words.listed(leading))
    following = [label for label, place in rows if place == rows[len(leading)][1]] if len(rows) > 1 else []
    if len(following) == 1:
        following += [label for label, place in rows[2:] if place == rows[2][1]]
    if not leading or not following or len(following) > _MOST_NAMES - 1:
        return words("{name} comes first", name=leading[0]) if leading else ""
    return words("{name} comes first, before {others}", name=leading[0], others=words.listed(following))


def _most(rows: Sequence[tuple[str, int]], words: Words) -> str:
    """Return what was said most often, where it stands out."""
    most = max((count for _, count in rows), default=0)
    leading = [label for label, count in rows if count == most]
    if most < 2 or len(leading) > _MOST_NAMES or len(leading) == len(rows):
        return ""
    return words("Said most often: {names}", names=words.listed(leading))
