"""Tests of change in a table of pairs, for an appendix.

A table counts voters who made one choice each at two moments: `table[i][j]` chose i first and then j. With dots the
numbers are not independent, and with fewer than 25 pairs or so the statistics say little.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import comb

from msgspec import Struct


class Homogeneity(Struct, frozen=True):
    """Two statistics of the difference between the margins of a table, and their degrees of freedom.

    Both are as χ² by chance. `bhapkar` is None where it would divide by zero: everybody who counts moved alike.
    """

    stuart_maxwell: float
    bhapkar: float | None
    freedom: int


def marginal_homogeneity(table: Sequence[Sequence[int]]) -> Homogeneity:
    """Compute whether the choices are otherwise spread at the second moment than at the first.

    Stuart and Maxwell's statistic is d′V⁻¹d, where d is the difference between the sums of rows and columns,
    Vᵢᵢ = nᵢ. + n.ᵢ − 2nᵢᵢ and Vᵢⱼ = −(nᵢⱼ + nⱼᵢ), with one choice left out; Bhapkar's is SM / (1 − SM / n). Choices
    that nobody moved to or from add no degree of freedom. With two choices SM is McNemar's statistic.

    Source: A. Stuart, "A test for homogeneity of the marginal distributions in a two-way classification", Biometrika
    42, 1955, 412–416; A. E. Maxwell, "Comparing the classification of subjects by two independent judges", British
    Journal of Psychiatry 116, 1970, 651–655; V. P. Bhapkar, "A note on the equivalence of two test criteria for
    hypotheses in categorical data", Journal of the American Statistical Association 61, 1966, 228–235.

    Args:
        table: How many voters made each pair of choices, 0 or more, square.

    Returns:
        The statistics, 0 or more; both are 0 with 0 degrees of freedom where nobody moved.

    Raises:
        ValueError: The table is not square, or a count is less than 0.
    """
    size = len(table)
    if any(len(row) != size for row in table):
        raise ValueError("the table is square")
    if any(count < 0 for row in table for count in row):
        raise ValueError("a count of voters is 0 or more")
    sums = [(sum(table[i]), sum(row[i] for row in table)) for i in range(size)]
    covariance = [
        [Fraction(sum(sums[i]) - 2 * table[i][i] if i == j else -table[i][j] - table[j][i]) for j in range(size)]
        for i in range(size)
    ]
    statistic, freedom = _quadratic_form([Fraction(row - column) for row, column in sums], covariance)
    voters = sum(row for row, _ in sums)
    bhapkar = float(statistic / (1 - statistic / voters)) if voters and statistic != voters else None
    return Homogeneity(float(statistic), bhapkar if voters else 0.0, freedom)


def mcnemar_exact(there: int, back: int) -> float:
    """Compute how likely a difference as large or larger is when each who moved might as well have moved the other way.

    Twice the probability of the smaller number or fewer among `there + back` throws of a coin, at most 1.

    Source: Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
    Psychometrika 12, 1947, 153–157; exact by the sign test, F. Mosteller, Biometrics 8, 1952, 220–226.

    Args:
        there: How many moved one way, 0 or more.
        back: How many moved the other way, 0 or more.

    Returns:
        The probability, more than 0 to 1; 1 when nobody moved.

    Raises:
        ValueError: A number is less than 0.
    """
    if min(there, back) < 0:
        raise ValueError("a count of voters is 0 or more")
    moved = there + back
    ways = sum(comb(moved, fewer) for fewer in range(min(there, back) + 1))
    return float(min(Fraction(2 * ways, 2**moved), Fraction(1)))


def _quadratic_form(vector: list[Fraction], matrix: list[list[Fraction]]) -> tuple[Fraction, int]:
    """Return v′M⁻v and the rank of a symmetric M ≥ 0, by elimination; v lies in the span of M.

    In such a matrix a zero on the diagonal has zeros in all its row, so that it is passed over: the inverse is
    generalized, and the value does not depend on which.
    """
    vector, matrix = list(vector), [list(row) for row in matrix]
    value, rank = Fraction(0), 0
    for at, pivot_row in enumerate(matrix):
        pivot = pivot_row[at]
        if not pivot:
            continue
        rank += 1
        value += vector[at] ** 2 / pivot
        for below in range(at + 1, len(matrix)):
            factor = matrix[below][at] / pivot
            vector[below] -= factor * vector[at]
            matrix[below] = [left - factor * right for left, right in zip(matrix[below], pivot_row, strict=True)]
    return value, rank
