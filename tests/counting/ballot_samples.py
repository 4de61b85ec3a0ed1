"""Ranked ballots for the tests: spelled with letters, and at random."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

Ballot = list[list[int]]
ITEMS = [1, 2, 3, 4, 5]


@st.composite
def ballots(draw: st.DrawFn, full: bool = False) -> list[Ballot]:
    made = []
    for _ in range(draw(st.integers(0, 6))):
        order = draw(st.permutations(ITEMS))
        ranked = order if full else order[: draw(st.integers(0, len(order)))]
        ballot: Ballot = []
        for item in ranked:
            tied = draw(st.booleans())
            if ballot and tied:
                ballot[-1].append(item)
            else:
                ballot.append([item])
        made.append(ballot)
    return made


def spelled(profile: Sequence[tuple[int, str]]) -> list[Ballot]:
    return [[[ord(name)] for name in order] for count, order in profile for _ in range(count)]


def renamed(cast: Sequence[Ballot], new: Mapping[int, int]) -> list[Ballot]:
    return [[[new[item] for item in tied] for tied in ballot] for ballot in cast]


def reversed_ballots(cast: Sequence[Ballot]) -> list[Ballot]:
    return [ballot[::-1] for ballot in cast]
