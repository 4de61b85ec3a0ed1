"""How widely the votes are spread over the items."""

from collections.abc import Sequence


def effective_number(counts: Sequence[int]) -> float | None:
    """Compute the effective number of items: by how many equal shares the votes would be as spread as they are.

    1 / Σp², where p is each item's share of the votes cast: 1 when one item has them all, k when k items have
    equally many. Items without votes change nothing.

    Source: M. Laakso and R. Taagepera, "'Effective' number of parties", Comparative Political Studies 12, 1979, 3–27.

    Args:
        counts: Votes per item, 0 or more.

    Returns:
        The number, from 1 to the number of items with votes; None when nothing is cast.

    Raises:
        ValueError: A count is less than 0.
    """
    if any(count < 0 for count in counts):
        raise ValueError("a count of votes is 0 or more")
    cast = sum(counts)
    return cast**2 / sum(count**2 for count in counts) if cast else None
