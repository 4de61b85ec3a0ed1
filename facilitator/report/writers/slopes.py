"""What every slope chart shares: which lines stand out, and labels moved apart so that none overlaps another.

Lengths are whatever the writer measures in; heights are from the top.
"""

from collections.abc import Sequence

from msgspec import Struct

from facilitator.blocks import Shift
from facilitator.words import Words


class Places(Struct, frozen=True):
    """Where a chart stands: the top of its lines, how high they are, and the middle of each label of both moments."""

    top: float
    high: float
    middles: tuple[Sequence[float], Sequence[float]]


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


def has_slopes(block: Shift) -> bool:
    """Tell whether every share is known, and there is more than one line."""
    shares = [share for row in block.rows for share in row.shares]
    return len(block.rows) > 1 and None not in shares and any(shares)


def ends(block: Shift) -> list[tuple[float, float]]:
    """Return where each line begins and ends, from the top, as parts of the height; the largest share is 0."""
    full = max(share or 0.0 for row in block.rows for share in row.shares)
    return [(1 - (row.shares[0] or 0.0) / full, 1 - (row.shares[1] or 0.0) / full) for row in block.rows]


def told(block: Shift, words: Words) -> str:
    """Return slopes in words, for those who hear them."""
    rows = []
    for row in block.rows:
        counts = zip(row.shares, row.counts, strict=True)
        said = [f"{words('{share}%', share=words.number((share or 0.0) * 100))} ({count})" for share, count in counts]
        said += [words.signed(row.points)] if row.points is not None else []
        rows.append(f"{row.label}: {' / '.join(said)}")
    before, after = block.moments
    return words("Lines from {before} to {after}, share and {unit}. {rows}.", before=before, after=after,
                 unit=block.unit, rows="; ".join(rows))  # fmt: skip


def placed(block: Shift, heights: Sequence[Sequence[float]], gap: float, room: float) -> Places | None:
    """Return where lines and labels stand in a room so high; None where the labels have no room.

    Args:
        block: Two moments with every share known.
        heights: How high each label is, for each moment.
        gap: The least air between two labels.
        room: How high lines and labels may be together.
    """
    free = [room - sum(labels) - gap * (len(labels) - 1) for labels in heights]
    if min(free) < 0:
        return None
    # A line that ends at the edge has its label's middle beside it.
    top = min(map(min, heights)) / 2
    high, lines = room - 2 * top, ends(block)
    middles = [_within(lines, side, heights[side], gap, (top, high, free[side])) for side in (0, 1)]
    return Places(top, high, (middles[0], middles[1]))


def _within(
    lines: Sequence[tuple[float, float]], side: int, heights: Sequence[float], gap: float,
    room: tuple[float, float, float],
) -> list[float]:  # fmt: skip
    """Return the middles of a moment's labels, none outside: pushed in from the edges as little as can be.

    Args:
        lines: The ends of each line, as parts of the height.
        side: The moment.
        heights: How high each label is.
        gap: The least air between two labels.
        room: Where lines begin, how high they are, and how much of the room no label takes.
    """
    top, high, free = room
    # Equal ends stand in the order of the other ones, so that what leads to labels does not cross.
    order = sorted(range(len(lines)), key=lambda at: (lines[at][side], lines[at][1 - side]))
    apart = spread_out([top + lines[at][side] * high for at in order], [heights[at] for at in order], gap)
    found, above = [0.0] * len(lines), 0.0
    for at, middle in zip(order, apart, strict=True):
        found[at] = above + min(max(middle - heights[at] / 2 - above, 0.0), free) + heights[at] / 2
        above += heights[at] + gap
    return found
