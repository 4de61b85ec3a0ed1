"""Lengths that a day gets when there is too little time: as a person would write them, and never too short."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

_FIVE, _SMALL = 5, 10
# What is no five: rather a small step, and any other only where it has to be.
_ODD, _VERY_ODD = 100.0, 10_000.0
# What a minute that is not needed counts: less than an odd length, more than one that is shared a little unevenly.
_NOT_NEEDED = 5.0

Name = TypeVar("Name", bound=Hashable)


def shortest(now: int, takes: int = 0) -> int:
    """Return how short a step may become: three fifths, from ten minutes in fives, and what it takes in a room.

    Args:
        now: Its length.
        takes: How many minutes it takes at the least, 0 where that is not known.
    """
    fifths = -(-now * 3 // 5)
    return min(max(fifths if now < _SMALL else _FIVE * round(fifths / _FIVE), takes), now)


def shared(lengths: Mapping[Name, int], floors: Mapping[Name, int], wanted: int, early: int = 0) -> dict[Name, int]:
    """Return lengths that together take so many minutes, in fives if they can be, none below its floor.

    Every sum that the steps so far can have is kept with the lengths that make it best: those nearest to what each
    would have in proportion, without odd minutes.

    Args:
        lengths: The lengths now.
        floors: How short each may become.
        wanted: How many minutes there are for them.
        early: How many minutes fewer may be used, where that gives fives.

    Returns:
        The lengths; those there are where there is time enough, the floors where there is too little.
    """
    whole = sum(lengths.values())
    if wanted >= whole:
        return dict(lengths)
    fewest = sum(floors.values())
    if wanted <= fewest:
        return dict(floors)
    share = wanted / whole
    least_left, most_left = fewest, whole
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for at, now in lengths.items():
        least_left, most_left = least_left - floors[at], most_left - now
        costs = {length: _cost(length, now, share) for length in range(floors[at], now + 1)}
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for total, (cost, chosen) in best.items():
            for length, more in costs.items():
                after = total + length
                if after + least_left <= wanted <= after + most_left + early:
                    known = reached.get(after)
                    if known is None or cost + more < known[0]:
                        reached[after] = (cost + more, (*chosen, length))
        best = reached
    total = min(best, key=lambda total: best[total][0] + _NOT_NEEDED * (wanted - total))
    return dict(zip(lengths, best[total][1], strict=True))


def _cost(length: int, now: int, share: float) -> float:
    """Return how little a length is wanted: far from its share, and no five."""
    odd = 0.0 if length in (now, 0) or length % _FIVE == 0 else _ODD if length < _SMALL else _VERY_ODD
    return odd + (now * (length / now - share) ** 2 if now else 0.0)
