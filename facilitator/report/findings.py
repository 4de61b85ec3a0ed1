"""What came out of a session, first: a sentence for each step that something was chosen, ranked or graded in.

The sentences only name what the step's own blocks show; nothing is counted here.
"""

from collections.abc import Iterator

from facilitator.agenda.model import Rank, Rate, Step, Vote
from facilitator.blocks import Bars, Base, Grades, Shift
from facilitator.steps.book import Book
from facilitator.steps.kinds import blocks

_MOST = 8
_MOST_NAMES = 5
_LAST_PLACE = 3


def findings(book: Book) -> list[str]:
    """Return at most eight sentences, in the order of the agenda.

    Args:
        book: The session, in the report's language.
    """
    found: list[str] = []
    for step in book.state.agenda.steps:
        if isinstance(step, Vote | Rank | Rate) and not book.tally(step).hidden and book.happened(step).given:
            title = step.title.of(book.language)
            found += [f"{title} ({unit}): {sentence}" for unit, sentence in _said(book, step)]
    return found[:_MOST]


def _said(book: Book, step: Step) -> Iterator[tuple[str, str]]:
    """Give the unit and a sentence for each counted block of a step, with what it rests on."""
    base = ""
    for block in blocks(book, step):
        match block:
            case Base():
                base = block.main
            case Bars():
                rows = [(row.label, row.shown, row.place, row.above) for row in block.rows]
                yield from ((block.unit, said) for said in _best(book, rows, bool(block.cut), base))
            case Grades():
                grades = [(row.label, row.shown, row.place, row.above) for row in block.rows]
                yield from ((block.head, said) for said in _best(book, grades, bool(block.cut), base))
            case Shift():
                yield from ((block.unit, said) for said in _moved(book, block, base))
            case _:
                pass


def _best(book: Book, rows: list[tuple[str, str, int | None, bool]], cut: bool, base: str) -> Iterator[str]:
    """Give what stands above the cut, or on the first three places; no more names than a sentence holds."""
    best = [row for row in rows if row[2] is not None and (row[3] if cut else row[2] <= _LAST_PLACE)]
    if not best:
        return
    words = book.words
    names = [f"{label} {shown}" for label, shown, _, _ in best[:_MOST_NAMES]]
    if len(best) > _MOST_NAMES:
        names.append(words.n("{count} more", "{count} more", len(best) - _MOST_NAMES))
    yield words("{names}. {base}.", names=words.listed(names), base=base)


def _moved(book: Book, block: Shift, base: str) -> Iterator[str]:
    """Give what rose most and what fell most between two moments."""
    moved = sorted((row for row in block.rows if row.points), key=lambda row: row.points or 0)
    if not moved:
        return
    words = book.words
    said = []
    up, down = moved[-1], moved[0]
    if (up.points or 0) > 0:
        said.append(words("{name} rises most, from {before} to {after}", name=up.label, before=up.counts[0],
                          after=up.counts[1]))  # fmt: skip
    if (down.points or 0) < 0:
        said.append(words("{name} falls most, from {before} to {after}", name=down.label, before=down.counts[0],
                          after=down.counts[1]))  # fmt: skip
    moments = words("from {before} to {after}", before=f"«{block.moments[0]}»", after=f"«{block.moments[1]}»")
    yield f"{'; '.join(said)} ({moments}). {base}."
