"""Other measures of how far the grades lie apart, beside van der Eijk's A.

With few answers they contradict each other: [2, 0, 1, 1] has A 0.08, a little agreement, and Leik's D 0.83, much
dispersion. None of them is to be shown without its counts.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import fsum, log2

from facilitator.counting.agreement import agreement


def leik(counts: Sequence[int]) -> float | None:
    """Compute Leik's ordinal dispersion D: 0 is all on one grade, 1 half at each end.

    2 Σ dᵢ / (K − 1), where dᵢ is the part of the answers up to grade i, or from there on where that is less.

    Source: R. K. Leik, "A measure of ordinal consensus", Pacific Sociological Review 9, 1966, 85–90.

    Args:
        counts: How many gave each grade, 0 or more, from the lowest grade to the highest.

    Returns:
        D, 0 to 1; None with fewer than 2 grades or no answers.

    Raises:
        ValueError: A count is less than 0.
    """
    if not _answers(counts):
        return None
    answers = sum(counts)
    apart = sum(min(below, answers - below) for below in accumulate(counts))
    return float(Fraction(2 * apart, answers * (len(counts) - 1)))


def consensus(counts: Sequence[int]) -> float | None:
    """Compute Tastle and Wierman's consensus: 1 is all on one grade, 0 half at each end.

    1 + Σ p log₂(1 − |x − μ| / (K − 1)) over the grades x with a share p of the answers, where μ is their mean.

    Source: W. J. Tastle and M. J. Wierman, "Consensus and dissention: a measure of ordinal dispersion", International
    Journal of Approximate Reasoning 45, 2007, 531–545.

    Args:
        counts: How many gave each grade, 0 or more, from the lowest grade to the highest.

    Returns:
        The consensus, 0 to 1; None with fewer than 2 grades or no answers.

    Raises:
        ValueError: A count is less than 0.
    """
    if not _answers(counts):
        return None
    answers, steps = sum(counts), len(counts) - 1
    mean = Fraction(sum(at * count for at, count in enumerate(counts)), answers)
    return 1 + fsum(
        count / answers * log2(1 - abs(at - mean) / steps) for at, count in enumerate(counts) if count
    )


def polarization(counts: Sequence[int]) -> float | None:
    """Compute how polarized the grades are: van der Eijk's A turned around, (1 − A) / 2.

    0 is all on one grade, ½ as many on every grade, 1 half at each end.

    Source: R package agrmt 1.42.12, `polarization`; A see `facilitator.counting.agreement.agreement`.

    Args:
        counts: How many gave each grade, 0 or more, from the lowest grade to the highest.

    Returns:
        The polarization, 0 to 1; None with fewer than 3 grades or no answers.

    Raises:
        ValueError: A count is less than 0.
    """
    value = agreement(counts)
    return None if value is None else (1 - value) / 2


def _answers(counts: Sequence[int]) -> bool:
    if any(count < 0 for count in counts):
        raise ValueError("a count of answers is 0 or more")
    return len(counts) > 1 and any(counts)
