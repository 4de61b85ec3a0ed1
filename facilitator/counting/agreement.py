"""How much those who graded agree."""

from collections.abc import Sequence
from fractions import Fraction
from math import comb


def agreement(counts: Sequence[int]) -> float | None:
    """Compute van der Eijk's agreement A on an ordered scale.

    1 is all on one grade, 0 the same number on every grade, −1 half at each end. The counts are peeled into layers of
    equal height, each a pattern of grades in use and not; A is the mean of the layers' agreement, weighted by how many
    answers each holds. The layers are exact, since rounding them would leave slivers that change A.

    A layer with S of K grades in use has A = U × (1 − (S − 1) / (K − 1)), where
    U = ((K − 2) × TU − (K − 1) × TDU) / ((K − 2) × (TU + TDU)), TU counts the triples of grades 110 and 011 (in use or
    not, in order of the scale) and TDU the triples 101; U is 1 with a single grade in use.

    Source: C. van der Eijk, "Measuring agreement in ordered rating scales", Quality & Quantity 35, 2001, 325–341.

    Args:
        counts: How many gave each grade, 0 or more, from the lowest grade to the highest.

    Returns:
        A, −1 to 1; None with fewer than 3 grades or no answers.

    Raises:
        ValueError: A count is less than 0.
    """
    peeled = layers(counts)
    if len(counts) < 3 or not peeled:
        return None
    return float(sum(answers * value for answers, value in peeled) / sum(counts))


def layers(counts: Sequence[int]) -> list[tuple[int, Fraction]]:
    """Peel the counts of an ordered scale into layers and compute the agreement of each; see `agreement`.

    Args:
        counts: How many gave each grade, 0 or more, from the lowest grade to the highest.

    Returns:
        The answers in each layer and its agreement, −1 to 1, from the layer of most grades in use to that of fewest;
        none with no answers.

    Raises:
        ValueError: A count is less than 0.
    """
    if any(count < 0 for count in counts):
        raise ValueError("a count of answers is 0 or more")
    peeled = []
    level = 0
    for height in sorted({count for count in counts if count}):
        pattern = [count >= height for count in counts]
        peeled.append(((height - level) * sum(pattern), _layer(pattern)))
        level = height
    return peeled


def _layer(pattern: Sequence[bool]) -> Fraction:
    grades, used = len(pattern), sum(pattern)
    if used == 1:
        return Fraction(1)
    if used == grades:
        return Fraction(0)
    one_sided, split = _triples(pattern)
    unimodality = Fraction((grades - 2) * one_sided - (grades - 1) * split, (grades - 2) * (one_sided + split))
    return unimodality * (1 - Fraction(used - 1, grades - 1))


def _triples(pattern: Sequence[bool]) -> tuple[int, int]:
    """Count the triples 110 and 011 together, and the triples 101, by the grade that is not in use."""
    one_sided = split = below = 0
    used = sum(pattern)
    for in_use in pattern:
        if in_use:
            below += 1
        else:
            one_sided += comb(below, 2) + comb(used - below, 2)
            split += below * (used - below)
    return one_sided, split
