import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.shares import shares
from facilitator.counting.spread import effective_number

COUNTS = st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([7], 1), ([7, 0, 0], 1), ([5, 5], 2), ([3, 3, 3, 3, 0], 4), ([2, 1, 1], 16 / 6), ([42, 26, 17, 15], 1e4 / 2954)],
)
def test_equal_shares_count_as_their_number_and_unequal_as_fewer(counts: list[int], expected: float) -> None:
    assert effective_number(counts) == expected


@pytest.mark.parametrize("counts", [[], [0], [0, 0]])
def test_nothing_cast_is_spread_over_nothing(counts: list[int]) -> None:
    assert effective_number(counts) is None


def test_votes_less_than_none_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        effective_number([3, -1])


@given(COUNTS)
def test_it_is_one_over_the_sum_of_squared_shares(counts: list[int]) -> None:
    squares = sum(share**2 for share in shares(counts) if share is not None)
    assert effective_number(counts) == pytest.approx(1 / squares)


@given(COUNTS, st.integers(2, 9))
def test_repeating_every_ballot_or_adding_items_without_votes_changes_nothing(counts: list[int], times: int) -> None:
    assert effective_number([times * count for count in counts]) == effective_number(counts)
    assert effective_number([*counts, 0, 0]) == effective_number(counts)
    assert effective_number(counts[::-1]) == effective_number(counts)


@given(COUNTS)
def test_it_is_from_one_to_the_number_of_items_with_votes(counts: list[int]) -> None:
    number = effective_number(counts)
    assert number is not None
    assert 1 <= number <= sum(count > 0 for count in counts)
