"""What a vote looks like: bars in order of place, two moments beside each other, and the words for what was given."""

from collections.abc import Mapping, Sequence

from msgspec import UNSET

from facilitator.agenda.model import Vote
from facilitator.blocks import Bar, Bars, Block, Shift, ShiftRow
from facilitator.session.events import Event
from facilitator.steps import common
from facilitator.steps.book import Book
from facilitator.steps.vote import coming, voted
from facilitator.tally import Facet, Funded, Tally, VoteItem


def blocks(book: Book, step: Vote, counted: Tally, part: int = 0, typed: Sequence[Event] = ()) -> list[Block]:
    """Return what a vote looks like: two moments beside each other, else bars in order of place.

    Args:
        book: The session.
        step: The vote.
        counted: The vote, counted.
        part: Which part to show, from 1; 0 for all.
        typed: What is being typed, to be seen before it is recorded; in a hidden vote nobody sees it.
    """
    changes = coming(book, step, typed) if typed and not counted.hidden else {}
    inner: dict[int, Sequence[Block]] = {
        index: [
            common.base(book, counted, facet, _detail(book, step, facet)),
            *_bars(book, step, counted, facet, _of_part(changes, index + 1 if counted.parted else 0)),
        ]
        for index, facet in enumerate(counted.facets)
    }
    if len(counted.facets) != 2 or counted.hidden:
        return common.frame(book, step, counted, part, inner)
    first, last = counted.facets
    before, after = _detail(book, step, first), _detail(book, step, last)
    # Where they differ it must be said which is which.
    detail = after if before == after else f"{first.facet}: {before}; {last.facet}: {after}"
    base = common.base(book, counted, last if len(last.came) >= len(first.came) else first, detail)
    notes = [common.remark_note(remark, facet.facet) for facet in counted.facets for remark in facet.warnings]
    return [base, two_moments(counted, book.words("dots"), changes), *notes]


def two_moments(counted: Tally, unit: str, changes: Mapping[tuple[int, int], int] | None = None) -> Shift:
    """Return the first and the last part of a vote beside each other.

    Args:
        counted: The vote, counted; it has parts.
        unit: What heads the counts.
        changes: By how much counts would change with what is being typed, by part (1 or 2) and item.
    """
    first, last = counted.facets[0], counted.facets[-1]
    before, after = ({item.number: item for item in voted(facet)} for facet in (first, last))
    points = {item.number: item.points for item in counted.shift} if counted.shift is not UNSET else {}
    coming = changes or {}
    return Shift((first.facet, last.facet), [
        ShiftRow(
            number=number,
            label=(before.get(number) or after[number]).item,
            counts=(_dots(before, number), _dots(after, number)),
            shares=(_share(before, number), _share(after, number)),
            points=points.get(number),
            coming=(coming.get((1, number), 0), coming.get((2, number), 0)),
        )
        for number in sorted(before.keys() | after.keys())
    ], unit)  # fmt: skip


def _dots(items: Mapping[int, VoteItem], number: int) -> int:
    return items[number].dots if number in items else 0


def _share(items: Mapping[int, VoteItem], number: int) -> float | None:
    return items[number].share if number in items else None


def is_votes(step: Vote) -> bool:
    """Tell whether what a step gives out is called votes: each table has one for an item; all else are dots."""
    return step.by == "group" and step.max_per_item == 1


def given_words(book: Book, step: Vote, count: int) -> str:
    """Return so many votes, or dots, in words."""
    words = book.words
    return words.n("{count} vote", "{count} votes", count) if is_votes(step) else words.n(
        "{count} dot", "{count} dots", count)  # fmt: skip


def _detail(book: Book, step: Vote, facet: Facet) -> str:
    words = book.words
    if facet.capacity is not UNSET and facet.capacity is not None:
        of = {"cast": facet.cast, "capacity": facet.capacity}
        detail = (
            words("{cast} of {capacity} votes", **of) if is_votes(step) else words("{cast} of {capacity} dots", **of)
        )
    else:
        detail = given_words(book, step, facet.cast or 0)
    if facet.blank:
        detail += ", " + words.n("{count} blank", "{count} blank", facet.blank)
    if facet.spoiled:
        detail += ", " + words.n("{count} spoiled", "{count} spoiled", facet.spoiled)
    return detail


def _of_part(changes: Mapping[tuple[int, int], int], part: int) -> dict[int, int]:
    return {number: change for (at, number), change in changes.items() if at == part}


def _bars(book: Book, step: Vote, counted: Tally, facet: Facet, changes: Mapping[int, int]) -> list[Block]:
    items = voted(facet)
    below = len(items) - len(facet.above)
    funded = facet.funded if isinstance(facet.funded, Funded) else None
    rows = [
        Bar(
            number=item.number,
            label=item.item,
            value=float(item.dots),
            shown=str(item.dots),
            place=item.place,
            note=_note(book, step, item, funded),
            above=counted.cut is None or item.number in facet.above,
            kept=item.kept,
            coming=changes.get(item.number, 0),
        )
        for item in items
    ]
    unit = book.words("votes") if is_votes(step) else book.words("dots")
    cut = common.cut_words(book, counted.cut, len(facet.above), below)
    return [Bars(rows, unit, cut, one=given_words(book, step, 1).removeprefix("1 "))] if rows else []


def _note(book: Book, step: Vote, item: VoteItem, funded: Funded | None) -> str:
    words = book.words
    said = []
    if item.voters is not None and (step.max_per_item > 1 or step.by == "person") and item.voters != item.dots:
        said.append(words("from {count}", count=common.voters(words, step.by, item.voters)))
    if isinstance(item.change, float | int):
        said.append(words.signed(item.change))
    if funded and item.number in funded.skip:
        said.append(words("fits") if item.number in funded.stop else words("fits if others are skipped"))
    return ", ".join(said)
