from fractions import Fraction

import pytest
from ballot_samples import ITEMS, Ballot, ballots, renamed, reversed_ballots
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.pairwise import Cycle, beats, condorcet_loser, condorcet_winner, cycle, preferences

CYCLE = [[[1], [2], [3]], [[2], [3], [1]], [[3], [1], [2]]]
COPIES = st.lists(st.integers(0, 4), min_size=6, max_size=6)


def test_what_is_not_ranked_is_below_all_that_is() -> None:
    assert preferences([[[3], [1, 2]]], [1, 2, 3, 4]) == {
        1: {2: 0, 3: 0, 4: 1},
        2: {1: 0, 3: 0, 4: 1},
        3: {1: 1, 2: 1, 4: 1},
        4: {1: 0, 2: 0, 3: 0},
    }


def test_a_ballot_counts_as_its_weight() -> None:
    matrix = preferences([[[1], [2]], [[2], [1]]], [1, 2], [Fraction(7, 2), 3])
    assert matrix == {1: {2: Fraction(7, 2)}, 2: {1: 3}}
    assert beats(matrix, 1, 2)
    assert not beats(matrix, 2, 1)


def test_ballots_that_cannot_be_counted_are_refused() -> None:
    with pytest.raises(ValueError, match="an item twice"):
        preferences([[[1], [1]]], [1, 2])
    with pytest.raises(ValueError, match="0 or more"):
        preferences([[[1]]], [1, 2], [-1])
    with pytest.raises(ValueError, match="shorter"):
        preferences([[[1]], [[2]]], [1, 2], [1])


def test_a_tie_is_neither_won_nor_lost() -> None:
    matrix = preferences([[[1], [2], [3]], [[2], [1], [3]]], [1, 2, 3])
    assert condorcet_winner(matrix) is None
    assert condorcet_loser(matrix) == 3


@pytest.mark.parametrize("items", [[], [1]])
def test_with_nothing_to_compare_nobody_wins_or_loses(items: list[int]) -> None:
    matrix = preferences([[]], items)
    assert condorcet_winner(matrix) is None
    assert condorcet_loser(matrix) is None
    assert cycle(matrix) is None


def test_a_cycle_tells_its_three_counts() -> None:
    assert cycle(preferences(CYCLE, [1, 2, 3])) == Cycle((1, 2, 3), (2, 2, 2), (1, 1, 1))
    assert cycle(preferences([*CYCLE, [[1, 2, 3]]], [1, 2, 3])) == Cycle((1, 2, 3), (2, 2, 2), (1, 1, 1))
    assert cycle(preferences(reversed_ballots(CYCLE), [1, 2, 3])) == Cycle((1, 3, 2), (2, 2, 2), (1, 1, 1))


def test_a_tied_pair_makes_no_cycle() -> None:
    assert cycle(preferences([[[1], [2], [3]], [[3], [1], [2]]], [1, 2, 3])) is None


def test_the_strongest_cycle_is_told() -> None:
    # Items 4, 5, 6 go around four to two, items 1, 2, 3 two to one and three that say nothing.
    strong = [[[first], [second], [third]] for first, second, third in [(4, 5, 6), (5, 6, 4), (6, 4, 5)]]
    found = cycle(preferences([*CYCLE, *strong, *strong], [1, 2, 3, 4, 5, 6]))
    assert found == Cycle((4, 5, 6), (4, 4, 4), (2, 2, 2))


@given(ballots(), st.permutations(ITEMS))
def test_renamed_items_keep_their_preferences(cast: list[Ballot], names: list[int]) -> None:
    new = dict(zip(ITEMS, names, strict=True))
    before, after = preferences(cast, ITEMS), preferences(renamed(cast, new), ITEMS)
    assert all(after[new[a]][new[b]] == before[a][b] for a in ITEMS for b in before[a])
    assert condorcet_winner(after) == new.get(condorcet_winner(before) or 0)
    assert condorcet_loser(after) == new.get(condorcet_loser(before) or 0)
    assert (cycle(after) is None) == (cycle(before) is None)


@given(ballots(full=True))
def test_reversed_ballots_reverse_every_preference(cast: list[Ballot]) -> None:
    before, after = preferences(cast, ITEMS), preferences(reversed_ballots(cast), ITEMS)
    assert all(after[a][b] == before[b][a] for a in ITEMS for b in before[a])
    assert condorcet_loser(after) == condorcet_winner(before)
    assert (cycle(after) is None) == (cycle(before) is None)


@given(ballots(), COPIES)
def test_a_weight_is_as_many_copies(cast: list[Ballot], copies: list[int]) -> None:
    weights = copies[: len(cast)]
    several = [ballot for ballot, times in zip(cast, weights, strict=True) for _ in range(times)]
    assert preferences(cast, ITEMS, weights) == preferences(several, ITEMS)


@given(ballots())
def test_an_empty_ballot_changes_nothing(cast: list[Ballot]) -> None:
    assert preferences([*cast, []], ITEMS) == preferences(cast, ITEMS)


@given(ballots())
def test_no_pair_counts_a_ballot_twice(cast: list[Ballot]) -> None:
    matrix = preferences(cast, ITEMS)
    assert all(matrix[a][b] + matrix[b][a] <= len(cast) for a in ITEMS for b in matrix[a])


@given(ballots())
def test_a_condorcet_winner_is_in_no_cycle(cast: list[Ballot]) -> None:
    matrix = preferences(cast, ITEMS)
    found = cycle(matrix)
    assert found is None or condorcet_winner(matrix) not in found.items
    assert found is None or all(more > less for more, less in zip(found.preferring, found.against, strict=True))
