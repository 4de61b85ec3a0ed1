"""What every slope chart shares: which lines stand out, and labels moved apart so that none overlaps another."""

from collections.abc import Sequence

from msgspec import Struct

from facilitator.blocks import Shift


class _Pile(Struct):
    """Labels that lie on one another without a gap: their middle is where theirs wished to be on average."""

    members: list[int]
    size: float
    middle: float

    def reaches(self, other: "_Pile") -> bool:
        """Tell whether this pile reaches into the next one below."""
        return self.middle + self.size / 2 > other.middle - other.size / 2

    def joined(self, other: "_Pile") -> "_Pile":
        """Return both as one pile."""
        mine, its = len(self.members), len(other.members)
        middle = (self.middle * mine + other.middle * its) / (mine + its)
        return _Pile(self.members + other.members, self.size + other.size, middle)


def spread_out(middles: Sequence[float], heights: Sequence[float], gap: float) -> list[float]:
    """Return middles of labels, moved apart so that none overlaps another, each as near as can be to its own.

    Args:
        middles: Where the label of each line belongs, from the top. Equal ones stand in their given order.
        heights: How high each label is.
        gap: The least air between two labels.
    """
    piles: list[_Pile] = []
    for index in sorted(range(len(middles)), key=middles.__getitem__):
        pile = _Pile([index], heights[index] + gap, middles[index])
        while piles and piles[-1].reaches(pile):
            pile = piles.pop().joined(pile)
        piles.append(pile)
    placed = [*middles]
    for pile in piles:
        top = pile.middle - pile.size / 2
        for index in pile.members:
            placed[index] = top + (heights[index] + gap) / 2
            top += heights[index] + gap
    return placed


def steepest(block: Shift) -> set[float]:
    """Return the changes that stand out: the largest rise and the largest fall."""
    changes = [row.points for row in block.rows if row.points]
    return {max(changes, default=0.0), min(changes, default=0.0)} - {0.0}
