"""How much rankings agree with each other.

A ranking is one number per item, lower for what is ranked higher; equal numbers are ties.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import fsum, sqrt

from facilitator.counting.borda import Ballot, check_ballots

Ranking = Sequence[float]


def ranks(ballot: Ballot, items: Sequence[int]) -> list[float]:
    """Turn a ranked ballot into ranks: 1 for the first, and for tied items the mean of their positions.

    What the ballot does not rank is tied below all that it ranks.

    Args:
        ballot: The ballot; it may be empty or rank only some of the items.
        items: The numbers of all items.

    Returns:
        A rank per item, 1 to the number of items, in the order of `items`.

    Raises:
        ValueError: The ballot has an item twice or one that is not among the items.
    """
    check_ballots([ballot], items)
    level = {item: at for at, tied in enumerate(ballot) for item in tied}
    return [float(rank) for rank in _mid_ranks([level.get(item, len(ballot)) for item in items])]


def tau_b(first: Ranking, second: Ranking) -> float | None:
    """Compute Kendall's τ-b of two rankings: 1 is the same order, −1 the reverse, 0 as by chance.

    (C − D) / √(U₁U₂), where C and D count the pairs of items that both order alike and contrarily, and U the pairs
    that each ranking does not tie.

    Source: M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33, 1945, 239–251.

    Args:
        first: A ranking.
        second: A ranking of the same items.

    Returns:
        τ-b, −1 to 1; None where a ranking ties all items or there are fewer than two.

    Raises:
        ValueError: The rankings have different numbers of items.
    """
    if len(first) != len(second):
        raise ValueError("the rankings are of the same items")
    return _tau_b(_ordered_pairs(first), _ordered_pairs(second))


def mean_tau_b(rankings: Sequence[Ranking]) -> float | None:
    """Compute the mean of Kendall's τ-b over every two rankings; by chance it is 0.

    A ranking that ties all items says nothing about any pair and is left out.

    Source: A. S. C. Ehrenberg, "On sampling from a population of rankers", Biometrika 39, 1952, 82–87; τ-b see `tau_b`.

    Args:
        rankings: Rankings of the same items.

    Returns:
        The mean, −1 to 1; None with fewer than two rankings that say something.

    Raises:
        ValueError: The rankings have different numbers of items.
    """
    _check(rankings)
    ordered = [_ordered_pairs(ranking) for ranking in rankings]
    found = [tau for one, other in combinations(ordered, 2) if (tau := _tau_b(one, other)) is not None]
    return fsum(found) / len(found) if found else None


def kendall_w(rankings: Sequence[Ranking]) -> float | None:
    """Compute Kendall's coefficient of concordance W, corrected for ties: 1 is the same order in all rankings.

    12S / (m²(n³ − n) − mΣ(t³ − t)) for m rankings of n items, where S is that of `squared_deviations` and t runs over
    the sizes of all groups of ties. By chance W is not 0; see `chance_w`.

    Source: M. G. Kendall and B. Babington Smith, "The problem of m rankings", Annals of Mathematical Statistics 10,
    1939, 275–287; ties as in P. Legendre, "Species associations: the Kendall coefficient of concordance revisited",
    Journal of Agricultural, Biological and Environmental Statistics 10, 2005, 226–245.

    Args:
        rankings: Rankings of the same items.

    Returns:
        W, 0 to 1; None with fewer than two rankings or two items, or where all rankings tie all items.

    Raises:
        ValueError: The rankings have different numbers of items.
    """
    _check(rankings)
    m, n = len(rankings), len(rankings[0]) if rankings else 0
    ties = sum(ranking.count(value) ** 3 - ranking.count(value) for ranking in rankings for value in set(ranking))
    most = m**2 * (n**3 - n) - m * ties
    return float(12 * _squared_deviations(rankings) / most) if m > 1 and most else None


def squared_deviations(rankings: Sequence[Ranking]) -> float:
    """Compute Kendall's S: how far the items' sums of ranks are from their mean, squared and summed.

    Tied items count with the mean of their positions, whatever numbers the ranking gives them.

    Source: Kendall and Babington Smith, 1939, see `kendall_w`.

    Args:
        rankings: Rankings of the same items.

    Returns:
        S, 0 or more.

    Raises:
        ValueError: The rankings have different numbers of items.
    """
    _check(rankings)
    return float(_squared_deviations(rankings))


def chance_w(rankings: int) -> float:
    """Tell what W is on average when each ranking is drawn at random: 1 / m, with ties or without.

    Source: the mean of the Spearman correlations, which is 0 by chance, is (mW − 1) / (m − 1); see Legendre, 2005,
    at `kendall_w`.

    Args:
        rankings: How many rankings there are, m, at least 1.

    Returns:
        W by chance, 0 to 1.

    Raises:
        ValueError: There is no ranking.
    """
    if rankings < 1:
        raise ValueError("there is at least one ranking")
    return 1 / rankings


def _check(rankings: Sequence[Ranking]) -> None:
    if len({len(ranking) for ranking in rankings}) > 1:
        raise ValueError("the rankings are of the same items")


def _ordered_pairs(ranking: Ranking) -> tuple[int, int]:
    """Return the pairs ordered as in the list and those ordered the other way, one bit a pair."""
    up = down = 0
    for one, other in combinations(ranking, 2):
        up = up << 1 | (one < other)
        down = down << 1 | (one > other)
    return up, down


def _tau_b(first: tuple[int, int], second: tuple[int, int]) -> float | None:
    untied = (first[0] | first[1]).bit_count() * (second[0] | second[1]).bit_count()
    alike = (first[0] & second[0]).bit_count() + (first[1] & second[1]).bit_count()
    contrary = (first[0] & second[1]).bit_count() + (first[1] & second[0]).bit_count()
    return (alike - contrary) / sqrt(untied) if untied else None


def _mid_ranks(ranking: Ranking) -> list[Fraction]:
    first: dict[float, int] = {}
    last: dict[float, int] = {}
    for position, value in enumerate(sorted(ranking), start=1):
        first.setdefault(value, position)
        last[value] = position
    return [Fraction(first[value] + last[value], 2) for value in ranking]


def _squared_deviations(rankings: Sequence[Ranking]) -> Fraction:
    sums = [sum(column, Fraction(0)) for column in zip(*map(_mid_ranks, rankings), strict=True)]
    mean = sum(sums, Fraction(0)) / len(sums) if sums else Fraction(0)
    return sum(((total - mean) ** 2 for total in sums), Fraction(0))
