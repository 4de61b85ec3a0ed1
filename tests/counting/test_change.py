import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.change import Flows, flow_table, flows, total_shift
from facilitator.counting.shares import shift

ITEMS = [1, 2, 3, 4]
PAIRS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=8)
BALLOTS = st.dictionaries(
    st.sampled_from("ABCDE"), st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 3)), max_size=5
)
Ballots = dict[str, dict[int, int]]


def split(pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [a for a, _ in pairs], [b for _, b in pairs]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ([5, 5], [5, 5], 0),
        ([5, 5], [20, 20], 0),
        ([10, 0], [0, 3], 1),
        ([4, 3, 3], [1, 3, 6], 0.3),
        ([1, 2], [2, 1], 1 / 3),
        ([0, 0], [1, 2], None),
        ([1, 2], [0, 0], None),
        ([], [], None),
    ],
)
def test_the_part_of_the_whole_that_moved(first: list[int], last: list[int], expected: float | None) -> None:
    assert total_shift(first, last) == expected


def test_votes_less_than_none_and_other_items_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        total_shift([1, -1], [1, 1])
    with pytest.raises(ValueError, match="shorter"):
        total_shift([1, 1], [1])
    with pytest.raises(ValueError, match="0 or more"):
        flows({"A": {1: -1}}, {})


@given(PAIRS)
def test_a_shift_is_the_same_both_ways_and_at_most_all(pairs: list[tuple[int, int]]) -> None:
    first, last = split(pairs)
    moved = total_shift(first, last)
    assert total_shift(last, first) == moved
    assert moved is None or 0 <= moved <= 1


@given(PAIRS)
def test_a_shift_is_what_the_growing_items_grew(pairs: list[tuple[int, int]]) -> None:
    first, last = split(pairs)
    moved = total_shift(first, last)
    grown = sum(points for points in shift(first, last) if points is not None and points > 0)
    assert grown == pytest.approx(100 * (moved or 0))


@given(PAIRS, st.integers(2, 5), st.integers(2, 5))
def test_repeating_every_ballot_changes_no_shift(pairs: list[tuple[int, int]], once: int, twice: int) -> None:
    first, last = split(pairs)
    assert total_shift([once * n for n in first], [twice * n for n in last]) == total_shift(first, last)


def test_a_dot_is_followed_where_it_is_certain() -> None:
    before = {"A": {1: 2, 2: 1}, "B": {1: 1}, "C": {3: 3}}
    after = {"A": {1: 1, 2: 1, 3: 1}, "B": {1: 1}, "C": {1: 1, 2: 2}}
    found = flows(before, after)
    assert found == Flows(
        voters=3, left_out=0, stayed={1: 2, 2: 1}, moved={(1, 3): 1, (3, 1): 1, (3, 2): 2}, unclear=0
    )
    assert flow_table(found, [1, 2, 3]) == [[2, 0, 1], [0, 1, 0], [1, 2, 0]]


def test_several_that_lost_to_one_are_certain_too() -> None:
    assert flows({"A": {1: 2, 2: 1}}, {"A": {3: 3}}).moved == {(1, 3): 2, (2, 3): 1}


def test_from_several_to_several_is_unclear_and_not_shared_out() -> None:
    assert flows({"A": {1: 1, 2: 1, 5: 1}}, {"A": {3: 1, 4: 1, 5: 1}}) == Flows(1, 0, {5: 1}, {}, unclear=2)


@pytest.mark.parametrize(
    ("before", "after"),
    [({"A": {1: 1}}, {}), ({}, {"A": {1: 1}}), ({"A": {1: 2}}, {"A": {1: 1}}), ({"A": {1: 1}}, {"A": {}})],
)
def test_who_did_not_give_equally_many_both_times_is_left_out(before: Ballots, after: Ballots) -> None:
    assert flows(before, after) == Flows(0, 1, {}, {}, 0)


def test_a_silent_voter_is_nobody() -> None:
    assert flows({"A": {}, "B": {1: 0}}, {"A": {1: 0}}) == Flows(0, 0, {}, {}, 0)


@given(BALLOTS, BALLOTS)
def test_every_dot_of_a_voter_who_is_followed_is_somewhere(before: Ballots, after: Ballots) -> None:
    found = flows(before, after)
    both = [
        sum(before[voter].values())
        for voter in before.keys() & after.keys()
        if sum(before[voter].values()) == sum(after[voter].values()) > 0
    ]
    assert found.voters == len(both)
    assert sum(found.stayed.values()) + sum(found.moved.values()) + found.unclear == sum(both)
    assert all(start != end and dots > 0 for (start, end), dots in found.moved.items())


@given(BALLOTS, BALLOTS)
def test_the_way_back_has_every_flow_turned(before: Ballots, after: Ballots) -> None:
    there, back = flows(before, after), flows(after, before)
    assert back.moved == {(end, start): dots for (start, end), dots in there.moved.items()}
    assert (back.voters, back.left_out, back.stayed, back.unclear) == (
        there.voters, there.left_out, there.stayed, there.unclear,
    )  # fmt: skip


@given(BALLOTS, BALLOTS)
def test_where_all_is_clear_the_table_has_the_dots_of_both_moments(before: Ballots, after: Ballots) -> None:
    found = flows(before, after)
    if found.unclear or found.left_out:
        return
    table = flow_table(found, ITEMS)
    for at, item in enumerate(ITEMS):
        assert sum(table[at]) == sum(ballot.get(item, 0) for ballot in before.values())
        assert sum(row[at] for row in table) == sum(ballot.get(item, 0) for ballot in after.values())


@given(BALLOTS, BALLOTS)
def test_no_more_moved_than_was_followed_and_no_less_than_the_totals_show(before: Ballots, after: Ballots) -> None:
    found = flows(before, after)
    if found.left_out or not found.voters:
        return
    totals = [[sum(ballot.get(item, 0) for ballot in some.values()) for item in ITEMS] for some in (before, after)]
    moved = sum(found.moved.values()) + found.unclear
    least = total_shift(totals[0], totals[1])
    assert least is not None
    assert least * sum(totals[0]) <= moved + 1e-9
    assert moved <= sum(totals[0])
