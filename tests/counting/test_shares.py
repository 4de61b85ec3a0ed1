import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.shares import shares, shift

COUNTS = st.lists(st.integers(0, 50), max_size=8)
PAIRS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=8)


def test_a_share_is_of_all_the_votes() -> None:
    # Tennessee example, first choices (electowiki, "Effects of different voting systems"): 100 voters.
    assert shares([42, 26, 17, 15]) == [0.42, 0.26, 0.17, 0.15]
    assert shares([1, 2]) == [1 / 3, 2 / 3]
    assert shares([0, 5]) == [0.0, 1.0]


@pytest.mark.parametrize("counts", [[], [0], [0, 0, 0]])
def test_nothing_cast_gives_no_share(counts: list[int]) -> None:
    assert shares(counts) == [None] * len(counts)


def test_votes_less_than_none_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        shares([3, -1])
    with pytest.raises(ValueError, match="0 or more"):
        shift([3, 1], [-1, 2])


@given(COUNTS.filter(any))
def test_shares_add_up_to_one(counts: list[int]) -> None:
    assert sum(share for share in shares(counts) if share is not None) == pytest.approx(1)


@given(COUNTS, st.integers(2, 9))
def test_repeating_every_ballot_changes_no_share(counts: list[int], times: int) -> None:
    assert shares([times * count for count in counts]) == shares(counts)


@given(COUNTS, st.integers())
def test_another_order_of_items_gives_the_same_shares_in_that_order(counts: list[int], seed: int) -> None:
    order = random.Random(seed).sample(range(len(counts)), len(counts))
    assert shares([counts[i] for i in order]) == [shares(counts)[i] for i in order]


def test_shift_is_in_percentage_points_from_the_first_to_the_last() -> None:
    assert shift([10, 10], [5, 15]) == [-25.0, 25.0]
    assert shift([1, 3], [30, 10]) == [50.0, -50.0]
    assert shift([4, 0], [0, 1]) == [-100.0, 100.0]


def test_shift_compares_shares_and_not_counts() -> None:
    assert shift([1, 2], [10, 20]) == [0.0, 0.0]


def test_shift_is_rounded_once() -> None:
    # In floats 100 * (0.3 - 0.1) is 19.999999999999996.
    assert shift([1, 9], [3, 7]) == [20.0, -20.0]
    assert shift([4, 8], [7, 5]) == [25.0, -25.0]


@pytest.mark.parametrize(("first", "last"), [([0, 0], [1, 2]), ([1, 2], [0, 0]), ([0, 0], [0, 0])])
def test_a_part_without_votes_gives_no_shift(first: list[int], last: list[int]) -> None:
    assert shift(first, last) == [None, None]


def test_parts_with_different_items_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        shift([1, 2], [1])


@given(PAIRS)
def test_shifts_add_up_to_nothing_and_turn_sign_with_the_parts(pairs: list[tuple[int, int]]) -> None:
    first, last = [a for a, _ in pairs], [b for _, b in pairs]
    there, back = shift(first, last), shift(last, first)
    assert sum(points for points in there if points is not None) == pytest.approx(0, abs=1e-9)
    assert there == [None if points is None else -points for points in back]
