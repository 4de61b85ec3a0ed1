"""A part of a step to look at: its items in the order of a way of adding, each with its place in every forum."""

from msgspec import Struct

from facilitator.agenda.model import Act
from facilitator.series.blocks import cells, score, short_names
from facilitator.series.matching import Cell
from facilitator.series.ways import Way
from facilitator.series.whole import Series, Whole
from facilitator.steps.common import cut_words
from facilitator.tally import ActItem


class Line(Struct, frozen=True):
    """An item: its place in all and what it got there, and for each forum of the page its place and what it got.

    `beside` says of an action whose it is: the forum, who does it, and when.
    """

    number: int
    name: str
    place: int | None
    amount: float
    shown: str
    above: bool
    own: tuple[int | None, ...]
    given: tuple[str, ...]
    beside: str = ""

    @property
    def spread(self) -> tuple[int, int] | None:
        """The best and the last place that any forum gave it; None where none chose it."""
        had = [place for place in self.own if place is not None]
        return (min(had), max(had)) if had else None


class Page(Struct, frozen=True):
    """A part, from 0, in one way of adding.

    Attributes:
        whole: The step.
        part: The part.
        way: How it is added.
        forums: The places in the series of the forums that have a column.
        head: What the names of those forums begin with.
        names: The rest of each name.
        people: How many people each forum had, None where nobody counted them.
        lines: The items, in their order.
        cut: The words on the line after those that go on; empty where there is none.
    """

    whole: Whole
    part: int
    way: Way
    forums: tuple[int, ...]
    head: str
    names: tuple[str, ...]
    people: tuple[int | None, ...]
    lines: tuple[Line, ...]
    cut: str = ""


def page(series: Series, whole: Whole, part: int, way: Way) -> Page:
    """Return a part of a step in one way of adding; without lines where nobody may see the figures yet.

    Args:
        series: The series.
        whole: The step; it has parts.
        part: The part, from 0.
        way: How it is added.
    """
    forums = tuple(sorted(whole.parts[part].facets))
    head, names = short_names([series.forums[at].name for at in forums]) if forums else ("", [])
    people = tuple(series.forums[at].people for at in forums)
    lines = () if whole.tally.hidden else _lines(series, whole, part, way, forums)
    above = sum(line.above for line in lines)
    cut = cut_words(series.forums[0].book, whole.tally.cut, above, len(lines) - above)
    return Page(whole, part, way, forums, head, tuple(names), people, lines, cut)


def _lines(series: Series, whole: Whole, part: int, way: Way, forums: tuple[int, ...]) -> tuple[Line, ...]:
    ways = whole.ways[part]
    scored = ways.by[way]
    own = [ways.places_in(forum) for forum in forums]
    rows = {row.number: row for row in whole.parts[part].rows}
    given = [cells(whole.parts[part].rows, forum, series.words) for forum in forums]
    above = set(scored.above)
    items = whole.tally.facets[part].items if isinstance(whole.step, Act) else whole.placed(way, part)
    return tuple(
        Line(
            number=item.number,
            name=item.item,
            place=None if isinstance(whole.step, Act) else scored.places.get(item.number),
            amount=scored.scores.get(item.number) or 0.0,
            shown=score(series, whole, part, way, item.number),
            above=whole.tally.cut is None or item.number in above,
            own=tuple(places.get(item.number) for places in own),
            given=tuple(column[item.number] for column in given),
            beside=_agreed(series, rows[item.number].cells[0]),
        )
        for item in items
    )


def _agreed(series: Series, cell: Cell) -> str:
    item, words = cell.item, series.words
    if not isinstance(item, ActItem):
        return ""
    who, when = item.who or words("no one yet"), item.when or words("no date yet")
    return f"{series.forums[cell.forum].name} · {who} · {when}"
