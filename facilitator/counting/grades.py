"""Mean, median and lowest of grades given, and the total of several parts."""

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Literal


def mean(counts: Sequence[int], grades: Sequence[int]) -> float | None:
    """Compute the mean of the grades given.

    Args:
        counts: How many gave each grade, 0 or more.
        grades: The grades, rising.

    Returns:
        The mean, between the lowest and the highest grade; None when nobody graded.

    Raises:
        ValueError: A count is less than 0, the grades do not rise, or they are not as many as the counts.
    """
    _check(counts, grades)
    answers = sum(counts)
    return sum(n * grade for n, grade in zip(counts, grades, strict=True)) / answers if answers else None


def median(counts: Sequence[int], grades: Sequence[int]) -> float | None:
    """Compute the median of the grades given: the middle one, or the mean of the middle two.

    Args:
        counts: How many gave each grade, 0 or more.
        grades: The grades, rising.

    Returns:
        The median, between the lowest and the highest grade; None when nobody graded.

    Raises:
        ValueError: A count is less than 0, the grades do not rise, or they are not as many as the counts.
    """
    _check(counts, grades)
    answers = sum(counts)
    if not answers:
        return None
    return (_nth(counts, grades, (answers + 1) // 2) + _nth(counts, grades, answers // 2 + 1)) / 2


def lowest(counts: Sequence[int], grades: Sequence[int]) -> int | None:
    """Find the lowest grade that anybody gave.

    Args:
        counts: How many gave each grade, 0 or more.
        grades: The grades, rising.

    Returns:
        One of the grades; None when nobody graded.

    Raises:
        ValueError: A count is less than 0, the grades do not rise, or they are not as many as the counts.
    """
    _check(counts, grades)
    return next((grade for n, grade in zip(counts, grades, strict=True) if n), None)


def combined(
    values: Sequence[float | None], weights: Sequence[float], how: Literal["mean", "sum", "product"]
) -> float | None:
    """Combine an item's values in several parts into one total.

    `mean` is Σ wv / Σ w over the parts that have a value, `sum` is Σ wv and `product` is Π v^w. Numbers count as the
    decimals they are written as and are rounded once, at the end, so that totals which are equal on paper are equal.

    Args:
        values: One number per part, any finite number; None where the part has none.
        weights: One finite number per part, 0 or more; with `sum` also less, where one part tells against.
        how: `mean` leaves out the parts without a value; `sum` and `product` need them all.

    Returns:
        The total; None where values are missing, where the weights that count add up to 0 (`mean`), and where the
        product has no finite real value (less than 0 with a weight that is not whole, or too large).

    Raises:
        ValueError: The weights are not as many as the values, one is less than 0 where it may not be, or a number
            is not finite.
    """
    if how != "sum" and any(weight < 0 for weight in weights):
        raise ValueError("a weight is 0 or more")
    pairs = [
        (None if value is None else _decimal(value), _decimal(weight))
        for value, weight in zip(values, weights, strict=True)
    ]
    present = [(value, weight) for value, weight in pairs if value is not None]
    if not present or (how != "mean" and len(present) < len(pairs)):
        return None
    if how == "product":
        return _product(present)
    total = sum((value * weight for value, weight in present), Fraction(0))
    weight = sum((weight for _, weight in present), Fraction(0)) if how == "mean" else Fraction(1)
    return float(total / weight) if weight else None


def _product(present: Sequence[tuple[Fraction, Fraction]]) -> float | None:
    try:
        return float(math.prod(_decimal(math.pow(value, weight)) for value, weight in present))
    except (OverflowError, ValueError):
        return None


def _decimal(number: float) -> Fraction:
    """Return exactly the decimal that a number is written as: 0.1 is one tenth."""
    return Fraction(str(number))


def _nth(counts: Sequence[int], grades: Sequence[int], n: int) -> int:
    return next(grade for grade, so_far in zip(grades, accumulate(counts), strict=True) if so_far >= n)


def _check(counts: Sequence[int], grades: Sequence[int]) -> None:
    if len(counts) != len(grades):
        raise ValueError("there is one count per grade")
    if any(count < 0 for count in counts):
        raise ValueError("a count of answers is 0 or more")
    if any(low >= high for low, high in pairwise(grades)):
        raise ValueError("the grades rise")
