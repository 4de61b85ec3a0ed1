"""What a sum of money is enough for, in order of votes."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise


def fund(order: Sequence[tuple[int, float | None, float]], funds: float) -> tuple[list[int], list[int]]:
    """Fill a sum of money by both rules: stop at the first item that does not fit, or skip it and go on.

    Nothing without a dot is funded. An item whose cost is not known (None, less than 0 or not finite) does not fit.
    Amounts count as the decimals they are written as.

    Args:
        order: Number, cost and dots of each item in order of place, most dots first.
        funds: The money there is, any finite number.

    Returns:
        The numbers funded by stopping and the numbers funded by skipping, each in order of place.

    Raises:
        ValueError: The items are not in order of dots.
    """
    if any(dots < after for (_, _, dots), (_, _, after) in pairwise(order)):
        raise ValueError("the items are in order of dots, most first")
    stop: list[int] = []
    skip: list[int] = []
    left, stopped = Decimal(str(funds)), False
    for number, cost, dots in order:
        if dots <= 0:
            break
        price = _price(cost)
        if price is None or price > left:
            stopped = True
            continue
        left -= price
        skip.append(number)
        if not stopped:
            stop.append(number)
    return stop, skip


def straddles(order: Sequence[tuple[int, float | None, float]], funds: float) -> bool:
    """Tell whether equals are treated unequally: a tie in dots straddles the line where stopping ends.

    Then which of them is funded by stopping is nothing that the votes decided.

    Args:
        order: Number, cost and dots of each item in order of place, most dots first.
        funds: The money there is, any finite number.

    Returns:
        True when stopping funds some of the items with the same number of dots and some not.

    Raises:
        ValueError: The items are not in order of dots.
    """
    funded = len(fund(order, funds)[0])
    return 0 < funded < len(order) and order[funded - 1][2] == order[funded][2]


def _price(cost: float | None) -> Decimal | None:
    return Decimal(str(cost)) if cost is not None and cost >= 0 else None
