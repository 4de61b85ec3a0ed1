from itertools import combinations, permutations

import pytest
from ballot_samples import ITEMS, Ballot, ballots, renamed
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.counting.other_rules import Kemeny, Star, kemeny, ranked_pairs, smith_set, star, worst_defeats
from facilitator.counting.pairwise import beats, condorcet_winner, preferences

CYCLE = [[[1], [2], [3]], [[2], [3], [1]], [[3], [1], [2]]]


def test_the_worst_defeat_is_the_largest_number_against() -> None:
    assert worst_defeats(preferences([*CYCLE, [[1], [2, 3]]], [1, 2, 3])) == {1: 0, 2: 3, 3: 2}


def test_in_a_cycle_of_equals_no_order_is_told() -> None:
    matrix = preferences(CYCLE, [1, 2, 3])
    assert ranked_pairs(matrix) is None
    assert kemeny(matrix) == Kemeny(score=5, order=None)
    assert smith_set(matrix) == [1, 2, 3]


def test_the_weakest_majority_of_a_cycle_is_not_kept() -> None:
    matrix = preferences([*CYCLE, [[1], [2], [3]], [[2], [3], [1]], [[1], [2], [3]]], [1, 2, 3])
    assert ranked_pairs(matrix) == {1: 1, 2: 2, 3: 3}
    assert kemeny(matrix).order == (1, 2, 3)


def test_pairs_that_are_tied_share_a_place() -> None:
    assert ranked_pairs(preferences([[[1, 2], [3]]], [1, 2, 3])) == {1: 1, 2: 1, 3: 3}
    assert ranked_pairs(preferences([], [1, 2])) == {1: 1, 2: 1}


def test_nothing_to_order() -> None:
    assert worst_defeats({}) == {}
    assert smith_set({}) == []
    assert ranked_pairs({}) == {}
    assert kemeny({}) == Kemeny(0, ())
    assert star([], [], top=5) == Star({}, (), None, None)


def test_too_many_items_are_not_put_in_every_order() -> None:
    assert kemeny(preferences([], range(8))).order is None
    with pytest.raises(ValueError, match="at most 8"):
        kemeny(preferences([], range(9)))


@given(ballots())
def test_the_smith_set_is_the_smallest_that_beats_the_rest(cast: list[Ballot]) -> None:
    matrix = preferences(cast, ITEMS)
    beating = [
        list(some)
        for size in range(1, len(ITEMS) + 1)
        for some in combinations(ITEMS, size)
        if all(beats(matrix, one, other) for one in some for other in ITEMS if other not in some)
    ]
    assert smith_set(matrix) == beating[0]


@settings(max_examples=30)
@given(ballots())
def test_no_order_agrees_with_more_preferences(cast: list[Ballot]) -> None:
    matrix = preferences(cast, ITEMS)
    scores = {order: sum(matrix[a][b] for a, b in combinations(order, 2)) for order in permutations(ITEMS)}
    best = [order for order, score in scores.items() if score == max(scores.values())]
    assert kemeny(matrix) == Kemeny(max(scores.values()), best[0] if len(best) == 1 else None)


@given(ballots(), st.permutations(ITEMS))
def test_by_every_rule_renamed_items_fare_the_same(cast: list[Ballot], names: list[int]) -> None:
    new = dict(zip(ITEMS, names, strict=True))
    before, after = preferences(cast, ITEMS), preferences(renamed(cast, new), ITEMS)
    assert worst_defeats(after) == {new[item]: count for item, count in worst_defeats(before).items()}
    assert set(smith_set(after)) == {new[item] for item in smith_set(before)}
    places, order = ranked_pairs(before), kemeny(before).order
    assert ranked_pairs(after) == (None if places is None else {new[item]: place for item, place in places.items()})
    assert kemeny(after).order == (None if order is None else tuple(new[item] for item in order))


@given(ballots())
def test_who_is_first_by_ranked_pairs_is_in_the_smith_set(cast: list[Ballot]) -> None:
    matrix = preferences(cast, ITEMS)
    places = ranked_pairs(matrix)
    assert places is None or {item for item, place in places.items() if place == 1} <= set(smith_set(matrix))


@given(ballots())
def test_who_beats_all_is_first_by_every_rule(cast: list[Ballot]) -> None:
    matrix = preferences(cast, ITEMS)
    winner = condorcet_winner(matrix)
    if winner is None:
        return
    assert smith_set(matrix) == [winner]
    assert [item for item, count in worst_defeats(matrix).items() if not count] == [winner]
    assert (ranked_pairs(matrix) or {winner: 1})[winner] == 1
    assert (kemeny(matrix).order or (winner,))[0] == winner


@pytest.mark.parametrize(
    ("cast", "expected"),
    [
        ([{1: 5, 2: 1}, {1: 0, 2: 1}, {1: 0, 2: 1}], Star({1: 5, 2: 3, 3: 0}, (1, 2), (1, 2), 2)),
        ([{1: 5, 2: 3}, {1: 3, 2: 4}], Star({1: 8, 2: 7, 3: 0}, (1, 2), (1, 1), 1)),
        ([{1: 5, 2: 4}, {1: 1, 2: 2}], Star({1: 6, 2: 6, 3: 0}, (1, 2), (1, 1), 1)),
        ([{1: 1}, {2: 1}, {3: 1}, {1: 4, 2: 4}], Star({1: 5, 2: 5, 3: 1}, (1, 2), (1, 1), None)),
        ([{1: 2, 2: 2}], Star({1: 2, 2: 2, 3: 0}, (1, 2), (0, 0), None)),
        ([{1: 2, 2: 1, 3: 1}], Star({1: 2, 2: 1, 3: 1}, (1, 2, 3), None, None)),
    ],
)
def test_star_runs_off_and_tells_a_tie(cast: list[dict[int, int]], expected: Star) -> None:
    assert star(cast, [1, 2, 3], top=5) == expected


def test_one_item_wins_without_running_off() -> None:
    assert star([{1: 3}], [1], top=5) == Star({1: 3}, (1,), None, 1)
