import random

import pytest
from ballot_samples import ITEMS, Ballot, ballots, renamed, spelled
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.borda import Rule, borda, borda_by_rule, firsts
from facilitator.counting.pairwise import preferences
from facilitator.counting.places import places

# Tennessee example (electowiki, "Effects of different voting systems under similar circumstances").
TENNESSEE = [(42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM")]
# M. Schulze, example 1, 45 voters (Wikipedia, "Schulze method").
SCHULZE = [
    (5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"), (8, "EBADC"),
]  # fmt: skip
# Condorcet 1785, 81 voters.
CONDORCET = [(30, "ABC"), (1, "ACB"), (29, "BAC"), (10, "BCA"), (10, "CAB"), (1, "CBA")]


def points(profile: list[tuple[int, str]], choose: int) -> dict[str, float]:
    items = sorted(map(ord, profile[0][1]))
    return {chr(item): total for item, total in borda(spelled(profile), items, choose).items()}


@pytest.mark.parametrize(
    ("profile", "published"),
    [
        (TENNESSEE, {"N": 194, "C": 173, "M": 126, "K": 107}),
        (SCHULZE, {"E": 102, "A": 98, "B": 92, "C": 89, "D": 69}),
        (CONDORCET, {"B": 109, "A": 101, "C": 33}),
    ],
)
def test_published_scores_plus_one_point_for_each_ballot(
    profile: list[tuple[int, str]], published: dict[str, int]
) -> None:
    # The sources count n-1 ... 0; here the last position gives 1.
    voters = sum(count for count, _ in profile)
    assert points(profile, choose=len(published)) == {name: score + voters for name, score in published.items()}


def test_one_chosen_is_a_count_of_first_places() -> None:
    first_places = {"M": 42, "N": 26, "K": 17, "C": 15}
    assert points(TENNESSEE, choose=1) == first_places
    items = [ord(name) for name in "CKMN"]
    assert firsts(spelled(TENNESSEE), items) == {ord(name): n for name, n in first_places.items()}


def test_a_ballot_that_ranks_only_some_gives_the_rest_nothing() -> None:
    # A > B of four: the published variants "zero" (3, 2, 0, 0) and "modified" (2, 1, 0, 0).
    assert borda([[[1], [2]]], [1, 2, 3, 4], choose=3) == {1: 3, 2: 2, 3: 0, 4: 0}
    assert borda([[[1], [2]]], [1, 2, 3, 4], choose=2) == {1: 2, 2: 1, 3: 0, 4: 0}


@pytest.mark.parametrize(
    ("ballot", "choose", "expected"),
    [
        ([[1, 2], [3]], 3, {1: 2.5, 2: 2.5, 3: 1, 4: 0}),
        ([[1], [2, 3], [4]], 4, {1: 4, 2: 2.5, 3: 2.5, 4: 1}),
        ([[1, 2, 3, 4]], 4, {1: 2.5, 2: 2.5, 3: 2.5, 4: 2.5}),
        ([[1], [2, 3]], 2, {1: 2, 2: 0.5, 3: 0.5, 4: 0}),
        ([[1, 2, 3]], 1, {1: 1 / 3, 2: 1 / 3, 3: 1 / 3, 4: 0}),
        ([[1], [2], [3], [4]], 2, {1: 2, 2: 1, 3: 0, 4: 0}),
        ([[], [1], [], [2]], 2, {1: 2, 2: 1, 3: 0, 4: 0}),
        ([[3]], 5, {1: 0, 2: 0, 3: 5, 4: 0}),
        ([], 3, {1: 0, 2: 0, 3: 0, 4: 0}),
    ],
)
def test_tied_items_share_the_mean_of_their_positions(ballot: Ballot, choose: int, expected: dict[int, float]) -> None:
    assert borda([ballot], [1, 2, 3, 4], choose) == expected


def test_items_come_in_their_own_order() -> None:
    assert list(borda([[[1], [9]]], [9, 5, 1], 2)) == [9, 5, 1]
    assert list(firsts([[[1], [9]]], [9, 5, 1])) == [9, 5, 1]


def test_thirds_add_up_exactly() -> None:
    # Six times 1/3 in floats is 1.9999999999999998.
    assert borda([[[1, 2, 3]]] * 6, [1, 2, 3], choose=1) == {1: 2, 2: 2, 3: 2}


def test_a_first_place_is_counted_for_each_of_the_tied() -> None:
    cast = [[[1, 2], [3]], [[2], [1]], [], [[], [3]]]
    assert firsts(cast, [1, 2, 3, 4]) == {1: 1, 2: 2, 3: 1, 4: 0}


@pytest.mark.parametrize("ballot", [[[1], [1]], [[2, 2]], [[1], [9]]])
def test_a_ballot_with_an_item_twice_or_unknown_is_refused(ballot: Ballot) -> None:
    with pytest.raises(ValueError, match="a ballot ranks"):
        borda([[[1]], ballot], [1, 2], 2)
    with pytest.raises(ValueError, match="a ballot ranks"):
        firsts([[[1]], ballot], [1, 2])


@pytest.mark.parametrize("choose", [0, -2])
def test_no_positions_are_refused(choose: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        borda([[[1]]], [1], choose)


@given(ballots(full=True), st.integers(1, 7))
def test_full_ballots_give_the_same_sum_whatever_is_tied(cast: list[Ballot], choose: int) -> None:
    each = sum(max(choose - position, 0) for position in range(len(ITEMS)))
    assert sum(borda(cast, ITEMS, choose).values()) == pytest.approx(each * len(cast))


@given(ballots(), st.integers(1, 7), st.permutations(ITEMS))
def test_renamed_items_keep_their_points_and_first_places(cast: list[Ballot], choose: int, names: list[int]) -> None:
    new = dict(zip(ITEMS, names, strict=True))
    changed = renamed(cast, new)
    assert borda(changed, ITEMS, choose) == {new[item]: n for item, n in borda(cast, ITEMS, choose).items()}
    assert firsts(changed, ITEMS) == {new[item]: n for item, n in firsts(cast, ITEMS).items()}


@given(ballots(), st.integers(1, 7), st.integers(2, 4))
def test_repeating_every_ballot_multiplies_points_and_keeps_places(cast: list[Ballot], choose: int, times: int) -> None:
    once, more = borda(cast, ITEMS, choose), borda(cast * times, ITEMS, choose)
    assert more == pytest.approx({item: times * total for item, total in once.items()})
    assert places(list(more.values())) == places(list(once.values()))


@given(ballots(), st.integers(1, 7), st.integers())
def test_the_order_of_ballots_does_not_matter(cast: list[Ballot], choose: int, seed: int) -> None:
    mixed = random.Random(seed).sample(cast, len(cast))
    assert borda(mixed, ITEMS, choose) == borda(cast, ITEMS, choose)


@given(ballots(), st.integers(1, 7))
def test_with_one_ballot_nobody_gets_more_than_an_item_ranked_before(cast: list[Ballot], choose: int) -> None:
    for ballot in cast:
        total = borda([ballot], ITEMS, choose)
        in_order = [total[item] for tied in ballot for item in tied]
        assert in_order == sorted(in_order, reverse=True)
        assert all(len({total[item] for item in tied}) == 1 for tied in ballot)


RULES = st.sampled_from(["average", "zero", "modified"])


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("average", {1: 2.5, 2: 2.5, 3: 4, 4: 0.5, 5: 0.5}),
        ("zero", {1: 2.5, 2: 2.5, 3: 4, 4: 0, 5: 0}),
        ("modified", {1: 1.5, 2: 1.5, 3: 3, 4: 0, 5: 0}),
    ],
)
def test_ties_in_a_ballot_that_ranks_only_some(rule: Rule, expected: dict[int, float]) -> None:
    assert borda_by_rule([[[3], [1, 2]]], ITEMS, rule) == expected


def test_the_rules_can_put_different_items_first() -> None:
    cast: list[Ballot] = [[[1]], [[1]], [[2], [3], [4], [5], [1]]]
    assert borda_by_rule(cast, ITEMS, "zero") == {1: 8, 2: 4, 3: 3, 4: 2, 5: 1}
    assert borda_by_rule(cast, ITEMS, "modified") == {1: 3, 2: 5, 3: 4, 4: 3, 5: 2}


@given(ballots(full=True))
def test_where_every_ballot_ranks_all_the_rules_agree(cast: list[Ballot]) -> None:
    average, zero, modified = (borda_by_rule(cast, ITEMS, rule) for rule in ("average", "zero", "modified"))
    assert average == zero
    assert modified == borda(cast, ITEMS, len(ITEMS))
    assert places(list(modified.values())) == places(list(zero.values()))


@given(ballots())
def test_with_the_rest_tied_last_points_are_the_items_ranked_below(cast: list[Ballot]) -> None:
    matrix = preferences(cast, ITEMS)
    voting = sum(map(any, cast))
    points = borda_by_rule(cast, ITEMS, "average")
    for item, row in matrix.items():
        tied = sum(voting - count - matrix[other][item] for other, count in row.items())
        assert points[item] == pytest.approx(float(sum(row.values()) + tied / 2))


@given(ballots(), RULES, st.permutations(ITEMS))
def test_by_every_rule_renamed_items_keep_their_points(cast: list[Ballot], rule: Rule, names: list[int]) -> None:
    new = dict(zip(ITEMS, names, strict=True))
    before, after = borda_by_rule(cast, ITEMS, rule), borda_by_rule(renamed(cast, new), ITEMS, rule)
    assert after == {new[item]: points for item, points in before.items()}


@given(ballots(), RULES)
def test_by_every_rule_an_empty_ballot_gives_nothing(cast: list[Ballot], rule: Rule) -> None:
    assert borda_by_rule([*cast, [], [[]]], ITEMS, rule) == borda_by_rule(cast, ITEMS, rule)


@given(ballots(), RULES, st.sampled_from(ITEMS))
def test_by_every_rule_one_more_who_names_an_item_alone_never_lowers_it(
    cast: list[Ballot], rule: Rule, item: int
) -> None:
    before, after = borda_by_rule(cast, ITEMS, rule), borda_by_rule([*cast, [[item]]], ITEMS, rule)
    assert after[item] > before[item]
    at = ITEMS.index(item)
    assert (places(list(after.values()))[at] or 0) <= (places(list(before.values()))[at] or 0)
