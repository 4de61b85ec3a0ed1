"""Points and first places from ranked ballots.

A ballot is groups of tied items in order: `[[4], [1, 2]]` puts 4 first and then 1 and 2 alike.
"""

from collections.abc import Iterator, Sequence
from math import lcm
from typing import Literal

Ballot = Sequence[Sequence[int]]
Rule = Literal["average", "zero", "modified"]


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
    return _added([(ballot, choose) for ballot in ballots], items)


def borda_by_rule(ballots: Sequence[Ballot], items: Sequence[int], rule: Rule) -> dict[int, float]:
    """Add up the points of ballots that rank only some items, by one of the three rules for what they leave out.

    A first place gives n − 1 points, n being the number of items, and each next place one less. What a ballot leaves
    out shares the points that are left (`average`: it is tied last) or gets none (`zero`: naming a single item helps
    it most). By `modified` a ballot that ranks k items gives k … 1, so that ranking more items gives more. Where the
    three put different items first, which leads depends on a rule that nobody voted on. An empty ballot gives nothing.

    Source: D. Black, 1976, see `borda`, for the shares; P. Emerson, "The original Borda count and partial voting",
    Social Choice and Welfare 40, 2013, 353–358, for the others.

    Args:
        ballots: The ballots; one may be empty or rank only some of the items.
        items: The numbers of all items.
        rule: What the items that a ballot leaves out get.

    Returns:
        Points per item, 0 or more, in the order of `items`.

    Raises:
        ValueError: A ballot has an item twice or one that is not among the items.
    """
    check_ballots(ballots, items)
    cast = [ballot for ballot in ballots if any(ballot)]
    if rule == "modified":
        return _added([(ballot, sum(map(len, ballot))) for ballot in cast], items)
    if rule == "average":
        cast = [[*ballot, _left_out(ballot, items)] for ballot in cast]
    return _added([(ballot, len(items) - 1) for ballot in cast], items)


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


def _added(ballots: Sequence[tuple[Ballot, int]], items: Sequence[int]) -> dict[int, float]:
    shared = [scored for ballot, choose in ballots for scored in _scored(ballot, choose)]
    # In parts so small that every share is a whole number of them: exact like fractions, and quicker.
    parts = lcm(*{len(tied) for tied, _ in shared})
    totals = dict.fromkeys(items, 0)
    for tied, points in shared:
        share = points * (parts // len(tied))
        for item in tied:
            totals[item] += share
    return {item: total / parts for item, total in totals.items()}


def _left_out(ballot: Ballot, items: Sequence[int]) -> list[int]:
    ranked = {item for tied in ballot for item in tied}
    return [item for item in items if item not in ranked]


def _scored(ballot: Ballot, choose: int) -> Iterator[tuple[Sequence[int], int]]:
    """Yield the items of each position with the points that they share."""
    position = 0
    for tied in filter(None, ballot):
        most = choose - position
        giving = max(min(len(tied), most), 0)
        position += len(tied)
        yield tied, giving * (2 * most - giving + 1) // 2
