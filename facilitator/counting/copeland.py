"""How many others an item beats, one against one."""

from facilitator.counting.pairwise import Matrix, beats


def copeland(matrix: Matrix) -> dict[int, float]:
    """Count the other items that each item beats; a tied pair gives each of the two ½.

    Source: A. H. Copeland, "A reasonable social welfare function", University of Michigan seminar, 1951, with wins
    and halves as in D. G. Saari and V. R. Merlin, "The Copeland method", Economic Theory 8, 1996, 51–76.

    Args:
        matrix: The preferences, see `facilitator.counting.pairwise.preferences`.

    Returns:
        A score per item, 0 to the number of others, a multiple of ½, in the order of the matrix.
    """
    return {
        one: sum(0.0 if beats(matrix, other, one) else 1.0 if beats(matrix, one, other) else 0.5 for other in others)
        for one, others in matrix.items()
    }
