"""Item against item: how many ballots prefer each to each other, and what a majority then says."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from msgspec import Struct

from facilitator.counting.borda import Ballot, check_ballots

Count = int | Fraction
Matrix = Mapping[int, Mapping[int, Count]]


class Cycle(Struct, frozen=True):
    """Three items of which more prefer the first to the second, the second to the third, the third to the first.

    `preferring` and `against` hold, for these three pairs in this order, how many prefer it so and how many the
    other way; who ranks two items alike is in neither.
    """

    items: tuple[int, int, int]
    preferring: tuple[Count, Count, Count]
    against: tuple[Count, Count, Count]


def preferences(
    ballots: Sequence[Ballot], items: Sequence[int], weights: Sequence[Count] | None = None
) -> dict[int, dict[int, Count]]:
    """Count for every two items how many ballots rank the one above the other.

    What a ballot does not rank is below all that it ranks. Items that it ties, or leaves out, are alike: it prefers
    neither to the other. An empty ballot thus prefers nothing.

    Source: M. de Condorcet, "Essai sur l'application de l'analyse à la probabilité des décisions", 1785.

    Args:
        ballots: The ballots; one may be empty or rank only some of the items.
        items: The numbers of all items.
        weights: How many each ballot counts as, 0 or more (a table's people); all 1 when None.

    Returns:
        `matrix[a][b]`, the weight of the ballots that prefer a to b, for all items a ≠ b in the order of `items`.

    Raises:
        ValueError: A ballot has an item twice or one that is not among the items, the weights are not as many as the
            ballots, or one is less than 0.
    """
    check_ballots(ballots, items)
    heavy = [1] * len(ballots) if weights is None else weights
    if any(weight < 0 for weight in heavy):
        raise ValueError("a ballot counts as 0 or more")
    matrix: dict[int, dict[int, Count]] = {a: {b: 0 for b in items if b != a} for a in items}
    for ballot, weight in zip(ballots, heavy, strict=True):
        below = dict.fromkeys(items)
        for tied in ballot:
            for item in tied:
                del below[item]
            for above in tied:
                row = matrix[above]
                for item in below:
                    row[item] += weight
    return matrix


def beats(matrix: Matrix, one: int, other: int) -> bool:
    """Tell whether more prefer one item to the other than the other way: a majority of those who tell them apart.

    Args:
        matrix: The preferences, see `preferences`.
        one: An item of the matrix.
        other: Another item of the matrix.
    """
    return matrix[one][other] > matrix[other][one]


def condorcet_winner(matrix: Matrix) -> int | None:
    """Find the item that beats every other, one against one.

    Source: M. de Condorcet, 1785, see `preferences`.

    Args:
        matrix: The preferences, see `preferences`.

    Returns:
        The item; None when there is none, or fewer than two items.
    """
    return next((one for one, row in matrix.items() if row and all(beats(matrix, one, other) for other in row)), None)


def condorcet_loser(matrix: Matrix) -> int | None:
    """Find the item that every other beats, one against one.

    Source: M. de Condorcet, 1785, see `preferences`.

    Args:
        matrix: The preferences, see `preferences`.

    Returns:
        The item; None when there is none, or fewer than two items.
    """
    return next((one for one, row in matrix.items() if row and all(beats(matrix, other, one) for other in row)), None)


def cycle(matrix: Matrix) -> Cycle | None:
    """Find the strongest majority cycle of three items, where no order satisfies every majority.

    Only pairs where one beats the other can form a cycle, never a tied pair. Whenever majorities without ties run in
    a circle, three items do so (J. W. Moon, "Topics on Tournaments", 1968). A cycle is as strong as the smallest of
    its three majorities, then the next smallest, then the largest; of equally strong ones the first in the order of
    the matrix is told.

    Args:
        matrix: The preferences, see `preferences`.

    Returns:
        The cycle, beginning with its first item in the order of the matrix; None when there is none.
    """
    found = [
        Cycle(
            (a, b, c),
            preferring=(matrix[a][b], matrix[b][c], matrix[c][a]),
            against=(matrix[b][a], matrix[c][b], matrix[a][c]),
        )
        for first, second, third in combinations(matrix, 3)
        for a, b, c in [(first, second, third), (first, third, second)]
        if beats(matrix, a, b) and beats(matrix, b, c) and beats(matrix, c, a)
    ]
    return max(found, key=lambda one: sorted(one.preferring), default=None)
