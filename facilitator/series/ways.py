"""Three ways to add a series up, and what hangs on single forums: votes, forums, points."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Literal, get_args

from msgspec import Struct

from facilitator.counting.borda import borda
from facilitator.counting.places import above_cut, places
from facilitator.counting.stability import Scores, Stability, leave_one_out, summed
from facilitator.series.matching import Cell, Part
from facilitator.steps.book import strength
from facilitator.tally import ActItem, RateItem

Way = Literal["votes", "forums", "points"]
WAYS: tuple[Way, ...] = get_args(Way)
# Where a step has no line of its own, so many are looked at to tell whether the ways agree.
_FIRST = 3


class Scored(Struct, frozen=True):
    """A part added up in one way: a score and a place per item, the items above the line, and how to count again."""

    scores: Scores
    places: Mapping[int, int | None]
    above: tuple[int, ...]
    count: Callable[[Sequence[int]], Scores]


class Ways(Struct, frozen=True):
    """A part of a step added up in every way.

    `forums` are those that answered it, `cut` is the line the ways are compared by, `graded` tells that what is by
    votes is a mean, `kept` is how many of its own order a forum gives points, the first as many.
    """

    forums: tuple[int, ...]
    by: Mapping[Way, Scored]
    cut: int
    graded: bool = False
    kept: int = 0

    @property
    def agree(self) -> bool:
        """Whether the ways have a first in common, and no way has an item above the line in another's stead.

        A tie that takes more along, or a first that is shared, contradicts nothing.
        """
        return self.common_first and all(
            one <= other or other <= one for one, other in combinations(map(self.above, WAYS), 2)
        )

    @property
    def common_first(self) -> bool:
        """Whether some item is first in every way, alone or shared."""
        return bool(frozenset.intersection(*map(self.first, WAYS))) or not any(map(self.first, WAYS))

    def first(self, way: Way) -> frozenset[int]:
        """Return what is first in a way."""
        return frozenset(item for item, place in self.by[way].places.items() if place == 1)

    def above(self, way: Way) -> frozenset[int]:
        """Return what is above the line in a way."""
        return frozenset(self.by[way].above)

    def places_in(self, forum: int) -> Mapping[int, int | None]:
        """Return the place of every item in one forum alone, by what was given there; what got nothing has none."""
        scores = self.by["votes"].count((forum,))
        values = [score if self.graded else score or None for score in scores.values()]
        return dict(zip(scores, places(values), strict=True))

    def stability(self, way: Way) -> Stability[int]:
        """Return what would be otherwise without any one forum; see `counting.stability`."""
        return leave_one_out(self.forums, self.by[way].count, self.cut)


def ways(part: Part, cut: int | None, choose: int | None) -> Ways:
    """Return a part of a step added up in every way.

    By votes what was given is summed: dots, tables that answered, points of rankings; of grades it is the mean of all.
    By forums an item has as many as it is above the line in; without a line, in how many anything was given to it. By
    points every forum is one ballot, ranked as it came out there: k points for its first place down to 1, ties share
    the mean; so a small forum weighs as much as a large one.

    Source: for one ballot a forum, Borda's rule as in `counting.borda`; the James Lind Alliance adds the ranks of
    unlike groups alike (JLA Guidebook, ch. 7).

    Args:
        part: The part, its items matched over the forums.
        cut: The step's line, None where it has none.
        choose: How many items a ranking of the step has, None for all.
    """
    items = [row.number for row in part.rows]
    forums = tuple(sorted(part.facets))
    longest = max((len(facet.items) for facet in part.facets.values()), default=1)
    kept = cut or choose or max(min(longest, len(items)), 1)
    line = cut or choose or _FIRST
    graded = _is_graded(part)
    supports = _supports(part)
    counts: dict[Way, Callable[[Sequence[int]], Scores]] = {
        "votes": _means(part, items) if graded else summed(supports, items),
        "forums": summed(_forums(part, cut, supports), items),
        "points": summed(_points(supports, items, kept), items),
    }
    by = {way: _scored(counts[way], forums, line, graded and way == "votes") for way in WAYS}
    return Ways(forums, by, line, graded, kept)


def _scored(count: Callable[[Sequence[int]], Scores], forums: Sequence[int], line: int, graded: bool) -> Scored:
    """Return a way's scores and places; what got nothing has none, but a mean of 0 is a mean."""
    scores = count(forums)
    values = [score if graded else score or None for score in scores.values()]
    lowest = min((value for value in values if value is not None), default=0.0)
    marks = above_cut([None if value is None else value - lowest + 1 for value in values] if graded else values, line)
    above = tuple(item for item, mark in zip(scores, marks, strict=True) if mark)
    return Scored(scores, dict(zip(scores, places(values), strict=True)), above, count)


def _is_graded(part: Part) -> bool:
    return any(isinstance(item, RateItem) for facet in part.facets.values() for item in facet.items)


def _means(part: Part, items: Sequence[int]) -> Callable[[Sequence[int]], Scores]:
    """Return what takes the mean of the grades of some forums."""
    rows = {row.number: row.cells for row in part.rows}

    def graded(forums: Sequence[int]) -> Scores:
        return {item: _mean(rows[item], set(forums)) for item in items}

    return graded


def _supports(part: Part) -> dict[int, dict[int, float]]:
    """Return what each forum gave each item, the items by number."""
    found: dict[int, dict[int, float]] = {at: {} for at in part.facets}
    for row in part.rows:
        number = row.number
        for cell in row.cells:
            given = found[cell.forum]
            given[number] = given.get(number, 0.0) + _support(cell)
    return found


def _support(cell: Cell) -> float:
    """Return what a forum gave an item; actions are not weighed against each other."""
    return 0.0 if isinstance(cell.item, ActItem) else strength(cell.item) or 0.0


def _mean(cells: Sequence[Cell], forums: set[int]) -> float | None:
    """Return the mean of the grades of some forums; of a total, which has no grades, the mean of theirs."""
    graded = [cell.item for cell in cells if cell.forum in forums and isinstance(cell.item, RateItem)]
    count = sum(one.n for item in graded for one in item.counts)
    if count:
        return sum(one.grade * one.n for item in graded for one in item.counts) / count
    means = [item.mean for item in graded if item.mean is not None]
    return sum(means) / len(means) if means else None


def _forums(part: Part, cut: int | None, supports: Mapping[int, Mapping[int, float]]) -> dict[int, dict[int, float]]:
    """Return 1 for every item that a forum has above its line, or gave anything to where there is none."""
    if cut is None:
        return {at: {item: 1.0 for item, support in given.items() if support} for at, given in supports.items()}
    found: dict[int, dict[int, float]] = {at: {} for at in part.facets}
    for row in part.rows:
        for cell in row.cells:
            if cell.item.number in cell.facet.above and _support(cell):
                found[cell.forum][row.number] = 1.0
    return found


def _points(
    supports: Mapping[int, Mapping[int, float]], items: Sequence[int], kept: int
) -> dict[int, dict[int, float]]:
    """Return the points each forum gives by its own order; what it gave nothing to gets none."""
    return {forum: borda([_ballot(given)], items, kept) for forum, given in supports.items()}


def _ballot(given: Mapping[int, float]) -> list[list[int]]:
    """Return what a forum gave as one ranking, the items of equal support tied."""
    tied: dict[float, list[int]] = {}
    for number, support in given.items():
        if support:
            tied.setdefault(support, []).append(number)
    return [tied[support] for support in sorted(tied, reverse=True)]
