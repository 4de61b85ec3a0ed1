"""Shares of the votes cast, and how they move from one part to another."""

from collections.abc import Sequence
from fractions import Fraction


def shares(counts: Sequence[int]) -> list[float | None]:
    """Divide each count by the total.

    Args:
        counts: Votes per item, 0 or more.

    Returns:
        A share per item, 0 to 1, in the order of `counts`; None for all when the total is 0.

    Raises:
        ValueError: A count is less than 0.
    """
    return [None if share is None else float(share) for share in _exact(counts)]


def shift(first: Sequence[int], last: Sequence[int]) -> list[float | None]:
    """Tell how many percentage points each item's share moved: 100 × (last share − first share).

    The shifts add up to 0: where one item grows, others shrink.

    Args:
        first: Votes per item in the first part, 0 or more.
        last: Votes for the same items in the last part, 0 or more.

    Returns:
        Points per item, −100 to 100, in the order of the counts; None for all when either total is 0.

    Raises:
        ValueError: A count is less than 0, or the parts have different numbers of items.
    """
    return [
        None if before is None or after is None else float(100 * (after - before))
        for before, after in zip(_exact(first), _exact(last), strict=True)
    ]


def _exact(counts: Sequence[int]) -> list[Fraction | None]:
    if any(count < 0 for count in counts):
        raise ValueError("a count of votes is 0 or more")
    total = sum(counts)
    return [Fraction(count, total) if total else None for count in counts]
