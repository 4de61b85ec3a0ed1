"""Places by the strongest paths of majorities."""

from facilitator.counting.pairwise import Count, Matrix, beats


def beat_paths(matrix: Matrix) -> dict[int, dict[int, Count]]:
    """Compute the strength of the strongest path of majorities from each item to each other.

    A path goes from item to item where each beats the next; it is as strong as its weakest step, and a step is as
    strong as the number who prefer it so (winning votes). The strongest are found as by R. W. Floyd, "Algorithm 97:
    Shortest path", Communications of the ACM 5, 1962.

    Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
    election method", Social Choice and Welfare 36, 2011, 267–303.

    Args:
        matrix: The preferences, see `facilitator.counting.pairwise.preferences`.

    Returns:
        `strengths[a][b]`, 0 or more, for all items a ≠ b in the order of the matrix; 0 where no path leads.
    """
    strengths = {
        one: {other: count if beats(matrix, one, other) else 0 for other, count in row.items()}
        for one, row in matrix.items()
    }
    for between in strengths:
        for start in strengths:
            if start == between:
                continue
            first = strengths[start][between]
            for end, second in strengths[between].items():
                if end != start:
                    strengths[start][end] = max(strengths[start][end], min(first, second))
    return strengths


def schulze(matrix: Matrix) -> dict[int, int]:
    """Give each item its place by Schulze's rule: 1 + the number of items that are ahead of it.

    One item is ahead of another when its strongest path to the other is stronger than the other's to it. Items
    neither of which is ahead may share a place.

    Source: M. Schulze, 2011, see `beat_paths`.

    Args:
        matrix: The preferences, see `facilitator.counting.pairwise.preferences`.

    Returns:
        A place per item, from 1, in the order of the matrix.
    """
    strengths = beat_paths(matrix)
    return {one: 1 + sum(beats(strengths, other, one) for other in row) for one, row in strengths.items()}
