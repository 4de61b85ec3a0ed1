"""What moved between two moments: in all, and from where to where."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from msgspec import Struct

Voter = TypeVar("Voter", bound=Hashable)
Ballots = Mapping[Voter, Mapping[int, int]]


class Flows(Struct, frozen=True):
    """Where the dots of those who answered both times went.

    `voters` gave equally many dots both times, and only theirs are in the flows; `left_out` answered at least once
    but not both times, or with other numbers of dots. `stayed` holds the dots that stayed per item and `moved` those
    that moved per pair (from, to). `unclear` dots moved too, but nobody can tell from where to where: their voter
    took dots from several items and gave them to several others.
    """

    voters: int
    left_out: int
    stayed: Mapping[int, int]
    moved: Mapping[tuple[int, int], int]
    unclear: int


def total_shift(first: Sequence[int], last: Sequence[int]) -> float | None:
    """Compute how much of the whole moved from item to item: ½ Σ |last share − first share|.

    The least part of the votes that must have moved to make the one the other; it needs no pairs of answers. Known
    as the total variation distance and as the index of dissimilarity.

    Source: O. D. Duncan and B. Duncan, "A methodological analysis of segregation indexes", American Sociological
    Review 20, 1955, 210–217.

    Args:
        first: Votes per item at the first moment, 0 or more.
        last: Votes for the same items at the last moment, 0 or more.

    Returns:
        The part, 0 to 1; None when nothing is cast at either moment.

    Raises:
        ValueError: A count is less than 0, or the moments have different numbers of items.
    """
    pairs = list(zip(first, last, strict=True))
    if any(count < 0 for pair in pairs for count in pair):
        raise ValueError("a count of votes is 0 or more")
    before, after = sum(first), sum(last)
    if not before or not after:
        return None
    return float(sum(abs(Fraction(b, after) - Fraction(a, before)) for a, b in pairs) / 2)


def flows(first: Ballots[Voter], last: Ballots[Voter]) -> Flows:
    """Follow the dots of each voter who gave equally many, at least one, both times.

    As many dots as a voter gave an item both times stayed there. What an item lost went to the items that gained,
    which is certain where the voter took from one item alone or gave to one alone; all else is counted as unclear
    and never shared out. Flows inferred from totals are not flows: who answered once is left out and counted.

    Args:
        first: Per voter the dots per item at the first moment, 0 or more; what is left out is 0.
        last: The same at the last moment.

    Returns:
        The flows, items and pairs by number.

    Raises:
        ValueError: A number of dots is less than 0.
    """
    if any(dots < 0 for ballots in (first, last) for ballot in ballots.values() for dots in ballot.values()):
        raise ValueError("a count of votes is 0 or more")
    heard = {voter for ballots in (first, last) for voter, ballot in ballots.items() if any(ballot.values())}
    paired = [voter for voter in heard if _dots(first, voter) == _dots(last, voter)]
    stayed: Counter[int] = Counter()
    moved: Counter[tuple[int, int]] = Counter()
    unclear = 0
    for voter in paired:
        before, after = Counter(first[voter]), Counter(last[voter])
        lost, gained = before - after, after - before
        stayed += before & after
        if len(lost) > 1 and len(gained) > 1:
            unclear += lost.total()
        else:
            moved.update({(a, b): min(lost[a], gained[b]) for a in lost for b in gained})
    return Flows(
        voters=len(paired),
        left_out=len(heard) - len(paired),
        stayed=dict(sorted(stayed.items())),
        moved=dict(sorted(moved.items())),
        unclear=unclear,
    )


def flow_table(found: Flows, items: Sequence[int]) -> list[list[int]]:
    """Lay flows out as a square table, from in rows and to in columns, what stayed on the diagonal.

    Args:
        found: The flows.
        items: The numbers of all items.

    Returns:
        Dots per pair of items, rows and columns in the order of `items`; unclear dots are not in it.
    """
    return [
        [found.stayed.get(start, 0) if start == end else found.moved.get((start, end), 0) for end in items]
        for start in items
    ]


def _dots(ballots: Ballots[Voter], voter: Voter) -> int:
    return sum(ballots.get(voter, {}).values())
