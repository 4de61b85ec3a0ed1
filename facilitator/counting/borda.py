"""Points and first places from ranked ballots.

A ballot is groups of tied items in order: `[[4], [1, 2]]` puts 4 first and then 1 and 2 alike.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

Ballot = Sequence[Sequence[int]]


def borda(ballots: Sequence[Ballot], items: Sequence[int], choose: int) -> dict[int, float]:
    """Add up the points of ranked ballots: `choose` for the first position, one less for each next, down to 1.

    Tied items share the mean of the points of their positions. Positions after the last chosen give 0, and a tie
    across that end takes the mean with those zeros. What a ballot does not rank gets 0 from it. Ties count exactly, so
    items with equal points are equal.

    Source: J.-C. de Borda, "Mémoire sur les élections au scrutin", 1781, with choose … 1 in place of n − 1 … 0; the
    shares of ties as in D. Black, "Partial justification of the Borda count", Public Choice 28, 1976.

    Args:
        ballots: The ballots; one may be empty or rank only some of the items.
        items: The numbers of all items.
        choose: How many positions give points, at least 1.

    Returns:
        Points per item, 0 to choose × the number of ballots, in the order of `items`.

    Raises:
        ValueError: `choose` is less than 1, or a ballot has an item twice or one that is not among the items.
    """
    if choose < 1:
        raise ValueError(f"at least 1 position gives points, not {choose}")
    check_ballots(ballots, items)
    totals: dict[int, Fraction | int] = dict.fromkeys(items, 0)
    for ballot in ballots:
        for tied, points in _scored(ballot, choose):
            for item in tied:
                totals[item] += points
    return {item: float(total) for item, total in totals.items()}


def firsts(ballots: Sequence[Ballot], items: Sequence[int]) -> dict[int, int]:
    """Count how many ballots put each item first; items tied for the first place count one each.

    Args:
        ballots: The ballots; one may be empty or rank only some of the items.
        items: The numbers of all items.

    Returns:
        A count per item, 0 to the number of ballots, in the order of `items`.

    Raises:
        ValueError: A ballot has an item twice or one that is not among the items.
    """
    check_ballots(ballots, items)
    counts = dict.fromkeys(items, 0)
    for ballot in ballots:
        for item in next((tied for tied in ballot if tied), ()):
            counts[item] += 1
    return counts


def _scored(ballot: Ballot, choose: int) -> Iterator[tuple[Sequence[int], Fraction | int]]:
    position = 0
    for tied in ballot:
        points = sum(max(choose - p, 0) for p in range(position, position + len(tied)))
        position += len(tied)
        # Fractions are slow: only a tie needs one.
        yield tied, Fraction(points, len(tied)) if len(tied) > 1 else points


def check_ballots(ballots: Sequence[Ballot], items: Sequence[int]) -> None:
    """Refuse ballots that cannot be counted.

    Args:
        ballots: The ballots; one may be empty or rank only some of the items.
        items: The numbers of all items.

    Raises:
        ValueError: A ballot has an item twice or one that is not among the items.
    """
    known = set(items)
    for ballot in ballots:
        ranked = [item for tied in ballot for item in tied]
        if len(set(ranked)) < len(ranked):
            raise ValueError("a ballot ranks an item twice")
        if not known.issuperset(ranked):
            raise ValueError("a ballot ranks an item that is not among the items")
