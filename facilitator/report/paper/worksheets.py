"""Worksheets for the steps that are answered in words, and the lists for the wall that later steps choose from."""

from collections.abc import Iterator, Sequence

from facilitator.agenda.fields import field_label
from facilitator.agenda.model import Act, Collect, Merge, Step, facets_of, sources_of, unit_of
from facilitator.report.paper.ballots import parts, unnamed
from facilitator.report.paper.model import Entry, Lines, Listing, Sheet
from facilitator.report.paper.planned import Planned, called
from facilitator.session.state import Group
from facilitator.steps.book import Book
from facilitator.steps.merge import highest
from facilitator.words import Words

# So many lines where the agenda does not say how many answers there may be.
_LINES, _LINES_OF_A_PART, _MOST_LINES = 8, 4, 12
# Answers of more fields than this need more room than a line.
_MANY_FIELDS, _LINES_OF_FIELDS = 3, 5
# Where there are more parts than this, each has at most so many lines: a table takes a few of the parts.
_MANY_PARTS, _LINES_OF_MANY = 4, 5
_LISTED_AT_LEAST, _MOST_LISTED, _SPARE = 18, 60, 10


def worksheets(planned: Planned) -> Iterator[Sheet | Listing]:
    """Give the worksheets in order of the steps, and after what is answered the list of it, if later steps need it."""
    listed = _listed(planned)
    for slot in planned.slots:
        if isinstance(slot.step, Collect | Act):
            yield from _sheets(planned, slot.number, slot.step)
        if slot.step.id in listed:
            yield _listing(planned, slot.number, slot.step)


def _listed(planned: Planned) -> set[str]:
    """Return the ids of the steps whose answers get numbers that later steps choose by: as joined, where they are."""
    steps = [slot.step for slot in planned.slots]
    merged = {source.step for step in steps if isinstance(step, Merge) for source in step.sources}
    wanted = {step.id for step in steps if isinstance(step, Merge)}
    for step in steps:
        if not isinstance(step, Merge):
            wanted |= {source.step for source in sources_of(step)} - merged
    return {step.id for step in steps if step.id in wanted and isinstance(step, Collect | Merge | Act)}


def _sheets(planned: Planned, number: int, step: Collect | Act) -> Iterator[Sheet]:
    book = planned.book
    asked: Sequence[Entry | None] = parts(book, step) or [None]
    groups: Sequence[Group | None] = planned.groups
    if unit_of(step) == "facilitator" or not groups:
        groups = [None]
    for group in groups:
        yield Sheet(
            who=called(book, group) if group else "",
            number=number,
            title=step.title.of(book.language),
            prompt=step.prompt.of(book.language),
            lead=" ".join(filter(None, (_lead(step, facets_of(step) is not None, book.words), unnamed(book, step)))),
            lines=[_lines(book, step, group, part, len(asked)) for part in asked],
        )


def _lead(step: Collect | Act, parted: bool, words: Words) -> str:
    most = step.max_answers
    if most is None:
        return words("One answer on each line.")
    if parted:
        return words.n("One answer for each part.", "At most {count} answers for each part, one on each line.", most)
    return words.n("One answer.", "At most {count} answers, one on each line.", most)


def _lines(book: Book, step: Collect | Act, group: Group | None, part: Entry | None, count: int) -> Lines:
    who = str(group.number) if group else ""
    address = f"{who}>{part.number}:" if part else f"{who}:" if who else ""
    fields = step.fields if len(step.fields) > 1 else ()
    usual = _LINES_OF_A_PART if count > 1 else _LINES_OF_FIELDS if len(fields) > _MANY_FIELDS else _LINES
    return Lines(
        part=part,
        address=address,
        number=book.words("no."),
        heads=[field_label(name, book.language) for name in fields],
        rows=min(step.max_answers or usual, _LINES_OF_MANY if count > _MANY_PARTS else _MOST_LINES),
    )


def _listing(planned: Planned, number: int, step: Step) -> Listing:
    book = planned.book
    words = book.words
    known = {item.number: item.item for facet in book.tally(step).facets for item in facet.items}
    rows = [Entry(str(one), known[one]) for one in sorted(known)]
    firsts = [source.first for source in sources_of(step)]
    if any(firsts):
        # The first of an earlier step keep the numbers they have there, which nobody knows yet.
        rows += [Entry("", "")] * max(0, sum(first or _SPARE for first in firsts) - len(known))
    else:
        last = highest(book, step)
        room = max(last + _SPARE, min(_room(planned, step), _MOST_LISTED))
        rows += [Entry(str(one), "") for one in range(last + 1, room + 1)]
    lead = words(
        "Each answer gets the next free line, and with it its number; the same words again get none. What means the "
        "same in other words gets a line too, and beside it the number of the earlier one. Typed in in this order, "
        "the numbers fit."
    )
    if len(firsts) > 1:
        lead += " " + words("The same words in another step get a line of their own here.")
    heads = (words("no."), words("answer"), words("table"), words("same as"))
    return Listing(number, step.title.of(book.language), lead, heads, rows)


def _room(planned: Planned, step: Step) -> int:
    """Return how many answers there may be: as many as the tables may give."""
    asked = [planned.agenda.step(source.step) for source in sources_of(step)] or [step]
    groups = max(len(planned.groups), 1)
    most = sum(
        groups * (source.max_answers or 3) * max(len(parts(planned.book, source)), 1)
        for source in asked
        if isinstance(source, Collect | Act)
    )
    return max(most, _LISTED_AT_LEAST)
