from itertools import combinations, permutations

import pytest
from ballot_samples import ITEMS, Ballot, ballots, renamed, reversed_ballots
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.borda import borda
from facilitator.counting.pairwise import preferences
from facilitator.counting.rank_agreement import chance_w, kendall_w, mean_tau_b, ranks, squared_deviations, tau_b
from facilitator.counting.schulze import schulze

RANKING = st.lists(st.integers(1, 5), min_size=5, max_size=5)
RANKINGS = st.lists(RANKING, min_size=2, max_size=7)


def ranked(cast: list[Ballot]) -> list[list[float]]:
    return [ranks(ballot, ITEMS) for ballot in cast]


@pytest.mark.parametrize(
    ("ballot", "expected"),
    [
        ([[3], [1], [2], [4]], [2, 3, 1, 4]),
        ([[1, 2], [3], [4]], [1.5, 1.5, 3, 4]),
        ([[], [4], [], [2]], [3.5, 2, 3.5, 1]),
        ([[4]], [3, 3, 3, 1]),
        ([], [2.5, 2.5, 2.5, 2.5]),
    ],
)
def test_ties_and_what_is_not_ranked_share_the_mean_of_their_positions(ballot: Ballot, expected: list[float]) -> None:
    assert ranks(ballot, [1, 2, 3, 4]) == expected


def test_a_ballot_with_an_item_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="an item twice"):
        ranks([[1], [1]], [1, 2])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([1, 2, 3], [1, 2, 3], 1),
        ([1, 2, 3], [3, 2, 1], -1),
        ([1, 2, 3], [1, 3, 2], 1 / 3),
        ([1, 2, 2], [1, 2, 3], 2 / 6**0.5),
        ([1, 1, 2, 2], [1, 2, 1, 2], 0),
        ([1, 1, 1], [1, 2, 3], None),
        ([1], [1], None),
        ([], [], None),
    ],
)
def test_tau_of_two_rankings(first: list[float], second: list[float], expected: float | None) -> None:
    assert tau_b(first, second) == expected


def test_the_mean_is_over_the_pairs_that_say_something() -> None:
    assert mean_tau_b([[1, 2, 3], [1, 2, 3], [3, 2, 1]]) == pytest.approx(-1 / 3)
    assert mean_tau_b([[1, 2, 3], [1, 2, 3], [2, 2, 2]]) == 1
    assert mean_tau_b([[1, 2, 3], [2, 2, 2]]) is None
    assert mean_tau_b([[1, 2, 3]]) is None
    assert mean_tau_b([]) is None


@pytest.mark.parametrize("rankings", [[], [[1.0, 2.0]], [[1.0], [1.0]], [[2.0, 2.0], [2.0, 2.0]]])
def test_concordance_of_too_little_is_nothing(rankings: list[list[float]]) -> None:
    assert kendall_w(rankings) is None


def test_rankings_of_different_items_are_refused() -> None:
    with pytest.raises(ValueError, match="same items"):
        tau_b([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="same items"):
        mean_tau_b([[1, 2], [1, 2, 3]])
    with pytest.raises(ValueError, match="same items"):
        kendall_w([[1, 2], [1, 2, 3]])
    with pytest.raises(ValueError, match="same items"):
        squared_deviations([[1, 2], [1, 2, 3]])


def test_places_with_gaps_count_like_mean_positions() -> None:
    assert kendall_w([[1, 2, 2, 4], [1, 2, 3, 4]]) == kendall_w([[1, 2.5, 2.5, 4], [1, 2, 3, 4]])


def test_chance_is_one_in_as_many_as_rank() -> None:
    assert [chance_w(m) for m in (1, 4, 8)] == [1, 0.25, 0.125]
    with pytest.raises(ValueError, match="at least one"):
        chance_w(0)


@given(RANKING.filter(lambda ranking: len(set(ranking)) > 1))
def test_chance_is_the_mean_over_every_order_of_one_of_two(ranking: list[int]) -> None:
    found = [kendall_w([ranking, other]) for other in permutations(ranking)]
    assert sum(w for w in found if w is not None) / len(found) == pytest.approx(chance_w(2))


@given(RANKING, RANKING)
def test_tau_is_the_same_both_ways_and_turns_sign_with_one_reversed(first: list[int], second: list[int]) -> None:
    tau = tau_b(first, second)
    assert tau_b(second, first) == tau
    assert tau_b([-rank for rank in first], second) == (None if tau is None else -tau)
    assert tau is None or -1 <= tau <= 1


@given(RANKINGS)
def test_concordance_is_from_zero_to_one(rankings: list[list[int]]) -> None:
    w = kendall_w(rankings)
    assert w is None or 0 <= w <= 1


@given(st.permutations([1, 2, 3, 4, 5]), st.integers(1, 3))
def test_a_ranking_with_its_reverse_has_no_concordance_and_with_itself_all(ranking: list[int], times: int) -> None:
    assert kendall_w([ranking, [-rank for rank in ranking]] * times) == 0
    assert kendall_w([ranking] * (times + 1)) == 1


@given(st.lists(st.permutations([1, 2, 3, 4, 5]), min_size=2, max_size=6))
def test_without_ties_concordance_is_the_mean_of_spearmans_correlations(rankings: list[list[int]]) -> None:
    m = len(rankings)
    rho = [
        1 - 6 * sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) / 120
        for one, other in combinations(rankings, 2)
    ]
    w = kendall_w(rankings)
    assert w is not None
    assert (m * w - 1) / (m - 1) == pytest.approx(sum(rho) / len(rho))


@given(ballots(), st.permutations(ITEMS))
def test_renamed_items_agree_as_much(cast: list[Ballot], names: list[int]) -> None:
    new = dict(zip(ITEMS, names, strict=True))
    before, after = ranked(cast), ranked(renamed(cast, new))
    assert kendall_w(after) == kendall_w(before)
    assert mean_tau_b(after) == mean_tau_b(before)


@given(ballots(full=True))
def test_all_reversed_agree_as_much(cast: list[Ballot]) -> None:
    before, after = ranked(cast), ranked(reversed_ballots(cast))
    assert kendall_w(after) == kendall_w(before)
    assert mean_tau_b(after) == mean_tau_b(before)


@given(RANKINGS, st.integers(2, 3))
def test_repeating_every_ranking_changes_no_concordance(rankings: list[list[int]], times: int) -> None:
    assert kendall_w(rankings * times) == kendall_w(rankings)


@given(ballots(), st.integers(2, 4))
def test_repeating_every_ballot_changes_no_tau_between_two_ways_to_count(cast: list[Ballot], times: int) -> None:
    def tau(some: list[Ballot]) -> float | None:
        matrix = preferences(some, ITEMS)
        return tau_b(list(schulze(matrix).values()), [-points for points in borda(some, ITEMS, 5).values()])

    assert tau(cast * times) == tau(cast)


@given(RANKINGS)
def test_a_ballot_without_an_order_changes_no_mean_tau(rankings: list[list[int]]) -> None:
    assert mean_tau_b([*rankings, [3] * 5]) == mean_tau_b(rankings)
