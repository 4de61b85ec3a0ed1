"""What hangs on a single unit: the same count once without each of them."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Generic, TypeVar

from msgspec import Struct

from facilitator.counting.places import above_cut, margin, places

# So far from where floats lose quarters that no sum of theirs gets there.
_SURE = 2.0**40
Unit = TypeVar("Unit", bound=Hashable)
Scores = Mapping[int, float | None]


class Moved(Struct, frozen=True):
    """The items that would come above the line without a unit, and those that would fall below it."""

    enter: tuple[int, ...]
    leave: tuple[int, ...]


class Stability(Struct, Generic[Unit], frozen=True):
    """What would be otherwise without one of the units.

    `above` holds the items above the line when all units count and `margin` what parts the last of them from the
    first below it (None when there is no line or nothing below it). `without` says per unit what would move, and
    `places` per item its best and worst place, all units counted and without each of them (None for an item that
    never has a place).
    """

    above: tuple[int, ...]
    margin: float | None
    without: Mapping[Unit, Moved]
    places: Mapping[int, tuple[int, int] | None]

    @property
    def decisive(self) -> list[Unit]:
        """The units without which other items would be above the line."""
        return [unit for unit, moved in self.without.items() if moved.enter or moved.leave]


def leave_one_out(
    units: Sequence[Unit], scores: Callable[[Sequence[Unit]], Scores], cut: int | None
) -> Stability[Unit]:
    """Count again without each unit and tell what would move over the line after the k-th.

    Exact and the same every time: nothing is drawn at random. Ties at the line stay above it; see
    `facilitator.counting.places.above_cut`.

    Source: the jackknife's leaving one out, J. W. Tukey, "Bias and confidence in not-quite large samples", Annals of
    Mathematical Statistics 29, 1958, 614, here for the list above the line in place of a standard error.

    Args:
        units: The units that answered, each once.
        scores: Counts some of the units: a score per item, finite, None or left out for an item that is not counted.
            It is called once with all units and once without each.
        cut: k, at least 1; None when there is no line, and then nothing moves.

    Returns:
        What hangs on each unit, items in the order of the scores of all units.

    Raises:
        ValueError: A unit is there twice, or the cut is less than 1.
    """
    if len(set(units)) < len(units):
        raise ValueError("a unit is counted twice")
    whole = scores(units)
    rest = {unit: scores([other for other in units if other != unit]) for unit in units}
    items = list(dict.fromkeys(item for counted in (whole, *rest.values()) for item in counted))
    rows = {unit: [counted.get(item) for item in items] for unit, counted in rest.items()}
    all_in = [whole.get(item) for item in items]
    above = _above(items, all_in, cut)
    return Stability(
        above=above,
        margin=margin(all_in, cut),
        without={unit: _moved(above, _above(items, row, cut)) for unit, row in rows.items()},
        places=dict(zip(items, _ranges([all_in, *rows.values()]), strict=True)),
    )


def summed(
    contributions: Mapping[Unit, Mapping[int, float | Fraction]], items: Sequence[int]
) -> Callable[[Sequence[Unit]], dict[int, float | None]]:
    """Return the usual count for `leave_one_out`: the sum of what each unit gave each item.

    Numbers count as the decimals they are written as and are rounded once, at the end, so that sums which are equal
    on paper are equal.

    Args:
        contributions: Per unit what it gave each item (dots, points, 1 for a mention), any finite number; what is
            left out is 0.
        items: The numbers of all items.

    Returns:
        A function from some of the units to a sum per item, in the order of `items`.
    """
    exact = {unit: {item: _exact(given) for item, given in row.items()} for unit, row in contributions.items()}

    def scores(units: Sequence[Unit]) -> dict[int, float | None]:
        given = [exact[unit] for unit in units]
        return {item: float(sum([row.get(item, 0) for row in given])) for item in items}

    return scores


@lru_cache(maxsize=10_000)
def _exact(given: float | Fraction) -> float | Fraction:
    """Return a number as the decimal it is written as; quarters stay floats, which add exactly and are quicker."""
    if isinstance(given, Fraction):
        return given
    return float(given) if float(4 * given).is_integer() and abs(given) < _SURE else Fraction(str(given))


def _above(items: Sequence[int], row: Sequence[float | None], cut: int | None) -> tuple[int, ...]:
    return tuple(item for item, up in zip(items, above_cut(row, cut), strict=True) if up)


def _moved(before: Sequence[int], after: Sequence[int]) -> Moved:
    return Moved(
        enter=tuple(item for item in after if item not in before),
        leave=tuple(item for item in before if item not in after),
    )


def _ranges(rows: Sequence[Sequence[float | None]]) -> list[tuple[int, int] | None]:
    by_item = zip(*(places(row) for row in rows), strict=True)
    had = [[place for place in column if place is not None] for column in by_item]
    return [(min(places_had), max(places_had)) if places_had else None for places_had in had]
