import pytest
from ballot_samples import ITEMS, Ballot, ballots, renamed, reversed_ballots
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.copeland import copeland
from facilitator.counting.pairwise import condorcet_loser, condorcet_winner, preferences


@pytest.mark.parametrize(
    ("cast", "expected"),
    [
        ([[[1], [2], [3]]], {1: 2, 2: 1, 3: 0}),
        ([[[1], [2], [3]], [[2], [1], [3]]], {1: 1.5, 2: 1.5, 3: 0}),
        ([[[1], [2], [3]], [[2], [3], [1]], [[3], [1], [2]]], {1: 1, 2: 1, 3: 1}),
        ([[[2]]], {1: 0.5, 2: 2, 3: 0.5}),
        ([], {1: 1, 2: 1, 3: 1}),
    ],
)
def test_a_won_pair_gives_one_and_a_tied_one_a_half(cast: list[Ballot], expected: dict[int, float]) -> None:
    assert copeland(preferences(cast, [1, 2, 3])) == expected


def test_one_item_has_nobody_to_beat() -> None:
    assert copeland(preferences([[[1]]], [1])) == {1: 0}


@given(ballots())
def test_every_pair_gives_one_in_all(cast: list[Ballot]) -> None:
    assert sum(copeland(preferences(cast, ITEMS)).values()) == len(ITEMS) * (len(ITEMS) - 1) / 2


@given(ballots(), st.permutations(ITEMS))
def test_renamed_items_keep_their_scores(cast: list[Ballot], names: list[int]) -> None:
    new = dict(zip(ITEMS, names, strict=True))
    before, after = copeland(preferences(cast, ITEMS)), copeland(preferences(renamed(cast, new), ITEMS))
    assert after == {new[item]: score for item, score in before.items()}


@given(ballots(full=True))
def test_reversed_ballots_turn_the_scores_around(cast: list[Ballot]) -> None:
    before, after = copeland(preferences(cast, ITEMS)), copeland(preferences(reversed_ballots(cast), ITEMS))
    assert after == {item: len(ITEMS) - 1 - score for item, score in before.items()}


@given(ballots(), st.integers(2, 4))
def test_repeating_every_ballot_changes_nothing(cast: list[Ballot], times: int) -> None:
    assert copeland(preferences(cast * times, ITEMS)) == copeland(preferences(cast, ITEMS))


@given(ballots())
def test_only_who_beats_all_has_every_point_and_only_who_loses_to_all_none(cast: list[Ballot]) -> None:
    matrix = preferences(cast, ITEMS)
    scores = copeland(matrix)
    assert [item for item in ITEMS if scores[item] == len(ITEMS) - 1] == [
        item for item in ITEMS if item == condorcet_winner(matrix)
    ]
    assert [item for item in ITEMS if scores[item] == 0] == [item for item in ITEMS if item == condorcet_loser(matrix)]
