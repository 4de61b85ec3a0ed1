from itertools import pairwise, permutations

import pytest
from ballot_samples import ITEMS, Ballot, ballots, renamed, reversed_ballots, spelled
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.counting.pairwise import beats, condorcet_loser, condorcet_winner, preferences
from facilitator.counting.schulze import beat_paths, schulze


def test_strongest_paths_of_the_published_example() -> None:
    # M. Schulze, example 1, 45 voters (Wikipedia, "Schulze method", strengths of the strongest paths).
    cast = spelled(
        [(5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"), (8, "EBADC")]
    )
    strengths = beat_paths(preferences(cast, [ord(name) for name in "ABCDE"]))
    assert [[strengths[ord(a)].get(ord(b), 0) for b in "ABCDE"] for a in "ABCDE"] == [
        [0, 28, 28, 30, 24],
        [25, 0, 28, 33, 24],
        [25, 29, 0, 29, 24],
        [25, 28, 28, 0, 24],
        [25, 28, 28, 31, 0],
    ]


@pytest.mark.parametrize(
    ("cast", "expected"),
    [
        ([[[1], [2], [3]]], {1: 1, 2: 2, 3: 3}),
        ([[[2], [1, 3]]], {1: 2, 2: 1, 3: 2}),
        ([[[1], [2], [3]], [[2], [3], [1]], [[3], [1], [2]]], {1: 1, 2: 1, 3: 1}),
        ([[[3]]], {1: 2, 2: 2, 3: 1}),
        ([], {1: 1, 2: 1, 3: 1}),
    ],
)
def test_who_is_not_behind_shares_the_place(cast: list[Ballot], expected: dict[int, int]) -> None:
    assert schulze(preferences(cast, [1, 2, 3])) == expected


@settings(max_examples=40)
@given(ballots())
def test_no_path_of_majorities_is_stronger(cast: list[Ballot]) -> None:
    matrix = preferences(cast, ITEMS)
    strengths = beat_paths(matrix)
    for start, end in permutations(ITEMS, 2):
        between = [item for item in ITEMS if item not in (start, end)]
        paths = [(start, *inner, end) for length in range(4) for inner in permutations(between, length)]
        won = [
            min(matrix[one][other] for one, other in pairwise(path))
            for path in paths
            if all(beats(matrix, one, other) for one, other in pairwise(path))
        ]
        assert strengths[start][end] == max(won, default=0)


@given(ballots(), st.permutations(ITEMS))
def test_renamed_items_keep_their_places(cast: list[Ballot], names: list[int]) -> None:
    new = dict(zip(ITEMS, names, strict=True))
    before, after = schulze(preferences(cast, ITEMS)), schulze(preferences(renamed(cast, new), ITEMS))
    assert after == {new[item]: place for item, place in before.items()}


@given(ballots(full=True))
def test_reversed_ballots_reverse_who_is_ahead(cast: list[Ballot]) -> None:
    before = beat_paths(preferences(cast, ITEMS))
    after = beat_paths(preferences(reversed_ballots(cast), ITEMS))
    assert all(after[a][b] == before[b][a] for a, b in permutations(ITEMS, 2))


@given(ballots(), st.integers(2, 4))
def test_repeating_every_ballot_changes_no_place(cast: list[Ballot], times: int) -> None:
    assert schulze(preferences(cast * times, ITEMS)) == schulze(preferences(cast, ITEMS))


@given(ballots())
def test_an_empty_ballot_changes_no_place(cast: list[Ballot]) -> None:
    assert schulze(preferences([*cast, []], ITEMS)) == schulze(preferences(cast, ITEMS))


@given(ballots())
def test_who_beats_all_is_alone_first_and_who_loses_to_all_last(cast: list[Ballot]) -> None:
    matrix = preferences(cast, ITEMS)
    places = schulze(matrix)
    first, last = condorcet_winner(matrix), condorcet_loser(matrix)
    assert first is None or [item for item in ITEMS if places[item] == 1] == [first]
    assert last is None or places[last] == len(ITEMS)


@given(ballots())
def test_somebody_is_first_and_who_is_ahead_has_a_better_place(cast: list[Ballot]) -> None:
    matrix = preferences(cast, ITEMS)
    places, strengths = schulze(matrix), beat_paths(matrix)
    assert min(places.values()) == 1
    assert all(places[a] < places[b] for a, b in permutations(ITEMS, 2) if beats(strengths, a, b))
